import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import { idOf, partsOf } from '../../schema/ids.ts';
import { schema } from '../../schema/index.ts';
import { verifyRecord } from '../../server/audit/verify.ts';
import { readSettings } from '../../server/env.ts';
import { createLog } from '../../server/log.ts';
import { whyNotStarted } from '../../server/why-not-started.ts';
import { testDatabase } from '../support/database.ts';
import { shownIn } from '../support/deed-watch.ts';
import { keptBefore } from '../support/kept-watch.ts';
import { randomCounty } from '../support/random-county.ts';
import { asRegistered, insert, type Kept, keepRegistry } from '../support/registry.ts';
import { followed, startRounds } from '../support/rounds.ts';
import { formsOf, secrets as planted } from '../support/secrets.ts';
import { account, ask, listening } from '../support/server.ts';
import { unzipped } from '../support/unzipped.ts';

/**
 * Every act of the API is done for real in a county in which secrets were planted: each leaves its deed in the
 * record, and no secret is found anywhere it has no business. A new mutation fails here until it has an act of its own.
 */

/** Those of every test, and what is given out here. */
const secrets = { ...planted, 'session of an officer': '', 'token of a program': '' };
type Secret = keyof typeof secrets;

/** What time it is for the server, so that what goes by the machine's clock shows. */
const aDayAhead = () => new Date(Date.now() + dayLong);
const dayLong = 24 * 3_600_000;

let database: Database;
let desk: Awaited<ReturnType<typeof startRounds>>;
let server: Awaited<ReturnType<typeof listening>>;
let county: Kept;
const logged: string[] = [];
const shownErrors: string[] = [];
const told: string[] = [];
const roles = ['hr-officer', 'inspector', 'principal', 'teacher', 'province-officer'] as const;
const cookies: Record<string, string> = {};
const emails: Record<string, string> = {};
/** The deeds each act left. */
const left = new Map<string, string[]>();

const signIn = `mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { __typename ... on Refusal { code message } }
}`;

async function api(role: string, query: string, variables: Record<string, unknown> = {}) {
  const { status, body } = await ask(server.url, query, variables, { cookie: cookies[role] ?? '' });
  told.push(JSON.stringify(body));
  if (status >= 400 || body.errors !== undefined || /"code":/.test(JSON.stringify(body)))
    shownErrors.push(JSON.stringify(body));
  return body;
}

async function upload(
  role: string,
  query: string,
  variables: Record<string, unknown>,
  name: string,
  content: string | Uint8Array<ArrayBuffer>,
) {
  const form = new FormData();
  form.set('operations', JSON.stringify({ query, variables: { ...variables, file: null } }));
  form.set('map', JSON.stringify({ 0: ['variables.file'] }));
  form.set('0', new File([content], name));
  const headers = { cookie: cookies[role] ?? '', 'x-graphql-yoga-csrf': '1' };
  const response = await fetch(`${server.url}/graphql`, { method: 'POST', body: form, headers });
  const body = await response.json();
  if (/"code":/.test(JSON.stringify(body))) shownErrors.push(JSON.stringify(body));
  return body;
}

const fetched = async (role: string, path: string) => {
  const response = await fetch(`${server.url}${path}`, { headers: { cookie: cookies[role] ?? '' } });
  return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
};

beforeAll(async () => {
  database = await testDatabase();
  const log = createLog('info', { write: (line) => void logged.push(line) });
  desk = await startRounds(database, log, aDayAhead);
  county = await keepRegistry(database, asRegistered(randomCounty(3)));
  const rounds = {
    ...desk.rounds,
    // A fault of ours whose words hold a whole row.
    async open(...given: Parameters<typeof desk.rounds.open>) {
      if (given[1].name === 'broken') await plantedFailure();
      return desk.rounds.open(...given);
    },
  };
  server = await listening(database, rounds, { scenarios: desk.scenarios, log, now: aDayAhead });
  await plant();
  for (const role of roles) await logIn(role);
}, 120_000);
afterAll(async () => {
  await server.close();
  await desk.close();
  await database.close();
});

/** The database's own message names the value. */
const plantedFailure = () =>
  database.pool.query('SELECT $1::int', [
    `${secrets['identity number on file']} ${secrets['telephone on file']} ${secrets['reason of health on file']}`,
  ]);

const teacherIds = (): [string, string] => {
  const [first = '', second = ''] = county.teachers.values();
  return [first, second];
};

async function plant(): Promise<void> {
  const [first, second] = teacherIds();
  await database.db.teacher.update({
    where: { id: first },
    data: {
      identityNumber: secrets['identity number on file'],
      phone: secrets['telephone on file'],
      homePlace: secrets['address on file'],
    },
  });
  await database.db.teacher.update({
    where: { id: second },
    data: {
      identityNumber: secrets['another identity number on file'],
      phone: secrets['another telephone on file'],
      homePlace: secrets['another address on file'],
    },
  });
  await insert(database.pool, 'Exemption', [
    {
      id: randomUUID(),
      teacherId: first,
      kind: 'serious-illness',
      from: '2020-09-01',
      until: '2021-08-31',
      note: secrets['reason of health on file'],
    },
    {
      id: randomUUID(),
      teacherId: second,
      kind: 'sole-carer',
      from: '2020-09-01',
      until: '2021-08-31',
      note: secrets['reason of family on file'],
    },
  ]);
}

async function logIn(role: (typeof roles)[number]): Promise<void> {
  const password = secrets['password of an officer'];
  const { countyId, provinceId } = county;
  const { id, email } = await account(database, password);
  emails[role] = email;
  const [schoolId = ''] = county.schools.values();
  const scope = {
    'hr-officer': { countyId },
    inspector: { countyId },
    principal: { schoolId },
    teacher: { teacherId: teacherIds()[0] },
    'province-officer': { provinceId },
  }[role];
  await insert(database.pool, 'RoleGrant', [{ id: randomUUID(), userId: id, role, ...scope }]);
  const { headers } = await ask(server.url, signIn, { email, password });
  cookies[role] = headers.get('set-cookie')?.split(';')[0] ?? '';
}

const countyId = () => idOf('County', county.countyId);
const roundId = () => idOf('Round', county.roundId);
const roundVersion = async () =>
  (await database.db.round.findUniqueOrThrow({ where: { id: county.roundId } })).version;

/** What acts leave for those that come after them. */
const known: Record<string, string> = {};
const keep = (name: string, id: unknown): void => {
  known[name] = String(id);
};

const csv = (rows: readonly (readonly string[])[]) => rows.map((row) => row.join(',')).join('\n');
const headers = ['工号', '姓名', '性别', '出生日期', '身份证号', '联系电话', '家庭所在地', '参加工作时间'];

const importMutation = `mutation ($countyId: ID!, $file: File!, $dryRun: Boolean!, $mapping: String) {
  importWorkbook(countyId: $countyId, file: $file, dryRun: $dryRun, mapping: $mapping) { __typename
    ... on ImportReport { import { id } faultCount faults { sheet row column found code expected } }
    ... on ImportRefused { code message report { faultCount faults { sheet row column found code expected } } } ... on Refusal { code message } } }`;

async function item(): Promise<{ id: string; version: number }> {
  const { id, version } = await database.db.rectificationItem.findFirstOrThrow({
    where: { countyId: county.countyId },
    orderBy: { key: 'asc' },
  });
  return { id: idOf('RectificationItem', id), version };
}

async function scenario(name: string): Promise<{ id: string; version: number }> {
  const { id, version } = await database.db.scenario.findFirstOrThrow({
    where: { roundId: county.roundId, name },
  });
  return { id: idOf('Scenario', id), version };
}

const step =
  (act: string, args = '', variables = '') =>
  async (role = 'hr-officer') => {
    const { id, version } = await item();
    return api(
      role,
      `mutation ($id: ID!, $version: Int! ${variables}) { ${act}(itemId: $id, version: $version ${args}) { __typename ... on Refusal { code message } } }`,
      { id, version },
    );
  };

/** Every mutation: an act that succeeds, in an order in which each can, and the deeds it leaves. */
const acts: Record<string, { readonly deeds: readonly string[]; act(): Promise<unknown> }> = {
  signIn: {
    deeds: ['account.sign-in'],
    async act() {
      const { headers: answer } = await ask(server.url, signIn, {
        email: emails['hr-officer'],
        password: secrets['password of an officer'],
      });
      cookies['leaving'] = answer.get('set-cookie')?.split(';')[0] ?? '';
      secrets['session of an officer'] = cookies['leaving'].split('=')[1] ?? '';
    },
  },
  createToken: {
    deeds: ['account.create-token'],
    async act() {
      const { body } = await ask(
        server.url,
        'mutation { createToken(name: "program", days: 3) { ... on NewToken { secret token { id } } } }',
        {},
        { cookie: cookies['hr-officer'] ?? '' },
      );
      secrets['token of a program'] = body.data.createToken.secret;
      keep('token', body.data.createToken.token.id);
    },
  },
  revokeToken: {
    deeds: ['account.revoke-token'],
    act: () => api('hr-officer', `mutation { revokeToken(tokenId: "${known['token']}") { __typename } }`),
  },
  signOut: { deeds: ['account.sign-out'], act: () => api('leaving', 'mutation { signOut }') },
  saveColumnMapping: {
    deeds: ['import.save-mapping'],
    act: () =>
      api(
        'hr-officer',
        `mutation ($id: ID!, $body: JSON!) { saveColumnMapping(countyId: $id, name: "ours", body: $body) { __typename ... on Refusal { code message } } }`,
        { id: countyId(), body: { sheets: [{ entity: 'teachers', columns: { 甲: 'staffNumber' } }] } },
      ),
  },
  importWorkbook: {
    deeds: ['import.apply'],
    async act() {
      const [, , id = ''] = county.teachers.values();
      const { staffNumber, name } = await database.db.teacher.findUniqueOrThrow({ where: { id } });
      const rows = [
        ['工号', '姓名', '联系电话', '居住地'],
        [staffNumber, name, secrets['telephone imported'], secrets['address imported']],
      ];
      const body = await upload(
        'hr-officer',
        importMutation,
        { countyId: countyId(), dryRun: false },
        'teachers.csv',
        csv(rows),
      );
      keep('import', body.data?.importWorkbook.import?.id);
      return body;
    },
  },
  undoImport: {
    deeds: ['import.undo'],
    act: () =>
      api(
        'hr-officer',
        `mutation { undoImport(importId: "${known['import']}") { __typename ... on Refusal { code message } } }`,
      ),
  },
  importStandards: {
    deeds: ['standards.import'],
    async act() {
      const { bytes } = await fetched('hr-officer', '/standards.xlsx');
      // The very versions on file are left as they are: the county forgets them first.
      await database.pool.query(
        `UPDATE "LoadStandard" SET version = version || ' old' WHERE "countyId" = $1`,
        [county.countyId],
      );
      const mutation = `mutation ($countyId: ID!, $file: File!) { importStandards(countyId: $countyId, file: $file) { __typename ... on Refusal { code message } } }`;
      return upload(
        'hr-officer',
        mutation,
        { countyId: countyId() },
        'standards.xlsx',
        new Uint8Array(bytes),
      );
    },
  },
  openRound: {
    deeds: ['round.open'],
    act: () =>
      api(
        'hr-officer',
        `mutation ($input: OpenRoundInput!) { openRound(input: $input) { __typename ... on Refusal { code message } } }`,
        { input: { countyId: countyId(), name: 'another', schoolYear: 2026, effective: '2026-09-01' } },
      ),
  },
  pinTeachers: {
    deeds: ['round.pin'],
    async act() {
      await database.db.pin.deleteMany({ where: { roundId: county.roundId } });
      return api(
        'hr-officer',
        `mutation ($id: ID!, $version: Int!, $pins: [PinInput!]!) { pinTeachers(roundId: $id, version: $version, pins: $pins) { __typename ... on Refusal { code message } } }`,
        {
          id: roundId(),
          version: await roundVersion(),
          pins: [
            {
              kind: 'STAY',
              teacherId: idOf('Teacher', teacherIds()[1]),
              reason: secrets['reason of health of a pin'],
            },
          ],
        },
      );
    },
  },
  createScenario: {
    deeds: ['scenario.create'],
    act: () =>
      api(
        'hr-officer',
        `mutation ($id: ID!) { createScenario(roundId: $id, name: "first") { __typename ... on Refusal { code message } } }`,
        { id: roundId() },
      ),
  },
  changeScenario: {
    deeds: ['scenario.change'],
    act: async () =>
      api(
        'hr-officer',
        `mutation ($id: ID!, $version: Int!) { changeScenario(scenarioId: $id, version: $version, name: "renamed", note: "a note") { __typename ... on Refusal { code message } } }`,
        await scenario('first'),
      ),
  },
  promoteScenario: {
    deeds: ['scenario.promote'],
    act: async () =>
      api(
        'hr-officer',
        `mutation ($id: ID!, $version: Int!, $round: Int!) { promoteScenario(scenarioId: $id, version: $version, roundVersion: $round, reason: "decided") { __typename ... on Refusal { code message } } }`,
        { ...(await scenario('renamed')), round: await roundVersion() },
      ),
  },
  dropScenario: {
    deeds: ['scenario.drop'],
    act: async () =>
      api(
        'hr-officer',
        `mutation ($id: ID!, $version: Int!) { dropScenario(scenarioId: $id, version: $version) { __typename ... on Refusal { code message } } }`,
        await scenario('renamed'),
      ),
  },
  startSolve: {
    deeds: ['round.solve'],
    async act() {
      const body = await api(
        'hr-officer',
        `mutation ($id: ID!) { startSolve(roundId: $id, engine: HIGHS) { __typename ... on Solve { id } ... on Refusal { code message } } }`,
        { id: roundId() },
      );
      keep('solve', body.data.startSolve.id);
    },
  },
  cancelSolve: {
    deeds: ['round.cancel-solve'],
    act: () =>
      api(
        'hr-officer',
        `mutation { cancelSolve(solveId: "${known['solve']}") { __typename ... on Refusal { code message } } }`,
      ),
  },
  unpin: {
    deeds: ['round.unpin'],
    async act() {
      const { id } = await database.db.pin.findFirstOrThrow({ where: { roundId: county.roundId } });
      return api(
        'hr-officer',
        `mutation { unpin(pinIds: ["${idOf('Pin', id)}"]) { __typename ... on Refusal { code message } } }`,
      );
    },
  },
  publishFigures: {
    deeds: ['figures.publish'],
    async act() {
      const { data } = await api(
        'hr-officer',
        `query ($id: ID!) { node(id: $id) { ... on County { figuresPreview(on: "2026-09-01") { version seal } } } }`,
        { id: countyId() },
      );
      return api(
        'hr-officer',
        `mutation ($id: ID!, $version: Int!, $seal: String!) { publishFigures(countyId: $id, on: "2026-09-01", version: $version, seal: $seal) { __typename ... on Refusal { code message } } }`,
        { id: countyId(), ...data.node.figuresPreview },
      );
    },
  },
  withdrawFigures: {
    deeds: ['figures.withdraw'],
    act: () =>
      api(
        'hr-officer',
        `mutation ($id: ID!) { withdrawFigures(countyId: $id, version: 1) { __typename ... on Refusal { code message } } }`,
        { id: countyId() },
      ),
  },
  drawUpRectificationList: {
    deeds: ['rectification.draw-up'],
    act: () =>
      api(
        'hr-officer',
        `mutation ($id: ID!) { drawUpRectificationList(countyId: $id, on: "2026-09-01") { __typename ... on Refusal { code message } } }`,
        { id: countyId() },
      ),
  },
  assignRectificationItem: {
    deeds: ['rectification.assign'],
    act: () =>
      step('assignRectificationItem', ', owner: { name: "Wang", office: "HR" }, dueOn: "2026-12-31"')(),
  },
  attachEvidence: {
    deeds: ['rectification.attach'],
    async act() {
      const { id, version } = await item();
      const png = Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      );
      const mutation = `mutation ($id: ID!, $version: Int!, $file: File!) { attachEvidence(itemId: $id, version: $version, file: $file) { __typename ... on Refusal { code message } } }`;
      return upload('hr-officer', mutation, { id, version }, 'shown.png', new Uint8Array(png));
    },
  },
  submitRectificationItem: {
    deeds: ['rectification.submit'],
    act: () => step('submitRectificationItem', ', note: "done"')(),
  },
  sendBackRectificationItem: {
    deeds: ['rectification.send-back'],
    act: () => step('sendBackRectificationItem', ', reason: "not yet"')('inspector'),
  },
  closeRectificationItem: {
    deeds: ['rectification.close'],
    async act() {
      await step('submitRectificationItem')();
      left.set('submitted again', await deedsSince(lastPosition));
      return step('closeRectificationItem')('inspector');
    },
  },
  revealPersonalData: {
    deeds: ['teacher.reveal'],
    act: () =>
      api(
        'hr-officer',
        `mutation ($id: ID!) { revealPersonalData(teacherId: $id, fields: [PHONE, EXEMPTIONS], reason: "to call") { __typename ... on Refusal { code message } } }`,
        { id: idOf('Teacher', teacherIds()[0]) },
      ),
  },
  requestCorrection: { deeds: ['correction.request'], act: () => requestCorrection('REGISTERED_SINCE') },
  withdrawCorrection: {
    deeds: ['correction.withdraw'],
    act: () => correctionStep('teacher', 'withdrawCorrection', 'reason: "mine"'),
  },
  answerCorrection: {
    deeds: ['teacher.correct', 'correction.accept'],
    async act() {
      await requestCorrection('REGISTERED_SINCE');
      left.set('corrected again', await deedsSince(lastPosition));
      return correctionStep('hr-officer', 'answerCorrection', 'accepted: true');
    },
  },
  changeTeacher: {
    deeds: ['teacher.change'],
    async act() {
      const [id] = teacherIds();
      const { version } = await database.db.teacher.findUniqueOrThrow({ where: { id } });
      // The identity number on file, a planted one, says both.
      return changeRow('changeTeacher', 'teacherId', idOf('Teacher', id), version, [
        { column: 'born', value: '1990-03-07' },
        { column: 'sex', value: '男' },
      ]);
    },
  },
  changeSchool: {
    deeds: ['school.change'],
    async act() {
      const { id, version, beds } = await database.db.school.findFirstOrThrow({
        where: { countyId: county.countyId },
      });
      const values = [{ column: 'beds', value: String(beds + 1) }];
      return changeRow('changeSchool', 'schoolId', idOf('School', id), version, values);
    },
  },
  changeSection: {
    deeds: ['section.change'],
    async act() {
      const { id, version } = await database.db.section.findFirstOrThrow({
        where: { countyId: county.countyId },
      });
      const values = [{ column: 'establishment', value: '4321' }];
      return changeRow('changeSection', 'sectionId', idOf('Section', id), version, values);
    },
  },
};

const changeRow = (act: string, arg: string, id: string, version: number, values: readonly object[]) =>
  api(
    'hr-officer',
    `mutation ($id: ID!, $version: Int!, $values: [RecordValueInput!]!) { ${act}(${arg}: $id, version: $version, values: $values) { __typename ... on Refusal { code message } } }`,
    { id, version, values },
  );

const requestCorrection = (field: string) =>
  api(
    'teacher',
    `mutation ($id: ID!, $field: CorrectionField!) { requestCorrection(teacherId: $id, field: $field, value: { day: "2013-02-03" }, reason: "see the paper") { __typename ... on Refusal { code message } } }`,
    { id: idOf('Teacher', teacherIds()[0]), field },
  );

async function correctionStep(role: string, act: string, args: string) {
  const { id, version } = await database.db.correction.findFirstOrThrow({ where: { state: 'submitted' } });
  return api(
    role,
    `mutation ($id: ID!, $version: Int!) { ${act}(correctionId: $id, version: $version, ${args}) { __typename ... on Refusal { code message } } }`,
    { id: idOf('Correction', id), version },
  );
}

/** Of each column of instants, in how many rows it is before the server's day. */
async function datedToday(): Promise<ReadonlyMap<string, number>> {
  const columns = await database.pool.query<{ table: string; column: string }>(
    `SELECT table_name AS table, column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND data_type = 'timestamp with time zone' ORDER BY 1, 2`,
  );
  const counts = new Map<string, number>();
  for (const { table, column } of columns.rows) {
    const { rows } = await database.pool.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM "${table}" WHERE "${column}" < $1`,
      [new Date(Date.now() + dayLong / 2)],
    );
    counts.set(`${table}.${column}`, rows[0]?.count ?? 0);
  }
  return counts;
}

let lastPosition = 0n;
async function deedsSince(position: bigint): Promise<string[]> {
  const rows = await database.db.auditEvent.findMany({
    where: { position: { gt: position } },
    orderBy: { position: 'asc' },
  });
  lastPosition = rows.at(-1)?.position ?? position;
  return rows.map(({ action }) => action);
}

test('every mutation of the schema has its act here, or is watched where its own tests do it', async () => {
  expect([...Object.keys(acts), ...shownIn.keys()].sort()).toEqual(
    Object.keys(schema.getMutationType()?.getFields() ?? {}).sort(),
  );
  for (const [name, file] of shownIn)
    expect(await readFile(new URL(`../../${file}`, import.meta.url), 'utf8'), file).toMatch(
      new RegExp(`\\b${name}\\b`),
    );
});

describe('an act leaves its deed, and one that is refused leaves none', () => {
  let datedBefore: ReadonlyMap<string, number>;
  beforeAll(async () => {
    await deedsSince(0n);
    datedBefore = await datedToday();
  });

  test.each(Object.keys(acts))(
    '%s',
    async (name) => {
      const { act, deeds = [] } = acts[name] ?? {};
      const isKeptRightly = await keptBefore(database);
      const answer = await act?.();
      await isKeptRightly();
      expect(await deedsSince(lastPosition), JSON.stringify(answer)).toEqual(deeds);
      left.set(name, [...deeds]);
      expect(await verifyRecord(database.pool)).toMatchObject({ fault: null });
    },
    60_000,
  );

  test('whatever is put on file is dated by the clock of the server', async () => {
    const after = [...(await datedToday())];
    expect(after.filter(([column, count]) => count > (datedBefore.get(column) ?? 0))).toEqual([]);
  });

  test('an act that changes a row tells it before and after; a row that was not there has no before', async () => {
    const created =
      /^(account\.(sign-in|create-token)|import\.(apply|save-mapping)|standards\.import|round\.(open|solve)|scenario\.create|figures\.publish|teacher\.reveal|correction\.request|personal-data\.export)$/;
    const removed = /^account\.(revoke-token|sign-out)$/;
    const events = await database.db.auditEvent.findMany();
    for (const { action, before, after } of events) {
      if (!created.test(action)) expect(before, action).not.toBeNull();
      if (!removed.test(action)) expect(after, action).not.toBeNull();
    }
  });

  test('refused, with a wrong version, by a role that may not, or of a row that is not there', async () => {
    await api(
      'inspector',
      `mutation ($id: ID!) { openRound(input: { countyId: $id, name: "no", schoolYear: 2026, effective: "2026-09-01" }) { __typename ... on Refusal { code message } } }`,
      { id: countyId() },
    );
    await api(
      'teacher',
      `mutation { undoImport(importId: "${known['import']}") { __typename ... on Refusal { code message } } }`,
    );
    await api(
      'hr-officer',
      `mutation ($id: ID!) { pinTeachers(roundId: $id, version: 999, pins: []) { __typename ... on Refusal { code message } } }`,
      { id: roundId() },
    );
    await api(
      'hr-officer',
      `mutation { cancelSolve(solveId: "x") { __typename ... on Refusal { code message } } }`,
    );
    await ask(server.url, signIn, {
      email: emails['hr-officer'],
      password: secrets['password that is wrong'],
    });
    expect(await deedsSince(lastPosition)).toEqual([]);
  });
});

describe('twenty secrets and more', () => {
  /** Where was looked, and in how many pieces. */
  const places: Record<string, readonly string[]> = {};

  beforeAll(async () => {
    await traffic();
    places['log lines'] = logged;
    places['rows of job tables'] = await rowsOf('pgboss');
    places['error answers'] = shownErrors;
    places['entries of the record'] = await textOf('AuditEvent');
    places['answers kept for keys'] = await textOf('IdempotencyKey');
    places['metrics'] = [(await fetched('', '/metrics')).bytes.toString()];
    places['exports'] = await exportsOf();
    places['words of the start'] = wordsOfStart();
  }, 180_000);

  test('are each of its own', () => {
    expect(Object.keys(secrets).length).toBeGreaterThanOrEqual(20);
    expect(new Set(Object.values(secrets)).size).toBe(Object.keys(secrets).length);
    for (const secret of Object.values(secrets)) expect(secret.length).toBeGreaterThanOrEqual(5);
  });

  test('were planted where they belong, or sent', async () => {
    const kept = [
      ...(await textOf('Teacher')),
      ...(await textOf('Exemption')),
      ...(await textOf('ImportChange')),
    ].join('\n');
    const atHome = (Object.keys(secrets) as Secret[]).filter((name) => kept.includes(secrets[name]));
    expect(atHome).toEqual(
      expect.arrayContaining([
        'identity number on file',
        'telephone on file',
        'telephone imported',
        'address imported',
        'reason of family on file',
      ]),
    );
  });

  test('there was something to look through everywhere', () => {
    const counts = Object.fromEntries(Object.entries(places).map(([place, texts]) => [place, texts.length]));
    process.stdout.write(`Looked for secrets through: ${JSON.stringify(counts)}\n`);
    expect(counts['log lines']).toBeGreaterThan(50);
    expect(logged.some((line) => line.includes('request failed'))).toBe(true);
    expect(counts['rows of job tables']).toBeGreaterThan(1);
    expect(counts['error answers']).toBeGreaterThan(10);
    expect(counts['entries of the record']).toBeGreaterThan(25);
    expect(counts['answers kept for keys']).toBeGreaterThan(0);
    expect(counts['exports']).toBeGreaterThan(8);
  });

  test.each(Object.keys(secrets) as Secret[])('%s is found nowhere it has no business', (name) => {
    expect(found(name, places)).toEqual([]);
  });

  test('one planted in a line of the log, a job, an error or an entry of the record would be found', async () => {
    const name = 'another telephone on file';
    for (const place of Object.keys(places)) {
      const planted = { ...places, [place]: [...(places[place] ?? []), `{"x":"${secrets[name]}"}`] };
      expect(found(name, planted)).toEqual([place]);
    }
    const lines: string[] = [];
    createLog('info', { write: (line) => void lines.push(line) }).info({ phone: secrets[name] }, 'careless');
    expect(found(name, { 'log lines': lines })).toEqual(['log lines']);
    await database.pool.query(`UPDATE pgboss.job SET data = jsonb_build_object('phone', $1::text)`, [
      secrets[name],
    ]);
    expect(found(name, { jobs: await rowsOf('pgboss') })).toEqual(['jobs']);
    await database.pool.query("UPDATE pgboss.job SET data = '{}'");
  });

  test('the registry, which holds what is personal to be taken back in, goes to HR officers alone', async () => {
    const { bytes } = await fetched('hr-officer', '/registry.xlsx');
    const text = unzipped(bytes).join('\n');
    expect(text).toContain(secrets['identity number on file']);
    const never: Secret[] = [
      'password of an officer',
      'password that is wrong',
      'password of the database',
      'session of an officer',
      'token of a program',
      'reason of health of a pin',
    ];
    for (const name of never) expect(text).not.toContain(secrets[name]);
    for (const role of roles.slice(1)) expect((await fetched(role, '/registry.xlsx')).status).toBe(404);
    expect((await fetched('', '/registry.xlsx')).status).toBe(401);
  });
});

/** The places in which the secret stands, as it is or as it would be in a JSON text. */
const found = (name: Secret, places: Record<string, readonly string[]>): string[] => {
  const forms = formsOf(secrets[name]);
  return Object.entries(places).flatMap(([place, texts]) =>
    texts.some((text) => forms.some((form) => text.includes(form))) ? [place] : [],
  );
};

/** Readings by every role, files with faults, a fault of ours, a solve that fails, a key used twice. */
async function traffic(): Promise<void> {
  const query = `{ counties { nodes { name teachers(first: 50) { nodes { name } } rounds { nodes { name plans { nodes { name } } } }
    auditEvents(first: 200) { nodes { action reason changes { field before after } } } } } }`;
  for (const role of roles) await api(role, query);
  for (const role of roles) await api(role, '{ node(id: "nonsense") { id } nothing }');
  for (const role of [...roles, ''])
    await api(
      role,
      `mutation ($id: ID!) { startSolve(roundId: $id) { __typename ... on Refusal { code message } } }`,
      { id: idOf('Round', randomUUID()) },
    );
  const bad = [
    headers,
    [
      'T-1',
      '甲',
      '男',
      '1986-04-15',
      secrets['identity number in a file with faults'],
      secrets['telephone in a file with faults'],
      secrets['address in a file with faults'],
      'nonsense',
    ],
    [
      'T-2',
      '',
      '女',
      '1985-03-12',
      secrets['identity number imported'],
      secrets['telephone in a file with faults'],
      secrets['address in a file with faults'],
      '2010-09-01',
    ],
  ];
  for (const role of roles)
    for (const dryRun of [true, false])
      await upload(role, importMutation, { countyId: countyId(), dryRun }, 'bad.csv', csv(bad));
  await upload(
    'hr-officer',
    importMutation,
    { countyId: countyId(), dryRun: false },
    'bad.xlsx',
    'no workbook at all',
  );
  await api(
    'hr-officer',
    `mutation ($id: ID!) { openRound(input: { countyId: $id, name: "broken", schoolYear: 2026, effective: "2026-09-01" }) { __typename } }`,
    { id: countyId() },
  );
  await ask(server.url, signIn, { email: emails['inspector'], password: secrets['password that is wrong'] });
  await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: `{"query": "${secrets['password that is wrong']}`,
  });
  await fetch(`${server.url}/${secrets['token of a program']}`, {
    headers: { authorization: `Bearer ${secrets['token of a program']}` },
  });
  const keyed = { cookie: cookies['hr-officer'] ?? '', 'idempotency-key': 'twice-the-same' };
  for (const name of ['keyed', 'keyed', 'keyed otherwise'])
    await ask(
      server.url,
      `mutation ($id: ID!, $name: String!) { openRound(input: { countyId: $id, name: $name, schoolYear: 2026, effective: "2026-09-01" }) { __typename } }`,
      { id: countyId(), name },
      keyed,
    );
  await solves();
}

/** One solve ends with a plan; of another the registry changes before its plan is stored, so that it fails. */
async function solves(): Promise<void> {
  await desk.startSolving();
  const start = `mutation ($id: ID!) { startSolve(roundId: $id, engine: HIGHS) { __typename ... on Solve { id } ... on Refusal { code message } } }`;
  const body = await api('hr-officer', start, { id: roundId() });
  const solve = partsOf(body.data.startSolve.id)?.key ?? '';
  await followed(desk.rounds, solve);
  const failing = randomUUID();
  const { problemId } = await database.db.solve.findUniqueOrThrow({ where: { id: solve } });
  await database.pool.query(
    `INSERT INTO "Problem" (id, "countyId", "roundId", hash, body) SELECT $1, "countyId", "roundId", 'spoilt', jsonb_build_object('phone', $2::text, 'note', $3::text) FROM "Problem" WHERE id = $4`,
    [failing, secrets['telephone on file'], secrets['reason of health on file'], problemId],
  );
  const { id } = await database.db.solve.create({
    data: { countyId: county.countyId, roundId: county.roundId, problemId: failing, engine: 'highs' },
  });
  await desk.queue.add(id);
  await followed(desk.rounds, id);
  const failed = await database.db.solve.findUniqueOrThrow({ where: { id } });
  expect(failed.state).toBe('failed');
  await database.pool.query(`UPDATE "Problem" SET body = '{}' WHERE id = $1`, [failing]);
  shownErrors.push(JSON.stringify(failed.failure));
}

async function exportsOf(): Promise<string[]> {
  const plan = await database.db.plan.findFirstOrThrow({ where: { countyId: county.countyId } });
  const code = 'seed-3';
  const paths = [
    `/plans/${plan.id}.xlsx`,
    `/plans/${plan.id}.json`,
    `/problems/${plan.problemId}.json`,
    '/template.xlsx',
    '/standards.xlsx',
    '/inspection-pack.xlsx?on=2026-09-01',
    '/inspection-pack.html?on=2026-09-01',
    `/public/${code}`,
    `/public/${code}.json`,
  ];
  const texts: string[] = [];
  for (const path of paths) {
    const { bytes, status } = await fetched('hr-officer', path);
    // What is published was withdrawn by an act above.
    if (!path.startsWith('/public')) expect([path, status]).toEqual([path, 200]);
    texts.push(...(path.includes('.xlsx') ? unzipped(bytes) : [bytes.toString()]));
  }
  return texts;
}

function wordsOfStart(): string[] {
  const url = `postgresql://junheng:${secrets['password of the database']}@db.example:5432/junheng`;
  const read = readSettings({ DATABASE_URL: url, METRICS_TOKEN: 'short' });
  const wrong = readSettings({ DATABASE_URL: ` ${url} x` });
  const good = readSettings({ DATABASE_URL: url });
  if (!good.ok) throw new Error('These settings are right.');
  const refusals = [
    Object.assign(new Error('password authentication failed'), { code: '28P01' }),
    new Error('nothing'),
  ];
  return [
    JSON.stringify(read),
    JSON.stringify(wrong),
    ...refusals.map((error) => whyNotStarted(error, good.settings)),
  ];
}

const textOf = async (table: string): Promise<string[]> =>
  (
    await database.pool.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM "${table}" t`)
  ).rows.map(({ row }) => row);

/** Every row of every table of a schema. */
async function rowsOf(name: string): Promise<string[]> {
  const { rows } = await database.pool.query<{ table: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS table FROM pg_tables WHERE schemaname = $1`,
    [name],
  );
  const texts: string[] = [];
  for (const { table } of rows)
    texts.push(
      ...(
        await database.pool.query<{ row: string }>(`SELECT row_to_json(t)::text AS row FROM ${table} t`)
      ).rows.map(({ row }) => row),
    );
  return texts;
}
