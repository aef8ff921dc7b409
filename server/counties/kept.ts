import { LRUCache } from 'lru-cache';
import type { Pool } from 'pg';

/**
 * What was reckoned of a county's rows, kept as long as nothing is recorded in that county that it may have been reckoned from.
 * Every deed is recorded in the transaction that does it (`recordDeed`), whichever server does it, and imports and rollovers
 * too: so whoever asks is told nothing older than the question.
 */
export interface Kept {
  /**
   * What `reckon` told, or tells now; asked meanwhile, it is reckoned once for all who ask. `name` with `parts` says of what
   * beside the county it depends. What it tells is shared, and nobody's to change. What it throws is not kept.
   */
  of<Told extends object | string>(
    countyId: string,
    name: string,
    parts: readonly (string | null)[],
    reckon: () => Promise<Told>,
  ): Promise<Told>;
}

/** Keeps nothing: for who writes rows past the record. */
export const keepsNothing: Kept = { of: (_countyId, _name, _parts, reckon) => reckon() };

/** `most`: how much is kept at once, in characters of JSON; what was asked for last stays longest. */
export function createKept(pool: Pick<Pool, 'query'>, most = 24_000_000): Kept {
  const kept = new LRUCache<string, object | string, () => Promise<object | string>>({
    maxSize: most,
    sizeCalculation: (told) => (typeof told === 'string' ? told : JSON.stringify(told)).length,
    fetchMethod: (_key, _stale, { context: reckon }) => reckon(),
    // Whoever waits is told, also where there is no room to keep it.
    ignoreFetchAbort: true,
  });
  return {
    async of<Told extends object | string>(
      countyId: string,
      name: string,
      parts: readonly (string | null)[],
      reckon: () => Promise<Told>,
    ): Promise<Told> {
      // Read before what is reckoned, never after: what is kept may be newer than its stamp, never older.
      const { rows } = await pool.query<{ id: string }>(newestDeed, [countyId, ofNoFacts]);
      const key = JSON.stringify([countyId, rows[0]?.id ?? null, name, ...parts]);
      return (await kept.fetch(key, { context: reckon })) as Told;
    },
  };
}

/** Deeds on these change no row that anything kept is reckoned from. */
const ofNoFacts = [
  'AllowanceMonth',
  'Approver',
  'ColumnMapping',
  'Invitation',
  'Letter',
  'LetterIssue',
  'LetterTemplate',
  'PlanNote',
  'Scenario',
  'Session',
  'StandIn',
  'User',
];

const newestDeed = `
  SELECT id FROM "AuditEvent" WHERE "countyId" = $1::uuid AND entity <> ALL($2::text[]) ORDER BY position DESC LIMIT 1`;
