import type { Request as Asked } from 'express';
import type { Database } from '../../prisma/client.ts';
import { type Visitor, visitorOf } from './visitor.ts';

/** Who asks for a file, by the same headers as the API. */
export function askerOf(database: Database, request: Asked, now: Date): Promise<Visitor> {
  const headers = new Headers();
  for (const name of ['authorization', 'cookie', 'accept-language'])
    if (request.get(name) !== undefined) headers.set(name, request.get(name) ?? '');
  const address = `http://localhost${request.originalUrl}`;
  return visitorOf(database, new Request(address, { headers }), '', now);
}

const answer = (code: string, message: string) => ({ errors: [{ message, extensions: { code } }] });

/** What is answered where no file is. */
export const answers = {
  unauthenticated: answer('UNAUTHENTICATED', 'Sign in first. 请先登录。'),
  notFound: answer('NOT_FOUND', 'There is nothing at this address. 此地址没有内容。'),
  noSuchDay: answer(
    'BAD_USER_INPUT',
    '`on` is a calendar day from 2000 to 2199, such as 2026-09-01. on 须为2000年至2199年间的日期，如2026-09-01。',
  ),
};
