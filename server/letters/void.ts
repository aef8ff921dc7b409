import type { Database } from '../../prisma/client.ts';
import type { Posting, Prisma } from '../../prisma/generated/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import { AlreadyVoid } from '../../schema/letter-refusals.ts';
import type { Words } from '../../solver/plan.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { lockLetters } from './lock.ts';

const LONGEST_REASON = 500;

/** Makes a paper void. Its number stays taken, and what it says is kept. */
export async function voidLetter(
  { db }: Pick<Database, 'db'>,
  viewer: Viewer,
  letterId: string,
  version: number,
  given: string,
): Promise<void> {
  const reason = given.trim();
  if (reason === '' || reason.length > LONGEST_REASON)
    throw new InvalidInput(['reason'], {
      zh: `请写明作废原因，不超过${LONGEST_REASON}个字。`,
      en: `Say why it is void, in ${LONGEST_REASON} characters at most.`,
    });
  const found = await db.letter.findUnique({ where: { id: letterId }, select: { countyId: true } });
  if (found === null) throw new NotFound();
  await db.$transaction(async (tx) => {
    await lockLetters(tx, found.countyId);
    const { state, reference, ...letter } = await tx.letter.findUniqueOrThrow({
      where: { id: letterId },
      select: { state: true, version: true, reference: true },
    });
    if (state === 'voided') throw new AlreadyVoid();
    await mustBeAt(tx, 'Letter', { id: letterId, version: letter.version }, version);
    await makeVoid(tx, { id: letterId, countyId: found.countyId, reference, version }, viewer.userId, reason);
  });
}

/** What becomes of a posting that makes its letters void. */
type Occasion = 'cancelled' | 'replaced' | 'left-out' | 'withdrawn' | 'called-off';

/** Why, as it stands with the letter: what was said to the step itself may be nobody else’s business. */
const reasons: Readonly<Record<Occasion, Words>> = {
  cancelled: { zh: '该派任已取消。', en: 'The posting was cancelled.' },
  replaced: {
    zh: '该派任已取消，改派他人。',
    en: 'The posting was cancelled, and somebody else ordered to it.',
  },
  'left-out': { zh: '下达派任时未列入。', en: 'The move was left out when the plan was ordered.' },
  withdrawn: { zh: '该新聘教师已退出。', en: 'The recruit has withdrawn.' },
  'called-off': { zh: '该新聘教师的安置已取消。', en: 'The placement of the recruit was called off.' },
};

/**
 * Makes void what letters of its plan a posting that comes to nothing has in force, within the transaction that ends it; of a
 * circuit those of its school. Call it behind everything but the record.
 */
export async function voidLettersOf(
  tx: Prisma.TransactionClient,
  {
    countyId,
    planId,
    teacherId,
    form,
    hostSchoolId,
  }: Pick<Posting, 'countyId' | 'planId' | 'teacherId' | 'form' | 'hostSchoolId'>,
  userId: string,
  occasion: Occasion,
): Promise<void> {
  if (planId === null) return;
  await lockLetters(tx, countyId);
  await makeAllVoid(
    tx,
    {
      planId,
      teacherId,
      ...(form === 'circuit' ? { kind: form, toSchoolId: hostSchoolId } : { kind: { not: 'circuit' } }),
    },
    userId,
    occasion,
  );
}

/** Makes void what notices of placement a recruit has in force, who does not come or is not ordered any more. The letters are locked. */
export const voidLettersOfRecruit = (
  tx: Prisma.TransactionClient,
  recruitId: string,
  userId: string,
  occasion: Occasion,
): Promise<void> => makeAllVoid(tx, { recruitId }, userId, occasion);

async function makeAllVoid(
  tx: Prisma.TransactionClient,
  where: Prisma.LetterWhereInput,
  userId: string,
  occasion: Occasion,
): Promise<void> {
  const letters = await tx.letter.findMany({
    where: { ...where, state: 'issued' },
    select: { id: true, countyId: true, reference: true, version: true, language: true },
    orderBy: { id: 'asc' },
  });
  for (const { language, ...letter } of letters)
    await makeVoid(tx, letter, userId, reasons[occasion][language === 'en' ? 'en' : 'zh']);
}

async function makeVoid(
  tx: Prisma.TransactionClient,
  {
    id,
    countyId,
    reference,
    version,
  }: { readonly id: string; readonly countyId: string; readonly reference: string; readonly version: number },
  userId: string,
  reason: string,
): Promise<void> {
  await tx.letter.update({
    where: { id },
    data: {
      state: 'voided',
      voidedBy: userId,
      voidedAt: instant(),
      voidReason: reason,
      version: { increment: 1 },
    },
  });
  await recordDeed(tx, {
    countyId,
    userId,
    action: 'letter.void',
    entity: 'Letter',
    entityId: id,
    before: { reference, state: 'issued', version },
    after: { reference, state: 'voided', version: version + 1 },
    reason,
  });
}
