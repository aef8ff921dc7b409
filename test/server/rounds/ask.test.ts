import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { districtProblem } from '../../../bench/district.ts';
import type { Database } from '../../../prisma/client.ts';
import type { Question, Rounds } from '../../../schema/context.ts';
import {
  NoPlanToAskAbout,
  NotFound,
  NotInPlan,
  PlanNotFoundAgain,
  QuestionGivenUp,
  QuestionWithdrawn,
  TooManyQuestions,
} from '../../../schema/errors.ts';
import { idOf } from '../../../schema/ids.ts';
import * as stored from '../../../schema/stored.ts';
import { createAnswerer, type Task } from '../../../server/jobs/answerer.ts';
import { testDatabase } from '../../support/database.ts';
import { asRegistered, type Kept, keepRegistry } from '../../support/registry.ts';
import { followed, startRounds } from '../../support/rounds.ts';
import { account, ask as askOverHttp, listening } from '../../support/server.ts';
import { twoSchools, twoSchoolsInput } from '../../support/two-schools.ts';

let database: Database;
let desk: Awaited<ReturnType<typeof startRounds>>;
let rounds: Rounds;
let county: Kept;
let planId: string;

const sections = twoSchoolsInput.sections.map((section) => ({ ...section, pupils: { 1: 80 } }));

beforeAll(async () => {
  database = await testDatabase();
  desk = await startRounds(database);
  rounds = desk.rounds;
  await desk.startSolving();
  county = await keepRegistry(database, asRegistered(twoSchools({ sections })));
  planId = await solved();
});
afterAll(async () => {
  await desk.close();
  await database.close();
});

async function solved(): Promise<string> {
  const solveId = await rounds.solve(county.officer, { roundId: county.roundId, engine: 'highs' });
  const told = await followed(rounds, solveId);
  return told.at(-1)?.planId ?? '';
}

const asker = { userId: randomUUID(), gone: new AbortController().signal };
const ask = <Asked extends Question>(question: Asked, of = planId) => rounds.ask(of, question, asker);
const teacher = (key: string) => county.teachers.get(key) ?? '';
const section = (key: string) => county.sections.get(key) ?? '';
const village = () => section('village:primary');

describe('of a plan that sends who wishes for it', () => {
  test('why not: who goes is chosen, and who may not go is told the rule and the day it ends', async () => {
    expect(await ask({ act: 'why-not', teacher: teacher('near') })).toMatchObject({ code: 'chosen' });
    expect(await ask({ act: 'why-not', teacher: teacher('new') })).toMatchObject({
      code: 'tenure',
      text: { tellsOf: 'nobody' },
      remedies: [{ en: 'From 2031-09-01 this rule stands in the way no more.' }, {}],
    });
  });

  test('why not there: at a section that has no post open', async () =>
    expect(
      await ask({ act: 'why-not', teacher: teacher('far'), section: section('town:primary') }),
    ).toMatchObject({ code: 'no-opening' }));

  test('why not at that post: a subject the teacher is not certified in', async () =>
    expect(
      await ask({ act: 'why-not', teacher: teacher('far'), section: village(), post: 'music' }),
    ).toMatchObject({ code: 'certificate' }));

  test('where else: every place and staying, ranked, one of them the plan’s own, in rows’ ids', async () => {
    const { options, none } = await ask({ act: 'options-for-teacher', teacher: teacher('near') });
    expect(none).toBeNull();
    expect(options).toMatchObject([
      { kind: 'goes', teacher: teacher('near'), section: village(), subject: 'maths', chosen: true },
      { kind: 'stays', teacher: null, section: null, chosen: false },
    ]);
    expect(options[0]?.goals?.map(({ worse }) => worse)).toEqual([0, 0, 0]);
    expect(options[1]?.goals?.some(({ worse }) => worse > 0)).toBe(true);
  });

  test('where else, of who may not go at all: the rule, and no place', async () =>
    expect(await ask({ act: 'options-for-teacher', teacher: teacher('new') })).toMatchObject({
      options: [],
      none: { code: 'tenure' },
    }));

  test('who else: everybody who could, with every goal, and nobody, with whom no plan meets the quota', async () => {
    const { options } = await ask({ act: 'options-for-post', section: village(), post: 'maths' });
    const who = options.map(({ teacher }) => teacher);
    expect(who.toSorted()).toEqual([...['far', 'near', 'star', 'tutor'].map(teacher), null].toSorted());
    expect(options.map(({ kind, goals }) => goals?.length ?? kind)).toEqual([3, 3, 3, 3, 'nobody']);
  });

  test('who else, where nobody could: said in words', async () =>
    expect(await ask({ act: 'options-for-post', section: village(), post: 'music' })).toMatchObject({
      options: [],
      none: {
        code: 'nobody',
        text: { en: 'Hillside (primary), Music: 1 post open, and nobody who may be sent.' },
      },
    }));

  test('what one more is worth, with every goal beside the plan', async () => {
    const worth = await ask({ act: 'worth' });
    expect(worth.length).toBeGreaterThan(0);
    for (const { goals, about } of worth) expect([goals.length, about.en.length > 0]).toEqual([3, true]);
  });

  test('how even any exchange could make it: never less even than the plan', async () => {
    const found = await ask({ act: 'least-coefficients', standard: 'basic', view: 'serving' });
    for (const { least, plan } of found) expect(least ?? 9).toBeLessThanOrEqual(plan + 1e-9);
  });

  test('checked anew without a solver, it is confirmed on the facts it was made from', async () => {
    const { problem } = await database.db.plan.findUniqueOrThrow({
      where: { id: planId },
      select: { problem: { select: { hash: true } } },
    });
    expect(await ask({ act: 'verify' })).toMatchObject({ confirmed: true, faults: [], hash: problem.hash });
  });

  test('a goal told better than it is does not pass the check', async () => {
    const { goals } = await database.db.plan.findUniqueOrThrow({ where: { id: planId } });
    const [first, ...rest] = stored.goals.parse(goals);
    if (first === undefined) throw new Error('The plan has no goals.');
    await database.db.plan.update({
      where: { id: planId },
      data: { goals: [{ ...first, value: first.value - 1 }, ...rest] },
    });
    try {
      const { confirmed, faults } = await ask({ act: 'verify' });
      expect([confirmed, faults.length > 0]).toEqual([false, true]);
    } finally {
      await database.db.plan.update({ where: { id: planId }, data: { goals: [first, ...rest] } });
    }
  });

  test('fairness: cases name rows', async () => {
    for (const { teacher, section } of await ask({ act: 'fairness' }))
      expect([[...county.teachers.values()].includes(teacher ?? ''), section]).toEqual([true, village()]);
  });
});

describe('a question without an answer says why', () => {
  test('no such plan', async () =>
    await expect(ask({ act: 'worth' }, randomUUID())).rejects.toThrow(NotFound));

  test('a teacher who came after the facts were frozen', async () => {
    const { db } = database;
    const { id: _, ...known } = await db.teacher.findUniqueOrThrow({ where: { id: teacher('far') } });
    const late = await db.teacher.create({ data: { ...known, staffNumber: 'late' } });
    await expect(ask({ act: 'why-not', teacher: late.id })).rejects.toThrow(NotInPlan);
    await db.teacher.delete({ where: { id: late.id } });
  });

  test('a subject that the curriculum does not have', async () =>
    await expect(ask({ act: 'options-for-post', section: village(), post: 'latin' })).rejects.toThrow(
      NotInPlan,
    ));

  test('no plan exists', async () => {
    await database.db.plan.update({ where: { id: planId }, data: { status: 'infeasible' } });
    await expect(ask({ act: 'worth' })).rejects.toThrow(NoPlanToAskAbout);
    await database.db.plan.update({ where: { id: planId }, data: { status: 'optimal' } });
  });

  test('a plan that the facts do not give any more', async () => {
    const move = await database.db.move.findFirstOrThrow({ where: { planId } });
    await database.db.move.delete({ where: { id: move.id } });
    await expect(ask({ act: 'worth' })).rejects.toThrow(PlanNotFoundAgain);
    await database.db.move.create({ data: move });
    expect(await ask({ act: 'why-not', teacher: teacher('near') })).toMatchObject({ code: 'chosen' });
  });
});

describe('questions take turns', () => {
  /** A county that takes many seconds to solve, on a quick machine too. */
  const large = JSON.stringify(districtProblem(3000, 1));
  const limits = { most: 3, each: 2, seconds: 120, idle: 60 };
  const of = (userId: string): Task => ({
    userId,
    hash: 'large',
    problem: async () => large,
    moves: '[]',
    circuits: '[]',
    placements: '[]',
    question: { act: 'worth' },
  });

  test('one reader has few, and all together too; one withdrawn leaves its place at once', async () => {
    const answerer = createAnswerer(limits);
    const [running, waiting, another] = [1, 2, 3].map(() => new AbortController());
    const never = new AbortController().signal;
    const asked = [
      answerer.ask(of('A'), running?.signal ?? never),
      answerer.ask(of('A'), waiting?.signal ?? never),
    ].map((answer) => answer.catch((error: unknown) => error));
    await expect(answerer.ask(of('A'), never)).rejects.toThrow(TooManyQuestions);
    const third = answerer.ask(of('B'), another?.signal ?? never).catch((error: unknown) => error);
    await expect(answerer.ask(of('C'), never)).rejects.toThrow(TooManyQuestions);
    waiting?.abort();
    expect(await asked[1]).toBeInstanceOf(QuestionWithdrawn);
    running?.abort();
    expect(await asked[0]).toBeInstanceOf(QuestionWithdrawn);
    another?.abort();
    expect(await third).toBeInstanceOf(QuestionWithdrawn);
    await answerer.close();
  });

  test('one that is under way ends its thread when it is withdrawn, and the next is answered', async () => {
    const answerer = createAnswerer(limits);
    const gone = new AbortController();
    const first = answerer.ask(of('A'), gone.signal);
    setTimeout(() => gone.abort(), 500);
    await expect(first).rejects.toThrow(QuestionWithdrawn);
    const small = { ...of('A'), hash: 'small', problem: async () => JSON.stringify(twoSchools()) };
    const question = { act: 'why-not', teacher: 'nobody' } as const;
    expect(await answerer.ask({ ...small, question }, new AbortController().signal)).toEqual({
      refused: 'teacher',
    });
    await answerer.close();
  });

  test('one that takes too long is given up, and the reader is told', async () => {
    const answerer = createAnswerer({ ...limits, seconds: 0.5 });
    await expect(answerer.ask(of('A'), new AbortController().signal)).rejects.toThrow(QuestionGivenUp);
    await answerer.close();
  });

  test('a server that stops withdraws every question, and takes no more', async () => {
    const answerer = createAnswerer(limits);
    const asked = ['A', 'B'].map((reader) =>
      answerer.ask(of(reader), new AbortController().signal).catch((error: unknown) => error),
    );
    await answerer.close();
    for (const answer of [...asked, answerer.ask(of('C'), new AbortController().signal)])
      expect(await answer.catch((error: unknown) => error)).toBeInstanceOf(QuestionWithdrawn);
  });

  test('what is withdrawn before it is asked is not begun', async () => {
    const answerer = createAnswerer(limits);
    await expect(answerer.ask(of('A'), AbortSignal.abort())).rejects.toThrow(QuestionWithdrawn);
    await answerer.close();
  });
});

test('a request that is gone withdraws its question', async () => {
  const reader = new AbortController();
  let withdraw: (() => void) | undefined;
  const withdrawn = new Promise<void>((resolve) => {
    withdraw = resolve;
  });
  const slow: Rounds['ask'] = (_plan, _question, { gone }) => {
    gone.addEventListener('abort', () => withdraw?.());
    reader.abort();
    return new Promise(() => undefined);
  };
  const server = await listening(database, { ...rounds, ask: slow });
  const password = 'as long as it is';
  const { email } = await account(database, password, { role: 'hr-officer', countyId: county.countyId });
  const signIn =
    'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { __typename } }';
  const { headers } = await askOverHttp(server.url, signIn, { email, password });
  const cookie = String(headers.get('set-cookie')).split(';')[0] ?? '';
  const query = 'query ($id: ID!) { worth(planId: $id) { __typename } }';
  const answer = fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', cookie },
    body: JSON.stringify({ query, variables: { id: idOf('Plan', planId) } }),
    signal: reader.signal,
  });
  await expect(answer).rejects.toThrow(/abort/i);
  await withdrawn;
  await server.close();
});
