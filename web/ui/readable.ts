interface Words {
  readonly yes: string;
  readonly no: string;
  readonly comma: string;
  /** What a state, level or role of the record is called; itself where it is none. */
  readonly named: (value: string) => string;
}

/** The most characters of one value that a table shows. */
const longest = 400;

/** A value of the record as people read it: no quotes and braces, names for fields. What is no JSON stays as it is. */
export function readable(json: string, words: Words, fieldName: (field: string) => string): string {
  const text = said(parsed(json), words, fieldName);
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return json;
  }
}

function said(value: unknown, words: Words, fieldName: (field: string) => string): string {
  if (value === null || value === undefined) return '—';
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (Array.isArray(value)) return value.map((one) => said(one, words, fieldName)).join(words.comma);
  if (typeof value === 'object')
    return Object.entries(value)
      .filter(([, one]) => one !== null)
      .map(([field, one]) => `${fieldName(field)} ${bracketed(one, said(one, words, fieldName))}`)
      .join(words.comma);
  const text = String(value);
  return uuid.test(text) ? `…${text.slice(-6)}` : words.named(text);
}

/** Rows stand in the record by their keys, of which the end is enough to tell them apart. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const bracketed = (value: unknown, text: string): string =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? `(${text})` : text;
