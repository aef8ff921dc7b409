import type { Pool } from 'pg';
import { expect, test, vi } from 'vitest';
import { untilItAnswers } from '../../server/until-it-answers.ts';

/** A database that fails so for the first queries, then answers. */
const failing = (...codes: readonly string[]) => {
  const left = [...codes];
  const query = vi.fn(async () => {
    const code = left.shift();
    if (code !== undefined) throw Object.assign(new Error(code), { code });
  });
  return { query } as unknown as Pick<Pool, 'query'> & { readonly query: typeof query };
};

test('a database that answers is not waited for', async () => {
  const waits = vi.fn();
  await untilItAnswers(failing(), 1_000, waits);
  expect(waits).not.toHaveBeenCalled();
});

test('one that is starting is waited for, which is said once', async () => {
  const waits = vi.fn();
  const database = failing('ECONNREFUSED', '57P03');
  await untilItAnswers(database, 5_000, waits);
  expect(database.query).toHaveBeenCalledTimes(3);
  expect(waits).toHaveBeenCalledTimes(1);
});

test('one that starts for longer is given up with what it said last', async () => {
  await expect(
    untilItAnswers(failing(...Array(100).fill('ECONNREFUSED')), 100, vi.fn()),
  ).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
});

test('what is no sign of starting is thrown at once', async () => {
  const database = failing('28P01');
  await expect(untilItAnswers(database, 5_000, vi.fn())).rejects.toMatchObject({ code: '28P01' });
  expect(database.query).toHaveBeenCalledTimes(1);
});
