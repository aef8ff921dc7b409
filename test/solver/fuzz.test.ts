import { describe, expect, test } from 'vitest';
import { problemHash } from '../../solver/canonical.ts';
import type { GoalValue, Plan } from '../../solver/plan.ts';
import type { Problem } from '../../solver/problem.ts';
import { solve } from '../../solver/solve.ts';
import { verify } from '../../solver/verify.ts';
import { randomCounty, shuffledRows } from '../support/random-county.ts';

const seeds = Array.from({ length: 500 }, (_, seed) => seed);
/** The dearer properties are tried on every fifth county. */
const everyFifth = (first: number) => seeds.filter((seed) => seed % 5 === first);

const ran = {
  optimal: 0,
  infeasible: 0,
  moves: 0,
  unfilled: 0,
  pinned: 0,
  bettered: 0,
  opened: 0,
  shuffled: 0,
};

describe('500 random counties', () => {
  test.each(seeds)('county %i: both engines agree, and every rule holds', async (seed) => {
    const county = randomCounty(seed);
    const [plan, other] = await bothPlans(county);

    expect(other.status).toBe(plan.status);
    expect(other.goals).toEqual(plan.goals);
    expect(other.moves).toEqual(plan.moves);
    for (const one of [plan, other]) {
      expect(one.findings.filter(({ level }) => level !== 'note')).toEqual([]);
      expect(verify(county, one).faults).toEqual([]);
      expect(one.reasons.map(({ teacher }) => teacher).toSorted()).toEqual(
        county.teachers.map(({ id }) => id).toSorted(),
      );
    }
    expect(brokenPins(county, plan)).toEqual([]);
    if (plan.status === 'infeasible') expect(plan.diagnosis?.clash).not.toEqual([]);
    count(county, plan);
  });

  test.each(everyFifth(0))('county %i: one more bed in every school makes nothing worse', async (seed) => {
    const county = randomCounty(seed);
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

  test.each(everyFifth(1))('county %i: the order of rows and keys means nothing', async (seed) => {
    const county = randomCounty(seed);
    const shuffled = shuffledRows(county, seed);
    expect(problemHash(shuffled)).toBe(problemHash(county));
    const plan = await solve(county);
    expect(JSON.stringify(await solve(shuffled))).toBe(JSON.stringify(plan));
    ran.shuffled += 1;
  });

  test('were neither all alike nor all empty', () => {
    process.stdout.write(`${JSON.stringify(ran)}\n`);
    expect(ran.optimal + ran.infeasible).toBe(500);
    expect(ran.optimal).toBeGreaterThan(250);
    expect(ran.infeasible).toBeGreaterThan(50);
    expect(ran.moves).toBeGreaterThan(500);
    expect(ran.unfilled).toBeGreaterThan(500);
    expect(ran.pinned).toBeGreaterThan(50);
    expect(ran.bettered).toBeGreaterThan(0);
    expect(ran.shuffled).toBe(100);
  });
});

const bothPlans = async (county: Problem): Promise<[Plan, Plan]> => [
  await solve(county, { engine: 'highs' }),
  await solve(county, { engine: 'javascript-lp-solver' }),
];

function count({ pins }: Problem, { status, moves, unfilled }: Plan): void {
  if (status !== 'optimal') {
    ran.infeasible += status === 'infeasible' ? 1 : 0;
    return;
  }
  ran.optimal += 1;
  ran.moves += moves.length;
  ran.unfilled += unfilled.length;
  ran.pinned += pins.length;
}

/** Reckoned from the pins and the moves alone, not by the rule. */
function brokenPins({ pins, policy }: Problem, { status, moves }: Plan) {
  if (status !== 'optimal' || policy.rules['pins']?.level === 'off') return [];
  return pins.filter((pin) => {
    const move = moves.find(({ teacher }) => teacher === pin.teacher);
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
