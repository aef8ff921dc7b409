import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** `npm run check`: everything a machine can say of the code without running the tests. */
const checks: readonly { readonly name: string; readonly run: readonly string[] }[] = [
  { name: 'types', run: ['tsc', '--noEmit', '-p', '.'] },
  { name: 'types of the console', run: ['tsx', 'scripts/web-types.ts'] },
  { name: 'format, lint, import arrows, cycles', run: ['biome', 'ci', '--error-on-warnings', '.'] },
  { name: 'floating promises', run: ['oxlint', '--type-aware', '--deny-warnings'] },
  { name: 'unused files, exports, dependencies', run: ['knip'] },
  {
    name: 'printed files (schema, formats, demo county, reasons)',
    run: ['tsx', 'scripts/print.ts', '--check'],
  },
  { name: 'migrations equal the schema', run: ['tsx', 'scripts/write-migration.ts', '--check'] },
];

const home = fileURLToPath(new URL('..', import.meta.url));
let failed = 0;
for (const { name, run } of checks) {
  const began = performance.now();
  const { code, output } = await execute(run);
  const seconds = ((performance.now() - began) / 1000).toFixed(1).padStart(5);
  process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${seconds} s  ${name}\n`);
  if (code === 0) continue;
  failed++;
  process.stdout.write(`${output.trimEnd()}\n`);
}
process.stdout.write(`${checks.length - failed} checks passed, ${failed} failed.\n`);
process.exitCode = failed === 0 ? 0 : 1;

function execute([tool = '', ...args]: readonly string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(`${home}node_modules/.bin/${tool}`, args, {
      cwd: home,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => {
        output += chunk.toString();
      });
    child.on('error', (error) => resolve({ code: 1, output: `${output}${error.message}\n` }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}
