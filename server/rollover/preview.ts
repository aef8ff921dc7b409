import { createHash } from 'node:crypto';
import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { InvalidInput } from '../../schema/errors.ts';
import type { NewVersion, RolloverPreview } from '../../schema/rollover-acts.ts';
import { schoolYearOn, schoolYear as spanOf } from '../../solver/calendar.ts';
import type { EnrolmentRow } from '../../solver/roadmap/outlook.ts';
import { type RollingSection, rollover } from '../../solver/rollover.ts';
import { dateOf, dayOf } from '../day.ts';

type Reading = Prisma.TransactionClient;

/** What the step into a school year would come to, as the county stands now. Throws `InvalidInput`. */
export async function preview(
  { db }: Pick<Database, 'db'>,
  countyId: string,
  asked: number | null,
  today: string,
): Promise<RolloverPreview> {
  const schoolYear = asked ?? schoolYearOn(today) + 1;
  mustBeNear(schoolYear, today);
  return previewed(db, countyId, schoolYear);
}

/** A county steps into the year it is in, late, or into the next. */
export function isNear(schoolYear: number, today: string): boolean {
  const present = schoolYearOn(today);
  return schoolYear === present || schoolYear === present + 1;
}

export function mustBeNear(schoolYear: number, today: string): void {
  if (isNear(schoolYear, today)) return;
  const present = schoolYearOn(today);
  throw new InvalidInput(['schoolYear'], {
    zh: `只能结转到本学年（${present}）或下一学年（${present + 1}），不能结转到${schoolYear}学年。`,
    en: `A county steps into the present school year (${present}) or the next (${present + 1}), not into ${schoolYear}.`,
  });
}

export async function previewed(tx: Reading, countyId: string, schoolYear: number): Promise<RolloverPreview> {
  const { from } = spanOf(schoolYear);
  const sections = await tx.$queryRawUnsafe<RollingSection[]>(rollingSections, countyId, schoolYear, from);
  const rows = await tx.$queryRawUnsafe<EnrolmentRow[]>(enrolments, countyId, schoolYear);
  const rolled = rollover(sections, rows, schoolYear);
  const before = spanOf(schoolYear - 1);
  const ending = await tx.posting.findMany({
    where: { countyId, state: 'serving', endedOn: null, endsOn: { lt: dateOf(from) } },
    select: { id: true, decision: true },
    orderBy: [{ endsOn: 'asc' }, { id: 'asc' }],
  });
  const openRounds = await tx.round.findMany({
    where: { countyId, schoolYear: { lt: schoolYear }, state: { not: 'closed' } },
    select: { id: true },
    orderBy: [{ schoolYear: 'asc' }, { id: 'asc' }],
  });
  return {
    countyId,
    schoolYear,
    from,
    ...rolled,
    endingPostings: ending.map(({ id }) => id),
    undecided: ending.filter(({ decision }) => decision === null).length,
    newVersions: await newVersions(tx, countyId, { after: before.from, until: from }),
    openRounds: openRounds.map(({ id }) => id),
    seal: createHash('sha256')
      .update(JSON.stringify([schoolYear, rolled.grades]))
      .digest('hex'),
  };
}

/** Sections of public schools, with the newest year on file before the one to begin. */
const rollingSections = `
  SELECT school.code || ':' || section.stage AS section, school.code AS school, school.name, section.stage::text AS stage,
    (SELECT max("schoolYear") FROM "Enrolment" WHERE "sectionId" = section.id AND "schoolYear" < $2::int) AS newest,
    (school."openedOn" IS NULL OR school."openedOn" <= $3::date)
      AND (school."closedOn" IS NULL OR $3::date < school."closedOn") AS open
  FROM "Section" section JOIN "School" school ON school.id = section."schoolId"
  WHERE section."countyId" = $1::uuid AND school.ownership = 'public'
  ORDER BY 1`;

const enrolments = `
  SELECT school.code || ':' || section.stage AS section, enrolment."schoolYear", enrolment.grade,
    enrolment.classes, enrolment.pupils
  FROM "Enrolment" enrolment
  JOIN "Section" section ON section.id = enrolment."sectionId"
  JOIN "School" school ON school.id = section."schoolId"
  WHERE section."countyId" = $1::uuid AND school.ownership = 'public'
    AND enrolment."schoolYear" IN ($2::int - 1, $2::int)
  ORDER BY 1, 2, 3`;

/** In the order they are told. */
const kinds = [
  ...(['policy', 'curriculum', 'load', 'establishment', 'allowance'] as const),
  ...(['posting', 'points', 'calendar', 'balance'] as const),
];

async function newVersions(
  tx: Reading,
  countyId: string,
  { after, until }: { readonly after: string; readonly until: string },
): Promise<NewVersion[]> {
  const asked = {
    where: { countyId, effectiveFrom: { gt: dateOf(after), lte: dateOf(until) } },
    select: { version: true, effectiveFrom: true },
    orderBy: [{ effectiveFrom: 'asc' as const }, { version: 'asc' as const }],
  };
  const found = {
    policy: await tx.policy.findMany({ ...asked, where: { ...asked.where, forOneRound: false } }),
    curriculum: await tx.curriculumStandard.findMany(asked),
    load: await tx.loadStandard.findMany(asked),
    establishment: await tx.establishmentStandard.findMany(asked),
    allowance: await tx.allowanceStandard.findMany(asked),
    posting: await tx.postingStandard.findMany(asked),
    points: await tx.pointsRule.findMany(asked),
    calendar: await tx.calendarStandard.findMany(asked),
    balance: await tx.balanceStandard.findMany(asked),
  } satisfies Record<NewVersion['kind'], unknown>;
  return kinds.flatMap((kind) =>
    found[kind].map(({ version, effectiveFrom }) => ({ kind, version, effectiveFrom: dayOf(effectiveFrom) })),
  );
}
