import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faults, openBrowser, openPage, settled, signIn, switchLanguage } from './browse.ts';
import { type ConsolePage, consolePages } from './pages.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const roles = [...new Set(consolePages.map(({ role }) => role))];

describe.each(roles)('every page of the %s, in both languages, light and dark', (role) => {
  let reader: Awaited<ReturnType<typeof openPage>>;
  beforeAll(async () => {
    reader = await openPage(browser);
    await signIn(reader.page, role);
  });
  afterAll(() => reader.context.close());

  test.each(consolePages.filter((known) => known.role === role))(
    '$name has no fault for who sees badly, reads by keyboard or reads English, and asks nobody else',
    async (known) => {
      expect(await faultsOf(reader, known)).toEqual([]);
      expect(reader.found.splice(0)).toEqual([]);
    },
  );
});

/**
 * axe and missing words: light in Chinese, dark in English, so that every rule is asked in each language and in each
 * display. Colours do not hang on the language nor names on the display.
 */
async function faultsOf({ page }: { page: ConsoleReader }, { path, open, phone }: ConsolePage) {
  await page.setViewportSize(phone ? { width: 390, height: 844 } : { width: 1440, height: 900 });
  await page.goto(typeof path === 'string' ? path : await path(page));
  await settled(page);
  await open?.(page);
  const light = await faults(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await switchLanguage(page, 'English');
  const dark = await faults(page);
  await switchLanguage(page, '中文');
  await page.emulateMedia({ colorScheme: 'light' });
  return [
    ...light.map((fault) => `中文, light: ${fault}`),
    ...dark.map((fault) => `English, dark: ${fault}`),
    ...(await faultsOnPaper(page)),
  ];
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
      ...['.frame-head', '.frame-nav', '.no-print'].flatMap((menu) =>
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
