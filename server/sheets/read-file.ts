import type { SheetRead } from './cell.ts';
import type { Encoding } from './encoding.ts';
import { FileRefused } from './file-refused.ts';
import type { Limits } from './limits.ts';
import { gunzip, readCsv } from './read-csv.ts';
import { readWorkbook } from './read-workbook.ts';

/**
 * Reads an uploaded table by what it is, whatever its name says: xlsx, csv, or csv packed by gzip.
 * Throws `FileRefused`.
 */
export async function readFile(bytes: Uint8Array, limits: Limits, encoding?: Encoding): Promise<SheetRead[]> {
  if (bytes.length === 0) throw new FileRefused('empty-file');
  if (bytes.length > limits.fileBytes) throw new FileRefused('too-large', `${bytes.length}`);
  const sheets = startsWith(bytes, ZIP)
    ? await readWorkbook(bytes, limits)
    : startsWith(bytes, OLE)
      ? refuseOle(bytes)
      : [readCsv(startsWith(bytes, GZIP) ? await gunzip(bytes, limits) : bytes, limits, encoding)];
  if (sheets.every(({ rows }) => rows.length === 0)) throw new FileRefused('empty-file');
  return sheets;
}

const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const GZIP = [0x1f, 0x8b];

const startsWith = (bytes: Uint8Array, magic: readonly number[]): boolean =>
  magic.every((byte, at) => bytes[at] === byte);

/** Compound files hold workbooks of Excel 97–2003, and workbooks locked by a password. */
function refuseOle(bytes: Uint8Array): never {
  const locked = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
  throw new FileRefused(locked ? 'password' : 'old-workbook');
}
