import { type ExecutionResult, execute, parse, subscribe, validate } from 'graphql';
import type { Database } from '../../prisma/client.ts';
import type { Context, Viewer } from '../../schema/context.ts';
import { schema } from '../../schema/index.ts';
import { type AccountsOptions, accountsFor } from '../../server/accounts/accounts.ts';
import { createAttempts } from '../../server/accounts/attempts.ts';
import { createSealer } from '../../server/accounts/sealed.ts';
import { keepsNothing } from '../../server/counties/kept.ts';
import { createImports } from '../../server/imports/imports.ts';
import { createRectification } from '../../server/inspection/rectification.ts';
import type { RoadmapTask } from '../../server/jobs/answerer.ts';
import { check } from '../../server/jobs/checked.ts';
import {
  balanceChangeFrom,
  balanceFrom,
  establishmentFrom,
  inspectionFrom,
  publicFiguresFrom,
} from '../../server/jobs/figures.ts';
import { createNews } from '../../server/jobs/news.ts';
import {
  byHandFrom,
  type HandQuestion,
  type PeopleQuestion,
  peopleFrom,
  type RecheckQuestion,
  recheckFrom,
} from '../../server/jobs/plans.ts';
import type {
  BalanceQuestion,
  EstablishmentQuestion,
  InspectionQuestion,
  PublicFiguresQuestion,
} from '../../server/jobs/reckoner.ts';
import { createLetters } from '../../server/letters/letters.ts';
import { createPersonal } from '../../server/personal/personal.ts';
import { createPlanActs } from '../../server/plans/acts.ts';
import { createPostings } from '../../server/postings/postings.ts';
import { createBatches } from '../../server/provinces/batches.ts';
import { prepare } from '../../server/public-figures/prepare.ts';
import { createRollovers } from '../../server/rollover/rollovers.ts';
import { ask as answerOf } from '../../server/rounds/ask.ts';
import { balance } from '../../server/rounds/balance.ts';
import { balanceStandardsInForce } from '../../server/rounds/balance-standard.ts';
import { compare } from '../../server/rounds/compare.ts';
import { establishment } from '../../server/rounds/establishment.ts';
import { ruleTitle, standingPolicy } from '../../server/rounds/policy.ts';
import { staffOfShutSchools, standardFindings } from '../../server/rounds/registry-check.ts';
import { roadmap } from '../../server/rounds/roadmap.ts';
import { standingFacts } from '../../server/rounds/standing-facts.ts';
import { createYear } from '../../server/year.ts';
import { toldDemand } from '../../solver/demand-words.ts';
import { eligibilityOf } from '../../solver/eligibility.ts';
import { problem as format } from '../../solver/problem.ts';
import { registryFindings } from '../../solver/registry-check.ts';
import { outlook } from '../../solver/roadmap/outlook.ts';
import { roadmap as roadmapOf } from '../../solver/roadmap/roadmap.ts';
import { rosterStanding } from '../../solver/roster-standing.ts';
import type { Scenario } from '../../solver/scenario.ts';
import { marked, mustHaveLeft, newestDeed, succeeded } from './deed-watch.ts';
import { echo } from './echo.ts';
import { keptBefore } from './kept-watch.ts';
import { noteBody } from './secret-watch.ts';

/** Reckons here instead of in a thread. */
export const inPlace = {
  balance: async (asked: BalanceQuestion) => balanceFrom(asked),
  balanceChange: async (asked: BalanceQuestion) => balanceChangeFrom(asked),
  establishment: async (asked: EstablishmentQuestion) => establishmentFrom(asked),
  check: async (text: string, scenario?: Scenario, near?: boolean) => check(text, scenario, near),
  recheck: async (asked: RecheckQuestion) => recheckFrom(asked),
  byHand: async (asked: HandQuestion) => byHandFrom(asked),
  people: async (asked: PeopleQuestion) => peopleFrom(asked),
  demand: async (text: string) => toldDemand(format.parse(JSON.parse(text))),
  eligibility: async (text: string, teachers: readonly string[]) =>
    eligibilityOf(format.parse(JSON.parse(text)), teachers),
  standing: async (text: string) => rosterStanding(format.parse(JSON.parse(text))),
  roadmap: async ({ problem, years, asOf, enrolments }: RoadmapTask) =>
    roadmapOf(format.parse(JSON.parse(await problem())), outlook.parse({ asOf, enrolments }), { years }),
  publicFigures: async (asked: PublicFiguresQuestion) => publicFiguresFrom(asked),
  inspection: async (asked: InspectionQuestion) => inspectionFrom(asked),
};

/** The registry row by row is read and changed for real. */
function rowByRow(database: Database) {
  const { columns, records, change } = createImports(database);
  return { columns, records, change };
}

/** Of which database a context reads. */
const databases = new WeakMap<object, Database>();

/**
 * What resolvers reach in tests of the schema: the database as it is, and use cases that write nothing and note
 * in `calls` that they were called. Demand is one cell of music a section, every move of a plan has
 * an eighth of a change of balance, and questions are answered by `echo`.
 */
export function contextWith(database: Database, viewer: Viewer | null, calls: string[] = []): Context {
  const { db } = database;
  databases.set(db, database);
  const called =
    <Answer>(name: string, answer: () => Promise<Answer>) =>
    (): Promise<Answer> => {
      calls.push(name);
      return answer();
    };
  const first = (rows: readonly { id: string }[]) => rows[0]?.id ?? '';
  return {
    db,
    viewer,
    language: 'en',
    gone: new AbortController().signal,
    today: () => '2026-06-01',
    now: () => new Date(),
    accounts: {
      ...accountsFor(accountsOf(database), visit),
      signIn: async () => ({ viewer: nobody, secret: 'secret', expiresAt: new Date(0) }),
      signOut: called('signOut', async () => {}),
      createToken: called('createToken', async () => ({ id: '', secret: '', expiresAt: new Date(0) })),
      revokeToken: called('revokeToken', async () => {}),
    },
    imports: {
      ...rowByRow(database),
      run: called('import', async () => ({
        importId: null,
        sheets: [],
        faults: [],
        faultCount: 0,
        notes: [],
        changes: [],
      })),
      runStandards: called('importStandards', async () => ({
        importId: null,
        sheets: [],
        faults: [],
        faultCount: 0,
        notes: [],
        changes: [],
      })),
      undo: called('undo', async () => {}),
      saveMapping: called('saveMapping', async () => first(await db.columnMapping.findMany())),
    },
    rounds: {
      open: called('open', async () => first(await db.round.findMany())),
      solve: called('solve', async () => first(await db.solve.findMany())),
      cancel: called('cancel', async () => {}),
      async *progress(solveId) {
        calls.push('progress');
        const stage = { stage: null, stageIndex: null, stages: null, incumbent: null, bound: null };
        yield { solveId, state: 'queued', ...stage, planId: null, failure: null };
      },
      pin: called('pin', async () => {}),
      unpin: called('unpin', async () => {}),
      demand: async (countyId) => {
        const sections = await db.section.findMany({ where: { countyId }, orderBy: { id: 'asc' } });
        return sections.map(({ id }, index) => ({
          sectionId: id,
          subject: 'music',
          need: 1.5,
          supply: index % 2,
          gap: 1.5 - (index % 2),
          circuitsIn: 0,
          circuitsOut: 0,
          lent: 0,
          surplus: 0,
          openings: index % 3,
          requested: 0,
          critical: index % 2 === 0,
          specialist: true,
          arithmetic: [{ zh: '需要1.5', en: 'Need: 1.5' }],
        }));
      },
      registryFindings: async (countyId, on) => ({
        registry: [
          ...registryFindings(format.parse(JSON.parse(await standingFacts(db, countyId, on)))),
          ...(await staffOfShutSchools(database.pool, countyId, on)),
        ],
        standards: await standardFindings(db, countyId, on),
      }),
      establishment: (countyId, on, standard) =>
        establishment({ database, reckoner: inPlace, kept: keepsNothing }, countyId, on, standard),
      balanceStandards: (asked) => balanceStandardsInForce(database.db, asked),
      balance: async (countyId, on, standard, view) => {
        calls.push('balance');
        return balance({ database, reckoner: inPlace }, countyId, on, standard, view);
      },
      async planBalance(planId, standard, view) {
        calls.push('planBalance');
        const plan = await db.plan.findUniqueOrThrow({
          where: { id: planId },
          select: { countyId: true, moves: { select: { teacher: true }, orderBy: { id: 'asc' } } },
        });
        const before = await balance(
          { database, reckoner: inPlace },
          plan.countyId,
          '2026-06-01',
          standard,
          view,
        );
        const moves = plan.moves.map(({ teacher }) => ({ teacher: teacher.staffNumber, share: 0.125 }));
        const change = { stage: 'primary', indicator: 'L1', change: 0.125 * moves.length, moves } as const;
        return { before, after: before, indicators: [change], unchanged: [] };
      },
      prepareFigures: (countyId, on, threshold) =>
        prepare({ database, reckoner: inPlace }, countyId, on, threshold),
      publishFigures: called('publishFigures', async () => {}),
      withdrawFigures: called('withdrawFigures', async () => {}),
      compare: (a, b) => compare(database, a, b),
      ask: (planId, question, asker) => answerOf({ database, answerer: echo }, planId, question, asker),
      roadmap: async (countyId, on, years, asker) => {
        calls.push('roadmap');
        return roadmap(
          { database, reckoner: inPlace, forecaster: inPlace, kept: keepsNothing },
          countyId,
          on,
          years,
          asker,
        );
      },
      policy: standingPolicy,
      ruleTitle,
      rectification: createRectification({ database, reckoner: inPlace, kept: keepsNothing }),
      letters: createLetters({ database }),
      postings: createPostings(database),
      personal: createPersonal({ database, reckoner: inPlace, kept: keepsNothing }),
      batches: createBatches({
        database,
        queue: { add: called('queue', async () => {}) },
        news: createNews(),
        abort: () => {},
      }),
      year: createYear({ database, reckoner: inPlace }),
      plans: createPlanActs({ database, reckoner: inPlace, queue: { add: called('queue', async () => {}) } }),
    },
    rollovers: createRollovers(database),
    scenarios: {
      create: called('createScenario', async () => first(await db.scenario.findMany())),
      change: called('changeScenario', async () => {}),
      drop: called('dropScenario', async () => {}),
      promote: called('promoteScenario', async () => {}),
      differences: async (roundId) => {
        calls.push('differences');
        const scenarios = await db.scenario.findMany({ where: { roundId } });
        const differences = [{ zh: '预算不同。', en: 'Another budget.' }];
        return new Map(scenarios.map(({ id }) => [id, { differences, faults: [] }]));
      },
      outcomes: async (roundId) => {
        const plans = await db.plan.findMany({ where: { roundId }, orderBy: { id: 'asc' } });
        return plans.map(({ id, scenarioId }) => ({
          scenarioId,
          planId: id,
          current: true,
          left: 3,
          outcome: null,
        }));
      },
    },
  };
}

/** Answers a document as the API does, but for what the server adds around it. Throws where a watched act left no deed. */
export async function ask(
  context: Context,
  document: string,
  variables: Record<string, unknown> = {},
): Promise<Answer> {
  const watched = marked(document);
  if (watched === null) return answered(context, document, variables);
  const before = await newestDeed(context);
  const database = databases.get(context.db);
  // A bench asks too, and counts statements.
  const watches = database && process.env['VITEST'] === 'true' && firstOnes(watched);
  const isKeptRightly = watches ? await keptBefore(database) : null;
  const answer = await answered(context, watched, variables);
  const names = succeeded(document, answer.data);
  if (names.length > 0) mustHaveLeft(names, before, await newestDeed(context));
  await isKeptRightly?.();
  return answer;
}

/** Of a document the first times that a file of tests asks it: what it does to a county's facts is the same every time. */
function firstOnes(document: string): boolean {
  const times = (askedBefore.get(document) ?? 0) + 1;
  askedBefore.set(document, times);
  return times <= 2;
}
const askedBefore = new Map<string, number>();

async function answered(
  context: Context,
  document: string,
  variables: Record<string, unknown>,
): Promise<Answer> {
  const parsed = parse(document);
  const [fault] = validate(schema, parsed);
  if (fault) throw fault;
  // A request has a context of its own: what is remembered in one is not known to the next.
  const contextValue = { ...context };
  const subscribes = /^\s*subscription/.test(document);
  const request = { schema, document: parsed, variableValues: variables, contextValue };
  if (!subscribes) return plain(await execute(request));
  const events = await subscribe(request);
  if (!(Symbol.asyncIterator in events)) return plain(events);
  for await (const event of events) return plain(event);
  return plain({});
}

export interface Answer {
  readonly data: unknown;
  readonly errors: readonly { readonly message: string; readonly code: unknown }[];
  /** What stands at a path such as `counties.nodes.name`; of every row where the path meets a list. */
  at(path: string): unknown;
}

function plain({ data, errors = [] }: ExecutionResult): Answer {
  const text = JSON.stringify({ data: data ?? null, ...(errors.length > 0 && { errors }) });
  noteBody(text);
  const tree: unknown = JSON.parse(text).data;
  return {
    data: tree,
    errors: errors.map(({ message, extensions }) => ({ message, code: extensions['code'] })),
    at: (path) => path.split('.').reduce(within, tree),
  };
}

function within(tree: unknown, step: string): unknown {
  if (Array.isArray(tree)) return tree.flatMap((row) => within(row, step));
  return typeof tree === 'object' && tree !== null
    ? Object.entries(tree).find(([key]) => key === step)?.[1]
    : undefined;
}

const accountsOf = (database: Database): AccountsOptions => ({
  database,
  attempts: createAttempts(database.pool),
  sealer: createSealer(undefined),
  openId: null,
  sessionDays: 14,
  now: () => new Date(),
});
const visit = { address: '192.0.2.1', signedIn: () => undefined, signedOut: () => undefined };

const nobody: Viewer = { userId: '', sessionId: '', name: '', email: '', grants: [] };
