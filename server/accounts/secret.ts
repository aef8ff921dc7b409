import { createHash, randomBytes } from 'node:crypto';

/** 256 random bits for a cookie or a bearer token. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is kept of a secret. It needs no salt and no delay: nobody can guess 256 bits. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
