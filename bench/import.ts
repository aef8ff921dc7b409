import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { roster } from './roster.ts';

export interface ImportMeasured {
  /** Into an empty county, and the same file once more. */
  readonly first: Imported;
  readonly again: Imported;
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
 * Imports a workbook of `teachers` teachers, each with two certificates and two postings, into PGlite, in a
 * process of its own. Throws when the registry does not hold what the file does.
 */
export async function measureImport(teachers = 30_000): Promise<ImportMeasured> {
  const folder = await mkdtemp(join(tmpdir(), 'junheng-bench-'));
  try {
    const file = join(folder, 'roster.xlsx');
    await writeFile(file, await roster(teachers));
    const data = join(folder, 'data');
    await inProcess(data);
    const stdout = await inProcess(data, file);
    const measured = JSON.parse(stdout) as ImportMeasured;
    const { first, again } = measured;
    const right = first.faults === 0 && again.added === 0 && again.left === first.added;
    if (!right || measured.teachers !== teachers) throw new Error(`The import is wrong: ${stdout}`);
    return measured;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
