// Makes what is not kept in git and is missing or out of date: `client` (Prisma's), `console` (the built pages).
// Plain JavaScript with no dependency, as it runs before anything else can.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const home = fileURLToPath(new URL('..', import.meta.url));
const stamps = join(home, 'node_modules/.cache/junheng');

const steps = {
  client: {
    what: 'the database client from prisma/schema.prisma',
    from: ['prisma/schema.prisma', 'prisma.config.ts', 'package-lock.json'],
    makes: ['prisma/generated/client.ts', 'schema/generated/pothos-types.ts'],
    run: ['node_modules/prisma/build/index.js', 'generate', '--no-hints'],
  },
  console: {
    what: 'the web console from web/',
    from: ['web', 'schema/schema.graphql', 'package-lock.json'],
    makes: ['web/dist/index.html'],
    run: ['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn'],
  },
};

for (const name of process.argv.slice(2)) await make(name, steps[name]);

async function make(name, { what, from, makes, run }) {
  const stamp = join(stamps, `${name}.stamp`);
  const now = digest(from);
  const made = makes.every((file) => existsSync(join(home, file)));
  if (made && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  process.stdout.write(`Making ${what} .`);
  const began = Date.now();
  const dots = setInterval(() => process.stdout.write('.'), 1_000);
  const { code, output } = await runTool(run);
  clearInterval(dots);
  if (code !== 0) {
    process.stdout.write(' failed.\n');
    process.stderr.write(output);
    process.exit(1);
  }
  process.stdout.write(` done in ${((Date.now() - began) / 1000).toFixed(1)} s.\n`);
  mkdirSync(stamps, { recursive: true });
  writeFileSync(stamp, now);
}

function runTool(run) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, run, {
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...process.env,
        PATH: join(home, 'node_modules/.bin') + delimiter + (process.env.PATH ?? ''),
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
      },
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk) => {
        output += chunk;
      });
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error}\n` }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/** One hash over files and folders, whatever their order on disk. */
function digest(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap(files).sort())
    hash
      .update(path)
      .update('\0')
      .update(readFileSync(join(home, path)));
  return hash.digest('hex');
}

function files(path) {
  if (!existsSync(join(home, path))) return [];
  if (!statSync(join(home, path)).isDirectory()) return [path];
  return readdirSync(join(home, path)).flatMap((name) =>
    ['dist', 'generated', 'node_modules'].includes(name) ? [] : files(`${path}/${name}`),
  );
}
