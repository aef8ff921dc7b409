import { grouped } from '../solver/grouped.ts';
import type { PointsPart as PartShape } from '../solver/points-rule.ts';
import { batched } from './batch.ts';
import { builder } from './builder.ts';
import { actorOf } from './calendar.ts';
import { contestBar, contestHeard } from './contest-heard.ts';
import { ContestState } from './enums.ts';
import { InvalidInput, NotAllowed, NotFound, RoundNotOpen, VersionConflict } from './errors.ts';
import { keyOf } from './ids.ts';
import { Points } from './points.ts';
import { plannedIn } from './round-steps.ts';
import { decidesAbout, isTeacher, rows } from './scope.ts';
import * as stored from './stored.ts';
import { User, userOf } from './user.ts';
import { sentence } from './words.ts';
import { leastTold } from './year-acts.ts';
import { NotDoneYet, OutOfStep, PointsFrozen, WindowClosed } from './year-refusals.ts';

builder.prismaNode('PointsRule', {
  description:
    'A written rule by which the county scores its teachers (积分办法), from a day on. Never edited.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    version: t.exposeString('version', { description: 'Its name, unique in the county.' }),
    effectiveFrom: t.expose('effectiveFrom', { type: 'Day', description: 'First day in force.' }),
    body: t.field({
      type: 'JSON',
      description: 'Its components, as they were given (docs/year.md).',
      select: { body: true },
      resolve: ({ body }) => body,
    }),
  }),
});

builder.prismaObjectField('County', 'pointsRules', (t) =>
  t.relation('pointsRules', {
    description: 'Its points rules, newest first.',
    query: (_args, { viewer }) => ({
      where: rows(viewer).pointsRule,
      orderBy: [{ effectiveFrom: 'desc' }, { version: 'desc' }, { id: 'desc' }],
    }),
  }),
);

const PointsPart = builder.objectRef<PartShape>('PointsPart').implement({
  description: 'One component of a score, with its arithmetic.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Its code in the rule.' }),
    points: t.exposeInt('points', { description: 'What it comes to.' }),
    ...sentence(
      t,
      { text: 'How, in the reader’s language.', words: 'The same in both languages.' },
      ({ text }) => text,
    ),
  }),
});

builder.prismaNode('PointsContest', {
  description: 'What a teacher says against the own score, and what was answered.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    points: t.relation('points', { description: 'The score.' }),
    reason: t.exposeString('reason', { description: 'What the teacher says.' }),
    state: t.expose('state', { type: ContestState, description: 'How far it is.' }),
    before: t.exposeInt('before', { description: 'The score when it was contested.' }),
    after: t.exposeInt('after', { nullable: true, description: 'The score as answered; null: not yet.' }),
    answer: t.exposeString('answer', { nullable: true, description: 'Why; null: not answered yet.' }),
    answeredAt: t.expose('answeredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was answered; null: not yet.',
    }),
    answeredBy: t.field({
      type: User,
      nullable: true,
      description: 'Who answered; null: nobody yet.',
      select: { answeredBy: true },
      resolve: ({ answeredBy }, _args, context) => userOf(context, answeredBy),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was contested.' }),
    mayAnswer: t.boolean({
      description:
        'Whether it waits for the reader’s answer: HR of the county, neither who contests nor whose score it is.',
      select: { state: true, createdBy: true, points: { select: { countyId: true, teacherId: true } } },
      resolve: ({ state, createdBy, points }, _args, { viewer }) =>
        state === 'submitted' &&
        decidesAbout(viewer, points.countyId, points.teacherId) &&
        createdBy !== viewer?.userId,
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

interface Rank {
  readonly first: number;
  readonly last: number;
  readonly of: number;
}

/** Among scores of the same round, year and section of teachers of the same main subject; by the score's id. */
const rankOf = batched<Rank>(async (ids, { db }) => {
  const found = await db.$queryRawUnsafe<(Rank & { id: string })[]>(
    `SELECT own.id, count(*) FILTER (WHERE other.points > own.points)::int + 1 AS first,
       count(*) FILTER (WHERE other.points >= own.points)::int AS last, count(*)::int AS of
     FROM "Points" own JOIN "Teacher" teacher ON teacher.id = own."teacherId"
     JOIN "Points" other ON other."countyId" = own."countyId" AND other."schoolYear" = own."schoolYear"
       AND other."roundId" IS NOT DISTINCT FROM own."roundId"
       AND other."sectionId" IS NOT DISTINCT FROM own."sectionId"
       AND other.subject IS NOT DISTINCT FROM own.subject
     JOIN "Teacher" rival ON rival.id = other."teacherId" AND rival.subject = teacher.subject
     WHERE own.id = ANY($1::uuid[])
     GROUP BY own.id`,
    [...ids],
  );
  return new Map(found.filter(({ of }) => of >= leastTold).map(({ id, ...rank }) => [id, rank]));
});

const PointsRank = builder.objectRef<Rank>('PointsRank').implement({
  description: 'Where a score stands among those of the same subject.',
  fields: (t) => ({
    first: t.exposeInt('first', { description: 'Its place at best, 1 the highest score.' }),
    last: t.exposeInt('last', { description: 'Its place should all of equal score come first.' }),
    of: t.exposeInt('of', { description: 'How many are scored.' }),
  }),
});

builder.prismaObjectFields(Points, (t) => ({
  rule: t.relation('rule', {
    nullable: true,
    description: 'The rule it was reckoned by; null: from a table.',
  }),
  reckonedOn: t.expose('reckonedOn', {
    type: 'Day',
    nullable: true,
    description: 'As of which day it was reckoned; null: from a table.',
  }),
  parts: t.field({
    type: [PointsPart],
    description: 'The arithmetic of each component, in the rule’s order; empty: from a table.',
    select: { parts: true },
    resolve: ({ parts }) => (parts === null ? [] : stored.pointsParts.parse(parts)),
  }),
  corrected: t.exposeBoolean('corrected', {
    description: 'Changed by a decision: it is no longer what its parts add up to.',
  }),
  rank: t.field({
    type: PointsRank,
    nullable: true,
    description: `Where it stands among teachers of the same subject; null: fewer than ${leastTold} are scored.`,
    select: { id: true },
    resolve: async ({ id }, _args, context) => (await rankOf(context, id)) ?? null,
  }),
  contests: t.relation('contests', {
    description: 'What the teacher has said against it, newest first.',
    query: (_args, { viewer }) => ({
      where: rows(viewer).pointsContest,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    }),
  }),
  mayContest: t.boolean({
    description:
      'Whether the reader may say today what is wrong with it: whose score it is, before points are frozen, on the days on which contests are heard, and while none of it waits for an answer.',
    select: {
      id: true,
      countyId: true,
      teacherId: true,
      schoolYear: true,
      roundId: true,
      county: { select: { timeZone: true } },
    },
    resolve: async ({ id: pointsId, countyId, teacherId, schoolYear, roundId, county }, _args, context) => {
      if (!isTeacher(context.viewer, teacherId) || (await waits(context, pointsId))) return false;
      const ofYear = (await roundsOf(context, `${countyId} ${schoolYear}`)) ?? [];
      const counting = ofYear.filter(({ id }) => roundId === null || id === roundId);
      const planned = roundId === null || counting.every(({ state }) => plannedIn.includes(state));
      return planned && contestBar(counting, context.today(county.timeZone)) === null;
    },
  }),
  version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
}));

/** Whether a contest of a score waits for an answer. */
const waits = batched<boolean>(async (ids, { db }) => {
  const waiting = await db.pointsContest.findMany({
    where: { pointsId: { in: [...ids] }, state: 'submitted' },
    select: { pointsId: true },
  });
  return new Map(waiting.map(({ pointsId }) => [pointsId, true]));
});

/** The rounds of school years, the newest first; by `COUNTY YEAR`. */
const roundsOf = batched(async (keys, { db }) => {
  const years = keys.map((key) => {
    const [countyId = '', schoolYear] = key.split(' ');
    return { countyId, schoolYear: Number(schoolYear) };
  });
  const rounds = await db.round.findMany({
    where: { OR: years },
    select: { id: true, countyId: true, schoolYear: true, ...contestHeard },
    orderBy: { openedAt: 'desc' },
  });
  return grouped(rounds, ({ countyId, schoolYear }) => `${countyId} ${schoolYear}`);
});

builder.mutationField('addPointsRule', (t) =>
  t.prismaField({
    type: 'PointsRule',
    description: 'Adds a version of the rule by which teachers are scored. For HR officers of the county.',
    errors: { types: [NotAllowed, NotFound, InvalidInput] },
    args: {
      countyId: t.arg.id({ required: true, description: 'The county.' }),
      version: t.arg.string({ required: true, description: 'Its name, unique in the county.' }),
      effectiveFrom: t.arg({ type: 'Day', required: true, description: 'First day in force.' }),
      body: t.arg({
        type: 'JSON',
        required: true,
        description: 'Source, components and cap (docs/year.md).',
      }),
    },
    resolve: async (query, _root, { countyId, version, effectiveFrom, body }, context) => {
      const id = await context.rounds.year.addPointsRule(actorOf(context), {
        countyId: keyOf(countyId, 'County'),
        version,
        effectiveFrom,
        body,
      });
      return context.db.pointsRule.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('reckonPoints', (t) =>
  t.prismaField({
    type: 'Round',
    description:
      'Scores every teacher of the county by its points rule, over what was reckoned before; scores changed by a decision stay. For HR officers of the county, until points are frozen.',
    errors: { types: [NotAllowed, NotFound, VersionConflict, InvalidInput, RoundNotOpen, PointsFrozen] },
    args: {
      roundId: t.arg.id({ required: true, description: 'The round.' }),
      version: t.arg.int({ required: true, description: 'The version of the round the officer has read.' }),
      on: t.arg({ type: 'Day', description: 'As of this day; unsaid: the day of effect.' }),
    },
    resolve: async (query, _root, { roundId, version, on }, context) => {
      const id = keyOf(roundId, 'Round');
      await context.rounds.year.reckonPoints(actorOf(context), { id, version }, on ?? null);
      return context.db.round.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('contestPoints', (t) =>
  t.prismaField({
    type: 'PointsContest',
    description:
      'Says what is wrong with the own score. For the teacher, in the window for freezing points and until they are frozen.',
    errors: { types: [NotAllowed, NotFound, InvalidInput, RoundNotOpen, WindowClosed, PointsFrozen] },
    args: {
      pointsId: t.arg.id({ required: true, description: 'The own score.' }),
      reason: t.arg.string({ required: true, description: 'What is wrong, in at most 1,000 characters.' }),
    },
    resolve: async (query, _root, { pointsId, reason }, context) => {
      const id = await context.rounds.year.contestPoints(actorOf(context), keyOf(pointsId, 'Points'), reason);
      return context.db.pointsContest.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('answerContest', (t) =>
  t.prismaField({
    type: 'PointsContest',
    description:
      'Answers a contest, with another score or why it stays, whatever state the round is in. For HR officers of the county, never for who contests.',
    errors: { types: [NotAllowed, NotFound, VersionConflict, InvalidInput, OutOfStep] },
    args: {
      contestId: t.arg.id({ required: true, description: 'The contest.' }),
      version: t.arg.int({ required: true, description: 'The version the officer has read.' }),
      points: t.arg.int({ description: 'The score as it should be; unsaid: it stays.' }),
      answer: t.arg.string({ required: true, description: 'Why; the teacher reads it.' }),
      decision: t.arg.string({
        description:
          'The decision, by document or meeting; wanted for another score once points are frozen or planning is over.',
      }),
    },
    resolve: async (query, _root, { contestId, version, points, answer, decision }, context) => {
      const id = keyOf(contestId, 'PointsContest');
      await context.rounds.year.answerContest(
        actorOf(context),
        { id, version },
        points ?? null,
        answer,
        decision ?? null,
      );
      return context.db.pointsContest.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('freezePoints', (t) =>
  t.prismaField({
    type: 'Round',
    description:
      'Freezes the points of a round once no contest is unanswered; from then on a named decision alone changes them. For HR officers of the county.',
    errors: {
      types: [NotAllowed, NotFound, VersionConflict, RoundNotOpen, PointsFrozen, NotDoneYet],
    },
    args: {
      roundId: t.arg.id({ required: true, description: 'The round.' }),
      version: t.arg.int({ required: true, description: 'The version of the round the officer has read.' }),
    },
    resolve: async (query, _root, { roundId, version }, context) => {
      const id = keyOf(roundId, 'Round');
      await context.rounds.year.freezePoints(actorOf(context), { id, version });
      return context.db.round.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('correctPoints', (t) =>
  t.prismaField({
    type: 'Points',
    description:
      'Changes a score for a reason; once points are frozen, by a decision that is named. For HR officers of the county, never of their own score.',
    errors: { types: [NotAllowed, NotFound, VersionConflict, InvalidInput] },
    args: {
      pointsId: t.arg.id({ required: true, description: 'The score.' }),
      version: t.arg.int({ required: true, description: 'The version the officer has read.' }),
      points: t.arg.int({ required: true, description: 'The score as it should be.' }),
      reason: t.arg.string({ required: true, description: 'Why.' }),
      decision: t.arg.string({
        description: 'The decision, by document or meeting; wanted once points are frozen.',
      }),
    },
    resolve: async (query, _root, { pointsId, version, points, reason, decision }, context) => {
      const id = keyOf(pointsId, 'Points');
      await context.rounds.year.correctPoints(
        actorOf(context),
        { id, version },
        points,
        reason,
        decision ?? null,
      );
      return context.db.points.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
