import { createGunzip } from 'node:zlib';
import Papa from 'papaparse';
import type { Cell, Row, SheetRead } from './cell.ts';
import { type Encoding, textOf } from './encoding.ts';
import { FileRefused } from './file-refused.ts';
import type { Limits } from './limits.ts';
import { textStore } from './text-store.ts';

/**
 * Reads a table of text, parted by comma, semicolon or tab. A row's number is its place among the records, as
 * a spreadsheet would show it: line breaks within quotes start no row. Throws `FileRefused`.
 */
export function readCsv(bytes: Uint8Array, limits: Limits, encoding?: Encoding): SheetRead {
  if (bytes.length > limits.textBytes) throw new FileRefused('too-large', `${bytes.length}`);
  const { text, delimiter, newline, assumed } = readable(bytes, encoding);
  const keep = textStore(limits.letters);
  const rows: Row[] = [];
  let number = 0;
  let cells = 0;
  Papa.parse<string[]>(text, {
    delimiter,
    newline,
    skipEmptyLines: false,
    step({ data, errors }) {
      number++;
      if (errors.length > 0) throw brokenQuotes(number, data);
      const row = data.map((cell): Cell => (cell.trim() === '' ? null : keep(cell)));
      const last = row.findLastIndex((cell) => cell !== null);
      if (last < 0) return;
      if (last >= limits.columns) throw new FileRefused('too-many-columns', `${last + 1}`);
      cells += last + 1;
      if (rows.length >= limits.rows || cells > limits.cells) throw new FileRefused('too-many-rows');
      rows.push({ number, cells: row.slice(0, last + 1) });
    },
  });
  return { name: '', rows, merged: [], date1904: false, ...(assumed === null ? {} : { assumed }) };
}

/** In a function of its own, so that a text that had to be changed is let go before rows fill the memory. */
function readable(bytes: Uint8Array, encoding: Encoding | undefined) {
  const { text, assumed } = textOf(bytes, encoding);
  const delimiter = delimiterOf(text);
  return { ...evened(text, delimiter), delimiter, assumed };
}

const brokenQuotes = (row: number, cells: readonly string[]): FileRefused =>
  new FileRefused('broken-quotes', cells.at(-1)?.slice(0, LETTERS_SHOWN) ?? null, null, row);
const LETTERS_SHOWN = 40;

type LineEnd = '\n' | '\r\n' | '\r';

/**
 * The text with lines that all end alike, as files put together from several do not; what stands within quotes is
 * left as it is. A text that needs no change is not copied.
 */
function evened(text: string, delimiter: string): { readonly text: string; readonly newline: LineEnd } {
  const kinds = new Set<LineEnd>();
  for (const { end } of lineEnds(text, delimiter)) kinds.add(end);
  const [newline = '\n'] = kinds;
  if (kinds.size <= 1) return { text, newline };
  const pieces: string[] = [];
  let from = 0;
  for (const { at, end } of lineEnds(text, delimiter)) {
    pieces.push(text.slice(from, at));
    from = at + end.length;
  }
  pieces.push(text.slice(from));
  return { text: pieces.join('\n'), newline: '\n' };
}

/** Where lines end, quoted text aside, and how. */
function* lineEnds(
  text: string,
  delimiter: string,
): Iterable<{ readonly at: number; readonly end: LineEnd }> {
  const marks = /"|\r\n|\r|\n/g;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    const at = mark.index;
    const found = mark[0] as LineEnd | '"';
    if (found !== '"') yield { at, end: found };
    else if (startsCell(text, at, delimiter)) marks.lastIndex = afterQuotes(text, at);
  }
}

/** A quote elsewhere is a letter like any other. */
const startsCell = (text: string, at: number, delimiter: string): boolean =>
  at === 0 || ['\n', '\r', delimiter].includes(text[at - 1] ?? '');

/** Where the quoted text that starts at `at` has ended; two quotes within stand for one. */
function afterQuotes(text: string, at: number): number {
  let close = text.indexOf('"', at + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  return close < 0 ? text.length : close + 1;
}

/** Unpacks a .gz; what comes out is counted while it does. Throws `FileRefused`. */
export async function gunzip(bytes: Uint8Array, limits: Limits): Promise<Uint8Array> {
  const stream = createGunzip({ chunkSize: 256 * 1024 });
  stream.end(bytes);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > limits.textBytes) throw new FileRefused('unpacks-too-large');
      chunks.push(chunk);
    }
  } catch (error) {
    if (error instanceof FileRefused) throw error;
    throw new FileRefused('truncated');
  }
  return Buffer.concat(chunks);
}

/** The one that parts the first lines into most pieces, quoted text aside. */
function delimiterOf(text: string): string {
  const start = text.slice(0, 20_000).replace(/"[^"]*"/g, '');
  const counted = [',', ';', '\t'].map((mark) => ({ mark, count: start.split(mark).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).mark;
}
