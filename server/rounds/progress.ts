import * as z from 'zod';
import type { Solve } from '../../prisma/generated/client.ts';
import type { SolveProgress } from '../../schema/context.ts';
import { NotFound } from '../../schema/errors.ts';
import type { RoundsOptions } from './rounds.ts';

/** How long news of a solve in another process may take to be seen here, ms. */
const patience = 1_000;

/** Where a solve stands, first as it is, then at every change until it ends. Throws `NotFound`. */
export async function* progress(
  { database, news }: RoundsOptions,
  solveId: string,
): AsyncGenerator<SolveProgress, void, undefined> {
  let last = '';
  for (;;) {
    // Listens before it looks: nothing told in between is missed.
    const told = news.next(solveId, patience);
    const solve = await database.db.solve.findUnique({ where: { id: solveId } });
    if (solve === null) throw new NotFound();
    const state = standing(solve);
    const text = JSON.stringify(state);
    if (text !== last) yield state;
    last = text;
    if (state.state !== 'queued' && state.state !== 'running') return;
    await told;
  }
}

const kept = z.object({
  stage: z.string().nullable().default(null),
  stageIndex: z.number().nullable().default(null),
  stages: z.number().nullable().default(null),
  incumbent: z.number().nullable().default(null),
  bound: z.number().nullable().default(null),
});
const words = z.object({ zh: z.string(), en: z.string() });

const standing = ({ id, state, progress, failure, planId }: Solve): SolveProgress => ({
  solveId: id,
  state,
  ...kept.parse(progress ?? {}),
  planId,
  failure: failure === null ? null : words.parse(failure),
});
