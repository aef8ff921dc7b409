import type { Stage as StageCode } from '../solver/problem.ts';
import { balanceArgs } from './balance.ts';
import { remembered } from './batch.ts';
import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import type { AssumptionsInput, Context, ScenarioDifferences, ScenarioOutcome } from './context.ts';
import { Backbone, PinKind, RuleLevel, Stage } from './enums.ts';
import {
  InvalidInput,
  NotAllowed,
  NotFound,
  ProblemRefused,
  RoundNotOpen,
  VersionConflict,
} from './errors.ts';
import { keyOf } from './ids.ts';
import { FourEyes } from './plan-refusals.ts';
import { ProblemFault, withoutValues } from './refusal.ts';
import { administers, mustAdminister, readsCounty, rows } from './scope.ts';
import { User, userOf } from './user.ts';
import { Words } from './words.ts';

/** Those of one round are compared with it at once, and once in a request. */
async function differencesOf(
  context: Context,
  roundId: string,
  scenarioId: string,
): Promise<ScenarioDifferences> {
  const answer = await ofRound(context, roundId, () => context.scenarios.differences(roundId));
  return answer.get(scenarioId) ?? { differences: [], faults: [] };
}
const ofRound = remembered<ReadonlyMap<string, ScenarioDifferences>>();
const outcomes = remembered<readonly ScenarioOutcome[]>();

builder.prismaNode('Scenario', {
  description: 'Other assumptions for a round, solved beside it. For who reads the whole county.',
  id: { field: 'id' },
  select: { id: true, roundId: true, countyId: true },
  fields: (t) => ({
    round: t.relation('round', { description: 'The round.' }),
    name: t.exposeString('name', { description: 'Its name, unique in the round.' }),
    note: t.exposeString('note', { nullable: true, description: 'What it is for; null: not told.' }),
    assumptions: t.field({
      type: 'JSON',
      description:
        'What it takes to be otherwise, rows by their keys: numbers of requests, `CODE:stage`, staff numbers.',
      select: { assumptions: true },
      resolve: ({ assumptions }) => assumptions,
    }),
    differences: t.stringList({
      description:
        'In what it differs from its round as the round stands now, in the reader’s language; empty: in nothing, or see `faults`.',
      resolve: async ({ id, roundId }, _args, context) =>
        (await differencesOf(context, roundId, id)).differences.map((words) =>
          inWords(words, context.language),
        ),
    }),
    differencesWords: t.field({
      type: [Words],
      description: 'The same in both languages.',
      resolve: async ({ id, roundId }, _args, context) =>
        (await differencesOf(context, roundId, id)).differences,
    }),
    faults: t.field({
      type: [ProblemFault],
      description:
        'What it names that the round no longer has; it cannot be solved until it is changed. What stands there is told to HR alone.',
      resolve: async ({ id, roundId, countyId }, _args, context) => {
        const { faults } = await differencesOf(context, roundId, id);
        return administers(context.viewer, countyId) ? faults : withoutValues(faults);
      },
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was written down.' }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Who wrote it down; null: not known.',
      select: { createdBy: true },
      resolve: ({ createdBy }, _args, context) => userOf(context, createdBy),
    }),
    promotedAt: t.expose('promotedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When its assumptions became the round’s own; null: they have not, or were changed since.',
    }),
    promotedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who took them over; null: nobody, or not known.',
      select: { promotedBy: true },
      resolve: ({ promotedBy }, _args, context) => userOf(context, promotedBy),
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

interface Coefficient {
  readonly stage: StageCode;
  readonly code: string;
  readonly before: number | null;
  readonly after: number | null;
  readonly within: boolean | null;
}

const IndicatorOutcome = builder.objectRef<Coefficient>('IndicatorOutcome').implement({
  description: 'The coefficient of variation of an indicator before and after a plan.',
  fields: (t) => ({
    stage: t.expose('stage', { type: Stage, description: 'The stage.' }),
    code: t.exposeString('code', { description: 'The indicator’s code in the standard.' }),
    before: t.exposeFloat('before', { nullable: true, description: 'Today; null: not computable.' }),
    after: t.exposeFloat('after', { nullable: true, description: 'After the plan; null: not computable.' }),
    within: t.exposeBoolean('within', {
      nullable: true,
      description:
        'Whether it is within its limit after the plan; null: the mean of all is limited, or it is not computable.',
    }),
  }),
});

const Outcome = builder.objectRef<ScenarioOutcome>('ScenarioOutcome').implement({
  description: 'The newest plan of a scenario, or of the round’s own assumptions, and what it comes to.',
  fields: (t) => ({
    scenario: t.prismaField({
      type: 'Scenario',
      nullable: true,
      description: 'The scenario; null: the round’s own assumptions.',
      resolve: (query, { scenarioId }, _args, { db }) =>
        scenarioId === null ? null : db.scenario.findUnique({ ...query, where: { id: scenarioId } }),
    }),
    plan: t.prismaField({
      type: 'Plan',
      description: 'The plan, with its goals.',
      resolve: (query, { planId }, _args, { db }) =>
        db.plan.findUniqueOrThrow({ ...query, where: { id: planId } }),
    }),
    posted: t.int({
      nullable: true,
      description: 'Teachers who are posted, those who come home apart; null: no plan exists.',
      resolve: ({ outcome }) => outcome?.posted ?? null,
    }),
    backbone: t.int({
      nullable: true,
      description: 'Of them, backbone teachers of county level or above; null: no plan exists.',
      resolve: ({ outcome }) => outcome?.backbone ?? null,
    }),
    cost: t.int({
      nullable: true,
      description:
        'Yuan a year for their allowances; null: no plan exists, or no allowance standard is in force.',
      resolve: ({ outcome }) => outcome?.cost ?? null,
    }),
    km: t.float({
      nullable: true,
      description:
        'Road distance of all of them together, km; null: no plan exists, or somebody’s is unknown.',
      resolve: ({ outcome }) => outcome?.km ?? null,
    }),
    current: t.exposeBoolean('current', {
      description:
        'Whether the plan is of what the scenario assumes now; false: its name or assumptions were changed since, solve it again.',
    }),
    left: t.exposeInt('left', { description: 'Posts and seats it leaves open.' }),
    indicators: t.field({
      type: [IndicatorOutcome],
      description: 'Primary, then junior, in the order of the standard; empty: no plan exists.',
      resolve: ({ outcome }) => (outcome === null ? [] : coefficients(outcome)),
    }),
  }),
});

const coefficients = ({ before, after }: NonNullable<ScenarioOutcome['outcome']>): Coefficient[] =>
  after.stages.flatMap(({ stage, indicators }, at) =>
    indicators.map((report, place): Coefficient => {
      const today = before.stages[at]?.indicators[place];
      return {
        stage,
        code: report.indicator.code,
        before: today?.computable ? today.coefficient : null,
        after: report.computable ? report.coefficient : null,
        within: report.computable ? report.within : null,
      };
    }),
  );

builder.prismaObjectFields('Round', (t) => ({
  scenarios: t.relation('scenarios', {
    description: 'Its scenarios, the oldest first; at most 20. For who reads the whole county.',
    query: (_args, { viewer }) => ({
      where: rows(viewer).scenario,
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
  }),
  scenarioTable: t.field({
    type: [Outcome],
    nullable: true,
    description:
      'The newest plan of the round’s own assumptions and of each scenario, side by side; those without a plan are not in it; null: for whoever does not read the whole county.',
    args: balanceArgs(t.arg),
    select: { id: true, county: { select: { id: true, provinceId: true } } },
    resolve: ({ id, county }, { standard, view }, context) =>
      readsCounty(context.viewer, county)
        ? outcomes(context, `${id} ${standard} ${view}`, () => context.scenarios.outcomes(id, standard, view))
        : null,
  }),
}));

builder.prismaObjectField('Plan', 'scenario', (t) =>
  t.prismaField({
    type: 'Scenario',
    nullable: true,
    description:
      'The scenario it was made under; null: the round’s own assumptions. For who reads the whole county.',
    select: { scenarioId: true, county: { select: { id: true, provinceId: true } } },
    resolve: (query, { scenarioId, county }, _args, { db, viewer }) =>
      scenarioId === null || !readsCounty(viewer, county)
        ? null
        : db.scenario.findUnique({ ...query, where: { id: scenarioId } }),
  }),
);

export const RuleAssumption = builder.inputType('RuleAssumption', {
  description: 'A rule taken otherwise; what is left out stays as the round’s policy has it.',
  fields: (t) => ({
    rule: t.string({ required: true, description: 'Its name.' }),
    asUsual: t.boolean({ description: 'True: at its defaults, as if the policy did not name it.' }),
    level: t.field({ type: RuleLevel, description: 'How binding it is.' }),
    clause: t.string({ description: 'The clause it comes from.' }),
    relaxed: t.string({ description: 'The decision by which it may be broken: who, when, why.' }),
    figures: t.field({ type: 'JSON', description: 'Its own figures by name, such as `{"years": 5}`.' }),
  }),
});

export const GoalAssumption = builder.inputType('GoalAssumption', {
  description: 'A goal.',
  fields: (t) => ({
    name: t.string({ required: true, description: 'Its name.' }),
    figures: t.field({ type: 'JSON', description: 'Its own figures by name.' }),
  }),
});

const RequestAssumption = builder.inputType('RequestAssumption', {
  description: 'An approved request counted otherwise.',
  fields: (t) => ({
    requestId: t.id({ required: true, description: 'The request.' }),
    count: t.int({ description: 'How many teachers; 0: as if it were not approved.' }),
    level: t.field({ type: Backbone, description: 'The least backbone level wanted.' }),
    priority: t.int({ description: '1 (low) to 5 (most urgent).' }),
  }),
});

const MoreRequest = builder.inputType('MoreRequest', {
  description: 'A request that the round has not.',
  fields: (t) => ({
    number: t.string({ required: true, description: 'A number that no request of the county bears.' }),
    sectionId: t.id({ required: true, description: 'For which section.' }),
    subject: t.string({ required: true, description: 'Code of the subject.' }),
    count: t.int({ required: true, description: 'How many teachers, 1 or more.' }),
    level: t.field({ type: Backbone, description: 'The least backbone level wanted; unsaid: any.' }),
    priority: t.int({ description: '1 (low) to 5 (most urgent); unsaid: 3.' }),
  }),
});

const PinAssumption = builder.inputType('PinAssumption', {
  description: 'What a scenario fixes.',
  fields: (t) => ({
    kind: t.field({ type: PinKind, required: true, description: 'What is fixed.' }),
    teacherId: t.id({ required: true, description: 'The teacher.' }),
    sectionId: t.id({ description: 'The section to go to, or not to go to; for `MOVE` and `FORBID`.' }),
    subject: t.string({ description: 'Code of the subject of the opening; for `MOVE`, where it matters.' }),
  }),
});

const Assumptions = builder.inputType('Assumptions', {
  description:
    'What a scenario takes to be otherwise than its round does; what is left out is as in the round.',
  fields: (t) => ({
    rules: t.field({ type: [RuleAssumption], description: 'Rules.' }),
    goals: t.field({ type: [GoalAssumption], description: 'All goals, in their order.' }),
    budget: t.int({ description: 'Yuan a year for allowances.' }),
    noBudget: t.boolean({ description: 'True: no limit.' }),
    requests: t.field({ type: [RequestAssumption], description: 'Requests counted otherwise.' }),
    moreRequests: t.field({ type: [MoreRequest], description: 'Requests that the round has not.' }),
    freed: t.idList({ description: 'Teachers whose pins of the round do not count.' }),
    pins: t.field({ type: [PinAssumption], description: 'Pins beside those of the round.' }),
  }),
});

/** What was given, without nulls, rows by their keys. Throws `InvalidInput`. */
export function assumptionsOf(given: typeof Assumptions.$inferInput): AssumptionsInput {
  const { rules, goals, budget, noBudget, requests, moreRequests, freed, pins } = given;
  if (budget != null && noBudget)
    throw new InvalidInput(['assumptions', 'noBudget'], {
      zh: '既填了预算又选了不限，请只保留一项。',
      en: 'It gives a budget and says that there is none. Keep one of the two.',
    });
  return {
    rules: (rules ?? []).map(({ rule, asUsual, level, clause, relaxed, figures }, at) => ({
      rule,
      asUsual: asUsual ?? false,
      level: level ?? undefined,
      clause: clause ?? undefined,
      relaxed: relaxed ?? undefined,
      figures: figuresOf(figures, ['rules', String(at)]),
    })),
    ...(goals != null && {
      goals: goals.map(({ name, figures }, at) => ({
        name,
        figures: figuresOf(figures, ['goals', String(at)]),
      })),
    }),
    budget: noBudget ? null : (budget ?? undefined),
    requests: (requests ?? []).map(({ requestId, ...wanted }) => ({
      requestId: keyOf(requestId, 'Request'),
      ...stated(wanted),
    })),
    moreRequests: (moreRequests ?? []).map(({ number, sectionId, subject, count, ...wanted }) => ({
      number,
      sectionId: keyOf(sectionId, 'Section'),
      subject,
      count,
      ...stated(wanted),
    })),
    freed: (freed ?? []).map((id) => keyOf(id, 'Teacher')),
    pins: (pins ?? []).map(({ kind, teacherId, sectionId, subject }) => ({
      kind,
      teacherId: keyOf(teacherId, 'Teacher'),
      sectionId: sectionId == null ? undefined : keyOf(sectionId, 'Section'),
      subject: subject ?? undefined,
    })),
  };
}

/** Figures come as any JSON; only an object has names. */
function figuresOf(given: unknown, path: readonly string[]): Readonly<Record<string, unknown>> {
  if (given == null) return {};
  if (typeof given === 'object' && !Array.isArray(given)) return { ...given };
  throw new InvalidInput(['assumptions', ...path, 'figures'], {
    zh: '数值须按名称给出，例如 {"years": 5}。',
    en: 'Figures are given by name, such as {"years": 5}.',
  });
}

type Stated<Given> = { [Key in keyof Given]?: NonNullable<Given[Key]> };

/** Without what is left out. */
const stated = <Given extends object>(given: Given): Stated<Given> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value != null)) as Stated<Given>;

const refusals = [NotAllowed, NotFound, RoundNotOpen, InvalidInput, ProblemRefused];

builder.mutationField('createScenario', (t) =>
  t.prismaField({
    type: 'Scenario',
    description:
      'Writes other assumptions for a round down, to be solved beside it (`startSolve` with `scenarioId`).',
    errors: { types: refusals },
    args: {
      roundId: t.arg.id({ required: true, description: 'The round.' }),
      name: t.arg.string({
        required: true,
        description: 'Its name, unique in the round; at most 60 characters.',
      }),
      note: t.arg.string({ description: 'What it is for; at most 1,000 characters.' }),
      like: t.arg.id({
        description: 'A scenario of the round whose assumptions it begins with, where none are given.',
      }),
      assumptions: t.arg({ type: Assumptions, description: 'What it takes to be otherwise.' }),
    },
    resolve: async (query, _root, { roundId, name, note, like, assumptions }, context) => {
      const id = keyOf(roundId, 'Round');
      const round = await context.db.round.findFirst({
        where: { AND: [{ id }, rows(context.viewer).round] },
        select: { countyId: true },
      });
      if (!round) throw new NotFound();
      const viewer = await mustAdminister(context, round.countyId);
      const scenarioId = await context.scenarios.create(viewer, {
        roundId: id,
        name,
        note: note ?? undefined,
        like: like == null ? undefined : keyOf(like, 'Scenario'),
        assumptions: assumptions == null ? undefined : assumptionsOf(assumptions),
      });
      return context.db.scenario.findUniqueOrThrow({ ...query, where: { id: scenarioId } });
    },
  }),
);

builder.mutationField('changeScenario', (t) =>
  t.prismaField({
    type: 'Scenario',
    description: 'Changes a scenario; what is left out stays. Its assumptions are given whole.',
    errors: { types: [...refusals, VersionConflict] },
    args: {
      scenarioId: t.arg.id({ required: true, description: 'The scenario.' }),
      version: t.arg.int({ required: true, description: 'The version the officer has read.' }),
      name: t.arg.string({ description: 'Its name.' }),
      note: t.arg.string({ description: 'What it is for.' }),
      assumptions: t.arg({ type: Assumptions, description: 'What it takes to be otherwise.' }),
    },
    resolve: async (query, _root, { scenarioId, version, name, note, assumptions }, context) => {
      const { id, viewer } = await administered(context, scenarioId);
      await context.scenarios.change(viewer, {
        scenarioId: id,
        version,
        name: name ?? undefined,
        note: note ?? undefined,
        assumptions: assumptions == null ? undefined : assumptionsOf(assumptions),
      });
      return context.db.scenario.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('dropScenario', (t) =>
  t.prismaField({
    type: 'Round',
    description: 'Puts a scenario aside. Its plans are kept.',
    errors: { types: [NotAllowed, NotFound, RoundNotOpen, VersionConflict] },
    args: {
      scenarioId: t.arg.id({ required: true, description: 'The scenario.' }),
      version: t.arg.int({ required: true, description: 'The version the officer has read.' }),
    },
    resolve: async (query, _root, { scenarioId, version }, context) => {
      const { id, roundId, viewer } = await administered(context, scenarioId);
      await context.scenarios.drop(viewer, id, version);
      return context.db.round.findUniqueOrThrow({ ...query, where: { id: roundId } });
    },
  }),
);

builder.mutationField('promoteScenario', (t) =>
  t.prismaField({
    type: 'Round',
    description:
      'Makes a scenario’s assumptions the round’s own: its policy (of this round alone), budget, requests and pins. The scenario’s plan is then the round’s. Where it asks for posts that nobody has asked for, somebody else than who wrote it down; and nobody decides a request of their own or of the school they lead.',
    errors: { types: [...refusals, VersionConflict, FourEyes] },
    args: {
      scenarioId: t.arg.id({ required: true, description: 'The scenario.' }),
      version: t.arg.int({ required: true, description: 'The version of it that the officer has read.' }),
      roundVersion: t.arg.int({ required: true, description: 'The version of the round likewise.' }),
      reason: t.arg.string({
        required: true,
        description: 'Why; it is also the answer to the requests it decides. At most 500 characters.',
      }),
    },
    resolve: async (query, _root, { scenarioId, version, roundVersion, reason }, context) => {
      const { id, roundId, viewer } = await administered(context, scenarioId);
      await context.scenarios.promote(viewer, { scenarioId: id, version, roundVersion, reason });
      return context.db.round.findUniqueOrThrow({ ...query, where: { id: roundId } });
    },
  }),
);

async function administered(context: Context, scenarioId: string) {
  const scenario = await context.db.scenario.findFirst({
    where: { AND: [{ id: keyOf(scenarioId, 'Scenario') }, rows(context.viewer).scenario] },
    select: { id: true, roundId: true, countyId: true },
  });
  if (!scenario) throw new NotFound();
  return { ...scenario, viewer: await mustAdminister(context, scenario.countyId) };
}
