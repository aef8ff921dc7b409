import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

/** Seals what has to be read again, so that the database alone does not tell it. */
export interface Sealer {
  seal(text: string): string;
  /** Throws where it was sealed with another key, or altered. */
  open(sealed: string): string;
}

/** AES-256-GCM under a key of the operator's; without a key texts are kept as they are, and marked so. */
export function createSealer(key: string | undefined): Sealer {
  const derived =
    key === undefined ? undefined : Buffer.from(hkdfSync('sha256', key, '', 'junheng second factor', 32));
  return {
    seal(text) {
      if (derived === undefined) return `${plain}${text}`;
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', derived, nonce);
      const parts = [nonce, cipher.update(text, 'utf8'), cipher.final()];
      return sealed + Buffer.concat([...parts, cipher.getAuthTag()]).toString('base64url');
    },
    open(text) {
      if (text.startsWith(plain)) return text.slice(plain.length);
      if (derived === undefined)
        throw new Error('SECRETS_KEY is not set, and a second factor is sealed with it.');
      const bytes = Buffer.from(text.slice(sealed.length), 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', derived, bytes.subarray(0, 12));
      decipher.setAuthTag(bytes.subarray(-16));
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8');
    },
  };
}

const plain = 'plain:';
const sealed = 'gcm:';
