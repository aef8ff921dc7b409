import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { benchDatabase } from './province/database.ts';
import { roster } from './roster.ts';

export interface ImportMeasured {
  /** Into an empty county, and the same file once more. */
  readonly first: Imported;
  readonly again: Imported;
  /** Into every empty county, as many at once as a server takes. */
  readonly seconds: number;
  /** On file afterwards. */
  readonly teachers: number;
  /** Milliseconds the event loop was held up at the longest. */
  readonly longestDelay: number;
  /** Megabytes: with the database open, and at the most. */
  readonly rssBefore: number;
  readonly rss: number;
}

interface Imported {
  readonly seconds: number;
  readonly added: number;
  readonly left: number;
  readonly faults: number;
}

const once = fileURLToPath(new URL('./import-once.ts', import.meta.url));

async function inProcess(...words: readonly string[]): Promise<string> {
  const start = ['--import', import.meta.resolve('tsx'), once, ...words];
  const { stdout } = await promisify(execFile)(process.execPath, start, { maxBuffer: 1e7 });
  return stdout;
}

/**
 * Imports a workbook of `teachers` teachers, each with two certificates and two postings, into PGlite, in a process of its own.
 * Throws when the registry does not hold what the file does.
 */
export async function measureImport(teachers = 30_000): Promise<ImportMeasured> {
  const folder = await mkdtemp(join(tmpdir(), 'junheng-bench-'));
  try {
    return await measuredIn(join(folder, 'data'), folder, teachers, teachers);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The same into four counties on the bench's PostgreSQL server, a quarter of the teachers each. */
export async function measureImportOnServer(teachers: number): Promise<ImportMeasured> {
  const folder = await mkdtemp(join(tmpdir(), 'junheng-bench-'));
  const bench = await benchDatabase('junheng_bench_import');
  try {
    return await measuredIn(bench.url, folder, teachers / 4, teachers);
  } finally {
    await bench.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function measuredIn(
  place: string,
  folder: string,
  inFile: number,
  inAll: number,
): Promise<ImportMeasured> {
  const file = join(folder, 'roster.xlsx');
  await writeFile(file, await roster(inFile));
  await inProcess(place);
  const stdout = await inProcess(place, file);
  const measured = JSON.parse(stdout) as ImportMeasured;
  const { first, again } = measured;
  const right = first.faults === 0 && again.added === 0 && again.left === first.added;
  if (!right || measured.teachers !== inAll) throw new Error(`The import is wrong: ${stdout}`);
  return measured;
}
