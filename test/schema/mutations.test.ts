import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Context, PinInput, Viewer } from '../../schema/context.ts';
import {
  ImportCannotBeUndone,
  ProblemRefused,
  type Refusal,
  RoundNotOpen,
  SignInRefused,
  SolveAlreadyRunning,
  SolveHasEnded,
  TooManyAttempts,
  VersionConflict,
} from '../../schema/errors.ts';
import { idOf } from '../../schema/ids.ts';
import { ask, contextWith } from '../support/ask.ts';
import { keepMarkedCounty, type MarkedCounty, viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { insert } from '../support/registry.ts';

let database: Database;
let county: MarkedCounty;
let foreign: MarkedCounty;
let officer: Viewer;
let others: readonly Viewer[];
let calls: string[];

beforeAll(async () => {
  database = await testDatabase();
  const provinceId = randomUUID();
  await insert(database.pool, 'Province', [{ id: provinceId, code: 'P', name: 'Province' }]);
  county = await keepMarkedCounty(database.pool, 'Jia', provinceId, 2);
  foreign = await keepMarkedCounty(database.pool, 'Yi', provinceId, 2);
  const { countyId, schools, teachers } = county;
  officer = viewerAs('hr-officer', { countyId });
  others = [
    viewerAs('inspector', { countyId }),
    viewerAs('province-officer', { provinceId }),
    viewerAs('principal', { schoolId: schools[0] ?? null }),
    viewerAs('teacher', { teacherId: teachers[0] ?? null }),
  ];
});

beforeEach(() => {
  calls = [];
});

afterAll(() => database.close());

const as = (viewer: Viewer | null, document: string, variables: Record<string, unknown> = {}) =>
  ask(contextWith(database, viewer, calls), document, variables);

/** Every act on a county's rows, as a document and its variables for a county. */
const acts: Record<
  string,
  { document: string; call: string; variables: (of: MarkedCounty) => Record<string, unknown> }
> = {
  importWorkbook: {
    document:
      'mutation ($id: ID!, $file: File!) { importWorkbook(countyId: $id, file: $file) { __typename } }',
    call: 'import',
    variables: ({ countyId }) => ({ id: idOf('County', countyId), file: new File(['x'], 'county.xlsx') }),
  },
  importStandards: {
    document:
      'mutation ($id: ID!, $file: File!) { importStandards(countyId: $id, file: $file) { __typename } }',
    call: 'importStandards',
    variables: ({ countyId }) => ({ id: idOf('County', countyId), file: new File(['x'], 'standards.xlsx') }),
  },
  undoImport: {
    document: 'mutation ($id: ID!) { undoImport(importId: $id) { __typename } }',
    call: 'undo',
    variables: ({ ids }) => ({ id: idOf('Import', ids['Import']?.[0] ?? '') }),
  },
  saveColumnMapping: {
    document:
      'mutation ($id: ID!) { saveColumnMapping(countyId: $id, name: "ours", body: {}) { __typename } }',
    call: 'saveMapping',
    variables: ({ countyId }) => ({ id: idOf('County', countyId) }),
  },
  openRound: {
    document: `mutation ($id: ID!) { openRound(input: {
      countyId: $id, name: "2026", schoolYear: 2026, effective: "2026-09-01" }) { __typename } }`,
    call: 'open',
    variables: ({ countyId }) => ({ id: idOf('County', countyId) }),
  },
  startSolve: {
    document: 'mutation ($id: ID!) { startSolve(roundId: $id, engine: HIGHS) { __typename } }',
    call: 'solve',
    variables: ({ roundId }) => ({ id: idOf('Round', roundId) }),
  },
  cancelSolve: {
    document: 'mutation ($id: ID!) { cancelSolve(solveId: $id) { __typename } }',
    call: 'cancel',
    variables: ({ ids }) => ({ id: idOf('Solve', ids['Solve']?.[0] ?? '') }),
  },
  pinTeachers: {
    document: `mutation ($id: ID!, $teacher: ID!) {
      pinTeachers(roundId: $id, version: 1, pins: [{ kind: STAY, teacherId: $teacher }]) { __typename } }`,
    call: 'pin',
    variables: ({ roundId, teachers }) => ({
      id: idOf('Round', roundId),
      teacher: idOf('Teacher', teachers[0] ?? ''),
    }),
  },
  createScenario: {
    document: 'mutation ($id: ID!) { createScenario(roundId: $id, name: "S") { __typename } }',
    call: 'createScenario',
    variables: ({ roundId }) => ({ id: idOf('Round', roundId) }),
  },
  changeScenario: {
    document: 'mutation ($id: ID!) { changeScenario(scenarioId: $id, version: 1, name: "S") { __typename } }',
    call: 'changeScenario',
    variables: ({ ids }) => ({ id: idOf('Scenario', ids['Scenario']?.[0] ?? '') }),
  },
  dropScenario: {
    document: 'mutation ($id: ID!) { dropScenario(scenarioId: $id, version: 1) { __typename } }',
    call: 'dropScenario',
    variables: ({ ids }) => ({ id: idOf('Scenario', ids['Scenario']?.[0] ?? '') }),
  },
  promoteScenario: {
    document: `mutation ($id: ID!) {
      promoteScenario(scenarioId: $id, version: 1, roundVersion: 1, reason: "r") { __typename } }`,
    call: 'promoteScenario',
    variables: ({ ids }) => ({ id: idOf('Scenario', ids['Scenario']?.[0] ?? '') }),
  },
  publishFigures: {
    document: `mutation ($id: ID!) {
      publishFigures(countyId: $id, on: "2026-09-01", version: 0, seal: "s") { __typename } }`,
    call: 'publishFigures',
    variables: ({ countyId }) => ({ id: idOf('County', countyId) }),
  },
  withdrawFigures: {
    document: 'mutation ($id: ID!) { withdrawFigures(countyId: $id, version: 1) { __typename } }',
    call: 'withdrawFigures',
    variables: ({ countyId }) => ({ id: idOf('County', countyId) }),
  },
  unpin: {
    document: 'mutation ($id: ID!) { unpin(pinIds: [$id]) { __typename } }',
    call: 'unpin',
    variables: ({ ids }) => ({ id: idOf('Pin', ids['Pin']?.[0] ?? '') }),
  },
};

describe.each(Object.entries(acts))('%s', (name, { document, call, variables }) => {
  test('an officer of the county does it', async () => {
    const { at, errors } = await as(officer, document, variables(county));
    expect(errors).toEqual([]);
    expect(String(at(`${name}.__typename`))).toMatch(
      /^(ImportReport|Import|ColumnMapping|Round|Scenario|Solve|Unpinned|PublicFigures)$/,
    );
    expect(calls).toEqual([call]);
  });

  test('nobody else does', async () => {
    for (const viewer of others) {
      const { at } = await as(viewer, document, variables(county));
      expect(at(`${name}.__typename`), viewer.name).toMatch(/^(NotAllowed|NotFound)$/);
    }
    expect(calls).toEqual([]);
  });

  test('to an officer of another county its rows do not exist', async () => {
    const { at } = await as(officer, document, variables(foreign));
    expect(at(`${name}.__typename`)).toBe('NotFound');
    expect(calls).toEqual([]);
  });

  test('nor do rows that never were', async () => {
    const made = Object.fromEntries(
      Object.entries(variables(county)).map(([key, value]) => [
        key,
        key === 'id' ? 'bm8gc3VjaCBpZA==' : value,
      ]),
    );
    expect((await as(officer, document, made)).at(`${name}.__typename`)).toBe('NotFound');
  });
});

test('an inspector is told that the role does not allow it, in both languages', async () => {
  const [inspector = officer] = others;
  const document = `mutation ($id: ID!) { startSolve(roundId: $id) { ... on Refusal { code message } } }`;
  const variables = { id: idOf('Round', county.roundId) };
  const context = contextWith(database, inspector, calls);
  expect((await ask(context, document, variables)).at('startSolve')).toEqual({
    code: 'not-allowed',
    message: 'Your role does not allow this. Ask an HR officer of the county.',
  });
  expect((await ask({ ...context, language: 'zh-CN' }, document, variables)).at('startSolve.message')).toBe(
    '您的角色无权进行此操作，请联系县教育局人事管理员。',
  );
});

describe('what a use case refuses comes back as a member of the result', () => {
  const round = () => ({ id: idOf('Round', county.roundId) });
  const solveId = randomUUID();
  const start =
    'mutation ($id: ID!) { startSolve(roundId: $id) { __typename ... on SolveAlreadyRunning { solveId } ... on ProblemRefused { faults { path found expected } } } }';
  const pin =
    'mutation ($id: ID!) { pinTeachers(roundId: $id, version: 1, pins: []) { __typename ... on VersionConflict { current changedBy message } } }';

  test.each<[string, Refusal, string, object]>([
    ['a solve under way', new SolveAlreadyRunning(solveId), start, { solveId: idOf('Solve', solveId) }],
    ['a round past planning', new RoundNotOpen(), start, {}],
    [
      'facts that cannot be solved',
      new ProblemRefused([{ path: '$.teachers[0].born', found: '"x"', expected: 'a day' }]),
      start,
      { faults: [{ path: '$.teachers[0].born', found: '"x"', expected: 'a day' }] },
    ],
    [
      'a round changed meanwhile',
      new VersionConflict(4, 'Wang'),
      pin,
      {
        current: 4,
        changedBy: 'Wang',
        message: 'This has been changed meanwhile by Wang. Reload, then submit again.',
      },
    ],
  ])('%s', async (_what, refusal, document, told) => {
    const refuse = async () => {
      throw refusal;
    };
    const context = contextWith(database, officer);
    const rounds: Context['rounds'] = { ...context.rounds, solve: refuse, pin: refuse };
    const { at, errors } = await ask({ ...context, rounds }, document, round());
    expect(errors).toEqual([]);
    expect(at(document === start ? 'startSolve' : 'pinTeachers')).toEqual({
      __typename: refusal.name,
      ...told,
    });
  });

  test('a solve that has ended is not cancelled', async () => {
    const context = contextWith(database, officer);
    const rounds: Context['rounds'] = {
      ...context.rounds,
      cancel: async () => {
        throw new SolveHasEnded();
      },
    };
    const variables = { id: idOf('Solve', county.ids['Solve']?.[0] ?? '') };
    const document = 'mutation ($id: ID!) { cancelSolve(solveId: $id) { ... on SolveHasEnded { code } } }';
    expect((await ask({ ...context, rounds }, document, variables)).at('cancelSolve.code')).toBe(
      'solve-has-ended',
    );
  });

  test('an import edited since is not undone', async () => {
    const context = contextWith(database, officer);
    const imports: Context['imports'] = {
      ...context.imports,
      undo: async () => {
        throw new ImportCannotBeUndone([{ entity: 'teacher', key: 'T1' }]);
      },
    };
    const variables = { id: idOf('Import', county.ids['Import']?.[0] ?? '') };
    const document =
      'mutation ($id: ID!) { undoImport(importId: $id) { ... on ImportCannotBeUndone { edited { entity key } } } }';
    expect((await ask({ ...context, imports }, document, variables)).at('undoImport.edited')).toEqual([
      { entity: 'teacher', key: 'T1' },
    ]);
  });

  test('any other fault is an error of the whole, not a member', async () => {
    const context = contextWith(database, officer);
    const rounds: Context['rounds'] = {
      ...context.rounds,
      solve: async () => {
        throw new TypeError('a bug');
      },
    };
    expect((await ask({ ...context, rounds }, start, round())).errors).toMatchObject([{ message: 'a bug' }]);
  });
});

describe('what a round is opened and solved with', () => {
  const given = async (document: string, variables: Record<string, unknown>) => {
    const told: unknown[] = [];
    const context = contextWith(database, officer);
    const note = async (_viewer: Viewer, input: unknown) => {
      told.push(input);
      throw new RoundNotOpen();
    };
    await ask({ ...context, rounds: { ...context.rounds, open: note, solve: note } }, document, variables);
    return told;
  };

  test('a plan to start from reaches the use case by its row’s key; unsaid there is none', async () => {
    const document =
      'mutation ($id: ID!, $base: ID) { startSolve(roundId: $id, basePlanId: $base) { __typename } }';
    const id = idOf('Round', county.roundId);
    const solve = { roundId: county.roundId, engine: 'auto' };
    expect(await given(document, { id })).toEqual([{ ...solve, basePlanId: undefined }]);
    expect(await given(document, { id, base: idOf('Plan', county.draftId) })).toEqual([
      { ...solve, basePlanId: county.draftId },
    ]);
  });

  test('a budget reaches the use case', async () => {
    const input = {
      countyId: idOf('County', county.countyId),
      name: '2027',
      schoolYear: 2027,
      effective: '2027-09-01',
      budget: 50_000,
    };
    const document = 'mutation ($input: OpenRoundInput!) { openRound(input: $input) { __typename } }';
    expect(await given(document, { input })).toEqual([
      { ...input, countyId: county.countyId, policyId: undefined },
    ]);
  });
});

describe('pins', () => {
  const document = `mutation ($id: ID!, $pins: [PinInput!]!) { pinTeachers(roundId: $id, version: 7, pins: $pins) {
    __typename ... on InvalidInput { path message } } }`;
  const pinned = async (...pins: object[]) => {
    const given: { version: number; pins: readonly PinInput[] }[] = [];
    const context = contextWith(database, officer);
    const rounds: Context['rounds'] = {
      ...context.rounds,
      pin: async (_viewer, _round, version, facts) => {
        given.push({ version, pins: facts });
      },
    };
    const variables = { id: idOf('Round', county.roundId), pins };
    return { answer: await ask({ ...context, rounds }, document, variables), given };
  };
  const teacherId = () => idOf('Teacher', county.teachers[0] ?? '');
  const sectionId = () => idOf('Section', county.sections[1] ?? '');

  test('reach the use case with the rows’ own keys and the version read', async () => {
    const { answer, given } = await pinned(
      { kind: 'MOVE', teacherId: teacherId(), sectionId: sectionId(), subject: 'music', reason: 'asked for' },
      { kind: 'STAY', teacherId: teacherId() },
    );
    expect(answer.at('pinTeachers.__typename')).toBe('Round');
    expect(given).toEqual([
      {
        version: 7,
        pins: [
          {
            kind: 'move',
            teacherId: county.teachers[0],
            sectionId: county.sections[1],
            subject: 'music',
            reason: 'asked for',
          },
          { kind: 'stay', teacherId: county.teachers[0] },
        ],
      },
    ]);
  });

  test('that say where a staying teacher goes are refused at their place', async () => {
    const { answer } = await pinned(
      { kind: 'STAY', teacherId: teacherId() },
      { kind: 'STAY', teacherId: teacherId(), sectionId: sectionId() },
    );
    expect(answer.at('pinTeachers')).toEqual({
      __typename: 'InvalidInput',
      path: ['pins', '1', 'sectionId'],
      message: 'A teacher who stays is pinned without a section.',
    });
  });

  test('that do not say where are refused', async () => {
    const { answer } = await pinned({ kind: 'FORBID', teacherId: teacherId() });
    expect(answer.at('pinTeachers')).toMatchObject({
      path: ['pins', '0', 'sectionId'],
      message: 'Name the section.',
    });
  });
});

describe('imports', () => {
  const document = `mutation ($id: ID!, $file: File!, $dryRun: Boolean!) {
    importWorkbook(countyId: $id, file: $file, dryRun: $dryRun, mapping: "ours", encoding: GB18030) {
      __typename ... on ImportReport { faultCount faults { sheet row column found expected code } }
      ... on ImportRefused { message report { faultCount sheets { sheet refused } } } } }`;
  const fault = {
    file: 'county.xlsx',
    sheet: 'Teachers',
    row: 3,
    column: 'Born',
    found: '31.2.1980',
    expected: { zh: '日期', en: 'a day' },
    code: 'no-day',
  };
  const imported = async (dryRun: boolean) => {
    const runs: unknown[] = [];
    const context = contextWith(database, officer);
    const imports: Context['imports'] = {
      ...context.imports,
      run: async (_viewer, countyId, upload, options) => {
        runs.push({ countyId, name: upload.name, bytes: [...upload.bytes], ...options });
        return { importId: null, sheets: [], faults: [fault], faultCount: 1, notes: [], changes: [] };
      },
    };
    const variables = { id: idOf('County', county.countyId), file: new File(['PK'], 'county.xlsx'), dryRun };
    const { at } = await ask({ ...context, imports }, document, variables);
    return { told: at('importWorkbook'), runs };
  };

  test('with faults are refused whole', async () =>
    expect((await imported(false)).told).toEqual({
      __typename: 'ImportRefused',
      message: 'The file has 1 fault and nothing was written. Mend each place listed, then upload again.',
      report: { faultCount: 1, sheets: [] },
    }));

  test('tried out tell the same faults as a report', async () => {
    const { told, runs } = await imported(true);
    expect(told).toEqual({
      __typename: 'ImportReport',
      faultCount: 1,
      faults: [
        { sheet: 'Teachers', row: 3, column: 'Born', found: '31.2.1980', expected: 'a day', code: 'no-day' },
      ],
    });
    expect(runs).toEqual([
      {
        countyId: county.countyId,
        name: 'county.xlsx',
        bytes: [80, 75],
        dryRun: true,
        mapping: 'ours',
        encoding: 'gb18030',
      },
    ]);
  });
});

describe('signing in', () => {
  const document = `mutation { signIn(email: "a@b.c", password: "p") {
    __typename ... on SignedIn { secret expiresAt } ... on Refusal { message } ... on TooManyAttempts { retryAfterSeconds } } }`;
  const signIn = (refusal?: Refusal) => {
    const context = contextWith(database, null);
    const accounts: Context['accounts'] = {
      ...context.accounts,
      signIn: refusal ? () => Promise.reject(refusal) : context.accounts.signIn,
    };
    return ask({ ...context, accounts }, document).then(({ at }) => at('signIn'));
  };

  test('needs no login', async () =>
    expect(await signIn()).toEqual({
      __typename: 'SignedIn',
      secret: 'secret',
      expiresAt: '1970-01-01T00:00:00.000Z',
    }));

  test('with a wrong password says no more than that', async () =>
    expect(await signIn(new SignInRefused())).toEqual({
      __typename: 'SignInRefused',
      message: 'The e-mail address or the password is wrong.',
    }));

  test('too often says when to try again', async () =>
    expect(await signIn(new TooManyAttempts(30))).toMatchObject({ retryAfterSeconds: 30 }));
});

test('signing out ends this session', async () => {
  expect((await as(officer, 'mutation { signOut }')).data).toEqual({ signOut: true });
  expect(calls).toEqual(['signOut']);
});

describe('tokens', () => {
  test('of one’s own are listed, and nobody else’s', async () => {
    const [mine, theirs] = [randomUUID(), randomUUID()];
    const users = [officer.userId, randomUUID()];
    await insert(
      database.pool,
      'User',
      users.map((id) => ({ id, email: `${id}@example.org`, name: 'User', passwordHash: 'none' })),
    );
    await insert(
      database.pool,
      'Session',
      [mine, theirs].map((id, index) => ({
        id,
        userId: users[index],
        kind: 'bearer',
        name: `token ${index}`,
        secretHash: `secret of ${id}`,
        expiresAt: '2030-01-01T00:00:00Z',
      })),
    );
    const document =
      'query ($ids: [ID!]!) { viewer { tokens { name } } nodes(ids: $ids) { ... on AccessToken { name } } }';
    const { at } = await as(officer, document, { ids: [mine, theirs].map((id) => idOf('AccessToken', id)) });
    expect([at('viewer.tokens.name'), at('nodes')]).toEqual([['token 0'], [{ name: 'token 0' }, null]]);
  });
});

test('following a solve begins with where it stands now', async () => {
  const variables = { id: idOf('Solve', county.ids['Solve']?.[0] ?? '') };
  const document =
    'subscription ($id: ID!) { solveProgress(solveId: $id) { solveId state stage plan { name } } }';
  const { at } = await as(officer, document, variables);
  expect(at('solveProgress')).toEqual({ solveId: variables.id, state: 'QUEUED', stage: null, plan: null });
});
