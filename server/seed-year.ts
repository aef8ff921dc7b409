import { demo } from '../data/demo.ts';
import type { Database } from '../prisma/client.ts';
import type { Grant, RoleName } from '../schema/context.ts';
import type { Actor, WindowSpan } from '../schema/year-acts.ts';
import { plusDays, schoolYearOn } from '../solver/calendar.ts';
import { toldDemand } from '../solver/demand-words.ts';
import { problem as format } from '../solver/problem.ts';
import { dayAt } from './day.ts';
import { reckon } from './points/reckon.ts';
import { addRule } from './points/rules.ts';
import { submit } from './requests/submit.ts';
import { addCalendar } from './rounds/calendar-standard.ts';
import { roundFacts } from './rounds/freeze.ts';
import { open } from './rounds/open.ts';
import { uuid } from './uuid.ts';
import { setWishes } from './wishes/set.ts';
import type { YearMeans } from './year.ts';

/** Who does what in the demo's round: users by their ids, and whom they are. */
export interface DemoActors {
  readonly officer: string;
  readonly principal: { readonly userId: string; readonly schoolId: string };
}

/**
 * The demo county's round under way: its windows lie around today, whenever that is, so that principals can ask and teachers wish;
 * with its usual calendar, a points rule, everybody's points, a request and a teacher's wish for a zone. A round that an
 * earlier start left is kept as it is.
 */
export async function keepDemoYear(
  database: Database,
  countyId: string,
  { officer, principal }: DemoActors,
  now: Date = new Date(),
): Promise<void> {
  const { db } = database;
  const { timeZone } = await db.county.findUniqueOrThrow({ where: { id: countyId } });
  const today = dayAt(now, timeZone);
  const effective = firstTermAfter(plusDays(today, LEAST_LEAD));
  const schoolYear = schoolYearOn(effective);
  const name = `${effective.slice(0, 4)}年${effective.slice(5, 7) === '09' ? '秋' : '春'}季教师交流`;
  if ((await db.round.count({ where: { countyId, name } })) > 0) return;
  const means: YearMeans = {
    database,
    reckoner: { demand: async (text) => toldDemand(format.parse(JSON.parse(text))) },
  };
  const hr = actor(officer, 'hr-officer', today, { countyId });
  const { calendar, pointsRule } = demo;
  const standing = { countyId, effectiveFrom: IN_FORCE };
  if ((await db.calendarStandard.count({ where: { countyId } })) === 0)
    await addCalendar(database, hr, { ...standing, version: calendar.version, windows: calendar.windows });
  if ((await db.pointsRule.count({ where: { countyId } })) === 0)
    await addRule(database, hr, { ...standing, version: pointsRule.version, body: pointsRule.body });
  const roundId = await open(database, hr.viewer, {
    countyId,
    name,
    schoolYear,
    effective,
    windows: around(today, effective),
  });
  await reckon(means, hr, { id: roundId, version: 1 }, null);
  await askFor(means, roundId, actor(principal.userId, 'principal', today, principal), principal.schoolId);
  await wish(means, roundId, today, countyId);
}

/** From this day on the demo county's standards hold. */
const IN_FORCE = '2026-01-01';

/** Days from today to the moves, at least: all windows lie between. */
const LEAST_LEAD = 60;

/** The first day of a term, 1 March or 1 September, on or after a day, and not before the demo's own first. */
function firstTermAfter(day: string): string {
  const from = day < demo.figuresOn ? demo.figuresOn : day;
  const year = Number(from.slice(0, 4));
  const terms = [`${year}-03-01`, `${year}-09-01`, `${year + 1}-03-01`];
  return terms.find((term) => term >= from) ?? from;
}

/** Requests and wishes are open for three weeks more; the rest follows. */
const around = (today: string, effective: string): WindowSpan[] => [
  ...days.map(([kind, from, until]) => ({
    kind,
    from: plusDays(today, from),
    until: plusDays(today, until),
  })),
  { kind: 'report_for_duty', from: plusDays(effective, -2), until: plusDays(effective, 2) },
];

/** First and last day of each window, in days from today. */
const days = [
  ['registry_check', -21, -8],
  ['requests', -7, 21],
  ['wishes', -7, 21],
  ['points_frozen', -7, 21],
  ['plan', 22, 35],
  ['provisional_list', 36, 42],
  ['objections', 36, 42],
  ['final', 43, 45],
  ['orders', 43, 50],
] as const satisfies readonly (readonly [WindowSpan['kind'], number, number])[];

/** Somebody to act as; the login is made with the same id. */
function actor(
  userId: string,
  role: RoleName,
  today: string,
  { countyId = null, schoolId = null, teacherId = null }: Partial<Grant>,
): Actor {
  const grant: Grant = { role, provinceId: null, countyId, schoolId, teacherId };
  return {
    viewer: { userId, sessionId: '', name: '', email: '', grants: [grant] },
    today: () => today,
  };
}

/** Asks for what the school lacks most; nothing where it lacks nothing. */
async function askFor(means: YearMeans, roundId: string, by: Actor, schoolId: string): Promise<void> {
  const sections = await means.database.db.section.findMany({
    where: { schoolId },
    select: { id: true, stage: true, school: { select: { code: true } } },
  });
  const ids = new Map(sections.map(({ id, stage, school }) => [`${school.code}:${stage}`, id]));
  const cells = await means.reckoner.demand(await roundFacts(means.database, roundId));
  const [most] = cells
    .filter(({ section, specialist, gap }) => ids.has(section) && specialist && gap > 0)
    .toSorted((a, b) => b.gap - a.gap || (a.subject < b.subject ? -1 : 1));
  const sectionId = ids.get(most?.section ?? '');
  if (most === undefined || sectionId === undefined) return;
  await submit(means, by, roundId, {
    sectionId,
    subject: most.subject,
    count: 1,
    level: 'none',
    priority: most.critical ? 5 : 4,
    reason: '本学科教师不足，课程由他科教师兼任（演示数据）',
  });
}

/** A teacher of town who has wished for nothing yet wishes for the most remote zone; those of the workbook stay as they are. */
async function wish(means: YearMeans, roundId: string, today: string, countyId: string): Promise<void> {
  const { db } = means.database;
  const teacher = await db.teacher.findFirstOrThrow({
    where: {
      countyId,
      cadreRole: null,
      subject: { not: null },
      registered: { place: 'urban' },
      wishes: { none: {} },
    },
    orderBy: { staffNumber: 'asc' },
  });
  const zone = await db.zone.findFirst({ where: { countyId }, orderBy: [{ tier: 'desc' }, { code: 'asc' }] });
  await setWishes(means, actor(uuid(), 'teacher', today, { teacherId: teacher.id }), {
    roundId,
    teacherId: teacher.id,
    version: 0,
    volunteer: true,
    choices: zone === null ? [] : [{ zoneId: zone.id }],
    note: null,
  });
}
