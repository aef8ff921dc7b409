import type { Database } from '../../prisma/client.ts';
import { InvalidInput, NotAllowed, NotFound } from '../../schema/errors.ts';
import type { Revealable } from '../../schema/personal-acts.ts';
import { readsPersonal, readsPrivate, rows, whoseTeacher } from '../../schema/scope.ts';
import type { Actor } from '../../schema/year-acts.ts';
import { recordDeed } from '../audit-event.ts';
import { textWanted } from '../text.ts';

/** Records that somebody has personal data of a teacher shown in clear, which, and why; what it says is not recorded. */
export async function reveal(
  { db }: Database,
  { viewer }: Actor,
  teacherId: string,
  fields: readonly Revealable[],
  reason: string,
): Promise<void> {
  const teacher = await db.teacher.findFirst({
    where: { AND: [{ id: teacherId }, rows(viewer).teacher] },
    select: whoseTeacher,
  });
  if (teacher === null) throw new NotFound();
  const asked = [...new Set(fields)].sort();
  const may = (field: Revealable): boolean =>
    field === 'phone' ? readsPersonal(viewer, teacher) : readsPrivate(viewer, teacher);
  if (!asked.every(may) || !readsPersonal(viewer, teacher)) throw new NotAllowed();
  if (asked.length === 0)
    throw new InvalidInput(['fields'], {
      zh: '请选择要查看的内容。',
      en: 'Say what is to be revealed.',
    });
  const said = textWanted(reason, ['reason'], LONGEST, {
    zh: '请写明查看个人信息的理由，将记入操作记录。',
    en: 'Say why the personal data is needed: it stands in the record.',
  });
  await db.$transaction(async (tx) => {
    await recordDeed(tx, {
      countyId: teacher.countyId,
      userId: viewer.userId,
      action: 'teacher.reveal',
      entity: 'Teacher',
      entityId: teacherId,
      after: { fields: asked },
      reason: said,
    });
  });
}

const LONGEST = 500;
