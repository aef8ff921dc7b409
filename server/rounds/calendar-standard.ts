import * as z from 'zod';
import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { WindowKind } from '../../prisma/generated/enums.ts';
import { InvalidInput } from '../../schema/errors.ts';
import { mustAdminister } from '../../schema/scope.ts';
import type { Actor, CalendarGiven, WindowSpan } from '../../schema/year-acts.ts';
import { plusDays } from '../../solver/calendar.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { dateOf } from '../day.ts';
import { textWanted } from '../text.ts';
import { checkCalendar } from './windows.ts';

/** Days before the day of effect; below 0: after it. */
const days = z.int().min(-400).max(400);

/** When windows open and close by default. A kind left out has no window. */
const calendarDefaults = z.strictObject({
  windows: z.array(z.strictObject({ kind: z.enum(WindowKind), from: days, until: days })).max(20),
});

/** The windows of a round by a standard. */
const windowsBy = (body: unknown, effective: string): WindowSpan[] =>
  calendarDefaults.parse(body).windows.map(({ kind, from, until }) => ({
    kind,
    from: plusDays(effective, -from),
    until: plusDays(effective, -until),
  }));

/** The windows a round opens with where none are given: by the county's standard in force that day; none without one. */
export async function usualWindows(
  tx: Prisma.TransactionClient,
  countyId: string,
  effective: string,
): Promise<WindowSpan[]> {
  const standard = await tx.calendarStandard.findFirst({
    where: { countyId, effectiveFrom: { lte: dateOf(effective) } },
    orderBy: [{ effectiveFrom: 'desc' }, { createdAt: 'desc' }],
  });
  return standard === null ? [] : windowsBy(standard.body, effective);
}

/** A new version; one on file is never edited. */
export async function addCalendar(
  { db }: Pick<Database, 'db'>,
  { viewer }: Actor,
  { countyId, version, effectiveFrom, windows }: CalendarGiven,
): Promise<string> {
  await mustAdminister({ db, viewer }, countyId);
  const name = textWanted(version, ['version'], 60, {
    zh: '请填写版本名称。',
    en: 'Give the version a name.',
  });
  const read = calendarDefaults.safeParse({ windows });
  if (!read.success)
    throw new InvalidInput(['windows', ...(read.error.issues[0]?.path.slice(1).map(String) ?? [])], {
      zh: '请填写距生效日期的天数，为-400至400之间的整数。',
      en: 'Give whole numbers of days before the day of effect, from -400 to 400.',
    });
  // Any day serves: what is asked of days holds for the numbers of days before it.
  checkCalendar(windowsBy(read.data, effectiveFrom), effectiveFrom, null, ['windows']);
  return db.$transaction(async (tx) => {
    await mustBeNew(tx.calendarStandard.count({ where: { countyId, version: name } }), name);
    const { id } = await tx.calendarStandard.create({
      data: {
        createdAt: instant(),
        countyId,
        version: name,
        effectiveFrom: dateOf(effectiveFrom),
        body: read.data,
        createdBy: viewer.userId,
      },
    });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'calendar-standard.add',
      entity: 'CalendarStandard',
      entityId: id,
      after: { version: name, effectiveFrom, ...read.data },
    });
    return id;
  });
}

/** Refuses a version that is on file, which is never edited. */
export async function mustBeNew(onFile: PromiseLike<number>, version: string): Promise<void> {
  if ((await onFile) > 0)
    throw new InvalidInput(['version'], {
      zh: `已有名为“${version}”的版本，已存的版本不能修改，请换一个名称。`,
      en: `There is a version named “${version}” already, and it is never edited. Choose another name.`,
    });
}
