import type { Scenario as Row } from '../../prisma/generated/client.ts';
import type { Scenarios, Viewer } from '../../schema/context.ts';
import { InvalidInput, NotFound, ProblemRefused } from '../../schema/errors.ts';
import { type Assumptions, assumptions as format } from '../../solver/scenario.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { roundFacts } from '../rounds/freeze.ts';
import { lockedRound, roundInPlanning } from '../rounds/planning.ts';
import { named } from './named.ts';
import { asSolved, lockedScenario, scenarioInPlanning, stored } from './scenario.ts';
import type { ScenariosOptions } from './scenarios.ts';

/** What an officer can oversee side by side. */
const mostOfRound = 20;
const longest = { name: 60, note: 1_000 };

/** Writes a scenario down, once the round's problem under it is one. */
export async function create(
  options: ScenariosOptions,
  viewer: Viewer,
  { roundId, name, note, like, assumptions: given }: Parameters<Scenarios['create']>[1],
): Promise<string> {
  const { db } = options.database;
  const round = await roundInPlanning(db, viewer, roundId);
  checkWords({ name, note });
  const assumptions =
    given === undefined
      ? await assumptionsOf(options, roundId, like)
      : await named(db, round.countyId, given);
  await mustBeSolvable(options, round, { name, assumptions });
  return db.$transaction(async (tx) => {
    await lockedRound(tx, roundId);
    if ((await tx.scenario.count({ where: { roundId, droppedAt: null } })) >= mostOfRound) throw tooMany;
    if ((await tx.scenario.count({ where: { roundId, name } })) > 0) throw nameTaken(name);
    const { id } = await tx.scenario.create({
      data: {
        createdAt: instant(),
        countyId: round.countyId,
        roundId,
        name,
        note: note ?? null,
        assumptions: stored(assumptions),
        createdBy: viewer.userId,
      },
    });
    await recordDeed(tx, {
      countyId: round.countyId,
      userId: viewer.userId,
      action: 'scenario.create',
      entity: 'Scenario',
      entityId: id,
      after: { roundId, name, note: note ?? null, assumptions: stored(assumptions) },
    });
    return id;
  });
}

/** One whose assumptions change is promoted no more: what it says is no longer what the round has. */
export async function change(
  options: ScenariosOptions,
  viewer: Viewer,
  { scenarioId, version, name, note, assumptions: given }: Parameters<Scenarios['change']>[1],
): Promise<void> {
  const { db } = options.database;
  const { scenario, round } = await scenarioInPlanning(db, viewer, scenarioId);
  checkWords({ name, note });
  const assumptions =
    given === undefined ? format.parse(scenario.assumptions) : await named(db, round.countyId, given);
  await mustBeSolvable(options, round, { name: name ?? scenario.name, assumptions });
  await db.$transaction(async (tx) => {
    await lockedRound(tx, round.id);
    const before = await lockedScenario(tx, scenarioId, version);
    if (
      name !== undefined &&
      name !== before.name &&
      (await tx.scenario.count({ where: { roundId: round.id, name } })) > 0
    )
      throw nameTaken(name);
    await tx.scenario.update({
      where: { id: scenarioId },
      data: {
        ...(name !== undefined && { name }),
        ...(note !== undefined && { note }),
        ...(given !== undefined && { assumptions: stored(assumptions), promotedAt: null, promotedBy: null }),
        ...((given !== undefined || (name !== undefined && name !== before.name)) && {
          assumedAt: instant(),
        }),
        version: { increment: 1 },
      },
    });
    await recordDeed(tx, {
      ...deedOn(before, viewer),
      action: 'scenario.change',
      before: {
        name: before.name,
        note: before.note,
        assumptions: stored(format.parse(before.assumptions)),
      },
      after: { name: name ?? before.name, note: note ?? before.note, assumptions: stored(assumptions) },
    });
  });
}

export async function drop(
  { database: { db } }: ScenariosOptions,
  viewer: Viewer,
  scenarioId: string,
  version: number,
): Promise<void> {
  const { round } = await scenarioInPlanning(db, viewer, scenarioId);
  await db.$transaction(async (tx) => {
    await lockedRound(tx, round.id);
    const before = await lockedScenario(tx, scenarioId, version);
    await tx.scenario.update({
      where: { id: scenarioId },
      data: { droppedAt: instant(), version: { increment: 1 } },
    });
    await recordDeed(tx, {
      ...deedOn(before, viewer),
      action: 'scenario.drop',
      before: { name: before.name, dropped: false },
      after: { name: before.name, dropped: true },
    });
  });
}

export const deedOn = ({ id, countyId }: Pick<Row, 'id' | 'countyId'>, { userId }: Viewer) => ({
  countyId,
  userId,
  entity: 'Scenario',
  entityId: id,
});

/** Those of the scenario it is to be like, or none. */
async function assumptionsOf(
  { database: { db } }: ScenariosOptions,
  roundId: string,
  like: string | undefined,
): Promise<Assumptions> {
  if (like === undefined) return format.parse({});
  const other = await db.scenario.findFirst({ where: { id: like, roundId, droppedAt: null } });
  if (other === null) throw new NotFound();
  return format.parse(other.assumptions);
}

async function mustBeSolvable(
  { database, reckoner }: ScenariosOptions,
  round: { readonly id: string; readonly name: string },
  drafted: { readonly name: string; readonly assumptions: Assumptions },
): Promise<void> {
  const checked = await reckoner.check(await roundFacts(database, round.id), asSolved(round.name, drafted));
  if (!checked.ok) throw new ProblemRefused(checked.faults);
}

function checkWords({
  name,
  note,
}: {
  readonly name?: string | undefined;
  readonly note?: string | undefined;
}) {
  if (name !== undefined && (name.trim() === '' || name.length > longest.name))
    throw new InvalidInput(['name'], {
      zh: `请填写情景名称，不超过 ${longest.name} 个字。`,
      en: `Give the scenario a name of at most ${longest.name} characters.`,
    });
  if (note !== undefined && note.length > longest.note)
    throw new InvalidInput(['note'], {
      zh: `说明不超过 ${longest.note} 个字。`,
      en: `A note has at most ${longest.note} characters.`,
    });
}

const nameTaken = (name: string) =>
  new InvalidInput(['name'], {
    zh: `本轮次已有名为“${name}”的情景，请换一个名称。`,
    en: `The round has a scenario named “${name}” already. Choose another name.`,
  });

const tooMany = new InvalidInput(['roundId'], {
  zh: `一个轮次最多 ${mostOfRound} 个情景，请先移除不再需要的。`,
  en: `A round has at most ${mostOfRound} scenarios. Put aside one that is needed no more.`,
});
