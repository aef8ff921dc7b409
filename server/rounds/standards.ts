import type { Prisma } from '../../prisma/generated/client.ts';
import { InvalidInput } from '../../schema/errors.ts';
import { begunBy, forEveryRound, newestFirst } from '../../schema/in-force.ts';
import { defaultCurriculum, defaultLoad } from '../../solver/standards.ts';

/** The newest version in force on a day, of each of a county's standards and of its policies for every round; null: none is. */
export async function inForce(tx: Prisma.TransactionClient, countyId: string, day: Date) {
  const newest = {
    where: { countyId, ...begunBy(day) },
    orderBy: [...newestFirst],
  };
  return {
    policy: await tx.policy.findFirst({ ...newest, where: { ...newest.where, ...forEveryRound } }),
    curriculum: await tx.curriculumStandard.findFirst(newest),
    load: await tx.loadStandard.findFirst(newest),
    establishment: await tx.establishmentStandard.findFirst(newest),
  };
}

/** What holds in a county that has set no standard of its own: the national frame and common loads. */
export const usual = { curriculum: defaultCurriculum, load: defaultLoad };

/** There is nothing to plan by; `path` leads to the day. */
export const noPolicyInForce = (path: readonly string[]) =>
  new InvalidInput(path, {
    zh: '该日期没有生效的交流政策，请先录入政策版本，或改用其他日期。',
    en: 'No exchange policy is in force on that day. Add a version of the policy, or choose another day.',
  });
