import { expect, test } from 'vitest';
import { turns } from '../../../server/imports/turns.ts';

test('no more than so many run at once, in the order they came, and a failure gives its turn on', async () => {
  const turn = turns(2);
  const began: number[] = [];
  let running = 0;
  let most = 0;
  const works = [1, 2, 3, 4, 5].map((number) =>
    turn(async () => {
      began.push(number);
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 10));
      running--;
      if (number === 2) throw new Error('two');
      return number;
    }),
  );
  const ends = await Promise.allSettled(works);
  expect(ends.map(({ status }) => status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect(began).toEqual([1, 2, 3, 4, 5]);
  expect(most).toBe(2);
});
