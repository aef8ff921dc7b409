import type { Database } from '../../prisma/client.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { InvalidInput } from '../../schema/errors.ts';
import { mustAdminister } from '../../schema/scope.ts';
import type { Actor, PointsRuleGiven } from '../../schema/year-acts.ts';
import { faultsOf } from '../../solver/faults.ts';
import { pointsRule } from '../../solver/points-rule.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { dateOf } from '../day.ts';
import { mustBeNew } from '../rounds/calendar-standard.ts';
import { textWanted } from '../text.ts';

/** A new version of the county's points rule; one on file is never edited. */
export async function addRule(
  { db }: Pick<Database, 'db'>,
  { viewer }: Actor,
  { countyId, version, effectiveFrom, body }: PointsRuleGiven,
): Promise<string> {
  await mustAdminister({ db, viewer }, countyId);
  const name = textWanted(version, ['version'], 60, {
    zh: '请填写版本名称。',
    en: 'Give the version a name.',
  });
  const read = pointsRule.safeParse(body);
  if (!read.success) {
    const faults = faultsOf(read.error, body).map(({ path, found, expected }) => ({
      zh: `${path}：现为${found}，与格式不符`,
      en: `${path}: ${expected} was expected, ${found} was found`,
    }));
    throw new InvalidInput(['body'], {
      zh: `积分办法有${faults.length}处错误。${faults.map(({ zh }) => zh).join('；')}。`,
      en: `The points rule has ${faults.length} faults. ${faults.map(({ en }) => en).join('; ')}.`,
    });
  }
  return db.$transaction(async (tx) => {
    await mustBeNew(tx.pointsRule.count({ where: { countyId, version: name } }), name);
    const stored: Prisma.InputJsonObject = JSON.parse(JSON.stringify(read.data));
    const { id } = await tx.pointsRule.create({
      data: {
        createdAt: instant(),
        countyId,
        version: name,
        effectiveFrom: dateOf(effectiveFrom),
        body: stored,
        createdBy: viewer.userId,
      },
    });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'points-rule.add',
      entity: 'PointsRule',
      entityId: id,
      after: { version: name, effectiveFrom, body: stored },
    });
    return id;
  });
}
