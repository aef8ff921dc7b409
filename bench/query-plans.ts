import { parseArgs } from 'node:util';
import { count } from './figures.ts';
import { benchDatabase } from './province/database.ts';
import { type ErrandPlan, errandPlans } from './province/errand-plans.ts';
import { keepProvince } from './province/province.ts';

/**
 * `npm run query-plans [-- --counties N] [--teachers N]`: what the load's errands ask of PostgreSQL in a whole province, each
 * statement explained. Exits 1 when one reads a large table from end to end for a few of its rows, or fails.
 */
const { values } = parseArgs({
  options: {
    counties: { type: 'string', default: '100' },
    teachers: { type: 'string', default: '3000' },
    schools: { type: 'string', default: '27' },
  },
});
const [counties, teachers, schools] = [values.counties, values.teachers, values.schools].map(Number) as [
  number,
  number,
  number,
];

const bench = await benchDatabase('junheng_query_plans');
try {
  say(
    `Filling a province: ${counties} counties, ${count(counties * schools)} schools, ${count(counties * teachers)} teachers …`,
  );
  await keepProvince(bench.database, { counties, teachers, schools }, true);
  say(
    '\n| errand | role | statements | ms | slowest step | large tables read through |\n|---|---|---|---|---|---|',
  );
  for await (const plan of errandPlans(bench.database)) tell(plan);
} finally {
  await bench.close();
}

function tell({ name, role, failed, statements }: ErrandPlan): void {
  const [slowest] = statements.toSorted((a, b) => b.milliseconds - a.milliseconds);
  const scans = statements.flatMap((one) => one.scans);
  const read = scans.map(({ table, rows, size }) => `${table} (${count(rows)} of ${count(size)})`);
  if (scans.length > 0 || failed !== null) process.exitCode = 1;
  const sum = statements.reduce((all, { milliseconds }) => all + milliseconds, 0);
  say(
    `| ${name} | ${role} | ${statements.length} | ${sum.toFixed(0)} | ${slowest?.slowest ?? ''} | ${failed ?? ([...new Set(read)].join(', ') || 'none')} |`,
  );
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
