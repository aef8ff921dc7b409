import { DateTime } from 'luxon';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { CadreRole, LetterKind, MoveForm, PlanState } from '../../prisma/generated/enums.ts';
import type { Language } from '../../schema/context.ts';
import { NotFound } from '../../schema/errors.ts';
import { placeholders, placeholdersOf } from '../../schema/letter-placeholders.ts';
import type { LetterBody, TemplateText } from '../../schema/letter-text.ts';
import { lettersOfMove } from '../../schema/letters-due.ts';
import * as stored from '../../schema/stored.ts';
import { plural } from '../../solver/amounts.ts';
import type { Words } from '../../solver/plan.ts';
import { sectionName } from '../../solver/section-name.ts';
import { dayOf } from '../day.ts';
import { visitsOf } from '../postings/visits.ts';
import type { Values } from './compose.ts';
import { masked } from './masked.ts';
import { type MoveFacts, movedTold } from './move-facts.ts';
import {
  contractOf,
  type PlacementFacts,
  placementsDue,
  placementsInOrder,
  placementTold,
  recruitedAs,
} from './placement-facts.ts';
import { plannedCircuits } from './planned-circuits.ts';

/** A plan as letters tell of it. */
export interface PlanFacts {
  readonly id: string;
  readonly countyId: string;
  readonly state: PlanState;
  readonly version: number;
  /** When it came to be provisional, and final; null: it did not, or was before that was noted. */
  readonly publishedAt: Date | null;
  readonly finalAt: Date | null;
  readonly county: { readonly name: string; readonly timeZone: string };
  readonly schoolYear: number;
  readonly effective: string;
  readonly subjects: ReadonlyMap<string, Words>;
  /** What it decides; by receiving school and section, then name. */
  readonly moves: readonly MoveFacts[];
  /**
   * What letters are due of: its moves, and once it is ordered what has come of them, which is its postings that are not
   * cancelled, whoever's by now, and behind them its returns.
   */
  readonly due: readonly MoveFacts[];
  /** Who teaches on a circuit, once a school: as planned, and once it is ordered the postings of it that are not cancelled. */
  readonly circuits: readonly MoveFacts[];
  /** Which recruits it places where; once it is ordered those whose order is not called off. */
  readonly placements: readonly PlacementFacts[];
}

const moveFacts = { ...movedTold, posting: { select: { id: true } } } as const;
const inOrder = [
  { to: { school: { code: 'asc' } } },
  { to: { stage: 'asc' } },
  { teacher: { nameKey: 'asc' } },
  { teacher: { staffNumber: 'asc' } },
] as const satisfies Prisma.MoveOrderByWithRelationInput[] & Prisma.PostingOrderByWithRelationInput[];

/** By a constant number of statements. Throws `NotFound`. */
export async function planFacts(tx: Prisma.TransactionClient, planId: string): Promise<PlanFacts> {
  const plan = await tx.plan.findUnique({
    where: { id: planId },
    select: {
      id: true,
      countyId: true,
      state: true,
      version: true,
      publishedAt: true,
      finalAt: true,
      orderedAt: true,
      circuits: true,
      county: { select: { name: true, timeZone: true } },
      round: { select: { schoolYear: true, effective: true, curriculum: { select: { body: true } } } },
      moves: { select: moveFacts, orderBy: [...inOrder] },
      postings: {
        where: { state: { not: 'cancelled' } },
        select: { ...movedTold, startsOn: true, endsOn: true, days: true },
        orderBy: [...inOrder],
      },
    },
  });
  if (plan === null) throw new NotFound();
  const { round, orderedAt, postings, circuits, ...rest } = plan;
  const placements = await tx.placement.findMany({
    where: { planId, ...placementsDue(orderedAt !== null) },
    select: placementTold,
    orderBy: [...placementsInOrder],
  });
  const effective = dayOf(round.effective);
  const standing = postings.flatMap(({ from, to, startsOn, endsOn, ...posting }): MoveFacts[] =>
    from === null || to === null
      ? []
      : [{ ...posting, from, to, startsOn: dayOf(startsOn), until: endsOn && dayOf(endsOn) }],
  );
  const [ordered, visiting] = [
    standing.filter(({ form }) => form !== 'circuit'),
    standing.filter(({ form }) => form === 'circuit'),
  ];
  // A return makes no posting, but where it was left out.
  const returns = plan.moves.filter(({ form, posting }) => form === 'return' && posting === null);
  const { subjects } = stored.curriculum.parse(round.curriculum.body);
  return {
    ...rest,
    schoolYear: round.schoolYear,
    effective,
    due: orderedAt === null ? plan.moves : [...ordered, ...returns],
    circuits: orderedAt === null ? await plannedCircuits(tx, visitsOf(circuits), effective) : visiting,
    placements,
    subjects: new Map(subjects.map(({ code, name }) => [code, name])),
  };
}

/** Of whom papers of a kind are due. */
export function dueOf(
  { due, circuits, placements }: PlanFacts,
  kind: LetterKind,
): readonly (MoveFacts | PlacementFacts)[] {
  if (kind === 'placement') return placements;
  if (kind === 'circuit') return circuits;
  return due.filter((move) => lettersOfMove(move).includes(kind));
}

/** What is the same in every paper of an issue. */
export interface PaperFacts {
  readonly language: Language;
  readonly datedOn: string;
  readonly reference: string;
  readonly objectionsUntil?: string | undefined;
}

/** What the placeholders of a paper about one person stand for. */
export const valuesOf = (plan: PlanFacts, about: MoveFacts | PlacementFacts, paper: PaperFacts): Values =>
  'recruit' in about ? placementValues(plan, about, paper) : moveValues(plan, about, paper);

function placementValues(
  plan: PlanFacts,
  { recruit, section, subject: code, startsOn }: PlacementFacts,
  paper: PaperFacts,
): Values {
  const { language } = paper;
  const subject = subjectOf(plan, { subject: code, role: null }, language);
  return {
    ...commonValues(plan, paper),
    'from day': dayInWords(startsOn === null ? plan.effective : dayOf(startsOn), language),
    teacher: recruit.name,
    'staff number': recruit.number,
    to: placeOf(section, language),
    'to school': schoolOf(section, language),
    ...(subject === undefined ? {} : { subject }),
    task: taskOf(null, subject, language),
    'recruited as': inLanguage(recruitedAs[recruit.kind], language),
    contract: inLanguage(
      contractOf(recruit, (day) => dayInWords(day, language)),
      language,
    ),
  };
}

function moveValues(plan: PlanFacts, move: MoveFacts, paper: PaperFacts): Values {
  const { language } = paper;
  const subject = subjectOf(plan, move, language);
  return {
    ...commonValues(plan, paper),
    'from day': dayInWords(move.startsOn ?? plan.effective, language),
    teacher: move.teacher.name,
    'staff number': move.teacher.staffNumber,
    from: placeOf(move.from, language),
    to: placeOf(move.to, language),
    'from school': schoolOf(move.from, language),
    'to school': schoolOf(move.to, language),
    ...(subject === undefined ? {} : { subject }),
    task: taskOf(move.role, subject, language),
    form: inLanguage(forms[move.form], language),
    relation: inLanguage(relations[relationOf(move)], language),
    ...(move.days == null ? {} : { 'days a week': daysInWords(move.days, language) }),
    ...(move.until == null ? {} : { 'until day': dayInWords(move.until, language) }),
  };
}

/** What the placeholders of a list for the notice board stand for. */
export const noticeValues = (plan: PlanFacts, paper: PaperFacts): Values => ({
  ...commonValues(plan, paper),
  list: inLanguage(lists[plan.state === 'final' ? 'final' : 'provisional'], paper.language),
  count: String(plan.moves.length),
  ...(paper.objectionsUntil === undefined
    ? {}
    : { 'objections until': dayInWords(paper.objectionsUntil, paper.language) }),
});

/** The list as it stands in public: only what its columns tell. */
export function listOf(
  plan: PlanFacts,
  { columns, names }: TemplateText,
  language: Language,
): NonNullable<LetterBody['list']> {
  return {
    heads: columns.map((column) => inLanguage(heads[column], language)),
    rows: plan.moves.map((move, index) => {
      const cells = {
        number: String(index + 1),
        name: names === 'whole' ? move.teacher.name : masked(move.teacher.name),
        from: placeOf(move.from, language),
        to: placeOf(move.to, language),
        subject: subjectOf(plan, move, language) ?? '',
        form: inLanguage(forms[move.form], language),
      };
      return columns.map((column) => cells[column]);
    }),
  };
}

/** What a paper might say, of nobody in particular. */
export function sampleValues(kind: LetterKind, language: Language): Values {
  return Object.fromEntries(
    placeholdersOf(kind).map((name) => [name, inLanguage(placeholders[name].sample, language)]),
  );
}

/** The same of a list. */
export function sampleList(
  { columns, names }: TemplateText,
  language: Language,
): NonNullable<LetterBody['list']> {
  const sample = (name: 'teacher' | 'from' | 'to' | 'subject' | 'form') =>
    inLanguage(placeholders[name].sample, language);
  const cells = {
    number: '1',
    name: names === 'whole' ? sample('teacher') : masked(sample('teacher')),
    from: sample('from'),
    to: sample('to'),
    subject: sample('subject'),
    form: sample('form'),
  };
  return {
    heads: columns.map((column) => inLanguage(heads[column], language)),
    rows: [columns.map((column) => cells[column])],
  };
}

/** What a number’s pattern may name of a county. */
export const markOf = ({ name }: { readonly name: string }) => ({
  mark: [...name.trim()][0] ?? '',
  county: name,
});

/** A day as official papers write it. */
export const dayInWords = (day: string, language: Language): string =>
  DateTime.fromISO(day, { zone: 'utc' })
    .setLocale('en')
    .toFormat(language === 'zh-CN' ? 'yyyy年M月d日' : 'd MMMM yyyy');

/** How often somebody comes. */
const daysInWords = (days: number, language: Language): string =>
  language === 'zh-CN' ? `每周${days}天` : `on ${plural(days, 'day')} a week`;

const inLanguage = ({ zh, en }: Words, language: Language): string => (language === 'zh-CN' ? zh : en);

function commonValues(plan: PlanFacts, { language, datedOn, reference }: PaperFacts) {
  const { name } = plan.county;
  const year = plan.schoolYear;
  return {
    county: name,
    office: language === 'zh-CN' ? `${name}教育局` : `Education Bureau of ${name}`,
    reference,
    dated: dayInWords(datedOn, language),
    'from day': dayInWords(plan.effective, language),
    'school year': language === 'zh-CN' ? `${year}—${year + 1}` : `${year}–${year + 1}`,
  };
}

type Place = MoveFacts['from'];

/** In English a school goes by its other name where it has one. */
const schoolOf = ({ school: { name, otherName } }: Place, language: Language): string =>
  language === 'zh-CN' ? name : (otherName ?? name);

const placeOf = (place: Place, language: Language): string =>
  inLanguage(sectionName(schoolOf(place, language), place.stage), language);

function subjectOf(
  { subjects }: PlanFacts,
  { subject, role }: Pick<MoveFacts, 'subject' | 'role'>,
  language: Language,
) {
  if (role !== null) return inLanguage(offices[role], language);
  if (subject === null) return undefined;
  const name = subjects.get(subject);
  return name === undefined ? subject : inLanguage(name, language);
}

function taskOf(role: CadreRole | null, subject: string | undefined, language: Language): string {
  if (subject === undefined) return language === 'zh-CN' ? '工作' : 'to work';
  if (role !== null) return language === 'zh-CN' ? `任${subject}` : `to serve as ${subject}`;
  return language === 'zh-CN' ? `任教${subject}` : `to teach ${subject}`;
}

const offices: Readonly<Record<CadreRole, Words>> = {
  principal: { zh: '校长', en: 'principal' },
  deputy: { zh: '副校长', en: 'deputy principal' },
  mid_level: { zh: '中层干部', en: 'mid-level cadre' },
  reserve: { zh: '后备干部', en: 'reserve cadre' },
};

const forms: Readonly<Record<MoveForm, Words>> = {
  order_based: { zh: '订单式交流', en: 'by request' },
  swap: { zh: '对调', en: 'swap' },
  pool: { zh: '区域联谊交流', en: 'within a pool' },
  district: { zh: '学区内交流', en: 'within a school district' },
  group: { zh: '集团内交流', en: 'within an education group' },
  pair: { zh: '结对交流', en: 'between paired schools' },
  cadre: { zh: '干部交流', en: 'cadre rotation' },
  return: { zh: '期满返回', en: 'return from a posting' },
  circuit: { zh: '走教', en: 'circuit teaching' },
  support: { zh: '支教', en: 'support teaching' },
  substitution: { zh: '顶岗', en: 'substitution' },
  recruitment: { zh: '新聘到岗', en: 'first post' },
};

/** What becomes of the personnel relation, by where the teacher is registered. */
function relationOf({ relationMoves, form, teacher, to }: MoveFacts): keyof typeof relations {
  if (relationMoves) return 'moves';
  if (teacher.registeredSchoolId === to.school.id) return 'home';
  return form === 'return' ? 'unchanged' : 'stays';
}

const relations = {
  moves: {
    zh: '人事关系随同转入接收学校',
    en: 'The personnel relation moves to the receiving school',
  },
  stays: {
    zh: '人事关系保留在派出学校',
    en: 'The personnel relation stays with the sending school',
  },
  home: {
    zh: '人事关系原在接收学校，不变',
    en: 'The personnel relation has been with the receiving school all along and does not change',
  },
  unchanged: {
    zh: '人事关系不变',
    en: 'The personnel relation does not change',
  },
} as const;

const lists = {
  provisional: { zh: '拟安排', en: 'proposed' },
  final: { zh: '安排', en: 'decided' },
} as const;

const heads = {
  number: { zh: '序号', en: 'No.' },
  name: { zh: '姓名', en: 'Name' },
  from: { zh: '派出学校', en: 'From' },
  to: { zh: '接收学校', en: 'To' },
  subject: { zh: '学科（职务）', en: 'Subject or office' },
  form: { zh: '交流形式', en: 'Form' },
} as const;
