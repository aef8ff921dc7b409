import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ask, faultsInBothLanguages, openBrowser, openPage, settled, signIn } from './browse.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

test('a rollover is previewed, done and taken back wholly', async () => {
  const { page, found } = await openPage(browser);
  await signIn(page, 'hr-officer');
  await page.goto('/rollover');
  await settled(page);
  await page.getByRole('tab', { name: /^年级与班级/ }).click();
  await page.getByRole('region', { name: '年级与班级' }).waitFor();
  expect(await faultsInBothLanguages(page)).toEqual([]);
  await page.getByRole('button', { name: /^结转到/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^结\s*转$/ })
    .click();
  await page.getByText(/学年已由.*结转/).waitFor();
  const standing = async () => {
    const { county } = await ask(page, '{ county(code: "DEMO-YA") { rollovers { grades undoneAt } } }');
    return county.rollovers.filter(({ undoneAt }: { undoneAt: string | null }) => undoneAt === null);
  };
  const [done] = await standing();
  expect(done.grades).toBeGreaterThan(0);
  await page.getByRole('button', { name: /^撤销结转：/ }).click();
  await page.getByRole('dialog').getByLabel('撤销原因').fill('浏览器测试');
  await page.getByRole('dialog').getByRole('button', { name: '撤销结转', exact: true }).click();
  await page.getByRole('button', { name: /^结转到/ }).waitFor();
  expect(await standing()).toEqual([]);
  expect(found).toEqual([]);
});
