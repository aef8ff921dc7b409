import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readXlsx } from 'hucre';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demo } from '../../data/demo.ts';
import type { Database } from '../../prisma/client.ts';
import { seedIfEmpty } from '../../server/seed.ts';
import { problemHash } from '../../solver/canonical.ts';
import type { Plan } from '../../solver/plan.ts';
import { readProblem } from '../../solver/read.ts';
import { testDatabase } from '../support/database.ts';
import { startRounds } from '../support/rounds.ts';
import { ask, listening } from '../support/server.ts';

/**
 * The officer's errand from end to end, over HTTP: the demo county's workbook in, a round, a solve followed to its
 * plan, every reason read; then the same problem from the command line, by both engines.
 */
const home = fileURLToPath(new URL('../..', import.meta.url));
const password = 'the whole circle';

let database: Database;
let desk: Awaited<ReturnType<typeof startRounds>>;
let server: Awaited<ReturnType<typeof listening>>;
let folder: string;
let token: string;
let countyId: string;
let roundId: string;
const plans: { id: string; engine: string; goals: { name: string; value: number; bound: number }[] }[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'full-circle-'));
  database = await testDatabase();
  desk = await startRounds(database);
  await desk.startSolving();
  server = await listening(database, desk.rounds, { uploadMegabytes: 16 });
  const logins = await seedIfEmpty(database, () => undefined, password);
  const email = logins?.find(({ role }) => role === 'hr-officer')?.email;
  const { headers } = await ask(
    server.url,
    'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { __typename } }',
    { email, password },
  );
  const cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
  const made = await ask(
    server.url,
    'mutation { createToken(name: "circle", days: 1) { ... on NewToken { secret } } }',
    {},
    { cookie },
  );
  token = made.body.data.createToken.secret;
  countyId = (await api(`{ county(code: "${demo.county.code}") { id } }`)).county.id;
}, 300_000);

afterAll(async () => {
  await server.close();
  await desk.close();
  await database.close();
  await rm(folder, { recursive: true });
});

async function api(query: string, variables: Record<string, unknown> = {}) {
  const { body } = await ask(server.url, query, variables, { authorization: `Bearer ${token}` });
  expect(body.errors).toBeUndefined();
  return body.data;
}

async function upload(dryRun: boolean) {
  const query = `mutation ($countyId: ID!, $file: File!, $dryRun: Boolean!) {
    importWorkbook(countyId: $countyId, file: $file, dryRun: $dryRun) {
      __typename
      ... on ImportReport { import { id } faultCount sheets { entity added changed left refused } }
    }
  }`;
  const form = new FormData();
  form.set('operations', JSON.stringify({ query, variables: { countyId, file: null, dryRun } }));
  form.set('map', JSON.stringify({ 0: ['variables.file'] }));
  form.set('0', new Blob([new Uint8Array(await readFile(demo.workbook))]), 'demo-county.xlsx');
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    body: form,
    headers: { authorization: `Bearer ${token}`, 'x-graphql-yoga-csrf': 'test' },
  });
  const { data, errors } = await response.json();
  expect(errors).toBeUndefined();
  expect(data.importWorkbook.__typename).toBe('ImportReport');
  return data.importWorkbook;
}

interface SheetCount {
  entity: string;
  added: number;
  changed: number;
  left: number;
  refused: number;
}
const sum = (sheets: SheetCount[], what: 'added' | 'changed' | 'left' | 'refused') =>
  sheets.reduce((all, sheet) => all + sheet[what], 0);

test('the demo workbook undone and brought in again adds what it added at the first start', async () => {
  const unchanged = await upload(true);
  expect(unchanged.import).toBeNull();
  expect([sum(unchanged.sheets, 'added'), sum(unchanged.sheets, 'changed')]).toEqual([0, 0]);
  const rows = sum(unchanged.sheets, 'left');

  const { id } = await database.db.import.findFirstOrThrow({ where: { county: { code: demo.county.code } } });
  // The demo's own list holds on to schools and sections, its logins to one teacher and one school of the registry, what
  // hosts say to postings, the round under way to who asks, wishes and is scored in it.
  await database.db.assessment.deleteMany();
  const inRound = { where: { roundId: { not: null } } };
  await database.db.request.deleteMany(inRound);
  await database.db.wish.deleteMany(inRound);
  await database.db.points.deleteMany(inRound);
  await database.db.rectificationItem.updateMany({ data: { schoolId: null, sectionId: null } });
  await database.db.roleGrant.updateMany({
    where: { role: { in: ['teacher', 'principal'] } },
    data: { teacherId: null, schoolId: null },
  });
  const undone = await api(
    'mutation ($id: ID!) { undoImport(importId: $id) { __typename ... on ImportCannotBeUndone { message } } }',
    { id: Buffer.from(`Import:${id}`).toString('base64') },
  );
  expect(undone.undoImport).toEqual({ __typename: 'Import' });
  expect(await database.db.teacher.count()).toBe(0);

  const planned = await upload(true);
  expect(sum(planned.sheets, 'added')).toBe(rows);
  expect(await database.db.teacher.count()).toBe(0);
  const done = await upload(false);
  expect(done.import).not.toBeNull();
  expect(done.sheets).toEqual(planned.sheets);
  expect(await database.db.teacher.count()).toBe(1009);
});

test('a teacher is found by name, by pinyin, by initials and by staff number', async () => {
  const { name, nameKey, staffNumber } = await database.db.teacher.findFirstOrThrow({
    where: { name: { startsWith: '欧阳' } },
  });
  const [whole = '', initials = ''] = nameKey.split(' ');
  expect(whole).toMatch(/^ouyang[a-z]+$/);
  for (const search of [name, whole, `ou yang`, initials.toUpperCase(), staffNumber]) {
    const { county } = await api(
      `query ($code: String!, $search: String!) { county(code: $code) {
        teachers(first: 200, filter: { search: $search }) { nodes { staffNumber } }
      } }`,
      { code: demo.county.code, search },
    );
    expect(county.teachers.nodes).toContainEqual({ staffNumber });
    expect(county.teachers.nodes.length).toBeLessThan(200);
  }
});

test('a round is opened on it', async () => {
  const { openRound } = await api(
    `mutation ($input: OpenRoundInput!) { openRound(input: $input) { __typename ... on Round { id } } }`,
    { input: { countyId, name: '2026', schoolYear: 2026, effective: '2026-09-01' } },
  );
  expect(openRound.__typename).toBe('Round');
  roundId = openRound.id;
});

test.each(['HIGHS', 'JAVASCRIPT_LP_SOLVER'])(
  'a solve by %s is followed to a proven, audited plan with one reason for every teacher',
  async (engine) => {
    const { startSolve } = await api(
      `mutation ($roundId: ID!, $engine: Engine!) {
        startSolve(roundId: $roundId, engine: $engine) { __typename ... on Solve { id } }
      }`,
      { roundId, engine },
    );
    expect(startSolve.__typename).toBe('Solve');
    const told = await follow(startSolve.id);
    // How much is told in between depends on how quick the machine is.
    for (const { state } of told.slice(0, -1)) expect(state).toMatch(/QUEUED|RUNNING/);
    expect(told.at(-1)).toMatchObject({ state: 'DONE', failure: null });

    const { node } = await api(
      `query ($id: ID!) { node(id: $id) { ... on Plan {
        id status engine moved exportPath goals { name value bound }
        moves(first: 200) { totalCount nodes { teacher { staffNumber } } }
        reasons { totalCount }
        moving: reasons(filter: { outcomes: [MOVES] }) { totalCount }
        findings { totalCount }
        unfilled(first: 200) { totalCount nodes { left text } }
      } } }`,
      { id: told.at(-1)?.plan?.id },
    );
    expect(node.status).toBe('OPTIMAL');
    expect(node.moved).toBeGreaterThan(20);
    expect(node.moves.totalCount).toBe(node.moved);
    expect(node.moves.nodes).toHaveLength(node.moved);
    expect(node.reasons.totalCount).toBe(1009);
    expect(node.moving.totalCount).toBe(node.moved);
    expect(node.findings.totalCount).toBe(0);
    expect(node.unfilled.totalCount).toBeGreaterThan(0);
    for (const { left, text } of node.unfilled.nodes) {
      expect(left).toBeGreaterThan(0);
      expect(text).not.toBe('');
    }
    const workbook = await fetch(`${server.url}${node.exportPath}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(workbook.status).toBe(200);
    const { sheets } = await readXlsx(new Uint8Array(await workbook.arrayBuffer()));
    expect(sheets.some(({ rows }) => rows.length === node.moved + 1)).toBe(true);
    plans.push(node);
  },
  300_000,
);

test('both engines reach equal goals, each at its bound, by the same moves', async () => {
  const [a, b] = plans;
  expect(a?.goals).toEqual(b?.goals);
  for (const { value, bound } of a?.goals ?? []) expect(bound).toBe(value);
  const { comparePlans } = await api(
    `query ($a: ID!, $b: ID!) { comparePlans(a: $a, b: $b) {
      sameProblem same onlyInA { __typename } onlyInB { __typename } changed { __typename }
    } }`,
    { a: a?.id, b: b?.id },
  );
  expect(comparePlans).toMatchObject({ sameProblem: true, onlyInA: [], onlyInB: [], changed: [] });
  expect(comparePlans.same).toBeGreaterThan(20);
});

test('the problem it froze to, kept in data/, gives the same goals on the command line by both engines, and verify confirms both', async () => {
  const { body, hash } = await database.db.problem.findFirstOrThrow();
  const problem = join(folder, 'problem.json');
  await writeFile(problem, JSON.stringify(body));
  for (const engine of ['highs', 'javascript-lp-solver']) {
    const file = join(folder, `${engine}.json`);
    expect(await command('plan', problem, '--out', file, '--engine', engine)).toMatchObject({ code: 0 });
    const plan = JSON.parse(await readFile(file, 'utf8')) as Plan;
    expect(plan.problemHash).toBe(hash);
    expect(plan.engine).toBe(engine);
    expect(plan.goals.map(({ name, value, bound }) => ({ name, value, bound }))).toEqual(plans[0]?.goals);
    expect(plan.findings).toEqual([]);
    expect(await command('verify', problem, file)).toMatchObject({ code: 0 });
  }
  const kept = readProblem(JSON.parse(await readFile(demo.firstProblem, 'utf8')));
  expect(kept.ok && problemHash(kept.problem)).toBe(hash);
}, 300_000);

test('with a mover pinned to stay the next plan is worse, and comparing the two says so', async () => {
  const [first] = plans;
  const { node } = await api(
    `query ($id: ID!) { node(id: $id) { ... on Plan { round { version } moves(first: 1) { nodes { teacher { id } } } } } }`,
    { id: first?.id },
  );
  const { pinTeachers } = await api(
    `mutation ($roundId: ID!, $version: Int!, $pins: [PinInput!]!) {
      pinTeachers(roundId: $roundId, version: $version, pins: $pins) { __typename }
    }`,
    {
      roundId,
      version: node.round.version,
      pins: [{ kind: 'STAY', teacherId: node.moves.nodes[0].teacher.id, reason: 'needed here' }],
    },
  );
  expect(pinTeachers.__typename).not.toMatch(/Refused|Conflict|Invalid|Not/);
  const { startSolve } = await api(
    `mutation ($roundId: ID!) { startSolve(roundId: $roundId) { __typename ... on Solve { id } } }`,
    { roundId },
  );
  const pinned = (await follow(startSolve.id)).at(-1)?.plan?.id;
  const { comparePlans } = await api(
    `query ($a: ID!, $b: ID!) { comparePlans(a: $a, b: $b) { sameProblem better goals { name a b better } } }`,
    { a: first?.id, b: pinned },
  );
  expect(comparePlans).toMatchObject({ sameProblem: false, better: 'A' });
  const worse = comparePlans.goals.find(({ a, b }: { a: number; b: number }) => a !== b);
  expect(worse).toMatchObject({ better: 'A' });
}, 300_000);

/** What the command line says and how it ends. */
const command = (...words: string[]): Promise<{ code: number; output: string }> =>
  new Promise((resolve) => {
    execFile(join(home, 'node_modules/.bin/tsx'), [join(home, 'solver/cli.ts'), ...words], (error, stdout) =>
      resolve({ code: error === null ? 0 : Number(error.code ?? 1), output: stdout }),
    );
  });

interface Told {
  state: string;
  failure: string | null;
  plan: { id: string } | null;
}

/** Follows a solve over server-sent events until the server says it is over. */
async function follow(solveId: string): Promise<Told[]> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      accept: 'text/event-stream',
    },
    body: JSON.stringify({
      query: `subscription ($solveId: ID!) { solveProgress(solveId: $solveId) { state failure plan { id } } }`,
      variables: { solveId },
    }),
  });
  expect(response.status).toBe(200);
  const events = (await response.text()).split('\n').filter((line) => line.startsWith('data: {'));
  return events.map((line) => JSON.parse(line.slice('data: '.length)).data.solveProgress);
}
