import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bomb } from './bombs.ts';
import { handmade } from './workbooks.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'junheng-bombs-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const once = fileURLToPath(new URL('./read-once.ts', import.meta.url));

/** Read in a process of its own, so that nobody else's memory and time is counted. */
async function read(bytes: Uint8Array): Promise<{ code: string; seconds: number; megabytes: number }> {
  const file = join(folder, 'file');
  await writeFile(file, bytes);
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--import',
    import.meta.resolve('tsx'),
    once,
    file,
  ]);
  return JSON.parse(stdout) as { code: string; seconds: number; megabytes: number };
}

const laughs = Array.from({ length: 10 }, (_, at) => `<!ENTITY l${at + 1} "${`&l${at};`.repeat(10)}">`);
const entities = `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs.join('')}]><worksheet>&l10;</worksheet>`;

test.each([
  ['rows with a text each', bomb('<row><c t="str"><v>a</v></c></row>'), 'too-many-rows'],
  ['more rows than a sheet has', bomb('<row/>'), 'damaged'],
  ['styled cells with nothing', bomb('<c r="A1" s="1"/>'), 'unpacks-too-large'],
  ['one endless text', bomb('a'), 'damaged'],
  ['tags within tags', bomb('<v>'), 'damaged'],
  ['merged ranges', bomb('<mergeCell ref="A1:B2"/>'), 'unpacks-too-large'],
  ['a csv', gzipSync(Buffer.alloc(1e9, 'a,b\n'), { level: 1 }), 'unpacks-too-large'],
  ['a billion laughs', handmade({ more: { 'xl/worksheets/sheet1.xml': entities } }), 'entity-declarations'],
])('a gigabyte out of a few megabytes ends within 10 s and 300 MB: %s', async (_name, bytes, code) => {
  expect(bytes.length).toBeLessThan(6e6);
  const ended = await read(bytes);
  expect(ended.code).toBe(code);
  expect(ended.seconds).toBeLessThan(10);
  expect(ended.megabytes).toBeLessThan(300);
});
