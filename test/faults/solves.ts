import { setTimeout as pause } from 'node:timers/promises';
import { approvePlan, askSolve, startSolve, submitPlan } from './acts.ts';
import type { Officer, Reply } from './officer.ts';

const look = 100;

/** What the API says of a solve once it is in one of these states; throws where that takes longer than a minute and a half. */
export const solveIn = (officer: Officer, solveId: string, ...states: readonly string[]) =>
  solveOnce(officer, solveId, states.join(' or '), ({ state }) => states.includes(state));

/** When whoever runs it now began; `before`: when the one before did, who may be dead and not missed yet. */
export const runningAnew = async (officer: Officer, solveId: string, before: string | null) =>
  (
    await solveOnce(
      officer,
      solveId,
      'RUNNING anew',
      ({ state, startedAt }) => state === 'RUNNING' && startedAt !== before,
    )
  ).startedAt;

async function solveOnce(
  officer: Officer,
  solveId: string,
  what: string,
  is: (solve: SolveSeen) => boolean,
): Promise<SolveSeen> {
  const until = performance.now() + 90_000;
  for (;;) {
    const { data } = await officer.ask(askSolve(solveId));
    const solve = data?.['done'] as unknown as SolveSeen | undefined;
    if (solve !== undefined && is(solve)) return solve;
    if (performance.now() > until) throw new Error(`The solve is still ${solve?.state}, not ${what}.`);
    await pause(look);
  }
}

interface SolveSeen {
  readonly state: string;
  readonly plan: { readonly id: string } | null;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  readonly progress: { readonly failure: string | null };
}

export const ended = ['DONE', 'FAILED', 'CANCELLED'];

/** Has a round solved, and the plan submitted by the first officer and approved by the second. */
export async function approvedPlan(first: Officer, second: Officer, roundId: string) {
  const solve = await does(first.ask(startSolve(roundId)));
  const { plan } = await solveIn(first, String(solve['id']), ...ended);
  const planId = plan?.id ?? '';
  const submitted = await does(first.ask(submitPlan(planId, 1)));
  const approved = await does(second.ask(approvePlan(planId, Number(submitted['version']))));
  return { planId, version: Number(approved['version']) };
}

async function does(asking: Promise<Reply>): Promise<Readonly<Record<string, unknown>>> {
  const reply = await asking;
  const row = reply.data?.['done'];
  if (row === undefined || 'code' in row) throw new Error(`It was not done: ${JSON.stringify(reply)}`);
  return row;
}
