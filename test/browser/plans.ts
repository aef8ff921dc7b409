import type { Page } from 'playwright-core';
import { ask, newRound, solving } from './browse.ts';
import { importRecruits } from './recruits.ts';

const roundName = '导览方案轮次';

interface Plan {
  readonly id: string;
  readonly byHand: boolean;
}

/** Solves a round, or a scenario of it, by API; answers the plan. */
export async function solvedIn(
  page: Page,
  roundId: string,
  scenarioId?: string,
): Promise<{ id: string; version: number }> {
  const { startSolve } = await ask(
    page,
    'mutation ($round: ID!, $scenario: ID) { startSolve(roundId: $round, scenarioId: $scenario) { ... on Solve { id } ... on SolveAlreadyRunning { id: solveId } } }',
    { round: roundId, scenario: scenarioId },
  );
  // Not vi.waitUntil: the tour runs without Vitest.
  for (const until = Date.now() + solving; Date.now() < until; ) {
    const { node } = await ask(
      page,
      'query ($id: ID!) { node(id: $id) { ... on Solve { state plan { id version } } } }',
      { id: startSolve.id },
    );
    if (node.plan !== null) return node.plan;
    if (node.state === 'FAILED') throw new Error('The solve failed.');
    await new Promise((resolve) => setTimeout(resolve, 1_000));
  }
  throw new Error('The solve did not end in time.');
}

interface Round {
  readonly id: string;
  /** The newest first. */
  readonly plans: { readonly nodes: readonly Plan[] };
}

/** The demo county's round of this name; undefined: there is none yet. */
export async function roundNamed(page: Page, wanted: string): Promise<Round | undefined> {
  const { counties } = await ask(
    page,
    '{ counties { nodes { rounds(first: 50) { nodes { id name plans(first: 10) { nodes { id byHand } } } } } } }',
  );
  return counties.nodes[0].rounds.nodes.find(({ name }: { name: string }) => name === wanted);
}

/** A solved plan of that round, with recruits to place; an HR officer who finds none has it made. */
export async function planToShow(page: Page): Promise<string> {
  const round = await roundNamed(page, roundName);
  const known = round?.plans.nodes.find(({ byHand }) => !byHand);
  if (known) return known.id;
  await importRecruits(page);
  const { id } = round ?? (await newRound(page, roundName));
  return (await solvedIn(page, id)).id;
}

/** A plan made from it by hand: its first teacher stays. */
export async function handPlanToShow(page: Page): Promise<{ solved: string; byHand: string }> {
  const solved = await planToShow(page);
  const known = (await roundNamed(page, roundName))?.plans.nodes.find(({ byHand }) => byHand);
  if (known) return { solved, byHand: known.id };
  const { node } = await ask(
    page,
    'query ($id: ID!) { node(id: $id) { ... on Plan { version moves(first: 1) { nodes { teacher { id } } } } } }',
    { id: solved },
  );
  const { moveByHand } = await ask(
    page,
    `mutation ($plan: ID!, $version: Int!, $teacher: ID!) {
       moveByHand(planId: $plan, version: $version, teacherId: $teacher, reason: "导览示例") {
         ... on HandEdit { plan { id } } ... on Refusal { message } } }`,
    { plan: solved, version: node.version, teacher: node.moves.nodes[0].teacher.id },
  );
  return { solved, byHand: moveByHand.plan.id };
}
