import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';
import { serverAddress } from './address.ts';

/** Chromium as the system has it, or where CHROMIUM_PATH says; it asks nobody else for anything. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      // Every window would load pages of the browser's own into its address bar, which takes a second of two processors.
      '--disable-features=WebUIOmniboxAimPopup,WebUIOmniboxPopup',
    ],
  });

/**
 * A page of its own, as for a reader who comes for the first time. `found` gathers what a page must never do:
 * ask other hosts, complain, break. `address` is the shared server's unless given.
 */
export async function openPage(browser: Browser, address = serverAddress()) {
  const context = await browser.newContext({
    baseURL: address,
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Asia/Shanghai',
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const found: string[] = [];
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin !== new URL(address).origin && !['data:', 'blob:'].includes(url.protocol))
      found.push(`asked ${request.url()}`);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) found.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => found.push(`broke: ${error.message}`));
  return { page, context, found };
}

/** Milliseconds a solve of the demo county may take where many tests share a machine; alone it takes seconds. */
export const solving = 240_000;

/** Asks the API with the login of the page. */
// biome-ignore lint/suspicious/noExplicitAny: a test knows what it asked for.
export async function ask(page: Page, query: string, variables: object = {}): Promise<any> {
  const response = await page.request.post('/graphql', {
    headers: { 'x-graphql-yoga-csrf': 'test' },
    data: { query, variables },
    // A connection that the server had just put away is opened again.
    maxRetries: 1,
  });
  const { data, errors } = await response.json();
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

/** A round of the demo county, opened by API; `more` of what it is opened with. Answers its id and version. */
export async function newRound(
  page: Page,
  name: string,
  more: object = {},
): Promise<{ id: string; version: number }> {
  const { counties } = await ask(page, '{ counties { nodes { id } } }');
  const input = { countyId: counties.nodes[0].id, name, schoolYear: 2026, effective: '2026-09-01', ...more };
  const { openRound } = await ask(
    page,
    'mutation ($input: OpenRoundInput!) { openRound(input: $input) { ... on Round { id version } } }',
    { input },
  );
  return openRound;
}

/** Where a failed test leaves what the reader saw. */
export const pictureOfFailure = (page: Page, test: string) =>
  page.screenshot({ path: join(tmpdir(), `junheng-failed-${test.replace(/\W+/g, '-')}.png`) });

export async function signIn(page: Page, role: string, logins = inject('logins')): Promise<void> {
  const login = logins[role];
  if (!login) throw new Error(`There is no login for ${role}.`);
  await page.goto('/');
  await page.getByLabel('邮箱').fill(login.email);
  await page.getByLabel('密码', { exact: true }).fill(login.password);
  await page.getByRole('button', { name: /^登\s*录$/ }).click();
  await page.getByRole('banner').waitFor();
}

/** Until nothing more is being read. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(() => document.querySelector('.ant-skeleton') === null);
}

/** Follows a link of the menu until the other page stands: the one before stays until then. */
export async function follow(page: Page, link: string): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 });
  const before = await heading.textContent();
  await page.getByRole('link', { name: link, exact: true }).click();
  await page.waitForFunction((was) => {
    const now = document.querySelector('h1')?.textContent;
    return now !== undefined && now !== was;
  }, before);
  await settled(page);
}

/** Everything wrong with the page as it stands, for readers of both languages: WCAG 2.2 AA, and keys without words. */
export async function faultsInBothLanguages(page: Page): Promise<string[]> {
  const chinese = await faults(page);
  await switchLanguage(page, 'English');
  const english = await faults(page);
  await switchLanguage(page, '中文');
  return [...chinese.map((fault) => `zh-CN: ${fault}`), ...english.map((fault) => `en: ${fault}`)];
}

export async function switchLanguage(page: Page, to: 'English' | '中文'): Promise<void> {
  // Not a click of the mouse: a drawer may lie over the button.
  await page.getByRole('button', { name: to, exact: true }).dispatchEvent('click');
  await page.waitForFunction(
    (lang) => document.documentElement.lang === lang,
    to === 'English' ? 'en' : 'zh-CN',
  );
  await settled(page);
}

const axe = readFileSync(new URL('../../node_modules/axe-core/axe.min.js', import.meta.url), 'utf8');

const looks = {
  all: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  colours: ['color-contrast', 'link-in-text-block'],
};

/** What axe finds, and words that are missing; `of` colours alone, where all else was looked at before. */
export async function faults(page: Page, of: 'all' | 'colours' = 'all'): Promise<string[]> {
  await settled(page);
  // Evaluated, not added as a script: the page's own policy forbids that.
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe);
  const violations: string[] = await page.evaluate(
    `axe.run({ resultTypes: ['violations'], runOnly: ${JSON.stringify(looks[of])} })
       .then(({ violations }) => violations.map(({ id, nodes }) =>
         id + ': ' + nodes.map(({ html }) => html.slice(0, 200)).join(' ')))`,
  );
  const text = (await page.locator('html').textContent()) ?? '';
  const missing = [...text.matchAll(/⟦[^⟧]*⟧/g)].map(([key]) => `no words for ${key}`);
  return [...violations, ...missing];
}
