import type { Database } from '../../prisma/client.ts';
import type { Rounds } from '../../schema/context.ts';
import type { Kept } from '../counties/kept.ts';
import { createRectification } from '../inspection/rectification.ts';
import type { Answerer } from '../jobs/answerer.ts';
import type { News } from '../jobs/news.ts';
import type { Queue } from '../jobs/queue.ts';
import type { Reckoner } from '../jobs/reckoner.ts';
import { createLetters } from '../letters/letters.ts';
import { createPersonal } from '../personal/personal.ts';
import { createPlanActs } from '../plans/acts.ts';
import { createPostings } from '../postings/postings.ts';
import { createBatches } from '../provinces/batches.ts';
import { prepare } from '../public-figures/prepare.ts';
import { publish } from '../public-figures/publish.ts';
import { withdraw } from '../public-figures/withdraw.ts';
import { createYear } from '../year.ts';
import { ask } from './ask.ts';
import { balance, planBalance } from './balance.ts';
import { balanceStandardsInForce } from './balance-standard.ts';
import { cancel } from './cancel.ts';
import { compare } from './compare.ts';
import { demand } from './demand.ts';
import { establishment } from './establishment.ts';
import { open } from './open.ts';
import { pin } from './pin.ts';
import { ruleTitle, standingPolicy } from './policy.ts';
import { progress } from './progress.ts';
import { staffOfShutSchools, standardFindings } from './registry-check.ts';
import { roadmap } from './roadmap.ts';
import { solve } from './solve.ts';
import { keptFacts } from './standing-facts.ts';
import { unpin } from './unpin.ts';

/** What the use cases of rounds act through. */
export interface RoundsOptions {
  readonly database: Database;
  readonly reckoner: Reckoner;
  readonly kept: Kept;
  readonly answerer: Pick<Answerer, 'ask'>;
  /** Beside the answerer, so that no question about a plan waits for a roadmap. */
  readonly forecaster: Pick<Answerer, 'roadmap'>;
  readonly queue: Pick<Queue, 'add'>;
  readonly news: News;
  /** Ends a solve that runs in this process. */
  readonly abort: (solveId: string) => void;
}

export const createRounds = (options: RoundsOptions): Rounds => ({
  open: (viewer, input) => open(options.database, viewer, input),
  solve: (viewer, input) => solve(options, viewer, input),
  cancel: (viewer, solveId) => cancel(options, viewer, solveId),
  progress: (solveId) => progress(options, solveId),
  pin: (viewer, roundId, version, pins) => pin(options.database, viewer, roundId, version, pins),
  unpin: (viewer, pinIds) => unpin(options.database, viewer, pinIds),
  demand: (countyId, on) => options.kept.of(countyId, 'demand', [on], () => demand(options, countyId, on)),
  registryFindings: async (countyId, on) => ({
    registry: [
      ...(await options.reckoner.registryFindings(await keptFacts(options, countyId, on))),
      ...(await staffOfShutSchools(options.database.pool, countyId, on)),
    ],
    standards: await standardFindings(options.database.db, countyId, on),
  }),
  establishment: (countyId, on, standard) =>
    options.kept.of(countyId, 'establishment', [on, standard], () =>
      establishment(options, countyId, on, standard),
    ),
  balanceStandards: (asked) => balanceStandardsInForce(options.database.db, asked),
  balance: (countyId, on, standard, view) =>
    options.kept.of(countyId, 'balance', [on, standard, view], () =>
      balance(options, countyId, on, standard, view),
    ),
  planBalance: (planId, standard, view) => planBalance(options, planId, standard, view),
  prepareFigures: (countyId, on, threshold) => prepare(options, countyId, on, threshold),
  publishFigures: (viewer, input) => publish(options, viewer, input),
  withdrawFigures: (viewer, countyId, version) => withdraw(options.database, viewer, countyId, version),
  compare: (planA, planB) => compare(options.database, planA, planB),
  ask: (planId, question, asker) => ask(options, planId, question, asker),
  roadmap: (countyId, on, years, asker) => roadmap(options, countyId, on, years, asker),
  policy: standingPolicy,
  ruleTitle,
  rectification: createRectification(options),
  letters: createLetters(options),
  year: createYear(options),
  plans: createPlanActs(options),
  postings: createPostings(options.database),
  personal: createPersonal(options),
  batches: createBatches(options),
});
