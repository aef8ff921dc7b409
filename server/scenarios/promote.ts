import type { Prisma, Round, Scenario as Row } from '../../prisma/generated/client.ts';
import type { Scenarios, Viewer } from '../../schema/context.ts';
import { InvalidInput, ProblemRefused } from '../../schema/errors.ts';
import { FourEyes } from '../../schema/plan-refusals.ts';
import { answersSchool, heads } from '../../schema/scope.ts';
import { policy as policyFormat } from '../../solver/problem.ts';
import { type Assumptions, policyUnder, type Scenario } from '../../solver/scenario.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { roundFacts } from '../rounds/freeze.ts';
import { lockedRound } from '../rounds/planning.ts';
import { uuid } from '../uuid.ts';
import { deedOn } from './draft.ts';
import { asSolved, lockedScenario, promotedAlready, scenarioInPlanning, stored } from './scenario.ts';
import type { ScenariosOptions } from './scenarios.ts';

const longestReason = 500;

/**
 * Every request it counts otherwise is decided anew, by the one who promotes and for the reason given; who promotes decides no
 * request of their own or of the school they lead. Requests it makes besides are asked by who wrote it down, and approved by
 * somebody else. Throws `FourEyes`.
 */
export async function promote(
  { database, reckoner }: ScenariosOptions,
  viewer: Viewer,
  { scenarioId, version, roundVersion, reason }: Parameters<Scenarios['promote']>[1],
): Promise<void> {
  const { db } = database;
  const { scenario, round } = await scenarioInPlanning(db, viewer, scenarioId);
  if (reason.trim() === '' || reason.length > longestReason) throw unreasoned;
  if (scenario.promotedAt !== null) throw promotedAlready;
  // What it names may have gone from the round since it was written down.
  const checked = await reckoner.check(await roundFacts(database, round.id), asSolved(round.name, scenario));
  if (!checked.ok) throw new ProblemRefused(checked.faults);
  await db.$transaction(async (tx) => {
    const locked = await lockedRound(tx, round.id);
    await mustBeAt(tx, 'Round', locked, roundVersion);
    const held = await lockedScenario(tx, scenarioId, version);
    if (held.promotedAt !== null) throw promotedAlready;
    const solved = asSolved(locked.name, held);
    const sections = await sectionIds(tx, locked.countyId);
    await mustBeOthers(tx, viewer, held, solved.assumptions, sections);
    const policyId = await policyOf(tx, locked, solved, viewer);
    const { budget = locked.budget } = solved.assumptions;
    const deciding = {
      round: locked,
      sections,
      viewer,
      reason,
      askedBy: held.createdBy,
    };
    const requests = await decideRequests(tx, deciding, solved.assumptions);
    const pins = await putPins(tx, deciding, solved.assumptions);
    await tx.round.update({
      where: { id: locked.id },
      data: { policyId, budget, adoptedHash: checked.hash, adoptedAt: instant(), version: { increment: 1 } },
    });
    await tx.scenario.update({
      where: { id: scenarioId },
      data: { promotedAt: instant(), promotedBy: viewer.userId, version: { increment: 1 } },
    });
    await recordDeed(tx, {
      ...deedOn(held, viewer),
      action: 'scenario.promote',
      before: { policyId: locked.policyId, budget: locked.budget, requests, pins },
      after: { roundId: locked.id, policyId, budget, assumptions: stored(solved.assumptions) },
      reason,
    });
  });
}

async function mustBeOthers(
  tx: Prisma.TransactionClient,
  viewer: Viewer,
  { id, countyId }: Row,
  { requests, moreRequests }: Assumptions,
  sections: ReadonlyMap<string, string>,
): Promise<void> {
  const asked = await tx.request.findMany({
    where: { countyId, number: { in: requests.map((request) => request.id) } },
    select: { countyId: true, createdBy: true, section: { select: { schoolId: true } } },
  });
  const asking = await tx.section.findMany({
    where: { id: { in: moreRequests.flatMap(({ section }) => sections.get(section) ?? []) } },
    select: { schoolId: true },
  });
  const own =
    asked.some(({ section, ...request }) => !answersSchool(viewer, { ...request, ...section })) ||
    asking.some(({ schoolId }) => heads(viewer, schoolId));
  if (own) throw new FourEyes('own-school');
  if (moreRequests.length === 0) return;
  const wrote = await tx.auditEvent.count({
    where: {
      entity: 'Scenario',
      entityId: id,
      userId: viewer.userId,
      action: { in: ['scenario.create', 'scenario.change'] },
    },
  });
  if (wrote > 0) throw new FourEyes('assumed');
}

/** The round's policy as it is, or a new one of the round's own; that of the county does not change. */
async function policyOf(
  tx: Prisma.TransactionClient,
  { countyId, policyId, effective }: Round,
  scenario: Scenario,
  { userId }: Viewer,
): Promise<string> {
  const { body } = await tx.policy.findUniqueOrThrow({ where: { id: policyId } });
  const before = policyFormat.parse(body);
  const after = policyUnder(before, scenario);
  if (after === before) return policyId;
  const { id } = await tx.policy.create({
    data: {
      createdAt: instant(),
      countyId,
      version: after.version,
      effectiveFrom: effective,
      body: JSON.parse(JSON.stringify(after)),
      forOneRound: true,
      createdBy: userId,
    },
  });
  return id;
}

/** What both of the following write by. */
interface Deciding {
  readonly round: Round;
  /** Rows' ids by their keys in the problem. */
  readonly sections: ReadonlyMap<string, string>;
  readonly viewer: Viewer;
  readonly reason: string;
  /** Who asks for what the scenario asks for besides: who wrote it down. */
  readonly askedBy: string | null;
}

/** Answers what the requests said before. */
async function decideRequests(
  tx: Prisma.TransactionClient,
  { round: { id: roundId, countyId }, sections, viewer: { userId }, reason, askedBy }: Deciding,
  { requests, moreRequests }: Assumptions,
): Promise<Prisma.InputJsonArray> {
  const decided = { decision: reason, decidedBy: userId, decidedAt: instant() };
  const before = await tx.$queryRawUnsafe<Prisma.InputJsonObject[]>(
    `SELECT number, coalesce("approvedCount", count) AS count, coalesce("approvedLevel", level)::text AS level,
       coalesce("approvedPriority", priority) AS priority, decision FROM "Request"
     WHERE "countyId" = $1::uuid AND number = ANY($2::text[]) AND state = 'approved' ORDER BY number FOR UPDATE`,
    countyId,
    requests.map(({ id }) => id),
  );
  // One that was withdrawn or decided since it was looked at.
  if (before.length < requests.length) throw requestGone;
  await tx.$executeRawUnsafe(
    `UPDATE "Request" request SET
       "approvedCount" = CASE WHEN given.count IS DISTINCT FROM 0
         THEN nullif(coalesce(given.count, request."approvedCount"), request.count) END,
       "approvedLevel" = CASE WHEN given.count IS DISTINCT FROM 0
         THEN nullif(coalesce(given.level::"Backbone", request."approvedLevel"), request.level) END,
       "approvedPriority" = CASE WHEN given.count IS DISTINCT FROM 0
         THEN nullif(coalesce(given.priority, request."approvedPriority"), request.priority) END,
       state = CASE WHEN given.count = 0 THEN 'refused' ELSE request.state END,
       decision = $3, "decidedBy" = $4::uuid, "decidedAt" = $5, version = request.version + 1
     FROM json_to_recordset($2::json) AS given(id text, count int, level text, priority int)
     WHERE request."countyId" = $1::uuid AND request.number = given.id`,
    countyId,
    JSON.stringify(requests),
    reason,
    userId,
    decided.decidedAt,
  );
  await recordAdopted(tx, { countyId, userId }, before);
  const numbers = moreRequests.map(({ id }) => id);
  const taken = await tx.request.findFirst({ where: { countyId, number: { in: numbers } } });
  if (taken !== null) throw numberTaken(taken.number);
  const made = moreRequests.map((request) => ({ ...request, rowId: uuid() }));
  await tx.request.createMany({
    data: made.map(({ rowId: id, id: number, section, subject, count, level = 'none', priority = 3 }) => ({
      ...decided,
      id,
      countyId,
      roundId,
      number,
      sectionId: sections.get(section) ?? '',
      subject,
      count,
      level,
      priority,
      reason,
      state: 'approved' as const,
      createdBy: askedBy,
      createdAt: decided.decidedAt,
    })),
  });
  for (const { rowId, id: number, count, level = 'none', priority = 3 } of made)
    await recordDeed(tx, {
      countyId,
      userId,
      action: 'request.adopt',
      entity: 'Request',
      entityId: rowId,
      after: { number, count, level, priority, state: 'approved', version: 1 },
    });
  return before;
}

/** Of each request what was approved of it before, and what is since; why is said of the scenario. */
async function recordAdopted(
  tx: Prisma.TransactionClient,
  { countyId, userId }: { readonly countyId: string; readonly userId: string },
  before: readonly Prisma.InputJsonObject[],
): Promise<void> {
  const rows = await tx.request.findMany({
    where: { countyId, number: { in: before.map(({ number }) => String(number)) } },
    orderBy: { number: 'asc' },
  });
  for (const [at, { id, number, state, version, ...request }] of rows.entries())
    await recordDeed(tx, {
      countyId,
      userId,
      action: 'request.adopt',
      entity: 'Request',
      entityId: id,
      before: { ...before[at], state: 'approved', version: version - 1 },
      after: {
        number,
        count: request.approvedCount ?? request.count,
        level: request.approvedLevel ?? request.level,
        priority: request.approvedPriority ?? request.priority,
        state,
        version,
      },
    });
}

/** Answers the pins taken away. */
async function putPins(
  tx: Prisma.TransactionClient,
  { round: { id: roundId, countyId }, sections, viewer: { userId }, reason }: Deciding,
  { freed, pins }: Assumptions,
): Promise<Prisma.InputJsonArray> {
  const gone = await tx.pin.findMany({
    where: { roundId, teacher: { staffNumber: { in: freed } } },
    select: { id: true, kind: true, teacherId: true, sectionId: true, subject: true, reason: true },
  });
  await tx.pin.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  const teachers = await tx.teacher.findMany({
    where: { countyId, staffNumber: { in: pins.map(({ teacher }) => teacher) } },
    select: { id: true, staffNumber: true },
  });
  const teacherIds = new Map(teachers.map(({ id, staffNumber }) => [staffNumber, id]));
  await tx.pin.createMany({
    data: pins.map((pin) => ({
      countyId,
      roundId,
      kind: pin.kind,
      teacherId: teacherIds.get(pin.teacher) ?? '',
      sectionId: pin.kind === 'stay' ? null : (sections.get(pin.section) ?? ''),
      subject: pin.kind === 'move' ? (pin.subject ?? null) : null,
      reason,
      createdBy: userId,
      createdAt: instant(),
    })),
  });
  return gone;
}

async function sectionIds(tx: Prisma.TransactionClient, countyId: string): Promise<Map<string, string>> {
  const rows = await tx.section.findMany({
    where: { countyId },
    select: { id: true, stage: true, school: { select: { code: true } } },
  });
  return new Map(rows.map(({ id, stage, school }) => [`${school.code}:${stage}`, id]));
}

const requestGone = new InvalidInput(['scenarioId'], {
  zh: '情景改动的申请在此期间已撤回或另有决定，请刷新后重试。',
  en: 'A request that the scenario counts otherwise was withdrawn or decided meanwhile. Reload and try again.',
});

const unreasoned = new InvalidInput(['reason'], {
  zh: `请写明采用的理由，不超过 ${longestReason} 个字。`,
  en: `Say why it is taken over, in at most ${longestReason} characters.`,
});

const numberTaken = (number: string) =>
  new InvalidInput(['scenarioId'], {
    zh: `已有编号为“${number}”的申请，请在情景中换一个编号。`,
    en: `There is a request numbered “${number}” already. Give the scenario's another number.`,
  });
