import { inflateRawSync } from 'node:zlib';

/** Whether this is an archive: a workbook, a document, several in one. */
export const isZip = (bytes: Buffer): boolean => bytes.toString('latin1', 0, 4) === 'PK\u0003\u0004';

/** The texts of every part of an archive, found by its headers, and of the parts of archives in it. */
export function unzipped(bytes: Buffer): string[] {
  const texts: string[] = [];
  for (let at = bytes.indexOf(header); at !== -1; at = bytes.indexOf(header, at + 4)) {
    const [method, size, offset] = [
      bytes.readUInt16LE(at + 10),
      bytes.readUInt32LE(at + 20),
      bytes.readUInt32LE(at + 42),
    ];
    const from = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
    const packed = bytes.subarray(from, from + size);
    const part = method === 8 ? inflateRawSync(packed) : packed;
    texts.push(...(isZip(part) ? unzipped(part) : [part.toString()]));
  }
  return texts;
}

const header = 'PK\u0001\u0002';
