import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Control, Point } from '../../../solver/backends/backend.ts';
import { boundOf, wholeAbove } from '../../../solver/backends/bound.ts';
import { branch } from '../../../solver/backends/branch.ts';
import { Cutter, rounded } from '../../../solver/backends/cuts.ts';
import { costOf } from '../../../solver/backends/exactly.ts';
import type { Tree } from '../../../solver/backends/proof.ts';
import { simplex } from '../../../solver/backends/simplex.ts';
import { type Means, withCuts } from '../../../solver/backends/with-cuts.ts';
import { certify } from '../../../solver/certify.ts';
import { Proofs } from '../../../solver/checker/proof.ts';
import { type Program, termsOf, withRows } from '../../../solver/model.ts';
import { pointsOf, programOf, type Small, small } from '../../support/small-program.ts';

const control: Control = { shouldStop: () => false, improved: () => undefined };
const engine = simplex();

const comesTo = (terms: ReadonlyMap<number, number>, point: Float64Array): number =>
  [...terms].reduce((sum, [column, each]) => sum + each * (point[column] ?? 0), 0);

test('a cut is broken by the point it was made of, and kept by every whole point', () => {
  let found = 0;
  fc.assert(
    fc.property(small, (given) => {
      const whole = programOf(given);
      const points = [...pointsOf(whole)];
      const cost = Float64Array.from(given.cost);
      const cutter = new Cutter(whole);
      let program = whole;
      for (let round = 0; round < 4; round++) {
        const relaxed = engine.relax(program, cost, control);
        if (relaxed.status !== 'solved') return;
        const cuts = cutter.broken(program, relaxed.values);
        found += cuts.length;
        for (const { row } of cuts) {
          expect(comesTo(row.terms, relaxed.values)).toBeGreaterThan(row.limit);
          for (const point of points) expect(comesTo(row.terms, point)).toBeLessThanOrEqual(row.limit);
        }
        program = withRows(
          program,
          cuts.map(({ row: { terms, limit } }) => ({ name: 'cut', terms: [...terms], limit })),
        );
      }
    }),
    { numRuns: 400, seed: 7 },
  );
  expect(found).toBeGreaterThan(200);
});

test('a row of more than a thousand columns begins sums and joins none', () => {
  const seen = { begun: 0, joined: 0 };
  fc.assert(
    fc.property(small, (given) => {
      const more = Array.from({ length: 1_000 }, () => 1);
      const [first, ...others] = given.rows;
      if (!first) return;
      const wide: Small = {
        lower: [...given.lower, ...more.map(() => 0)],
        cost: [...given.cost, ...more],
        rows: [
          { ...first, values: [...first.values, ...more] },
          ...others.map((row) => ({ ...row, values: [...row.values, ...more.map(() => 0)] })),
        ],
      };
      const program = sparse(programOf(wide));
      const relaxed = engine.relax(program, Float64Array.from(wide.cost), control);
      if (relaxed.status !== 'solved') return;
      for (const { cut } of new Cutter(program).broken(program, relaxed.values)) {
        const [begin, ...rest] = cut.rows.map(([row]) => row);
        seen.begun += Number(begin === 0 && rest.length > 0);
        seen.joined += Number(rest.includes(0));
      }
    }),
    { numRuns: 400, seed: 3 },
  );
  expect(seen.begun).toBeGreaterThan(0);
  expect(seen.joined).toBe(0);
});

/** The same program without its entries of 0. */
function sparse(program: Program): Program {
  const rows = program.rules.map((_, row) => termsOf(program, row).filter(([, value]) => value !== 0));
  const starts = [0];
  for (const terms of rows) starts.push((starts.at(-1) ?? 0) + terms.length);
  return {
    ...program,
    starts: Int32Array.from(starts),
    indices: Int32Array.from(rows.flatMap((terms) => terms.map(([column]) => column))),
    values: Float64Array.from(rows.flatMap((terms) => terms.map(([, value]) => value))),
  };
}

test('a row is divided and rounded as the literature has it', () => {
  // 5x + 3y + 8z ≤ 11, by 5: what is left is 1, so x + 0.5y + 1.5z ≤ 2; by the weight of 4: 4x + 2y + 6z ≤ 8.
  const sum = {
    terms: new Map([
      [0, 5],
      [1, 3],
      [2, 8],
    ]),
    limit: 11,
  };
  const nowhere = new Map<number, number>();
  expect(rounded(sum, { divisor: 5, scale: 2, down: nowhere, up: nowhere })).toEqual({
    terms: new Map([
      [0, 2],
      [1, 1],
      [2, 3],
    ]),
    limit: 4,
  });
  // With z counted down from 1: 5x + 3y − 8t ≤ 3 leaves 3, and −8 is two whole fives short of 2.
  expect(rounded(sum, { divisor: 5, scale: 1, down: new Map([[2, 1]]), up: nowhere })).toEqual({
    terms: new Map([
      [0, 2],
      [2, 4],
    ]),
    limit: 4,
  });
});

/** What the checker makes of a tree that is to show a bound of a program's costs. */
function checked(given: Small, program: Program, tree: Tree, bound: number, least: number) {
  const cost = Float64Array.from(given.cost);
  const proof = { root: new Float64Array(program.rowUpper.length), tree, bound };
  const certificate = certify(program, [{ name: 'least', valueAt: (value) => value }], [proof], null);
  const columns = given.lower.map((lower, column) => ({ name: `x${column}`, lower, upper: lower + 2 }));
  const rows = given.rows.map((_, row) => {
    const [from, to] = [program.rowLower[row] ?? 0, program.rowUpper[row] ?? 0];
    return [`r${row}`, { terms: termsOf(program, row), lower: from, upper: to }] as const;
  });
  const shown = new Proofs({ columns, rows: new Map(rows) }, certificate).stage(0, {
    goal: 'least',
    row: 'goal:1',
    terms: [...cost.entries()],
    least,
    claimed: bound,
  });
  return { nodes: certificate.stages[0]?.tree ?? [], shown };
}

describe('a search with cuts', () => {
  const means: Means = {
    relaxerFor: () => ({ relax: engine.relax, close: () => undefined }),
    repair: engine.repair,
    wide: branch,
    prove: (relax, program, cost, given, start, effort) =>
      branch(relax, program, cost, given, start, effort === 'brief' ? { mostNodes: 1 } : { tries: 3 }),
  };

  test('finds the best point, and the checker follows its proof', () => {
    const seen = { cuts: 0, holds: 0, splits: 0 };
    fc.assert(
      fc.property(small, (given) => {
        const program = programOf(given);
        const cost = Float64Array.from(given.cost);
        const points = [...pointsOf(program)];
        const least = Math.min(...points.map((point) => costOf(cost, point)));
        // Whoever has the best point in hand is only to prove it.
        const some = points.find((point) => given.lower[0] === 0 || costOf(cost, point) === least);
        const start: Point | null = some ? { values: some, cost: costOf(cost, some) } : null;
        const found = withCuts(means, program, cost, control, start);
        if (!start) {
          expect(found.status).toBe('infeasible');
          return;
        }
        expect([found.status, found.bound, found.values && costOf(cost, found.values)]).toEqual([
          'optimal',
          least,
          least,
        ]);
        if (!found.proof) throw new Error('The search proves nothing.');
        const { nodes, shown } = checked(given, program, found.proof, least, least);
        for (const node of nodes) {
          if ('cut' in node) seen.cuts += 1;
          if ('held' in node) seen.holds += 1;
          if ('column' in node) seen.splits += 1;
        }
        expect(shown).toEqual({ ok: true, bound: least });
      }),
      { numRuns: 1_500, seed: 11 },
    );
    process.stdout.write(`${JSON.stringify(seen)}\n`);
    expect(seen.cuts).toBeGreaterThan(100);
    expect(seen.holds).toBeGreaterThan(10);
    expect(seen.splits).toBeGreaterThan(10);
  });

  test('that gives up shows as much as its cuts do', () => {
    const hasty: Means = { ...means, wide: givingUp, prove: givingUp, repair: () => null };
    let higher = 0;
    fc.assert(
      fc.property(small, (given) => {
        const program = programOf(given);
        const cost = Float64Array.from(given.cost);
        const points = [...pointsOf(program)];
        if (points.length === 0) return;
        const least = Math.min(...points.map((point) => costOf(cost, point)));
        const { status, partial } = withCuts(hasty, program, cost, control, null);
        if (status !== 'cut-short' || !partial) return;
        const bound = wholeAbove(partial.bound);
        expect(bound).toBeLessThanOrEqual(least);
        expect(checked(given, program, partial.tree, bound, least).shown).toEqual({ ok: true, bound });
        const relaxed = engine.relax(program, cost, control);
        if (relaxed.status === 'solved')
          higher += Number(bound > wholeAbove(boundOf(program, cost, relaxed.duals).bound));
        expect(checked(given, program, partial.tree, bound + 1, least + 1).shown).toMatchObject({
          ok: false,
        });
      }),
      { numRuns: 1_500, seed: 5 },
    );
    expect(higher).toBeGreaterThan(20);
  });
});

const givingUp: Means['wide'] = () => ({ status: 'cut-short', values: null, bound: null, proof: null });
