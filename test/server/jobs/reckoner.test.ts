import { afterAll, expect, test } from 'vitest';
import { thread } from '../../../prisma/thread.ts';
import { createReckoner } from '../../../server/jobs/reckoner.ts';
import { randomCounty } from '../../support/random-county.ts';

const text = JSON.stringify(randomCounty(1));
/** The one begun at once, and that of the first question. */
let refusals = 2;
let last: Awaited<ReturnType<typeof thread>> | undefined;
const reckoner = createReckoner(async () => {
  if (refusals-- > 0) throw new Error('No thread can be had.');
  last = await thread(new URL('../../../server/jobs/reckoning-thread.ts', import.meta.url));
  return last;
});
afterAll(() => reckoner.close());

test('a thread that cannot be started is started again for the next question', async () => {
  await expect(reckoner.demand(text)).rejects.toThrow('No thread can be had.');
  expect((await reckoner.demand(text)).length).toBeGreaterThan(0);
});

test('so is one that has stopped', async () => {
  const before = last;
  await before?.terminate();
  expect((await reckoner.demand(text)).length).toBeGreaterThan(0);
  expect(last).not.toBe(before);
});
