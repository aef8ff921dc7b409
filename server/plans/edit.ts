import * as z from 'zod';
import type { Database } from '../../prisma/client.ts';
import type { Plan, Prisma, Round } from '../../prisma/generated/client.ts';
import type { PinInput } from '../../schema/context.ts';
import { cadreRoles } from '../../schema/enums.ts';
import { InvalidInput } from '../../schema/errors.ts';
import type { Acting, HandEdit, PlanActs, PlanRead } from '../../schema/plan-acts.ts';
import { PlanFailsAudit, PlanNotAtThisStep } from '../../schema/plan-refusals.ts';
import { isEditedInPlace, planSteps } from '../../schema/plan-steps.ts';
import type { HandFault } from '../../solver/by-hand.ts';
import { circuit, type PlannedCircuit, type Words } from '../../solver/plan.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import type { HandAnswer } from '../jobs/plans.ts';
import { checkPins, writePins } from '../rounds/pin.ts';
import { lockedRound, roundInPlanning } from '../rounds/planning.ts';
import { refuseSecond, solve } from '../rounds/solve.ts';
import { circuitsOf, nextName, storeLists } from '../rounds/store-plan.ts';
import type { PlansOptions } from './acts.ts';
import { branchPins, without } from './branch-pins.ts';
import { madeFrom } from './four-eyes.ts';
import { holdsNothing, lockedPlan, planOf, standing } from './held-plan.ts';
import { planText } from './plan-text.ts';
import { mustSay, said } from './said.ts';

type Tx = Prisma.TransactionClient;

/** Moves a teacher, or leaves one in place: in the draft made by hand itself, else in a new one made from the plan. */
export async function moveByHand(
  options: PlansOptions,
  by: Acting,
  read: PlanRead,
  { reason, ...move }: Parameters<PlanActs['moveByHand']>[2],
): Promise<HandEdit> {
  const why = said(reason, ['reason']);
  const plan = await editable(options.database, by, read);
  const touched = await touchedIn(options.database, plan.id);
  return edited(options, by, read, plan, {
    ...move,
    post: move.post ?? null,
    touched: [...touched.keys(), move.teacherId],
    reason: why,
    undoes: null,
    circuits: [],
  });
}

/** Takes back the last move by hand that still stands in this very plan; what came before it is as it was. */
export async function undo(options: PlansOptions, by: Acting, read: PlanRead): Promise<HandEdit> {
  const { db } = options.database;
  const plan = await editable(options.database, by, read);
  if (!isEditedInPlace(plan)) throw new PlanNotAtThisStep(plan.state, planSteps.edit.from);
  const last = await db.planEdit.findFirst({
    where: { planId: plan.id, undoneAt: null },
    orderBy: { version: 'desc' },
  });
  if (last === null) throw nothingToUndo;
  const touched = await touchedIn(options.database, plan.id, last.id);
  return edited(options, by, read, plan, {
    teacherId: last.teacherId,
    sectionId: last.beforeSectionId,
    post: last.beforeRole?.replaceAll('_', '-') ?? last.beforeSubject,
    touched: [...touched.keys()],
    reason: null,
    undoes: last.id,
    circuits: z.array(circuit).parse(last.dropped),
  });
}

/** Pins what was placed by hand, in this plan and in those it was made from, and has the round solved around it. */
export async function solveAround(
  options: PlansOptions,
  by: Acting,
  read: PlanRead,
  roundVersion: number,
): Promise<string> {
  const { database } = options;
  const { db } = database;
  const plan = await editable(database, by, read);
  await refuseSecond(db, plan.roundId, null);
  const placed = await touchedIn(database, plan.id);
  if (placed.size === 0) throw nothingByHand;
  const byHand = [...placed].map(
    ([teacherId, { sectionId, subject }]): PinInput =>
      sectionId === null
        ? { kind: 'stay', teacherId, reason: plan.name }
        : { kind: 'move', teacherId, sectionId, subject: subject ?? undefined, reason: plan.name },
  );
  const pins = [...without(await branchPins(db, plan.id), byHand), ...byHand];
  const pinned = async (tx: Tx, round: Round) => {
    await mustBeAt(tx, 'Round', round, roundVersion);
    await checkPins(tx, round, pins);
  };
  // Looked at before the round is frozen with the pins, and again as they are written.
  await db.$transaction(async (tx) => pinned(tx, await lockedRound(tx, plan.roundId, amended)));
  return solve(
    options,
    by.viewer,
    { roundId: plan.roundId, engine: 'auto', basePlanId: plan.id, pins, aroundId: plan.id },
    amended,
    {
      first: async (tx, round) => {
        await pinned(tx, round);
        await writePins(tx, by.viewer, round, pins);
      },
    },
  );
}

const amended = { amending: true };

const longestNotes = 200;

/** Notes something about a plan, or about a teacher in it. */
export async function note(
  { database: { db } }: PlansOptions,
  by: Acting,
  planId: string,
  { teacherId, text }: Parameters<PlanActs['note']>[2],
): Promise<string> {
  const noted = mustSay(text, ['text']);
  const { countyId } = await planOf(db, by, planId);
  if (teacherId !== null && (await db.teacher.count({ where: { id: teacherId, countyId } })) === 0)
    throw handFault.teacher;
  return db.$transaction(async (tx) => {
    if ((await tx.planNote.count({ where: { planId } })) >= longestNotes)
      throw new InvalidInput(['planId'], {
        zh: `一个方案最多${longestNotes}条备注。`,
        en: `A plan takes ${longestNotes} notes at most.`,
      });
    const { id } = await tx.planNote.create({
      data: { createdAt: instant(), countyId, planId, teacherId, text: noted, createdBy: by.viewer.userId },
      select: { id: true },
    });
    await recordDeed(tx, {
      countyId,
      userId: by.viewer.userId,
      action: 'plan.note',
      entity: 'PlanNote',
      entityId: id,
      after: { planId, ...(teacherId !== null && { teacherId }) },
    });
    return id;
  });
}

/** A plan whose moves may be changed, itself or in a new one. Throws also `RoundNotOpen`, and `PlanFailsAudit` where there is none. */
async function editable({ db }: Database, by: Acting, { planId, version }: PlanRead): Promise<Plan> {
  const plan = await planOf(db, by, planId);
  await mustBeAt(db, 'Plan', plan, version);
  await roundInPlanning(db, by.viewer, plan.roundId, amended);
  if (holdsNothing(plan)) throw new PlanFailsAudit([]);
  return plan;
}

/**
 * Where officers have placed whom, in this plan and in those it was made from as they were then, the latest word of each; `but`:
 * an edit that does not count.
 */
async function touchedIn(
  { pool }: Database,
  planId: string,
  but: string | null = null,
): Promise<Map<string, { readonly sectionId: string | null; readonly subject: string | null }>> {
  const { rows } = await pool.query<{ teacherId: string; sectionId: string | null; subject: string | null }>(
    `${madeFrom}
     SELECT DISTINCT ON (edit."teacherId") edit."teacherId", edit."afterSectionId" AS "sectionId",
       edit."afterSubject" AS subject
     FROM line JOIN "PlanEdit" edit ON edit."planId" = line.id
       AND (line.upto IS NULL OR edit.version <= line.upto)
     WHERE (edit."undoneAt" IS NULL OR edit."undoneVersion" > line.upto) AND ($2::uuid IS NULL OR edit.id <> $2::uuid)
     ORDER BY edit."teacherId", line.age, edit.version DESC`,
    [planId, but],
  );
  return new Map(rows.map(({ teacherId, ...place }) => [teacherId, place]));
}

interface Edit {
  readonly teacherId: string;
  readonly sectionId: string | null;
  readonly post: string | null;
  /** Who is placed by hand once it is made. */
  readonly touched: readonly string[];
  readonly reason: string | null;
  /** The edit it takes back; null: none. */
  readonly undoes: string | null;
  /** What that edit dropped, to be put back. */
  readonly circuits: readonly PlannedCircuit[];
}

async function edited(
  { database, reckoner }: PlansOptions,
  by: Acting,
  read: PlanRead,
  asRead: Plan,
  edit: Edit,
): Promise<HandEdit> {
  const { db } = database;
  const { problem, ...plan } = await planText(database, asRead.id);
  const keys = await keysOf(db, asRead.countyId, edit);
  const answer = await reckoner.byHand({ problem, ...plan, ...keys });
  if (!answer.ok) throw handFault[answer.fault];
  const { made } = answer;
  const planId = await db.$transaction(async (tx) => {
    await lockedRound(tx, asRead.roundId, amended);
    const held = await lockedPlan(tx, read);
    return isEditedInPlace(held) ? change(tx, by, held, edit, made) : branch(tx, by, held, edit, made);
  });
  const { changes, against, breaches, text } = made;
  return { planId, changes, findings: against, breaches, text };
}

type Made = Extract<HandAnswer, { ok: true }>['made'];

/** Writes the change into the draft made by hand. */
async function change(tx: Tx, by: Acting, plan: Plan, edit: Edit, made: Made): Promise<string> {
  const { id, countyId } = plan;
  const before = await placeIn(tx, id, edit.teacherId);
  const where = { planId: id };
  await tx.move.deleteMany({ where });
  await tx.unfilled.deleteMany({ where });
  await tx.planFinding.deleteMany({ where });
  await tx.reason.deleteMany({ where });
  await tx.placement.deleteMany({ where });
  await tx.recruitReason.deleteMany({ where });
  const circuits = await circuitsOf(tx, countyId, made.circuits);
  const after = await tx.plan.update({
    where: { id },
    data: { goals: made.goals, circuits, moved: made.moves.count, version: { increment: 1 } },
  });
  await storeLists(tx, countyId, id, made);
  if (edit.undoes === null) await keepEdit(tx, by, after, edit, before, made);
  else
    await tx.planEdit.update({
      where: { id: edit.undoes },
      data: { undoneAt: by.now(), undoneVersion: after.version },
    });
  await recordDeed(tx, {
    countyId,
    userId: by.viewer.userId,
    action: edit.undoes === null ? 'plan.edit' : 'plan.undo',
    entity: 'Plan',
    entityId: id,
    before: standing(plan),
    after: { ...standing(after), words: { ...made.text }, breaches: made.breaches },
    reason: edit.reason ?? undefined,
  });
  return id;
}

/** Makes a new plan from one that is not to be changed itself; that one's version tells that it was done. */
async function branch(tx: Tx, by: Acting, from: Plan, edit: Edit, made: Made): Promise<string> {
  const { countyId, roundId, problemId, scenarioId } = from;
  const { userId } = by.viewer;
  const before = await placeIn(tx, from.id, edit.teacherId);
  const plan = await tx.plan.create({
    data: {
      createdAt: instant(),
      countyId,
      roundId,
      problemId,
      scenarioId,
      authorId: userId,
      name: await nextName(tx, roundId),
      status: 'feasible',
      engine: 'by-hand',
      engineReason: { ...byHandFrom(from) },
      goals: made.goals,
      circuits: await circuitsOf(tx, countyId, made.circuits),
      moved: made.moves.count,
      byHand: true,
      madeFromId: from.id,
      madeFromVersion: from.version,
    },
  });
  await storeLists(tx, countyId, plan.id, made);
  await keepEdit(tx, by, plan, edit, before, made);
  const source = await tx.plan.update({ where: { id: from.id }, data: { version: { increment: 1 } } });
  const words = { ...made.text };
  await recordDeed(tx, {
    countyId,
    userId,
    action: 'plan.branch',
    entity: 'Plan',
    entityId: from.id,
    before: standing(from),
    after: {
      ...standing(source),
      branch: plan.id,
      words: {
        zh: `由此另立手工方案“${plan.name}”，${words.zh}`,
        en: `made “${plan.name}” from it by hand: ${words.en}`,
      },
    },
  });
  await recordDeed(tx, {
    countyId,
    userId,
    action: 'plan.edit',
    entity: 'Plan',
    entityId: plan.id,
    after: { ...standing(plan), madeFrom: from.id, words, breaches: made.breaches },
    reason: edit.reason ?? undefined,
  });
  return plan.id;
}

const byHandFrom = ({ name }: Plan): Words => ({
  zh: `由经办人在“${name}”上手工调整，未经求解。`,
  en: `Changed by officers by hand from “${name}”; not solved.`,
});

/** Where a plan sends a teacher; nulls: nowhere. */
async function placeIn(tx: Tx, planId: string, teacherId: string) {
  const move = await tx.move.findUnique({ where: { planId_teacherId: { planId, teacherId } } });
  return {
    beforeSectionId: move?.toSectionId ?? null,
    beforeSubject: move?.subject ?? null,
    beforeRole: move?.role ?? null,
  };
}

async function keepEdit(
  tx: Tx,
  { viewer }: Acting,
  { id, countyId, version }: Plan,
  { teacherId, sectionId, reason }: Edit,
  before: Awaited<ReturnType<typeof placeIn>>,
  { after, dropped }: Pick<Made, 'after' | 'dropped'>,
): Promise<void> {
  await tx.planEdit.create({
    data: {
      createdAt: instant(),
      ...before,
      countyId,
      planId: id,
      version,
      teacherId,
      afterSectionId: sectionId,
      afterSubject: after?.subject ?? null,
      afterRole: after?.role ? cadreRoles[after.role] : null,
      dropped: dropped.map((one) => ({ ...one })),
      reason,
      createdBy: viewer.userId,
    },
    select: { id: true },
  });
}

/** The edit in the keys of the problem. Rows of another county are answered like rows there are not. */
async function keysOf(
  db: Database['db'],
  countyId: string,
  { teacherId, sectionId, post, touched, circuits }: Edit,
) {
  const teachers = await db.teacher.findMany({
    where: { countyId, id: { in: [...touched, teacherId] } },
    select: { id: true, staffNumber: true },
  });
  const staffNumbers = new Map(teachers.map(({ id, staffNumber }) => [id, staffNumber]));
  const teacher = staffNumbers.get(teacherId);
  if (teacher === undefined) throw handFault.teacher;
  const to = sectionId === null ? null : await sectionKey(db, countyId, sectionId);
  return {
    move: { teacher, to, post, circuits },
    touched: touched.flatMap((id) => staffNumbers.get(id) ?? []),
  };
}

async function sectionKey(db: Database['db'], countyId: string, id: string): Promise<string> {
  const section = await db.section.findFirst({
    where: { id, countyId },
    select: { stage: true, school: { select: { code: true } } },
  });
  if (section === null) throw handFault.section;
  return `${section.school.code}:${section.stage}`;
}

const handFault: Readonly<Record<HandFault, InvalidInput>> = {
  teacher: new InvalidInput(['teacherId'], {
    zh: '本方案所依据的数据中没有该教师。',
    en: 'The facts this plan rests on know no such teacher.',
  }),
  section: new InvalidInput(['sectionId'], {
    zh: '本方案所依据的数据中没有该学部。',
    en: 'The facts this plan rests on know no such section.',
  }),
  post: new InvalidInput(['subject'], {
    zh: '课程标准中没有该学科、该学科不设专任岗位，或该教师没有登记学科，请指定学科。',
    en: 'The curriculum has no such subject, it takes no specialists, or the teacher has none on file: name one.',
  }),
  'at-home': new InvalidInput(['sectionId'], {
    zh: '该教师现就在该学部任教；如要留任，请不填学部。',
    en: 'The teacher serves in that section now. To leave the teacher in place, name no section.',
  }),
  'comes-home': new InvalidInput(['teacherId'], {
    zh: '该教师交流期满返校，不能手工改派；请先办理延期。',
    en: 'The teacher comes home from a posting and cannot be placed by hand: extend the posting first.',
  }),
  'as-it-is': new InvalidInput(['sectionId'], {
    zh: '方案中该教师本来就是这样安排的。',
    en: 'The plan has it so already.',
  }),
};

const nothingToUndo = new InvalidInput(['planId'], {
  zh: '本方案没有可以撤销的手工调整。',
  en: 'There is no move by hand in this plan that could be taken back.',
});

const nothingByHand = new InvalidInput(['planId'], {
  zh: '本方案没有手工调整，请直接求解本轮次。',
  en: 'Nothing in this plan was placed by hand: solve the round itself.',
});
