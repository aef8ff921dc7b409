import { readFile } from 'node:fs/promises';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openDatabase } from '../prisma/client.ts';
import { migrate } from '../prisma/migrate.ts';
import { runImport } from '../server/imports/run.ts';
import type { ImportMeasured } from './import.ts';
import { peakMegabytes } from './memory.ts';

/**
 * A process of its own. With a folder alone it makes an empty county there; with a file too it imports that
 * twice, and tells what it took. Making a database takes memory the import should not be charged with.
 */
const [folder = 'memory://', file] = process.argv.slice(2);
const database = await openDatabase({ dataDir: folder });
if (file === undefined) {
  await migrate(database.pool);
  const province = await database.db.province.create({ data: { code: '00', name: 'Bench' } });
  await database.db.county.create({ data: { code: 'bench', name: 'Bench', provinceId: province.id } });
} else process.stdout.write(JSON.stringify(await measured(new Uint8Array(await readFile(file)))));
await database.close();

async function measured(bytes: Uint8Array): Promise<ImportMeasured> {
  const { id: countyId } = await database.db.county.findUniqueOrThrow({ where: { code: 'bench' } });
  const upload = { name: 'bench.xlsx', bytes };
  const rssBefore = process.memoryUsage().rss / 1e6;
  const delays = monitorEventLoopDelay({ resolution: 10 });
  delays.enable();
  const timed = async () => {
    const start = performance.now();
    const report = await runImport(database, { countyId, userId: null, upload, dryRun: false });
    const sum = (kind: 'added' | 'left') => report.sheets.reduce((total, sheet) => total + sheet[kind], 0);
    const seconds = (performance.now() - start) / 1000;
    return { seconds, added: sum('added'), left: sum('left'), faults: report.faultCount };
  };
  const first = await timed();
  const again = await timed();
  delays.disable();
  return {
    first,
    again,
    teachers: await database.db.teacher.count(),
    longestDelay: delays.max / 1e6,
    rssBefore,
    rss: await peakMegabytes(),
  };
}
