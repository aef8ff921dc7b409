import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openDatabase } from '../prisma/client.ts';
import { migrate } from '../prisma/migrate.ts';
import { AT_ONCE } from '../server/imports/imports.ts';
import { runImport } from '../server/imports/run.ts';
import { turns } from '../server/imports/turns.ts';
import type { ImportMeasured } from './import.ts';
import { peakMegabytes } from './memory.ts';

/**
 * A process of its own. With a place alone, a folder or a PostgreSQL server, it makes empty counties there; with a file too it
 * imports that into the first, or on a server into every one, as many at once as a server takes, and into the first once more;
 * it tells what it took. Making a database takes memory the import should not be charged with.
 */
const [place = 'memory://', file] = process.argv.slice(2);
const COUNTIES = 4;
const database = await openDatabase(place.startsWith('postgresql:') ? { url: place } : { dataDir: place });
if (file === undefined) {
  await migrate(database.pool);
  const province = await database.db.province.create({ data: { code: '00', name: 'Bench' } });
  const counties = Array.from({ length: COUNTIES }, (_, at) => ({
    code: `bench-${at}`,
    name: 'Bench',
    provinceId: province.id,
  }));
  await database.db.county.createMany({ data: counties });
} else process.stdout.write(JSON.stringify(await measured(new Uint8Array(await readFile(file)))));
await database.close();

async function measured(bytes: Uint8Array): Promise<ImportMeasured> {
  const counties = await database.db.county.findMany({ orderBy: { code: 'asc' }, select: { id: true } });
  const [first, ...others] = database.kind === 'postgresql' ? counties : counties.slice(0, 1);
  const upload = { name: 'bench.xlsx', bytes };
  const rssBefore = process.memoryUsage().rss / 1e6;
  const delays = monitorEventLoopDelay({ resolution: 10 });
  delays.enable();
  const timed = async (countyId = first?.id ?? '') => {
    const start = performance.now();
    const report = await runImport(database, { countyId, userId: null, upload, dryRun: false });
    const sum = (kind: 'added' | 'left') => report.sheets.reduce((total, sheet) => total + sheet[kind], 0);
    const seconds = (performance.now() - start) / 1000;
    return { seconds, added: sum('added'), left: sum('left'), faults: report.faultCount };
  };
  const inTurn = turns(AT_ONCE);
  const start = performance.now();
  const [once] = await Promise.all([
    inTurn(() => timed()),
    ...others.map(({ id }) => inTurn(() => timed(id))),
  ]);
  const seconds = (performance.now() - start) / 1000;
  delays.disable();
  const again = await timed();
  return {
    first: once,
    again,
    seconds,
    teachers: await database.db.teacher.count(),
    longestDelay: delays.max / 1e6,
    rssBefore,
    rss: await peakMegabytes(),
  };
}
