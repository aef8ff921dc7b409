import { planAsked } from './asked.ts';
import { builder, pageSize } from './builder.ts';
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
import { idOf, keyOf } from './ids.ts';
import { Options } from './option.ts';
import { firstDayInstead, keepsFrom } from './posting-hold.ts';
import { mustAdminister, rows } from './scope.ts';

builder.queryField('reserveList', (t) =>
  t.field({
    type: Options,
    description:
      'Who could fill the post of a posting that a plan ordered, best first (替补名单): the plan is solved with each of them in its place. Whoever is on another posting when the post is to be filled, or has left since, is left out; a posting that moved the teacher for good keeps nobody. For HR officers of the county.',
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
      postingId: t.arg.id({ required: true, description: 'The posting.' }),
      most: t.arg.int({
        required: true,
        defaultValue: pageSize.usual,
        description: `How many to answer, the best first; from 1 to ${pageSize.most}.`,
      }),
    },
    resolve: async (_root, { postingId, most }, context) => {
      const { db, viewer, rounds, gone } = context;
      if (viewer === null) throw notSignedIn();
      const posting = await db.posting.findFirst({
        where: { AND: [{ id: keyOf(postingId, 'Posting') }, rows(viewer).posting] },
        select: {
          countyId: true,
          county: { select: { timeZone: true } },
          planId: true,
          toSectionId: true,
          subject: true,
          role: true,
          startsOn: true,
        },
      });
      if (posting === null) throw new NotFound();
      await mustAdminister(context, posting.countyId);
      if (most < 1 || most > pageSize.most)
        throw new InvalidInput(['most'], {
          zh: `一次可列 1 至 ${pageSize.most} 人。`,
          en: `From 1 to ${pageSize.most} are listed at once.`,
        });
      const { planId, toSectionId, subject, role } = posting;
      const post = role?.replaceAll('_', '-') ?? subject;
      if (planId === null || toSectionId === null || post === null)
        throw new InvalidInput(['postingId'], {
          zh: '该派任不是按方案下达到岗位的，没有替补名单。',
          en: 'No plan ordered this posting to a post, so there is no reserve list.',
        });
      const asked = await planAsked(context, idOf('Plan', planId));
      const { options, none } = await rounds.ask(
        planId,
        { act: 'options-for-post', section: toSectionId, post },
        { userId: viewer.userId, gone },
      );
      const ids = options.flatMap(({ teacher }) => teacher ?? []);
      const today = context.today(posting.county.timeZone);
      const first = firstDayInstead(posting.startsOn.toISOString().slice(0, 10), today);
      const free = await db.teacher.findMany({
        where: { id: { in: ids }, leftOn: null, postings: { none: keepsFrom(first) } },
        select: { id: true },
      });
      const known = new Set(free.map(({ id }) => id));
      const found = options.filter(({ teacher }) => teacher !== null && known.has(teacher));
      return {
        options: found.slice(0, most).map((option) => ({ ...option, asked, about: null })),
        total: found.length,
        none: none && { ...none, asked, about: null },
      };
    },
  }),
);
