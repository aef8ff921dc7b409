import { openDatabase } from '../../prisma/client.ts';

/** Run by tests as a process: writes into the database of a folder until it can no more, and says what was acknowledged. */
const [dataDir = ''] = process.argv.slice(2);
const { pool } = await openDatabase({ dataDir });
for (let number = 1; ; number++) {
  await pool
    .query(
      `WITH filler AS (SELECT pg_logical_emit_message(true, 'filler', repeat('-', 1000000)))
       INSERT INTO written SELECT $1 FROM filler`,
      [number],
    )
    .then(
      () => process.stdout.write(`acknowledged ${number}\n`),
      () => new Promise((resolve) => setTimeout(resolve, 50)),
    );
}
