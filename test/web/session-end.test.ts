import { beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => void vi.resetModules());
const load = () => import('../../web/graphql/session-end.ts');

test('a session is over once, and goes on once', async () => {
  const { isSessionOver, onSession, sessionGoesOn, sessionOver } = await load();
  const told: boolean[] = [];
  const stop = onSession(() => told.push(isSessionOver()));
  sessionGoesOn();
  sessionOver();
  sessionOver();
  sessionGoesOn();
  stop();
  sessionOver();
  expect(told).toEqual([true, false]);
});

test('what waits for the reader goes on with the session, and without one waits for nobody', async () => {
  const { sessionGoesOn, sessionOver, signedInAgain } = await load();
  const done: string[] = [];
  await signedInAgain();
  sessionOver();
  const waiting = signedInAgain().then(() => done.push('asked again'));
  await Promise.resolve();
  expect(done).toEqual([]);
  sessionGoesOn();
  await waiting;
  expect(done).toEqual(['asked again']);
});

test('a file is asked for again once the reader is back, and comes', async () => {
  const { sessionGoesOn } = await load();
  const { fetchFile } = await import('../../web/graphql/fetch-file.ts');
  let signedIn = false;
  vi.stubGlobal('fetch', async () => new Response('a file', { status: signedIn ? 200 : 401 }));
  const file = fetchFile('/roster');
  await new Promise((resolve) => setTimeout(resolve));
  signedIn = true;
  sessionGoesOn();
  expect(await (await file).text()).toBe('a file');
  vi.unstubAllGlobals();
});
