import type { Prisma } from '../prisma/generated/client.ts';
import type { CadreRole as RoleKey } from '../prisma/generated/enums.ts';
import type { Words as WordsShape } from '../solver/plan.ts';
import type { CadreRole as Role } from '../solver/problem.ts';
import { builder, pageSize } from './builder.ts';
import { inWords } from './connection.ts';
import type {
  Context,
  Fairness,
  GoalChange,
  Option,
  Question,
  Told,
  Viewer,
  WhyNot,
  Worth,
} from './context.ts';
import { CadreRole, FairnessKind, OptionKind } from './enums.ts';
import {
  InvalidInput,
  NoPlanToAskAbout,
  NotAllowed,
  NotFound,
  NotInPlan,
  notSignedIn,
  PlanNotFoundAgain,
  QuestionGivenUp,
  TooManyQuestions,
} from './errors.ts';
import { keyOf } from './ids.ts';
import { hides } from './reason.ts';
import { administers, readsCounty, readsFigures, rows, whoseTeacher } from './scope.ts';
import { Subject, subjectOf } from './subject.ts';
import { Words } from './words.ts';

/**
 * Questions about a stored plan, each answered by solving its problem again. Who may ask:
 *
 * | role                        | asks                                                                          |
 * |-----------------------------|-------------------------------------------------------------------------------|
 * | hr-officer                  | everything, of every plan of the county                                       |
 * | inspector, province-officer | the same; not cases of envy, and nothing that turns on ages and exemptions    |
 * | principal                   | of plans that are published: about teachers they read, and posts of the own   |
 * |                             | school; who could come from elsewhere is counted, and not named               |
 * | teacher                     | of plans that are published: about themselves                                 |
 *
 * Who does not read the county is told of nobody but the teacher asked about.
 */

interface Asked {
  readonly planId: string;
  readonly county: { readonly id: string; readonly provinceId: string };
  readonly viewer: Viewer;
}

const Change = builder.objectRef<GoalChange>('GoalChange').implement({
  description:
    'What a goal comes to with a change made, beside the plan: the difference of two solved plans.',
  fields: (t) => ({
    goal: t.exposeString('goal', { description: 'The goal; stable, for programs.' }),
    title: t.string({
      description: 'Its title, in the reader’s language.',
      resolve: ({ title }, _args, { language }) => inWords(title, language),
    }),
    titleWords: t.expose('title', { type: Words, description: 'Its title in both languages.' }),
    unit: t.exposeString('unit', { description: 'The unit of the values.' }),
    before: t.exposeFloat('before', { description: 'What the plan reaches.' }),
    after: t.exposeFloat('after', { description: 'What the best plan with the change reaches.' }),
    worse: t.exposeFloat('worse', { description: 'How much worse that is; below 0: better.' }),
    text: t.string({
      description: 'From what to what, in the reader’s language.',
      resolve: ({ text }, _args, { language }) => inWords(text, language),
    }),
    words: t.expose('text', { type: Words, description: 'From what to what, in both languages.' }),
  }),
});

/** An answer, and for whom: what it tells depends on who asks, and about whom. */
type For<Answer> = Answer & { readonly asked: Asked; readonly about: TeacherAsked | null };

const Remedy = builder.objectRef<WordsShape>('Remedy').implement({
  description: 'What would change an answer: solved again with it.',
  fields: (t) => ({
    text: t.string({
      description: 'The sentence, in the reader’s language.',
      resolve: (words, _args, { language }) => inWords(words, language),
    }),
    words: t.field({
      type: Words,
      description: 'The sentence in both languages.',
      resolve: (words) => words,
    }),
  }),
});

const WhyNotRef = builder.objectRef<For<WhyNot>>('WhyNot').implement({
  description: 'Why a plan does not make a move, and what would change that.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description:
        'The rule that stands against it; or `chosen` (the plan makes it), `costs-more`, `equal` (the draw decided), `clash` (other rules could not hold), `no-opening`, `nobody`. Stable, for programs.',
    }),
    text: t.string({
      description:
        'The sentence, in the reader’s language. Kinds of exemptions and ages are told as in reasons, and other people to who reads the county.',
      resolve: (why, _args, { language }) => inWords(textOf(why), language),
    }),
    words: t.field({ type: Words, description: 'The sentence in both languages.', resolve: textOf }),
    figures: t.field({
      type: 'JSON',
      description: 'The figures of the sentence by name.',
      resolve: (why) => (hidden(why) ? {} : why.figures),
    }),
    remedies: t.field({
      type: [Remedy],
      description: 'What would change it, the least first; or that nothing would.',
      resolve: remediesOf,
    }),
  }),
});

const OptionRef = builder.objectRef<For<Option>>('Option').implement({
  description: 'One answer to where a teacher could go, or who could fill a post, and what it costs.',
  fields: (t) => ({
    kind: t.expose('kind', { type: OptionKind, description: 'Whether somebody goes.' }),
    teacher: t.prismaField({
      type: 'Teacher',
      nullable: true,
      description: 'Who goes or stays; null: nobody, somebody the reader may not read, or no longer on file.',
      resolve: (query, { teacher }, _args, { db }) =>
        teacher === null ? null : db.teacher.findUnique({ ...query, where: { id: teacher } }),
    }),
    section: t.prismaField({
      type: 'Section',
      nullable: true,
      description: 'Where to; null: nobody goes, or no longer on file.',
      resolve: (query, { section }, _args, { db }) =>
        section === null ? null : db.section.findUnique({ ...query, where: { id: section } }),
    }),
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'Subject of the post; null: a seat of `role`, or nobody goes.',
      resolve: ({ subject, asked }, _args, context) =>
        subject === null ? null : subjectOf(context, asked.county.id, subject),
    }),
    role: t.field({
      type: CadreRole,
      nullable: true,
      description: 'Role of the seat; null: a teacher’s post, or nobody goes.',
      resolve: ({ role }) => (role === null ? null : roles[role]),
    }),
    chosen: t.exposeBoolean('chosen', { description: 'Whether the plan has it so.' }),
    goals: t.field({
      type: [Change],
      nullable: true,
      description: 'Every goal with it, in their order; null: no plan exists with it.',
      resolve: ({ goals }) => goals,
    }),
  }),
});

interface OptionsShape {
  readonly options: readonly For<Option>[];
  readonly total: number;
  readonly none: For<WhyNot> | null;
}

const OptionsRef = builder.objectRef<OptionsShape>('Options').implement({
  description: 'Everything that could be, each solved, best first.',
  fields: (t) => ({
    options: t.field({
      type: [OptionRef],
      description: 'The best of them, the plan’s own among all.',
      resolve: ({ options }) => options,
    }),
    total: t.exposeInt('total', { description: 'How many there are.' }),
    none: t.field({
      type: WhyNotRef,
      nullable: true,
      description: 'Why there are none; null: there are.',
      resolve: ({ none }) => none,
    }),
  }),
});

const WorthRef = builder.objectRef<Worth>('Worth').implement({
  description: 'What one more of something would be worth: the difference of two solved plans.',
  fields: (t) => ({
    kind: t.exposeString('kind', { description: 'What it is: `bed`, `opening`, `quota` …; for programs.' }),
    by: t.exposeFloat('by', { description: 'How much more of it, in its own unit.' }),
    about: t.string({
      description: 'What there would be more of, in the reader’s language.',
      resolve: ({ about }, _args, { language }) => inWords(about, language),
    }),
    aboutWords: t.expose('about', {
      type: Words,
      description: 'What there would be more of, in both languages.',
    }),
    text: t.string({
      description: 'What that would do, in the reader’s language.',
      resolve: ({ text }, _args, { language }) => inWords(text, language),
    }),
    words: t.expose('text', { type: Words, description: 'What that would do, in both languages.' }),
    gains: t.exposeBoolean('gains', { description: 'Whether any goal is better for it.' }),
    goals: t.field({
      type: [Change],
      description: 'Every goal with it, in their order.',
      resolve: ({ goals }) => goals,
    }),
  }),
});

const Worths = builder.objectRef<{ readonly worths: readonly Worth[] }>('Worths').implement({
  description: 'What one more of everything that is used up would be worth.',
  fields: (t) => ({
    worths: t.field({
      type: [WorthRef],
      description: 'What betters a goal first, the best first; empty: nothing is used up.',
      resolve: ({ worths }) => worths,
    }),
  }),
});

const FairnessCase = builder.objectRef<Fairness>('FairnessCase').implement({
  description: 'Somebody who has reason to ask why another, and what the plan can answer.',
  fields: (t) => ({
    kind: t.expose('kind', { type: FairnessKind, description: 'What the reason is.' }),
    teacher: t.prismaField({
      type: 'Teacher',
      nullable: true,
      description: 'Who may complain; null: no longer on file.',
      resolve: (query, { teacher }, _args, { db }) =>
        teacher === null ? null : db.teacher.findUnique({ ...query, where: { id: teacher } }),
    }),
    other: t.prismaField({
      type: 'Teacher',
      nullable: true,
      description: 'In whose place, or who could have gone instead; null: no longer on file.',
      resolve: (query, { other }, _args, { db }) =>
        other === null ? null : db.teacher.findUnique({ ...query, where: { id: other } }),
    }),
    section: t.prismaField({
      type: 'Section',
      nullable: true,
      description: 'Where the post is; null: no longer on file.',
      resolve: (query, { section }, _args, { db }) =>
        section === null ? null : db.section.findUnique({ ...query, where: { id: section } }),
    }),
    own: t.exposeFloat('own', { description: 'Points at the post, or rural years, of who may complain.' }),
    others: t.exposeFloat('others', { description: 'The same of the other.' }),
    code: t.exposeString('code', {
      description:
        'Why it is so all the same: a rule, or the goal that would be worse; `unexplained`: nothing stands against a change.',
    }),
    text: t.string({
      description: 'The case in a sentence, in the reader’s language.',
      resolve: ({ text }, _args, { language }) => inWords(text, language),
    }),
    words: t.expose('text', { type: Words, description: 'The case in a sentence, in both languages.' }),
  }),
});

const FairnessRef = builder.objectRef<{ readonly cases: readonly Fairness[] }>('Fairness').implement({
  description: 'The fairness of a plan.',
  fields: (t) => ({
    cases: t.field({
      type: [FairnessCase],
      description: 'Every case; of envy for HR officers alone, as wishes and points are.',
      resolve: ({ cases }) => cases,
    }),
  }),
});

const errors = {
  types: [
    NotFound,
    NotAllowed,
    InvalidInput,
    NotInPlan,
    NoPlanToAskAbout,
    PlanNotFoundAgain,
    TooManyQuestions,
    QuestionGivenUp,
  ],
};

builder.queryFields((t) => {
  const planId = t.arg.id({ required: true, description: 'The plan.' });
  const teacherId = t.arg.id({ required: true, description: 'The teacher.' });
  const most = t.arg.int({
    required: true,
    defaultValue: pageSize.usual,
    description: `How many to answer, the best first; never more than ${pageSize.most}.`,
  });
  const post = {
    subject: t.arg.string({ description: 'Code of the subject of the post.' }),
    role: t.arg({ type: CadreRole, description: 'Role of the seat, in place of a subject.' }),
  };
  return {
    whyNot: t.field({
      type: WhyNotRef,
      description:
        'Why a plan does not send a teacher, or not there, and what would change it. For who reads the county; for principals about teachers they read, for teachers about themselves, in published plans.',
      errors,
      args: {
        planId,
        teacherId,
        sectionId: t.arg.id({ description: 'Where to; unsaid: anywhere.' }),
        ...post,
      },
      resolve: async (_root, args, context) => {
        const asked = await planAsked(context, args.planId);
        const about = await teacherAsked(context, asked, args.teacherId);
        const place = args.sectionId == null ? null : await sectionAsked(context, asked, args.sectionId);
        const wanted = postAsked(args);
        if (place === null && wanted !== undefined) throw sectionMissing();
        const answer = await answerTo(context, asked, {
          act: 'why-not',
          teacher: about.id,
          ...(place && { section: place.id, post: wanted }),
        });
        return { ...answer, asked, about };
      },
    }),
    optionsForTeacher: t.field({
      type: OptionsRef,
      description:
        'Everywhere a teacher could go, and staying, with what it costs in every goal. For the same readers as `whyNot`.',
      errors,
      args: { planId, teacherId, most },
      resolve: async (_root, args, context) => {
        const most = mostOf(args);
        const asked = await planAsked(context, args.planId);
        const about = await teacherAsked(context, asked, args.teacherId);
        const { options, none } = await answerTo(context, asked, {
          act: 'options-for-teacher',
          teacher: about.id,
        });
        return {
          options: options.slice(0, most).map((option) => ({ ...option, teacher: about.id, asked, about })),
          total: options.length,
          none: none && { ...none, asked, about },
        };
      },
    }),
    optionsForPost: t.field({
      type: OptionsRef,
      description:
        'Everybody who could fill a post or a seat, and leaving it to nobody, with what it costs in every goal. For who reads the county; for principals about the own school, in published plans.',
      errors,
      args: {
        planId,
        sectionId: t.arg.id({ required: true, description: 'Where the post is.' }),
        ...post,
        most,
      },
      resolve: async (_root, args, context) => {
        const most = mostOf(args);
        const asked = await planAsked(context, args.planId);
        const place = await sectionAsked(context, asked, args.sectionId);
        if (!readsFigures(context.viewer, { schoolId: place.schoolId, county: asked.county }))
          throw new NotAllowed();
        const wanted = postAsked(args);
        if (wanted === undefined) throw postMissing();
        const { options, none } = await answerTo(context, asked, {
          act: 'options-for-post',
          section: place.id,
          post: wanted,
        });
        const best = options.slice(0, most);
        const readable = await readableOf(context, best);
        return {
          options: best.map((option) => ({
            ...option,
            teacher: option.teacher !== null && readable.has(option.teacher) ? option.teacher : null,
            asked,
            about: null,
          })),
          total: options.length,
          none: none && { ...none, asked, about: null },
        };
      },
    }),
    worth: t.field({
      type: Worths,
      description:
        'What one more bed, post, place in a quota or budget step would be worth, of all that is used up. For who reads the county.',
      errors,
      args: { planId },
      resolve: async (_root, args, context) => {
        const asked = await planAsked(context, args.planId);
        if (!readsCounty(context.viewer, asked.county)) throw new NotAllowed();
        return { worths: await answerTo(context, asked, { act: 'worth' }) };
      },
    }),
    fairness: t.field({
      type: FairnessRef,
      description:
        'Every case of justified envy and of a heavier rural burden, and what stands against the change. For who reads the county.',
      errors,
      args: { planId },
      resolve: async (_root, args, context) => {
        const asked = await planAsked(context, args.planId);
        if (!readsCounty(context.viewer, asked.county)) throw new NotAllowed();
        const cases = await answerTo(context, asked, { act: 'fairness' });
        const all = administers(context.viewer, asked.county.id);
        return { cases: all ? cases : cases.filter(({ kind }) => kind !== 'envy') };
      },
    }),
  };
});

/** The solver's roles as the database has them. */
const roles: Readonly<Record<Role, RoleKey>> = {
  principal: 'principal',
  deputy: 'deputy',
  'mid-level': 'mid_level',
  reserve: 'reserve',
};

const answerTo = <One extends Question>(
  { rounds, gone }: Context,
  { planId, viewer }: Asked,
  question: One,
) => rounds.ask(planId, question, { userId: viewer.userId, gone });

async function planAsked({ db, viewer }: Context, id: string): Promise<Asked> {
  if (viewer === null) throw notSignedIn();
  const plan = await db.plan.findFirst({
    where: { AND: [{ id: keyOf(id, 'Plan') }, rows(viewer).plan] },
    select: { id: true, county: { select: { id: true, provinceId: true } } },
  });
  if (!plan) throw new NotFound();
  return { planId: plan.id, county: plan.county, viewer };
}

type TeacherAsked = Prisma.TeacherGetPayload<{ select: typeof whoseTeacher }>;

async function teacherAsked({ db, viewer }: Context, { county }: Asked, id: string): Promise<TeacherAsked> {
  const where = { AND: [{ id: keyOf(id, 'Teacher'), countyId: county.id }, rows(viewer).teacher] };
  const teacher = await db.teacher.findFirst({ where, select: whoseTeacher });
  if (!teacher) throw new NotFound();
  return teacher;
}

async function sectionAsked({ db, viewer }: Context, { county }: Asked, id: string) {
  const where = { AND: [{ id: keyOf(id, 'Section'), countyId: county.id }, rows(viewer).section] };
  const section = await db.section.findFirst({ where, select: { id: true, schoolId: true } });
  if (!section) throw new NotFound();
  return section;
}

/** Which of them the viewer may read, in one statement. */
async function readableOf({ db, viewer }: Context, options: readonly Option[]): Promise<Set<string>> {
  const ids = options.flatMap(({ teacher }) => teacher ?? []);
  const found = await db.teacher.findMany({
    where: { AND: [{ id: { in: ids } }, rows(viewer).teacher] },
    select: { id: true },
  });
  return new Set(found.map(({ id }) => id));
}

interface PostArgs {
  readonly subject?: string | null | undefined;
  readonly role?: RoleKey | null | undefined;
}

function postAsked({ subject, role }: PostArgs): string | undefined {
  if (subject != null && role != null) {
    throw new InvalidInput(['role'], {
      zh: '请只指定学科或职务之一。',
      en: 'Name a subject or a role, not both.',
    });
  }
  return subject ?? role?.replaceAll('_', '-') ?? undefined;
}

const postMissing = () =>
  new InvalidInput(['subject'], { zh: '请指定学科或职务。', en: 'Name a subject or a role.' });

const sectionMissing = () => new InvalidInput(['sectionId'], { zh: '请指定学部。', en: 'Name the section.' });

function mostOf({ most }: { readonly most: number }): number {
  if (most >= 1) return Math.min(most, pageSize.most);
  throw new InvalidInput(['most'], { zh: '至少为 1。', en: 'At least 1.' });
}

/** Whether the sentence tells the kind of an exemption or an age that the viewer may not read. */
const hidden = ({ code, about, asked }: For<WhyNot>): WordsShape | undefined =>
  about === null ? undefined : hides({ code, teacher: about }, asked.viewer);

function textOf(why: For<WhyNot>): WordsShape {
  return hidden(why) ?? (mayBeTold(why.text, why.asked) ? why.text : why.impersonal);
}

function remediesOf(why: For<WhyNot>): readonly WordsShape[] {
  const { from } = why.figures;
  const until = hidden(why) && typeof from === 'string' ? from : null;
  const own = why.remedies.filter(({ en }) => until === null || !en.includes(until));
  const told = own.filter((remedy) => mayBeTold(remedy, why.asked));
  return told.length < own.length ? [...told, concernsOthers] : told;
}

/** Of others who reads the county is told; of their ages and exemptions the county’s HR officers alone. */
const mayBeTold = ({ tellsOf }: Told, { viewer, county }: Asked): boolean =>
  tellsOf === 'nobody' ||
  administers(viewer, county.id) ||
  (tellsOf === 'others' && readsCounty(viewer, county));

const concernsOthers: WordsShape = {
  zh: '另有办法，但涉及其他人员；请向县教育局人事干部了解。',
  en: 'There are other ways, and they concern other people: ask the county’s HR officer.',
};
