import { randomFillSync } from 'node:crypto';

/** A UUID of version 7 (RFC 9562): the time in milliseconds, then chance; later ones sort behind. */
export function uuid(now = Date.now()): string {
  if (used === POOL) {
    randomFillSync(pool);
    used = 0;
  }
  const bytes = pool.subarray(used, used + 16);
  used += 16;
  bytes.writeUIntBE(now, 0, 6);
  bytes.writeUInt8(0x70 | (bytes.readUInt8(6) & 0x0f), 6);
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8);
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** Chance is dear by the sixteen bytes, and cheap by the page. */
const POOL = 16 * 512;
const pool = Buffer.alloc(POOL);
let used = POOL;
