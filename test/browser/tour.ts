import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { Page, Request } from 'playwright-core';
import { openBrowser, openPage, settled, signIn, switchLanguage } from './browse.ts';
import { type ConsolePage, consolePages } from './pages.ts';
import { runningServer, startServer } from './server.ts';

/**
 * `npm run tour`: a picture of every page in both languages, from the demo county, and docs/tour.md that shows them.
 * `--only a,b`: these pages alone, and no document. `--into DIR`: pictures go there. `--log FILE`: uses the server
 * whose first start printed FILE, instead of one of its own. `--dark`: the dark display.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    into: { type: 'string' },
    log: { type: 'string' },
    dark: { type: 'boolean', default: false },
  },
});

const docs = fileURLToPath(new URL('../../docs', import.meta.url));
const into = values.into ?? join(docs, 'tour');
const only = values.only?.split(',');
const isAsked = (name: string) => only?.includes(name) ?? true;
const pages = consolePages.filter(({ name }) => isAsked(name));
const forAll = [
  { name: 'sign-in', role: 'everybody', about: { zh: '登录', en: 'Signing in' } },
  { name: 'public-page', role: 'everybody', about: { zh: '公众看到的数据', en: 'What the public reads' } },
] as const;
const languages = ['zh-CN', 'en'] as const;

const server = values.log === undefined ? await startServer() : await runningServer(values.log);
const browser = await openBrowser();
try {
  for (const language of languages) await mkdir(join(into, language), { recursive: true });
  await picturesForAll();
  for (const role of new Set(pages.map((known) => known.role))) await picturesOf(role);
  if (only === undefined && values.into === undefined) await writeFile(join(docs, 'tour.md'), document());
} finally {
  await browser.close();
  await server.stop();
}

/** What is for everybody, signed in or not. */
async function picturesForAll(): Promise<void> {
  const { page, context } = await openPage(browser, server.address);
  await page.emulateMedia({ colorScheme: values.dark ? 'dark' : 'light' });
  for (const { name } of forAll.filter((known) => isAsked(known.name)))
    for (const [language, short, named] of [
      ['zh-CN', 'zh', '中文'],
      ['en', 'en', 'English'],
    ] as const) {
      await page.goto(name === 'sign-in' ? '/' : `/public/DEMO-YA?lang=${short}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      if (name === 'sign-in' && named === 'English') await switchLanguage(page, named);
      await picture(page, join(into, language, `${name}.webp`));
    }
  await context.close();
}

async function picturesOf(role: ConsolePage['role']): Promise<void> {
  const { page, context } = await openPage(browser, server.address);
  const quiet = untilQuiet(page);
  await page.emulateMedia({ colorScheme: values.dark ? 'dark' : 'light' });
  await signIn(page, role, server.logins);
  for (const known of pages.filter((one) => one.role === role)) {
    const { name, path, open, phone } = known;
    await page.setViewportSize(phone ? { width: 390, height: 844 } : { width: 1440, height: 900 });
    await page.goto(typeof path === 'string' ? path : await path(page));
    await settled(page);
    await open?.(page);
    await quiet();
    await picture(page, join(into, 'zh-CN', `${name}.webp`));
    await switchLanguage(page, 'English');
    // What the API says is asked for anew in the other language.
    await quiet();
    await picture(page, join(into, 'en', `${name}.webp`));
    await switchLanguage(page, '中文');
    process.stdout.write(`${role}: ${name}\n`);
  }
  await context.close();
}

/** Answers once nothing has been asked of the server for a while; streams that stay open do not count. */
function untilQuiet(page: Page): () => Promise<void> {
  const asked = new Set<Request>();
  let last = Date.now();
  page.on('request', (request) => {
    if (request.headers()['accept']?.includes('text/event-stream') && request.method() === 'GET') return;
    asked.add(request);
    last = Date.now();
  });
  const ended = (request: Request) => {
    asked.delete(request);
    last = Date.now();
  };
  page.on('requestfinished', ended);
  page.on('requestfailed', ended);
  return async () => {
    for (const until = Date.now() + 20_000; Date.now() < until; ) {
      if (asked.size === 0 && Date.now() - last > 400) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
}

/** As WebP, a third of a PNG: the tour is kept in the repository. */
async function picture(page: Page, path: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 80 });
  await session.detach();
  await writeFile(path, Buffer.from(data, 'base64'));
}

function document(): string {
  const titled = [...forAll, ...pages].map(
    ({ name, role, about }) =>
      `## ${about.zh} · ${about.en}\n\n\`${role}\`\n\n![${about.zh}](tour/zh-CN/${name}.webp)\n\n![${about.en}](tour/en/${name}.webp)\n`,
  );
  return `# 界面导览 · A tour of the console\n\nEvery page of the demo county, in zh-CN and in English. Made by \`npm run tour\`; not edited by hand.\n\n${titled.join('\n')}`;
}
