import { setTimeout as pause } from 'node:timers/promises';
import type { Pool } from 'pg';

/** How a PostgreSQL server that is starting refuses: by the network, by name, in its own words (`cannot_connect_now`). */
const starting = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', '57P03']);

/**
 * Waits until the database answers, `patience` ms at most; `waits` is told once that it does not at first. What is no sign of
 * starting, or lasts longer, is thrown.
 */
export async function untilItAnswers(
  pool: Pick<Pool, 'query'>,
  patience: number,
  waits: () => void,
): Promise<void> {
  const until = performance.now() + patience;
  for (let tries = 0; ; tries++) {
    try {
      await pool.query('SELECT 1');
      return;
    } catch (error) {
      if (!starting.has(codeOf(error)) || performance.now() >= until) throw error;
      if (tries === 0) waits();
      await pause(Math.min(500, patience));
    }
  }
}

/** Of a name with several addresses the errors come together, and their code with them. */
const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';
