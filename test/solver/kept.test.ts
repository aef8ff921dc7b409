import { describe, expect, test } from 'vitest';
import { untilDone } from '../../solver/backends/backend.ts';
import { highs } from '../../solver/backends/highs.ts';
import { simplex } from '../../solver/backends/simplex.ts';
import { type Change, Planner } from '../../solver/planner.ts';
import type { Settled } from '../../solver/settle.ts';
import { randomCounty } from '../support/random-county.ts';

const seeds = Array.from({ length: 30 }, (_, index) => index + 1);
const watch = () => untilDone;

/** What the goals come to; null: no plan exists. */
const valuesOf = (planner: Planner, settled: Settled) =>
  'values' in settled
    ? planner.goals.map(({ goal }) =>
        goal.value(planner.county, planner.made(settled), planner.circuits(settled)),
      )
    : null;

describe.each([
  ['highs', highs],
  ['javascript-lp-solver', async () => simplex()],
] as const)('by %s', (_, engine) => {
  test.each(seeds)(
    'a what-if that goes on from the plan comes to the same as one from the beginning: county %i',
    async (seed) => {
      const planner = new Planner(randomCounty(seed));
      const [warm, cold] = [await engine(), await engine()];
      const settled = planner.settle(warm, watch);
      if (!('values' in settled)) return;
      const made = planner.made(settled);
      const some = planner.county.candidates.filter(({ column }) => column % 3 === seed % 3).slice(0, 8);
      const changes: Change[] = [
        ...some.map(({ column }) => ({ make: [column] })),
        ...made.map(({ column }) => ({ forbid: [column] })),
        {
          make: some.slice(0, 1).map(({ column }) => column),
          forbid: made.slice(0, 2).map(({ column }) => column),
        },
        {},
      ];
      for (const change of changes) {
        const told = valuesOf(planner, planner.whatIf(warm, watch, change, settled));
        expect(told).toEqual(valuesOf(planner, planner.whatIf(cold, watch, change)));
      }
      warm.close();
      cold.close();
    },
  );
});
