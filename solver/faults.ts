import type * as z from 'zod';

/** One thing wrong with a file, told so that whoever wrote the file can mend it. */
export interface Fault {
  /** Where, as a JSON path: `$.teachers[3].born`. */
  path: string;
  /** The faulty value itself, and nothing else of its row. */
  found: string;
  expected: string;
}

export type Path = readonly PropertyKey[];

/** What zod found wrong with `json`, one fault for each field that is wrong. */
export function faultsOf(error: z.ZodError, json: unknown, at: Path = []): Fault[] {
  return error.issues.flatMap((issue) => {
    if (issue.code !== 'unrecognized_keys') {
      const found =
        issue.code === 'invalid_key' ? quoted(String(issue.path.at(-1))) : valueAt(json, issue.path);
      return [{ path: pathText([...at, ...issue.path]), found, expected: expectedBy(issue) }];
    }
    return issue.keys.map((key) => ({
      path: pathText([...at, ...issue.path, key]),
      found: valueAt(json, [...issue.path, key]),
      expected: 'no field of this name',
    }));
  });
}

/** `$.teachers[3].born`; a name that is no plain word is quoted: `$.policy.rules["my rule"]`. */
export const pathText = (path: Path): string =>
  path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    const name = String(step);
    return /^[A-Za-z_][\w]*$/.test(name) ? `${text}.${name}` : `${text}[${JSON.stringify(name)}]`;
  }, '$');

/** A value as a message may show it: texts cut at 60 characters, lists and objects by their kind alone. */
export function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'string' ? quoted(value) : String(value);
}

function quoted(text: string): string {
  const characters = [...text];
  return JSON.stringify(characters.length > 60 ? `${characters.slice(0, 60).join('')}…` : text);
}

function valueAt(json: unknown, path: Path): string {
  let value = json;
  for (const step of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, step)) return 'nothing';
    value = Object.getOwnPropertyDescriptor(value, step)?.value;
  }
  return shown(value);
}

function expectedBy(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return kinds[issue.expected] ?? issue.expected;
    case 'invalid_value':
      return oneOf(issue.values.map(String));
    case 'invalid_union':
      return issue.inclusive !== false && issue.options ? oneOf(issue.options.map(String)) : issue.message;
    case 'too_small':
      return `${issue.inclusive === false ? 'more than' : 'at least'} ${measured(issue.minimum, issue.origin)}`;
    case 'too_big':
      return `${issue.inclusive === false ? 'less than' : 'at most'} ${measured(issue.maximum, issue.origin)}`;
    case 'invalid_format':
      return issue.format === 'date' ? 'a day of the calendar, YYYY-MM-DD' : `text like ${issue.pattern}`;
    case 'invalid_key':
      return `a key: ${issue.issues.map(expectedBy).join(', ')}`;
    default:
      return issue.message;
  }
}

/** The field's word for what zod calls a type. */
const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
};

/** `3 entries`, `1 character`, or the bare number of a number. */
function measured(amount: number | bigint, origin: string): string {
  const [one, many] = measures[origin] ?? ['', ''];
  return `${amount}${Number(amount) === 1 ? one : many}`;
}

const measures: Readonly<Record<string, readonly [one: string, many: string]>> = {
  string: [' character', ' characters'],
  array: [' entry', ' entries'],
};

/** `one of "a", "b"`, or the only choice itself. */
export const oneOf = (choices: readonly string[]): string =>
  `${choices.length > 1 ? 'one of ' : ''}${choices.map((choice) => JSON.stringify(choice)).join(', ')}`;
