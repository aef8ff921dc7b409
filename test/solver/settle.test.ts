import { expect, test } from 'vitest';
import type { Backend } from '../../solver/backends/backend.ts';
import { highs } from '../../solver/backends/highs.ts';
import { Planner } from '../../solver/planner.ts';
import type { Settled } from '../../solver/settle.ts';
import { twoSchools } from '../support/two-schools.ts';

const untilDone = () => ({ shouldStop: () => false, improved: () => undefined });

/** HiGHS without its proofs: no duals that show anything, no trees, no rays. */
async function wordOnly(): Promise<Backend> {
  const engine = await highs();
  return {
    ...engine,
    relax(program, cost, control) {
      const relaxed = engine.relax(program, cost, control);
      if (relaxed.status === 'infeasible') return { ...relaxed, ray: null };
      return relaxed.status === 'solved'
        ? {
            ...relaxed,
            duals: new Float64Array(program.rowUpper.length),
            values: relaxed.values.map(() => 0.5),
          }
        : relaxed;
    },
    search: (...asked) => ({ ...engine.search(...asked), proof: null }),
  };
}

async function settledBy(backend: Backend, changes: Parameters<typeof twoSchools>[0] = {}): Promise<Settled> {
  try {
    return new Planner(twoSchools(changes)).settle(backend, untilDone);
  } finally {
    backend.close();
  }
}

test('an engine that proves what it says is believed', async () => {
  const { status } = await settledBy(await highs());
  expect(status).toBe('optimal');
});

test('an engine that only says so is not: the plan is feasible, its bounds the proven ones', async () => {
  const [proven, said] = [await settledBy(await highs()), await settledBy(await wordOnly())];
  if (!('values' in proven) || !('values' in said)) throw new Error('There is no plan.');
  expect(said.status).toBe('feasible');
  expect(said.bounds).toHaveLength(proven.bounds.length);
  expect(said.bounds).not.toEqual(proven.bounds);
  expect(said.proofs.map((proof) => proof?.bound ?? null)).toEqual(said.bounds);
});

const pinned = { pins: [{ kind: 'move' as const, teacher: 'new', section: 'village-primary' }] };

test('that no plan exists is an answer where it is proven', async () =>
  expect((await settledBy(await highs(), pinned)).status).toBe('infeasible'));

test('and where it is not, the search is cut short, and says what the engine says', async () =>
  expect(await settledBy(await wordOnly(), pinned)).toEqual({
    status: 'cut-short',
    bound: null,
    saidImpossible: true,
  }));
