import * as z from 'zod';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import type { DrawnUp } from '../../schema/rectification-acts.ts';
import type { BalanceKind } from '../../solver/balance/standard.ts';
import type { View } from '../../solver/indicators.ts';
import type { ListedProblem } from '../../solver/rectification/list.ts';
import { recordDeed } from '../audit-event.ts';
import { instant } from '../clock.ts';
import { dateOf, dayOf } from '../day.ts';
import { uuid } from '../uuid.ts';
import { inspect, type Means, usually } from './facts.ts';

interface Asked {
  readonly on: string;
  readonly kind: BalanceKind;
  readonly view: View;
}

/**
 * Draws up the county's rectification list as of a day. What was found before keeps its owner, its day and its evidence, and
 * has its figures brought up to date; what is found no longer is marked so, but for problems of another standard or view, and
 * those that what is on file cannot tell. What was closed and is found again is a new item. Throws `NotFound`, and
 * `InvalidInput` for a day before the one it was last drawn up for.
 */
export async function drawUp(
  means: Means,
  viewer: Viewer,
  countyId: string,
  { on, kind, view }: Asked,
): Promise<DrawnUp> {
  const { problems, untold, balance } = await inspect(means, countyId, on, { ...usually, kind, view });
  const { standard } = balance;
  const { db } = means.database;
  return db.$transaction(async (tx) => {
    // One list at a time: who comes second finds what the first has added. A lock on the key would wait for whoever records a
    // deed of the county, and they for it.
    const [county] = await tx.$queryRawUnsafe<{ id: string }[]>(
      'SELECT id FROM "County" WHERE id = $1::uuid FOR NO KEY UPDATE',
      countyId,
    );
    if (county === undefined) throw new NotFound();
    const known = await tx.rectificationItem.findMany({
      where: { countyId, state: { not: 'closed' } },
      select: { key: true, balanceKind: true, view: true, goneOn: true, lastSeenOn: true },
    });
    const last = await lastDrawnUp(tx, countyId);
    mustNotComeBefore(on, [last, ...known.map(({ lastSeenOn }) => dayOf(lastSeenOn))]);
    const keys = new Set(known.map(({ key }) => key));
    const [seen, added] = parted(problems, ({ key }) => keys.has(key));
    await update(tx, countyId, on, seen);
    await add(tx, countyId, on, added);
    const found = new Set(problems.map(({ key }) => key));
    const silent = new Set(untold);
    const missed = known.filter(
      (item) =>
        !found.has(item.key) &&
        (item.balanceKind === null || (item.balanceKind === kind && item.view === view)),
    );
    const gone = missed.filter(({ key, goneOn }) => goneOn === null && !silent.has(key));
    await tx.rectificationItem.updateMany({
      where: { countyId, state: { not: 'closed' }, key: { in: gone.map(({ key }) => key) } },
      data: { goneOn: dateOf(on), version: { increment: 1 } },
    });
    const drawn = {
      added: added.length,
      seen: seen.length,
      gone: gone.length,
      untold: missed.filter(({ key }) => silent.has(key)).length,
    };
    await recordDeed(tx, {
      countyId,
      userId: viewer.userId,
      action: deedOfDrawingUp,
      entity: 'County',
      entityId: countyId,
      before: { on: last === '' ? null : last },
      after: { on, standard, view, ...drawn },
    });
    return drawn;
  });
}

/** As the record has it, which keeps the day where every item is closed or none was found; empty: never. */
async function lastDrawnUp(tx: Prisma.TransactionClient, countyId: string): Promise<string> {
  const deed = await tx.auditEvent.findFirst({
    where: { countyId, action: deedOfDrawingUp, entity: 'County', entityId: countyId },
    orderBy: { position: 'desc' },
    select: { after: true },
  });
  return drawnUpOn.parse(deed?.after ?? {}).on;
}

const deedOfDrawingUp = 'rectification.draw-up';
const drawnUpOn = z.object({ on: z.string().default('') });

function mustNotComeBefore(on: string, days: readonly string[]): void {
  const last = days.reduce((latest, day) => (day > latest ? day : latest), '');
  if (on >= last) return;
  throw new InvalidInput(['on'], {
    zh: `清单最近一次按${last}的情况生成，不能再按更早的${on}生成。`,
    en: `The list was last drawn up as of ${last}; ${on} comes before that.`,
  });
}

function parted<Item>(items: readonly Item[], belongs: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(belongs), items.filter((item) => !belongs(item))];
}

/** In one statement, however many. */
async function update(
  tx: Prisma.TransactionClient,
  countyId: string,
  on: string,
  seen: readonly ListedProblem[],
): Promise<void> {
  await tx.$executeRawUnsafe(
    `UPDATE "RectificationItem" item
     SET standard = found.standard, figures = found.figures, words = found.words, proof = found.proof,
       severity = found.severity::"Severity", "lastSeenOn" = $2::date, "goneOn" = NULL, version = item.version + 1
     FROM json_to_recordset($3::json) AS found(key text, standard text, severity text, figures jsonb, words jsonb, proof jsonb)
     WHERE item."countyId" = $1::uuid AND item.key = found.key AND item.state <> 'closed'`,
    countyId,
    on,
    JSON.stringify(seen),
  );
}

/** Places are told by their codes, and kept by their rows. */
async function add(
  tx: Prisma.TransactionClient,
  countyId: string,
  on: string,
  added: readonly ListedProblem[],
): Promise<void> {
  await tx.$executeRawUnsafe(
    `INSERT INTO "RectificationItem" (id, "countyId", key, code, severity, standard, "balanceKind", view, stage, "schoolId", "sectionId",
       subject, indicator, figures, words, proof, "foundOn", "lastSeenOn", "createdAt")
     SELECT found.id, $1::uuid, found.key, found.code, found.severity::"Severity", found.standard,
       found."balanceKind"::"BalanceKind", found.view, found.stage::"Stage", school.id, section.id, found.subject, found.indicator, found.figures, found.words,
       found.proof, $2::date, $2::date, $4::timestamptz
     FROM json_to_recordset($3::json) AS found(id uuid, key text, code text, severity text, standard text,
       "balanceKind" text, view text, stage text, school text, section text, subject text, indicator text, figures jsonb, words jsonb, proof jsonb)
     LEFT JOIN "School" school ON school."countyId" = $1::uuid AND school.code = found.school
     LEFT JOIN "Section" section ON section."schoolId" = school.id
       AND found.section = school.code || ':' || section.stage`,
    countyId,
    on,
    JSON.stringify(added.map((problem) => ({ id: uuid(), ...problem }))),
    instant(),
  );
}
