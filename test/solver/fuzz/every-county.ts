import { describe, expect, test } from 'vitest';
import { untilDone } from '../../../solver/backends/backend.ts';
import { highs } from '../../../solver/backends/highs.ts';
import { problemHash } from '../../../solver/canonical.ts';
import { once } from '../../../solver/once.ts';
import type { GoalValue, Plan } from '../../../solver/plan.ts';
import { Planner } from '../../../solver/planner.ts';
import type { Problem } from '../../../solver/problem.ts';
import { rules } from '../../../solver/rules/index.ts';
import { solve } from '../../../solver/solve.ts';
import { verify } from '../../../solver/verify.ts';
import { shuffledRows, withOtherNumbers } from '../../support/random-county.ts';
import { countyOf } from '../../support/thousand-counties.ts';
import { tamperings } from './tamperings.ts';

/** What holds of every county of these seeds, 500 of them: as tests, county by county. */
export function everyCounty(seeds: readonly number[]): void {
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
    healed: 0,
    chosen: new Set<string>(),
  };
  const of = oneAtATime();

  describe.each(seeds)('county %i', (seed) => {
    test('both engines agree, and every rule holds', async () => {
      const { county, byHighs, bySimplex } = of(seed);
      const [plan, other] = [await byHighs(), await bySimplex()];

      expect(other.status).toBe(plan.status);
      expect(other.goals).toEqual(plan.goals);
      expect(other.moves).toEqual(plan.moves);
      expect(other.circuits).toEqual(plan.circuits);
      for (const one of [plan, other]) {
        const broken = one.findings.filter(({ level, relaxed }) => level !== 'note' && relaxed === undefined);
        expect(broken).toEqual([]);
        const { faults, unproven } = verify(county, one);
        expect(faults).toEqual([]);
        // Without a diagnosis, as none was asked.
        const unsaid = one === other && one.status === 'infeasible' ? 1 : 0;
        expect(unproven).toHaveLength(unsaid);
        expect(one.reasons.map(({ teacher }) => teacher).toSorted()).toEqual(
          county.teachers.map(({ id }) => id).toSorted(),
        );
      }
      expect(brokenPins(county, plan)).toEqual([]);
      if (plan.status === 'infeasible') {
        expect(plan.diagnosis?.clash).not.toEqual([]);
        ran.infeasible += 1;
      }
      if (plan.status !== 'optimal') return;
      ran.optimal += 1;
      ran.moves += plan.moves.length;
      ran.circuits += plan.circuits.length;
      ran.unfilled += plan.unfilled.length;
      ran.pinned += county.pins.length;
    });

    test('one more bed in every school makes nothing worse', async () => {
      const { county, byHighs } = of(seed);
      const before = await byHighs();
      const schools = county.schools.map((school) => ({ ...school, beds: school.beds + 1 }));
      const after = await solve({ ...county, schools }, { ...asked.highs, diagnosis: false });
      if (before.status === 'infeasible') {
        if (after.status === 'optimal') ran.opened += 1;
        return;
      }
      expect(after.status).toBe('optimal');
      const change = firstChange(before.goals, after.goals);
      expect(change).toBeGreaterThanOrEqual(0);
      if (change > 0) ran.bettered += 1;
    });

    test('the order of rows and keys means nothing to either engine', async () => {
      const { county, byHighs, bySimplex } = of(seed);
      const shuffled = shuffledRows(county, seed);
      expect(problemHash(shuffled)).toBe(problemHash(county));
      expect(JSON.stringify(await solve(shuffled, asked.highs))).toBe(JSON.stringify(await byHighs()));
      expect(JSON.stringify(await solve(shuffled, asked.simplex))).toBe(JSON.stringify(await bySimplex()));
      ran.shuffled += 1;
    });

    test('a larger budget, be it by a yuan, makes nothing worse', async () => {
      const { county, byHighs } = of(seed);
      if (county.budget === undefined) return;
      const before = await byHighs();
      if (before.status === 'infeasible') return;
      const more = [1, 500, 10_000][seed % 3] ?? 1;
      const after = await solve({ ...county, budget: county.budget + more }, asked.highs);
      expect(firstChange(before.goals, after.goals)).toBeGreaterThanOrEqual(0);
      ran.budgets += 1;
    });

    test('other staff numbers give the same values, by the engine that is chosen', async () => {
      const { county, bySimplex } = of(seed);
      const plan = await bySimplex();
      const renamed = await solve(withOtherNumbers(county), { diagnosis: false });
      ran.chosen.add(renamed.engine);
      expect(renamed.status).toBe(plan.status);
      expect(renamed.goals).toEqual(plan.goals);
      ran.renamed += 1;
    });

    test('a plan changed in any way is refused', async () => {
      const { county, byHighs } = of(seed);
      for (const [what, tampered] of tamperings(county, await byHighs())) {
        expect([what, verify(county, tampered).confirmed]).toEqual([what, false]);
        ran.tampered += 1;
      }
    });

    test('rules that clash have a plan once any one of them is left out', async () => {
      const { county, byHighs } = of(seed);
      const { diagnosis } = await byHighs();
      for (const told of diagnosis ? [diagnosis, ...diagnosis.further] : []) {
        if (told.extent !== 'smallest') continue;
        const clash = told.clash
          .map(({ rule }) => rule)
          .filter((name) => rules.some((rule) => rule.name === name && !rule.always));
        expect(await havePlan(county, clash)).toBe(false);
        for (const rule of clash) {
          const fewer = clash.filter((other) => other !== rule);
          expect([rule, await havePlan(county, fewer)]).toEqual([rule, true]);
          ran.spared += 1;
        }
      }
    });

    test('what a diagnosis gives up first gives a plan, with as many exceptions as it counts', async () => {
      const { county, byHighs } = of(seed);
      const { diagnosis } = await byHighs();
      const [first] = diagnosis?.relaxations ?? [];
      // Beside exceptions that were decided before, those of the relaxation cannot be told apart.
      if (!first || isDecided(county)) return;
      const given = Object.fromEntries(
        first.rules.map((name) => [
          name,
          { ...county.policy.rules[name], level: 'policy' as const, relaxed: 'decided' },
        ]),
      );
      const policy = { ...county.policy, rules: { ...county.policy.rules, ...given } };
      const plan = await solve({ ...county, policy }, { ...asked.highs, diagnosis: false });
      expect(plan.status).toBe('optimal');
      expect(plan.goals.find(({ name }) => name === 'shortfall')?.value ?? 0).toBe(first.cases);
      ran.healed += 1;
    });
  });

  test('the counties were neither all alike nor all empty', () => {
    process.stdout.write(`${JSON.stringify({ ...ran, chosen: [...ran.chosen] })}\n`);
    expect(seeds).toHaveLength(500);
    expect(ran.optimal + ran.infeasible).toBe(500);
    expect(ran.optimal).toBeGreaterThan(60);
    expect(ran.infeasible).toBeGreaterThan(30);
    expect(ran.moves).toBeGreaterThan(125);
    expect(ran.circuits).toBeGreaterThan(50);
    expect(ran.unfilled).toBeGreaterThan(125);
    expect(ran.spared).toBeGreaterThan(5);
    expect(ran.healed).toBeGreaterThan(5);
    expect(ran.pinned).toBeGreaterThan(10);
    expect(ran.bettered).toBeGreaterThan(0);
    expect(ran.budgets).toBeGreaterThan(0);
    expect(ran.shuffled).toBe(500);
    expect(ran.renamed).toBe(500);
    expect(ran.tampered).toBeGreaterThan(25);
  });
}

/** A diagnosis is HiGHS's whoever solves: of the second engine none is asked. */
const asked = {
  highs: { engine: 'highs' },
  simplex: { engine: 'javascript-lp-solver', diagnosis: false },
} as const;

/** A county and what each engine plans for it, solved when first asked for. */
interface Solved {
  readonly county: Problem;
  readonly byHighs: () => Promise<Plan>;
  readonly bySimplex: () => Promise<Plan>;
}

/** The county of a seed: kept until another is asked for, so that no more than one is in memory. */
function oneAtATime(): (seed: number) => Solved {
  let last: { seed: number; solved: Solved } | null = null;
  return (seed) => {
    if (last?.seed === seed) return last.solved;
    const county = countyOf(seed);
    const solved: Solved = {
      county,
      byHighs: once(() => solve(county, asked.highs)),
      bySimplex: once(() => solve(county, asked.simplex)),
    };
    last = { seed, solved };
    return solved;
  };
}

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
  const settled = planner.settle(backend, () => untilDone, { draw: false });
  backend.close();
  if (settled.status === 'cut-short') expect(settled.saidImpossible).toBe(true);
  return 'values' in settled;
}

const isDecided = ({ policy }: Problem): boolean =>
  Object.values(policy.rules).some(({ relaxed }) => relaxed !== undefined);

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
