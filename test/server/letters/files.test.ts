import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import { createLetters } from '../../../server/letters/letters.ts';
import { contextWith } from '../../support/ask.ts';
import { testDatabase } from '../../support/database.ts';
import { type Decided, keepDecided } from '../../support/decided-plan.ts';
import { keepPlacements, keepRecruits } from '../../support/keep-recruits.ts';
import { insert } from '../../support/registry.ts';
import { account, ask, listening } from '../../support/server.ts';
import { textIn } from './read-pdf.ts';

// Over HTTP: letters as those fetch them whom they concern, and nobody else.

let database: Database;
let server: Awaited<ReturnType<typeof listening>>;
let kept: Decided;
const cookies: Record<string, string> = {};
const letters: Record<string, string> = {};

const password = 'a long pass phrase';
const signIn =
  'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { __typename } }';

beforeAll(async () => {
  database = await testDatabase();
  kept = await keepDecided(database, { more: true, name: '=cmd|/..\\"吉' });
  const other = await keepDecided(database);
  const { issue, void: makeVoid } = createLetters({ database });
  const common = { planId: kept.planId, version: 1, datedOn: '2026-09-01', language: 'zh-CN' } as const;
  const recruits = await keepRecruits(
    database.pool,
    [{ id: 'N1', name: '周小雨', kind: 'graduate', certificates: [] }],
    kept,
  );
  await keepPlacements(
    database.pool,
    { planId: kept.planId, sectionId: kept.sections.get('hillfoot:primary') },
    [recruits.get('N1')],
  );
  for (const kind of ['dispatch', 'transfer', 'placement', 'notice'] as const)
    await issue(
      kept.officer,
      { ...common, kind, key: kind, ...(kind === 'notice' && { objectionsUntil: '2026-09-08' }) },
      '2026-08-01',
    );
  for (const { id, kind, teacherId } of await database.db.letter.findMany({
    where: { planId: kept.planId },
  })) {
    const who = [...kept.teachers].find(([, key]) => key === teacherId)?.[0] ?? '';
    letters[`${kind} ${who}`.trim()] = id;
  }
  await makeVoid(kept.officer, letters['dispatch C'] ?? '', 1, 'A private matter.');
  server = await listening(database, contextWith(database, null).rounds, {
    now: () => new Date('2026-08-01T04:00:00Z'),
  });
  const grants = {
    officer: { role: 'hr-officer', countyId: kept.countyId },
    inspector: { role: 'inspector', countyId: kept.countyId },
    province: { role: 'province-officer', provinceId: kept.provinceId },
    principal: { role: 'principal', schoolId: kept.schools.get('hillfoot') },
    teacher: { role: 'teacher', teacherId: kept.teachers.get('A') },
    stranger: { role: 'hr-officer', countyId: other.countyId },
  };
  for (const [name, grant] of Object.entries(grants)) {
    const { id, email } = await account(database, password);
    await insert(database.pool, 'RoleGrant', [{ id: randomUUID(), userId: id, ...grant }]);
    const { headers } = await ask(server.url, signIn, { email, password });
    cookies[name] = headers.get('set-cookie')?.split(';')[0] ?? '';
  }
});
afterAll(async () => {
  await server.close();
  await database.close();
});

const get = (path: string, as: string | null) =>
  fetch(`${server.url}${path}`, { headers: as === null ? {} : { cookie: cookies[as] ?? '' } });
const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());
const one = (name: string, format: string) => `/letters/${letters[name]}.${format}`;
const all = (format: string, query = '') => `/plans/${kept.planId}/letters.${format}${query}`;

test('a letter is fetched by whom it concerns; to all others it does not exist', async () => {
  const reads: Record<string, readonly string[]> = {
    'dispatch A': ['officer', 'principal', 'teacher'],
    'dispatch B': ['officer', 'principal'],
    'transfer B': ['officer', 'principal'],
    notice: ['officer', 'inspector', 'province', 'principal', 'teacher'],
  };
  for (const [name, readers] of Object.entries(reads))
    for (const who of Object.keys(cookies)) {
      const { status } = await get(one(name, 'docx'), who);
      expect(status, `${name} as ${who}`).toBe(readers.includes(who) ? 200 : 404);
    }
  for (const path of [one('dispatch A', 'pdf'), one('notice', 'xlsx'), all('zip')])
    expect((await get(path, null)).status).toBe(401);
  for (const path of ['/letters/x.pdf', `/letters/${randomUUID()}.docx`, one('dispatch A', 'xlsx')])
    expect((await get(path, 'officer')).status, path).toBe(404);
});

test('it is kept by nobody, and called by its number and name', async () => {
  const response = await get(one('dispatch D', 'pdf'), 'officer');
  expect(response.headers.get('content-type')).toBe('application/pdf');
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  const disposition = response.headers.get('content-disposition') ?? '';
  const name = decodeURIComponent(/filename\*=UTF-8''([^;]+)/.exec(disposition)?.[1] ?? '');
  expect(name).toMatch(
    /^000\d 永教派〔2026〕\d号 =cmd_________?吉\.pdf$|^000\d 永教派〔2026〕\d号 =cmd__.._+吉\.pdf$/,
  );
  expect(name).not.toMatch(/[/\\"|]/);
});

test('it says that it is dated ahead, and a void one that it is void but never why', async () => {
  const ahead = await textIn(await bytesOf(await get(one('dispatch A', 'pdf'), 'teacher')));
  expect(ahead.replace(/\s/g, '')).toContain('本件自2026年9月1日起生效，此前无效。');
  const text = (await textIn(await bytesOf(await get(one('dispatch C', 'pdf'), 'principal')))).replace(
    /\s/g,
    '',
  );
  expect(text).toContain('已作废（');
  expect(text).not.toContain('private');
  expect(text).not.toContain('此前无效');
});

describe('all letters of a plan', () => {
  const files = async (query: string, as: string) => {
    const response = await get(all('zip', query), as);
    return response.status === 200 ? Object.keys(unzipSync(await bytesOf(response))) : response.status;
  };

  test('are one file, each on a page of its own, by number; without those that are void', async () => {
    const response = await get(all('docx'), 'officer');
    const xml = strFromU8(unzipSync(await bytesOf(response))['word/document.xml'] ?? new Uint8Array());
    expect(xml.match(/<w:pageBreakBefore\/>/g)).toHaveLength(2);
    for (const name of ['张晓兰', '欧阳小兰']) expect(xml).toContain(name);
    expect(xml).not.toContain('李伟');
    const text = await textIn(await bytesOf(await get(all('pdf'), 'officer')));
    expect(text).toContain('永教派〔2026〕1号');
    expect((await get(all('pdf'), 'officer')).headers.get('content-disposition')).toContain('%2B2.pdf');
  });

  test('or an archive of single documents, safely named', async () => {
    const names = await files('', 'officer');
    expect(names).toHaveLength(3);
    for (const name of names as string[]) expect(name).toMatch(/^000\d 永教派〔2026〕\d号 [^/\\:"|]+\.docx$/);
    expect(await files('?kind=transfer', 'officer')).toHaveLength(1);
    for (const reader of ['officer', 'principal'])
      expect(await files('?kind=placement', reader)).toEqual(['0001 永教聘〔2026〕1号 周小雨.docx']);
    expect(await files('?kind=placement', 'teacher')).toBe(404);
  });

  test('or those of one school', async () => {
    expect(await files(`?school=${kept.schools.get('lakeside')}`, 'officer')).toHaveLength(3);
    expect(await files(`?school=${randomUUID()}`, 'officer')).toBe(404);
    expect(await files('?school=x', 'officer')).toBe(404);
    expect(await files('?kind=notice', 'officer')).toBe(404);
    // The plan is the one of the path, whatever else is asked.
    expect(await files(`?id=${letters['dispatch A']}&planId=${randomUUID()}`, 'officer')).toHaveLength(3);
  });

  test('are for each reader those the reader may see', async () => {
    expect(await files('', 'principal')).toHaveLength(3);
    expect(await files('', 'teacher')).toHaveLength(1);
    for (const who of ['inspector', 'province', 'stranger']) expect(await files('', who), who).toBe(404);
  });
});

test('a list for the notice board is a workbook too, in which nothing is a formula and nobody is named', async () => {
  const response = await get(one('notice', 'xlsx'), 'inspector');
  const { sheets } = await readXlsx(await bytesOf(response));
  expect(sheets[0]?.rows[0]).toEqual(['序号', '姓名', '派出学校', '接收学校', '学科（职务）']);
  expect(sheets[0]?.rows).toHaveLength(5);
  const text = JSON.stringify(sheets[0]?.rows);
  expect(text).toContain('张*兰');
  expect(text).not.toMatch(/张晓兰|"=/);
  const printed = await textIn(await bytesOf(await get(one('notice', 'pdf'), 'inspector')));
  expect(printed).toContain('张*兰');
  expect(printed).not.toContain('晓');
});
