import { randomUUID } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { backup, restore } from '../../../prisma/backup.ts';
import type { Database } from '../../../prisma/client.ts';
import { attach } from '../../../server/inspection/steps.ts';
import { contextWith } from '../../support/ask.ts';
import { testDatabase } from '../../support/database.ts';
import { asRegistered, insert, type Kept, keepRegistry } from '../../support/registry.ts';
import { account, ask, listening } from '../../support/server.ts';
import { county, hillfoot, lakeside, teacher } from '../../support/small-county.ts';

// Over HTTP: the pack and the evidence, as whoever reads the county fetches them.

let database: Database;
let server: Awaited<ReturnType<typeof listening>>;
let kept: Kept;
let evidenceId: string;
const cookies: Record<'officer' | 'inspector' | 'stranger', string> = {
  officer: '',
  inspector: '',
  stranger: '',
};

const signIn =
  'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { __typename } }';
const password = 'a long pass phrase';

beforeAll(async () => {
  database = await testDatabase();
  const problem = county({
    schools: [{ ...lakeside, name: 'Lake <b>&"side' }, hillfoot],
    sections: [
      {
        id: 'L',
        school: 'lakeside',
        stage: 'primary',
        classes: { 1: 2 },
        pupils: { 1: 60 },
        establishment: 5,
      },
      { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 2 }, pupils: { 1: 50 } },
    ],
    teachers: [
      teacher('A', {
        name: 'Ms Secret',
        serving: { section: 'H', since: '2010-09-01' },
        registered: { school: 'hillfoot', since: '2010-09-01' },
      }),
    ],
  });
  kept = await keepRegistry(database, asRegistered(problem));
  const other = await keepRegistry(
    database,
    asRegistered({ ...problem, county: { code: 'OTHER', name: 'Other' } }),
  );
  const { rounds } = contextWith(database, null);
  await rounds.rectification.drawUp(kept.officer, kept.countyId, {
    on: '2026-10-01',
    kind: 'quality',
    view: 'serving',
  });
  const { id } = await database.db.rectificationItem.findFirstOrThrow({
    where: { countyId: kept.countyId, code: 'critical-subject' },
  });
  const file = { name: '课程表 "new".pdf'.replaceAll('"', ''), bytes: Buffer.from('%PDF-1.4 mended') };
  await attach(database, kept.officer, id, 1, file);
  evidenceId = (await database.db.evidence.findFirstOrThrow()).id;
  server = await listening(database, rounds, { now: () => new Date('2026-10-01T04:00:00Z') });
  for (const [name, role, of] of [
    ['officer', 'hr-officer', kept],
    ['inspector', 'inspector', kept],
    ['stranger', 'hr-officer', other],
  ] as const) {
    const { email } = await account(database, password, { role, countyId: of.countyId });
    const { headers } = await ask(server.url, signIn, { email, password });
    cookies[name] = headers.get('set-cookie')?.split(';')[0] ?? '';
  }
});
afterAll(async () => {
  await server.close();
  await database.close();
});

const get = (path: string, as: keyof typeof cookies | null, headers: Record<string, string> = {}) =>
  fetch(`${server.url}${path}`, { headers: { ...(as && { cookie: cookies[as] }), ...headers } });

const code = () => encodeURIComponent('420525');

describe('the page to print', () => {
  const page = async (query = '', as: keyof typeof cookies = 'inspector') => {
    const response = await get(`/inspection-pack.html?county=${code()}${query}`, as);
    return { response, text: await response.text() };
  };

  test('is Chinese or English as asked, else as the reader reads', async () => {
    expect((await page('&lang=zh')).text).toContain('<h1>教师队伍督导评估材料</h1>');
    expect((await page('&lang=en')).text).toContain('<h1>Inspection pack: staffing</h1>');
    const asRead = await get(`/inspection-pack.html`, 'inspector', { 'accept-language': 'en' });
    expect(await asRead.text()).toContain('<html lang="en">');
  });

  test('tells names as texts, whatever is in them, and no teacher', async () => {
    const { text } = await page('&lang=en');
    expect(text).toContain('Lake &lt;b&gt;&amp;&quot;side (primary) cannot offer Mathematics');
    expect(text).not.toContain('<b>&');
    expect(text).not.toContain('Secret');
    expect(text).not.toMatch(/NaN|undefined|\[object|>null</);
  });

  test('is kept by nobody, and runs nothing', async () => {
    const { response, text } = await page();
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(text).not.toMatch(/<script|src=|href=/);
  });

  test('says what is not known instead of a figure', async () => {
    const { text } = await page('&lang=en');
    expect(text).toContain('Not computable: 2 schools have not reported it.');
    expect(text).toContain('Neither a public plan nor a posting of the school year is on file');
    expect(text).toContain('(1 section not known)');
  });

  test('is of today where no day is asked, and refuses what is no day', async () => {
    expect((await page()).text).toContain('2026-10-01');
    for (const on of ['2026-02-30', 'today', '1999-12-31', '2026-10-01&on=2026-10-02'])
      expect((await page(`&on=${on}`)).response.status, on).toBe(400);
  });
});

describe('the workbook', () => {
  const sheets = async (language: string) => {
    const response = await get(`/inspection-pack.xlsx?county=${code()}&lang=${language}`, 'inspector');
    expect(response.headers.get('content-disposition')).toBe(
      'attachment; filename=inspection-pack-420525-2026-10-01.xlsx',
    );
    const { sheets: found } = await readXlsx(new Uint8Array(await response.arrayBuffer()));
    return new Map(found.map(({ name, rows }) => [name, rows]));
  };

  test('has every sheet the cover tells of', async () => {
    const found = await sheets('zh');
    expect([...found.keys()]).toEqual([
      '封面',
      '编制',
      '交流制度',
      '交流落实',
      '开齐开足',
      '指标',
      '各校指标',
      '政府保障',
      '整改清单',
      '培训',
    ]);
    const told = found.get('封面')?.map(([item]) => item);
    for (const name of found.keys()) if (name !== '封面') expect(told).toContain(name);
  });

  test('has figures as figures, and the unknown by name', async () => {
    const found = await sheets('en');
    const posts = found.get('Establishment') ?? [];
    expect(posts[0]?.slice(0, 9)).toEqual([
      'School code',
      'Section',
      'Stage',
      'Pupils',
      'Classes',
      'Due by pupils',
      'Due by classes',
      'Due',
      'On file',
    ]);
    const rows = new Map(posts.slice(1).map((row) => [row[0], row]));
    expect(rows.get('lakeside')?.slice(3, 11)).toEqual([60, 2, 3, null, 3, 5, 0, 0]);
    expect(rows.get('hillfoot')?.[8]).toBe('Not on file');
    expect(found.get('Subject completeness')?.find(([school]) => school === 'hillfoot')).toEqual([
      'hillfoot',
      'Hillfoot (primary)',
      'Mathematics',
      2,
      1,
      1,
      0,
      'No',
    ]);
  });

  test('has the list with its states, and the training form to be filled in', async () => {
    const found = await sheets('en');
    const list = found.get('Rectification list') ?? [];
    const critical = list.find((row) => String(row[2]).includes('cannot offer Mathematics'));
    expect(critical?.slice(0, 10)).toEqual([
      expect.any(Number),
      'Grave',
      'Lake <b>&"side (primary) cannot offer Mathematics: 2 posts are needed, nobody teaches it and nobody is certified for it.',
      null,
      null,
      'Open',
      '2026-10-01',
      null,
      null,
      1,
    ]);
    const training = found.get('Training') ?? [];
    expect(training[0]?.[2]).toBe('Teachers');
    expect(
      training
        .slice(1)
        .flatMap((row) => row.slice(2))
        .filter((cell) => cell !== null),
    ).toEqual([]);
    expect([...found.values()].flat(2)).not.toContain('Ms Secret');
  });
});

describe('evidence', () => {
  test('is saved as it was uploaded, and never shown', async () => {
    const response = await get(`/evidence/${evidenceId}`, 'inspector');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toMatch(/^application\/pdf/);
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; /);
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(await response.text()).toBe('%PDF-1.4 mended');
  });

  test('comes back from a backup byte by byte', async () => {
    const target = await testDatabase();
    const chunks: Buffer[] = [];
    const out = new PassThrough();
    out.on('data', (chunk: Buffer) => chunks.push(chunk));
    await backup(database.pool, out);
    await restore(target.pool, async () => Readable.from([Buffer.concat(chunks)]), { replace: false });
    const { content } = await target.db.evidence.findUniqueOrThrow({ where: { id: evidenceId } });
    expect(Buffer.from(content).toString()).toBe('%PDF-1.4 mended');
    await target.close();
  });
});

test('nothing of it is for anybody but readers of the whole county', async () => {
  const paths = [
    `/inspection-pack.html?county=${code()}`,
    `/inspection-pack.xlsx?county=${code()}`,
    `/evidence/${evidenceId}`,
  ];
  const [schoolId = null] = kept.schools.values();
  const { id, email } = await account(database, password);
  await insert(database.pool, 'RoleGrant', [{ id: randomUUID(), userId: id, role: 'principal', schoolId }]);
  const { headers } = await ask(server.url, signIn, { email, password });
  const principal = headers.get('set-cookie')?.split(';')[0] ?? '';
  for (const path of paths) {
    expect((await get(path, null)).status, path).toBe(401);
    expect((await get(path, 'stranger')).status, path).toBe(404);
    expect((await get(path, null, { cookie: principal })).status, path).toBe(404);
    expect((await get(path, 'officer')).status, path).toBe(200);
  }
  for (const path of ['/evidence/1', `/evidence/${randomUUID()}`, '/inspection-pack.html?county=NONE'])
    expect((await get(path, 'officer')).status, path).toBe(404);
});
