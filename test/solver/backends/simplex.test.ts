import fc from 'fast-check';
import { expect, test } from 'vitest';
import { untilDone } from '../../../solver/backends/backend.ts';
import { boundOf } from '../../../solver/backends/bound.ts';
import { simplex } from '../../../solver/backends/simplex.ts';
import { programOf, small } from '../../support/small-program.ts';

test('wherever a relaxation begins, it ends at the same cost and shows the same', () => {
  const seen = { solved: 0, infeasible: 0 };
  const anywhere = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 7, maxLength: 7 });
  fc.assert(
    fc.property(small, anywhere, (given, begin) => {
      const program = programOf(given);
      const cost = Float64Array.from(given.cost);
      const near = Float64Array.from(begin.slice(0, program.columns));
      const shown = [null, near].map((from) => {
        const relaxed = simplex().relax(program, cost, untilDone, { near: from });
        if (relaxed.status !== 'solved') return { ...relaxed, ray: 'ray' in relaxed && relaxed.ray !== null };
        const { values, duals } = relaxed;
        const comesTo = values.reduce((sum, value, column) => sum + value * (cost[column] ?? 0), 0);
        expect(boundOf(program, cost, duals).bound).toBeCloseTo(comesTo, 3);
        return { status: relaxed.status, comesTo: comesTo.toFixed(4) };
      });
      expect(shown[1]).toEqual(shown[0]);
      if (shown[0]?.status === 'solved') seen.solved += 1;
      else if (shown[0]?.status === 'infeasible') seen.infeasible += 1;
    }),
    { numRuns: 2_000, seed: 13 },
  );
  expect(seen.solved).toBeGreaterThan(1_000);
  expect(seen.infeasible).toBeGreaterThan(20);
});
