import type { Browser, Page } from 'playwright-core';
import { vi } from 'vitest';
import { ask, newRound, openPage, signIn, solving } from './browse.ts';

/** A plan of a round of its own, final by API: solved, approved by somebody else, published, decided before its days are over. */
export async function finalPlan(browser: Browser, officer: Page, name: string): Promise<string> {
  // Facts are frozen and looked at anew on the way: longer than a page may take.
  officer.context().setDefaultTimeout(solving);
  const round = await newRound(officer, name);
  const { startSolve } = await ask(
    officer,
    'mutation ($round: ID!) { startSolve(roundId: $round) { ... on Solve { id } } }',
    { round: round.id },
  );
  const solved = async () => {
    const { node } = await ask(
      officer,
      'query ($id: ID!) { node(id: $id) { ... on Solve { plan { id } } } }',
      { id: startSolve.id },
    );
    return node.plan;
  };
  const { id } = await vi.waitUntil(solved, { timeout: solving, interval: 1_000 });
  await step(officer, 'submitPlan', id);
  const approver = await openPage(browser, new URL(officer.url()).origin);
  approver.context.setDefaultTimeout(solving);
  await signIn(approver.page, 'approver');
  await step(approver.page, 'approvePlan', id);
  await approver.context.close();
  await step(officer, 'publishPlan', id);
  await step(officer, 'finalisePlan', id);
  officer.context().setDefaultTimeout(20_000);
  return id;
}

/** One step of a plan at its version of now; by a named decision where one is wanted. */
async function step(page: Page, name: string, planId: string): Promise<void> {
  const { node } = await ask(page, 'query ($id: ID!) { node(id: $id) { ... on Plan { version } } }', {
    id: planId,
  });
  const decision =
    ', decision: { decidedBy: "局务会", reason: "本轮不设公示期", reference: "远教〔2026〕3号" }';
  const take = (more: string) =>
    ask(
      page,
      `mutation ($id: ID!, $version: Int!) { done: ${name}(planId: $id, version: $version${more}) {
         __typename ... on Refusal { code message } } }`,
      { id: planId, version: node.version },
    );
  let { done } = await take('');
  if (done.__typename === 'DecisionWanted') ({ done } = await take(decision));
  if (done.message !== undefined) throw new Error(`${name}: ${done.message}`);
}
