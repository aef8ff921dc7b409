import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import { idOf } from '../../schema/ids.ts';
import { keepMarkedCounty, type MarkedCounty } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { insert } from '../support/registry.ts';
import { startRounds } from '../support/rounds.ts';
import { account, ask, listening } from '../support/server.ts';

let database: Database;
let desk: Awaited<ReturnType<typeof startRounds>>;
let server: Awaited<ReturnType<typeof listening>>;
let county: MarkedCounty;
let foreign: MarkedCounty;
const cookies: Record<string, string> = {};
const password = 'correct horse battery';
const people = ['officer', 'foreigner', 'teacher', 'principal', 'inspector', 'province'] as const;

beforeAll(async () => {
  database = await testDatabase();
  const provinceId = randomUUID();
  await insert(database.pool, 'Province', [{ id: provinceId, code: 'P', name: 'Province' }]);
  county = await keepMarkedCounty(database.pool, 'Jia', provinceId, 3);
  foreign = await keepMarkedCounty(database.pool, 'Yi', provinceId, 2);
  desk = await startRounds(database);
  server = await listening(database, desk.rounds);
  const grants: Record<(typeof people)[number], object> = {
    officer: { role: 'hr-officer', countyId: county.countyId },
    foreigner: { role: 'hr-officer', countyId: foreign.countyId },
    teacher: { role: 'teacher', teacherId: county.teachers[1] },
    principal: { role: 'principal', schoolId: county.schools[0] },
    inspector: { role: 'inspector', countyId: county.countyId },
    province: { role: 'province-officer', provinceId },
  };
  for (const name of people) {
    const { id, email } = await account(database, password);
    await insert(database.pool, 'RoleGrant', [{ id: randomUUID(), userId: id, ...grants[name] }]);
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
const api = async (as: string, query: string, variables: Record<string, unknown> = {}) =>
  (await ask(server.url, query, variables, { cookie: cookies[as] ?? '' })).body;

describe('the roster', () => {
  test.each(people)('tells the %s of the same teachers as the list of the API, in its order', async (as) => {
    const query = '{ county(code: "Jia-code") { teachers(first: 100) { nodes { staffNumber } } } }';
    const { data } = await api(as, query);
    const listed = data.county?.teachers.nodes.map((one: { staffNumber: string }) => one.staffNumber);
    const response = await get('/roster.json?county=Jia-code', as);
    if (listed === undefined) return expect(response.status).toBe(404);
    const { count, columns } = await response.json();
    expect(columns.staffNumber).toEqual(listed);
    expect(count).toBe(listed.length);
    for (const column of Object.values(columns)) expect(column).toHaveLength(count);
  });

  test('has no telephone, identity number or address for anybody, and nothing of another county', async () => {
    for (const as of people) {
      const text = await (await get('/roster.json?county=Jia-code', as)).text();
      expect(text).not.toMatch(/phone|identity|home|Yi/);
    }
  });

  test('tells sex and day of birth to HR alone', async () => {
    const columnsFor = async (as: string) =>
      (await (await get('/roster.json?county=Jia-code', as)).json()).columns;
    expect(await columnsFor('officer')).toMatchObject({ sex: expect.arrayContaining(['FEMALE']) });
    for (const as of ['teacher', 'principal', 'inspector', 'province']) {
      const columns = await columnsFor(as);
      expect(columns).not.toHaveProperty('sex');
      expect(columns).not.toHaveProperty('born');
    }
  });

  test('says where each serves, and in the words of the API', async () => {
    const { schools, sections, columns } = await (
      await get('/roster.json?county=Jia-code', 'officer')
    ).json();
    const at = columns.staffNumber.indexOf('Jia-0002');
    expect(schools[sections[columns.serving[at]].school]).toEqual({
      code: 'Jia-001',
      name: 'Jia school 1',
      place: 'TOWNSHIP_CENTRE',
      weak: false,
    });
    expect(columns.backbone[at]).toBe('COUNTY');
    expect(columns.servingSince[at]).toBe('2012-09-01');
  });

  test('is nobody’s who has not signed in, and packed when asked for', async () => {
    expect((await get('/roster.json?county=Jia-code')).status).toBe(401);
    expect((await get('/roster/standing.json?county=Jia-code')).status).toBe(401);
    const packed = await fetch(`${server.url}/roster.json?county=Jia-code`, {
      headers: { cookie: cookies['officer'] ?? '', 'accept-encoding': 'gzip' },
    });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    expect(packed.headers.get('cache-control')).toBe('private, no-store');
  });

  test('those who have left are listed apart', async () => {
    const where = { countyId_staffNumber: { countyId: county.countyId, staffNumber: 'Jia-0005' } };
    await database.db.teacher.update({ where, data: { leftOn: new Date('2026-01-31') } });
    const numbers = async (query: string) =>
      (await (await get(`/roster.json?county=Jia-code${query}`, 'officer')).json()).columns.staffNumber;
    expect(await numbers('')).not.toContain('Jia-0005');
    expect(await numbers('&left=1')).toEqual(['Jia-0005']);
    await database.db.teacher.update({ where, data: { leftOn: null } });
  });

  test('who may be exchanged is told to HR alone, everybody once', async () => {
    for (const as of people.filter((one) => one !== 'officer'))
      expect((await get('/roster/standing.json?county=Jia-code', as)).status).toBe(404);
    const { eligible, barred, exempt } = await (
      await get('/roster/standing.json?county=Jia-code', 'officer')
    ).json();
    const all = [...eligible, ...barred.flatMap((one: { teachers: string[] }) => one.teachers)];
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBeGreaterThan(0);
    for (const number of [...all, ...exempt]) expect(number).toMatch(/^Jia-000\d$/);
  });
});

const change = `mutation ($id: ID!, $version: Int!, $values: [RecordValueInput!]!) {
  changeTeacher(teacherId: $id, version: $version, values: $values) {
    __typename
    ... on Teacher { name nameKey version title subject { code } serving { school { code } } record { value shown masked column { key } } }
    ... on Refusal { code message }
    ... on VersionConflict { current changedBy since { by text } }
    ... on RecordRefused { faults { column name found expected } }
    ... on InvalidInput { path }
  }
}`;
const teacherId = (at: number) => idOf('Teacher', county.teachers[at] ?? '');
const versionOf = async (at: number) =>
  (await database.db.teacher.findUniqueOrThrow({ where: { id: county.teachers[at] ?? '' } })).version;
const changeTeacher = async (
  at: number,
  values: readonly { column: string; value: string | null }[],
  { as = 'officer', version }: { as?: string; version?: number } = {},
) =>
  (await api(as, change, { id: teacherId(at), version: version ?? (await versionOf(at)), values })).data
    .changeTeacher;
const lastDeed = () => database.db.auditEvent.findFirstOrThrow({ orderBy: { position: 'desc' } });

describe('a teacher’s record', () => {
  test('is changed as a workbook would have it, and the deed tells what was there', async () => {
    const changed = await changeTeacher(2, [
      { column: 'name', value: ' 王瑶 ' },
      { column: 'title', value: '一级' },
      { column: 'servingSchool', value: 'Jia-002' },
      { column: 'servingSince', value: '2019年9月' },
    ]);
    expect(changed).toMatchObject({
      name: '王瑶',
      nameKey: 'wangyao wy',
      title: 'FIRST',
      serving: { school: { code: 'Jia-002' } },
    });
    expect(await lastDeed()).toMatchObject({
      action: 'teacher.change',
      entity: 'Teacher',
      entityId: county.teachers[2],
      before: { title: 'none', servingSectionId: 'Jia-001:primary', servingSince: '2012-09-01' },
      after: {
        name: '王瑶',
        title: 'first',
        servingSectionId: 'Jia-002:primary',
        servingSince: '2019-09-01',
      },
    });
  });

  test('with faults is not changed at all, and every fault is told under its column', async () => {
    const refused = await changeTeacher(3, [
      { column: 'name', value: '' },
      { column: 'subject', value: '数雪' },
      { column: 'born', value: '1985-13-40' },
      { column: 'phone', value: '13912345678' },
    ]);
    expect(refused).toMatchObject({ __typename: 'RecordRefused', code: 'record-refused' });
    expect(refused.faults.map(({ column }: { column: string }) => column)).toEqual([
      'name',
      'subject',
      'born',
    ]);
    expect(refused.faults[1].expected).toMatch(/数学|maths/i);
    const kept = await database.db.teacher.findUniqueOrThrow({ where: { id: county.teachers[3] ?? '' } });
    expect(kept).toMatchObject({ version: 1, phone: 'Jia-phone-3' });
  });

  test('must make sense as a whole: the new value is held against what is on file', async () => {
    const refused = await changeTeacher(3, [{ column: 'servingSince', value: '2001-09-01' }]);
    expect(refused.faults).toMatchObject([{ column: 'servingSince', found: '2001-09-01' }]);
  });

  test('is not moved under a posting that was ordered here: that one changes it on its day, or is ended early', async () => {
    const postingId = randomUUID();
    await insert(database.pool, 'Posting', [
      {
        id: postingId,
        countyId: county.countyId,
        teacherId: county.teachers[5],
        fromSectionId: county.sections[0],
        toSectionId: county.sections[2],
        hostSchoolId: county.schools[2],
        startsOn: '2026-09-01',
        endsOn: '2029-08-31',
        state: 'serving',
      },
    ]);
    const move = () =>
      changeTeacher(5, [
        { column: 'servingSchool', value: 'Jia-001' },
        { column: 'title', value: 'senior' },
      ]);
    // One that was never dealt with here holds nothing.
    expect(await move()).toMatchObject({ __typename: 'Teacher', serving: { school: { code: 'Jia-001' } } });
    await insert(database.pool, 'PostingChange', [
      {
        id: randomUUID(),
        countyId: county.countyId,
        postingId,
        position: 1,
        step: 'order',
        on: '2026-08-01',
        before: {},
        after: {},
      },
    ]);
    const refused = await changeTeacher(5, [
      { column: 'servingSchool', value: 'Jia-000' },
      { column: 'registeredSchool', value: 'Jia-000' },
    ]);
    expect(refused.faults).toMatchObject([
      {
        column: 'servingSchool',
        found: 'Jia-000',
        expected: expect.stringMatching(/提前结束|end that posting early/),
      },
      { column: 'registeredSchool' },
    ]);
    expect(await changeTeacher(5, [{ column: 'title', value: 'first' }])).toMatchObject({ title: 'FIRST' });
    await database.db.posting.update({ where: { id: postingId }, data: { state: 'ended' } });
    expect(await changeTeacher(5, [{ column: 'servingSchool', value: 'Jia-000' }])).toMatchObject({
      __typename: 'Teacher',
    });
  });

  test('changed by somebody else meanwhile is a conflict that says who and what', async () => {
    const version = await versionOf(4);
    await changeTeacher(4, [{ column: 'backbone', value: 'city' }], { version });
    const conflict = await changeTeacher(4, [{ column: 'title', value: 'senior' }], { version });
    expect(conflict).toMatchObject({
      __typename: 'VersionConflict',
      current: version + 1,
      changedBy: 'Li Wei',
      since: [{ by: 'Li Wei', text: expect.stringMatching(/骨干|[Bb]ackbone/) }],
    });
    const kept = await database.db.teacher.findUniqueOrThrow({ where: { id: county.teachers[4] ?? '' } });
    expect(kept.title).toBe('none');
  });

  test('personal data may be written, is masked in the record, and stays out of the deed', async () => {
    const changed = await changeTeacher(3, [{ column: 'phone', value: '13912345678' }]);
    const phone = changed.record.find((one: { column: { key: string } }) => one.column.key === 'phone');
    expect(phone).toMatchObject({ value: null, shown: '139******78', masked: true });
    expect(
      JSON.stringify(await lastDeed(), (_key, value) => (typeof value === 'bigint' ? null : value)),
    ).not.toContain('13912345678');
  });

  test('what it is known by does not change, nor a column there is none of, nor one twice, nor nothing at all', async () => {
    const paths = [
      await changeTeacher(3, [{ column: 'staffNumber', value: 'X' }]),
      await changeTeacher(3, [{ column: 'shoeSize', value: '38' }]),
      await changeTeacher(3, [
        { column: 'title', value: 'first' },
        { column: 'title', value: 'second' },
      ]),
      await changeTeacher(3, [{ column: 'title', value: '未评' }]),
    ];
    expect(paths.map(({ path }) => path)).toEqual([
      ['values', '0', 'column'],
      ['values', '0', 'column'],
      ['values', '1', 'column'],
      ['values'],
    ]);
  });

  test('is changed by HR of the county alone, and by nobody on the own record', async () => {
    const values = [{ column: 'title', value: 'senior' }];
    for (const as of ['principal', 'inspector', 'province'])
      expect(await changeTeacher(0, values, { as })).toMatchObject({ __typename: 'NotAllowed' });
    expect(await changeTeacher(1, values, { as: 'teacher' })).toMatchObject({ __typename: 'NotAllowed' });
    expect(await changeTeacher(0, values, { as: 'foreigner' })).toMatchObject({ __typename: 'NotFound' });
  });

  test('is read column by column by HR alone', async () => {
    const query =
      'query ($id: ID!) { node(id: $id) { ... on Teacher { record { value masked column { key } } } } }';
    for (const as of ['principal', 'inspector', 'province'])
      expect((await api(as, query, { id: teacherId(0) })).data.node.record).toEqual([]);
    const { record } = (await api('officer', query, { id: teacherId(0) })).data.node;
    const of = (key: string) => record.find((one: { column: { key: string } }) => one.column.key === key);
    expect(of('servingSchool').value).toBe('Jia-000');
    for (const key of ['identityNumber', 'phone', 'homePlace'])
      expect(of(key)).toMatchObject({ masked: true });
    expect(JSON.stringify(record)).not.toMatch(/Jia-identity-0|Jia-phone-0|Jia home/);
  });
});

describe('a school’s record', () => {
  test('takes coordinates and beds, and refuses half a place', async () => {
    const mutation = `mutation ($id: ID!, $version: Int!, $values: [RecordValueInput!]!) {
      changeSchool(schoolId: $id, version: $version, values: $values) {
        __typename ... on School { version beds longitude latitude } ... on RecordRefused { faults { column } } } }`;
    const id = idOf('School', county.schools[1] ?? '');
    const half = await api('officer', mutation, {
      id,
      version: 1,
      values: [{ column: 'longitude', value: '111.6' }],
    });
    expect(half.data.changeSchool).toEqual({ __typename: 'RecordRefused', faults: [{ column: 'latitude' }] });
    const values = [
      { column: 'longitude', value: '111.6' },
      { column: 'latitude', value: '31.06' },
      { column: 'beds', value: '12' },
    ];
    const whole = await api('officer', mutation, { id, version: 1, values });
    expect(whole.data.changeSchool).toMatchObject({
      version: 2,
      beds: 12,
      longitude: 111.6,
      latitude: 31.06,
    });
  });

  test('a section’s grades change under its version, and a grade of another stage is refused', async () => {
    const mutation = `mutation ($id: ID!, $version: Int!, $grades: [GradeInput!]!) {
      changeSection(sectionId: $id, version: $version, values: [], grades: $grades) {
        __typename ... on Section { version enrolments { grade classes pupils } }
        ... on InvalidInput { path } ... on RecordRefused { faults { column grade } } } }`;
    const id = idOf('Section', county.sections[1] ?? '');
    const grade = (number: number, pupils: number) => ({
      schoolYear: 2026,
      grade: number,
      classes: 2,
      pupils,
    });
    const send = async (version: number, grades: object[]) =>
      (await api('officer', mutation, { id, version, grades })).data.changeSection;
    expect(await send(1, [grade(7, 80)])).toEqual({
      __typename: 'InvalidInput',
      path: ['grades', '0', 'grade'],
    });
    expect(await send(1, [grade(1, 80), grade(2, -1)])).toEqual({
      __typename: 'RecordRefused',
      faults: [{ column: 'pupils', grade: 1 }],
    });
    expect(await send(1, [grade(1, 80), grade(2, 76)])).toMatchObject({
      version: 2,
      enrolments: [
        { grade: 1, classes: 2, pupils: 80 },
        { grade: 2, classes: 2, pupils: 76 },
      ],
    });
    expect(await lastDeed()).toMatchObject({ action: 'section.change', entityId: county.sections[1] });
    expect(await send(1, [grade(1, 81)])).toMatchObject({ __typename: 'VersionConflict' });
  });
});
