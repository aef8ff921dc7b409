import { FileRefused } from './file-refused.ts';

/** How the letters of a text file are written. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5'] as const;
export type Encoding = (typeof encodings)[number];

export interface TextRead {
  readonly text: string;
  /** What was taken to be the encoding though nothing in the file proves it; null: it is known. */
  readonly assumed: Encoding | null;
}

/**
 * The text of a file: as told, by its byte order mark, as UTF-8 if it is UTF-8 throughout, else as a guess:
 * UTF-16 where every other byte of the start is empty, else GB18030 or Big5. Throws `FileRefused` when it is no
 * text, and where UTF-8 is cut or spoilt, which would pass for Chinese of another encoding.
 */
export function textOf(bytes: Uint8Array, told?: Encoding): TextRead {
  const proved = told ?? provedOf(bytes);
  const encoding = proved ?? guessOf(bytes);
  const text = decode(bytes, encoding);
  if (text === undefined)
    throw encoding === 'utf-8' ? spoilt(loosely(bytes)) : new FileRefused('unknown-encoding');
  if (binary.test(text)) throw new FileRefused('not-a-workbook');
  return { text, assumed: proved === undefined ? encoding : null };
}

/** Letters no text table has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: telling text from other files by them is the point.
const binary = /[\u0000-\u0008\u000e-\u001f]/;

/** By the byte order mark, or by being UTF-8 throughout. */
function provedOf(bytes: Uint8Array): Encoding | undefined {
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  return decode(bytes, 'utf-8') !== undefined && !bytes.subarray(0, 1000).includes(0) ? 'utf-8' : undefined;
}

function guessOf(bytes: Uint8Array): Encoding {
  const start = bytes.subarray(0, 1000);
  const empty = (from: number) => start.filter((byte, at) => at % 2 === from && byte === 0).length;
  if (empty(1) > start.length / 10 || empty(0) > start.length / 10)
    return empty(1) > empty(0) ? 'utf-16le' : 'utf-16be';
  if (mostlyUtf8(bytes)) return 'utf-8';
  const big5 = decode(bytes, 'big5') !== undefined;
  return big5 && (decode(bytes, 'gb18030') === undefined || looksBig5(bytes)) ? 'big5' : 'gb18030';
}

/** One pair of bytes in five of GB18030 happens to be UTF-8 too, of Big5 fewer: three in four never are. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  const decoder = new TextDecoder('utf-8');
  let spoiled = 0;
  let whole = 0;
  // Piece by piece: nothing of it is kept.
  for (let at = 0; at < bytes.length; at += PIECE) {
    const text = decoder.decode(bytes.subarray(at, at + PIECE), { stream: at + PIECE < bytes.length });
    for (let letter = 0; letter < text.length; letter++) {
      const code = text.charCodeAt(letter);
      if (code === 0xfffd) spoiled++;
      else if (code > 0x7f) whole++;
    }
  }
  return whole >= spoiled * 3;
}
const PIECE = 65_536;

/** UTF-8 with U+FFFD where the bytes are none. */
const loosely = (bytes: Uint8Array): string => new TextDecoder('utf-8').decode(bytes);

/** Names the row, and the letters before the bad bytes. */
function spoilt(text: string): FileRefused {
  const before = text.slice(0, text.indexOf('\ufffd'));
  const ends = before.replace(/"[^"]*"?/g, '').match(/\r\n?|\n/g)?.length ?? 0;
  const line = before.slice(1 + Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')));
  return new FileRefused('broken-utf-8', `${line.slice(-LETTERS_SHOWN)}\ufffd`, null, ends + 1);
}
const LETTERS_SHOWN = 40;

function decode(bytes: Uint8Array, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/**
 * The second byte of a letter lies below 0xA1 for two letters in five of Big5; of the Chinese that GB2312
 * holds never, and only rare letters in names are beyond it.
 */
function looksBig5(bytes: Uint8Array): boolean {
  let pairs = 0;
  let low = 0;
  for (let at = 0; at < bytes.length - 1; at++) {
    if ((bytes[at] ?? 0) < 0x81) continue;
    pairs++;
    if ((bytes[++at] ?? 0) < 0xa1) low++;
  }
  return low > pairs * LOW_SHARE;
}

const LOW_SHARE = 0.15;
