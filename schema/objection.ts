import { planAsked, teacherAsked } from './asked.ts';
import { builder } from './builder.ts';
import type { Context, Viewer } from './context.ts';
import { ObjectionState, PinKind } from './enums.ts';
import {
  InvalidInput,
  NoPlanToAskAbout,
  NotAllowed,
  NotFound,
  NotInPlan,
  notSignedIn,
  PlanNotFoundAgain,
  ProblemRefused,
  QuestionGivenUp,
  RoundNotOpen,
  SolveAlreadyRunning,
  TooManyQuestions,
  VersionConflict,
} from './errors.ts';
import { mayObject } from './how-to-object.ts';
import { idOf, keyOf } from './ids.ts';
import { hidden } from './masked.ts';
import { hearing, hearingOf, objectionKey, waits } from './objections-heard.ts';
import { Options } from './option.ts';
import { Plan } from './plan.ts';
import type { Acting, Wanted } from './plan-acts.ts';
import { ObjectionNotAtThisStep, ObjectionsClosed } from './plan-refusals.ts';
import { objectionBegins } from './plan-steps.ts';
import { RefusalInterface } from './refusal.ts';
import { School } from './school.ts';
import { administers, isObjector, mustAdminister, readsCounty, rows } from './scope.ts';
import { Teacher } from './teacher.ts';
import { User, userOf } from './user.ts';

/**
 * Who reads what of an objection:
 *
 * | role                        | reads                                                                       |
 * |-----------------------------|-----------------------------------------------------------------------------|
 * | hr-officer                  | everything                                                                  |
 * | teacher, principal          | the own ones and their answers                                              |
 * | inspector, province-officer | all of them, not whose they are; texts and answers of schools without names,  |
 * |                             | of teachers not, as they tell of health and family                          |
 */
interface Whose {
  countyId: string;
  teacherId: string | null;
  schoolId: string | null;
}
const whose = { countyId: true, teacherId: true, schoolId: true } as const;

const isTold = (viewer: Viewer | null, objection: Whose): boolean =>
  administers(viewer, objection.countyId) || isObjector(viewer, objection);

/** What is taken out of the texts for who is not told whose it is. */
const named = { school: { select: { name: true } } } as const;

interface Named extends Whose {
  school: { name: string } | null;
}

function toldTo(viewer: Viewer | null, objection: Named, text: string): string {
  if (isTold(viewer, objection)) return text;
  if (objection.teacherId !== null) return hidden;
  const { school } = objection;
  return school === null ? text : text.replaceAll(school.name, '○○');
}

const Objection = builder.prismaNode('Objection', {
  description:
    'A teacher’s or a school’s objection (异议) to a provisional list. Read by HR and by who objected; by who else reads the county without names, and without what teachers write.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    round: t.relation('round', { description: 'The round.' }),
    plan: t.field({
      type: Plan,
      nullable: true,
      description: 'The list it is about; null: for who does not read the county.',
      select: (_args, _context, nested) => ({
        county: { select: { id: true, provinceId: true } },
        plan: nested(),
      }),
      resolve: ({ county, plan }, _args, { viewer }) => (readsCounty(viewer, county) ? plan : null),
    }),
    state: t.expose('state', { type: ObjectionState, description: 'How far it is.' }),
    teacher: t.field({
      type: Teacher,
      nullable: true,
      description: 'The teacher who objects; null: a school does, or the reader is not told.',
      select: (_args, _context, nested) => ({ ...whose, teacher: nested() }),
      resolve: ({ teacher, ...objection }, _args, { viewer }) => (isTold(viewer, objection) ? teacher : null),
    }),
    school: t.field({
      type: School,
      nullable: true,
      description: 'The school that objects; null: a teacher does, or the reader is not told.',
      select: (_args, _context, nested) => ({ ...whose, school: nested() }),
      resolve: ({ school, ...objection }, _args, { viewer }) => (isTold(viewer, objection) ? school : null),
    }),
    text: t.string({
      description:
        'What is objected; for who is not told whose it is, without names where a school objects, and hidden where a teacher does.',
      select: { ...whose, ...named, text: true },
      resolve: ({ text, ...objection }, _args, { viewer }) => toldTo(viewer, objection, text),
    }),
    answer: t.string({
      nullable: true,
      description: 'The answer, with its reasons, told as the text is; null: none yet.',
      select: { ...whose, ...named, answer: true },
      resolve: ({ answer, ...objection }, _args, { viewer }) =>
        answer === null ? null : toldTo(viewer, objection, answer),
    }),
    answeredAt: t.expose('answeredAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was answered; null: it is not.',
    }),
    answeredBy: t.field({
      type: User,
      nullable: true,
      description: 'By whom; null: it is not, or the reader is not told.',
      select: { ...whose, answeredBy: true },
      resolve: ({ answeredBy, ...objection }, _args, context) =>
        isTold(context.viewer, objection) ? userOf(context, answeredBy) : null,
    }),
    solve: t.prismaField({
      type: 'Solve',
      nullable: true,
      description: 'The solve that it branched; null: none. For HR.',
      select: { solveId: true, countyId: true },
      resolve: (query, { solveId, countyId }, _args, { db, viewer }) =>
        solveId === null || !administers(viewer, countyId)
          ? null
          : db.solve.findUnique({ ...query, where: { id: solveId } }),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was made.' }),
    mayWithdraw: t.boolean({
      description: 'Whether the reader may take it back: who objected, before it is answered.',
      select: { ...whose, state: true },
      resolve: ({ state, ...objection }, _args, { viewer }) =>
        objectionBegins('withdraw', state) && isObjector(viewer, objection),
    }),
    mayAnswer: t.boolean({
      description: 'Whether it waits for the reader’s answer: HR of the county, and not who objected.',
      select: { ...whose, state: true },
      resolve: ({ state, ...objection }, _args, { viewer }) =>
        objectionBegins('uphold', state) &&
        administers(viewer, objection.countyId) &&
        !isObjector(viewer, objection),
    }),
    version: t.exposeInt('version', { description: 'What a writer must give to change it.' }),
  }),
});

const ObjectionConnection = builder.connectionObject(
  { type: Objection, name: 'ObjectionConnection', description: 'Objections, page by page.' },
  { name: 'ObjectionEdge', description: 'An objection in a list.' },
);

builder.prismaObjectField('Round', 'objections', (t) =>
  t.relatedConnection(
    'objections',
    {
      cursor: 'id',
      totalCount: true,
      description:
        'Objections to its lists, newest first: for HR all; for teachers and principals the own; for who else reads the county all, without names.',
      query: (_args, { viewer }) => ({
        where: rows(viewer).objection,
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    },
    ObjectionConnection,
  ),
);

builder.prismaObjectField('Plan', 'mayObject', (t) =>
  t.boolean({
    description:
      'Whether the reader may object to it today in the name of a school: its principal, while the list is objected to, and no objection of the school to it waits for an answer.',
    args: { schoolId: t.arg.id({ required: true, description: 'The school.' }) },
    select: { id: true, countyId: true, ...hearing },
    resolve: async ({ id, countyId, ...heard }, args, context) => {
      const schoolId = keyOf(args.schoolId, 'School');
      if (!mayObject(...hearingOf(heard, context))) return false;
      const own = { teacherId: null, schoolId };
      return (
        isObjector(context.viewer, own) &&
        (await context.db.school.count({ where: { id: schoolId, countyId } })) > 0 &&
        !(await waits(context, objectionKey(id, own)))
      );
    },
  }),
);

const refusal = { interfaces: [RefusalInterface] };

builder.objectType(ObjectionsClosed, {
  ...refusal,
  name: 'ObjectionsClosed',
  description: 'Objections to this list are not heard now.',
  fields: (t) => ({
    from: t.exposeString('from', {
      nullable: true,
      description: 'First day on which they are, YYYY-MM-DD; null: the list is not out for objections.',
    }),
    until: t.exposeString('until', {
      nullable: true,
      description: 'Last day on which they are, YYYY-MM-DD; null: the list is not out for objections.',
    }),
  }),
});

builder.objectType(ObjectionNotAtThisStep, {
  ...refusal,
  name: 'ObjectionNotAtThisStep',
  description: 'The objection is in another state than this begins from.',
  fields: (t) => ({
    objectionState: t.expose('state', { type: ObjectionState, description: 'The state it is in.' }),
  }),
});

/** The objection, as far as the viewer may know of it. */
async function objectionOf({ db, viewer, today, now }: Context, given: string) {
  if (viewer === null) throw notSignedIn();
  const found = await db.objection.findFirst({
    where: { AND: [{ id: keyOf(given, 'Objection') }, rows(viewer).objection] },
    select: { id: true, planId: true, roundId: true, teacherId: true, countyId: true },
  });
  if (found === null) throw new NotFound();
  const by: Acting = { viewer, today, now };
  return { ...found, by };
}

builder.queryField('objectionOptions', (t) =>
  t.field({
    type: Options,
    description:
      'What else would change if the objection were followed: everywhere the teacher could go, and staying, with what it costs in every goal, each solved. For HR officers of the county.',
    errors: {
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
    },
    args: {
      objectionId: t.arg.id({ required: true, description: 'The objection.' }),
      teacherId: t.arg.id({ description: 'About whom; unsaid: the teacher who objects.' }),
    },
    resolve: async (_root, { objectionId, teacherId }, context) => {
      const objection = await objectionOf(context, objectionId);
      const viewer = await mustAdminister(context, objection.countyId);
      const who = teacherId ?? (objection.teacherId && idOf('Teacher', objection.teacherId));
      if (who == null) throw teacherMissing;
      // The list that is out, where another has taken the place of the one objected to.
      const out = await context.db.plan.findFirst({
        where: { roundId: objection.roundId, state: 'provisional' },
        select: { id: true },
      });
      const asked = await planAsked(context, idOf('Plan', out?.id ?? objection.planId));
      const about = await teacherAsked(context, asked, who);
      const { options, none } = await context.rounds.ask(
        asked.planId,
        { act: 'options-for-teacher', teacher: about.id },
        { userId: viewer.userId, gone: context.gone },
      );
      return {
        options: options.map((option) => ({ ...option, teacher: about.id, asked, about })),
        total: options.length,
        none: none && { ...none, asked, about },
      };
    },
  }),
);

const teacherMissing = new InvalidInput(['teacherId'], {
  zh: '该异议由学校提出，请指定涉及的教师。',
  en: 'A school objects: name the teacher it is about.',
});

const WantedInput = builder.inputType('WantedInput', {
  description: 'What an objection would have instead.',
  fields: (t) => ({
    kind: t.field({ type: PinKind, required: true, description: 'What is to be fixed.' }),
    teacherId: t.id({ required: true, description: 'The teacher.' }),
    sectionId: t.id({ description: 'The section to go to, or not to go to; for `MOVE` and `FORBID`.' }),
    subject: t.string({ description: 'Code of the subject of the opening; for `MOVE`, where it matters.' }),
  }),
});

const wantedOf = ({ kind, teacherId, sectionId, subject }: typeof WantedInput.$inferInput): Wanted => ({
  kind,
  teacherId: keyOf(teacherId, 'Teacher'),
  sectionId: sectionId == null ? undefined : keyOf(sectionId, 'Section'),
  subject: subject ?? undefined,
});

const refusals = [NotAllowed, NotFound, VersionConflict, InvalidInput, ObjectionNotAtThisStep];

builder.mutationFields((t) => {
  const objectionId = t.arg.id({ required: true, description: 'The objection.' });
  const version = t.arg.int({ required: true, description: 'The version the writer has read.' });
  return {
    submitObjection: t.prismaField({
      type: Objection,
      description:
        'Objects to a provisional list, on the days on which objections are heard: a teacher about the own move, stay or eligibility, a principal about the own school.',
      errors: { types: [NotAllowed, NotFound, InvalidInput, ObjectionsClosed] },
      args: {
        planId: t.arg.id({ required: true, description: 'The list.' }),
        teacherId: t.arg.id({ description: 'The teacher who objects.' }),
        schoolId: t.arg.id({ description: 'The school that objects, in place of a teacher.' }),
        text: t.arg.string({ required: true, description: 'What and why; 1,000 characters at most.' }),
      },
      resolve: async (query, _root, { planId, teacherId, schoolId, text }, context) => {
        const { db, viewer, today, now } = context;
        if (viewer === null) throw notSignedIn();
        const plan = await db.plan.findFirst({
          where: { AND: [{ id: keyOf(planId, 'Plan') }, rows(viewer).plan] },
          select: { id: true },
        });
        if (plan === null) throw new NotFound();
        const id = await context.rounds.plans.objections.submit(
          { viewer, today, now },
          {
            planId: plan.id,
            teacherId: teacherId == null ? null : keyOf(teacherId, 'Teacher'),
            schoolId: schoolId == null ? null : keyOf(schoolId, 'School'),
            text,
          },
        );
        return db.objection.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    withdrawObjection: t.prismaField({
      type: Objection,
      description: 'Takes an objection back that waits for an answer. For who objected.',
      errors: { types: refusals },
      args: {
        objectionId,
        version,
        reason: t.arg.string({ description: 'Why; 1,000 characters at most.' }),
      },
      resolve: async (query, _root, args, context) => {
        const { id, by } = await objectionOf(context, args.objectionId);
        const { version, reason } = args;
        await context.rounds.plans.objections.withdraw(by, id, version, reason ?? null);
        return context.db.objection.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    answerObjection: t.prismaField({
      type: Objection,
      description:
        'Answers an objection, with reasons. For HR officers of the county, never to their own or their school’s.',
      errors: { types: refusals },
      args: {
        objectionId,
        version,
        upheld: t.arg.boolean({ required: true, description: 'Whether it is found justified.' }),
        text: t.arg.string({
          required: true,
          description: 'The answer to who objected, with the reasons; 1,000 characters at most.',
        }),
      },
      resolve: async (query, _root, args, context) => {
        const { id, by, countyId } = await objectionOf(context, args.objectionId);
        await mustAdminister(context, countyId);
        const { version, upheld, text } = args;
        await context.rounds.plans.objections.answer(by, id, version, { upheld, text });
        return context.db.objection.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    branchForObjection: t.prismaField({
      type: 'Solve',
      description:
        'Queues a solve that starts from the published list, with what an objection would have pinned: for its plan alone, and in the round once that is published. See `objectionOptions` first. For HR officers of the county.',
      errors: {
        types: [...refusals, ObjectionsClosed, RoundNotOpen, SolveAlreadyRunning, ProblemRefused],
      },
      args: {
        objectionId,
        version,
        wanted: t.arg({ type: WantedInput, required: true, description: 'What it would have.' }),
        closest: t.arg.boolean({
          required: true,
          defaultValue: true,
          description:
            'Whether changing as little as can be of the list comes before every goal, even if posts stay open for it; else it comes where the policy has it.',
        }),
      },
      resolve: async (query, _root, args, context) => {
        const { id, by, countyId } = await objectionOf(context, args.objectionId);
        await mustAdminister(context, countyId);
        const wanted = wantedOf(args.wanted);
        const { version, closest } = args;
        const solveId = await context.rounds.plans.objections.branch(by, id, version, wanted, closest);
        return context.db.solve.findUniqueOrThrow({ ...query, where: { id: solveId } });
      },
    }),
  };
});
