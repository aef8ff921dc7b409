import { createHash } from 'node:crypto';

/** One entry of the record as the database gives it back: texts as it keeps them, `at` in UTC to the millisecond. */
export interface Entry {
  readonly position: string;
  readonly id: string;
  readonly countyId: string | null;
  readonly at: string;
  readonly userId: string | null;
  readonly action: string;
  readonly entity: string;
  readonly entityId: string | null;
  /** PostgreSQL's own text of a jsonb value: the same from every database that keeps the value. */
  readonly before: string | null;
  readonly after: string | null;
  readonly reason: string | null;
  /** The hash of the entry before; null: the first. */
  readonly previous: string | null;
}

/** The columns of an `Entry`, as an SQL list; `at` has no more than milliseconds. */
export const entryColumns = `position::text AS position, id, "countyId",
  to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at, "userId", action, entity, "entityId",
  before::text AS before, after::text AS after, reason, previous`;

/**
 * The hash an entry bears: `2-` and SHA-256 over everything stored, so that nothing of it and not its place can be another
 * without showing.
 */
export const hashOf = (entry: Entry): string => `2-${sha256(JSON.stringify(parts(entry)))}`;

const parts = ({ position, id, countyId, at, userId, action, entity, entityId, ...more }: Entry) => {
  const { before, after, reason, previous } = more;
  return [position, id, countyId, at, userId, action, entity, entityId, before, after, reason, previous];
};

/** The hash of entries written before form 2: it knows neither position nor id. */
export function firstHashOf({ countyId, at, userId, action, entity, entityId, ...more }: Entry): string {
  const { before, after, reason, previous } = more;
  const event = {
    countyId,
    at,
    userId,
    action,
    entity,
    entityId,
    ...(before === null ? {} : { before: JSON.parse(before) }),
    ...(after === null ? {} : { after: JSON.parse(after) }),
    reason,
    previous,
  };
  return sha256(sortedText(event));
}

/** Whether a hash is of form 2. */
export const isOfSecondForm = (hash: string): boolean => hash.startsWith('2-');

/** A hash of either form. */
export const hashForm = /^(2-)?[0-9a-f]{64}$/;

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** JSON with sorted keys: the database does not keep their order. */
const sortedText = (value: object): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
