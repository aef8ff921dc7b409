import { batched } from './batch.ts';
import { builder } from './builder.ts';
import { PlanActName, ReasonWanted } from './enums.ts';
import type { OpenAct as Shape } from './plan-acts.ts';
import { administers } from './scope.ts';
import { Words } from './words.ts';

const OpenAct = builder.objectRef<Shape>('OpenAct').implement({
  description: 'Something the reader may do next with a plan.',
  fields: (t) => ({
    act: t.expose('act', { type: PlanActName, description: 'What.' }),
    reason: t.expose('reason', { type: ReasonWanted, description: 'Whether it takes a reason.' }),
    against: t.field({
      type: Words,
      nullable: true,
      description:
        'What is known to stand against it; null: nothing is. Publishing and making final look anew when asked, and may still be refused.',
      resolve: ({ against }) => against,
    }),
  }),
});

const openActs = batched<readonly Shape[]>(async (planIds, context) => {
  const { viewer, today, now } = context;
  return viewer === null ? new Map() : context.rounds.plans.openActs({ viewer, today, now }, planIds);
});

builder.prismaObjectField('Plan', 'openActs', (t) =>
  t.field({
    type: [OpenAct],
    description:
      'What the reader may do next with it, in the order of its way; what does not begin from where it is, is not among them. For HR officers of the county; empty for everybody else.',
    select: { id: true, countyId: true },
    resolve: async ({ id, countyId }, _args, context) =>
      administers(context.viewer, countyId) ? ((await openActs(context, id)) ?? []) : [],
  }),
);
