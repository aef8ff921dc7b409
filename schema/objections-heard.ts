import type { PlanState } from '../prisma/generated/enums.ts';
import { batched } from './batch.ts';
import type { Context } from './context.ts';
import type { ObjectionDays } from './how-to-object.ts';

/** What of a plan tells on which days it is objected to. */
export const hearing = {
  state: true,
  county: { select: { timeZone: true } },
  round: { select: { windows: { where: { kind: 'objections' }, select: { from: true, until: true } } } },
} as const;

interface Hearing {
  readonly state: PlanState;
  readonly county: { readonly timeZone: string };
  readonly round: { readonly windows: readonly { readonly from: Date; readonly until: Date }[] };
}

/** What `mayObject` and `howToObject` go by. */
export function hearingOf({ state, county, round }: Hearing, { today }: Pick<Context, 'today'>) {
  const [window] = round.windows;
  const days: ObjectionDays | null = window
    ? { from: window.from.toISOString().slice(0, 10), until: window.until.toISOString().slice(0, 10) }
    : null;
  return [state, days, today(county.timeZone)] as const;
}

interface Whose {
  readonly teacherId: string | null;
  readonly schoolId: string | null;
}

export const objectionKey = (planId: string, { teacherId, schoolId }: Whose): string =>
  `${planId} ${teacherId ?? ''} ${schoolId ?? ''}`;

/** Whether an objection to a plan waits for an answer; by `objectionKey`. */
export const waits = batched<boolean>(async (keys, { db }) => {
  const plans = [...new Set(keys.map((key) => key.slice(0, key.indexOf(' '))))];
  const waiting = await db.objection.findMany({
    where: { planId: { in: plans }, state: 'submitted' },
    select: { planId: true, teacherId: true, schoolId: true },
  });
  return new Map(waiting.map(({ planId, ...whose }) => [objectionKey(planId, whose), true]));
});
