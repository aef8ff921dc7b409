import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { ask, newRound } from './browse.ts';
import { dayFromNow, openAs } from './logins.ts';
import { roundNamed, solvedIn } from './plans.ts';
import { planTakenTo } from './steps-of-plans.ts';

/** Rounds of the demo county that pages are shown with; an HR officer who finds none has one made, once. */

const nextYear = new Date().getFullYear() + 1;
/** Of the spring to come; its list comes out long before its moves: objections are heard these days. */
const nextSpring = {
  schoolYear: nextYear - 1,
  effective: `${nextYear}-03-01`,
  windows: [{ kind: 'OBJECTIONS', from: dayFromNow(-1), until: dayFromNow(10) }],
};

interface Shown {
  readonly round: string;
  /** Its newest plan. */
  readonly plan: string;
}

/** The round of this name; where there is none, it is opened, and `made` makes what is shown of it and answers its plan. */
async function shown(page: Page, name: string, made: (roundId: string) => Promise<string>): Promise<Shown> {
  const known = await roundNamed(page, name);
  const [plan] = known?.plans.nodes ?? [];
  if (known && plan) return { round: known.id, plan: plan.id };
  const { id } = await newRound(page, name, nextSpring);
  return { round: id, plan: await made(id) };
}

const browserOf = (page: Page): Browser => {
  const browser = page.context().browser();
  if (browser === null) throw new Error('The page belongs to no browser.');
  return browser;
};

/** A plan that is out as the provisional list, with an objection that waits of somebody whom it sends. */
export const provisionalPlanToShow = (page: Page): Promise<Shown> =>
  shown(page, '导览公示轮次', async (roundId) => {
    const browser = browserOf(page);
    const plan = await planTakenTo('PROVISIONAL', browser, page, roundId);
    const teacherId = await sentBy(page, plan);
    const { page: teacher, context } = await openAs(browser, page, { role: 'TEACHER', teacherId });
    const { submitObjection } = await ask(
      teacher,
      `mutation ($plan: ID!, $teacher: ID!) { submitObjection(planId: $plan, teacherId: $teacher, text: "家中老人由我一人照护，名单没有计入。") {
         __typename ... on Refusal { message } } }`,
      { plan, teacher: teacherId },
    );
    if (submitObjection.message !== undefined) throw new Error(submitObjection.message);
    await context.close();
    return plan;
  });

/** Somebody in no leading office whom a plan sends away from home. */
export async function sentBy(page: Page, planId: string): Promise<string> {
  const { node } = await ask(
    page,
    'query ($id: ID!) { node(id: $id) { ... on Plan { moves(first: 50) { nodes { form teacher { id cadreRole } } } } } }',
    { id: planId },
  );
  return node.moves.nodes.find(
    ({ form, teacher }: { form: string; teacher: { cadreRole: string | null } }) =>
      form !== 'RETURN' && teacher.cadreRole === null,
  ).teacher.id;
}

/** A final plan whose postings are ordered and whose letters of dispatch are issued. */
export const orderedPlanToShow = (page: Page): Promise<Shown> =>
  shown(page, '导览派遣轮次', async (roundId) => {
    const plan = await planTakenTo('FINAL', browserOf(page), page, roundId);
    const version = async () =>
      (await ask(page, 'query ($id: ID!) { node(id: $id) { ... on Plan { version } } }', { id: plan })).node
        .version;
    const { orderPostings } = await ask(
      page,
      'mutation ($plan: ID!, $version: Int!) { orderPostings(planId: $plan, version: $version) { __typename ... on Refusal { message } } }',
      { plan, version: await version() },
    );
    if (orderPostings.message !== undefined) throw new Error(orderPostings.message);
    const { issueLetters } = await ask(
      page,
      'mutation ($input: IssueLettersInput!) { issueLetters(input: $input) { __typename ... on Refusal { message } } }',
      {
        input: {
          planId: plan,
          version: await version(),
          kind: 'DISPATCH',
          datedOn: dayFromNow(0),
          key: randomUUID(),
        },
      },
    );
    if (issueLetters.message !== undefined) throw new Error(issueLetters.message);
    return plan;
  });

/** A plan that does not exist: of a round in which a thousand teachers are to stay. */
export const clashToShow = (page: Page): Promise<Shown> =>
  shown(page, '导览无解轮次', async (roundId) => {
    await keepThousand(page, roundId);
    return (await solvedIn(page, roundId)).id;
  });

/** A thousand teachers fixed to stay: so many that the quota cannot be met. */
export async function keepThousand(page: Page, roundId: string): Promise<void> {
  const pins: object[] = [];
  for (let after: string | null | undefined; after !== null && pins.length < 1_000; ) {
    const { counties } = await ask(
      page,
      `query ($after: String) { counties { nodes { teachers(first: 200, after: $after) {
         nodes { id } pageInfo { hasNextPage endCursor } } } } }`,
      { after },
    );
    const { nodes, pageInfo } = counties.nodes[0].teachers;
    for (const { id } of nodes) pins.push({ kind: 'STAY', teacherId: id });
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  }
  const { node } = await ask(page, 'query ($id: ID!) { node(id: $id) { ... on Round { version } } }', {
    id: roundId,
  });
  await ask(
    page,
    'mutation ($id: ID!, $version: Int!, $pins: [PinInput!]!) { pinTeachers(roundId: $id, version: $version, pins: $pins) { ... on Round { id } } }',
    { id: roundId, version: node.version, pins: pins.slice(0, 1_000) },
  );
}

/** A round with two scenarios that are solved: with less money, and with seven years of tenure. */
export const scenariosToShow = (page: Page): Promise<Shown> =>
  shown(page, '导览情景轮次', async (roundId) => {
    const plan = await solvedIn(page, roundId);
    for (const [name, assumptions] of [
      ['预算减半', { budget: 900_000 }],
      ['满七年', { rules: [{ rule: 'tenure', figures: { years: 7 } }] }],
    ] as const) {
      const { createScenario } = await ask(
        page,
        `mutation ($round: ID!, $name: String!, $assumptions: Assumptions) {
           createScenario(roundId: $round, name: $name, assumptions: $assumptions) { ... on Scenario { id } ... on Refusal { message } } }`,
        { round: roundId, name, assumptions },
      );
      if (createScenario.id === undefined) throw new Error(createScenario.message);
      await solvedIn(page, roundId, createScenario.id);
    }
    return plan.id;
  });
