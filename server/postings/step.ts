import { z } from 'zod';
import type { Database } from '../../prisma/client.ts';
import type { Posting, Prisma } from '../../prisma/generated/client.ts';
import {
  type EarlyEnd,
  PostingDecision,
  PostingState,
  type PostingStep,
} from '../../prisma/generated/enums.ts';
import { InvalidInput, NotFound } from '../../schema/errors.ts';
import type { Acting } from '../../schema/posting-acts.ts';
import { PostingNotAtThisStep } from '../../schema/posting-refusals.ts';
import { postingSteps } from '../../schema/posting-steps.ts';
import { recordDeed } from '../audit-event.ts';
import { mustBeAt } from '../changed-since.ts';
import { instant } from '../clock.ts';
import { dateOf, dayOf } from '../day.ts';
import { uuid } from '../uuid.ts';

export type Tx = Prisma.TransactionClient;

/** What steps change of a posting, as it is kept in its changes: days as YYYY-MM-DD. */
interface Facts {
  readonly state?: Posting['state'];
  readonly endsOn?: string | null;
  readonly endedOn?: string | null;
  readonly reportedOn?: string | null;
  readonly decision?: Posting['decision'];
  readonly backSectionId?: string | null;
}

const day = z.string().nullable();
const facts = z
  .object({
    state: z.enum(PostingState),
    endsOn: day,
    endedOn: day,
    reportedOn: day,
    decision: z.enum(PostingDecision).nullable(),
    backSectionId: z.string().nullable(),
  })
  .partial();

/** What a change kept of the posting. */
export function factsIn(kept: Prisma.JsonValue): Facts {
  const isFacts = (value: unknown): value is Facts => facts.safeParse(value).success;
  return isFacts(kept) ? kept : {};
}

/** What one step does: what is otherwise since, from which day, and what is said to it. */
export interface Change {
  readonly on: string;
  readonly after: Facts;
  readonly reason?: string | null;
  /** Whether the reason stands with the posting alone, and not in the record of deeds. */
  readonly untold?: boolean;
  readonly kind?: EarlyEnd;
  readonly undoes?: number;
  /** What else the change keeps, beside what it changes of the posting: the same of its teacher. */
  readonly besides?: { readonly before: Prisma.JsonObject; readonly after: Prisma.JsonObject } | undefined;
}

/** One step of one posting, in a transaction: state and version are looked at under a lock; change and deed are recorded. */
export async function step<Made = void>(
  db: Database['db'],
  name: PostingStep,
  { viewer, id, version }: Acting,
  change: (tx: Tx, posting: Posting) => Promise<Change>,
  then?: (tx: Tx, posting: Posting) => Promise<Made>,
): Promise<Made | undefined> {
  const from: readonly Posting['state'][] = postingSteps[name].in;
  return db.$transaction(async (tx) => {
    const posting = await lockedPosting(tx, id);
    await mustBeAt(tx, 'Posting', posting, version);
    if (!from.includes(posting.state)) throw new PostingNotAtThisStep(posting.state, from);
    const made = await change(tx, posting);
    await keepChange(tx, posting, name, made, viewer.userId);
    const after = await then?.(tx, posting);
    await recordDeed(tx, {
      countyId: posting.countyId,
      userId: viewer.userId,
      action: `posting.${name.replace('_', '-')}`,
      entity: 'Posting',
      entityId: id,
      before: { ...beforeOf(posting, made.after), ...made.besides?.before, version },
      after: { ...made.after, ...made.besides?.after, on: made.on, version: version + 1 },
      // Why somebody comes home early may be an illness: it stands with the posting alone.
      reason: made.kind === undefined && made.untold !== true ? (made.reason ?? undefined) : undefined,
    });
    return after;
  });
}

/** The posting, held until the transaction ends. Throws `NotFound`. */
export async function lockedPosting(tx: Tx, id: string): Promise<Posting> {
  await tx.$queryRawUnsafe('SELECT 1 AS locked FROM "Posting" WHERE id = $1::uuid FOR UPDATE', id);
  const posting = await tx.posting.findUnique({ where: { id } });
  if (posting === null) throw new NotFound();
  return posting;
}

/**
 * Holds postings until the transaction ends. Whoever holds a posting and its teacher takes the posting first, and of several
 * in the order of their ids: else two would wait for each other.
 */
export async function lockPostings(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRawUnsafe(
    'SELECT 1 AS locked FROM "Posting" WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
    ids,
  );
}

/** The same of teachers, after the postings. */
export async function lockTeachers(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.$queryRawUnsafe(
    'SELECT 1 AS locked FROM "Teacher" WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE',
    ids,
  );
}

/** Writes what is otherwise, and the step behind the ones before. */
export async function keepChange(
  tx: Tx,
  posting: Posting,
  name: PostingStep,
  { on, after, reason = null, kind, undoes, besides }: Change,
  userId: string | null,
): Promise<void> {
  await tx.posting.update({
    where: { id: posting.id },
    data: { ...columnsOf(after), version: { increment: 1 } },
  });
  const { _max } = await tx.postingChange.aggregate({
    where: { postingId: posting.id },
    _max: { position: true },
  });
  await tx.postingChange.create({
    data: {
      at: instant(),
      id: uuid(),
      countyId: posting.countyId,
      postingId: posting.id,
      position: (_max.position ?? 0) + 1,
      step: name,
      on: dateOf(on),
      by: userId,
      kind: kind ?? null,
      reason,
      before: { ...beforeOf(posting, after), ...besides?.before },
      after: { ...after, ...besides?.after },
      undoes: undoes ?? null,
    },
  });
}

/** The same facts as they stand. */
export function beforeOf(posting: Posting, after: Facts): Prisma.JsonObject {
  const now: Required<Facts> = {
    state: posting.state,
    endsOn: posting.endsOn && dayOf(posting.endsOn),
    endedOn: posting.endedOn && dayOf(posting.endedOn),
    reportedOn: posting.reportedOn && dayOf(posting.reportedOn),
    decision: posting.decision,
    backSectionId: posting.backSectionId,
  };
  return Object.fromEntries(Object.entries(now).filter(([field]) => field in after));
}

function columnsOf({ state, endsOn, endedOn, reportedOn, decision, backSectionId }: Facts) {
  const day = (given: string | null) => given && dateOf(given);
  return {
    ...(state !== undefined && { state }),
    ...(endsOn !== undefined && { endsOn: day(endsOn) }),
    ...(endedOn !== undefined && { endedOn: day(endedOn) }),
    ...(reportedOn !== undefined && { reportedOn: day(reportedOn) }),
    ...(decision !== undefined && { decision }),
    ...(backSectionId !== undefined && { backSectionId }),
  };
}

const LONGEST = 1_000;

/** Trimmed; it must say something. Throws `InvalidInput`. */
export const said = (given: string, field: string): string => saidAt(given, [field]);

/** The same of a field within others. */
export function saidAt(given: string, path: readonly string[]): string {
  const text = maybeSaidAt(given, path);
  if (text === null) throw new InvalidInput(path, { zh: '请写明理由。', en: 'Say why.' });
  return text;
}

/** Trimmed; null where nothing is left. Throws `InvalidInput`. */
export const maybeSaid = (given: string | null, field: string): string | null => maybeSaidAt(given, [field]);

function maybeSaidAt(given: string | null, path: readonly string[]): string | null {
  const text = (given ?? '').trim();
  if (text.length > LONGEST)
    throw new InvalidInput(path, {
      zh: `这里最多写${LONGEST}个字，现有${text.length}个。`,
      en: `This takes ${LONGEST} characters at most, and has ${text.length}.`,
    });
  return text === '' ? null : text;
}
