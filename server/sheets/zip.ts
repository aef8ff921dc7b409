import { crc32, createInflateRaw } from 'node:zlib';
import { FileRefused } from './file-refused.ts';
import type { Limits } from './limits.ts';

/** An archive opened: its parts by name, and how to unpack one. */
export interface Archive {
  readonly names: readonly string[];
  /** The part's bytes as they unpack; nothing for a part that is not there. Throws `FileRefused`. */
  unpack(name: string): AsyncIterable<Uint8Array>;
}

/**
 * Opens a zip archive. The sizes it gives of itself are only believed when they condemn it; what really comes
 * out is counted over all parts read.
 */
export function openArchive(bytes: Uint8Array, limits: Limits): Archive {
  const entries = directory(bytes, limits);
  let unpacked = 0;
  const count = (more: number) => {
    unpacked += more;
    if (unpacked > limits.unpackedBytes) throw new FileRefused('unpacks-too-large');
  };
  return {
    names: [...entries.keys()],
    async *unpack(name) {
      const entry = entries.get(name);
      if (entry === undefined) return;
      let check = 0;
      for await (const chunk of content(bytes, entry)) {
        count(chunk.length);
        check = crc32(chunk, check);
        yield chunk;
      }
      if (check !== entry.check) throw new FileRefused('damaged', name);
    },
  };
}

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly packed: number;
  readonly check: number;
  readonly offset: number;
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const STORED = 0;
const DEFLATED = 8;
/** Length of the end record, and of the longest comment behind it. */
const END_LENGTH = 22;
const LONGEST_COMMENT = 65_535;

function directory(bytes: Uint8Array, limits: Limits): Map<string, Entry> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(view);
  if (end === undefined) throw new FileRefused('truncated');
  const count = view.getUint16(end + 10, true);
  if (count > limits.parts) throw new FileRefused('unpacks-too-large', `${count}`);
  const entries = new Map<string, Entry>();
  let at = view.getUint32(end + 16, true);
  let declared = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== CENTRAL) throw new FileRefused('damaged');
    const flags = view.getUint16(at + 8, true);
    if (flags & 1) throw new FileRefused('password');
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength));
    // Two parts of one name would be read differently by different programs.
    if (entries.has(name)) throw new FileRefused('damaged', name);
    declared += view.getUint32(at + 24, true);
    if (declared > limits.unpackedBytes) throw new FileRefused('unpacks-too-large', `${declared}`);
    entries.set(name, {
      name,
      method: view.getUint16(at + 10, true),
      check: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

function endRecord(view: DataView): number | undefined {
  const last = view.byteLength - END_LENGTH;
  for (let at = last; at >= Math.max(0, last - LONGEST_COMMENT); at--)
    if (view.getUint32(at, true) === END) return at;
  return undefined;
}

async function* content(bytes: Uint8Array, entry: Entry): AsyncIterable<Uint8Array> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > bytes.length || view.getUint32(entry.offset, true) !== LOCAL)
    throw new FileRefused('damaged', entry.name);
  const start =
    entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  if (start + entry.packed > bytes.length) throw new FileRefused('truncated', entry.name);
  const packed = bytes.subarray(start, start + entry.packed);
  if (entry.method === STORED) yield packed;
  else if (entry.method === DEFLATED) yield* inflated(packed, entry.name);
  else throw new FileRefused('damaged', entry.name);
}

/** Chunks as they come out; nothing is unpacked ahead of the reader. */
async function* inflated(packed: Uint8Array, name: string): AsyncIterable<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: 256 * 1024 });
  inflate.end(packed);
  try {
    for await (const chunk of inflate) yield chunk as Uint8Array;
  } catch (error) {
    throw error instanceof FileRefused ? error : new FileRefused('damaged', name);
  } finally {
    inflate.destroy();
  }
}
