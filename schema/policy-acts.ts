import { builder } from './builder.ts';
import { actorOf } from './calendar.ts';
import { InvalidInput, NotAllowed, NotFound, ProblemRefused } from './errors.ts';
import { keyOf } from './ids.ts';
import { assumptionsOf, GoalAssumption, RuleAssumption } from './scenario.ts';

builder.mutationField('addPolicy', (t) =>
  t.prismaField({
    type: 'Policy',
    description:
      'Adds a dated version of the county’s policy, made from another one; rounds opened on days it is in force go by it, rounds that are open keep theirs. For HR officers of the county.',
    errors: { types: [NotAllowed, NotFound, InvalidInput, ProblemRefused] },
    args: {
      countyId: t.arg.id({ required: true, description: 'The county.' }),
      version: t.arg.string({
        required: true,
        description: 'Its name, unique in the county; at most 60 characters.',
      }),
      effectiveFrom: t.arg({ type: 'Day', required: true, description: 'First day in force.' }),
      like: t.arg.id({
        description: 'The policy it is made from; unsaid: the one in force on its first day.',
      }),
      rules: t.arg({ type: [RuleAssumption], description: 'Rules it sets otherwise.' }),
      goals: t.arg({
        type: [GoalAssumption],
        description: 'All goals, in their order; unsaid: as in the one it is made from.',
      }),
      reason: t.arg.string({ description: 'Why, for the record; at most 500 characters.' }),
    },
    resolve: async (
      query,
      _root,
      { countyId, version, effectiveFrom, like, rules, goals, reason },
      context,
    ) => {
      const given = assumptionsOf({ rules, goals });
      const id = await context.rounds.year.addPolicy(actorOf(context), {
        countyId: keyOf(countyId, 'County'),
        version,
        effectiveFrom,
        like: like == null ? undefined : keyOf(like, 'Policy'),
        rules: given.rules,
        goals: given.goals,
        reason: reason ?? null,
      });
      return context.db.policy.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
