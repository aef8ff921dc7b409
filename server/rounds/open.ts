import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Rounds, Viewer } from '../../schema/context.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import { mustAdminister } from '../../schema/scope.ts';
import { daysOfEffect, inForce as liesIn, planned } from '../../solver/calendar.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { dateOf } from '../day.ts';
import { usualWindows } from './calendar-standard.ts';
import { inForce, noPolicyInForce, usual } from './standards.ts';
import { checkCalendar } from './windows.ts';

type Input = Parameters<Rounds['open']>[1];

/**
 * Opens a round on the standards in force on the day its moves take effect, and on the policy given, or else
 * the one in force; with the windows given, or else the county's usual ones. Throws `InvalidInput`, `NotAllowed`, `NotFound`.
 */
export async function open({ db }: Database, viewer: Viewer, input: Input): Promise<string> {
  await mustAdminister({ db, viewer }, input.countyId);
  const day = dayGiven(input);
  const { budget = null } = input;
  checkBudget(budget);
  if (input.windows) checkCalendar(input.windows, input.effective, null, ['windows']);
  return db.$transaction(async (tx) => {
    if (await tx.round.findFirst({ where: { countyId: input.countyId, name: input.name } }))
      throw new InvalidInput(['name'], {
        zh: `已有名为“${input.name}”的轮次，请换一个名称。`,
        en: `There is a round named “${input.name}” already. Choose another name.`,
      });
    const policyId = await policyFor(tx, input, day);
    const { curriculumId, loadId } = await standards(tx, input.countyId, day);
    const windows = input.windows ?? (await usualWindows(tx, input.countyId, input.effective));
    const { id } = await tx.round.create({
      data: {
        openedAt: instant(),
        countyId: input.countyId,
        name: input.name,
        schoolYear: input.schoolYear,
        effective: day,
        policyId,
        curriculumId,
        loadId,
        budget,
        openedBy: viewer.userId,
        windows: {
          create: windows.map(({ kind, from, until }) => ({
            kind,
            from: dateOf(from),
            until: dateOf(until),
          })),
        },
      },
    });
    await recordDeed(tx, {
      countyId: input.countyId,
      userId: viewer.userId,
      action: 'round.open',
      entity: 'Round',
      entityId: id,
      after: {
        name: input.name,
        schoolYear: input.schoolYear,
        effective: input.effective,
        policyId,
        curriculumId,
        loadId,
        ...(budget === null ? {} : { budget }),
        ...(windows.length > 0 && { windows: windows.map((window) => ({ ...window })) }),
      },
    });
    return id;
  });
}

/** The day as the database keeps it; it must lie in the round's school year or the summer before. */
function dayGiven({ name, schoolYear, effective }: Input): Date {
  if (name.trim() === '' || name.length > 100)
    throw new InvalidInput(['name'], {
      zh: '请填写轮次名称，不超过 100 个字。',
      en: 'Give the round a name of at most 100 characters.',
    });
  if (schoolYear < planned.first || schoolYear > planned.last)
    throw new InvalidInput(['schoolYear'], {
      zh: `学年须在 ${planned.first} 至 ${planned.last} 之间。`,
      en: `The school year must lie between ${planned.first} and ${planned.last}.`,
    });
  const day = new Date(`${effective}T00:00:00Z`);
  if (Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== effective)
    throw new InvalidInput(['effective'], {
      zh: '生效日期须为有效日期，格式为 YYYY-MM-DD。',
      en: 'The day of effect must be a day of the calendar, YYYY-MM-DD.',
    });
  const span = daysOfEffect(schoolYear);
  if (!liesIn(span, effective))
    throw new InvalidInput(['effective'], {
      zh: `生效日期须在 ${span.from} 至 ${span.until} 之间。`,
      en: `The day of effect must lie between ${span.from} and ${span.until}.`,
    });
  return day;
}

/** The most a problem may hold (solver/problem.ts), yuan a year. */
const mostBudget = 1_000_000_000;

function checkBudget(budget: number | null): void {
  if (budget !== null && !(Number.isInteger(budget) && budget >= 0 && budget <= mostBudget))
    throw new InvalidInput(['budget'], {
      zh: '经费预算须为 0 至 10 亿之间的整数（元/年）；不限则不填。',
      en: 'The budget must be a whole number of yuan a year from 0 to 1,000,000,000; leave it out for no limit.',
    });
}

async function policyFor(tx: Prisma.TransactionClient, { countyId, policyId }: Input, day: Date) {
  if (policyId !== undefined) {
    const given = await tx.policy.findFirst({ where: { id: policyId, countyId } });
    if (given === null) throw new NotFound();
    return given.id;
  }
  const { policy } = await inForce(tx, countyId, day);
  if (policy === null) throw noPolicyInForce(['effective']);
  return policy.id;
}

/** The county's standards in force; where it has none, the usual ones become its own, kept once a version. */
async function standards(tx: Prisma.TransactionClient, countyId: string, day: Date) {
  const { curriculum, load } = await inForce(tx, countyId, day);
  const adopted = ({ version }: { version: string }) => ({
    where: { countyId_version: { countyId, version } },
    update: {},
  });
  const create = { countyId, effectiveFrom: day };
  return {
    curriculumId: (
      curriculum ??
      (await tx.curriculumStandard.upsert({
        ...adopted(usual.curriculum),
        create: { ...create, version: usual.curriculum.version, body: usual.curriculum },
      }))
    ).id,
    loadId: (
      load ??
      (await tx.loadStandard.upsert({
        ...adopted(usual.load),
        create: { ...create, version: usual.load.version, body: usual.load },
      }))
    ).id,
  };
}
