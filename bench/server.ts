import { monitorEventLoopDelay } from 'node:perf_hooks';
import { demo } from '../data/demo.ts';
import { openDatabase } from '../prisma/client.ts';
import { migrate } from '../prisma/migrate.ts';
import { officer } from '../scripts/demo-county/first-problem.ts';
import { seedIfEmpty } from '../server/seed.ts';
import { followed, startRounds } from '../test/support/rounds.ts';
import { type BenchCase, hold, type Measured, timed } from './case.ts';
import { measureImport, measureImportOnServer } from './import.ts';

/** What the server does for people who wait: the event loop must stay free while it works. */
export const server: readonly BenchCase[] = [
  {
    name: 'import-30000',
    size: '30,000 teachers',
    checks: 'every row on file; the same file again changes nothing',
    limit: { seconds: 30, megabytes: 600, heldUp: 200 },
    run: imported,
  },
  {
    name: 'import-100000-postgresql',
    size: '4 × 25,000 teachers',
    checks: 'every row on file; the same file again changes nothing',
    limit: { seconds: 60, megabytes: 600, heldUp: 200 },
    run: importedOnServer,
  },
  {
    name: 'seed',
    size: '1,009 teachers',
    checks: 'the demo county on file, by the importer',
    limit: { seconds: 20, heldUp: 200 },
    run: seeded,
  },
  {
    name: 'solve-stored',
    size: '1,009 teachers',
    checks: 'from solve to a stored, audited plan; a reason a teacher',
    limit: { seconds: 10, heldUp: 200 },
    run: solved,
  },
];

async function imported(): Promise<Measured> {
  const { first, longestDelay, rss, teachers } = await measureImport();
  return {
    seconds: first.seconds,
    heldUp: longestDelay,
    megabytes: rss,
    answer: `${teachers} teachers, ${first.added} rows`,
  };
}

async function importedOnServer(): Promise<Measured> {
  const { seconds, first, longestDelay, rss, teachers } = await measureImportOnServer(100_000);
  return {
    seconds,
    heldUp: longestDelay,
    megabytes: rss,
    answer: `${teachers} teachers, ${first.added * 4} rows`,
  };
}

async function seeded(): Promise<Measured> {
  const database = await emptyDatabase();
  const { value: _logins, ...took } = await watched(() => seedIfEmpty(database, () => undefined));
  const teachers = await database.db.teacher.count();
  hold(teachers === 1009, `there are 1,009 teachers on file, and not ${teachers}`);
  await database.close();
  return { ...took, answer: `${teachers} teachers` };
}

async function solved(): Promise<Measured> {
  const database = await emptyDatabase();
  await seedIfEmpty(database, () => undefined);
  const viewer = await officer(database);
  const { rounds, startSolving, close } = await startRounds(database);
  await startSolving();
  const { id: countyId } = await database.db.county.findUniqueOrThrow({ where: { code: demo.county.code } });
  const round = { countyId, name: 'bench', schoolYear: 2026, effective: '2026-09-01' };
  const roundId = await rounds.open(viewer, round);

  const { value, ...took } = await watched(async () =>
    followed(rounds, await rounds.solve(viewer, { roundId, engine: 'auto' })),
  );
  const planId = value.at(-1)?.planId ?? '';
  const plan = await database.db.plan.findUniqueOrThrow({
    where: { id: planId },
    include: { _count: true, findings: { where: { level: { not: 'note' } } } },
  });
  hold(plan.status === 'optimal', `the plan is optimal, and not ${plan.status}`);
  hold(plan.findings.length === 0, 'no rule is broken');
  hold(plan._count.reasons === 1009, 'every teacher has one reason');
  await close();
  await database.close();
  return { ...took, answer: `${plan._count.moves} moves, ${plan.engine}` };
}

/** A migrated database with Prisma's own start behind it: its first question takes a second, when nobody waits. */
async function emptyDatabase() {
  const database = await openDatabase({ dataDir: 'memory://' });
  await migrate(database.pool);
  await database.db.user.count();
  return database;
}

/** As `timed`, with the longest the event loop was held up meanwhile, in milliseconds. */
export async function watched<T>(work: () => Promise<T>) {
  const delays = monitorEventLoopDelay({ resolution: 10 });
  delays.enable();
  const took = await timed(work);
  delays.disable();
  return { ...took, heldUp: delays.max / 1e6 };
}
