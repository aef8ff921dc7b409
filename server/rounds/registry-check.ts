import type { Pool } from 'pg';
import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { PlacedFinding, StandardFinding } from '../../schema/context.ts';
import { plural } from '../../solver/amounts.ts';
import { nationalBalance } from '../../solver/balance/standard.ts';
import { establishment2014 } from '../../solver/establishment.ts';
import type { Words } from '../../solver/plan.ts';
import { dateOf, dayOf } from '../day.ts';
import { balanceStandardOf } from './balance-standard.ts';
import { isOnStaff, isOpen } from './facts.ts';
import { besideStandard } from './policy-beside-standard.ts';
import { inForce, usual } from './standards.ts';

interface Version {
  readonly version: string;
  readonly effectiveFrom: Date;
}

/** A kind of standard, or the policy, in force by dated versions. */
interface Kind extends Words {
  /** A county's, in the order they are in force, the one that counts of a day last. */
  readonly of: (db: PrismaClient, countyId: string) => Promise<readonly Version[]>;
  /** What holds on a day when none is in force. */
  readonly otherwise: Words;
  /** Whether it is in order that a county has none of its own at all. */
  readonly optional: boolean;
}

const inTime = (countyId: string) => ({
  where: { countyId },
  orderBy: [{ effectiveFrom: 'asc' as const }, { createdAt: 'asc' as const }, { id: 'asc' as const }],
  select: { version: true, effectiveFrom: true },
});

const by = (version: string): Words => ({
  zh: `按通用标准“${version}”计算`,
  en: `the usual “${version}” counts`,
});

const balanceOf = (kind: 'basic' | 'quality', zh: string, en: string): Kind => ({
  zh,
  en,
  of: (db, countyId) => db.balanceStandard.findMany({ ...inTime(countyId), where: { countyId, kind } }),
  otherwise: by(nationalBalance[kind].version),
  optional: true,
});

const kinds: readonly Kind[] = [
  {
    zh: '课程标准',
    en: 'curriculum standards',
    of: (db, countyId) => db.curriculumStandard.findMany(inTime(countyId)),
    otherwise: by(usual.curriculum.version),
    optional: false,
  },
  {
    zh: '课时标准',
    en: 'load standards',
    of: (db, countyId) => db.loadStandard.findMany(inTime(countyId)),
    otherwise: by(usual.load.version),
    optional: false,
  },
  {
    zh: '编制标准',
    en: 'establishment standards',
    of: (db, countyId) => db.establishmentStandard.findMany(inTime(countyId)),
    otherwise: by(establishment2014.version),
    optional: true,
  },
  balanceOf('basic', '基本均衡标准', 'standards of basic balance'),
  balanceOf('quality', '优质均衡标准', 'standards of quality balance'),
  {
    zh: '津贴标准',
    en: 'allowance standards',
    of: (db, countyId) => db.allowanceStandard.findMany(inTime(countyId)),
    otherwise: { zh: '交流费用无法计算', en: 'what an exchange costs cannot be reckoned' },
    optional: false,
  },
  {
    zh: '交流政策',
    en: 'exchange policies',
    of: (db, countyId) =>
      db.policy.findMany({ ...inTime(countyId), where: { countyId, forOneRound: false } }),
    otherwise: { zh: '不能开始轮次', en: 'no round can be opened' },
    optional: false,
  },
];

/**
 * Where a county's standards and policies overlap in time or leave a hole before a day: two versions in force from the same day,
 * of which the one that was written down last counts; none in force on the day, so that the usual one counts or nothing can be
 * reckoned. And where the policy in force asks for other figures of balance than the standard does. By a constant number of
 * statements.
 */
export async function standardFindings(
  db: PrismaClient,
  countyId: string,
  on: string,
): Promise<readonly StandardFinding[]> {
  const found: StandardFinding[] = [];
  for (const kind of kinds) found.push(...inTimeOf(kind, await kind.of(db, countyId), on));
  const { policy } = await inForce(db, countyId, dateOf(on));
  if (policy === null) return found;
  const standard = await balanceStandardOf(db, countyId, on, 'quality');
  return [...found, ...besideStandard(policy, standard)];
}

function inTimeOf(
  { zh, en, otherwise, optional }: Kind,
  versions: readonly Version[],
  on: string,
): StandardFinding[] {
  const dated = versions.map(({ version, effectiveFrom }) => ({ version, from: dayOf(effectiveFrom) }));
  const overlaps = dated.flatMap(({ version: last, from }, at): StandardFinding[] => {
    const before = dated[at - 1];
    if (before?.from !== from) return [];
    return [
      {
        code: 'standards-overlap',
        text: {
          zh: `两个${zh}“${before.version}”和“${last}”都从${from}起生效：按后录入的“${last}”计算。请更正其中一个的生效日期。`,
          en: `Two ${en}, “${before.version}” and “${last}”, are in force from ${from}: “${last}”, written down last, counts. Give one of them another day.`,
        },
      },
    ];
  });
  const [first] = dated;
  if (first === undefined ? optional : first.from <= on) return overlaps;
  return [
    ...overlaps,
    {
      code: 'no-standard-in-force',
      text: {
        zh: `${on}没有生效的${zh}${first === undefined ? '' : `（最早的“${first.version}”自${first.from}起）`}：${otherwise.zh}。`,
        en: `None of the ${en} is in force on ${on}${first === undefined ? '' : ` (the first, “${first.version}”, is from ${first.from})`}: ${otherwise.en}.`,
      },
    },
  ];
}

interface ShutSchool {
  readonly code: string;
  readonly name: string;
  readonly serving: number;
  readonly registered: number;
}

/** Schools that are not open on a day and have staff all the same, who then count nowhere; in the order of their codes. */
export async function staffOfShutSchools(
  pool: Pool,
  countyId: string,
  on: string,
): Promise<readonly PlacedFinding[]> {
  const { rows } = await pool.query<ShutSchool>(shut, [countyId, on]);
  return rows.map(({ code, name, serving, registered }) => ({
    code: 'staff-of-shut-school',
    section: null,
    schools: [code],
    text: {
      zh: `${name}（${code}）在${on}不在办学，仍登记有教师：在岗${serving}人、人事关系${registered}人，未计入各项指标。请更正其学校或该校的停办日期。`,
      en: `${name} (${code}) is not open on ${on} and has staff on file all the same: ${plural(serving, 'teacher')} serving and ${registered} registered there count for no indicator. Correct where they are, or when it closed.`,
    },
  }));
}

const shut = `
  WITH input AS (SELECT $1::uuid AS county, $2::date AS day)
  SELECT school.code, school.name,
    count(*) FILTER (WHERE section."schoolId" = school.id)::int AS serving,
    count(*) FILTER (WHERE teacher."registeredSchoolId" = school.id)::int AS registered
  FROM input
  JOIN "Teacher" teacher ON teacher."countyId" = input.county
  LEFT JOIN "Section" section ON section.id = teacher."servingSectionId"
  JOIN "School" school ON school.id IN (section."schoolId", teacher."registeredSchoolId")
  WHERE ${isOnStaff} AND NOT (${isOpen})
  GROUP BY school.code, school.name
  ORDER BY school.code`;
