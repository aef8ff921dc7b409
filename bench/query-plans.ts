import { parseArgs } from 'node:util';
import type { Database } from '../prisma/client.ts';
import type { RoleName, Rounds, Viewer } from '../schema/context.ts';
import { roster } from '../server/registry/roster.ts';
import { ask, contextWith } from '../test/support/ask.ts';
import { viewerAs } from '../test/support/counties.ts';
import { draw } from '../test/support/draw.ts';
import { startRounds } from '../test/support/rounds.ts';
import { count } from './figures.ts';
import type { Client } from './load/client.ts';
import { consoleDocuments } from './load/documents.ts';
import { type Errand, errands } from './load/mix.ts';
import { type Place, placesOf } from './load/people.ts';
import { benchDatabase } from './province/database.ts';
import { keepProvince } from './province/province.ts';
import { type Explained, explained, statementsOf } from './province/watched-statements.ts';

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
  const [place] = await placesOf(bench.database.pool);
  if (place === undefined) throw new RangeError('There is no county.');
  const { rounds, close } = await startRounds(bench.database);
  say(
    '\n| errand | role | statements | ms | slowest step | large tables read through |\n|---|---|---|---|---|---|',
  );
  for (const [role, mine] of Object.entries(errands) as [RoleName, readonly Errand[]][])
    for (const errand of mine) await explain(bench.database, rounds, place, role, errand);
  await close();
} finally {
  await bench.close();
}

async function explain(
  database: Database,
  rounds: Rounds,
  place: Place,
  role: RoleName,
  errand: Errand,
): Promise<void> {
  const teacherId = place.teachers[7]?.id ?? '';
  const schoolId = place.schools[3] ?? '';
  const viewer = viewerOf(role, place, teacherId, schoolId);
  let number = 0;
  const desk = {
    client: inProcess(database, rounds, viewer),
    person: { role, email: '', place, schoolId, teacherId },
    documents: consoleDocuments(),
    draw: draw(1),
    versions: new Map<string, number>(),
    next: () => ++number,
  };
  let failed: string | null = null;
  const statements = await statementsOf(async () => {
    failed = (await errand.run(desk)).failed;
  });
  const found: Explained[] = [];
  for (const statement of statements) found.push(await explained(database.pool, statement));
  const [slowest] = found.toSorted((a, b) => b.milliseconds - a.milliseconds);
  const scans = found.flatMap((one) => one.scans);
  const read = scans.map(({ table, rows, size }) => `${table} (${count(rows)} of ${count(size)})`);
  if (scans.length > 0 || failed !== null) process.exitCode = 1;
  const sum = found.reduce((all, { milliseconds }) => all + milliseconds, 0);
  say(
    `| ${errand.name} | ${role} | ${statements.length} | ${sum.toFixed(0)} | ${slowest?.slowest ?? ''} | ${failed ?? ([...new Set(read)].join(', ') || 'none')} |`,
  );
}

function viewerOf(role: RoleName, place: Place, teacherId: string, schoolId: string): Viewer {
  if (role === 'principal') return viewerAs(role, { schoolId });
  if (role === 'teacher') return viewerAs(role, { teacherId });
  if (role === 'province-officer') return viewerAs(role, { provinceId: place.provinceId });
  return viewerAs(role, { countyId: place.countyId });
}

/** The load's client without a server between. */
function inProcess(database: Database, rounds: Rounds, viewer: Viewer): Client {
  const context = { ...contextWith(database, viewer), rounds };
  return {
    async ask(query, variables) {
      const { data, errors } = await ask(context, query, { ...variables });
      return { data, failed: errors.length === 0 ? null : JSON.stringify(errors) };
    },
    async fetch(path) {
      const county = new URL(path, 'http://bench').searchParams.get('county') ?? '';
      if (path.startsWith('/roster.json')) await roster(database, { viewer, county, left: false });
      else {
        const { id } = await database.db.county.findUniqueOrThrow({ where: { code: county } });
        await rounds.personal.standing(id, new Date().toISOString().slice(0, 10));
      }
      return { data: null, failed: null };
    },
    async signIn() {},
    close() {},
  };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
