/** A text read as JSON, or the first character that makes it none. */
export type JsonText =
  | { ok: true; value: unknown }
  /** Both count from 1; `found` is that one character, `end` where the text stops too early. */
  | { ok: false; line: number; column: number; found: string };

/** Reads JSON; unlike `JSON.parse` it tells where a text goes wrong, and repeats nothing else of the text. */
export function readJsonText(text: string): JsonText {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    const before = text.slice(0, brokenAt(text));
    const line = before.split('\n').length;
    const column = before.length - before.lastIndexOf('\n');
    const character = text.codePointAt(before.length);
    const found = character === undefined ? 'end' : JSON.stringify(String.fromCodePoint(character));
    return { ok: false, line, column, found };
  }
}

/** Where a text that is no JSON stops being the start of some JSON. */
function brokenAt(text: string): number {
  const open: string[] = [];
  let state: State = 'value';
  let at = endOf(SPACE, text, 0);
  for (;;) {
    const end = endOf(TOKEN, text, at);
    const next = after(state, text.slice(at, at + 1), open);
    if (end === at || next === null) return at;
    state = next;
    at = endOf(SPACE, text, end);
  }
}

/** What may come next; `first` where the list or object just opened may close again. */
type State = 'value' | 'first value' | 'name' | 'first name' | 'colon' | 'next';

/** The state after a token that starts with `character`; null where no such token may come. */
function after(state: State, character: string, open: string[]): State | null {
  const within = open.at(-1);
  switch (character) {
    case '[':
    case '{':
      if (!state.endsWith('value')) return null;
      open.push(character);
      return character === '[' ? 'first value' : 'first name';
    case ']':
    case '}': {
      const first = character === ']' ? 'first value' : 'first name';
      if (state !== first && (state !== 'next' || within !== (character === ']' ? '[' : '{'))) return null;
      open.pop();
      return 'next';
    }
    case ',':
      if (state !== 'next' || within === undefined) return null;
      return within === '[' ? 'value' : 'name';
    case ':':
      return state === 'colon' ? 'value' : null;
    default:
      if (state.endsWith('value')) return 'next';
      return character === '"' && state.endsWith('name') ? 'colon' : null;
  }
}

const SPACE = /[\t\n\r ]*/y;
const STRING = /"(?:[\u0020\u0021\u0023-\u005b\u005d-\uffff]|\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4}))*"/;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/;
const TOKEN = new RegExp(`${STRING.source}|${NUMBER.source}|true|false|null|[[\\]{},:]`, 'y');

/** Where what the sticky pattern matches at `at` ends; `at` itself where it matches nothing. */
function endOf(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}
