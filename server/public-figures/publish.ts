import { createHash } from 'node:crypto';
import type { FiguresToPublish, Viewer } from '../../schema/context.ts';
import { InvalidInput, VersionConflict } from '../../schema/errors.ts';
import { mustAdminister } from '../../schema/scope.ts';
import { recordDeed } from '../audit-event.ts';
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
  const { body, version, differences } = await prepare(means, countyId, on, threshold);
  if (version !== asked.version) throw new VersionConflict(version);
  if (differences.length !== asked.differences) throw unseen(differences.length, asked.differences);
  const text = JSON.stringify(body);
  const sha256 = createHash('sha256').update(text).digest('hex');
  const hidden = text.split('"*"').length - 1;
  await means.database.db.$transaction(async (tx) => {
    // Two officers at once wait for each other, and the second is told.
    await tx.$queryRaw`SELECT id FROM "County" WHERE id = ${countyId}::uuid FOR UPDATE`;
    const newest = await tx.publicFigures.aggregate({ where: { countyId }, _max: { version: true } });
    const current = newest._max.version ?? 0;
    if (current !== version) throw new VersionConflict(current);
    const { id } = await tx.publicFigures.create({
      data: {
        countyId,
        version: body.version,
        day: new Date(`${on}T00:00:00Z`),
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

const unseen = (found: number, given: number) =>
  new InvalidInput(['differences'], {
    zh: `与上次公布相比有 ${found} 处差异可能泄露信息（所给为 ${given} 处）。请在预览中逐条查看后，填写差异数再公布。`,
    en: `Beside what was published last, ${found} figures tell more than by themselves (${given} were given). See each in the preview, then publish with their number.`,
  });
