import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../prisma/client.ts';
import { migrate } from '../prisma/migrate.ts';
import { outlookSchema, planSchema, problemSchema } from '../solver/formats.ts';
import { firstProblem } from './demo-county/first-problem.ts';
import { demoWorkbook } from './demo-county/print.ts';
import { printDemoFigures } from './demo-figures.ts';
import { printSchema } from './print-schema.ts';
import { printReasons } from './reasons.ts';
import { printRoles } from './roles.ts';

const home = fileURLToPath(new URL('..', import.meta.url));

/** Files kept in git that are made out of code, in the order they are made: later ones read earlier ones. */
const printed: readonly { readonly file: string; make(): Promise<string | Uint8Array> }[] = [
  { file: 'schema/schema.graphql', make: printSchema },
  { file: 'docs/roles.md', make: printRoles },
  { file: 'docs/problem.schema.json', make: () => json(problemSchema()) },
  { file: 'docs/plan.schema.json', make: () => json(planSchema()) },
  { file: 'docs/outlook.schema.json', make: () => json(outlookSchema()) },
  { file: 'data/demo-county.xlsx', make: demoWorkbook },
  { file: 'data/demo-problem.json', make: demoProblem },
  { file: 'docs/reasons.md', make: () => printReasons(`${home}data/demo-problem.json`) },
  { file: 'docs/demo-county.md', make: () => printDemoFigures(`${home}data/demo-problem.json`) },
];

/** `npm run print` writes them; `--check` says which are out of date and writes nothing. */
const checking = process.argv.includes('--check');
for (const { file, make } of printed) {
  const now = Buffer.from(await make());
  const kept = await readFile(home + file).catch(() => Buffer.alloc(0));
  const same = kept.equals(now);
  if (checking && !same) {
    process.stderr.write(`${file} is out of date: npm run print\n`);
    process.exitCode = 1;
  }
  if (!checking) {
    if (!same) await writeFile(home + file, now);
    process.stdout.write(`${same ? 'as it was' : 'written  '}  ${file}\n`);
  }
}

async function json(schema: unknown): Promise<string> {
  return `${JSON.stringify(schema, null, 2)}\n`;
}

/** What the demo county's first round freezes to, out of a database seeded with the workbook as printed. */
async function demoProblem(): Promise<string> {
  const database = await openDatabase({ dataDir: 'memory://' });
  try {
    await migrate(database.pool);
    return await firstProblem(database);
  } finally {
    await database.close();
  }
}
