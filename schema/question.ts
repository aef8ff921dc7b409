import type { CadreRole as RoleKey } from '../prisma/generated/enums.ts';
import { type Asked, planAsked, readableOf, sectionAsked, teacherAsked } from './asked.ts';
import { balanceArgs } from './balance.ts';
import { builder, pageSize } from './builder.ts';
import type { Context, Question } from './context.ts';
import { CadreRole } from './enums.ts';
import {
  InvalidInput,
  NoPlanToAskAbout,
  NotAllowed,
  NotFound,
  NotInPlan,
  PlanNotFoundAgain,
  QuestionGivenUp,
  TooManyQuestions,
} from './errors.ts';
import { Fairness } from './fairness.ts';
import { LeastCoefficients } from './least-coefficient.ts';
import { Options } from './option.ts';
import { PlanVerification } from './plan-verification.ts';
import { administers, readsCounty, readsFigures } from './scope.ts';
import { WhyNot } from './why-not.ts';
import { Worths } from './worth.ts';

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
      type: WhyNot,
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
      type: Options,
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
      type: Options,
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
    leastCoefficients: t.field({
      type: LeastCoefficients,
      description:
        'How even any exchange could make each indicator of staffing, beside what the plan reaches. For who reads the county.',
      errors,
      args: { planId, ...balanceArgs(t.arg) },
      resolve: async (_root, { planId, standard, view }, context) => {
        const asked = await planAsked(context, planId);
        if (!readsCounty(context.viewer, asked.county)) throw new NotAllowed();
        return { indicators: await answerTo(context, asked, { act: 'least-coefficients', standard, view }) };
      },
    }),
    verifyPlan: t.field({
      type: PlanVerification,
      description:
        'Checks a plan and its certificate against its facts at this moment, by the checker that needs no solver. Of a plan made by hand there is no certificate. For who reads the county.',
      errors,
      args: { planId },
      resolve: async (_root, args, context) => {
        const asked = await planAsked(context, args.planId);
        if (!readsCounty(context.viewer, asked.county)) throw new NotAllowed();
        const answer = await answerTo(context, asked, { act: 'verify' });
        return { ...answer, told: administers(context.viewer, asked.county.id) };
      },
    }),
    fairness: t.field({
      type: Fairness,
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

const answerTo = <One extends Question>(
  { rounds, gone }: Context,
  { planId, viewer }: Asked,
  question: One,
) => rounds.ask(planId, question, { userId: viewer.userId, gone });

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
