import type { Database } from '../../prisma/client.ts';
import type { Objection, Plan, Prisma } from '../../prisma/generated/client.ts';
import type { PinInput } from '../../schema/context.ts';
import { InvalidInput, NotAllowed, NotFound, RoundNotOpen } from '../../schema/errors.ts';
import { mayObject } from '../../schema/how-to-object.ts';
import type { Acting, ObjectionInput, Wanted } from '../../schema/plan-acts.ts';
import { ObjectionNotAtThisStep, ObjectionsClosed } from '../../schema/plan-refusals.ts';
import { type ObjectionStep, objectionBegins, objectionSteps } from '../../schema/plan-steps.ts';
import { isObjector, mustAdminister } from '../../schema/scope.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { checkPins } from '../rounds/pin.ts';
import { lockedRound } from '../rounds/planning.ts';
import { refuseSecond, solve } from '../rounds/solve.ts';
import { windowOf } from '../rounds/windows.ts';
import type { PlansOptions } from './acts.ts';
import { todayIn } from './approvers.ts';
import { mustSay, said } from './said.ts';

type Tx = Prisma.TransactionClient;

/** A teacher or a principal objects to the provisional list, on the days on which objections are heard. */
export async function submit(
  { db }: Database,
  by: Acting,
  { planId, teacherId, schoolId, text }: ObjectionInput,
): Promise<string> {
  const told = mustSay(text, ['text']);
  const whose = { teacherId, schoolId };
  if ((teacherId === null) === (schoolId === null)) throw oneOfTwo;
  if (!isOwn(by, whose)) throw new NotAllowed();
  const found = await db.plan.findUnique({ where: { id: planId }, select: { roundId: true } });
  if (found === null) throw new NotFound();
  return db.$transaction(async (tx) => {
    // Held, so that the list does not become final meanwhile.
    await tx.$queryRawUnsafe('SELECT 1 AS locked FROM "Round" WHERE id = $1::uuid FOR UPDATE', found.roundId);
    const plan = await tx.plan.findUniqueOrThrow({ where: { id: planId } });
    await mustBeOfCounty(tx, plan.countyId, whose);
    const window = await windowOf(tx, plan.roundId, 'objections');
    const today = await todayIn(tx, plan.countyId, by);
    if (!mayObject(plan.state, window, today))
      throw new ObjectionsClosed(plan.state === 'provisional' ? window : null);
    if ((await tx.objection.count({ where: { planId, ...whose, state: 'submitted' } })) > 0)
      throw objectedAlready;
    const { id } = await tx.objection.create({
      data: {
        createdAt: instant(),
        ...whose,
        countyId: plan.countyId,
        roundId: plan.roundId,
        planId,
        text: told,
        createdBy: by.viewer.userId,
      },
      select: { id: true },
    });
    await recordDeed(tx, {
      countyId: plan.countyId,
      userId: by.viewer.userId,
      action: 'objection.submit',
      entity: 'Objection',
      entityId: id,
      // What it says may be health and family: it stands with the objection alone.
      after: { planId, ...whose },
    });
    return id;
  });
}

/** Who objected takes it back. */
export async function withdraw(
  { db }: Database,
  by: Acting,
  objectionId: string,
  version: number,
  reason: string | null,
): Promise<void> {
  const why = said(reason, ['reason']);
  const objection = await db.objection.findUnique({ where: { id: objectionId } });
  if (objection === null) throw new NotFound();
  if (!isOwn(by, objection)) throw new NotAllowed();
  await db.$transaction(async (tx) => {
    const held = await locked(tx, 'withdraw', objectionId, version);
    await written(tx, by, 'withdraw', held, {}, why);
  });
}

/** An officer answers it: upheld or not, with the reasons. */
export async function answer(
  { db }: Database,
  by: Acting,
  objectionId: string,
  version: number,
  { upheld, text }: { readonly upheld: boolean; readonly text: string },
): Promise<void> {
  const told = mustSay(text, ['text']);
  await administered(db, by, objectionId);
  const step = upheld ? 'uphold' : 'refuse';
  await db.$transaction(async (tx) => {
    const held = await locked(tx, step, objectionId, version);
    const data = { answer: told, answeredBy: by.viewer.userId, answeredAt: by.now() };
    // The answer may name an illness: it stands with the objection alone.
    await written(tx, by, step, held, data);
  });
}

/**
 * Has another plan solved for it, from the list that is out, whichever it was made to, with what is wanted pinned for that plan
 * alone: in the round once the plan is published.
 */
export async function branch(
  options: PlansOptions,
  by: Acting,
  objectionId: string,
  version: number,
  wanted: Wanted,
  closest: boolean,
): Promise<string> {
  const { db } = options.database;
  const { roundId } = await administered(db, by, objectionId);
  const pins: readonly PinInput[] = [{ ...wanted, reason: `异议 Objection ${objectionId}` }];
  // Looked at before anything is frozen; written down as the solve is queued.
  const out = await db.$transaction(async (tx) => {
    const round = await lockedRound(tx, roundId, amended);
    await locked(tx, 'branch', objectionId, version);
    await checkPins(tx, round, pins);
    return listOut(tx, roundId);
  });
  await refuseSecond(db, roundId, null);
  return solve(
    options,
    by.viewer,
    { roundId, engine: 'auto', basePlanId: out.id, near: closest, pins },
    amended,
    {
      last: async (tx, solveId) => {
        // Another list has taken its place meanwhile: the plan would start from one that is gone.
        if ((await listOut(tx, roundId)).id !== out.id) throw new RoundNotOpen();
        const held = await locked(tx, 'branch', objectionId, version);
        await written(tx, by, 'branch', held, { solveId }, null);
      },
    },
  );
}

const amended = { amending: true };

/** The provisional list that is out in a round. Throws `ObjectionsClosed`. */
async function listOut(tx: Tx, roundId: string): Promise<Plan> {
  const out = await tx.plan.findFirst({ where: { roundId, state: 'provisional' } });
  if (out === null) throw new ObjectionsClosed(null);
  return out;
}

/** Whether the viewer is the teacher, or leads the school. */
const isOwn = (
  { viewer }: Acting,
  { teacherId, schoolId }: Pick<ObjectionInput, 'teacherId' | 'schoolId'>,
): boolean =>
  viewer.grants.some((grant) =>
    teacherId === null
      ? grant.role === 'principal' && schoolId !== null && grant.schoolId === schoolId
      : grant.role === 'teacher' && grant.teacherId === teacherId,
  );

/** A plan of another county is answered like one there is not. */
async function mustBeOfCounty(
  tx: Tx,
  countyId: string,
  { teacherId, schoolId }: Pick<ObjectionInput, 'teacherId' | 'schoolId'>,
): Promise<void> {
  const found =
    teacherId === null
      ? await tx.school.count({ where: { id: schoolId ?? '', countyId } })
      : await tx.teacher.count({ where: { id: teacherId, countyId } });
  if (found === 0) throw new NotFound();
}

/** The objection, for an officer of its county who has not made it: for oneself or the own school nobody answers. */
async function administered(db: Database['db'], { viewer }: Acting, objectionId: string): Promise<Objection> {
  const objection = await db.objection.findUnique({ where: { id: objectionId } });
  if (objection === null) throw new NotFound();
  await mustAdminister({ db, viewer }, objection.countyId);
  if (isObjector(viewer, objection)) throw new NotAllowed();
  return objection;
}

/** The objection at the version read and a state the step begins from, held until the transaction ends. */
async function locked(tx: Tx, step: ObjectionStep, id: string, version: number): Promise<Objection> {
  await tx.$queryRawUnsafe('SELECT 1 AS locked FROM "Objection" WHERE id = $1::uuid FOR UPDATE', id);
  const objection = await tx.objection.findUniqueOrThrow({ where: { id } });
  await mustBeAt(tx, 'Objection', objection, version);
  if (!objectionBegins(step, objection.state)) throw new ObjectionNotAtThisStep(objection.state);
  return objection;
}

async function written(
  tx: Tx,
  { viewer }: Acting,
  step: ObjectionStep,
  { id, countyId, state, version }: Objection,
  data: Prisma.ObjectionUncheckedUpdateInput,
  reason?: string | null,
): Promise<void> {
  const after = await tx.objection.update({
    where: { id },
    data: { ...data, state: objectionSteps[step].to ?? state, version: { increment: 1 } },
  });
  await recordDeed(tx, {
    countyId,
    userId: viewer.userId,
    action: `objection.${step}`,
    entity: 'Objection',
    entityId: id,
    before: { state, version },
    after: {
      state: after.state,
      version: after.version,
      ...(after.solveId !== null && { solveId: after.solveId }),
    },
    reason: reason ?? undefined,
  });
}

const oneOfTwo = new InvalidInput(['teacherId'], {
  zh: '请只填写教师本人或所在学校之一。',
  en: 'Name the teacher or the school, one of the two.',
});

const objectedAlready = new InvalidInput(['planId'], {
  zh: '您对该名单的异议还在等待答复；可先撤回，再重新提出。',
  en: 'Your objection to this list waits for an answer. Take it back to write another.',
});
