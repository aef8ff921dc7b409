import type { Plan, Prisma, Round } from '../../prisma/generated/client.ts';
import type { PinInput } from '../../schema/context.ts';
import { ProblemRefused, RoundNotOpen } from '../../schema/errors.ts';
import type { Acting, NamedDecision, PlanRead, Published } from '../../schema/plan-acts.ts';
import {
  type DecisionFor,
  DecisionWanted,
  PlanFailsAudit,
  PlanOutOfDate,
} from '../../schema/plan-refusals.ts';
import { roundFollows } from '../../schema/round-steps.ts';
import type { Words } from '../../solver/plan.ts';
import type { Recheck } from '../../solver/recheck.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { dayAt } from '../day.ts';
import { unanswered } from '../points/contest.ts';
import { roundFacts } from '../rounds/freeze.ts';
import { writePins } from '../rounds/pin.ts';
import { heldRound } from '../rounds/planning.ts';
import { windowOf } from '../rounds/windows.ts';
import type { PlansOptions } from './acts.ts';
import { branchPins } from './branch-pins.ts';
import { holdsNothing, lockedPlan, mustBegin, planOf } from './held-plan.ts';
import { planText, type StoredPlan } from './plan-text.ts';
import { decisionOf } from './said.ts';
import { written } from './steps.ts';

type Tx = Prisma.TransactionClient;

/**
 * Publishes an approved plan as the round's provisional list, in place of the one that is out. Audited anew at this moment,
 * beside the facts of now; one that is not proven wants a named decision.
 */
export async function publish(
  options: PlansOptions,
  by: Acting,
  read: PlanRead,
  decision: NamedDecision | null,
): Promise<Published> {
  const { database, reckoner } = options;
  const { db } = database;
  const decided = decision && decisionOf(decision);
  const asRead = await readyFor(db, by, 'publish', read);
  const pins = await branchPins(db, asRead.id);
  const seen = await lookAt(options, asRead, pins, false);
  mustBeCurrent(seen.found, asRead);
  const out = await db.plan.findFirst({ where: { roundId: asRead.roundId, state: 'provisional' } });
  const changes = out
    ? await reckoner.people({
        problem: seen.stored.problem,
        before: await planText(database, out.id),
        after: seen.stored,
      })
    : [];
  return db.$transaction(async (tx) => {
    const round = await heldRound(tx, asRead.roundId);
    const plan = await lockedPlan(tx, read);
    mustBegin('publish', plan);
    const earlier = await tx.plan.findFirst({ where: { roundId: round.id, state: 'provisional' } });
    // The list was published or made final while this one was looked at: the differences told would be of another.
    if (earlier?.id !== out?.id) throw new RoundNotOpen();
    mustBeCurrent(await lookedAgain(tx, options, asRead, seen), asRead);
    const wanted = [...unproven(asRead), ...(await uncontested(tx, round))];
    mustBeDecided(wanted, decided);
    if (pins.length > 0) await writePins(tx, by.viewer, round, pins);
    await follow(tx, by, round, 'provisional');
    if (earlier)
      await written(tx, by, 'replace', earlier, { replacedById: plan.id }, null, { replacedBy: plan.id });
    await keepDecision(tx, by, plan, wanted, decided);
    await written(tx, by, 'publish', plan, { publishedAt: by.now() }, decided?.reason ?? null, {
      ...(earlier && { replaces: earlier.id, people: changes.length }),
      ...(decided && { decision: { ...decided } }),
    });
    return { planId: plan.id, replacedId: earlier?.id ?? null, changes };
  }, patient);
}

/**
 * Makes the provisional list final: once every objection is answered and their days are over, on facts that are as they
 * were, pins apart; or by a named decision. One that fails its audit never.
 */
export async function finalise(
  options: PlansOptions,
  by: Acting,
  read: PlanRead,
  decision: NamedDecision | null,
): Promise<void> {
  const { db } = options.database;
  const decided = decision && decisionOf(decision);
  const asRead = await readyFor(db, by, 'finalise', read);
  const seen = await lookAt(options, asRead, [], true);
  mustPass(seen.found, asRead);
  await db.$transaction(async (tx) => {
    const round = await heldRound(tx, asRead.roundId);
    const plan = await lockedPlan(tx, read);
    mustBegin('finalise', plan);
    const found = await lookedAgain(tx, options, asRead, seen);
    mustPass(found, asRead);
    const wanted = [...outOfDate(found), ...(await unheard(tx, round, plan, by))];
    mustBeDecided(wanted, decided);
    await follow(tx, by, round, 'final');
    await keepDecision(tx, by, plan, wanted, decided);
    await written(tx, by, 'finalise', plan, { finalAt: by.now() }, decided?.reason ?? null, {
      ...(decided && { decision: { ...decided } }),
    });
  }, patient);
}

/** A county's facts are read, and where they have changed are looked at, while the round is held. */
const patient = { timeout: 60_000 };

/** Looked at before anything is reckoned, and again when it is written. */
async function readyFor(
  db: PlansOptions['database']['db'],
  by: Acting,
  step: 'publish' | 'finalise',
  read: PlanRead,
): Promise<Plan> {
  await planOf(db, by, read.planId);
  return db.$transaction(async (tx) => {
    const plan = await lockedPlan(tx, read);
    mustBegin(step, plan);
    return plan;
  });
}

/** What was found of a plan, and on which facts. */
interface Looked {
  readonly stored: StoredPlan;
  readonly pins: readonly PinInput[];
  readonly pinsApart: boolean;
  readonly facts: string;
  readonly found: Recheck;
}

async function lookAt(
  options: PlansOptions,
  { id, roundId }: Plan,
  pins: readonly PinInput[],
  pinsApart: boolean,
): Promise<Looked> {
  const stored = await planText(options.database, id);
  const facts = await roundFacts(options.database, roundId, { pins });
  return {
    stored,
    pins,
    pinsApart,
    facts,
    found: await recheckOn(options, { stored, facts, pinsApart }),
  };
}

/** The same under the lock of the round: anew where the facts are no longer those that were looked at. */
async function lookedAgain(
  tx: Tx,
  options: PlansOptions,
  { roundId }: Plan,
  { facts: earlier, found, ...looked }: Looked,
): Promise<Recheck> {
  const facts = await roundFacts({ db: tx }, roundId, { pins: looked.pins });
  return facts === earlier ? found : recheckOn(options, { ...looked, facts });
}

/** Throws `ProblemRefused` where the facts make no problem. */
async function recheckOn(
  { reckoner }: Pick<PlansOptions, 'reckoner'>,
  { stored: { problem: frozen, ...plan }, facts, pinsApart }: Pick<Looked, 'stored' | 'facts' | 'pinsApart'>,
): Promise<Recheck> {
  const now = await reckoner.check(facts);
  if (!now.ok) throw new ProblemRefused(now.faults);
  return reckoner.recheck({ frozen, ...plan, now: now.text, pinsApart });
}

function mustBeCurrent(found: Recheck, plan: Plan): void {
  mustPass(found, plan);
  if (!found.current) throw new PlanOutOfDate(found.differences);
}

function mustPass({ findings, breaches }: Recheck, plan: Plan): void {
  if (holdsNothing(plan)) throw new PlanFailsAudit([]);
  if (breaches > 0) throw new PlanFailsAudit(findings.filter(({ relaxed }) => relaxed === undefined));
}

/** What asks for a decision, and that in words. */
interface Lack {
  readonly for: DecisionFor;
  readonly text: Words;
}

function unproven({ status, byHand }: Plan): Lack[] {
  if (status === 'optimal') return [];
  const text: Words = byHand
    ? {
        zh: '该方案经手工调整，没有证明其为最优。',
        en: 'The plan was changed by hand: nothing proves that no plan is better.',
      }
    : {
        zh: '该方案的求解提前停止或仍有差距，没有证明其为最优。',
        en: 'The solve was cut short or left a gap: nothing proves that no plan is better.',
      };
  return [{ for: 'unproven', text }];
}

async function uncontested(tx: Tx, round: Round): Promise<Lack[]> {
  const open = await unanswered(tx, round);
  if (open === 0) return [];
  const text: Words = {
    zh: `还有${open}件积分复核未答复。`,
    en: `Contests of points that wait for an answer: ${open}.`,
  };
  return [{ for: 'contests-unanswered', text }];
}

const outOfDate = ({ current, differences }: Recheck): Lack[] =>
  current
    ? []
    : [
        {
          for: 'out-of-date',
          text: {
            zh: `公示后数据已有变化：${differences.map(({ zh }) => zh).join('')}`,
            en: `The facts have changed since it was published. ${differences.map(({ en }) => en).join(' ')}`,
          },
        },
      ];

async function unheard(
  tx: Tx,
  { id, countyId }: Round,
  { id: planId, publishedAt }: Plan,
  by: Acting,
): Promise<Lack[]> {
  const open = await tx.objection.count({ where: { roundId: id, state: 'submitted' } });
  const lacks: Lack[] = [];
  if (open > 0)
    lacks.push({
      for: 'objections-unanswered',
      text: { zh: `还有${open}件异议未答复。`, en: `Objections that wait for an answer: ${open}.` },
    });
  // What was found justified led to another list, or somebody says why not.
  const upheld = await tx.objection.count({ where: { planId, state: 'upheld' } });
  if (upheld > 0)
    lacks.push({
      for: 'objections-upheld',
      text: {
        zh: `对这份名单有${upheld}件异议成立，名单仍未调整。`,
        en: `Objections to this very list that were found justified: ${upheld}.`,
      },
    });
  const window = await windowOf(tx, id, 'objections');
  const { timeZone } = await tx.county.findUniqueOrThrow({
    where: { id: countyId },
    select: { timeZone: true },
  });
  const text = tooSoon(window, dayAt(publishedAt ?? by.now(), timeZone), by.today(timeZone));
  if (text !== null) lacks.push({ for: 'objections-window', text });
  return lacks;
}

/** Why not everybody has had the days to object to a list that came out on a day; null: they have. */
function tooSoon(window: { from: string; until: string } | null, out: string, today: string): Words | null {
  if (window === null)
    return out < today
      ? null
      : {
          zh: '名单今天才公示，本轮次也没有设定异议受理时段：还没有人来得及提出异议。',
          en: 'The list came out today and the round has no days for objections: nobody has had the time to object.',
        };
  if (today <= window.until)
    return {
      zh: `异议受理至${window.until}，尚未结束。`,
      en: `Objections are heard until ${window.until}, which is not over.`,
    };
  return out <= window.until
    ? null
    : {
        zh: `名单${out}公示，异议受理已于${window.until}结束：没有人能够提出异议。可调整异议受理时段。`,
        en: `The list came out on ${out}, after the last day for objections, ${window.until}: nobody could object. The window can be set anew.`,
      };
}

function mustBeDecided(lacks: readonly Lack[], decided: NamedDecision | null): void {
  if (lacks.length > 0 && decided === null)
    throw new DecisionWanted(
      lacks.map((lack) => lack.for),
      lacks.map(({ text }) => text),
    );
}

/** One row for each thing that the decision allows; given without need, it is in the record alone. */
async function keepDecision(
  tx: Tx,
  { viewer }: Acting,
  { id, countyId }: Plan,
  lacks: readonly Lack[],
  decided: NamedDecision | null,
): Promise<void> {
  if (decided === null) return;
  await tx.planDecision.createMany({
    data: lacks.map((lack) => ({
      ...decided,
      countyId,
      planId: id,
      allows: lack.for,
      recordedBy: viewer.userId,
      recordedAt: instant(),
    })),
  });
}

/** Throws `RoundNotOpen` where the round is past it. */
async function follow(
  tx: Tx,
  { viewer }: Acting,
  round: Round,
  to: keyof typeof roundFollows,
): Promise<void> {
  const from: readonly Round['state'][] = roundFollows[to];
  if (!from.includes(round.state)) throw new RoundNotOpen();
  if (round.state === to) return;
  await tx.round.update({ where: { id: round.id }, data: { state: to, version: { increment: 1 } } });
  await recordDeed(tx, {
    countyId: round.countyId,
    userId: viewer.userId,
    action: 'round.follow',
    entity: 'Round',
    entityId: round.id,
    before: { state: round.state },
    after: { state: to },
  });
}
