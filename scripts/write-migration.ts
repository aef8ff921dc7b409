import { mkdir, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { schemaDiff } from './schema-diff.ts';

/**
 * `npm run migration -- ID` writes what schema.prisma has and the migrations have not;
 * `--check` only says whether there is anything to write.
 */
const [id] = process.argv.slice(2);
if (id === undefined || (id !== '--check' && !/^\d{14}_[a-z0-9_]+$/.test(id))) {
  process.stderr.write('Give the migration an id such as 20261122000000_first_facts, or --check.\n');
  process.exit(2);
}
const sql = await schemaDiff();
if (sql === '') process.stdout.write('The migrations make what schema.prisma says.\n');
else if (id === '--check') {
  process.stderr.write(`schema.prisma has what no migration makes:\n${sql}`);
  process.exitCode = 1;
} else {
  const folder = fileURLToPath(new URL(`../prisma/migrations/${id}`, import.meta.url));
  await mkdir(folder, { recursive: true });
  await writeFile(`${folder}/migration.sql`, sql);
  process.stdout.write(`Wrote ${folder}/migration.sql\n`);
}
