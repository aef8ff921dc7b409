import pg from 'pg';

/** As PostgreSQL itself reports that there is no room. */
const failing = `DO $$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = '53100'; END $$`;

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

/**
 * Does the work while the n-th statement that reaches the database fails; answers its value, and whether there were so
 * many. Not counted: those of the queue, which come by the clock, and those that end a transaction which failed already.
 */
export async function withFailing<T>(
  n: number,
  work: () => Promise<T>,
): Promise<{ value: T; failed: boolean }> {
  const { prototype } = pg.Client;
  const plain = prototype.query as Query;
  let count = 0;
  const query: Query = function (...args) {
    const text = textOf(args[0]);
    if (/pgboss|^ROLLBACK/i.test(text) || ++count !== n) return plain.apply(this, args);
    // A commit that fails leaves no transaction open.
    if (/^COMMIT/i.test(text)) void plain.call(this, 'ROLLBACK', () => undefined);
    const told = args.at(-1);
    return typeof told === 'function' ? plain.call(this, failing, told) : plain.call(this, failing);
  };
  prototype.query = query as typeof prototype.query;
  try {
    return { value: await work(), failed: count >= n };
  } finally {
    prototype.query = plain as typeof prototype.query;
  }
}

function textOf(asked: unknown): string {
  if (typeof asked === 'string') return asked;
  const { text } = asked as { readonly text?: unknown };
  return typeof text === 'string' ? text : '';
}
