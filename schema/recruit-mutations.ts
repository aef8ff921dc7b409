import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { RecruitState } from './enums.ts';
import { InvalidInput, NotAllowed, NotFound, notSignedIn, VersionConflict } from './errors.ts';
import { keyOf } from './ids.ts';
import type { Acting } from './posting-acts.ts';
import { RecruitNotAtThisStep } from './recruit-refusals.ts';
import { RefusalInterface } from './refusal.ts';
import { mustAdminister, rows } from './scope.ts';

builder.objectType(RecruitNotAtThisStep, {
  interfaces: [RefusalInterface],
  name: 'RecruitNotAtThisStep',
  description: 'The recruit is in another state than this begins from.',
  fields: (t) => ({
    recruitState: t.expose('state', { type: RecruitState, description: 'The state the recruit is in.' }),
  }),
});

const refusals = [NotAllowed, NotFound, VersionConflict, InvalidInput, RecruitNotAtThisStep];
const recruit = { required: true, description: 'The recruit.' } as const;
const read = { required: true, description: 'The version of the recruit that was read.' } as const;
const why = { required: true, description: 'Why; 1,000 characters at most.' } as const;

builder.mutationField('withdrawRecruit', (t) =>
  t.prismaField({
    type: 'Recruit',
    description:
      'Says that a recruit does not come: nobody plans for the person any more, and an order that has not taken effect is called off. For HR officers of the county.',
    errors: { types: refusals },
    args: { recruitId: t.arg.id(recruit), version: t.arg.int(read), reason: t.arg.string(why) },
    resolve: async (query, _root, { recruitId, version, reason }, context) => {
      const acting = await officerOn(context, recruitId, version);
      await context.rounds.postings.withdrawRecruit(acting, reason);
      return context.db.recruit.findUniqueOrThrow({ ...query, where: { id: acting.id } });
    },
  }),
);

builder.mutationField('restoreRecruit', (t) =>
  t.prismaField({
    type: 'Recruit',
    description:
      'Has a recruit wait again to be placed: takes a withdrawal back, or calls an order off that has not taken effect. For HR officers of the county.',
    errors: { types: refusals },
    args: { recruitId: t.arg.id(recruit), version: t.arg.int(read), reason: t.arg.string(why) },
    resolve: async (query, _root, { recruitId, version, reason }, context) => {
      const acting = await officerOn(context, recruitId, version);
      await context.rounds.postings.restoreRecruit(acting, reason);
      return context.db.recruit.findUniqueOrThrow({ ...query, where: { id: acting.id } });
    },
  }),
);

/** Throws `NotAllowed` to who may only read the recruit, `NotFound` to everybody else. */
async function officerOn(context: Context, recruitId: string, version: number): Promise<Acting> {
  const { db, viewer, today } = context;
  if (viewer === null) throw notSignedIn();
  const found = await db.recruit.findFirst({
    where: { AND: [{ id: keyOf(recruitId, 'Recruit') }, rows(viewer).recruit] },
    select: { id: true, county: { select: { id: true, timeZone: true } } },
  });
  if (found === null) throw new NotFound();
  await mustAdminister(context, found.county.id);
  return { viewer, id: found.id, version, today: today(found.county.timeZone) };
}
