import { describe, expect, test } from 'vitest';
import { untilDone } from '../../solver/backends/backend.ts';
import { highs } from '../../solver/backends/highs.ts';
import { problemHash } from '../../solver/canonical.ts';
import { systemOf } from '../../solver/checker/system.ts';
import { type Certificate, digestOf, type GoalValue, type Plan } from '../../solver/plan.ts';
import { Planner } from '../../solver/planner.ts';
import type { Problem } from '../../solver/problem.ts';
import { rules } from '../../solver/rules/index.ts';
import { solve } from '../../solver/solve.ts';
import { verify } from '../../solver/verify.ts';
import { shuffledRows } from '../support/random-county.ts';
import { countyOf, seeds } from '../support/thousand-counties.ts';

/**
 * Whether these rules of a county have a plan, with those that always hold or that a decision relaxes: what the others
 * forbid is let, and what quotas are measured by stays as it is.
 */
async function havePlan(county: Problem, names: readonly string[]): Promise<boolean> {
  const waived = rules
    .filter(({ name, always }) => !always && county.policy.rules[name]?.relaxed === undefined)
    .map(({ name }) => name)
    .filter((name) => !names.includes(name));
  const policy = { ...county.policy, goals: [{ name: 'fewest-moves', weight: 1 }] };
  const planner = new Planner({ ...county, policy }, new Set(waived));
  const backend = await highs();
  const settled = planner.settle(backend, () => untilDone, {
    draw: false,
  });
  backend.close();
  if (settled.status === 'cut-short') expect(settled.saidImpossible).toBe(true);
  return 'values' in settled;
}

const ran = {
  optimal: 0,
  infeasible: 0,
  moves: 0,
  circuits: 0,
  unfilled: 0,
  pinned: 0,
  bettered: 0,
  opened: 0,
  shuffled: 0,
  budgets: 0,
  renamed: 0,
  tampered: 0,
  spared: 0,
};

describe('a thousand random counties', () => {
  test.each(seeds)('county %i: both engines agree, and every rule holds', async (seed) => {
    const county = countyOf(seed);
    const [plan, other] = await bothPlans(county);

    expect(other.status).toBe(plan.status);
    expect(other.goals).toEqual(plan.goals);
    expect(other.moves).toEqual(plan.moves);
    expect(other.circuits).toEqual(plan.circuits);
    for (const one of [plan, other]) {
      expect(one.findings.filter(({ level, relaxed }) => level !== 'note' && relaxed === undefined)).toEqual(
        [],
      );
      const { faults, unproven } = verify(county, one);
      expect(faults).toEqual([]);
      // Of the second engine no diagnosis is asked.
      const unsaid = one === other && one.status === 'infeasible' ? 1 : 0;
      expect(unproven).toHaveLength(unsaid);
      expect(one.reasons.map(({ teacher }) => teacher).toSorted()).toEqual(
        county.teachers.map(({ id }) => id).toSorted(),
      );
    }
    expect(brokenPins(county, plan)).toEqual([]);
    if (plan.status === 'infeasible') expect(plan.diagnosis?.clash).not.toEqual([]);
    count(county, plan);
  });

  test.each(seeds)('county %i: one more bed in every school makes nothing worse', async (seed) => {
    const county = countyOf(seed);
    const before = await solve(county, { engine: 'highs' });
    const schools = county.schools.map((school) => ({ ...school, beds: school.beds + 1 }));
    const after = await solve({ ...county, schools }, { engine: 'highs' });
    if (before.status === 'infeasible') {
      if (after.status === 'optimal') ran.opened += 1;
      return;
    }
    expect(after.status).toBe('optimal');
    const change = firstChange(before.goals, after.goals);
    expect(change).toBeGreaterThanOrEqual(0);
    if (change > 0) ran.bettered += 1;
  });

  test.each(seeds)('county %i: the order of rows and keys means nothing', async (seed) => {
    const county = countyOf(seed);
    const shuffled = shuffledRows(county, seed);
    expect(problemHash(shuffled)).toBe(problemHash(county));
    const plan = await solve(county);
    expect(JSON.stringify(await solve(shuffled))).toBe(JSON.stringify(plan));
    ran.shuffled += 1;
  });

  test.each(seeds)('county %i: a larger budget makes nothing worse', async (seed) => {
    const county = countyOf(seed);
    if (county.budget === undefined) return;
    const before = await solve(county, { engine: 'highs' });
    const after = await solve({ ...county, budget: county.budget + 10_000 }, { engine: 'highs' });
    if (before.status === 'infeasible') return;
    expect(firstChange(before.goals, after.goals)).toBeGreaterThanOrEqual(0);
    ran.budgets += 1;
  });

  test.each(seeds)('county %i: other staff numbers give the same values', async (seed) => {
    const county = countyOf(seed);
    const plan = await solve(county);
    const renamed = await solve(withOtherNumbers(county));
    expect(renamed.status).toBe(plan.status);
    expect(renamed.goals).toEqual(plan.goals);
    ran.renamed += 1;
  });

  test.each(seeds)('county %i: a plan changed in any way is refused', async (seed) => {
    const county = countyOf(seed);
    const plan = await solve(county, { engine: 'highs' });
    for (const [what, tampered] of tamperings(county, plan)) {
      expect([what, verify(county, tampered).confirmed]).toEqual([what, false]);
      ran.tampered += 1;
    }
  });

  test.each(seeds)(
    'county %i: rules that clash have a plan once any one of them is left out',
    async (seed) => {
      const county = countyOf(seed);
      const { diagnosis } = await solve(county, { engine: 'highs' });
      if (diagnosis?.extent !== 'smallest') return;
      const clash = diagnosis.clash
        .map(({ rule }) => rule)
        .filter((name) => rules.some((rule) => rule.name === name && !rule.always));
      expect(await havePlan(county, clash)).toBe(false);
      for (const rule of clash) {
        const fewer = clash.filter((other) => other !== rule);
        expect([rule, await havePlan(county, fewer)]).toEqual([rule, true]);
        ran.spared += 1;
      }
    },
  );

  test('were neither all alike nor all empty', () => {
    process.stdout.write(`${JSON.stringify(ran)}\n`);
    expect(ran.optimal + ran.infeasible).toBe(1_000);
    expect(ran.optimal).toBeGreaterThan(120);
    expect(ran.infeasible).toBeGreaterThan(60);
    expect(ran.moves).toBeGreaterThan(250);
    expect(ran.circuits).toBeGreaterThan(100);
    expect(ran.unfilled).toBeGreaterThan(250);
    expect(ran.spared).toBeGreaterThan(10);
    expect(ran.pinned).toBeGreaterThan(20);
    expect(ran.bettered).toBeGreaterThan(0);
    expect(ran.budgets).toBeGreaterThan(0);
    expect(ran.shuffled).toBe(1_000);
    expect(ran.renamed).toBe(1_000);
    expect(ran.tampered).toBeGreaterThan(50);
  });
});

/** The same county with every staff number another, and their order turned round. */
function withOtherNumbers(county: Problem): Problem {
  const numbers = new Map(county.teachers.map(({ id }) => [id, `Z${99_999 - Number(id)}`]));
  const other = (id: string) => numbers.get(id) ?? id;
  const named = <Row extends { teacher: string }>(rows: readonly Row[]): Row[] =>
    rows.map((row) => ({ ...row, teacher: other(row.teacher) }));
  return {
    ...county,
    teachers: county.teachers.map((teacher) => ({
      ...teacher,
      id: other(teacher.id),
      ...(teacher.partner !== undefined && { partner: other(teacher.partner) }),
    })),
    wishes: named(county.wishes),
    points: named(county.points),
    pins: named(county.pins),
    ...(county.holdBacks && { holdBacks: named(county.holdBacks) }),
    ...(county.base && { base: named(county.base) }),
    ...(county.baseCircuits && { baseCircuits: named(county.baseCircuits) }),
  };
}

/** Plans that are wrong in one way each: what the plan says, what its certificate says, what it is a plan of. */
function* tamperings(county: Problem, plan: Plan): Iterable<[string, Plan]> {
  const signed = (certificate: Certificate): Certificate => ({
    ...certificate,
    digest: digestOf(certificate),
  });
  yield [
    'another problem',
    { ...plan, problemHash: problemHash({ ...county, schoolYear: county.schoolYear + 1 }) },
  ];
  if (plan.status === 'infeasible') {
    const nodes = plan.certificate?.infeasible;
    if (plan.certificate && nodes?.some((node) => 'ray' in node && node.ray.length > 0)) {
      const infeasible = nodes.map((node) => ('ray' in node ? { ray: [] } : node));
      if (!boundsAloneShow(county))
        yield ['an empty ray', { ...plan, certificate: signed({ ...plan.certificate, infeasible }) }];
    }
    return;
  }
  const [move] = plan.moves.filter(({ form }) => form !== 'return');
  if (move) {
    yield ['a move left out', { ...plan, moves: plan.moves.filter((other) => other !== move) }];
    yield [
      'a move told wrongly',
      { ...plan, moves: plan.moves.map((other) => (other === move ? { ...move, bed: !move.bed } : other)) },
    ];
  }
  const [circuit] = plan.circuits;
  if (circuit) {
    const circuitsBut = (changes: Partial<Plan['circuits'][number]>) =>
      plan.circuits.map((other) => (other === circuit ? { ...circuit, ...changes } : other));
    yield ['a circuit told as farther', { ...plan, circuits: circuitsBut({ km: (circuit.km ?? 0) + 1 }) }];
    yield ['a circuit from elsewhere', { ...plan, circuits: circuitsBut({ from: circuit.to }) }];
    yield ['a circuit left out', { ...plan, circuits: plan.circuits.filter((other) => other !== circuit) }];
    if (plan.goals.some(({ name }) => name === 'circuit-travel'))
      yield ['a day more', { ...plan, circuits: circuitsBut({ days: circuit.days + 1 }) }];
  }
  const [goal] = plan.goals;
  if (goal) {
    const better = goal.value + (goal.sense === 'minimise' ? -1 : 1);
    yield [
      'a goal one better',
      { ...plan, goals: [{ ...goal, value: better, bound: better }, ...plan.goals.slice(1)] },
    ];
  }
  const { certificate } = plan;
  const stage =
    certificate?.stages.findIndex(
      ({ goal, shows, root, tree }) =>
        tree === null && asks(certificate.rows, root ?? []) && shows !== shownByEnds(county, goal),
    ) ?? -1;
  if (certificate && stage >= 0) {
    const stages = certificate.stages.map((other, index) =>
      index === stage
        ? {
            ...other,
            root: other.root?.map((entry, place) => (place % 2 === 1 ? -9 * entry : entry)) ?? null,
          }
        : other,
    );
    yield ['duals turned round', { ...plan, certificate: signed({ ...certificate, stages }) }];
    yield ['a dual changed and not signed', { ...plan, certificate: { ...certificate, stages } }];
  }
}

/** Whether a dual stands on a row that asks something: those of a total alone may prove the same with either sign. */
const asks = (rows: readonly string[], root: readonly number[]): boolean =>
  root.some((entry, place) => place % 2 === 0 && rows[entry]?.startsWith('total:') === false);

/** What a goal cannot pass with every column at its better end, no row asked: wrong duals then change nothing. */
function shownByEnds(county: Problem, name: string): number | undefined {
  const { goals, tightened } = systemOf(county);
  const goal = goals.find((one) => one.name === name);
  return goal?.terms.reduce((sum, [column, coefficient]) => {
    const least = (goal.sense === 'minimise') === coefficient > 0;
    return sum + coefficient * ((least ? tightened.lower : tightened.upper)[column] ?? 0);
  }, goal.constant);
}

/** Whether the rows by themselves leave some column no value: then any ray will do. */
function boundsAloneShow(county: Problem): boolean {
  const { tightened } = systemOf(county);
  return tightened.lower.some((least, column) => least > (tightened.upper[column] ?? 0));
}

const bothPlans = async (county: Problem): Promise<[Plan, Plan]> => [
  await solve(county, { engine: 'highs' }),
  await solve(county, { engine: 'javascript-lp-solver', diagnosis: false }),
];

function count({ pins }: Problem, { status, moves, circuits, unfilled }: Plan): void {
  if (status !== 'optimal') {
    ran.infeasible += status === 'infeasible' ? 1 : 0;
    return;
  }
  ran.optimal += 1;
  ran.moves += moves.length;
  ran.circuits += circuits.length;
  ran.unfilled += unfilled.length;
  ran.pinned += pins.length;
}

/** Reckoned from the pins and the moves alone, not by the rule. */
function brokenPins({ pins, policy }: Problem, { status, moves }: Plan) {
  const rule = policy.rules['pins'];
  if (status !== 'optimal' || rule?.level === 'off' || rule?.relaxed !== undefined) return [];
  return pins.filter((pin) => {
    const move = moves.find(({ teacher, form }) => teacher === pin.teacher && form !== 'return');
    if (pin.kind === 'stay') return move !== undefined;
    return pin.kind === 'forbid' ? move?.to === pin.section : move?.to !== pin.section;
  });
}

/** By how much the first goal that changes is better afterwards; 0: none changes. */
function firstChange(before: readonly GoalValue[], after: readonly GoalValue[]): number {
  for (const [index, { value, sense }] of before.entries()) {
    const gained = (after[index]?.value ?? Number.NaN) - value;
    if (gained !== 0) return sense === 'maximise' ? gained : -gained;
  }
  return 0;
}
