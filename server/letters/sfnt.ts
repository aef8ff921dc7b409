/** Tables of a font file (OpenType 1.9) by their tags, and a file again of such. */

export function tablesOf(font: Buffer): Map<string, Buffer> {
  const tables = new Map<string, Buffer>();
  for (let at = HEADER; at < HEADER + ENTRY * font.readUInt16BE(4); at += ENTRY) {
    const start = font.readUInt32BE(at + 8);
    tables.set(font.toString('latin1', at, at + 4), font.subarray(start, start + font.readUInt32BE(at + 12)));
  }
  return tables;
}

/** Checksums are made anew. Throws if there is no table `head` to hold them. */
export function fontOf(tables: ReadonlyMap<string, Buffer>): Buffer {
  const sorted = [...tables].sort(([one], [other]) => (one < other ? -1 : 1));
  const selector = Math.floor(Math.log2(sorted.length));
  const range = 2 ** selector * ENTRY;
  const header = Buffer.alloc(HEADER + ENTRY * sorted.length);
  header.writeUInt32BE(TRUE_TYPE, 0);
  header.writeUInt16BE(sorted.length, 4);
  header.writeUInt16BE(range, 6);
  header.writeUInt16BE(selector, 8);
  header.writeUInt16BE(ENTRY * sorted.length - range, 10);
  let end = header.length;
  let adjustment: number | null = null;
  const bodies = sorted.map(([tag, table], at) => {
    const body = Buffer.alloc(Math.ceil(table.length / 4) * 4);
    table.copy(body);
    if (tag === 'head') {
      body.writeUInt32BE(0, CHECKSUM_IN_HEAD);
      adjustment = end + CHECKSUM_IN_HEAD;
    }
    const entry = HEADER + ENTRY * at;
    header.write(tag, entry, 'latin1');
    header.writeUInt32BE(checksum(body), entry + 4);
    header.writeUInt32BE(end, entry + 8);
    header.writeUInt32BE(table.length, entry + 12);
    end += body.length;
    return body;
  });
  if (adjustment === null) throw new TypeError('The font has no table "head".');
  const font = Buffer.concat([header, ...bodies]);
  font.writeUInt32BE((WHOLE - checksum(font)) >>> 0, adjustment);
  return font;
}

const HEADER = 12;
const ENTRY = 16;
const TRUE_TYPE = 0x00010000;
const CHECKSUM_IN_HEAD = 8;
/** What a whole font sums up to. */
const WHOLE = 0xb1b0afba;

function checksum(words: Buffer): number {
  let sum = 0;
  for (let at = 0; at < words.length; at += 4) sum = (sum + words.readUInt32BE(at)) >>> 0;
  return sum;
}
