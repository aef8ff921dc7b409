import type { Prisma } from '../prisma/generated/client.ts';

/**
 * Postings that keep their teacher from another that begins on `first`: those ordered, and those under way that nobody has decided
 * to end before. Circuits keep nobody, nor does what has moved the teacher for good: a transfer or a first post, once there.
 */
export const keepsFrom = (first: string) =>
  ({
    form: { not: 'circuit' },
    endedOn: null,
    OR: [
      { state: 'ordered' },
      { state: 'serving', decision: null, relationMoves: false, form: { not: 'recruitment' } },
      {
        state: 'serving',
        decision: 'return',
        OR: [{ endsOn: null }, { endsOn: { gte: new Date(`${first}T00:00:00Z`) } }],
      },
    ],
  }) as const satisfies Prisma.PostingWhereInput;

/** From which day somebody else has the post of a posting. */
export const firstDayInstead = (startsOn: string, today: string): string =>
  startsOn > today ? startsOn : today;
