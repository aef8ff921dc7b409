import type { WindowKind as Kind, RoundState } from '../prisma/generated/enums.ts';
import { inForce } from '../solver/calendar.ts';
import { grouped } from '../solver/grouped.ts';
import { batched } from './batch.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { WindowKind } from './enums.ts';

/** What principals and teachers do in a round, in the order of a year, and in which of its states. */
const acts: readonly { readonly kind: Kind; readonly states: readonly RoundState[] }[] = [
  { kind: 'requests', states: ['open', 'planning'] },
  { kind: 'wishes', states: ['open', 'planning'] },
  { kind: 'points_frozen', states: ['open', 'planning'] },
  { kind: 'objections', states: ['provisional'] },
];

const windowsOf = batched(async (ids, { db }) => {
  const found = await db.roundWindow.findMany({ where: { roundId: { in: [...ids] } } });
  return grouped(found, ({ roundId }) => roundId);
});

/** Whether a round is open for it today: by its calendar; without a window of the kind it is. */
export async function isOpenFor(
  context: Context,
  { id, timeZone }: { readonly id: string; readonly timeZone: string },
  kind: Kind,
): Promise<boolean> {
  const window = (await windowsOf(context, id))?.find((one) => one.kind === kind);
  return (
    !window || inForce({ from: dayOf(window.from), until: dayOf(window.until) }, context.today(timeZone))
  );
}

const dayOf = (day: Date): string => day.toISOString().slice(0, 10);

builder.prismaObjectField('Round', 'openFor', (t) =>
  t.field({
    type: [WindowKind],
    description:
      'What principals and teachers may do in it today, by its state and calendar, in the order of a year: some of `REQUESTS`, `WISHES`, `POINTS_FROZEN` (contesting points) and `OBJECTIONS`. A round without a window of a kind is open for it.',
    select: { id: true, state: true, pointsFrozenAt: true, county: { select: { timeZone: true } } },
    resolve: async ({ id, state, pointsFrozenAt, county }, _args, context) => {
      const round = { id, timeZone: county.timeZone };
      const begun = acts.filter(
        ({ kind, states }) =>
          states.includes(state) && !(kind === 'points_frozen' && pointsFrozenAt !== null),
      );
      const open = await Promise.all(begun.map(({ kind }) => isOpenFor(context, round, kind)));
      return begun.filter((_, at) => open[at]).map(({ kind }) => kind);
    },
  }),
);
