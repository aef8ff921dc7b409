import type { Finding } from '../solver/plan.ts';
import type { Difference } from '../solver/replan.ts';
import { withoutKind } from '../solver/rules/exemption.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { DecisionFor, FindingLevel, Hand, PersonChangeKind, PlanState } from './enums.ts';
import {
  InvalidInput,
  NotAllowed,
  NotFound,
  ProblemRefused,
  RoundNotOpen,
  VersionConflict,
} from './errors.ts';
import { keyOf } from './ids.ts';
import type { Acting, Published } from './plan-acts.ts';
import {
  DecisionWanted,
  FourEyes,
  NotApprover,
  PlanFailsAudit,
  PlanNotAtThisStep,
  PlanOutOfDate,
} from './plan-refusals.ts';
import { RefusalInterface } from './refusal.ts';
import { mustAdminister, rows } from './scope.ts';
import { sentence, Words } from './words.ts';

const refusal = { interfaces: [RefusalInterface] };

export const AuditFinding = builder.objectRef<Finding>('AuditFinding').implement({
  description: 'What one rule finds in a plan that is audited at this moment.',
  fields: (t) => ({
    rule: t.exposeString('rule', { description: 'The rule.' }),
    level: t.expose('level', { type: FindingLevel, description: 'How grave it is.' }),
    staffNumbers: t.exposeStringList('teachers', { description: 'Staff numbers of the teachers concerned.' }),
    sectionKeys: t.exposeStringList('sections', {
      description: 'The sections concerned, by their key in the problem.',
    }),
    amount: t.exposeFloat('amount', { description: 'How far beyond the limit, in `unit`, above 0.' }),
    unit: t.exposeString('unit', { description: 'The unit of `amount`.' }),
    relaxed: t.string({
      nullable: true,
      description: 'The decision that allows the breach, as the bureau cites it; null: none.',
      resolve: ({ relaxed }) => relaxed ?? null,
    }),
    ...sentence(
      t,
      {
        text: 'The sentence, in the reader’s language.',
        words: 'The sentence in both languages.',
      },
      ({ text }) => withoutKind(text),
    ),
  }),
});

builder.objectType(PlanNotAtThisStep, {
  ...refusal,
  name: 'PlanNotAtThisStep',
  description: 'The plan is in another state than this begins from.',
  fields: (t) => ({ state: t.expose('state', { type: PlanState, description: 'The state it is in.' }) }),
});

builder.objectType(FourEyes, {
  ...refusal,
  name: 'FourEyes',
  description: 'Somebody else has to look at it: four eyes.',
  fields: (t) => ({ hand: t.expose('hand', { type: Hand, description: 'Why.' }) }),
});

builder.objectType(NotApprover, {
  ...refusal,
  name: 'NotApprover',
  description: 'The county has named who approves, and the officer is not among them today.',
  fields: (t) => ({
    approvers: t.stringList({
      description: 'Who may today, stand-ins included.',
      resolve: ({ approvers }) => [...approvers],
    }),
  }),
});

builder.objectType(PlanFailsAudit, {
  ...refusal,
  name: 'PlanFailsAudit',
  description: 'Audited at this moment, the plan breaks rules; or there is no plan to carry out.',
  fields: (t) => ({
    against: t.field({
      type: [AuditFinding],
      description: 'What stands against it; empty: no plan exists.',
      resolve: ({ findings }) => findings,
    }),
  }),
});

builder.objectType(PlanOutOfDate, {
  ...refusal,
  name: 'PlanOutOfDate',
  description: 'The facts are no longer those that the plan was made from.',
  fields: (t) => ({
    differences: t.field({
      type: [Words],
      description: 'What has changed since.',
      resolve: ({ differences }) => differences,
    }),
  }),
});

builder.objectType(DecisionWanted, {
  ...refusal,
  name: 'DecisionWanted',
  description: 'The plan can go on by a named decision alone.',
  fields: (t) => ({
    wantedFor: t.field({
      type: [DecisionFor],
      description: 'What the decision would let pass.',
      resolve: ({ wantedFor }) => wantedFor,
    }),
  }),
});

const refusals = [NotAllowed, NotFound, VersionConflict, InvalidInput, PlanNotAtThisStep];
const approving = [...refusals, NotApprover];
const publishing = [...refusals, RoundNotOpen, ProblemRefused, PlanFailsAudit, PlanOutOfDate, DecisionWanted];

/** The plan, for an officer of its county. Throws `NotAllowed` to who may only read it, `NotFound` to everybody else. */
export async function planToChange(
  context: Context,
  planId: string,
): Promise<{ readonly id: string; readonly by: Acting }> {
  const id = keyOf(planId, 'Plan');
  const plan = await context.db.plan.findFirst({
    where: { AND: [{ id }, rows(context.viewer).plan] },
    select: { countyId: true },
  });
  if (plan === null) throw new NotFound();
  return {
    id,
    by: { viewer: await mustAdminister(context, plan.countyId), today: context.today, now: context.now },
  };
}

builder.mutationFields((t) => {
  const planId = t.arg.id({ required: true, description: 'The plan.' });
  const version = t.arg.int({ required: true, description: 'The version the officer has read.' });
  const why = t.arg.string({ description: 'Why, or a word along; 1,000 characters at most.' });
  const mustSay = t.arg.string({ required: true, description: 'Why; 1,000 characters at most.' });
  return {
    submitPlan: t.prismaField({
      type: 'Plan',
      description: 'Asks for a draft to be approved (报批). For HR officers of the county.',
      errors: { types: [...refusals, PlanFailsAudit] },
      args: { planId, version, reason: why },
      resolve: async (query, _root, args, context) => {
        const { id, by } = await planToChange(context, args.planId);
        const { version, reason } = args;
        await context.rounds.plans.submit(by, { planId: id, version }, reason ?? null);
        return context.db.plan.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    withdrawPlan: t.prismaField({
      type: 'Plan',
      description: 'Takes a submission back. For who submitted it.',
      errors: { types: refusals },
      args: { planId, version, reason: why },
      resolve: async (query, _root, args, context) => {
        const { id, by } = await planToChange(context, args.planId);
        const { version, reason } = args;
        await context.rounds.plans.withdraw(by, { planId: id, version }, reason ?? null);
        return context.db.plan.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    approvePlan: t.prismaField({
      type: 'Plan',
      description:
        'Approves a submitted plan (批准): an officer who may, and who neither had it made, nor moved anybody in it by hand, nor submitted it; a stand-in for one of whom the same is so.',
      errors: { types: [...approving, FourEyes] },
      args: { planId, version, reason: why },
      resolve: async (query, _root, args, context) => {
        const { id, by } = await planToChange(context, args.planId);
        const { version, reason } = args;
        await context.rounds.plans.approve(by, { planId: id, version }, reason ?? null);
        return context.db.plan.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    sendPlanBack: t.prismaField({
      type: 'Plan',
      description: 'Sends a plan that is submitted or approved back to be worked on. For who may approve.',
      errors: { types: approving },
      args: { planId, version, reason: mustSay },
      resolve: async (query, _root, args, context) => {
        const { id, by } = await planToChange(context, args.planId);
        const { version, reason } = args;
        await context.rounds.plans.sendBack(by, { planId: id, version }, reason);
        return context.db.plan.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    publishPlan: t.field({
      type: PlanPublished,
      description:
        'Publishes an approved plan as the provisional list (公示), in place of the one that is out. Refused where it breaks rules when audited at this moment, where facts have changed since it was made, and, without a named decision, where nothing proves that no plan is better. For HR officers of the county.',
      errors: { types: publishing },
      args: {
        planId,
        version,
        decision: t.arg({ type: NamedDecision, description: 'The decision by which it is published.' }),
      },
      resolve: async (_root, { planId, version, decision }, context) => {
        const { id, by } = await planToChange(context, planId);
        return context.rounds.plans.publish(by, { planId: id, version }, decision ?? null);
      },
    }),
    finalisePlan: t.prismaField({
      type: 'Plan',
      description:
        'Makes the provisional list final (定稿): once every objection is answered, their days are over and facts are as they were, or by a named decision. For HR officers of the county.',
      errors: { types: publishing },
      args: {
        planId,
        version,
        decision: t.arg({ type: NamedDecision, description: 'The decision by which it is made final.' }),
      },
      resolve: async (query, _root, { planId, version, decision }, context) => {
        const { id, by } = await planToChange(context, planId);
        await context.rounds.plans.finalise(by, { planId: id, version }, decision ?? null);
        return context.db.plan.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
    discardPlan: t.prismaField({
      type: 'Plan',
      description: 'Puts a plan aside that is not published (作废). For HR officers of the county.',
      errors: { types: refusals },
      args: { planId, version, reason: mustSay },
      resolve: async (query, _root, args, context) => {
        const { id, by } = await planToChange(context, args.planId);
        const { version, reason } = args;
        await context.rounds.plans.discard(by, { planId: id, version }, reason);
        return context.db.plan.findUniqueOrThrow({ ...query, where: { id } });
      },
    }),
  };
});

const NamedDecision = builder.inputType('NamedDecision', {
  description: 'A decision by which a plan goes on though something is not as it should be.',
  fields: (t) => ({
    decidedBy: t.string({ required: true, description: 'Who decided, as the bureau names them.' }),
    reason: t.string({ required: true, description: 'Why.' }),
    reference: t.string({ required: true, description: 'The document it stands in, by its number.' }),
  }),
});

const PersonChange = builder.objectRef<Difference>('PersonChange').implement({
  description: 'For whom a list is not what the one before was.',
  fields: (t) => ({
    staffNumber: t.exposeString('teacher', { description: 'Staff number.' }),
    kind: t.expose('kind', { type: PersonChangeKind, description: 'How.' }),
    ...sentence(
      t,
      { text: 'The same in words, in the reader’s language.', words: 'The same in both languages.' },
      ({ text }) => text,
    ),
  }),
});

const PlanPublished = builder.objectRef<Published>('PlanPublished').implement({
  description: 'A plan that is out as the provisional list.',
  fields: (t) => ({
    plan: t.prismaField({
      type: 'Plan',
      description: 'The plan.',
      resolve: (query, { planId }, _args, { db }) =>
        db.plan.findUniqueOrThrow({ ...query, where: { id: planId } }),
    }),
    replaced: t.prismaField({
      type: 'Plan',
      nullable: true,
      description: 'The list it took the place of; null: none was out.',
      resolve: (query, { replacedId }, _args, { db }) =>
        replacedId === null ? null : db.plan.findUnique({ ...query, where: { id: replacedId } }),
    }),
    changes: t.field({
      type: [PersonChange],
      description:
        'For whom the list is not what it was, by staff number; empty: none was out, or for nobody.',
      resolve: ({ changes }) => changes,
    }),
  }),
});
