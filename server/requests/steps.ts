import type { Database } from '../../prisma/client.ts';
import type { Prisma, Request } from '../../prisma/generated/client.ts';
import { NotAllowed, NotFound } from '../../schema/errors.ts';
import { requestSteps } from '../../schema/round-steps.ts';
import { administers, answersSchool, heads, rows } from '../../schema/scope.ts';
import type { Actor, RequestDecision, RequestGiven, Versioned } from '../../schema/year-acts.ts';
import { OutOfStep } from '../../schema/year-refusals.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { heldRound } from '../rounds/planning.ts';
import { mustBeOpen } from '../rounds/windows.ts';
import { textOf, textWanted } from '../text.ts';
import type { YearMeans } from '../year.ts';
import { cellOf, doublesOf, evidenceOf, stored } from './evidence.ts';
import { mustTakeStep } from './late.ts';
import { checkDecided, checked } from './submit.ts';

type Db = Database['db'];
type Step = keyof typeof requestSteps;

/** Asks otherwise, with what demand shows now. */
export async function change(
  means: YearMeans,
  actor: Actor,
  asked: Versioned,
  given: RequestGiven,
): Promise<void> {
  const { db } = means.database;
  const { section, county, ...request } = await requestSeen(db, actor, 'change', asked.id);
  const wanted = checked(given);
  const today = actor.today(county.timeZone);
  const { roundId } = request;
  const key = `${section.school.code}:${section.stage}`;
  const cell = roundId === null ? null : await cellOf(means, roundId, key, request.subject);
  await step(db, actor, 'change', asked, async (tx, row) => {
    if (roundId !== null) await mustBeOpen(tx, roundId, 'requests', today);
    const evidence =
      roundId === null || cell === null
        ? {}
        : { evidence: stored(evidenceOf(cell, today, await doublesOf(tx, roundId, row))) };
    return { ...wanted, ...evidence };
  });
}

/** Takes it back before it is answered, in the window or after it. */
export async function withdraw(
  { database: { db } }: YearMeans,
  actor: Actor,
  asked: Versioned,
  reason: string | null,
): Promise<void> {
  await requestSeen(db, actor, 'withdraw', asked.id);
  const said = textOf(reason, ['reason'], LONGEST);
  await step(db, actor, 'withdraw', asked, async () => ({}), said);
}

/** Answers it: as asked or otherwise, or not at all; or takes an answer back. */
export async function decide(
  { database: { db } }: YearMeans,
  actor: Actor,
  asked: Versioned,
  { step: name, reason, count, level, priority }: RequestDecision,
): Promise<void> {
  const request = await requestSeen(db, actor, name, asked.id);
  const { userId } = actor.viewer;
  if (!answersSchool(actor.viewer, { ...request, schoolId: request.section.school.id }))
    throw new NotAllowed();
  checkDecided({ count, priority });
  const approved = {
    approvedCount: unless(request.count, count),
    approvedLevel: unless(request.level, level),
    approvedPriority: unless(request.priority, priority),
  };
  const otherwise = name === 'approve' && Object.values(approved).some((one) => one !== null);
  const said =
    name === 'approve' && !otherwise
      ? textOf(reason, ['reason'], LONGEST)
      : textWanted(reason, ['reason'], LONGEST, {
          zh: '不予批准、调整后批准或撤回答复，都须写明理由。',
          en: 'Say why it is refused, approved otherwise than asked, or taken up again.',
        });
  const answered =
    name === 'reconsider'
      ? { decision: null, decidedBy: null, decidedAt: null, ...asAsked }
      : { decision: said, decidedBy: userId, decidedAt: instant() };
  await step(
    db,
    actor,
    name,
    asked,
    async () => ({ ...answered, ...(name === 'approve' && approved) }),
    said,
  );
}

/** What is approved where it is not what was asked; null: as asked. */
const unless = <T>(asked: T, approved: T | undefined): T | null =>
  approved === undefined || approved === asked ? null : approved;

const asAsked = { approvedCount: null, approvedLevel: null, approvedPriority: null };

const LONGEST = 500;

/** The request, for who may take this step. Throws `NotAllowed` to who may only read it, `NotFound` to everybody else. */
async function requestSeen(db: Db, { viewer }: Actor, name: Step, id: string) {
  const request = await db.request.findFirst({
    where: { AND: [{ id }, rows(viewer).request] },
    include: {
      section: { select: { stage: true, school: { select: { id: true, code: true } } } },
      county: { select: { timeZone: true } },
    },
  });
  if (request === null) throw new NotFound();
  const may =
    requestSteps[name].by === 'principal'
      ? heads(viewer, request.section.school.id)
      : administers(viewer, request.countyId);
  if (!may) throw new NotAllowed();
  return request;
}

/** One step of one request, in a transaction: state and version are looked at under a lock, and the deed is recorded. */
async function step(
  db: Db,
  { viewer }: Actor,
  name: Step,
  { id, version }: Versioned,
  write: (tx: Prisma.TransactionClient, request: Request) => Promise<Prisma.RequestUpdateInput>,
  reason: string | null = null,
): Promise<void> {
  const { from, to } = requestSteps[name];
  await db.$transaction(async (tx) => {
    const found = await tx.request.findUnique({ where: { id }, select: { roundId: true } });
    if (found === null) throw new NotFound();
    const round = found.roundId === null ? null : await heldRound(tx, found.roundId);
    await tx.$queryRaw`SELECT id FROM "Request" WHERE id = ${id}::uuid FOR UPDATE`;
    const request = await tx.request.findUniqueOrThrow({ where: { id } });
    await mustBeAt(tx, 'Request', request, version);
    const states: readonly string[] = from;
    if (!states.includes(request.state)) throw new OutOfStep(request.state, from);
    if (round !== null) mustTakeStep(round, request, name);
    const data = await write(tx, request);
    const after = await tx.request.update({
      where: { id },
      data: { ...data, state: to, version: { increment: 1 } },
    });
    await recordDeed(tx, {
      countyId: request.countyId,
      userId: viewer.userId,
      action: `request.${name}`,
      entity: 'Request',
      entityId: id,
      before: told(request),
      after: told(after),
      reason: reason ?? undefined,
    });
  });
}

const told = ({ number, state, count, level, priority, reason, decision, version, ...rest }: Request) => ({
  number,
  state,
  count,
  level,
  priority,
  approvedCount: rest.approvedCount,
  approvedLevel: rest.approvedLevel,
  approvedPriority: rest.approvedPriority,
  reason,
  decision,
  version,
});
