import type { Browser, Page } from 'playwright-core';
import { ask, solving } from './browse.ts';
import { dayFromNow, openAs } from './logins.ts';
import { solvedIn } from './plans.ts';

/** Solves a round by API and takes its plan so far: approved by somebody else, published, decided before its days are over. */
export async function planTakenTo(
  state: 'PROVISIONAL' | 'FINAL',
  browser: Browser,
  officer: Page,
  roundId: string,
): Promise<string> {
  const { id } = await solvedIn(officer, roundId);
  // Facts are frozen and looked at anew on the way: longer than a page may take.
  officer.context().setDefaultTimeout(solving);
  const second = await approver(browser, officer);
  await step(officer, 'submitPlan', id);
  await step(second.page, 'approvePlan', id);
  await step(officer, 'publishPlan', id);
  await second.leave();
  if (state === 'FINAL') await step(officer, 'finalisePlan', id);
  officer.context().setDefaultTimeout(20_000);
  return id;
}

/** Another officer, named to approve as long as it takes. */
async function approver(browser: Browser, officer: Page) {
  const { counties } = await ask(officer, '{ counties { nodes { id } } }');
  const county = counties.nodes[0].id;
  const { page, context, email } = await openAs(browser, officer, { role: 'HR_OFFICER', countyId: county });
  const { nameApprover } = await ask(
    officer,
    `mutation ($county: ID!, $email: String!, $from: Day!) { nameApprover(countyId: $county, email: $email, from: $from) {
       ... on Approver { id version } ... on Refusal { message } } }`,
    { county, email, from: dayFromNow(0) },
  );
  if (nameApprover.id === undefined) throw new Error(nameApprover.message);
  const leave = async () => {
    await ask(
      officer,
      'mutation ($id: ID!, $version: Int!, $until: Day!) { endApprover(approverId: $id, version: $version, until: $until) { __typename } }',
      { ...nameApprover, until: dayFromNow(0) },
    );
    await context.close();
  };
  context.setDefaultTimeout(solving);
  return { page, leave };
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
