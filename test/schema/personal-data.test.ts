import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { schema } from '../../schema/index.ts';
import { maskedNumber, maskedPlace } from '../../schema/masked.ts';
import { holdsSecrets } from '../../server/edge/idempotency.ts';
import { withoutKind } from '../../solver/rules/exemption.ts';
import { ask, contextWith } from '../support/ask.ts';
import { keepMarkedCounty, type MarkedCounty, viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { insert } from '../support/registry.ts';

let database: Database;
let county: MarkedCounty;
let foreign: MarkedCounty;
let officer: Viewer;
let inspector: Viewer;
let principal: Viewer;
let teacher: Viewer;

beforeAll(async () => {
  database = await testDatabase();
  const provinceId = randomUUID();
  await insert(database.pool, 'Province', [{ id: provinceId, code: 'P', name: 'Province' }]);
  county = await keepMarkedCounty(database.pool, 'Jia', provinceId, 4);
  foreign = await keepMarkedCounty(database.pool, 'Yi', provinceId, 2);
  const { countyId, schools } = county;
  const kept = async (viewer: Viewer) => {
    const { userId: id, email, name } = viewer;
    await insert(database.pool, 'User', [{ id, email: `${id}@example.org`, name, passwordHash: `${email}` }]);
    return viewer;
  };
  officer = await kept(viewerAs('hr-officer', { countyId }));
  inspector = await kept(viewerAs('inspector', { countyId }));
  principal = await kept(viewerAs('principal', { schoolId: schools[0] ?? null }));
  teacher = await kept(viewerAs('teacher', { teacherId: county.teachers[1] ?? null }));
  await database.db.correction.deleteMany();
}, 60_000);
afterAll(() => database.close());

const as = (viewer: Viewer, document: string, variables: Record<string, unknown> = {}) =>
  ask(contextWith(database, viewer), document, variables);
const teacherId = (index: number, of = county) => idOf('Teacher', of.teachers[index] ?? '');
const deeds = () =>
  database.db.auditEvent.findMany({ where: { hash: { not: null } }, orderBy: { position: 'asc' } });
const lastDeed = async () => (await deeds()).at(-1);

describe('a mask', () => {
  test.each([
    ['110101199003070011', '110*************11'],
    ['13912345678', '139******78'],
    ['12345678', '123***78'],
    ['1234567', '***'],
    ['', '***'],
    [null, null],
  ])('of the number %s is %s', (number, masked) => expect(maskedNumber(number)).toBe(masked));

  test.each([
    ['永安县河湾镇3号', '永安县***'],
    ['云南省永安县河湾镇3号', '永安县***'],
    ['永安县', '***'],
    ['外地市永宁区', '***'],
    ['在城里，从前住在一个离这里非常远的地方，那里不是永安县河湾镇', '***'],
    [null, null],
  ])('of the place %s is %s', (place, masked) => expect(maskedPlace(place, '永安县')).toBe(masked));

  test.each([
    ['孕期，免于交流，期限未定。', '健康原因，免于交流，期限未定。'],
    ['重大疾病，免于交流；2027-01-01起', '健康原因，免于交流；2027-01-01起'],
    ['哺乳期，免于交流', '家庭原因，免于交流'],
    ['独自照护家人，免于交流', '家庭原因，免于交流'],
    ['借调，免于交流', '借调，免于交流'],
  ])('of the sentence %s is %s', (zh, masked) =>
    expect(withoutKind({ zh, en: '' })).toEqual({ zh: masked, en: '' }),
  );

  test.each([
    ['Exempt (pregnancy) until further notice.', 'Exempt (health) until further notice.'],
    ['May not be moved: exempt (sole carer);', 'May not be moved: exempt (family);'],
    ['Exempt (leave);', 'Exempt (leave);'],
  ])('of the sentence %s is %s', (en, masked) =>
    expect(withoutKind({ zh: '', en })).toEqual({ zh: '', en: masked }),
  );
});

describe('personal data', () => {
  const own =
    'query ($id: ID!) { node(id: $id) { ... on Teacher { phone identityNumber homePlace exemptions { kind group note } } } }';

  test('is in clear for the teacher', async () => {
    const { at } = await as(teacher, own, { id: teacherId(1) });
    expect(at('node')).toEqual({
      phone: 'Jia-phone-1',
      identityNumber: 'Jia-identity-1',
      homePlace: 'Jia home',
      exemptions: [{ kind: 'PREGNANCY', group: 'HEALTH', note: 'Jia exemption note' }],
    });
  });

  test('is masked for an officer, and a kind that tells nothing of health is not', async () => {
    const id = randomUUID();
    await insert(database.pool, 'Exemption', [
      { id, teacherId: county.teachers[1], kind: 'secondment', from: '2025-01-01', until: '2025-02-01' },
    ]);
    const { at } = await as(officer, own, { id: teacherId(1) });
    expect(at('node')).toEqual({
      phone: 'Jia******-1',
      identityNumber: 'Jia*********-1',
      homePlace: '***',
      exemptions: [
        { kind: null, group: 'HEALTH', note: '***' },
        { kind: 'SECONDMENT', group: 'DUTY', note: null },
      ],
    });
    await database.db.exemption.delete({ where: { id } });
  });

  test('does not show in what an import would change', async () => {
    const context = contextWith(database, officer);
    const fields = [
      { field: 'phone', before: '13912345678', after: null },
      { field: 'homePlace', before: 'A', after: 'B' },
      { field: 'title', before: 'first', after: 'senior' },
    ];
    const run = async () => ({
      importId: null,
      sheets: [],
      faults: [],
      faultCount: 0,
      notes: [],
      changes: [{ entity: 'teachers', key: '1', kind: 'changed' as const, fields }],
    });
    const { at } = await ask(
      { ...context, imports: { ...context.imports, run } },
      `mutation ($id: ID!, $file: File!) { importWorkbook(countyId: $id, file: $file, dryRun: true) {
        ... on ImportReport { changes { fields { field before after } } } } }`,
      { id: idOf('County', county.countyId), file: new File(['x'], 'x.xlsx') },
    );
    expect(at('importWorkbook.changes.fields')).toEqual([
      { field: 'phone', before: '139******78', after: null },
      { field: 'homePlace', before: '***', after: '***' },
      { field: 'title', before: 'first', after: 'senior' },
    ]);
  });
});

describe('personal data revealed', () => {
  const reveal = (viewer: Viewer, id: string, fields: string[], reason = 'To call about the posting') =>
    as(
      viewer,
      `mutation ($id: ID!, $fields: [PersonalField!]!, $reason: String!) {
        done: revealPersonalData(teacherId: $id, fields: $fields, reason: $reason) {
          __typename ... on InvalidInput { path } ... on RevealedPersonalData {
            teacher { name } identityNumber phone homePlace exemptions { kind from until note } corrections { value } } } }`,
      { id, fields, reason },
    );

  test('is answered to an officer as asked, with a deed that tells who, whom, which and why', async () => {
    const { at } = await reveal(officer, teacherId(1), ['PHONE', 'EXEMPTIONS']);
    expect(at('done')).toEqual({
      __typename: 'RevealedPersonalData',
      teacher: { name: 'Jia teacher 1' },
      identityNumber: null,
      phone: 'Jia-phone-1',
      homePlace: null,
      exemptions: [
        { kind: 'PREGNANCY', from: '2026-01-01', until: '2026-12-31', note: 'Jia exemption note' },
      ],
      corrections: [],
    });
    const deed = await lastDeed();
    expect(deed).toMatchObject({
      userId: officer.userId,
      countyId: county.countyId,
      action: 'teacher.reveal',
      entity: 'Teacher',
      entityId: county.teachers[1],
      before: null,
      after: { fields: ['exemptions', 'phone'] },
      reason: 'To call about the posting',
    });
    expect(
      JSON.stringify(deed, (_key, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toMatch(/Jia-phone|exemption note|pregnancy/);
  });

  test('is the telephone alone for the principal', async () => {
    expect((await reveal(principal, teacherId(1), ['PHONE'])).at('done')).toMatchObject({
      phone: 'Jia-phone-1',
    });
    const before = (await deeds()).length;
    expect((await reveal(principal, teacherId(1), ['PHONE', 'HOME_PLACE'])).at('done.__typename')).toBe(
      'NotAllowed',
    );
    expect(await deeds()).toHaveLength(before);
  });

  test('is nothing of who only comes to the school, of another school, or for an inspector', async () => {
    expect((await reveal(principal, teacherId(7), ['PHONE'])).at('done.__typename')).toBe('NotAllowed');
    expect((await reveal(principal, teacherId(5), ['PHONE'])).at('done.__typename')).toBe('NotFound');
    expect((await reveal(inspector, teacherId(1), ['PHONE'])).at('done.__typename')).toBe('NotAllowed');
    expect((await reveal(inspector, teacherId(1), [])).at('done.__typename')).toBe('NotAllowed');
    expect((await reveal(officer, teacherId(1, foreign), ['PHONE'])).at('done.__typename')).toBe('NotFound');
  });

  test('is all of it for the teacher, who leaves a deed too', async () => {
    const { at } = await reveal(teacher, teacherId(1), ['IDENTITY_NUMBER', 'HOME_PLACE']);
    expect(at('done')).toMatchObject({
      identityNumber: 'Jia-identity-1',
      homePlace: 'Jia home',
      phone: null,
    });
    expect((await lastDeed())?.userId).toBe(teacher.userId);
  });

  test('wants a reason and something to reveal', async () => {
    expect((await reveal(officer, teacherId(1), ['PHONE'], ' ')).at('done')).toEqual({
      __typename: 'InvalidInput',
      path: ['reason'],
    });
    expect((await reveal(officer, teacherId(1), [])).at('done')).toMatchObject({ path: ['fields'] });
  });

  test('is kept under no key', () => {
    const field = schema.getMutationType()?.getFields()['revealPersonalData'];
    expect(field && holdsSecrets(field)).toBe(true);
  });
});

const correction =
  '__typename ... on Correction { id state field value reason answer version } ... on InvalidInput { path message }';
const step = `${correction} ... on OutOfStep { stateFound } ... on VersionConflict { current }`;

const request = (
  viewer: Viewer,
  field: string,
  value: object,
  { id = teacherId(1), reason = 'See the paper' } = {},
) =>
  as(
    viewer,
    `mutation ($id: ID!, $field: CorrectionField!, $value: CorrectionValue!, $reason: String!) {
      done: requestCorrection(teacherId: $id, field: $field, value: $value, reason: $reason) { ${correction} } }`,
    { id, field, value, reason },
  );
const answer = (
  viewer: Viewer,
  id: unknown,
  version: number,
  accepted: boolean,
  text: string | null = null,
) =>
  as(
    viewer,
    `mutation ($id: ID!, $version: Int!, $accepted: Boolean!, $text: String) {
      done: answerCorrection(correctionId: $id, version: $version, accepted: $accepted, answer: $text) { ${step} } }`,
    { id, version, accepted, text },
  );
const withdraw = (viewer: Viewer, id: unknown, version: number) =>
  as(
    viewer,
    `mutation ($id: ID!, $version: Int!) { done: withdrawCorrection(correctionId: $id, version: $version) { ${step} } }`,
    { id, version },
  );
const record = () => database.db.teacher.findUniqueOrThrow({ where: { id: county.teachers[1] ?? '' } });

describe('a correction', () => {
  test('that is accepted is on file at once, and both trails tell before and after', async () => {
    const asked = await request(teacher, 'EDUCATION', { education: 'MASTER' });
    expect(asked.at('done')).toMatchObject({ state: 'SUBMITTED', value: 'master', version: 1 });
    expect((await record()).education).toBeNull();
    const mayWithdraw = async (viewer: Viewer) =>
      (
        await as(viewer, 'query ($id: ID!) { node(id: $id) { ... on Correction { mayWithdraw } } }', {
          id: asked.at('done.id'),
        })
      ).at('node.mayWithdraw');
    expect([await mayWithdraw(teacher), await mayWithdraw(officer)]).toEqual([true, false]);
    const { version } = await record();
    const done = await answer(officer, asked.at('done.id'), 1, true);
    expect(done.at('done')).toMatchObject({ state: 'ACCEPTED', version: 2 });
    expect(await mayWithdraw(teacher)).toBe(false);
    expect(await record()).toMatchObject({ education: 'master', version: version + 1 });
    expect((await deeds()).slice(-2)).toMatchObject([
      {
        action: 'teacher.correct',
        entity: 'Teacher',
        entityId: county.teachers[1],
        before: { education: null },
        after: { education: 'master' },
      },
      { action: 'correction.accept', before: { state: 'submitted' }, after: { state: 'accepted' } },
    ]);
  });

  test('of a telephone shows in the record of deeds as changed, and masked to HR until it is revealed', async () => {
    const asked = await request(teacher, 'PHONE', { text: ' 13912345678 ' });
    expect(asked.at('done')).toMatchObject({ value: '13912345678' });
    const id = asked.at('done.id');
    const seen = await as(
      officer,
      'query ($id: ID!) { node(id: $id) { ... on Correction { value reason } } }',
      { id },
    );
    expect(seen.at('node')).toEqual({ value: '139******78', reason: 'See the paper' });
    const revealed = await as(
      officer,
      `mutation ($id: ID!) { done: revealPersonalData(teacherId: $id, fields: [CORRECTIONS], reason: "To check it") {
        ... on RevealedPersonalData { phone corrections { value reason correction { state } } } } }`,
      { id: teacherId(1) },
    );
    expect(revealed.at('done')).toEqual({
      phone: null,
      corrections: [{ value: '13912345678', reason: 'See the paper', correction: { state: 'SUBMITTED' } }],
    });
    await answer(officer, id, 1, true, 'Thank you');
    expect((await record()).phone).toBe('13912345678');
    const told = (await deeds()).find(
      ({ action, after }) => action === 'teacher.correct' && Object(after).phone,
    );
    expect(told).toMatchObject({ before: { phone: '•••' }, after: { phone: '•••' } });
  });

  test('of a telephone to nothing takes it off the file', async () => {
    const asked = await request(teacher, 'PHONE', { text: '' });
    await answer(officer, asked.at('done.id'), 1, true);
    expect((await record()).phone).toBeNull();
  });

  test('of the home takes the coordinates of the old one off', async () => {
    await database.db.teacher.update({
      where: { id: county.teachers[1] ?? '' },
      data: { homeLongitude: 111, homeLatitude: 31 },
    });
    const asked = await request(teacher, 'HOME_PLACE', { text: '河湾镇' });
    await answer(officer, asked.at('done.id'), 1, true);
    expect(await record()).toMatchObject({ homePlace: '河湾镇', homeLongitude: null, homeLatitude: null });
  });

  test('of a certificate is added, changed, and taken off', async () => {
    const paper = {
      subject: 'science',
      stage: 'PRIMARY',
      rank: 'SECOND',
      number: '123',
      issuedOn: '2020-07-01',
    };
    const find = () =>
      database.db.certificate.findFirst({
        where: { teacherId: county.teachers[1] ?? '', subject: 'science' },
      });
    const accepted = async (certificate: object) => {
      const asked = await request(teacher, 'CERTIFICATE', { certificate });
      expect(asked.at('done.__typename')).toBe('Correction');
      return answer(officer, asked.at('done.id'), 1, true);
    };
    await accepted(paper);
    expect(await find()).toMatchObject({ rank: 'second', number: '123' });
    expect((await request(teacher, 'CERTIFICATE', { certificate: paper })).at('done')).toMatchObject({
      path: ['value'],
    });
    await accepted({ ...paper, number: '124' });
    expect(await find()).toMatchObject({ number: '124' });
    await accepted({ ...paper, gone: true });
    expect(await find()).toBeNull();
    expect(
      (await request(teacher, 'CERTIFICATE', { certificate: { ...paper, gone: true } })).at('done'),
    ).toMatchObject({
      path: ['value', 'certificate'],
    });
    expect(
      (await request(teacher, 'CERTIFICATE', { certificate: { ...paper, subject: 'alchemy' } })).at('done'),
    ).toMatchObject({ path: ['value', 'certificate', 'subject'] });
  });

  test('of an exemption tells HR what it is about and no more, and nobody in the record', async () => {
    const exemption = { kind: 'SERIOUS_ILLNESS', from: '2026-05-01', until: '2026-10-31', note: 'hospital' };
    expect(
      (await request(teacher, 'EXEMPTION', { exemption: { ...exemption, until: '2026-04-30' } })).at('done'),
    ).toMatchObject({ path: ['value', 'exemption', 'until'] });
    const asked = await request(teacher, 'EXEMPTION', { exemption }, { reason: 'The illness is back' });
    const id = asked.at('done.id');
    const seen = await as(
      officer,
      'query ($id: ID!) { node(id: $id) { ... on Correction { value reason } } }',
      { id },
    );
    expect(seen.at('node')).toEqual({
      value: {
        kind: null,
        group: 'health',
        from: '2026-05-01',
        until: '2026-10-31',
        note: '***',
        gone: false,
      },
      reason: '***',
    });
    await answer(officer, id, 1, true, 'As the hospital says');
    expect(
      await database.db.exemption.findFirst({
        where: { teacherId: county.teachers[1] ?? '', kind: 'serious_illness' },
      }),
    ).toMatchObject({ note: 'hospital' });
    const told = JSON.stringify((await deeds()).map(({ before, after, reason }) => [before, after, reason]));
    expect(told).not.toMatch(/illness|hospital|serious/);
    await database.db.exemption.deleteMany({ where: { kind: 'serious_illness' } });
  });

  test.each([
    ['a day still to come', 'SERVING_SINCE', { day: '2026-06-02' }, ['value', 'day']],
    ['a service before the first day as a teacher', 'SERVING_SINCE', { day: '2008-08-31' }, ['value']],
    ['teaching before the age of 15', 'TEACHING_SINCE', { day: '2000-03-03' }, ['value']],
    ['an identity number whose check is wrong', 'IDENTITY_NUMBER', { text: '110101198503040012' }, ['value']],
    ['an identity number of nothing', 'IDENTITY_NUMBER', { text: ' ' }, ['value', 'text']],
    ['what stands there already', 'SERVING_SINCE', { day: '2012-09-01' }, ['value']],
    ['another value than the field takes', 'TITLE', { text: 'senior' }, ['value']],
    ['two values', 'TITLE', { title: 'SENIOR', text: 'senior' }, ['value']],
    ['no value', 'TITLE', {}, ['value']],
    ['a text that is too long', 'HOME_PLACE', { text: 'x'.repeat(201) }, ['value', 'text']],
  ])('is refused for %s', async (_what, field, value, path) =>
    expect((await request(teacher, field, value)).at('done')).toMatchObject({
      __typename: 'InvalidInput',
      path,
    }),
  );

  test('is the teacher’s own to ask, with a reason, one at a time', async () => {
    const title = { title: 'FIRST' };
    for (const viewer of [officer, principal, inspector])
      expect((await request(viewer, 'TITLE', title)).at('done.__typename')).toBe('NotAllowed');
    expect((await request(teacher, 'TITLE', title, { id: teacherId(0) })).at('done.__typename')).toBe(
      'NotFound',
    );
    expect((await request(teacher, 'TITLE', title, { reason: ' ' })).at('done')).toMatchObject({
      path: ['reason'],
    });
    const both = await Promise.all([request(teacher, 'TITLE', title), request(teacher, 'TITLE', title)]);
    expect(both.map(({ at }) => at('done.__typename')).sort()).toEqual(['Correction', 'InvalidInput']);
  });

  test('is read by HR and the teacher alone', async () => {
    const list = `{ county(code: "Jia-code") { corrections(filter: { states: [SUBMITTED] }) { totalCount nodes { field teacher { name } } } } }`;
    const waiting = { totalCount: 1, nodes: [{ field: 'TITLE', teacher: { name: 'Jia teacher 1' } }] };
    expect((await as(officer, list)).at('county.corrections')).toEqual(waiting);
    expect((await as(teacher, list)).at('county.corrections')).toEqual(waiting);
    for (const viewer of [principal, inspector])
      expect((await as(viewer, list)).at('county.corrections')).toEqual({ totalCount: 0, nodes: [] });
  });

  test('is taken back, refused with a reason, and answered once', async () => {
    const find = await database.db.correction.findFirstOrThrow({ where: { state: 'submitted' } });
    const id = idOf('Correction', find.id);
    expect((await withdraw(officer, id, 1)).at('done.__typename')).toBe('NotAllowed');
    expect((await answer(teacher, id, 1, true)).at('done.__typename')).toBe('NotAllowed');
    expect((await answer(inspector, id, 1, true)).at('done.__typename')).toBe('NotFound');
    expect((await answer(officer, id, 2, false, 'No')).at('done')).toEqual({
      __typename: 'VersionConflict',
      current: 1,
    });
    expect((await answer(officer, id, 1, false)).at('done')).toMatchObject({ path: ['answer'] });
    expect((await answer(officer, id, 1, false, 'No paper')).at('done')).toMatchObject({
      state: 'REFUSED',
      answer: 'No paper',
    });
    expect((await record()).title).toBe('none');
    expect((await answer(officer, id, 2, true)).at('done')).toEqual({
      __typename: 'OutOfStep',
      stateFound: 'refused',
    });
    expect((await withdraw(teacher, id, 2)).at('done')).toMatchObject({ __typename: 'OutOfStep' });
    const again = await request(teacher, 'TITLE', { title: 'FIRST' });
    expect((await withdraw(teacher, again.at('done.id'), 1)).at('done')).toMatchObject({
      state: 'WITHDRAWN',
    });
    expect((await lastDeed())?.action).toBe('correction.withdraw');
  });

  test('of the own record is not answered by an officer who is the teacher', async () => {
    const asked = await request(teacher, 'TITLE', { title: 'FIRST' });
    const both = { ...officer, grants: [...officer.grants, ...teacher.grants] };
    expect((await answer(both, asked.at('done.id'), 1, true)).at('done.__typename')).toBe('NotAllowed');
    await withdraw(teacher, asked.at('done.id'), 1);
  });
});

describe('eligibility', () => {
  const document = `query ($id: ID!) { node(id: $id) { ... on Teacher { eligibility { on eligible changesOn
    bar { rule clause figures text } afterwards { rule } } } } }`;

  test('names the rule, and the day on which all of them let the teacher go', async () => {
    const { at } = await as(teacher, document, { id: teacherId(1) });
    expect(at('node.eligibility')).toMatchObject({
      on: '2026-06-01',
      eligible: false,
      changesOn: '2027-01-01',
      bar: { rule: 'exemption', figures: { kind: 'pregnancy', from: '2027-01-01' } },
      afterwards: null,
    });
    expect(at('node.eligibility.bar.text')).toContain('pregnancy');
  });

  test('tells an officer what an exemption is about, and others nothing', async () => {
    const { at } = await as(officer, document, { id: teacherId(1) });
    expect(at('node.eligibility.bar.text')).toMatch(/^Exempt \(health\)/);
    expect(at('node.eligibility.bar.figures')).not.toHaveProperty('kind');
    for (const viewer of [principal, inspector])
      expect((await as(viewer, document, { id: teacherId(1) })).at('node.eligibility')).toBeNull();
  });

  test('tells what every rule says, of an exemption its kind to the teacher alone', async () => {
    const all = `query ($id: ID!) { node(id: $id) { ... on Teacher { eligibility { bar { rule }
      rules { rule titleWords { zh } clause level met text words { en } } } } } }`;
    const rulesOf = async (viewer: Viewer) => {
      const { at } = await as(viewer, all, { id: teacherId(1) });
      return at('node.eligibility.rules') as { rule: string; met: boolean; text: string }[];
    };
    const own = await rulesOf(teacher);
    expect(own.find(({ met }) => !met)?.rule).toBe('exemption');
    expect(own.filter(({ met }) => met).length).toBeGreaterThan(0);
    expect(own.find(({ rule }) => rule === 'exemption')?.text).toContain('pregnancy');
    const seen = (await rulesOf(officer)).find(({ rule }) => rule === 'exemption');
    expect(seen?.text).toMatch(/^Exempt \(health\)/);
  });

  test('of who may go is told with the day of the birthday that ends it', async () => {
    const { at } = await as(officer, document, { id: teacherId(3) });
    expect(at('node.eligibility')).toMatchObject({
      eligible: true,
      bar: null,
      changesOn: '2031-03-04',
      afterwards: { rule: 'age' },
    });
  });

  test('of many teachers costs as many statements as of one', async () => {
    const many = `query ($first: Int!) { county(code: "Jia-code") { teachers(first: $first) { nodes { eligibility { eligible changesOn } } } } }`;
    expect(await statements(officer, many, { first: 8 })).toBe(await statements(officer, many, { first: 1 }));
  });
});

describe('reason sheets', () => {
  const document = `query ($id: ID!) { node(id: $id) { ... on Teacher { reasonSheets { path reason { outcome code } plan { state }
    rules { name clause level } approvedBy { name } approvedAt finalAt objectFrom objectUntil mayObject howToObject } } } }`;

  beforeAll(async () => {
    await database.db.plan.update({
      where: { id: county.publishedId },
      data: { approvedBy: officer.userId, approvedAt: new Date('2026-05-20T02:00:00Z') },
    });
  });

  const windows = async (from: string, until: string) => {
    await database.db.roundWindow.deleteMany({ where: { roundId: county.roundId, kind: 'objections' } });
    await insert(database.pool, 'RoundWindow', [
      { id: randomUUID(), roundId: county.roundId, kind: 'objections', from, until },
    ]);
  };

  test('tell outcome, rules with their clauses, who approved, and how to object', async () => {
    await windows('2026-05-25', '2026-06-01');
    const { at, errors } = await as(teacher, document, { id: teacherId(1) });
    expect(errors).toEqual([]);
    const sheets = at('node.reasonSheets');
    expect(sheets).toHaveLength(1);
    expect(sheets).toMatchObject([
      {
        plan: { state: 'PROVISIONAL' },
        approvedBy: { name: 'hr-officer' },
        finalAt: null,
        objectFrom: '2026-05-25',
        objectUntil: '2026-06-01',
        mayObject: true,
      },
    ]);
    expect(at('node.reasonSheets.rules.name')).toContain('tenure');
    expect(at('node.reasonSheets.howToObject')).toEqual([expect.stringContaining('2026-06-01')]);
  });

  test('say so when the days are over, and when they have not begun', async () => {
    await windows('2026-05-25', '2026-05-31');
    const over = await as(teacher, document, { id: teacherId(1) });
    expect(over.at('node.reasonSheets.mayObject')).toEqual([false]);
    expect(over.at('node.reasonSheets.howToObject')).toEqual([expect.stringContaining('Teachers Law')]);
    await windows('2026-06-02', '2026-06-09');
    const early = await as(teacher, document, { id: teacherId(1) });
    expect(early.at('node.reasonSheets.howToObject')).toEqual([expect.stringContaining('has not begun')]);
  });

  test('are for HR and the teacher, and of drafts there are none', async () => {
    expect((await as(officer, document, { id: teacherId(1) })).at('node.reasonSheets')).toHaveLength(1);
    for (const viewer of [principal, inspector])
      expect((await as(viewer, document, { id: teacherId(1) })).at('node.reasonSheets')).toEqual([]);
  });

  test('of many teachers cost as many statements as of one', async () => {
    const many = `query ($first: Int!) { county(code: "Jia-code") { teachers(first: $first) { nodes {
      reasonSheets { reason { text } rules { name } approvedBy { name } howToObject } corrections { totalCount nodes { value } } } } } }`;
    expect(await statements(officer, many, { first: 8 })).toBe(await statements(officer, many, { first: 1 }));
  });
});

/** How many statements the answer takes; it must come without errors. */
async function statements(viewer: Viewer, document: string, variables: Record<string, unknown>) {
  const query = vi.spyOn(pg.Client.prototype, 'query');
  const { errors } = await as(viewer, document, variables);
  const count = query.mock.calls.length;
  query.mockRestore();
  expect(errors).toEqual([]);
  return count;
}
