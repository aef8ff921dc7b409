import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import type { Solved } from '../../../server/jobs/solve-in-thread.ts';
import { compare } from '../../../server/rounds/compare.ts';
import { planFile } from '../../../server/rounds/plan-file.ts';
import { PlanBreaksRules, RegistryChanged, storePlan } from '../../../server/rounds/store-plan.ts';
import { plan as format, type Plan } from '../../../solver/plan.ts';
import { readPlan, readProblem } from '../../../solver/read.ts';
import { verify } from '../../../solver/verify.ts';
import { testDatabase } from '../../support/database.ts';
import { type Kept, keepRegistry } from '../../support/registry.ts';
import { followed, startRounds } from '../../support/rounds.ts';
import { county, only, teachers } from '../../support/small-county.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const lakeside = 'lakeside:primary';
const hillfoot = 'hillfoot:primary';
const facts = (code: string) =>
  county({
    county: { code, name: code },
    sections: [
      { id: lakeside, school: 'lakeside', stage: 'primary', classes: { 1: 4 }, pupils: { 1: 160 } },
      { id: hillfoot, school: 'hillfoot', stage: 'primary', classes: { 1: 1 }, pupils: { 1: 40 } },
    ],
    teachers: teachers(5, { serving: { section: lakeside, since: '2010-09-01' } }),
  });

const words = (text: string) => ({ zh: `${text}。`, en: text });
const go = { from: lakeside, to: hillfoot, relationMoves: false, km: 18.5, bed: true, wish: 1 } as const;
const left = { section: hillfoot, openings: 2, filled: 1, left: 1, code: 'nobody', figures: { asked: 0 } };
const broken = { rule: 'exchange-quota', teachers: ['A'], sections: [], amount: 0.5, unit: 'teachers' };

/** A plan with something of every kind: a post, a seat, a return of who teaches nothing, a circuit, a breach allowed. */
const everything: Omit<Plan, 'problemHash'> = {
  format: 'junheng-plan/1',
  engine: 'highs',
  engineReason: words('small'),
  status: 'feasible',
  goals: [{ name: 'gap', sense: 'minimise', unit: 'posts', value: 2, bound: 1.5 }],
  moves: [
    { ...go, teacher: 'A', subject: 'maths', role: null, form: 'group' },
    {
      ...go,
      teacher: 'B',
      subject: null,
      role: 'mid-level',
      form: 'cadre',
      km: null,
      bed: false,
      wish: null,
    },
    { ...go, teacher: 'C', from: hillfoot, to: lakeside, subject: null, role: null, form: 'return' },
  ],
  circuits: [
    { teacher: 'D', from: lakeside, to: hillfoot, subject: 'music', days: 2, km: 18.5 },
    { teacher: 'E', from: lakeside, to: hillfoot, subject: 'maths', days: 1, km: null },
  ],
  unfilled: [
    { ...left, subject: 'maths', role: null, text: words('nobody for maths') },
    { ...left, subject: null, role: 'mid-level', text: words('nobody for the seat') },
    { ...left, subject: null, role: 'principal', text: words('nobody for the head') },
  ],
  findings: [
    { ...broken, level: 'policy', relaxed: 'decision 7 of 2026', text: words('too few go') },
    { ...broken, level: 'note', text: words('few go') },
  ],
  reasons: ['A', 'B', 'C', 'D', 'E'].map((teacher) => ({
    teacher,
    outcome: teacher < 'D' ? 'moves' : 'stays',
    code: 'gap',
    figures: { years: 6 },
    text: words(`about ${teacher}`),
  })),
  diagnosis: null,
  certificate: {
    rows: ['quota'],
    columns: ['A to hillfoot', 'B to hillfoot'],
    stages: [
      {
        goal: 'gap',
        root: [0, 2 ** -40],
        tree: [{ column: 1, most: 0 }, { duals: [0, 1 / 3] }, { ray: [0, -1.5] }],
        shows: 12,
      },
    ],
    infeasible: null,
    digest: 'd'.repeat(64),
  },
};

const rows = (list: readonly unknown[]) => ({ count: list.length, text: JSON.stringify(list) });
const asSolved = (plan: Plan, breaches = 0): Solved => ({
  ...plan,
  breaches,
  certificate: plan.certificate === null ? null : JSON.stringify(plan.certificate),
  moves: rows(plan.moves),
  circuits: rows(plan.circuits),
  unfilled: rows(plan.unfilled),
  findings: rows(plan.findings),
  placements: rows(plan.placements ?? []),
  reasons: rows(plan.reasons),
  recruitReasons: rows(plan.recruitReasons ?? []),
});

async function stored(kept: Kept, changed: Partial<Plan> = {}, breaches = 0) {
  const { countyId, roundId } = kept;
  const hash = 'a'.repeat(64);
  const problem = await database.db.problem.upsert({
    where: { roundId_hash: { roundId, hash } },
    create: { countyId, roundId, hash, body: {} },
    update: {},
  });
  const plan: Plan = { ...everything, problemHash: hash, ...changed };
  const origin = { countyId, roundId, problemId: problem.id, scenarioId: null, authorId: null };
  const id = await database.db.$transaction((tx) => storePlan(tx, origin, asSolved(plan, breaches)));
  return { id, plan };
}

test('the file of a stored plan says what the plan said, by the keys of its problem', async () => {
  const { id, plan } = await stored(await keepRegistry(database, facts('whole')));
  const read = format.parse(JSON.parse(await planFile(database, id)));
  const sorted = <Row extends { text: { en: string } }>(list: readonly Row[]) =>
    list.toSorted((a, b) => (a.text.en < b.text.en ? -1 : 1));
  expect({ ...read, unfilled: sorted(read.unfilled), findings: sorted(read.findings) }).toEqual({
    ...plan,
    unfilled: sorted(plan.unfilled),
    findings: sorted(plan.findings),
  });
});

test('a plan that says why none exists keeps the diagnosis in its file', async () => {
  const kept = await keepRegistry(database, facts('diagnosed'));
  const clash = { rule: 'exchange-quota', level: 'policy', clause: null, text: words('too many') } as const;
  const { id } = await stored(kept, {
    status: 'cut-short',
    goals: [],
    moves: [],
    circuits: [],
    diagnosis: { clash: [clash], further: [], relaxations: [] },
    certificate: null,
  });
  expect(format.parse(JSON.parse(await planFile(database, id)))).toMatchObject({
    status: 'cut-short',
    moves: [],
    circuits: [],
    diagnosis: { clash: [clash], further: [], relaxations: [] },
    certificate: null,
  });
});

test('a section has one row of a subject left open, and one of a role', async () => {
  const kept = await keepRegistry(database, facts('once'));
  const [maths, seat] = everything.unfilled;
  for (const row of [maths, seat])
    await expect(stored(kept, { unfilled: row ? [row, row] : [] })).rejects.toThrow(/[Uu]nique/);
});

test('a circuit of somebody who is no longer on file leaves no plan behind', async () => {
  const kept = await keepRegistry(database, facts('gone'));
  const [circuit] = everything.circuits;
  const circuits = circuit ? [{ ...circuit, teacher: 'Z' }] : [];
  await expect(stored(kept, { circuits })).rejects.toThrow(RegistryChanged);
  expect(await database.db.plan.count({ where: { countyId: kept.countyId } })).toBe(0);
});

test('a plan that breaks rules is not stored', async () => {
  const kept = await keepRegistry(database, facts('broken'));
  await expect(stored(kept, {}, 1)).rejects.toThrow(PlanBreaksRules);
});

test('plans are compared by form, role and seats as they were stored', async () => {
  const kept = await keepRegistry(database, facts('compared'));
  const [a, b] = [await stored(kept), await stored(kept, { moves: [], unfilled: [] })];
  const { onlyInA, unfilled } = await compare(database, a.id, b.id);
  expect(onlyInA.map(({ form, role, subject }) => [form, role, subject]).sort()).toEqual([
    ['cadre', 'mid-level', null],
    ['group', null, 'maths'],
    ['return', null, null],
  ]);
  expect(unfilled.map(({ subject, role, a: inA }) => [subject, role, inA])).toEqual(
    expect.arrayContaining([
      ['maths', null, 1],
      [null, 'mid-level', 1],
      [null, 'principal', 1],
    ]),
  );
});

test('a plan that breaks a rule which a decision relaxes is kept, names the decision, and its file is confirmed', async () => {
  const decision = 'Bureau meeting of 3 June 2026';
  const rules = only({
    'exchange-quota': { level: 'policy', percent: 100, relaxed: decision },
    certificate: {},
    openings: {},
    'one-posting': {},
    'running-posting': {},
    recruit: {},
  });
  const problem = facts('relaxed');
  const kept = await keepRegistry(database, {
    ...problem,
    policy: { ...problem.policy, rules },
  });
  const desk = await startRounds(database);
  try {
    await desk.startSolving();
    const solveId = await desk.rounds.solve(kept.officer, { roundId: kept.roundId, engine: 'auto' });
    const end = (await followed(desk.rounds, solveId)).at(-1);
    expect(end).toMatchObject({ state: 'done', failure: null });
    const planId = end?.planId ?? '';
    const findings = await database.db.planFinding.findMany({ where: { planId, level: { not: 'note' } } });
    expect(findings.map(({ rule, relaxed }) => [rule, relaxed])).toEqual([['exchange-quota', decision]]);

    const { body } = await database.db.problem.findFirstOrThrow({ where: { roundId: kept.roundId } });
    const [asked, answered] = [readProblem(body), readPlan(JSON.parse(await planFile(database, planId)))];
    expect([asked.ok, answered.ok]).toEqual([true, true]);
    if (asked.ok && answered.ok) expect(verify(asked.problem, answered.plan).faults).toEqual([]);
  } finally {
    await desk.close();
  }
}, 60_000);
