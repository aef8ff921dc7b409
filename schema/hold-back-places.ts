import { batched } from './batch.ts';
import { builder } from './builder.ts';
import { keyOf } from './ids.ts';
import { readsFigures } from './scope.ts';
import type { HoldBackPlaces as Shape } from './year-acts.ts';

/** By `SECTION ROUND`: of all sections that a document asks for at once. */
const places = batched<Shape>((keys, { rounds }) =>
  rounds.year.holdBackPlaces(
    keys.map((key) => {
      const [sectionId = '', roundId = ''] = key.split(' ');
      return { sectionId, roundId };
    }),
  ),
);

const HoldBackPlaces = builder.objectRef<Shape>('HoldBackPlaces').implement({
  description: 'How many teachers a section may hold back in a round (暂留).',
  fields: (t) => ({
    staff: t.exposeInt('staff', {
      description: 'How many teachers serve there on the day the moves take effect.',
    }),
    limit: t.exposeInt('limit', { description: 'How many of them may be held back, by the policy.' }),
    left: t.int({
      description: 'How many more may be asked for.',
      resolve: ({ limit, asked }) => Math.max(0, limit - asked),
    }),
    asked: t.exposeInt('asked', { description: 'How many are asked for or approved.' }),
  }),
});

builder.prismaObjectField('Section', 'holdBackPlaces', (t) =>
  t.field({
    type: HoldBackPlaces,
    nullable: true,
    description:
      'How many teachers it may hold back in a round, and has asked for; null: the round’s policy knows no hold-backs, or it is not the reader’s: for who reads the county, and the own principal.',
    args: { roundId: t.arg.id({ required: true, description: 'The round.' }) },
    select: { id: true, schoolId: true, county: { select: { id: true, provinceId: true } } },
    resolve: async (section, { roundId }, context) =>
      readsFigures(context.viewer, section)
        ? ((await places(context, `${section.id} ${keyOf(roundId, 'Round')}`)) ?? null)
        : null,
  }),
);
