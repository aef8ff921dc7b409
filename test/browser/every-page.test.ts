import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ask, faults, openBrowser, openPage, settled, signIn, switchLanguage } from './browse.ts';
import { openAs } from './logins.ts';
import { type ConsolePage, consolePages } from './pages.ts';
import { provisionalPlanToShow, sentBy } from './rounds-to-show.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** How often axe looked, and what it found: told at the end. */
let looked = 0;
let violations = 0;
afterAll(() =>
  process.stdout.write(
    `axe-core: ${violations} violations on ${consolePages.length} pages, ${looked} looks in both languages, light and dark (limit 0)\n`,
  ),
);

describe.concurrent('every page, in both languages, light and dark', () => {
  test.each(consolePages)(
    '$role, $name: no fault for who sees badly, reads by keyboard or reads English, and nobody else is asked',
    async (known) => {
      const reader = await readerOf(known.role);
      expect(await faultsOf(reader, known)).toEqual([]);
      expect(reader.found.splice(0)).toEqual([]);
      free.push({ role: known.role, reader });
    },
  );
});

/** Pages that are signed in and that no test reads at the moment. */
const free: { readonly role: string; readonly reader: Awaited<ReturnType<typeof openPage>> }[] = [];

async function readerOf(role: string) {
  const at = free.findIndex((one) => one.role === role);
  const [known] = at < 0 ? [] : free.splice(at, 1);
  if (known) return known.reader;
  const reader = await openPage(browser);
  await signIn(reader.page, role);
  return reader;
}

describe('what is for everybody, in both languages, light and dark', () => {
  let stranger: Awaited<ReturnType<typeof openPage>>;
  beforeAll(async () => {
    stranger = await openPage(browser);
  });
  afterAll(() => stranger.context.close());

  test('the form to sign in', async () => {
    const { page, found } = stranger;
    await page.goto('/');
    await page.getByLabel('邮箱').waitFor();
    const chinese = await lightAndDark(page, '中文');
    await switchLanguage(page, 'English');
    expect([...chinese, ...(await lightAndDark(page, 'English'))]).toEqual([]);
    expect(found.splice(0)).toEqual([]);
  });

  test.each([
    ['the public figures', 'DEMO-YA'],
    ['where no figures are published', 'NONE'],
  ])('%s', async (_name, county) => {
    const { page, found } = stranger;
    const faulty: string[] = [];
    for (const [language, name] of [
      ['zh', '中文'],
      ['en', 'English'],
    ] as const) {
      const answer = await page.goto(`/public/${county}?lang=${language}`);
      expect(answer?.status()).toBe(county === 'NONE' ? 404 : 200);
      faulty.push(...(await lightAndDark(page, name)));
    }
    expect([...faulty, ...(await faultsOnPaper(page))]).toEqual([]);
    expect(found.splice(0).filter((complaint) => !complaint.includes('404'))).toEqual([]);
  });

  test.each([
    ['zh', '中文'],
    ['en', 'English'],
  ])('the inspection pack as a page to print, in %s', async (language, name) => {
    const { page, found, context } = await openPage(browser);
    await signIn(page, 'inspector');
    await page.goto(`/inspection-pack.html?on=2026-09-01&lang=${language}`);
    expect([...(await lightAndDark(page, name)), ...(await faultsOnPaper(page))]).toEqual([]);
    expect(found.filter((complaint) => !complaint.includes('404'))).toEqual([]);
    await context.close();
  });

  test.each([
    ['zh', '中文'],
    ['en', 'English'],
  ])('a teacher’s reason sheet as a page to print, in %s', async (language, name) => {
    const officer = await openPage(browser);
    await signIn(officer.page, 'hr-officer');
    const teacherId = await sentBy(officer.page, (await provisionalPlanToShow(officer.page)).plan);
    const { page, context } = await openAs(browser, officer.page, { role: 'TEACHER', teacherId });
    const { node } = await ask(
      page,
      'query ($id: ID!) { node(id: $id) { ... on Teacher { reasonSheets { path } } } }',
      { id: teacherId },
    );
    await page.goto(`${node.reasonSheets[0].path}?lang=${language}`);
    expect([...(await lightAndDark(page, name)), ...(await faultsOnPaper(page))]).toEqual([]);
    for (const one of [context, officer.context]) await one.close();
  });

  test('the public figures are dark on a dark screen, and light on paper', async () => {
    const { page } = stranger;
    await page.goto('/public/DEMO-YA');
    const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ground()).toBe('rgb(20, 24, 27)');
    await page.emulateMedia({ colorScheme: 'dark', media: 'print' });
    expect(await ground()).toBe('rgb(255, 255, 255)');
    await page.emulateMedia({ colorScheme: 'light', media: null });
  });
});

/** axe and missing words in both languages, each light and, as for its colours, dark. */
async function faultsOf({ page }: { page: ConsoleReader }, { path, open, phone }: ConsolePage) {
  await page.setViewportSize(phone ? { width: 390, height: 844 } : { width: 1440, height: 900 });
  await page.goto(typeof path === 'string' ? path : await oneAtATime(() => path(page)));
  await settled(page);
  await open?.(page);
  const chinese = await lightAndDark(page, '中文');
  await switchLanguage(page, 'English');
  const english = await lightAndDark(page, 'English');
  await switchLanguage(page, '中文');
  return [...chinese, ...english, ...(await faultsOnPaper(page))];
}

/** What a page shows is made once, by whoever needs it first. */
let made: Promise<unknown> = Promise.resolve();
function oneAtATime<T>(make: () => Promise<T>): Promise<T> {
  const after = made.then(make, make);
  made = after;
  return after;
}

async function lightAndDark(page: ConsoleReader, language: string): Promise<string[]> {
  const found: string[] = [];
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const seen = await faults(page, colorScheme === 'light' ? 'all' : 'colours');
    looked += 1;
    violations += seen.length;
    found.push(...seen.map((fault) => `${language}, ${colorScheme}: ${fault}`));
  }
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

/** On a sheet of A4 stand the heading and what there is to read, without menus, and no wider than a browser fits to a sheet. */
async function faultsOnPaper(page: ConsoleReader): Promise<string[]> {
  const window = page.viewportSize();
  await page.setViewportSize(SHEET);
  await page.emulateMedia({ media: 'print' });
  const found = await page.evaluate((most) => {
    const shown = (selector: string) =>
      [...document.querySelectorAll(selector)].filter((one) => one.getClientRects().length > 0);
    const { scrollWidth } = document.documentElement;
    return [
      ...['.frame-head', '.frame-nav', '.ant-drawer', '.ant-modal', '.no-print'].flatMap((menu) =>
        shown(menu).length > 0 ? [`on paper: ${menu} is there`] : [],
      ),
      ...(shown('h1').length === 0 ? ['on paper: no heading'] : []),
      ...((document.querySelector('main')?.innerText ?? '').trim().length < 20 ? ['on paper: nothing'] : []),
      ...(scrollWidth > most ? [`on paper: ${scrollWidth} pixels wide`] : []),
    ];
  }, SHEET.width * MOST_SHRUNK);
  await page.emulateMedia({ media: null });
  if (window) await page.setViewportSize(window);
  return found;
}

/** A4, at 96 pixels an inch. */
const SHEET = { width: 794, height: 1123 };
/** A browser that prints shrinks what is wider to half at most. */
const MOST_SHRUNK = 2;

type ConsoleReader = Awaited<ReturnType<typeof openPage>>['page'];
