import { FolderInUse } from '../prisma/folder-lock.ts';
import { MigrationMismatch } from '../prisma/migrate.ts';
import type { Settings } from './env.ts';

/** What an operator can do about a start that failed. Never tells the password of DATABASE_URL. */
export function whyNotStarted(error: unknown, { port, host, databaseUrl }: Settings): string {
  if (error instanceof FolderInUse || error instanceof MigrationMismatch) return error.message;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const taken = listening[code];
  if (taken !== undefined && error instanceof Error && 'syscall' in error && error.syscall === 'listen')
    return `Port ${port} on ${host} ${taken}. Set PORT to another one.`;
  if (databaseUrl === undefined) return `The server could not start: ${messageOf(error)}`;
  const { host: server, pathname } = new URL(databaseUrl);
  const why = refusals[code] ?? messageOf(error);
  return `The database ${pathname.slice(1)} on ${server} cannot be used: ${why}. Check DATABASE_URL.`;
}

const listening: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use by another program',
  EACCES: 'may not be used by this account',
  EADDRNOTAVAIL: 'is no address of this machine',
};

const refusals: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'no server answers there',
  ENOTFOUND: 'there is no such machine',
  ETIMEDOUT: 'no server answers there',
  '28P01': 'it refuses the user or the password',
  '28000': 'it refuses the user',
  '3D000': 'there is no such database',
};

const messageOf = (error: unknown): string =>
  error instanceof AggregateError
    ? error.errors.map(messageOf).join('; ')
    : error instanceof Error
      ? error.message
      : 'unknown error';
