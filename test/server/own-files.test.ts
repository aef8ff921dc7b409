import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import { idOf } from '../../schema/ids.ts';
import { keepMarkedCounty, type MarkedCounty } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { insert } from '../support/registry.ts';
import { startRounds } from '../support/rounds.ts';
import { secrets } from '../support/secrets.ts';
import { account, ask, listening } from '../support/server.ts';

let database: Database;
let desk: Awaited<ReturnType<typeof startRounds>>;
let server: Awaited<ReturnType<typeof listening>>;
let county: MarkedCounty;
let foreign: MarkedCounty;
const cookies: Record<string, string> = {};
const password = secrets['password of everybody'];

beforeAll(async () => {
  database = await testDatabase();
  const provinceId = randomUUID();
  await insert(database.pool, 'Province', [{ id: provinceId, code: 'P', name: 'Province' }]);
  county = await keepMarkedCounty(database.pool, 'Jia', provinceId, 2);
  foreign = await keepMarkedCounty(database.pool, 'Yi', provinceId, 2);
  desk = await startRounds(database);
  server = await listening(database, desk.rounds);
  const people = {
    officer: { role: 'hr-officer', countyId: county.countyId },
    foreigner: { role: 'hr-officer', countyId: foreign.countyId },
    teacher: { role: 'teacher', teacherId: county.teachers[1] },
    colleague: { role: 'teacher', teacherId: county.teachers[2] },
    principal: { role: 'principal', schoolId: county.schools[0] },
  };
  for (const [name, grant] of Object.entries(people)) {
    const { id, email } = await account(database, password);
    await insert(database.pool, 'RoleGrant', [{ id: randomUUID(), userId: id, ...grant }]);
    const { headers } = await ask(
      server.url,
      'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { __typename } }',
      { email, password },
    );
    cookies[name] = headers.get('set-cookie')?.split(';')[0] ?? '';
  }
}, 120_000);
afterAll(async () => {
  await server.close();
  await desk.close();
  await database.close();
});

const get = (path: string, as?: string) =>
  fetch(`${server.url}${path}`, as === undefined ? {} : { headers: { cookie: cookies[as] ?? '' } });
const lastDeed = async () => {
  const [deed] = await database.db.auditEvent.findMany({ orderBy: { position: 'desc' }, take: 1 });
  return deed;
};

test('all data about oneself is one file, with nothing of anybody else, and leaves a deed', async () => {
  const response = await get('/me/data.json', 'teacher');
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  const text = await response.text();
  const { account: own, records, ...rest } = JSON.parse(text);
  expect(rest).toMatchObject({ format: 'junheng-own-data/1' });
  expect(own).toMatchObject({ name: 'Li Wei', roles: [{ role: 'teacher' }], sessions: [{ kind: 'cookie' }] });
  expect(own.deeds).toMatchObject([{ action: 'account.sign-in' }]);
  expect(records).toHaveLength(1);
  expect(records[0]).toMatchObject({
    staffNumber: 'Jia-0001',
    born: '1985-03-04',
    identityNumber: 'Jia-identity-1',
    phone: 'Jia-phone-1',
    homePlace: 'Jia home',
    certificates: [{ subject: 'music', issuedOn: null }],
    exemptions: [{ kind: 'pregnancy', from: '2026-01-01', note: 'Jia exemption note' }],
    postings: [{ startsOn: '2010-09-01', hostSchool: { name: 'Jia school 1' } }],
    allowances: [{ month: '2012-07', area: 45 }],
    wishes: [{ volunteer: true, choices: [{ rank: 1, school: { name: 'Jia school 1' } }] }],
    points: [{ points: 1 }],
    corrections: [{ field: 'phone', value: 'Jia-phone-new-1' }],
    objections: [{ text: 'Jia objection 1' }],
  });
  expect(records[0].reasons).toHaveLength(1);
  expect(text).not.toMatch(/Jia-000[023]|identity-[023]|phone-[023]|Jia teacher [023]|Jia officer|Yi/);
  expect(await lastDeed()).toMatchObject({
    action: 'account.take-data',
    entity: 'User',
    countyId: county.countyId,
    after: { records: 1 },
  });
});

test('what was fixed for the teacher is in it once the list of the round is out, and a hold-back once decided, either way', async () => {
  const { countyId, roundId, teachers, sections } = county;
  const [teacherId = '', sectionId = ''] = [teachers[1], sections[0]];
  const reason = 'Keep her where she is.';
  const about = { countyId, roundId, teacherId };
  await database.db.pin.deleteMany({ where: { teacherId } });
  await database.db.holdBack.deleteMany({ where: { teacherId } });
  await insert(database.pool, 'Pin', [{ ...about, id: randomUUID(), kind: 'stay', reason }]);
  await insert(database.pool, 'HoldBack', [
    { ...about, id: randomUUID(), sectionId, reason, decision: reason, state: 'submitted' },
  ]);
  const { state } = await database.db.round.findUniqueOrThrow({ where: { id: roundId } });
  const told = async () => JSON.parse(await (await get('/me/data.json', 'teacher')).text()).records[0];
  const roundIs = (now: typeof state) =>
    database.db.round.update({ where: { id: roundId }, data: { state: now } });
  await roundIs('planning');
  expect(await told()).toMatchObject({ pins: [], holdBacks: [] });
  await roundIs('provisional');
  await database.db.holdBack.updateMany({ where: { teacherId }, data: { state: 'refused' } });
  const after = await told();
  await roundIs(state);
  expect(after).toMatchObject({ pins: [{ kind: 'stay' }], holdBacks: [{ state: 'refused' }] });
  expect(JSON.stringify(after)).not.toContain(reason);
});

test('circuits of a published plan are in it, the own alone', async () => {
  const { sections, teachers, publishedId: id } = county;
  const { circuits } = await database.db.plan.findUniqueOrThrow({ where: { id } });
  const visit = { fromSectionId: sections[0], toSectionId: sections[1], subject: 'music', days: 2 };
  const both = [1, 0].map((place) => ({ ...visit, teacherId: teachers[place] ?? '' }));
  await database.db.plan.update({ where: { id }, data: { circuits: JSON.parse(JSON.stringify(both)) } });
  const { records } = JSON.parse(await (await get('/me/data.json', 'teacher')).text());
  await database.db.plan.update({ where: { id }, data: { circuits: circuits ?? [] } });
  expect(records[0].circuits).toEqual([
    {
      subject: 'music',
      days: 2,
      plan: expect.objectContaining({ state: expect.any(String) }),
      from: expect.objectContaining({ school: expect.objectContaining({ name: 'Jia school 0' }) }),
      to: expect.objectContaining({ school: expect.objectContaining({ name: 'Jia school 1' }) }),
    },
  ]);
});

test('what was said to the steps of a posting is in it, but for what HR alone reads; and where it leads to', async () => {
  const posting = await database.db.posting.findFirstOrThrow({
    where: { teacherId: county.teachers[1] ?? '' },
  });
  const { countyId, id: postingId } = posting;
  const sectionId = county.sections[1] ?? '';
  await database.db.posting.update({ where: { id: postingId }, data: { backSectionId: sectionId } });
  const last = await database.db.postingChange.count({ where: { postingId } });
  await insert(
    database.pool,
    'PostingChange',
    [
      { step: 'order', kind: null, reason: 'First in reserve.' },
      { step: 'extend', reason: 'No successor.' },
      { step: 'end-early', kind: 'health', reason: 'Secret illness.' },
      { step: 'replace', reason: 'Secret reason.' },
    ].map((change, at) => ({
      ...{ ...change, id: randomUUID(), countyId, postingId, position: last + at + 1 },
      ...{ on: '2011-01-01', before: {}, after: {} },
    })),
  );
  const text = await (await get('/me/data.json', 'teacher')).text();
  await database.db.postingChange.deleteMany({ where: { postingId, position: { gt: last } } });
  await database.db.posting.update({ where: { id: postingId }, data: { backSectionId: null } });
  const [told] = JSON.parse(text).records[0].postings;
  expect(told.back).toMatchObject({ school: { name: 'Jia school 1' } });
  const said = told.changes
    .slice(last)
    .map(({ step, reason }: { step: string; reason: string }) => [step, reason]);
  expect(said).toEqual([
    ['order', 'First in reserve.'],
    ['extend', 'No successor.'],
    ['end_early', null],
    ['replace', null],
  ]);
  expect(text).not.toContain('Secret');
  expect(told.changes[last]).not.toHaveProperty('kind');
});

test('who is no teacher has the account alone, and who has not signed in nothing', async () => {
  expect(await (await get('/me/data.json', 'officer')).json()).toMatchObject({ records: [] });
  expect((await get('/me/data.json')).status).toBe(401);
});

test('it costs the same number of statements whatever is on file', async () => {
  const statements = async () => {
    const query = vi.spyOn(pg.Client.prototype, 'query');
    await (await get('/me/data.json', 'teacher')).text();
    const count = query.mock.calls.length;
    query.mockRestore();
    return count;
  };
  const before = await statements();
  await insert(
    database.pool,
    'Wish',
    [2020, 2021, 2022].map((schoolYear) => ({
      id: randomUUID(),
      countyId: county.countyId,
      teacherId: county.teachers[1],
      schoolYear,
    })),
  );
  expect(await statements()).toBe(before);
});

test('a reason sheet is a page for the teacher and HR, and for nobody else', async () => {
  const reason = await database.db.reason.findFirstOrThrow({
    where: { planId: county.publishedId, teacherId: county.teachers[1] ?? '' },
  });
  const path = `/reasons/${reason.id}.html`;
  const page = await (await get(`${path}?lang=zh`, 'teacher')).text();
  expect(page).toContain('Jia teacher 1');
  expect(page).toContain('安排理由说明');
  expect(page).toContain('第二十四条');
  expect((await get(`${path}?lang=en`, 'officer')).status).toBe(200);
  for (const other of ['colleague', 'principal', 'foreigner'])
    expect((await get(path, other)).status, other).toBe(404);
  expect((await get(path)).status).toBe(401);
  const draft = await database.db.reason.findFirstOrThrow({
    where: { planId: county.draftId, teacherId: county.teachers[1] ?? '' },
  });
  expect((await get(`/reasons/${draft.id}.html`, 'teacher')).status).toBe(404);
  expect((await get('/reasons/x.html', 'teacher')).status).toBe(404);
});

test('a list that was replaced still tells whom it named why, and that it was replaced', async () => {
  const { publishedId: id, draftId } = county;
  const teacherId = county.teachers[1] ?? '';
  const { state } = await database.db.plan.findUniqueOrThrow({ where: { id } });
  const [from = '', to = ''] = county.sections;
  const move = await database.db.move.create({
    data: { planId: id, teacherId, fromSectionId: from, toSectionId: to, form: 'order_based' },
  });
  await database.db.plan.update({
    where: { id },
    data: { state: 'discarded', publishedAt: new Date('2026-06-01T00:00:00Z') },
  });
  const reason = await database.db.reason.findFirstOrThrow({ where: { planId: id, teacherId } });
  const page = await get(`/reasons/${reason.id}.html?lang=en`, 'teacher');
  const officers = await get(`/reasons/${reason.id}.html`, 'officer');
  const principals = await get(`/reasons/${reason.id}.html`, 'principal');
  const own = JSON.parse(await (await get('/me/data.json', 'teacher')).text()).records[0];
  const sheets = await ask(
    server.url,
    'query ($id: ID!) { node(id: $id) { ... on Teacher { reasonSheets { replaced mayObject reason { id } } } } }',
    { id: idOf('Teacher', teacherId) },
    { cookie: cookies['teacher'] ?? '' },
  );
  const put = await database.db.plan.update({ where: { id: draftId }, data: { state: 'discarded' } });
  const never = await database.db.reason.findFirstOrThrow({ where: { planId: put.id, teacherId } });
  const putAside = await get(`/reasons/${never.id}.html`, 'teacher');
  await database.db.plan.update({ where: { id: draftId }, data: { state: 'draft' } });
  await database.db.plan.update({ where: { id }, data: { state, publishedAt: null } });
  await database.db.move.delete({ where: { id: move.id } });
  const text = await page.text();
  expect([page.status, officers.status, principals.status, putAside.status]).toEqual([200, 200, 404, 404]);
  expect(text).toContain('replaced by another list');
  expect(text).toContain('object to what that one means for you');
  expect(sheets.body.data.node.reasonSheets).toMatchObject([{ replaced: true, mayObject: false }]);
  expect(own.reasons).toMatchObject([{ plan: { state: 'discarded' } }]);
  expect(own.moves).toMatchObject([{ plan: { state: 'discarded' }, form: 'order_based' }]);
});

test('what is on file is text on the page, whatever it looks like', async () => {
  await database.db.teacher.update({
    where: { id: county.teachers[1] ?? '' },
    data: { name: '<script>alert(1)</script>' },
  });
  const reason = await database.db.reason.findFirstOrThrow({
    where: { planId: county.publishedId, teacherId: county.teachers[1] ?? '' },
  });
  expect(await (await get(`/reasons/${reason.id}.html`, 'teacher')).text()).not.toContain('<script');
});

test('an export of the registry leaves a deed that tells how many rows, before it is handed over', async () => {
  const response = await get('/registry.xlsx', 'officer');
  expect(response.status).toBe(200);
  await response.arrayBuffer();
  expect(await lastDeed()).toMatchObject({
    action: 'personal-data.export',
    entity: 'County',
    entityId: county.countyId,
    after: { file: 'registry', counts: { teachers: 4, certificates: 4, exemptions: 1 } },
  });
  const before = await lastDeed();
  expect((await get('/registry.xlsx', 'teacher')).status).toBe(404);
  expect((await lastDeed())?.position).toBe(before?.position);
});

test('so does the problem of a plan', async () => {
  const [problemId] = county.ids['Problem'] ?? [];
  expect((await get(`/problems/${problemId}.json`, 'officer')).status).toBe(200);
  expect(await lastDeed()).toMatchObject({
    action: 'personal-data.export',
    after: { file: 'problem', of: problemId },
  });
});
