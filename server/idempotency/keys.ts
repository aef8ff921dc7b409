import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import type { Database } from '../../prisma/client.ts';
import { uuid } from '../uuid.ts';
import { type Claim, doneUnder } from './claim.ts';

/** What is asked under a key. */
export interface Asked {
  readonly userId: string;
  readonly key: string;
  /** Fingerprint of what is asked. */
  readonly asked: string;
  /** Fingerprint of the asker's roles. */
  readonly roles: string;
}

/** The deed of an earlier request of the same key. */
export const deedDone = z.object({
  position: z.string(),
  at: z.string(),
  action: z.string(),
  entity: z.string(),
  entityId: z.string().nullable(),
});
export type DeedDone = z.infer<typeof deedDone>;

/** What came of a request under a key. `first`: it was done now, and `value` is what `work` answered. */
export type Outcome<Value> =
  | { readonly is: 'first'; readonly value: Value }
  | { readonly is: 'again'; readonly answer: string }
  /** It was done, and its answer is lost, too long, or not for the asker's present roles; null: it recorded no deed. */
  | { readonly is: 'done'; readonly deed: DeedDone | null }
  | { readonly is: 'other-content' }
  /** The first request has not ended yet. */
  | { readonly is: 'under-way' };

/** An answer to be kept; null: what was asked failed for no fault of the asker, and may be asked again. */
export type Kept<Value> = (value: Value) => string | null;

export interface Keys {
  /**
   * Does `work` once for a key, however often and wherever it is asked; who comes second waits for who came first, half a minute
   * at most.
   */
  once<Value>(asked: Asked, work: () => Promise<Value>, kept: Kept<Value>): Promise<Outcome<Value>>;
}

export interface KeysOptions {
  readonly database: Database;
  /** How long an answer is kept. */
  readonly hours: number;
  readonly now: () => Date;
  /** How long to wait for the first request, how often to look, how often it shows that it lives, and when it counts as dead; ms. */
  readonly pace?: {
    readonly wait: number;
    readonly look: number;
    readonly beat: number;
    readonly silence: number;
  };
}

const usualPace = { wait: 30_000, look: 200, beat: 3_000, silence: 15_000 };

/** Longer answers are not kept, characters: asked again, it is told that it was done. */
const longestAnswer = 1_000_000;

/** How often what is past its time is cleared away, ms. */
const clearing = 600_000;

export function createKeys({ database: { pool }, hours, now, pace = usualPace }: KeysOptions): Keys {
  /** Tries of this process by their holder: of these it is known whether they live. */
  const here = new Map<string, Promise<void>>();
  let cleared = Number.NEGATIVE_INFINITY;

  async function clearAway(): Promise<void> {
    if (performance.now() - cleared < clearing) return;
    cleared = performance.now();
    await pool.query('DELETE FROM "IdempotencyKey" WHERE "expiresAt" < $1', [now()]);
  }

  /** A claim on a key nobody has, or undefined. */
  async function claimNew({ userId, key, asked, roles }: Asked): Promise<Claim | undefined> {
    const claim = { id: uuid(), holder: uuid(), ended: false };
    const at = now();
    const expiresAt = new Date(at.getTime() + hours * 3_600_000);
    await pool.query('DELETE FROM "IdempotencyKey" WHERE "userId" = $1 AND key = $2 AND "expiresAt" < $3', [
      userId,
      key,
      at,
    ]);
    const { rowCount } = await pool.query(
      `INSERT INTO "IdempotencyKey" (id, "userId", key, asked, roles, holder, "heardAt", "expiresAt")
       VALUES ($1, $2, $3, $4, $5, $6, now(), $7) ON CONFLICT ("userId", key) DO NOTHING`,
      [claim.id, userId, key, asked, roles, claim.holder, expiresAt],
    );
    return rowCount === 1 ? claim : undefined;
  }

  async function found({ userId, key }: Asked): Promise<Row | undefined> {
    const { rows } = await pool.query<Row>(
      `SELECT id, asked, roles, holder, deed, answer, "answeredAt" IS NOT NULL AS answered,
         abs(extract(epoch FROM now() - "heardAt")) > $3 AS silent
       FROM "IdempotencyKey" WHERE "userId" = $1 AND key = $2 AND "expiresAt" >= $4`,
      [userId, key, pace.silence / 1000, now()],
    );
    return rows[0];
  }

  /** Whether who holds the key has died. One of this process shows by itself that it lives, however busy the database is. */
  const isDead = ({ holder, silent }: Pick<Row, 'holder' | 'silent'>): boolean => !here.has(holder) && silent;

  /** The claim of a try that died before it did anything, or undefined. */
  async function takenOver({ id, holder, ...row }: Row, asked: string): Promise<Claim | undefined> {
    if (row.asked !== asked || row.answered || row.deed !== null || !isDead({ holder, ...row }))
      return undefined;
    const claim = { id, holder: uuid(), ended: false };
    const { rowCount } = await pool.query(
      `UPDATE "IdempotencyKey" SET holder = $3, "heardAt" = now()
       WHERE id = $1 AND holder = $2 AND deed IS NULL AND "answeredAt" IS NULL`,
      [id, holder, claim.holder],
    );
    return rowCount === 1 ? claim : undefined;
  }

  async function attempt<Value>(
    claim: Claim,
    work: () => Promise<Value>,
    kept: Kept<Value>,
  ): Promise<Outcome<Value>> {
    const beating = setInterval(() => {
      pool
        .query('UPDATE "IdempotencyKey" SET "heardAt" = now() WHERE id = $1 AND holder = $2', [
          claim.id,
          claim.holder,
        ])
        // A database that stays away fails the work itself.
        .catch(() => undefined);
    }, pace.beat);
    try {
      const value = await doneUnder(claim, work);
      const answer = kept(value);
      await (answer === null ? letGo(claim) : keep(claim, answer));
      return { is: 'first', value };
    } catch (error) {
      await letGo(claim).catch(() => undefined);
      throw error;
    } finally {
      claim.ended = true;
      clearInterval(beating);
    }
  }

  async function keep({ id, holder }: Claim, answer: string): Promise<void> {
    await pool.query(
      'UPDATE "IdempotencyKey" SET answer = $3, "answeredAt" = now() WHERE id = $1 AND holder = $2',
      [id, holder, answer.length > longestAnswer ? null : answer],
    );
  }

  /** It may be tried again at once, unless it was done: then it is answered, without an answer. */
  async function letGo({ id, holder }: Claim): Promise<void> {
    await pool.query('DELETE FROM "IdempotencyKey" WHERE id = $1 AND holder = $2 AND deed IS NULL', [
      id,
      holder,
    ]);
    await pool.query('UPDATE "IdempotencyKey" SET "answeredAt" = now() WHERE id = $1 AND holder = $2', [
      id,
      holder,
    ]);
  }

  /** Ends when the try of this process has ended, or after a while. */
  async function waited({ holder }: Row, until: number): Promise<void> {
    const left = Math.max(1, until - performance.now());
    const ours = here.get(holder);
    await (ours === undefined
      ? pause(Math.min(pace.look, left))
      : Promise.race([ours, pause(left, undefined, { ref: false })]));
  }

  async function tried<Value>(
    claim: Claim,
    work: () => Promise<Value>,
    kept: Kept<Value>,
  ): Promise<Outcome<Value>> {
    const trying = attempt(claim, work, kept);
    here.set(
      claim.holder,
      trying.then(nothing, nothing).finally(() => here.delete(claim.holder)),
    );
    return trying;
  }

  return {
    async once(asked, work, kept) {
      await clearAway();
      const until = performance.now() + pace.wait;
      for (;;) {
        const row = await found(asked);
        const claim = row === undefined ? await claimNew(asked) : await takenOver(row, asked.asked);
        if (claim !== undefined) return tried(claim, work, kept);
        const outcome = row && outcomeOf(row, asked);
        if (outcome !== undefined) return outcome;
        if (performance.now() >= until) return { is: 'under-way' };
        if (row !== undefined) await waited(row, until);
      }
    },
  };

  /** What is known of the key; undefined: who has it is at it. */
  function outcomeOf(
    row: Row,
    { asked, roles }: Asked,
  ): Exclude<Outcome<never>, { is: 'first' }> | undefined {
    if (row.asked !== asked) return { is: 'other-content' };
    if (row.answered && row.answer !== null && row.roles === roles)
      return { is: 'again', answer: row.answer };
    if (row.answered || (row.deed !== null && isDead(row)))
      return { is: 'done', deed: row.deed === null ? null : deedDone.parse(row.deed) };
    return undefined;
  }
}

const nothing = () => undefined;

interface Row {
  readonly id: string;
  readonly asked: string;
  readonly roles: string;
  readonly holder: string;
  readonly deed: unknown;
  readonly answer: string | null;
  readonly answered: boolean;
  readonly silent: boolean;
}
