import { afterEach, beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  vi.useFakeTimers();
  vi.resetModules();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A fresh connection, and a server that answers from the nth knock on. */
async function lose(answersAt: number) {
  let knocks = 0;
  vi.stubGlobal('fetch', () => {
    knocks += 1;
    return knocks >= answersAt ? Promise.resolve({ ok: true }) : Promise.reject(new Error('refused'));
  });
  const { connection, connectionLost, onConnection } = await import('../../web/graphql/connection.ts');
  const told: string[] = [];
  onConnection(() => told.push(connection()));
  connectionLost();
  return { told, connectionLost, knocks: () => knocks };
}

test('a server that is back after a second is found after a second', async () => {
  const { told } = await lose(1);
  await vi.advanceTimersByTimeAsync(999);
  expect(told).toEqual(['lost']);
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual(['lost', 'up']);
});

test('it is asked after 1, 2, 4 and 8 seconds, then every 15', async () => {
  const { knocks } = await lose(Number.POSITIVE_INFINITY);
  await vi.advanceTimersByTimeAsync(1_000 + 2_000 + 4_000 + 8_000);
  expect(knocks()).toBe(4);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(knocks()).toBe(5);
});

test('many queries that fail at once knock once', async () => {
  const { told, connectionLost, knocks } = await lose(2);
  connectionLost();
  connectionLost();
  await vi.advanceTimersByTimeAsync(1_000);
  expect(knocks()).toBe(1);
  expect(told).toEqual(['lost']);
});
