import { FileRefused } from './file-refused.ts';

/** How the letters of a text file are written. */
export const encodings = ['utf-8', 'utf-16le', 'utf-16be', 'gb18030', 'big5'] as const;
export type Encoding = (typeof encodings)[number];

/**
 * The text of a file: by its byte order mark, else as UTF-8 if it is UTF-8 throughout, else as UTF-16 where
 * every other byte of the start is empty, else as GB18030 or Big5. Throws `FileRefused` when it is no text.
 */
export function textOf(bytes: Uint8Array, encoding?: Encoding): string {
  const text = decode(bytes, encoding ?? encodingOf(bytes));
  if (text === undefined) throw new FileRefused('unknown-encoding');
  if (binary.test(text)) throw new FileRefused('not-a-workbook');
  return text;
}

/** Letters no text table has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: telling text from other files by them is the point.
const binary = /[\u0000-\u0008\u000e-\u001f]/;

function encodingOf(bytes: Uint8Array): Encoding {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (decode(bytes, 'utf-8') !== undefined && !bytes.subarray(0, 1000).includes(0)) return 'utf-8';
  const start = bytes.subarray(0, 1000);
  const empty = (from: number) => start.filter((byte, at) => at % 2 === from && byte === 0).length;
  if (empty(1) > start.length / 10 || empty(0) > start.length / 10)
    return empty(1) > empty(0) ? 'utf-16le' : 'utf-16be';
  const big5 = decode(bytes, 'big5') !== undefined;
  return big5 && (decode(bytes, 'gb18030') === undefined || looksBig5(bytes)) ? 'big5' : 'gb18030';
}

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
