import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Backend, Control } from '../../../solver/backends/backend.ts';
import { boundOf, wholeAbove } from '../../../solver/backends/bound.ts';
import { branch } from '../../../solver/backends/branch.ts';
import { costOf, exactly } from '../../../solver/backends/exactly.ts';
import { highs } from '../../../solver/backends/highs.ts';
import { minimise } from '../../../solver/backends/minimise.ts';
import { simplex } from '../../../solver/backends/simplex.ts';
import type { Program } from '../../../solver/model.ts';
import { programWith } from '../../support/small-program.ts';

const control: Control = { shouldStop: () => false, improved: () => undefined };

interface Small {
  upper: number[];
  rows: { values: number[]; lower: number; upper: number }[];
  cost: number[];
}

const coefficient = fc.integer({ min: -5, max: 5 });

/** Up to 7 columns of 0 to 2, up to 5 rows; some have no point. */
const small: fc.Arbitrary<Small> = fc.integer({ min: 1, max: 7 }).chain((columns) => {
  const each = (value: fc.Arbitrary<number>) => fc.array(value, { minLength: columns, maxLength: columns });
  const row = fc.record({
    values: each(coefficient),
    limit: fc.integer({ min: -4, max: 6 }),
    kind: fc.nat(2),
  });
  return fc.record({
    upper: each(fc.integer({ min: 0, max: 2 })),
    cost: each(fc.integer({ min: -20, max: 20 })),
    rows: fc.array(row, { maxLength: 5 }).map((rows) =>
      rows.map(({ values, limit, kind }) => ({
        values,
        lower: kind === 0 ? Number.NEGATIVE_INFINITY : limit,
        upper: kind === 1 ? Number.POSITIVE_INFINITY : limit,
      })),
    ),
  });
});

const programOf = ({ upper, rows }: Small): Program =>
  programWith(
    upper.map(() => 0),
    upper,
    rows,
  );

/** Every whole point within the columns' bounds. */
function* points(upper: readonly number[]): Iterable<number[]> {
  const [first, ...rest] = upper;
  if (first === undefined) yield [];
  else for (const tail of points(rest)) for (let value = 0; value <= first; value++) yield [value, ...tail];
}

function leastByHand(given: Small): number | null {
  let least: number | null = null;
  const program = programOf(given);
  const cost = Float64Array.from(given.cost);
  for (const point of points(given.upper)) {
    const whole = exactly(program, Float64Array.from(point));
    if (whole) least = Math.min(least ?? Number.POSITIVE_INFINITY, costOf(cost, whole));
  }
  return least;
}

const backends: [string, () => Promise<Backend>][] = [
  ['highs', highs],
  ['javascript-lp-solver', async () => simplex()],
];

describe.each(backends)('%s', (_name, load) => {
  test('finds the least cost that trying every point finds, or that there is no point', async () => {
    const backend = await load();
    let infeasible = 0;
    fc.assert(
      fc.property(small, (given) => {
        const found = minimise(backend, programOf(given), Float64Array.from(given.cost), control);
        const least = leastByHand(given);
        if (least === null) infeasible += 1;
        expect(found).toMatchObject(
          least === null ? { status: 'infeasible' } : { status: 'optimal', cost: least, bound: least },
        );
      }),
      { numRuns: 300, seed: 7 },
    );
    expect(infeasible).toBeGreaterThan(20);
  });

  test('leaves every point of the least cost on the face it returns', async () => {
    const backend = await load();
    fc.assert(
      fc.property(small, (given) => {
        const program = programOf(given);
        const cost = Float64Array.from(given.cost);
        const found = minimise(backend, program, cost, control);
        if (found.status !== 'optimal') return;
        for (const point of points(given.upper)) {
          const whole = exactly(program, Float64Array.from(point));
          if (whole && costOf(cost, whole) === found.cost) expect(exactly(found.face, whole)).toEqual(whole);
        }
      }),
      { numRuns: 100, seed: 8 },
    );
  });

  test('has duals that prove a bound as good as the relaxation', async () => {
    const backend = await load();
    const knapsack: Small = {
      upper: [1, 1],
      rows: [{ values: [2, 3], lower: -Infinity, upper: 4 }],
      cost: [-3, -5],
    };
    const cost = Float64Array.from(knapsack.cost);
    const relaxed = backend.relax(programOf(knapsack), cost, control);
    if (relaxed.status !== 'solved') throw new Error(relaxed.status);
    expect(boundOf(programOf(knapsack), cost, relaxed.duals).bound).toBeCloseTo(-6.5);
  });

  test('stops when told to, and claims nothing it has not found', async () => {
    const backend = await load();
    const stopped = { ...control, shouldStop: () => true };
    const hard: Small = {
      upper: Array.from({ length: 40 }, () => 1),
      rows: Array.from({ length: 10 }, (_, row) => ({
        values: Array.from({ length: 40 }, (_, column) => ((row * 7 + column * 13) % 17) + 3),
        lower: -Infinity,
        upper: 101,
      })),
      cost: Array.from({ length: 40 }, (_, column) => -((column * 11) % 19) - 5),
    };
    const found = minimise(backend, programOf(hard), Float64Array.from(hard.cost), stopped);
    expect(['cut-short', 'feasible']).toContain(found.status);
  });
});

describe('a search whose bound stands still', () => {
  /** Of 41 twos an odd sum is off by one, and no split before the last shows it. */
  const parity: Small = {
    upper: [...Array.from({ length: 41 }, () => 1), 1],
    rows: [{ values: [...Array.from({ length: 41 }, () => 2), 1], lower: 41, upper: 41 }],
    cost: [...Array.from({ length: 41 }, () => 0), 10],
  };
  const given = programOf(parity);
  const cost = Float64Array.from(parity.cost);
  const values = Float64Array.from(parity.cost, (_, column) => (column < 20 || column === 41 ? 1 : 0));
  const known = { values, cost: 10 };

  test('gives its proof up long before its nodes are used up, and keeps the plan', () => {
    let nodes = 0;
    const { relax } = simplex();
    const counted: typeof relax = (...asked) => {
      nodes += 1;
      return relax(...asked);
    };
    const found = branch(counted, given, cost, control, known, { mostNodes: 5_000 });
    expect(found).toMatchObject({ status: 'cut-short', values, proof: null });
    expect(nodes).toBeGreaterThan(500);
    expect(nodes).toBeLessThanOrEqual(1_000);
  });
});

test('a bound is true whatever the duals', () => {
  fc.assert(
    fc.property(
      small,
      fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 5, maxLength: 5 }),
      (given, duals) => {
        const least = leastByHand(given);
        if (least === null) return;
        const { bound } = boundOf(programOf(given), Float64Array.from(given.cost), Float64Array.from(duals));
        expect(wholeAbove(bound)).toBeLessThanOrEqual(least);
      },
    ),
    { seed: 9 },
  );
});

describe('a point', () => {
  const one: Small = { upper: [1], rows: [{ values: [1000], lower: -Infinity, upper: 999 }], cost: [1] };
  test('that is not whole is refused', () =>
    expect(exactly(programOf({ ...one, rows: [] }), Float64Array.of(0.5))).toBeNull());
  test('that is whole but for an engine’s dust is rounded', () =>
    expect(exactly(programOf({ ...one, rows: [] }), Float64Array.of(1 - 1e-7))).toEqual(Float64Array.of(1)));
  test('whose rounding breaks a row is refused', () =>
    expect(exactly(programOf(one), Float64Array.of(1 - 1e-6))).toBeNull());
});

test('an engine that denies a plan already known is not believed, and nothing is called proven', () => {
  const program = programOf({ upper: [2], rows: [{ values: [1], lower: -Infinity, upper: 1 }], cost: [-2] });
  const denying: Backend = {
    name: 'highs',
    core: 10,
    relax: () => ({ status: 'infeasible', ray: null }),
    search: () => ({ status: 'infeasible', values: null, bound: null, proof: null }),
    repair: () => null,
    close: () => undefined,
  };
  const known = Float64Array.of(1);
  expect(minimise(denying, program, Float64Array.of(-2), control, known)).toMatchObject({
    status: 'feasible',
    values: known,
    cost: -2,
    bound: null,
  });
});
