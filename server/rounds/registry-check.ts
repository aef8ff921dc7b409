import type { PrismaClient } from '../../prisma/generated/client.ts';
import type { StandardFinding } from '../../schema/context.ts';
import { dayOf } from '../day.ts';
import { usual } from './standards.ts';

const kinds = [
  { kind: 'curriculum', zh: '课程标准', en: 'curriculum standards', usual: usual.curriculum.version },
  { kind: 'load', zh: '课时标准', en: 'load standards', usual: usual.load.version },
] as const;

/**
 * Where a county's curricula and loads overlap in time or leave a hole before a day: two versions in force from the same day,
 * of which the one that was written down last counts; none in force on the day, so that the usual one counts.
 */
export async function standardFindings(
  db: PrismaClient,
  countyId: string,
  on: string,
): Promise<readonly StandardFinding[]> {
  const newest = {
    where: { countyId },
    orderBy: [{ effectiveFrom: 'asc' as const }, { createdAt: 'asc' as const }],
  };
  const versions = {
    curriculum: await db.curriculumStandard.findMany(newest),
    load: await db.loadStandard.findMany(newest),
  };
  return kinds.flatMap(({ kind, zh, en, usual: version }): StandardFinding[] => {
    const dated = versions[kind].map((one) => ({
      version: one.version,
      from: dayOf(one.effectiveFrom),
    }));
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
    if (first !== undefined && first.from <= on) return overlaps;
    return [
      ...overlaps,
      {
        code: 'no-standard-in-force',
        text: {
          zh: `${on}没有生效的${zh}${first === undefined ? '' : `（最早的“${first.version}”自${first.from}起）`}：按通用标准“${version}”计算。`,
          en: `None of the ${en} is in force on ${on}${first === undefined ? '' : ` (the first, “${first.version}”, is from ${first.from})`}: the usual “${version}” counts.`,
        },
      },
    ];
  });
}
