import { createHash } from 'node:crypto';
import type { FiguresToPublish, Viewer } from '../../schema/context.ts';
import { InvalidInput } from '../../schema/errors.ts';
import { mustAdminister } from '../../schema/scope.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { dateOf } from '../day.ts';
import { mustBeCurrent } from './current.ts';
import { type Means, prepare } from './prepare.ts';

/**
 * Publishes a county's figures: from then on everybody reads them. Throws `NotFound`, `NotAllowed`, `InvalidInput`,
 * `VersionConflict`.
 */
export async function publish(means: Means, viewer: Viewer, asked: FiguresToPublish): Promise<void> {
  await mustAdminister({ db: means.database.db, viewer }, asked.countyId);
  await publishFor(means, viewer.userId, asked);
}

/** The same, for a user who may; null: the system itself. */
export async function publishFor(
  means: Means,
  userId: string | null,
  asked: FiguresToPublish,
): Promise<void> {
  const { countyId, on, threshold } = asked;
  const { body, differences, seal } = await prepare(means, countyId, on, threshold);
  await mustBeCurrent(means.database.db, countyId, asked.version);
  if (seal !== asked.seal) throw unseen(differences.length);
  const text = JSON.stringify(body);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const hidden = text.split('"*"').length - 1;
  await means.database.db.$transaction(async (tx) => {
    // Two officers at once wait for each other, and the second is told.
    await tx.$queryRaw`SELECT id FROM "County" WHERE id = ${countyId}::uuid FOR NO KEY UPDATE`;
    await mustBeCurrent(tx, countyId, asked.version);
    const { id } = await tx.publicFigures.create({
      data: {
        publishedAt: instant(),
        countyId,
        version: body.version,
        day: dateOf(on),
        schoolYear: body.schoolYear,
        body: text,
        sha256,
        publishedBy: userId,
      },
    });
    await recordDeed(tx, {
      countyId,
      userId,
      action: 'figures.publish',
      entity: 'PublicFigures',
      entityId: id,
      after: { version: body.version, day: on, threshold, sha256, hidden, differences: differences.length },
    });
  });
}

const unseen = (differences: number) =>
  new InvalidInput(['seal'], {
    zh: `所给印记不是这份数据的：预览之后登记数据、日期或界限有变，或从未预览（与上次公布相比，现有 ${differences} 处差异可能泄露信息）。请重新预览，逐条查看后再公布。`,
    en: `The seal is not that of these figures: what is on file, the day or the threshold is another one since the preview, or there was none (beside what was published last, ${differences} figures tell more than by themselves). Preview again, see each, then publish.`,
  });
