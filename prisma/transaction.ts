import type { Pool, PoolClient } from 'pg';

/**
 * All or nothing, in plain SQL: for rows in bulk, which Prisma would copy four times on their way. `work` has the
 * connection to itself; what it throws is thrown on, with nothing written.
 */
export async function transaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let lost: Error | undefined;
  // A connection that breaks fails the statement at hand; unheard it would end the process besides.
  const hear = (error: Error) => {
    lost = error;
  };
  client.on('error', hear);
  try {
    await client.query('BEGIN');
    const value = await work(client);
    await client.query('COMMIT');
    return value;
  } catch (error) {
    await client.query('ROLLBACK').catch(hear);
    throw error;
  } finally {
    client.off('error', hear);
    client.release(lost);
  }
}
