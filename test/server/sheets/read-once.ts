import { readFile as bytesOf } from 'node:fs/promises';
import { peakMegabytes } from '../../../bench/memory.ts';
import { FileRefused } from '../../../server/sheets/file-refused.ts';
import { defaultLimits } from '../../../server/sheets/limits.ts';
import { readFile } from '../../../server/sheets/read-file.ts';

/** A process of its own: reads one file and tells how that ended, what it cost the processors and the memory. */
const bytes = new Uint8Array(await bytesOf(process.argv[2] ?? ''));
const before = await peakMegabytes();
const cpu = process.cpuUsage();
const code = await readFile(bytes, defaultLimits).then(
  () => 'read',
  (error: unknown) => (error instanceof FileRefused ? error.code : 'crash'),
);
const { user, system } = process.cpuUsage(cpu);
const megabytes = (await peakMegabytes()) - before;
process.stdout.write(JSON.stringify({ code, seconds: (user + system) / 1e6, megabytes }));
