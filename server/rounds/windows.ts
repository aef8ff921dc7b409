import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { WindowKind } from '../../prisma/generated/enums.ts';
import { InvalidInput } from '../../schema/errors.ts';
import { underWay, windowNames, windowOrder } from '../../schema/round-steps.ts';
import { mustAdminister } from '../../schema/scope.ts';
import type { Actor, Versioned, WindowSpan } from '../../schema/year-acts.ts';
import { OutOfStep, WindowClosed } from '../../schema/year-refusals.ts';
import { inForce, planned } from '../../solver/calendar.ts';
import type { Words } from '../../solver/plan.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { dateOf, dayOf } from '../day.ts';
import { textOf } from '../text.ts';
import { heldRound } from './planning.ts';
import { roundSeen } from './round-seen.ts';

/**
 * Throws `WindowClosed` unless today (YYYY-MM-DD, in the county's time zone) lies in the round's window of this kind, both days
 * included. A round without such a window is open for it.
 */
export async function mustBeOpen(
  tx: Prisma.TransactionClient,
  roundId: string,
  kind: WindowKind,
  today: string,
): Promise<void> {
  const span = await windowOf(tx, roundId, kind);
  if (span !== null && !inForce(span, today)) throw new WindowClosed(kind, span, today);
}

/** The days of a round's window of one kind, both included; null: the round has none. */
export async function windowOf(
  tx: Prisma.TransactionClient,
  roundId: string,
  kind: WindowKind,
): Promise<{ readonly from: string; readonly until: string } | null> {
  const window = await tx.roundWindow.findUnique({ where: { roundId_kind: { roundId, kind } } });
  return window && { from: dayOf(window.from), until: dayOf(window.until) };
}

/** Sets one window. What lies in the past is moved only for a reason. */
export async function setWindow(
  { db }: Pick<Database, 'db'>,
  actor: Actor,
  { id: roundId, version }: Versioned,
  window: WindowSpan,
  reason: string | null,
): Promise<void> {
  const { viewer } = actor;
  const { countyId, county } = await roundSeen(db, viewer, roundId);
  await mustAdminister({ db, viewer }, countyId);
  const said = textOf(reason, ['reason'], LONGEST_REASON);
  const today = actor.today(county.timeZone);
  await db.$transaction(async (tx) => {
    const round = await heldRound(tx, roundId);
    await mustBeAt(tx, 'Round', round, version);
    if (!underWay.includes(round.state)) throw new OutOfStep(round.state, underWay);
    const standing = (await tx.roundWindow.findMany({ where: { roundId } })).map(spanOf);
    const before = standing.find(({ kind }) => kind === window.kind);
    checkCalendar(
      [...standing.filter((one) => one !== before), window],
      dayOf(round.effective),
      window.kind,
      [],
    );
    if (said === null && touchesPast(before, window, today))
      throw new InvalidInput(['reason'], {
        zh: `“${windowNames[window.kind].zh}”时段涉及今天（${today}）以前的日期，请写明调整原因。`,
        en: `This changes days before today, ${today}. Say why the window for ${windowNames[window.kind].en} is set so.`,
      });
    const days = { from: dateOf(window.from), until: dateOf(window.until) };
    const key = { roundId, kind: window.kind };
    await tx.roundWindow.upsert({
      where: { roundId_kind: key },
      create: { ...key, ...days },
      update: days,
    });
    await tx.round.update({ where: { id: roundId }, data: { version: { increment: 1 } } });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'round.set-window',
      entity: 'Round',
      entityId: roundId,
      ...(before && { before: { ...before } }),
      after: { ...window },
      reason: said ?? undefined,
    });
  });
}

const LONGEST_REASON = 500;

/** Whether days before today come into a window or go out of it. */
function touchesPast(before: WindowSpan | undefined, after: WindowSpan, today: string): boolean {
  if (before === undefined) return after.from < today;
  if (before.from !== after.from && (before.from < today || after.from < today)) return true;
  return before.until !== after.until && (before.until < today || after.until < today);
}

const spanOf = ({ kind, from, until }: { kind: WindowKind; from: Date; until: Date }): WindowSpan => ({
  kind,
  from: dayOf(from),
  until: dayOf(until),
});

/**
 * Refuses a calendar that makes no sense. `changed` is the window to name; left out: whichever is wrong. `path` leads to the
 * windows.
 */
export function checkCalendar(
  windows: readonly WindowSpan[],
  effective: string,
  changed: WindowKind | null,
  path: readonly string[],
): void {
  const wrong = calendarFault(windows, effective, changed);
  if (wrong !== null) throw new InvalidInput([...path, wrong.field], wrong.text);
}

interface CalendarFault {
  readonly field: 'from' | 'until' | 'kind';
  readonly text: Words;
}

function calendarFault(
  windows: readonly WindowSpan[],
  effective: string,
  changed: WindowKind | null,
): CalendarFault | null {
  const byKind = new Map(windows.map((window) => [window.kind, window]));
  const [twice] = windows.filter((window) => byKind.get(window.kind) !== window);
  if (twice) return { field: 'kind', text: faults.twice(twice) };
  for (const window of windows) {
    if (window.until < window.from) return { field: 'until', text: faults.backwards(window) };
    if (window.from < `${planned.first}-01-01` || window.until > `${planned.last}-12-31`)
      return { field: 'from', text: faults.farAway(window) };
    if (window.kind !== 'report_for_duty' && window.from > effective)
      return { field: 'from', text: faults.tooLate(window, effective) };
  }
  for (const { kind, after, when } of windowOrder) {
    const [later, earlier] = [byKind.get(kind), byKind.get(after)];
    if (later === undefined || earlier === undefined) continue;
    if (when === 'begun' ? later.from < earlier.from : later.from <= earlier.until)
      return {
        field: changed === after && when === 'over' ? 'until' : 'from',
        text: faults.order(later, earlier, when),
      };
  }
  return null;
}

const faults = {
  twice: ({ kind }: WindowSpan): Words => ({
    zh: `“${windowNames[kind].zh}”时段写了两次。`,
    en: `The window for ${windowNames[kind].en} is given twice.`,
  }),
  backwards: ({ kind, from, until }: WindowSpan): Words => ({
    zh: `“${windowNames[kind].zh}”时段的截止日期${until}早于开始日期${from}。`,
    en: `The window for ${windowNames[kind].en} would end on ${until}, before it begins on ${from}.`,
  }),
  farAway: ({ kind }: WindowSpan): Words => ({
    zh: `“${windowNames[kind].zh}”时段须在${planned.first}年至${planned.last}年之间。`,
    en: `The window for ${windowNames[kind].en} must lie between ${planned.first} and ${planned.last}.`,
  }),
  tooLate: ({ kind, from }: WindowSpan, effective: string): Words => ({
    zh: `“${windowNames[kind].zh}”时段${from}开始，晚于调动生效日期${effective}。`,
    en: `The window for ${windowNames[kind].en} would begin on ${from}, after the moves take effect on ${effective}.`,
  }),
  order: (later: WindowSpan, earlier: WindowSpan, when: 'begun' | 'over'): Words => {
    const [after, before] = [windowNames[later.kind], windowNames[earlier.kind]];
    return when === 'begun'
      ? {
          zh: `“${after.zh}”时段（${later.from}起）不能早于“${before.zh}”时段的开始日期${earlier.from}。`,
          en: `The window for ${after.en}, from ${later.from}, cannot begin before that for ${before.en} does, on ${earlier.from}.`,
        }
      : {
          zh: `“${after.zh}”时段（${later.from}起）须在“${before.zh}”时段截止（${earlier.until}）之后开始。`,
          en: `The window for ${after.en}, from ${later.from}, has to begin after that for ${before.en} is over, on ${earlier.until}.`,
        };
  },
};
