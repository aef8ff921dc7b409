import type { RequestHandler } from 'express';
import type { Pool } from 'pg';
import { inTime } from '../in-time.ts';

/** The process lives. */
export const healthz: RequestHandler = (_request, response) => {
  response.type('text').send('ok\n');
};

/** How long the database may take to answer before the server counts as not ready, ms. */
const PATIENCE = 5_000;

/** The server takes requests: the database answers, and nobody has told it to stop. */
export const readyz =
  (pool: Pool, stopping: () => boolean): RequestHandler =>
  async (_request, response) => {
    const ready = !stopping() && (await answers(pool));
    response
      .status(ready ? 200 : 503)
      .type('text')
      .send(ready ? 'ready\n' : 'not ready\n');
  };

const answers = (pool: Pool): Promise<boolean> =>
  inTime(pool.query('SELECT 1'), PATIENCE).then(
    () => true,
    () => false,
  );
