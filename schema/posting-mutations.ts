import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { EarlyEnd, PlanState, PostingDecision, PostingState } from './enums.ts';
import { InvalidInput, NotAllowed, NotFound, notSignedIn, VersionConflict } from './errors.ts';
import { keyOf } from './ids.ts';
import { teacherOnFile } from './on-file.ts';
import type { Acting } from './posting-acts.ts';
import {
  AssessmentConfirmed,
  AssessmentContested,
  AssessmentNotContested,
  AssessmentWanted,
  HomeClosed,
  NothingToUndo,
  type OrderFault,
  OrdersRefused,
  PlanNotFinal,
  PostingNotAtThisStep,
  SamePerson,
} from './posting-refusals.ts';
import { RefusalInterface } from './refusal.ts';
import { decidesAbout, heads, isTeacher, mustAdminister, rows } from './scope.ts';
import { sentence } from './words.ts';

const refusal = { interfaces: [RefusalInterface] };

builder.objectType(PostingNotAtThisStep, {
  ...refusal,
  name: 'PostingNotAtThisStep',
  description: 'The posting is in another state than this begins from.',
  fields: (t) => ({
    postingState: t.expose('state', { type: PostingState, description: 'The state it is in.' }),
  }),
});

builder.objectType(PlanNotFinal, {
  ...refusal,
  name: 'PlanNotFinal',
  description: 'Orders are made of a final plan alone.',
  fields: (t) => ({ state: t.expose('state', { type: PlanState, description: 'The state it is in.' }) }),
});

const OrderFaultType = builder.objectRef<OrderFault>('OrderFault').implement({
  description: 'Why one move of a plan, or one placement of a recruit, cannot be ordered.',
  fields: (t) => ({
    code: t.exposeString('code', {
      description:
        '`left`, `serves-elsewhere`, `ordered-elsewhere`, `goes-on-longer`, `school-closed`, `nothing-to-return-from`; of a recruit `ordered-elsewhere`, `school-closed`, `arrives-later`, `contract-over` or `number-taken`.',
    }),
    teacher: teacherOnFile(
      t,
      'Whose move; null: it is about a recruit, or the teacher is no longer on file.',
      ({ teacherId }) => teacherId,
    ),
    recruit: t.prismaField({
      type: 'Recruit',
      nullable: true,
      description: 'Whose placement; null: it is about a teacher.',
      resolve: (query, { recruitId }, _args, { db }) =>
        recruitId === undefined ? null : db.recruit.findUnique({ ...query, where: { id: recruitId } }),
    }),
    ...sentence(
      t,
      { text: 'What has changed, in the reader’s language.', words: 'The same in both languages.' },
      ({ words }) => words,
    ),
  }),
});

builder.objectType(OrdersRefused, {
  ...refusal,
  name: 'OrdersRefused',
  description: 'The registry has moved on since the plan was made: nothing of it was ordered.',
  fields: (t) => ({
    faults: t.field({
      type: [OrderFaultType],
      description: 'What has changed.',
      resolve: ({ faults }) => faults,
    }),
  }),
});

builder.objectType(AssessmentWanted, {
  ...refusal,
  name: 'AssessmentWanted',
  description: 'No assessment of the school year the posting ends in is confirmed.',
});

builder.objectType(SamePerson, {
  ...refusal,
  name: 'SamePerson',
  description: 'Who made an assessment cannot confirm it: four eyes.',
});

builder.objectType(AssessmentContested, {
  ...refusal,
  name: 'AssessmentContested',
  description: 'What the teacher says to the assessment waits for an answer.',
});

builder.objectType(AssessmentNotContested, {
  ...refusal,
  name: 'AssessmentNotContested',
  description: 'Nothing said to the assessment waits for an answer.',
});

builder.objectType(AssessmentConfirmed, {
  ...refusal,
  name: 'AssessmentConfirmed',
  description: 'The assessment is confirmed already, or not yet: the code tells.',
});

builder.objectType(HomeClosed, {
  ...refusal,
  name: 'HomeClosed',
  description: 'There is no home section to come back to: name another.',
});

builder.objectType(NothingToUndo, {
  ...refusal,
  name: 'NothingToUndo',
  description: 'The last step has taken effect, or was taken back already.',
});

const refusals = [NotAllowed, NotFound, VersionConflict, InvalidInput, PostingNotAtThisStep];

const LeftOutInput = builder.inputType('LeftOutInput', {
  description: 'A teacher of whom nothing is ordered, though the plan sends them.',
  fields: (t) => ({
    teacherId: t.id({ required: true, description: 'Who.' }),
    reason: t.string({ required: true, description: 'Why; 1,000 characters at most.' }),
  }),
});

builder.mutationField('orderPostings', (t) =>
  t.prismaField({
    type: 'Plan',
    description:
      'Orders what a final plan decides: a posting for each move and circuit, the end of what the teachers are out on, and the first day of each recruit placed who has not withdrawn; all, or none. Again, it changes nothing. For HR officers of the county.',
    errors: { types: [NotAllowed, NotFound, VersionConflict, InvalidInput, PlanNotFinal, OrdersRefused] },
    args: {
      planId: t.arg.id({ required: true, description: 'The plan.' }),
      version: t.arg.int({ required: true, description: 'The version of the plan the officer has read.' }),
      leftOut: t.arg({
        type: [LeftOutInput],
        description:
          'Who is left out, such as who cannot go any more: on file as a cancelled posting, which `replacePosting` fills. Unsaid: nobody.',
      }),
    },
    resolve: async (query, _root, { planId, version, leftOut }, context) => {
      const { db, viewer } = context;
      if (viewer === null) throw notSignedIn();
      const plan = await db.plan.findFirst({
        where: { AND: [{ id: keyOf(planId, 'Plan') }, rows(viewer).plan] },
        select: { id: true, county: { select: { id: true, timeZone: true } } },
      });
      if (plan === null) throw new NotFound();
      await mustAdminister(context, plan.county.id);
      const today = context.today(plan.county.timeZone);
      await context.rounds.postings.order(
        { viewer, id: plan.id, version, today },
        (leftOut ?? []).map(({ teacherId, reason }) => ({ teacherId: keyOf(teacherId, 'Teacher'), reason })),
      );
      return db.plan.findUniqueOrThrow({ ...query, where: { id: plan.id } });
    },
  }),
);

const posting = { required: true, description: 'The posting.' } as const;
const read = { required: true, description: 'The version of the posting that was read.' } as const;

builder.mutationField('reportForDuty', (t) =>
  t.prismaField({
    type: 'Posting',
    description:
      'Says that the teacher has come (报到). For the principal of the host, and HR officers of the county.',
    errors: { types: refusals },
    args: {
      postingId: t.arg.id(posting),
      version: t.arg.int(read),
      on: t.arg({
        type: 'Day',
        required: true,
        description: 'The day the teacher came; today at the latest.',
      }),
    },
    resolve: async (query, _root, { postingId, version, on }, context) => {
      const acting = await mayAct(context, postingId, version, 'host');
      await context.rounds.postings.report(acting, on);
      return context.db.posting.findUniqueOrThrow({ ...query, where: { id: acting.id } });
    },
  }),
);

builder.mutationField('replacePosting', (t) =>
  t.prismaField({
    type: 'Posting',
    description:
      'Cancels the posting of a teacher who has not come, where it is not cancelled yet, and orders another to the post; answers the new posting. For HR officers of the county.',
    errors: { types: refusals },
    args: {
      postingId: t.arg.id(posting),
      version: t.arg.int(read),
      teacherId: t.arg.id({ required: true, description: 'Who goes instead, such as one of `reserveList`.' }),
      reason: t.arg.string({
        required: true,
        description: 'Why the teacher ordered before does not go; for HR alone.',
      }),
      explanation: t.arg.string({
        required: true,
        description:
          'Why this teacher goes instead, which that teacher reads (`Posting.substitution`); nothing of the one who does not go.',
      }),
    },
    resolve: async (query, _root, { postingId, version, teacherId, reason, explanation }, context) => {
      const acting = await mayAct(context, postingId, version, 'hr-officer');
      const id = await context.rounds.postings.replace(acting, {
        teacherId: keyOf(teacherId, 'Teacher'),
        reason,
        explanation,
      });
      return context.db.posting.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('extendPosting', (t) =>
  t.prismaField({
    type: 'Posting',
    description:
      'Puts the last day of a posting under way later, as far as the county’s terms let it. For HR officers of the county.',
    errors: { types: refusals },
    args: {
      postingId: t.arg.id(posting),
      version: t.arg.int(read),
      until: t.arg({ type: 'Day', required: true, description: 'Its new last day.' }),
      reason: t.arg.string({ required: true, description: 'Why.' }),
    },
    resolve: async (query, _root, { postingId, version, until, reason }, context) => {
      const acting = await mayAct(context, postingId, version, 'hr-officer');
      await context.rounds.postings.extend(acting, { until, reason });
      return context.db.posting.findUniqueOrThrow({ ...query, where: { id: acting.id } });
    },
  }),
);

const backSection = {
  description: 'Where the teacher goes instead of home; unsaid: home.',
} as const;

builder.mutationField('endPostingEarly', (t) =>
  t.prismaField({
    type: 'Posting',
    description:
      'Ends a posting under way before its last day; from the next day the teacher serves at home. For HR officers of the county.',
    errors: { types: [...refusals, HomeClosed] },
    args: {
      postingId: t.arg.id(posting),
      version: t.arg.int(read),
      on: t.arg({ type: 'Day', required: true, description: 'Its last day, from today on.' }),
      kind: t.arg({ type: EarlyEnd, required: true, description: 'Why. Read by HR alone.' }),
      reason: t.arg.string({ description: 'More of why. Read by HR alone.' }),
      backSectionId: t.arg.id(backSection),
    },
    resolve: async (query, _root, { postingId, version, on, kind, reason, backSectionId }, context) => {
      const acting = await mayAct(context, postingId, version, 'hr-officer');
      await context.rounds.postings.endEarly(acting, {
        on,
        kind,
        reason: reason ?? null,
        backSectionId: backSectionId == null ? null : keyOf(backSectionId, 'Section'),
      });
      return context.db.posting.findUniqueOrThrow({ ...query, where: { id: acting.id } });
    },
  }),
);

builder.mutationField('cancelPosting', (t) =>
  t.prismaField({
    type: 'Posting',
    description: 'Calls a posting off before it begins. For HR officers of the county.',
    errors: { types: refusals },
    args: {
      postingId: t.arg.id(posting),
      version: t.arg.int(read),
      reason: t.arg.string({ required: true, description: 'Why.' }),
    },
    resolve: async (query, _root, { postingId, version, reason }, context) => {
      const acting = await mayAct(context, postingId, version, 'hr-officer');
      await context.rounds.postings.cancel(acting, reason);
      return context.db.posting.findUniqueOrThrow({ ...query, where: { id: acting.id } });
    },
  }),
);

builder.mutationField('undoPostingStep', (t) =>
  t.prismaField({
    type: 'Posting',
    description:
      'Takes the last step of a posting back that has not taken effect: a report, an extension, an end, a decision, a cancellation. Both steps stay on record. For HR officers of the county.',
    errors: { types: [...refusals, NothingToUndo] },
    args: {
      postingId: t.arg.id(posting),
      version: t.arg.int(read),
      reason: t.arg.string({ required: true, description: 'Why.' }),
    },
    resolve: async (query, _root, { postingId, version, reason }, context) => {
      const acting = await mayAct(context, postingId, version, 'hr-officer');
      await context.rounds.postings.undo(acting, reason);
      return context.db.posting.findUniqueOrThrow({ ...query, where: { id: acting.id } });
    },
  }),
);

builder.mutationField('decideEndOfPosting', (t) =>
  t.prismaField({
    type: 'Posting',
    description:
      'Decides what becomes of a posting at its end: home, or longer. The assessment of the school year it ends in proposes; whoever decides otherwise says why. For HR officers of the county.',
    errors: { types: [...refusals, AssessmentWanted, AssessmentContested, HomeClosed] },
    args: {
      postingId: t.arg.id(posting),
      version: t.arg.int(read),
      decision: t.arg({ type: PostingDecision, required: true, description: 'Home, or longer.' }),
      reason: t.arg.string({ description: 'Why; wanted where the assessment proposes the other.' }),
      backSectionId: t.arg.id(backSection),
    },
    resolve: async (query, _root, { postingId, version, decision, reason, backSectionId }, context) => {
      const acting = await mayAct(context, postingId, version, 'hr-officer');
      await context.rounds.postings.decide(acting, {
        decision,
        reason: reason ?? null,
        backSectionId: backSectionId == null ? null : keyOf(backSectionId, 'Section'),
      });
      return context.db.posting.findUniqueOrThrow({ ...query, where: { id: acting.id } });
    },
  }),
);

const AssessmentInput = builder.inputType('AssessmentInput', {
  description: 'What a host says of a posting. What the county’s terms ask for must be told.',
  fields: (t) => ({
    schoolYear: t.int({ required: true, description: 'The autumn the school year starts in.' }),
    pupilSatisfaction: t.float({ description: 'Percent of pupils content, 0 to 100.' }),
    rank: t.int({ description: 'Place by the annual rating among the host’s staff, 1 is the first.' }),
    rankedOf: t.int({ description: 'Of how many.' }),
    seriousViolation: t.boolean({ required: true, description: 'Whether there was a serious violation.' }),
    qualityGain: t.boolean({ description: 'Whether there is a clear gain in quality.' }),
    note: t.string({ description: 'What the host adds; 1,000 characters at most.' }),
  }),
});

builder.mutationField('assessPosting', (t) =>
  t.prismaField({
    type: 'Assessment',
    description:
      'Assesses a posting for a school year (考核), or writes an assessment anew that is not confirmed yet or was returned. For the principal of the host.',
    errors: { types: [...refusals, AssessmentConfirmed] },
    args: {
      postingId: t.arg.id(posting),
      version: t.arg.int(read),
      assessmentVersion: t.arg.int({
        description:
          'The version of the assessment that is written anew, as it was read; unsaid: there was none.',
      }),
      assessment: t.arg({ type: AssessmentInput, required: true, description: 'What the host says.' }),
    },
    resolve: async (query, _root, { postingId, version, assessmentVersion, assessment }, context) => {
      const acting = await mayAct(context, postingId, version, 'principal');
      const { pupilSatisfaction, rank, rankedOf, qualityGain, note, ...told } = assessment;
      const id = await context.rounds.postings.assess(acting, {
        ...told,
        version: assessmentVersion ?? null,
        pupilSatisfaction: pupilSatisfaction ?? null,
        rank: rank ?? null,
        rankedOf: rankedOf ?? null,
        qualityGain: qualityGain ?? null,
        note: note ?? null,
      });
      return context.db.assessment.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const assessment = { required: true, description: 'The assessment.' } as const;
const assessed = { required: true, description: 'The version of the assessment that was read.' } as const;
const ofAssessment = [NotAllowed, NotFound, VersionConflict, InvalidInput, AssessmentConfirmed];

builder.mutationField('confirmAssessment', (t) =>
  t.prismaField({
    type: 'Assessment',
    description:
      'Confirms an assessment, which the teacher reads from then on. For HR officers of the county, never for who made it.',
    errors: { types: [...ofAssessment, SamePerson] },
    args: { assessmentId: t.arg.id(assessment), version: t.arg.int(assessed) },
    resolve: async (query, _root, { assessmentId, version }, context) => {
      const acting = await mayActOn(context, assessmentId, version, 'hr-officer');
      await context.rounds.postings.confirm(acting);
      return context.db.assessment.findUniqueOrThrow({ ...query, where: { id: acting.id } });
    },
  }),
);

builder.mutationField('contestAssessment', (t) =>
  t.prismaField({
    type: 'Assessment',
    description:
      'Says what the teacher has to say to a confirmed assessment, in place of what was said before; it waits for HR’s answer. For the teacher.',
    errors: { types: ofAssessment },
    args: {
      assessmentId: t.arg.id(assessment),
      version: t.arg.int(assessed),
      comment: t.arg.string({
        required: true,
        description: 'What there is to say; 1,000 characters at most.',
      }),
    },
    resolve: async (query, _root, { assessmentId, version, comment }, context) => {
      const acting = await mayActOn(context, assessmentId, version, 'teacher');
      await context.rounds.postings.comment(acting, comment);
      return context.db.assessment.findUniqueOrThrow({ ...query, where: { id: acting.id } });
    },
  }),
);

builder.mutationField('answerAssessment', (t) =>
  t.prismaField({
    type: 'Assessment',
    description:
      'Answers what the teacher says to a confirmed assessment: it stays, or goes back to the host, who writes it anew. For HR officers of the county, never for who made it.',
    errors: {
      types: [NotAllowed, NotFound, VersionConflict, InvalidInput, AssessmentNotContested, SamePerson],
    },
    args: {
      assessmentId: t.arg.id(assessment),
      version: t.arg.int(assessed),
      answer: t.arg.string({
        required: true,
        description: 'Why; the teacher and the host read it. 1,000 characters at most.',
      }),
      returned: t.arg.boolean({
        required: true,
        description:
          'Whether it goes back to the host to be written anew; otherwise it stays as it is. Where a return is decided already, take that back first.',
      }),
    },
    resolve: async (query, _root, { assessmentId, version, answer, returned }, context) => {
      const acting = await mayActOn(context, assessmentId, version, 'hr-officer');
      await context.rounds.postings.answer(acting, { answer, returned });
      return context.db.assessment.findUniqueOrThrow({ ...query, where: { id: acting.id } });
    },
  }),
);

/** Who takes a step: an HR officer; the host's principal too; the host's principal alone; the teacher alone. */
type By = 'hr-officer' | 'host' | 'principal' | 'teacher';

interface Concerned {
  readonly teacherId: string;
  readonly hostSchoolId: string;
  readonly county: { readonly id: string; readonly timeZone: string };
}
const concerned = {
  teacherId: true,
  hostSchoolId: true,
  county: { select: { id: true, timeZone: true } },
} as const;

/** The posting, for who may take this step. Throws `NotAllowed` to who may only read it, `NotFound` to everybody else. */
async function mayAct(context: Context, postingId: string, version: number, by: By): Promise<Acting> {
  const { db, viewer } = context;
  if (viewer === null) throw notSignedIn();
  const id = keyOf(postingId, 'Posting');
  const found = await db.posting.findFirst({
    where: { AND: [{ id }, rows(viewer).posting] },
    select: concerned,
  });
  return actingOn(context, id, version, found, by);
}

/** The same of an assessment. */
async function mayActOn(context: Context, assessmentId: string, version: number, by: By): Promise<Acting> {
  const { db, viewer } = context;
  if (viewer === null) throw notSignedIn();
  const id = keyOf(assessmentId, 'Assessment');
  const found = await db.assessment.findFirst({
    where: { AND: [{ id }, rows(viewer).assessment] },
    select: { posting: { select: concerned } },
  });
  return actingOn(context, id, version, found?.posting ?? null, by);
}

function actingOn(
  { viewer, today }: Context,
  id: string,
  version: number,
  found: Concerned | null,
  by: By,
): Acting {
  if (viewer === null) throw notSignedIn();
  if (found === null) throw new NotFound();
  const teacher = isTeacher(viewer, found.teacherId);
  const officer = decidesAbout(viewer, found.county.id, found.teacherId);
  const principal = heads(viewer, found.hostSchoolId) && !teacher;
  const may = { 'hr-officer': officer, host: officer || principal, principal, teacher };
  if (!may[by]) throw new NotAllowed();
  return { viewer, id, version, today: today(found.county.timeZone) };
}
