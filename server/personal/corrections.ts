import type { Database } from '../../prisma/client.ts';
import type { Correction, Prisma } from '../../prisma/generated/client.ts';
import { type Corrected, type CorrectionGiven, correctedValue } from '../../schema/corrected.ts';
import { type CorrectionStep, correctionSteps } from '../../schema/correction-steps.ts';
import { InvalidInput, NotAllowed, NotFound } from '../../schema/errors.ts';
import { decidesAbout, isTeacher, rows } from '../../schema/scope.ts';
import type { Actor, Versioned } from '../../schema/year-acts.ts';
import { OutOfStep } from '../../schema/year-refusals.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { subjectsOf } from '../imports/run.ts';
import { textOf, textWanted } from '../text.ts';
import { type Applied, applied, mustFit } from './apply-correction.ts';

type Tx = Prisma.TransactionClient;

const LONGEST = 1_000;

/** Papers of each kind that may wait for an answer at once; of everything else one. */
const MOST_WAITING = 10;

/** The teacher asks for what is on file to be put right. */
export async function requestCorrection(
  { db }: Database,
  actor: Actor,
  { teacherId, corrected, reason }: CorrectionGiven,
): Promise<string> {
  const { viewer } = actor;
  const teacher = await db.teacher.findFirst({
    where: { AND: [{ id: teacherId }, rows(viewer).teacher] },
    select: { countyId: true, county: { select: { timeZone: true } } },
  });
  if (teacher === null) throw new NotFound();
  if (!isTeacher(viewer, teacherId)) throw new NotAllowed();
  const { countyId } = teacher;
  const said = textWanted(reason, ['reason'], LONGEST, {
    zh: '请写明哪里有误，以及依据。',
    en: 'Say what is wrong, and how it can be seen.',
  });
  await mustBeTaught({ db }, countyId, corrected);
  const today = actor.today(teacher.county.timeZone);
  return db.$transaction(async (tx) => {
    await lockedTeacher(tx, teacherId);
    await mustFit(tx, teacherId, corrected, today);
    await mustNotWait(tx, teacherId, corrected);
    const { id } = await tx.correction.create({
      data: {
        createdAt: instant(),
        countyId,
        teacherId,
        field: corrected.field,
        value: corrected,
        reason: said,
        createdBy: viewer.userId,
      },
      select: { id: true },
    });
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: 'correction.request',
      entity: 'Correction',
      entityId: id,
      after: { teacherId, field: corrected.field, state: 'submitted' },
    });
    return id;
  });
}

/** The teacher takes it back. */
export async function withdrawCorrection(
  { db }: Database,
  { viewer }: Actor,
  { id, version }: Versioned,
  reason: string | null,
): Promise<void> {
  const found = await seen(db, viewer, id);
  if (!isTeacher(viewer, found.teacherId)) throw new NotAllowed();
  const said = textOf(reason, ['reason'], LONGEST);
  await db.$transaction(async (tx) => {
    const held = await locked(tx, 'withdraw', id, version);
    await stepped(tx, viewer.userId, 'withdraw', held, {}, said);
  });
}

/** An officer puts on file what was asked for, or says why not. */
export async function answerCorrection(
  { db }: Database,
  actor: Actor,
  { id, version }: Versioned,
  accepted: boolean,
  answer: string | null,
): Promise<void> {
  const { viewer } = actor;
  const { countyId, teacherId, county } = await seen(db, viewer, id);
  if (!decidesAbout(viewer, countyId, teacherId)) throw new NotAllowed();
  const said = accepted
    ? textOf(answer, ['answer'], LONGEST)
    : textWanted(answer, ['answer'], LONGEST, {
        zh: '请写明不予更正的理由。',
        en: 'Say why the record stays as it is.',
      });
  const step = accepted ? 'accept' : 'refuse';
  const answered = { answer: said, answeredBy: viewer.userId, answeredAt: instant() };
  const today = actor.today(county.timeZone);
  await db.$transaction(async (tx) => {
    const held = await locked(tx, step, id, version);
    if (!accepted) return stepped(tx, viewer.userId, step, held, answered, said);
    await lockedTeacher(tx, teacherId);
    const corrected = correctedValue.parse(held.value);
    await mustFit(tx, teacherId, corrected, today);
    const changed = await applied(tx, teacherId, corrected);
    await stepped(tx, viewer.userId, step, held, answered, said, changed);
  });
}

async function seen(db: Database['db'], viewer: Actor['viewer'], id: string) {
  const correction = await db.correction.findFirst({
    where: { AND: [{ id }, rows(viewer).correction] },
    select: { countyId: true, teacherId: true, county: { select: { timeZone: true } } },
  });
  if (correction === null) throw new NotFound();
  return correction;
}

const lockedTeacher = (tx: Tx, id: string) =>
  tx.$queryRawUnsafe('SELECT 1 AS locked FROM "Teacher" WHERE id = $1::uuid FOR UPDATE', id);

/** The request at the version read and a state the step begins from, held until the transaction ends. */
async function locked(tx: Tx, step: CorrectionStep, id: string, version: number): Promise<Correction> {
  await tx.$queryRawUnsafe('SELECT 1 AS locked FROM "Correction" WHERE id = $1::uuid FOR UPDATE', id);
  const correction = await tx.correction.findUniqueOrThrow({ where: { id } });
  await mustBeAt(tx, 'Correction', correction, version);
  const from: readonly string[] = correctionSteps[step].from;
  if (!from.includes(correction.state)) throw new OutOfStep(correction.state, from);
  return correction;
}

/**
 * Writes the step and its deed; where the record was changed, that stands in the teacher's own trail too. What was said of an
 * exemption stays out of both: it is about health or family.
 */
async function stepped(
  tx: Tx,
  userId: string,
  step: CorrectionStep,
  { id, countyId, teacherId, field, state }: Correction,
  data: Prisma.CorrectionUncheckedUpdateInput,
  said: string | null,
  changed?: Applied,
): Promise<void> {
  const { to } = correctionSteps[step];
  await tx.correction.update({ where: { id }, data: { ...data, state: to, version: { increment: 1 } } });
  const reason = field === 'exemption' ? undefined : (said ?? undefined);
  if (changed !== undefined)
    await recordDeed(tx, {
      countyId,
      userId,
      action: 'teacher.correct',
      entity: 'Teacher',
      entityId: teacherId,
      before: changed.before,
      after: { ...changed.after, correctionId: id },
      reason,
    });
  await recordDeed(tx, {
    countyId,
    userId,
    action: `correction.${step}`,
    entity: 'Correction',
    entityId: id,
    before: { teacherId, field, state },
    after: { teacherId, field, state: to },
    reason,
  });
}

/** One request for a field waits at a time; several papers may. */
async function mustNotWait(tx: Tx, teacherId: string, { field }: Corrected): Promise<void> {
  const waiting = await tx.correction.count({ where: { teacherId, field, state: 'submitted' } });
  const most = field === 'certificate' || field === 'exemption' ? MOST_WAITING : 1;
  if (waiting < most) return;
  throw new InvalidInput(['field'], {
    zh: '该项已有更正申请在等待审核；可先撤回，再重新提出。',
    en: 'A request about this waits for an answer. Take it back to make another.',
  });
}

async function mustBeTaught(
  database: Pick<Database, 'db'>,
  countyId: string,
  corrected: Corrected,
): Promise<void> {
  if (corrected.field !== 'certificate' || corrected.value.gone) return;
  const { subject } = corrected.value;
  const subjects = await subjectsOf(database, countyId);
  if (!subjects.has(subject))
    throw new InvalidInput(['value', 'certificate', 'subject'], {
      zh: `课程标准中没有学科“${subject}”，可填：${[...subjects.keys()].join('、')}。`,
      en: `The curriculum has no subject ‘${subject}’. It has: ${[...subjects.keys()].join(', ')}.`,
    });
}
