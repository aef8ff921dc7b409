import { FileRefused } from './file-refused.ts';

/** What is told of a document, in its order; names come without their prefix. */
export interface XmlListener {
  /** `tag` is what stands between the brackets: see `attribute`. An empty element is opened and closed. */
  open(name: string, tag: string): void;
  close(name: string): void;
  text(text: string): void;
}

/**
 * Reads XML as it comes, keeping no more of it than the tag at hand. Knows the five entities every document
 * has and numbered ones; a DOCTYPE, which could declare others, is refused. Throws `FileRefused`.
 */
export function xmlReader(listener: XmlListener): { write(chunk: string): void; end(): void } {
  let rest = '';
  let depth = 0;

  const element = (tag: string): void => {
    if (tag.startsWith('/')) {
      depth--;
      listener.close(localName(tag.slice(1)));
      return;
    }
    const empty = tag.endsWith('/');
    const name = localName(tag);
    if (!empty && ++depth > DEEPEST) throw new FileRefused('damaged');
    listener.open(name, tag);
    if (empty) listener.close(name);
  };

  return {
    write(chunk) {
      const text = rest + chunk;
      let at = 0;
      for (;;) {
        const start = text.indexOf('<', at);
        if (start < 0) break;
        if (start > at) listener.text(decoded(text.slice(at, start)));
        const end = endOfMarkup(text, start);
        if (end < 0) {
          at = start;
          break;
        }
        const markup = text.slice(start + 1, end);
        if (markup.startsWith('![CDATA[')) listener.text(markup.slice(8, -2));
        else if (!markup.startsWith('?') && !markup.startsWith('!--')) element(markup);
        at = end + 1;
      }
      rest = text.slice(at);
      if (rest.length > LONGEST_TOKEN) throw new FileRefused('damaged');
    },
    end() {
      if (depth !== 0 || rest.trim() !== '') throw new FileRefused('damaged');
    },
  };
}

/** The value of an attribute, by its name with prefix; undefined where there is none. */
export function attribute(tag: string, name: string): string | undefined {
  // What stands first is the element's own name.
  let at = tag.indexOf(name, 1);
  while (at > 0) {
    const quote = at + name.length + 1;
    const mark = tag[quote];
    if (tag[quote - 1] === '=' && tag.charCodeAt(at - 1) <= 32 && (mark === '"' || mark === "'"))
      return decoded(tag.slice(quote + 1, tag.indexOf(mark, quote + 1)));
    at = tag.indexOf(name, at + 1);
  }
  return undefined;
}

/** No cell's text and no tag of a workbook is nearly as long: Excel's longest text has 32,767 letters. */
const LONGEST_TOKEN = 2_000_000;
const DEEPEST = 200;

/** Where the markup that starts at `start` ends: the place of its `>`; −1 where that is yet to come. */
function endOfMarkup(text: string, start: number): number {
  if (text[start + 1] !== '!') return endOfTag(text, start + 1);
  if (text.startsWith('<!--', start)) return after(text, '-->', start + 4, 2);
  if (text.startsWith('<![CDATA[', start)) return after(text, ']]>', start + 9, 2);
  if (text.length - start < '<![CDATA['.length) return -1;
  throw new FileRefused('entity-declarations');
}

function after(text: string, mark: string, from: number, more: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + more;
}

/** A `>` within quotes does not end a tag. */
function endOfTag(text: string, from: number): number {
  let quote = 0;
  for (let at = from; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (quote !== 0) {
      if (letter === quote) quote = 0;
    } else if (letter === 62) return at;
    else if (letter === 34 || letter === 39) quote = letter;
  }
  return -1;
}

function localName(tag: string): string {
  let end = 0;
  let start = 0;
  for (; end < tag.length; end++) {
    const letter = tag.charCodeAt(end);
    if (letter <= 32 || letter === 47) break;
    if (letter === 58) start = end + 1;
  }
  return tag.slice(start, end);
}

function decoded(text: string): string {
  return text.includes('&') ? text.replace(/&([^;&]{0,12});?/g, entity) : text;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function entity(_whole: string, name: string): string {
  const known = named[name];
  if (known !== undefined) return known;
  const number = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(name);
  const point = Number.parseInt(number?.[1] ?? number?.[2] ?? 'none', number?.[1] === undefined ? 10 : 16);
  if (!(point <= 0x10ffff)) throw new FileRefused('damaged', `&${name};`);
  return String.fromCodePoint(point);
}
