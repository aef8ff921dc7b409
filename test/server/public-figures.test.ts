import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { PublicBody } from '../../schema/public-body.ts';
import { csvOf } from '../../server/public-figures/csv.ts';
import { pageOf } from '../../server/public-figures/page.ts';
import { prepare } from '../../server/public-figures/prepare.ts';
import { publishFor } from '../../server/public-figures/publish.ts';
import { publicStage } from '../../solver/public-figures/publish.ts';
import { inPlace } from '../support/ask.ts';
import { testDatabase } from '../support/database.ts';
import { school, stageOf } from '../support/public-county.ts';
import { randomCounty } from '../support/random-county.ts';
import { asRegistered, type Kept, keepRegistry } from '../support/registry.ts';
import { startRounds } from '../support/rounds.ts';
import { listening } from '../support/server.ts';

const problem = asRegistered(randomCounty(5));
const { code } = problem.county;

/** A county with a school that hides, one told by itself, and names that a page or a spreadsheet could take for more. */
const body = (threshold = 5): PublicBody => ({
  format: 'junheng-public-figures/1',
  standards: [],
  county: { code: 'C/1', name: '某县 <b>&"' },
  version: 3,
  day: '2026-09-01',
  schoolYear: 2026,
  threshold,
  schools: { A: '<script>alert(1)</script>', B: '=1+1', C: 'Third', D: 'Fourth' },
  stages: [
    {
      ...publicStage(
        stageOf(
          school('A', 3, { education: 2 }),
          school('B', 12, { education: 8 }),
          school('C', 50, { education: 30, established: 50 }),
          school('D', 1_060, { education: 30, established: 900 }, null),
        ),
        { threshold },
        null,
      ),
      coefficients: [
        { standard: 'quality-2017', code: 'L1', coefficient: null, within: null, because: 'hidden' },
        { standard: 'quality-2017', code: 'L4', coefficient: 0.5, within: false, because: null },
      ],
    },
  ],
});

describe('the page', () => {
  const zh = pageOf(body(), '2026-11-29', 'zh');
  const en = pageOf(body(), '2026-11-29', 'en');
  test('says what language it is in, and leads to the other', () => {
    expect(zh).toContain('<html lang="zh-CN">');
    expect(zh).toContain('<a href="?lang=en" lang="en" hreflang="en">English</a>');
    expect(en).toContain('<html lang="en">');
    expect(en).toContain('<a href="?lang=zh" lang="zh-CN" hreflang="zh-CN">中文</a>');
  });
  test('takes names for names', () => {
    expect(zh).not.toContain('<script');
    expect(zh).toContain('&#60;script&#62;alert(1)&#60;/script&#62;');
    expect(zh).toContain('某县 &#60;b&#62;&#38;&#34;义务教育教师配置公开数据');
  });
  test('has a head for every column and row', () => {
    for (const page of [zh, en]) expect(page.match(/<tr[^>]*><td/g)).toBeNull();
    expect(en.match(/<th scope="row">/g)).toHaveLength(4 + 1 + 1 + 2);
    expect(en.match(/<th scope="col"/g)).toHaveLength(8 + 3);
  });
  test('tells what is hidden, not on file, and as it is', () => {
    expect(en).toContain(
      '<th scope="row">=1+1</th><td>100</td><td><abbr title="hidden">*</abbr></td><td><abbr title="hidden">*</abbr></td>',
    );
    expect(en).toContain(
      '<th scope="row">Fourth</th><td><abbr title="not on file">–</abbr></td><td>1,060</td>',
    );
    expect(en).toContain(
      '<th scope="row">Schools whose teachers are hidden, together</th><td></td><td>15</td><td>10</td>',
    );
    expect(zh).toContain('<abbr title="隐藏">*</abbr>');
  });
  test('says how few are hidden', () => {
    expect(en).toContain('Figures of 1 to 4 people are not told');
    expect(pageOf(body(10), '2026-11-29', 'zh')).toContain('人数为1至9的数据不公布');
  });
  test('tells coefficients beside their limit, before rounding', () => {
    expect(en).toContain('<td>0.50</td><td>≤ 0.50, not kept</td>');
    expect(en).toContain('Not told: it rests on a hidden figure');
  });
  test('leads to its files', () => expect(en).toContain('<a href="C%2F1.csv?lang=en">CSV</a>'));
});

test('the table for spreadsheets has a row a school, and no formulas', () => {
  expect(csvOf(body(), 'en').split('\r\n')).toEqual([
    '\uFEFFStage,School code,School,Pupils,Teachers,Above required education,First title or higher,"Backbone, county or higher",PE and the arts,Established',
    'Primary schools,A,<script>alert(1)</script>,100,*,*,*,*,*,*',
    "Primary schools,B,'=1+1,100,*,*,*,*,*,*",
    'Primary schools,C,Third,100,50,30,0,0,0,50',
    'Primary schools,D,Fourth,,1060,30,0,0,0,900',
    'Primary schools,,"Schools whose teachers are hidden, together",,15,10,0,0,0,0',
    'Primary schools,,County,300,1125,70,0,0,0,950',
    '',
  ]);
});

describe('over HTTP, for everybody', () => {
  let database: Database;
  let desk: Awaited<ReturnType<typeof startRounds>>;
  let server: Awaited<ReturnType<typeof listening>>;
  let kept: Kept;
  beforeAll(async () => {
    database = await testDatabase();
    desk = await startRounds(database);
    server = await listening(database, desk.rounds);
    kept = await keepRegistry(database, problem);
    const means = { database, reckoner: inPlace };
    const asked = { countyId: kept.countyId, on: problem.effective, threshold: 5 };
    const { version, seal } = await prepare(means, asked.countyId, asked.on, asked.threshold);
    await publishFor(means, null, { ...asked, version, seal });
  });
  afterAll(async () => {
    await server.close();
    await desk.close();
    await database.close();
  });
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, { headers });
  const row = () => database.db.publicFigures.findFirstOrThrow();
  const file = `/public/${encodeURIComponent(code)}`;

  test('the file is the stored text, to be kept a while', async () => {
    const response = await get(`${file}.json`);
    const text = await response.text();
    const { body: stored, sha256 } = await row();
    expect(response.status).toBe(200);
    expect(text).toBe(stored);
    expect(createHash('sha256').update(text).digest('hex')).toBe(sha256);
    expect(response.headers.get('cache-control')).toBe('public, max-age=300');
    expect(response.headers.get('etag')).toBe(`W/"${sha256}"`);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'self'");
  });
  test.each(['.json', '.csv', '?lang=en'])('who has %s already gets no more than that', async (ending) => {
    const first = await get(`${file}${ending}`);
    const etag = first.headers.get('etag') ?? '';
    expect([first.status, etag]).toEqual([200, expect.stringMatching(/^W\/"/)]);
    // A browser that asks whether it is still so; `fetch` by itself would ask for all of it anew.
    const again = await get(`${file}${ending}`, { 'if-none-match': etag, 'cache-control': 'max-age=0' });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });
  test('no cookie is set, and none changes what is told', async () => {
    const plain = await get(`${file}.json`);
    const cookied = await get(`${file}.json`, { cookie: 'junheng_session=anything' });
    expect(plain.headers.get('set-cookie')).toBeNull();
    expect(await cookied.text()).toBe(await plain.text());
  });
  test('the page is Chinese, and English where asked for', async () => {
    expect(await (await get(file)).text()).toContain('<html lang="zh-CN">');
    const english = await get(`${file}?lang=en`);
    expect(english.headers.get('content-type')).toContain('text/html');
    expect(await english.text()).toContain('<html lang="en">');
  });
  test('the page bears the day of publication in the county’s own time zone', async () => {
    const { publishedAt } = await row();
    await database.db.publicFigures.updateMany({ data: { publishedAt: new Date('2026-11-28T17:30:00Z') } });
    for (const [timeZone, day] of [
      ['Asia/Shanghai', '2026-11-29'],
      ['UTC', '2026-11-28'],
      ['Asia/Urumqi', '2026-11-28'],
    ] as const) {
      await database.db.county.updateMany({ where: { code }, data: { timeZone } });
      expect([timeZone, await (await get(file)).text()]).toEqual([
        timeZone,
        expect.stringContaining(`${day}，第1次`),
      ]);
    }
    await database.db.county.updateMany({ where: { code }, data: { timeZone: 'Asia/Shanghai' } });
    await database.db.publicFigures.updateMany({ data: { publishedAt } });
  });
  test('no name of a teacher and no staff number is in any of them', async () => {
    for (const ending of ['.json', '.csv', '']) {
      const text = await (await get(`${file}${ending}`)).text();
      for (const { id, name } of problem.teachers)
        expect([id, name].filter((mark) => mark.length > 2 && text.includes(mark))).toEqual([]);
    }
  });
  test('a county that has published nothing is told like one that is not there', async () => {
    for (const path of ['/public/nobody', '/public/nobody.json', '/public/nobody.csv', '/public/%00.json']) {
      const response = await get(path);
      expect([path, response.status]).toEqual([path, 404]);
      expect(await response.text()).toContain('已撤回');
    }
  });
  test('who asks too often is told when to come back', async () => {
    const busy = await listening(database, desk.rounds);
    const statuses: number[] = [];
    for (let asked = 0; asked < 241; asked++)
      statuses.push((await fetch(`${busy.url}${file}.json`, { method: 'HEAD' })).status);
    const refused = await fetch(`${busy.url}${file}.json`);
    await busy.close();
    expect([statuses[239], statuses[240], refused.status]).toEqual([200, 429, 429]);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await refused.json()).errors[0].extensions.code).toBe('TOO_MANY_REQUESTS');
  });
  test('what is withdrawn is told no more', async () => {
    await database.db.publicFigures.updateMany({ data: { withdrawnAt: new Date() } });
    expect((await get(`${file}.json`)).status).toBe(404);
    expect((await get(file)).status).toBe(404);
  });
});
