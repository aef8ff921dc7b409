import type { Words as WordsShape } from '../solver/plan.ts';
import { batched, remembered } from './batch.ts';
import { builder } from './builder.ts';
import { actorOf } from './calendar.ts';
import type { Context } from './context.ts';
import { InvalidInput, NotAllowed, NotFound, RoundNotOpen, VersionConflict } from './errors.ts';
import { keyOf } from './ids.ts';
import { readsPrivate } from './scope.ts';
import { Subject, subjectOf } from './subject.ts';
import { Teacher } from './teacher.ts';
import { sentence } from './words.ts';
import { type LowestAmong, leastTold, type Place, type RoundOpening, type Standing } from './year-acts.ts';
import { WindowClosed } from './year-refusals.ts';

interface Chance extends Place {
  readonly countyId: string;
  readonly openings: number;
}

type Outlook = 'no-opening' | 'room-for-all' | 'within' | 'on-the-edge' | 'beyond' | 'open';

const OutlookEnum = builder.enumType('Outlook', {
  description: 'How a wish stands, by what is known so far. Not a promise: the plan weighs the whole county.',
  values: {
    NO_OPENING: { value: 'no-opening', description: 'Nobody is wanted there in the subject.' },
    ROOM_FOR_ALL: { value: 'room-for-all', description: 'As many openings as wish for them, or more.' },
    WITHIN: { value: 'within', description: 'By points within the openings, whoever comes first of equals.' },
    ON_THE_EDGE: { value: 'on-the-edge', description: 'Within the openings or not, depending on equals.' },
    BEYOND: { value: 'beyond', description: 'More have more points than there are openings.' },
    OPEN: { value: 'open', description: 'More wish than there are openings; points tell no more yet.' },
  },
} as const);

const LowestAmongEnum = builder.enumType('LowestAmong', {
  description: `Whose lowest points are told: nobody is counted at two places, so that no two figures tell of the few between them.`,
  values: {
    SECTION: { value: 'section', description: `Those sent to the section: ${leastTold} or more.` },
    ZONE: {
      value: 'zone',
      description: 'Those sent to all sections of its zone to which fewer were sent.',
    },
    COUNTY: { value: 'county', description: 'Those sent to all of the county that are told of neither way.' },
  },
} as const);

const lowestWords: Record<LowestAmong, { readonly zh: string; readonly en: string }> = {
  section: { zh: '到该校', en: 'there' },
  zone: { zh: '到该片区各校', en: 'to schools of its zone' },
  county: { zh: '到本县各校', en: 'to schools of the county' },
};

/** Null where nobody, or too few, are to be ranked, or the teacher has no points. */
function rankOf({ others, points, above, notBelow }: Place): { first: number; last: number } | null {
  if (points === null || others + 1 < leastTold) return null;
  return { first: above + 1, last: notBelow + 1 };
}

function outlookOf(chance: Chance): Outlook {
  const { openings, others } = chance;
  if (openings === 0) return 'no-opening';
  if (others < openings) return 'room-for-all';
  const rank = rankOf(chance);
  if (rank === null) return 'open';
  if (rank.last <= openings) return 'within';
  return rank.first > openings ? 'beyond' : 'on-the-edge';
}

function chanceInWords(chance: Chance): WordsShape {
  const { openings, others, points, lowestBefore } = chance;
  const rank = rankOf(chance);
  const place =
    rank === null ? null : rank.first === rank.last ? `${rank.first}` : `${rank.first}–${rank.last}`;
  const zh = [
    `空岗${openings}个，${others + 1}人填报（含您）`,
    points === null ? '您还没有积分' : `您的积分为${points}分`,
    ...(place === null ? [] : [`在填报者中列第${place}位`]),
    ...(lowestBefore === null
      ? []
      : [`上一轮次${lowestWords[lowestBefore.among].zh}的最低积分为${lowestBefore.points}分`]),
  ];
  const en = [
    `${openings} ${openings === 1 ? 'opening' : 'openings'}, ${others + 1} ${others === 0 ? 'wish' : 'wishes'} (yours included)`,
    points === null ? 'you have no points yet' : `you have ${points} points`,
    ...(place === null ? [] : [`you rank ${place}`]),
    ...(lowestBefore === null
      ? []
      : [`the lowest sent ${lowestWords[lowestBefore.among].en} last time had ${lowestBefore.points}`]),
  ];
  return { zh: `${zh.join('，')}。`, en: `${en.join('; ')}.` };
}

const WishChance = builder.objectRef<Chance>('WishChance').implement({
  description:
    'How a wish of the teacher’s stands at one section, in the own subject. Who the others are is never told; their number is.',
  fields: (t) => ({
    section: t.prismaField({
      type: 'Section',
      description: 'Where.',
      resolve: (query, { sectionId }, _args, { db }) =>
        db.section.findUniqueOrThrow({ ...query, where: { id: sectionId } }),
    }),
    subject: t.field({
      type: Subject,
      description: 'The own subject.',
      resolve: ({ countyId, subject }, _args, context) => subjectOf(context, countyId, subject),
    }),
    choice: t.int({
      description: 'Its place among the own wishes, 1 the first; of a zone that of each of its schools.',
      resolve: ({ rank }) => rank ?? 0,
    }),
    openings: t.exposeInt('openings', { description: 'Posts open there in the subject.' }),
    others: t.exposeInt('others', { description: 'How many others of the subject wish for the school.' }),
    points: t.exposeInt('points', { nullable: true, description: 'The own points there; null: none yet.' }),
    rankFirst: t.int({
      nullable: true,
      description: `The own place by points among those who wish for it, at best; null: fewer than ${leastTold} do, or no points yet.`,
      resolve: (chance) => rankOf(chance)?.first ?? null,
    }),
    rankLast: t.int({
      nullable: true,
      description: 'The same at worst, should all of equal points come first.',
      resolve: (chance) => rankOf(chance)?.last ?? null,
    }),
    lowestBefore: t.int({
      nullable: true,
      description: `The lowest points of those the last final plan sent in the subject, as \`lowestAmong\` says; null: it sent fewer than ${leastTold} who had points, so that it would tell of one of them.`,
      resolve: ({ lowestBefore }) => lowestBefore?.points ?? null,
    }),
    lowestAmong: t.field({
      type: LowestAmongEnum,
      nullable: true,
      description: 'Of whom `lowestBefore` is the lowest; null: of nobody.',
      resolve: ({ lowestBefore }) => lowestBefore?.among ?? null,
    }),
    outlook: t.field({ type: OutlookEnum, description: 'What that comes to.', resolve: outlookOf }),
    ...sentence(
      t,
      { text: 'All of it in one sentence, in the reader’s language.', words: 'The same in both languages.' },
      chanceInWords,
    ),
  }),
});

interface ToWish extends Chance {
  readonly critical: boolean;
  readonly transport: number;
}

const OpeningToWish = builder.objectRef<ToWish>('OpeningToWish').implement({
  description: 'A section of another school where somebody of the teacher’s subject is wanted.',
  fields: (t) => ({
    section: t.prismaField({
      type: 'Section',
      description: 'Where.',
      resolve: (query, { sectionId }, _args, { db }) =>
        db.section.findUniqueOrThrow({ ...query, where: { id: sectionId } }),
    }),
    subject: t.field({
      type: Subject,
      description: 'The own subject.',
      resolve: ({ countyId, subject }, _args, context) => subjectOf(context, countyId, subject),
    }),
    openings: t.exposeInt('openings', { description: 'Posts open there.' }),
    critical: t.exposeBoolean('critical', { description: 'Nobody there teaches the subject (开不齐课).' }),
    km: t.exposeFloat('km', {
      nullable: true,
      description: 'Road km from home; null: home or school is not on file.',
    }),
    monthly: t.int({
      description: 'Yuan a month the bureau would pay there: by the zone, and by the own years of teaching.',
      resolve: ({ monthly, transport }) => monthly + transport,
    }),
    wished: t.boolean({ description: 'Whether it is wished for.', resolve: ({ rank }) => rank !== null }),
  }),
});

/** By `teacherId roundId`. */
const standingOf = batched<Standing>((keys, { rounds }) =>
  rounds.year.standings(
    keys.map((key) => {
      const [teacherId = '', roundId = ''] = key.split(' ');
      return { teacherId, roundId };
    }),
  ),
);
const openingsOf = remembered<readonly RoundOpening[]>();

interface Whose {
  readonly id: string;
  readonly countyId: string;
}

async function openingsFor(context: Context, { id, countyId }: Whose, roundId: string): Promise<ToWish[]> {
  const standing = await standingOf(context, `${id} ${roundId}`);
  if (standing === undefined || standing.places.length === 0) return [];
  const open = await openingsOf(context, roundId, () => context.rounds.year.openings(roundId));
  const at = new Map(open.map((one) => [`${one.sectionId} ${one.subject}`, one]));
  return standing.places.map((place) => {
    const opening = at.get(`${place.sectionId} ${place.subject}`);
    return {
      ...place,
      countyId,
      openings: opening?.openings ?? 0,
      critical: opening?.critical ?? false,
      transport: standing.transport,
    };
  });
}

/** Hard to staff comes first: nobody for the subject, then the more remote, the weak, and those that lack most. */
const byHardship = (a: ToWish, b: ToWish): number =>
  Number(b.critical) - Number(a.critical) ||
  b.tier - a.tier ||
  Number(b.weak) - Number(a.weak) ||
  b.openings - a.openings ||
  (a.code < b.code ? -1 : 1);

builder.prismaObjectFields(Teacher, (t) => ({
  wishChances: t.field({
    type: [WishChance],
    description:
      'How the own wishes stand in a round, best first: one for every section wished for that takes the own subject. For HR and the teacher; empty for everybody else.',
    args: { roundId: t.arg.id({ required: true, description: 'The round.' }) },
    select: { id: true, countyId: true },
    resolve: async (teacher, { roundId }, context) => {
      if (!readsPrivate(context.viewer, teacher)) return [];
      const places = await openingsFor(context, teacher, keyOf(roundId, 'Round'));
      return places
        .filter(({ rank }) => rank !== null)
        .toSorted((a, b) => (a.rank ?? 0) - (b.rank ?? 0) || (a.code < b.code ? -1 : 1));
    },
  }),
  openingsToWish: t.field({
    type: [OpeningToWish],
    description:
      'Where the teacher may wish to go in a round: openings of other schools in the own subject, the hardest to staff first. For HR and the teacher; empty for everybody else.',
    args: { roundId: t.arg.id({ required: true, description: 'The round.' }) },
    select: { id: true, countyId: true },
    resolve: async (teacher, { roundId }, context) => {
      if (!readsPrivate(context.viewer, teacher)) return [];
      const places = await openingsFor(context, teacher, keyOf(roundId, 'Round'));
      return places.filter(({ openings }) => openings > 0).toSorted(byHardship);
    },
  }),
}));

const WishChoiceInput = builder.inputType('WishChoiceInput', {
  description: 'A school or a zone, and one of them alone.',
  fields: (t) => ({
    schoolId: t.id({ description: 'The school.' }),
    zoneId: t.id({ description: 'The zone, which stands for each of its schools.' }),
  }),
});

builder.mutationField('setWishes', (t) =>
  t.prismaField({
    type: 'Wish',
    description:
      'Says where the teacher would go in a round, in place of what was said before. For the teacher, while the window for wishes is open.',
    errors: { types: [NotAllowed, NotFound, VersionConflict, InvalidInput, RoundNotOpen, WindowClosed] },
    args: {
      roundId: t.arg.id({ required: true, description: 'The round.' }),
      teacherId: t.arg.id({ required: true, description: 'The own row.' }),
      version: t.arg.int({
        required: true,
        description: 'The version of the wishes the teacher has read; 0: there were none.',
      }),
      volunteer: t.arg.boolean({ required: true, description: 'Whether the teacher offers to go.' }),
      choices: t.arg({ type: [WishChoiceInput], required: true, description: 'Best first, at most 30.' }),
      note: t.arg.string({ description: 'What the bureau should know, in at most 500 characters.' }),
    },
    resolve: async (query, _root, { roundId, teacherId, version, volunteer, choices, note }, context) => {
      const id = await context.rounds.year.setWishes(actorOf(context), {
        roundId: keyOf(roundId, 'Round'),
        teacherId: keyOf(teacherId, 'Teacher'),
        version,
        volunteer,
        choices: choices.map(({ schoolId, zoneId }) => ({
          schoolId: schoolId == null ? undefined : keyOf(schoolId, 'School'),
          zoneId: zoneId == null ? undefined : keyOf(zoneId, 'Zone'),
        })),
        note: note ?? null,
      });
      return context.db.wish.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
