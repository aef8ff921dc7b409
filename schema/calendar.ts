import { batched } from './batch.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { Role, WindowKind } from './enums.ts';
import { InvalidInput, NotAllowed, NotFound, notSignedIn, VersionConflict } from './errors.ts';
import { idOf, keyOf } from './ids.ts';
import { RefusalInterface } from './refusal.ts';
import { WindowInput } from './round.ts';
import type { RoundStep } from './round-steps.ts';
import { readsCounty, rows } from './scope.ts';
import * as stored from './stored.ts';
import { User, userOf } from './user.ts';
import { sentence, Words } from './words.ts';
import type { Actor, Alarm as AlarmShape, Waiting as WaitingShape } from './year-acts.ts';
import { NotDoneYet, OutOfStep, PointsFrozen, WindowClosed } from './year-refusals.ts';

const refusal = { interfaces: [RefusalInterface] };
const dateOf = (day: string): Date => new Date(`${day}T00:00:00Z`);

builder.objectType(WindowClosed, {
  ...refusal,
  name: 'WindowClosed',
  description: 'The window for this is not open today.',
  fields: (t) => ({
    kind: t.expose('kind', { type: WindowKind, description: 'Which window.' }),
    from: t.field({ type: 'Day', description: 'Its first day.', resolve: ({ from }) => dateOf(from) }),
    until: t.field({ type: 'Day', description: 'Its last day.', resolve: ({ until }) => dateOf(until) }),
    today: t.field({
      type: 'Day',
      description: 'The day it is in the county.',
      resolve: ({ today }) => dateOf(today),
    }),
  }),
});

builder.objectType(OutOfStep, {
  ...refusal,
  name: 'OutOfStep',
  description: 'The row is in another state than this begins from.',
  fields: (t) => ({
    stateFound: t.exposeString('stateFound', { description: 'The state it is in; stable.' }),
  }),
});

builder.objectType(PointsFrozen, {
  ...refusal,
  name: 'PointsFrozen',
  description: 'The points of the round are frozen.',
});

builder.objectType(NotDoneYet, {
  ...refusal,
  name: 'NotDoneYet',
  description: 'Something has to be done first.',
  fields: (t) => ({
    outstanding: t.field({
      type: [Words],
      description: 'What, in both languages.',
      resolve: ({ outstanding }) => outstanding,
    }),
  }),
});

/** Who acts, for a use case. */
export function actorOf({ viewer, today }: Context): Actor {
  if (viewer === null) throw notSignedIn();
  return { viewer, today };
}

const Alarm = builder.objectRef<AlarmShape & { readonly roundId: string }>('Alarm').implement({
  description: 'Something of a round that should have been done by now. Reckoned when asked, never stored.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'What is late; stable, for programs.' }),
    roundId: t.id({ description: 'Of which round.', resolve: ({ roundId }) => idOf('Round', roundId) }),
    since: t.field({
      type: 'Day',
      description: 'The first day it was late.',
      resolve: ({ since }) => dateOf(since),
    }),
    count: t.exposeInt('count', { nullable: true, description: 'How many wait; null: it is one thing.' }),
    who: t.expose('role', { type: Role, description: 'Who should act.' }),
    ...sentence(
      t,
      { text: 'What is late, in the reader’s language.', words: 'The same in both languages.' },
      ({ text }) => text,
    ),
  }),
});

const Waiting = builder.objectRef<WaitingShape & { readonly today: string }>('Waiting').implement({
  description: 'Something that waits for whoever asks. Reckoned when asked, never stored.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'What waits; stable, for programs.' }),
    count: t.exposeInt('count', { description: 'How many, 1 or more.' }),
    due: t.field({
      type: 'Day',
      nullable: true,
      description: 'The earliest day by which it wants to be done; null: none is set.',
      resolve: ({ due }) => (due === null ? null : dateOf(due)),
    }),
    overdue: t.boolean({
      description: 'Whether that day is over, by the day it is in the county.',
      resolve: ({ due, today }) => due !== null && due < today,
    }),
    planId: t.id({
      nullable: true,
      description: 'The one plan it is about; null: none, or several.',
      resolve: ({ planId }) => (planId === null ? null : idOf('Plan', planId)),
    }),
    ...sentence(
      t,
      { text: 'What waits, in the reader’s language.', words: 'The same in both languages.' },
      ({ text }) => text,
    ),
  }),
});

/** By `countyId today`. */
const waitingIn = batched<readonly WaitingShape[]>(async (keys, { rounds, viewer }) => {
  if (viewer === null) throw notSignedIn();
  const asked = keys.map((key) => {
    const [id = '', today = ''] = key.split(' ');
    return { id, today };
  });
  const found = await rounds.year.waiting(viewer, asked);
  return new Map(asked.map(({ id, today }) => [`${id} ${today}`, found.get(id) ?? []]));
});

/** By `roundId today`. */
const alarmsOf = batched<readonly (AlarmShape & { roundId: string })[]>(async (keys, { rounds }) => {
  const asked = keys.map((key) => {
    const [id = '', today = ''] = key.split(' ');
    return { id, today };
  });
  const found = await rounds.year.alarms(asked);
  return new Map(
    asked.map(({ id, today }) => [
      `${id} ${today}`,
      (found.get(id) ?? []).map((alarm) => ({ ...alarm, roundId: id })),
    ]),
  );
});

/** Of each county, the rounds that are not closed, the newest first. */
const roundsUnderWay = batched<string[]>(async (counties, { db, viewer }) => {
  const found = await db.round.findMany({
    where: { AND: [{ countyId: { in: [...counties] }, state: { not: 'closed' } }, rows(viewer).round] },
    orderBy: [{ schoolYear: 'desc' }, { openedAt: 'desc' }, { id: 'asc' }],
    select: { id: true, countyId: true },
  });
  return grouped(found);
});

function grouped(
  found: readonly { readonly id: string; readonly countyId: string }[],
): Map<string, string[]> {
  const lists = new Map<string, string[]>();
  for (const { id, countyId } of found) lists.set(countyId, [...(lists.get(countyId) ?? []), id]);
  return lists;
}

builder.prismaObjectFields('Round', (t) => ({
  alarms: t.field({
    type: [Alarm],
    description:
      'What is late in it today, in the order of the year. For who reads the whole county; empty for everybody else.',
    select: { id: true, county: { select: { id: true, provinceId: true, timeZone: true } } },
    resolve: async ({ id, county }, _args, context) =>
      readsCounty(context.viewer, county)
        ? ((await alarmsOf(context, `${id} ${context.today(county.timeZone)}`)) ?? [])
        : [],
  }),
  pointsFrozenAt: t.expose('pointsFrozenAt', {
    type: 'DateTime',
    nullable: true,
    description: 'Since when its points change by a named decision alone; null: not frozen yet.',
  }),
  pointsFrozenBy: t.field({
    type: User,
    nullable: true,
    description: 'Who froze them; null: not frozen yet.',
    select: { pointsFrozenBy: true },
    resolve: ({ pointsFrozenBy }, _args, context) => userOf(context, pointsFrozenBy),
  }),
}));

const WindowDays = builder
  .objectRef<{ kind: typeof WindowKind.$inferType; from: number; until: number }>('WindowDays')
  .implement({
    description:
      'When a window opens and closes by default, in days before the day of effect; below 0: after it.',
    fields: (t) => ({
      kind: t.expose('kind', { type: WindowKind, description: 'What it is for.' }),
      from: t.exposeInt('from', { description: 'Its first day.' }),
      until: t.exposeInt('until', { description: 'Its last day.' }),
    }),
  });

builder.prismaNode('CalendarStandard', {
  description: 'When the windows of a round open and close by default, from a day on. Never edited.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    version: t.exposeString('version', { description: 'Its name, unique in the county.' }),
    effectiveFrom: t.expose('effectiveFrom', { type: 'Day', description: 'First day in force.' }),
    windows: t.field({
      type: [WindowDays],
      description: 'Its windows.',
      select: { body: true },
      resolve: ({ body }) => stored.calendar.parse(body).windows,
    }),
  }),
});

builder.prismaObjectFields('County', (t) => ({
  alarms: t.field({
    type: [Alarm],
    description:
      'What is late today in its rounds that are not closed, the newest round first. For who reads the whole county; empty for everybody else.',
    select: { id: true, provinceId: true, timeZone: true },
    resolve: async (county, _args, context) => {
      if (!readsCounty(context.viewer, county)) return [];
      const today = context.today(county.timeZone);
      const open = (await roundsUnderWay(context, county.id)) ?? [];
      const lists = await Promise.all(open.map((id) => alarmsOf(context, `${id} ${today}`)));
      return lists.flatMap((list) => list ?? []);
    },
  }),
  waiting: t.field({
    type: [Waiting],
    description:
      'What waits in it for the reader today, what decides about people first: for HR what is to be answered, approved, ordered and issued, for a principal what is the own school’s to do, for an inspector what is to be checked; empty for a teacher.',
    select: { id: true, timeZone: true },
    resolve: async ({ id, timeZone }, _args, context) => {
      const today = context.today(timeZone);
      return ((await waitingIn(context, `${id} ${today}`)) ?? []).map((one) => ({ ...one, today }));
    },
  }),
  calendars: t.relation('calendars', {
    description: 'Its calendar standards, newest first.',
    query: (_args, { viewer }) => ({
      where: rows(viewer).calendarStandard,
      orderBy: [{ effectiveFrom: 'desc' }, { version: 'desc' }, { id: 'desc' }],
    }),
  }),
}));

const refusals = [NotAllowed, NotFound, VersionConflict, InvalidInput, OutOfStep];

builder.mutationField('setRoundWindow', (t) =>
  t.prismaField({
    type: 'Round',
    description:
      'Sets one window of a round’s calendar. For HR officers of the county; a reason is wanted where days before today come in or go out.',
    errors: { types: refusals },
    args: {
      roundId: t.arg.id({ required: true, description: 'The round.' }),
      version: t.arg.int({ required: true, description: 'The version of the round the officer has read.' }),
      window: t.arg({ type: WindowInput, required: true, description: 'The window as it is to be.' }),
      reason: t.arg.string({ description: 'Why.' }),
    },
    resolve: async (query, _root, { roundId, version, window, reason }, context) => {
      const id = keyOf(roundId, 'Round');
      await context.rounds.year.setWindow(actorOf(context), { id, version }, window, reason ?? null);
      return context.db.round.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const roundStep = (
  name: string,
  step: RoundStep,
  description: string,
  reason: 'wanted' | 'optional',
): void => {
  builder.mutationField(name, (t) =>
    t.prismaField({
      type: 'Round',
      description,
      errors: { types: [...refusals, NotDoneYet] },
      args: {
        roundId: t.arg.id({ required: true, description: 'The round.' }),
        version: t.arg.int({ required: true, description: 'The version of the round the officer has read.' }),
        reason: t.arg.string({ required: reason === 'wanted', description: 'Why.' }),
      },
      resolve: async (query, _root, { roundId, version, reason: said }, context) => {
        const id = keyOf(roundId, 'Round');
        await context.rounds.year.takeStep(actorOf(context), { id, version }, step, said ?? null);
        return context.db.round.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
  );
};

roundStep(
  'beginPlanning',
  'begin-planning',
  'Takes a round from taking requests and wishes to planning. For HR officers of the county.',
  'optional',
);
roundStep(
  'takeBackPlanning',
  'take-back-planning',
  'Takes a round in planning back to taking requests and wishes. For HR officers of the county.',
  'wanted',
);
roundStep(
  'closeRound',
  'close',
  'Closes a final round: every objection and contest is answered, everybody is ordered and has reported. For HR officers of the county.',
  'optional',
);
roundStep('reopenRound', 'reopen', 'Takes a closed round up again. For HR officers of the county.', 'wanted');

const WindowDaysInput = builder.inputType('WindowDaysInput', {
  description:
    'When a window opens and closes by default, in days before the day of effect; below 0: after it.',
  fields: (t) => ({
    kind: t.field({ type: WindowKind, required: true, description: 'What it is for.' }),
    from: t.int({ required: true, description: 'Its first day.' }),
    until: t.int({ required: true, description: 'Its last day.' }),
  }),
});

builder.mutationField('addCalendarStandard', (t) =>
  t.prismaField({
    type: 'CalendarStandard',
    description:
      'Adds a version of when windows open and close by default; rounds opened from then on have them. For HR officers of the county.',
    errors: { types: [NotAllowed, NotFound, InvalidInput] },
    args: {
      countyId: t.arg.id({ required: true, description: 'The county.' }),
      version: t.arg.string({ required: true, description: 'Its name, unique in the county.' }),
      effectiveFrom: t.arg({ type: 'Day', required: true, description: 'First day in force.' }),
      windows: t.arg({ type: [WindowDaysInput], required: true, description: 'Its windows.' }),
    },
    resolve: async (query, _root, { countyId, version, effectiveFrom, windows }, context) => {
      const id = await context.rounds.year.addCalendar(actorOf(context), {
        countyId: keyOf(countyId, 'County'),
        version,
        effectiveFrom,
        windows,
      });
      return context.db.calendarStandard.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
