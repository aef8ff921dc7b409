import { expect, test } from 'vitest';
import { yearShares } from '../../../server/jobs/year-shares.ts';

/** The shares of three years of 40 seconds, three quarters of them to search in, by a clock set by hand. */
function shares() {
  const clock = { ms: 1_000 };
  return { clock, begin: yearShares(3, 40, () => clock.ms) };
}

test('each of three years has a third of three quarters of the time', () => {
  const { clock, begin } = shares();
  const isUp = begin(0);
  clock.ms += 9_999;
  expect(isUp()).toBe(false);
  clock.ms += 1;
  expect(isUp()).toBe(true);
});

test('what a year leaves over is the later ones’', () => {
  const { clock, begin } = shares();
  begin(0);
  clock.ms += 2_000;
  const second = begin(1);
  clock.ms += 13_999;
  expect(second()).toBe(false);
  clock.ms += 1;
  expect(second()).toBe(true);
});

test('the last year has all that is left, and where nothing is left it is up at once', () => {
  const { clock, begin } = shares();
  clock.ms += 25_000;
  const last = begin(2);
  clock.ms += 4_999;
  expect(last()).toBe(false);
  clock.ms += 1;
  expect(last()).toBe(true);
  expect(begin(2)()).toBe(true);
});
