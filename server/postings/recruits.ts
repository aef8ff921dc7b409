import type { Database } from '../../prisma/client.ts';
import type { Prisma, Recruit } from '../../prisma/generated/client.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import type { Postings } from '../../schema/posting-acts.ts';
import { RecruitNotAtThisStep } from '../../schema/recruit-refusals.ts';
import { type RecruitStep, recruitSteps } from '../../schema/recruit-steps.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { lockLetters } from '../letters/lock.ts';
import { voidLettersOfRecruit } from '../letters/void.ts';
import { said, type Tx } from './step.ts';

/** Holds recruits until the transaction ends, in the order of their ids; behind postings and teachers. */
export async function lockRecruits(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRawUnsafe(
    'SELECT 1 AS locked FROM "Recruit" WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
    ids,
  );
}

/** A recruit does not come: nothing is planned for, and what was ordered is called off. */
export const withdraw = (db: Database['db'], ...[acting, reason]: Parameters<Postings['withdrawRecruit']>) =>
  stepTo(db, 'withdraw', acting, reason);

/** A recruit is among those who wait again: one who had withdrawn, or whose order is called off. */
export const restore = (db: Database['db'], ...[acting, reason]: Parameters<Postings['restoreRecruit']>) =>
  stepTo(db, 'restore', acting, reason);

async function stepTo(
  db: Database['db'],
  name: RecruitStep,
  ...[{ viewer, id, version }, reason]: Parameters<Postings['withdrawRecruit']>
): Promise<void> {
  const why = said(reason, 'reason');
  const { from, to } = recruitSteps[name];
  const found = await db.recruit.findUnique({ where: { id }, select: { countyId: true } });
  if (found === null) throw new NotFound();
  await db.$transaction(async (tx) => {
    // Before the recruits, as whoever orders a plan and leaves somebody out of it does.
    await lockLetters(tx, found.countyId);
    await lockRecruits(tx, [id]);
    const recruit = await tx.recruit.findUnique({ where: { id } });
    if (recruit === null) throw new NotFound();
    await mustBeAt(tx, 'Recruit', recruit, version);
    if (!from.some((one) => one === recruit.state)) throw new RecruitNotAtThisStep(recruit.state, from);
    if (recruit.teacherId !== null)
      throw new InvalidInput(['recruitId'], {
        zh: '该新聘教师未报到，已按离职建档。如再次招聘，请以新编号登记。',
        en: 'The recruit never came, and is on file as a teacher who left. If recruited again, register them under a new number.',
      });
    await tx.placement.updateMany({
      where: { recruitId: id, startsOn: { not: null } },
      data: { startsOn: null, reportBy: null },
    });
    await changeRecruit(tx, recruit, { state: to }, { name, userId: viewer.userId, reason: why });
    await voidLettersOfRecruit(tx, id, viewer.userId, name === 'withdraw' ? 'withdrawn' : 'called-off');
  });
}

/** A recruit whose first day has come and who never did: among those who have withdrawn, for good. Call it behind the letters. */
export async function neverCame(tx: Tx, teacherId: string, userId: string): Promise<void> {
  const found = await tx.recruit.findUnique({ where: { teacherId }, select: { id: true } });
  if (found === null) return;
  await lockRecruits(tx, [found.id]);
  const recruit = await tx.recruit.findUniqueOrThrow({ where: { id: found.id } });
  await changeRecruit(tx, recruit, { state: 'withdrawn' }, { name: 'never-came', userId });
}

/** Writes what is otherwise of a recruit, and who did it. */
export async function changeRecruit(
  tx: Tx,
  { id, countyId, state, version }: Recruit,
  changed: Pick<Prisma.RecruitUncheckedUpdateInput, 'teacherId'> & { readonly state: Recruit['state'] },
  by: {
    readonly name: RecruitStep | 'order' | 'place' | 'never-came';
    /** Null: the day itself. */
    readonly userId: string | null;
    readonly reason?: string;
    readonly told?: Prisma.InputJsonObject;
  },
): Promise<void> {
  await tx.recruit.update({ where: { id }, data: { ...changed, version: { increment: 1 } } });
  await recordDeed(tx, {
    countyId,
    userId: by.userId,
    action: `recruit.${by.name}`,
    entity: 'Recruit',
    entityId: id,
    before: { state, version },
    after: { state: changed.state, version: version + 1, ...by.told },
    reason: by.reason,
  });
}
