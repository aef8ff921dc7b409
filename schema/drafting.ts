import { batched } from './batch.ts';
import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import { CadreRole, DecisionFor } from './enums.ts';
import {
  InvalidInput,
  NotAllowed,
  NotFound,
  ProblemRefused,
  RoundNotOpen,
  SolveAlreadyRunning,
  VersionConflict,
} from './errors.ts';
import { GoalChange } from './goal-change.ts';
import { keyOf } from './ids.ts';
import type { HandEdit as HandEditShape } from './plan-acts.ts';
import { type DecisionFor as DecisionCause, PlanFailsAudit, PlanNotAtThisStep } from './plan-refusals.ts';
import { isEditedInPlace } from './plan-steps.ts';
import { AuditFinding, planToChange } from './plan-steps-taken.ts';
import { administers, readsCounty, rows } from './scope.ts';
import * as stored from './stored.ts';
import { Subject, subjectOf } from './subject.ts';
import { User, userOf } from './user.ts';
import { Words } from './words.ts';

const PlanEdit = builder.prismaNode('PlanEdit', {
  description: 'One move of a plan made, changed or taken back by hand. For who reads the county.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    plan: t.relation('plan', { description: 'The plan.' }),
    planVersion: t.exposeInt('version', { description: 'The version of the plan that it made.' }),
    teacher: t.relation('teacher', { description: 'Who was placed.' }),
    before: t.relation('before', {
      nullable: true,
      description:
        'The section that the plan sent the teacher to before; null: it left the teacher in place.',
    }),
    beforeSubject: t.field({
      type: Subject,
      nullable: true,
      description: 'The subject there; null: none, or a cadre’s seat.',
      select: { beforeSubject: true, countyId: true },
      resolve: ({ beforeSubject, countyId }, _args, context) =>
        beforeSubject === null ? null : subjectOf(context, countyId, beforeSubject),
    }),
    after: t.relation('after', {
      nullable: true,
      description: 'The section the teacher is sent to; null: the teacher stays.',
    }),
    afterSubject: t.field({
      type: Subject,
      nullable: true,
      description: 'The subject there; null: none, or a cadre’s seat.',
      select: { afterSubject: true, countyId: true },
      resolve: ({ afterSubject, countyId }, _args, context) =>
        afterSubject === null ? null : subjectOf(context, countyId, afterSubject),
    }),
    reason: t.string({
      nullable: true,
      description: 'Why, as the officer noted it; null: not told. For HR.',
      select: { reason: true, countyId: true },
      resolve: ({ reason, countyId }, _args, { viewer }) => (administers(viewer, countyId) ? reason : null),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When.' }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Who; null: not known.',
      select: { createdBy: true },
      resolve: ({ createdBy }, _args, context) => userOf(context, createdBy),
    }),
    undoneAt: t.expose('undoneAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken back; null: it stands.',
    }),
  }),
});

const PlanNote = builder.prismaNode('PlanNote', {
  description: 'What officers tell one another about a plan, or about a teacher in it. For HR.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    plan: t.relation('plan', { description: 'The plan.' }),
    teacher: t.relation('teacher', {
      nullable: true,
      description: 'About whose move or stay; null: about the whole plan.',
    }),
    text: t.exposeString('text', { description: 'What is noted.' }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When.' }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'By whom; null: not known.',
      select: { createdBy: true },
      resolve: ({ createdBy }, _args, context) => userOf(context, createdBy),
    }),
  }),
});

builder.prismaNode('PlanDecision', {
  description:
    'A decision by which a plan went on though something was not as it should be. For who reads the county.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    plan: t.relation('plan', { description: 'The plan.' }),
    allows: t.field({
      type: DecisionFor,
      description: 'What it let pass.',
      select: { allows: true },
      resolve: ({ allows }) => allows as DecisionCause,
    }),
    decidedBy: t.exposeString('decidedBy', { description: 'Who decided, as the bureau names them.' }),
    reason: t.exposeString('reason', { description: 'Why.' }),
    reference: t.exposeString('reference', { description: 'The document it stands in.' }),
    recordedAt: t.expose('recordedAt', { type: 'DateTime', description: 'When it was written down.' }),
    recordedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who wrote it down; null: not known.',
      select: { recordedBy: true },
      resolve: ({ recordedBy }, _args, context) => userOf(context, recordedBy),
    }),
  }),
});

const countyOf = { county: { select: { id: true, provinceId: true } } } as const;

const PlanEditConnection = builder.connectionObject(
  { type: PlanEdit, name: 'PlanEditConnection', description: 'Edits, page by page.' },
  { name: 'PlanEditEdge', description: 'An edit in a list.' },
);

const PlanNoteConnection = builder.connectionObject(
  { type: PlanNote, name: 'PlanNoteConnection', description: 'Notes, page by page.' },
  { name: 'PlanNoteEdge', description: 'A note in a list.' },
);

interface GoalBesideShape {
  readonly goal: string;
  readonly change: number;
  readonly worse: number;
}

const GoalBeside = builder.objectRef<GoalBesideShape>('GoalBeside').implement({
  description: 'What a plan comes to on one goal beside another plan.',
  fields: (t) => ({
    goal: t.exposeString('goal', { description: 'The goal; stable, for programs.' }),
    change: t.exposeFloat('change', {
      description: 'By how much its value is above the other’s; below 0: below it.',
    }),
    worse: t.exposeFloat('worse', { description: 'How much worse that is; below 0: better.' }),
  }),
});

/** What plans reach on their goals. */
const goalsOf = batched(async (ids, { db }) => {
  const plans = await db.plan.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, goals: true },
  });
  return new Map(plans.map(({ id, goals }) => [id, stored.goals.parse(goals)]));
});

builder.prismaObjectFields('Plan', (t) => ({
  byHand: t.exposeBoolean('byHand', {
    description: 'Whether officers have changed it by hand: then nothing is claimed of how good it is.',
  }),
  editedInPlace: t.boolean({
    description:
      'Whether a move by hand changes this very plan; else it makes a new draft that begins from it.',
    select: { byHand: true, state: true },
    resolve: isEditedInPlace,
  }),
  madeFrom: t.prismaField({
    type: 'Plan',
    nullable: true,
    description: 'The plan it was made from by hand; null: it was solved. For who reads the county.',
    select: { madeFromId: true, ...countyOf },
    resolve: (query, { madeFromId, county }, _args, { db, viewer }) =>
      madeFromId === null || !readsCounty(viewer, county)
        ? null
        : db.plan.findUnique({ ...query, where: { id: madeFromId } }),
  }),
  besideMadeFrom: t.field({
    type: [GoalBeside],
    nullable: true,
    description:
      'What it comes to on each goal beside the plan it was made from by hand, of goals that both have; null: it was solved. For who reads the county.',
    select: { madeFromId: true, goals: true, ...countyOf },
    resolve: async ({ madeFromId, goals, county }, _args, context) => {
      if (madeFromId === null || !readsCounty(context.viewer, county)) return null;
      const before = await goalsOf(context, madeFromId);
      return stored.goals.parse(goals).flatMap(({ name, sense, value }) => {
        const other = before?.find((goal) => goal.name === name);
        if (other === undefined) return [];
        const change = value - other.value;
        return [{ goal: name, change, worse: sense === 'minimise' ? change : 0 - change }];
      });
    },
  }),
  replacedBy: t.prismaField({
    type: 'Plan',
    nullable: true,
    description:
      'The plan that took its place after it was published; null: none did. For who reads the county.',
    select: { replacedById: true, ...countyOf },
    resolve: (query, { replacedById, county }, _args, { db, viewer }) =>
      replacedById === null || !readsCounty(viewer, county)
        ? null
        : db.plan.findUnique({ ...query, where: { id: replacedById } }),
  }),
  submittedAt: t.expose('submittedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When it was submitted for approval; null: it is not.',
  }),
  submittedBy: t.field({
    type: User,
    nullable: true,
    description: 'By whom; null: it is not, or not known. For who reads the county.',
    select: { submittedBy: true, ...countyOf },
    resolve: ({ submittedBy, county }, _args, context) =>
      readsCounty(context.viewer, county) ? userOf(context, submittedBy) : null,
  }),
  approvedAt: t.expose('approvedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When it was approved; null: it is not.',
  }),
  approvedBy: t.field({
    type: User,
    nullable: true,
    description: 'By whom; null: it is not, or not known. For who reads the county.',
    select: { approvedBy: true, ...countyOf },
    resolve: ({ approvedBy, county }, _args, context) =>
      readsCounty(context.viewer, county) ? userOf(context, approvedBy) : null,
  }),
  approvedFor: t.field({
    type: User,
    nullable: true,
    description: 'The approver for whom a stand-in approved; null: nobody else. For who reads the county.',
    select: { approvedFor: true, ...countyOf },
    resolve: ({ approvedFor, county }, _args, context) =>
      readsCounty(context.viewer, county) ? userOf(context, approvedFor) : null,
  }),
  publishedAt: t.expose('publishedAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When it was published as the provisional list; null: it was not.',
  }),
  finalAt: t.expose('finalAt', {
    type: 'DateTime',
    nullable: true,
    description: 'When it became final; null: it is not.',
  }),
  edits: t.relatedConnection(
    'edits',
    {
      cursor: 'id',
      totalCount: true,
      description: 'What was changed in it by hand, the latest first. For who reads the county.',
      query: (_args, { viewer }) => ({
        where: rows(viewer).planEdit,
        orderBy: [{ version: 'desc' }, { id: 'desc' }],
      }),
    },
    PlanEditConnection,
  ),
  notes: t.relatedConnection(
    'notes',
    {
      cursor: 'id',
      totalCount: true,
      description: 'What officers have noted about it, the latest first. For HR.',
      query: (_args, { viewer }) => ({
        where: rows(viewer).planNote,
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      }),
    },
    PlanNoteConnection,
  ),
  decisions: t.relation('decisions', {
    description: 'The decisions by which it went on, in order of time. For who reads the county.',
    query: (_args, { viewer }) => ({
      where: rows(viewer).planDecision,
      orderBy: [{ recordedAt: 'asc' }, { id: 'asc' }],
    }),
  }),
}));

const HandEdit = builder.objectRef<HandEditShape>('HandEdit').implement({
  description: 'What comes of a move made by hand.',
  fields: (t) => ({
    plan: t.prismaField({
      type: 'Plan',
      description: 'The plan that has it: the draft itself, or a new one made from the plan.',
      resolve: (query, { planId }, _args, { db }) =>
        db.plan.findUniqueOrThrow({ ...query, where: { id: planId } }),
    }),
    text: t.string({
      description: 'The move in a sentence, in the reader’s language.',
      resolve: ({ text }, _args, { language }) => inWords(text, language),
    }),
    words: t.field({
      type: Words,
      description: 'The sentence in both languages.',
      resolve: ({ text }) => text,
    }),
    goals: t.field({
      type: [GoalChange],
      description: 'Every goal before and after, in their order.',
      resolve: ({ changes }) => changes,
    }),
    findings: t.field({
      type: [AuditFinding],
      description: 'What the rules find in the plan now, those that a decision allows too.',
      resolve: ({ findings }) => findings,
    }),
    breaches: t.exposeInt('breaches', {
      description: 'How many findings stand against it: with any, it cannot be published.',
    }),
  }),
});

const refusals = [NotAllowed, NotFound, VersionConflict, InvalidInput, RoundNotOpen, PlanFailsAudit];

builder.mutationFields((t) => {
  const planId = t.arg.id({ required: true, description: 'The plan.' });
  const version = t.arg.int({ required: true, description: 'The version the officer has read.' });
  return {
    moveByHand: t.field({
      type: HandEdit,
      description:
        'Moves a teacher by hand, or leaves one in place: in a draft made by hand itself, of every other plan in a new one made from it. Answers at once what the rules find in it and what it does to every goal. For HR officers of the county.',
      errors: { types: refusals },
      args: {
        planId,
        version,
        teacherId: t.arg.id({ required: true, description: 'The teacher.' }),
        sectionId: t.arg.id({ description: 'Where to; unsaid: the teacher stays.' }),
        subject: t.arg.string({
          description: 'Code of the subject to teach there; unsaid: the teacher’s own, or a cadre’s seat.',
        }),
        role: t.arg({ type: CadreRole, description: 'Role of the seat to take, in place of a subject.' }),
        reason: t.arg.string({ description: 'Why; 1,000 characters at most.' }),
      },
      resolve: async (_root, args, context) => {
        const { subject, role, sectionId, reason } = args;
        if (subject != null && role != null)
          throw new InvalidInput(['role'], {
            zh: '请只指定学科或职务之一。',
            en: 'Name a subject or a role, not both.',
          });
        const { id, by } = await planToChange(context, args.planId);
        return context.rounds.plans.moveByHand(
          by,
          { planId: id, version: args.version },
          {
            teacherId: keyOf(args.teacherId, 'Teacher'),
            sectionId: sectionId == null ? null : keyOf(sectionId, 'Section'),
            post: subject ?? role?.replaceAll('_', '-') ?? undefined,
            reason: reason ?? null,
          },
        );
      },
    }),
    undoMoveByHand: t.field({
      type: HandEdit,
      description:
        'Takes back the last move by hand that still stands in a draft. For HR officers of the county.',
      errors: { types: [...refusals, PlanNotAtThisStep] },
      args: { planId, version },
      resolve: async (_root, args, context) => {
        const { id, by } = await planToChange(context, args.planId);
        return context.rounds.plans.undo(by, { planId: id, version: args.version });
      },
    }),
    solveAroundPlan: t.prismaField({
      type: 'Solve',
      description:
        'Pins in the round what was placed by hand in a plan, and queues a solve around it that starts from this plan. For HR officers of the county.',
      errors: { types: [...refusals, SolveAlreadyRunning, ProblemRefused] },
      args: {
        planId,
        version,
        roundVersion: t.arg.int({
          required: true,
          description: 'The version of the round that the officer has read.',
        }),
      },
      resolve: async (query, _root, args, context) => {
        const { id: planKey, by } = await planToChange(context, args.planId);
        const { version, roundVersion } = args;
        const id = await context.rounds.plans.solveAround(by, { planId: planKey, version }, roundVersion);
        return context.db.solve.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    notePlan: t.prismaField({
      type: PlanNote,
      description: 'Notes something about a plan, or about a teacher in it. For HR officers of the county.',
      errors: { types: [NotAllowed, NotFound, InvalidInput] },
      args: {
        planId,
        teacherId: t.arg.id({ description: 'About whose move or stay; unsaid: about the whole plan.' }),
        text: t.arg.string({ required: true, description: 'What to note; 1,000 characters at most.' }),
      },
      resolve: async (query, _root, { planId, teacherId, text }, context) => {
        const { id: planKey, by } = await planToChange(context, planId);
        const id = await context.rounds.plans.note(by, planKey, {
          teacherId: teacherId == null ? null : keyOf(teacherId, 'Teacher'),
          text,
        });
        return context.db.planNote.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
  };
});
