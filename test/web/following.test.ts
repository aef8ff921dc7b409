import { expect, test } from 'vitest';
import { hasEnded, percentDone, waitAfter } from '../../web/features/rounds/following.ts';

const running = (stageIndex: number | null, stages: number | null) =>
  percentDone({ state: 'RUNNING', stageIndex, stages });

test('a solve ends done, cancelled or failed', () => {
  expect((['DONE', 'CANCELLED', 'FAILED'] as const).map((state) => hasEnded({ state }))).toEqual([
    true,
    true,
    true,
  ]);
  expect((['QUEUED', 'RUNNING'] as const).map((state) => hasEnded({ state }))).toEqual([false, false]);
});

test('nothing told is nothing done', () => expect(running(null, null)).toBe(0));
test('the first of four steps has none behind it', () => expect(running(1, 4)).toBe(0));
test('the third of four has half behind it', () => expect(running(3, 4)).toBe(50));
test('a hundred percent is said at the end alone', () => {
  expect(running(9, 4)).toBe(99);
  expect(percentDone({ state: 'DONE', stageIndex: null, stages: null })).toBe(100);
});

test('a broken line is tried again after 1, 2, 4, 8 seconds, then every 15', () => {
  const waits = [0, 1, 2, 3, 4, 5].map(waitAfter);
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
});
