/** A key nobody else makes. Not `randomUUID`, which a page served without TLS lacks. */
export const randomKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
