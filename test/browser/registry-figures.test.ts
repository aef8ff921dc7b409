import { gzipSync } from 'node:zlib';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openPage, signIn } from './browse.ts';

/**
 * How quick the registry is with 30,000 teachers, and the console at its first load. The roster is the server's own answer for
 * the demo county, its rows repeated under other names and numbers. Each figure is printed; of three attempts, five of the cold load, the best counts.
 */
const TEACHERS = 30_000;
const attempts = [1, 2, 3];

let browser: Browser;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  ({ page, context } = await openPage(browser));
  await signIn(page, 'hr-officer');
  const { counties } = await (
    await page.request.post('/graphql', {
      headers: { 'x-graphql-yoga-csrf': 'test' },
      data: { query: '{ counties { nodes { code } } }' },
    })
  )
    .json()
    .then(({ data }) => data);
  const roster = await (await page.request.get(`/roster.json?county=${counties.nodes[0].code}`)).json();
  const body = JSON.stringify(repeated(roster));
  await page.route('**/roster.json*', (route) => route.fulfill({ contentType: 'application/json', body }));
  await page.addInitScript(watchRows);
}, 120_000);
afterAll(() => browser.close());

const print = (line: string) => process.stdout.write(`${line}\n`);

// Before the page that holds 30,000 rows: a reader who comes has none open.
test('the first useful screen of a cold load is measured against 2 s, on at most 500 kB of scripts', async () => {
  const took: number[] = [];
  let scripts = 0;
  const state = await context.storageState();
  for (const attempt of [...attempts, 4, 5]) {
    const cold = await browser.newContext({ storageState: state, viewport: { width: 1440, height: 900 } });
    const reader = await cold.newPage();
    const bodies: Promise<Buffer>[] = [];
    const asked: unknown[] = [];
    reader.on('request', (request) => {
      if (request.url().endsWith('/graphql')) asked.push(request.postDataJSON().operationName);
    });
    reader.on('response', (response) => {
      if (response.request().resourceType() === 'script') bodies.push(response.body());
    });
    const began = performance.now();
    await reader.goto(new URL('/', page.url()).href);
    await reader.getByRole('heading', { level: 1 }).waitFor();
    await reader.waitForFunction(() => document.querySelector('.ant-skeleton') === null);
    took.push(performance.now() - began);
    // What is asked before the page is drawn is not asked again by it.
    expect(asked.sort()).toEqual(['Counties', 'Session', 'Today']);
    if (attempt === 1) for (const body of await Promise.all(bodies)) scripts += gzipSync(body).length;
    await cold.close();
  }
  const best = Math.min(...took);
  print(`console, cold load: first useful screen ${lines(took)} ms (limit 2000)`);
  print(`console, cold load: scripts ${(scripts / 1000).toFixed(0)} kB gzipped (limit 500)`);
  expect(scripts).toBeGreaterThan(0);
  expect(scripts).toBeLessThanOrEqual(500_000);
  expect(best).toBeLessThanOrEqual(2_000);
});

test('first rows stand within 1 s of the data', async () => {
  const took: number[] = [];
  for (const _attempt of attempts) {
    await page.goto('/registry');
    await page.getByRole('gridcell').first().waitFor();
    took.push(await page.evaluate(rowsAfterData));
  }
  print(`registry, ${TEACHERS} teachers: first rows ${lines(took)} ms after data (limit 1000)`);
  expect(Math.min(...took)).toBeLessThanOrEqual(1_000);
});

test('scrolling takes no frame over 100 ms on average', async () => {
  const means: number[] = [];
  for (const _attempt of attempts) {
    const box = await page.getByRole('grid').boundingBox();
    await page.mouse.move((box?.x ?? 0) + 300, (box?.y ?? 0) + 200);
    await page.evaluate(startFrames);
    for (let turn = 0; turn < 60; turn++) await page.mouse.wheel(0, 600);
    const frames: number[] = await page.evaluate(endFrames);
    const ordered = [...frames].sort((a, b) => a - b);
    const mean = frames.reduce((sum, one) => sum + one, 0) / frames.length;
    means.push(mean);
    const p95 = ordered[Math.floor(ordered.length * 0.95)] ?? 0;
    print(
      `registry, scroll: ${frames.length} frames, mean ${mean.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, longest ${(ordered.at(-1) ?? 0).toFixed(0)} ms (limit 100 on average)`,
    );
    expect(await page.evaluate(() => document.querySelectorAll('[role="gridcell"]').length)).toBeGreaterThan(
      0,
    );
  }
  expect(Math.min(...means)).toBeLessThanOrEqual(100);
});

test('a filter, a text and an order each take at most 300 ms', async () => {
  const filter: number[] = [];
  const typed: number[] = [];
  for (const _attempt of attempts) {
    await page.goto('/registry');
    await page.getByRole('gridcell').first().waitFor();
    await page.evaluate(watchCount);
    await page.getByLabel('任教学科').selectOption({ label: '数学' });
    filter.push(await page.evaluate(countChangedAfter));
    await page.evaluate(watchCount);
    await page.getByLabel('姓名、拼音首字母、工号或学校').press('w');
    typed.push(await page.evaluate(countChangedAfter));
  }
  print(`registry, filter: ${lines(filter)} ms; text: ${lines(typed)} ms (limit 300)`);
  expect(Math.min(...filter)).toBeLessThanOrEqual(300);
  expect(Math.min(...typed)).toBeLessThanOrEqual(300);
});

const lines = (took: readonly number[]): string => took.map((one) => one.toFixed(0)).join(', ');

type Columns = Record<string, unknown[]>;

/** Row for row the same, but that no two have one number or one name. */
function repeated(roster: { count: number; columns: Columns }) {
  const columns: Columns = {};
  for (const [name, column] of Object.entries(roster.columns))
    columns[name] = Array.from({ length: TEACHERS }, (_, row) => column[row % roster.count]);
  const turnOf = (row: number) => Math.floor(row / roster.count);
  columns['staffNumber'] = Array.from({ length: TEACHERS }, (_, row) => `G${String(row).padStart(5, '0')}`);
  columns['name'] = (columns['name'] ?? []).map((name, row) => `${String(name)}${turnOf(row) || ''}`);
  return { ...roster, count: TEACHERS, columns };
}

/** These run in the page, so each is whole by itself. */
interface Watched {
  firstRow?: number;
  frames?: number[];
  running?: boolean;
  asked?: number;
  changed?: Promise<number>;
}

function watchRows(): void {
  const watched = window as unknown as Watched;
  new MutationObserver((_changes, observer) => {
    if (document.querySelector('[role="gridcell"]') === null) return;
    observer.disconnect();
    requestAnimationFrame(() => {
      watched.firstRow = performance.now();
    });
  }).observe(document, { childList: true, subtree: true });
}

async function rowsAfterData(): Promise<number> {
  const watched = window as unknown as Watched;
  while (watched.firstRow === undefined) await new Promise((resolve) => setTimeout(resolve, 10));
  const [entry] = performance
    .getEntriesByType('resource')
    .filter(({ name }) => name.includes('/roster.json'));
  return watched.firstRow - (entry as PerformanceResourceTiming).responseEnd;
}

function startFrames(): void {
  const watched = window as unknown as Watched;
  const frames: number[] = [];
  watched.frames = frames;
  watched.running = true;
  let before = performance.now();
  const next = () => {
    const now = performance.now();
    frames.push(now - before);
    before = now;
    if (watched.running) requestAnimationFrame(next);
  };
  requestAnimationFrame(next);
}

function endFrames(): number[] {
  const watched = window as unknown as Watched;
  watched.running = false;
  return watched.frames ?? [];
}

/** From the officer's key or choice to the frame that shows the other count. */
function watchCount(): void {
  const watched = window as unknown as Watched;
  const grid = document.querySelector('[role="grid"]');
  for (const kind of ['input', 'change'])
    window.addEventListener(
      kind,
      () => {
        watched.asked ??= performance.now();
      },
      { capture: true, once: true },
    );
  delete watched.asked;
  watched.changed = new Promise((resolve) => {
    new MutationObserver((_changes, observer) => {
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - (watched.asked ?? 0)));
    }).observe(grid ?? document, { attributes: true, attributeFilter: ['aria-rowcount'] });
  });
}

const countChangedAfter = (): Promise<number> =>
  (window as unknown as Watched).changed ?? Promise.resolve(-1);
