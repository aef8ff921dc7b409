import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';
import { build } from 'esbuild';

/**
 * Starts a TypeScript file of the house in a thread of its own. The file and what it imports of the house are
 * compiled into one first: a thread that had to load a compiler would start half a second later and hold 60 MB
 * more. So nothing that runs in a thread may ask where it lies (`import.meta.url`).
 */
export async function thread(file: URL, options: WorkerOptions = {}): Promise<Worker> {
  const { href } = file;
  const code = compiled.get(href) ?? compile(file);
  compiled.set(href, code);
  return new Worker(await code, { ...options, execArgv: [] });
}

const compiled = new Map<string, Promise<URL>>();

/** Among the packages, where what a thread imports of them is found. */
const folder = new URL('../node_modules/.cache/junheng/threads/', import.meta.url);

async function compile(file: URL): Promise<URL> {
  const source = fileURLToPath(file);
  const { outputFiles } = await build({
    entryPoints: [source],
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    write: false,
  });
  const code = outputFiles[0]?.contents ?? new Uint8Array();
  const hash = createHash('sha256').update(code).digest('hex').slice(0, 16);
  const made = new URL(`${basename(source, '.ts')}-${hash}.mjs`, folder);
  await access(made).catch(() => put(made, code));
  return made;
}

/** Whole or not at all: another process may be starting the same thread. */
async function put(file: URL, code: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  const draft = new URL(`${file.href}.${randomUUID()}`);
  await writeFile(draft, code);
  await rename(draft, file);
}
