import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';

const home = fileURLToPath(new URL('../..', import.meta.url));

const forbidden = [
  ['solver/tenure.ts', '../server/app.ts'],
  ['solver/rules/tenure.ts', '../../schema/index.ts'],
  ['solver/rules/tenure.ts', '../../prisma/client.ts'],
  ['solver/tenure.ts', 'node:fs/promises'],
  ['solver/cli.ts', '../server/app.ts'],
  ['prisma/client.ts', '../schema/index.ts'],
  ['prisma/client.ts', '../solver/solve.ts'],
  ['schema/plan.ts', '../server/app.ts'],
  ['web/app/routes.tsx', '../../solver/solve.ts'],
  ['web/features/plan/moves.tsx', '../gaps/matrix.tsx'],
  ['web/features/plan/moves.tsx', '../../app/routes.tsx'],
  ['web/ui/table.tsx', '../features/plan/moves.tsx'],
] as const;

const allowed = [
  ['solver/cli.ts', 'node:fs/promises'],
  ['schema/plan.ts', '../prisma/client.ts'],
  ['server/app.ts', '../schema/index.ts'],
  ['server/app.ts', '../solver/solve.ts'],
  ['web/app/routes.tsx', '../features/plan/page.tsx'],
  ['web/features/plan/moves.tsx', '../../ui/table.tsx'],
  ['web/features/plan/moves.tsx', './drawer.tsx'],
] as const;

/** A house of planted imports beside the real rules; which of them the linter objects to, as `file: target`. */
const house = mkdtempSync(join(tmpdir(), 'arrows-'));
const objected = new Set<string>();

beforeAll(() => {
  const config = JSON.parse(readFileSync(join(home, 'biome.json'), 'utf8')) as object;
  writeFileSync(join(house, 'biome.json'), JSON.stringify({ ...config, vcs: { enabled: false } }));
  const planted = new Map<string, string[]>();
  for (const [file, target] of [...forbidden, ...allowed])
    planted.set(file, [...(planted.get(file) ?? []), target]);
  for (const [file, targets] of planted) {
    mkdirSync(dirname(join(house, file)), { recursive: true });
    writeFileSync(join(house, file), targets.map((target) => `import '${target}';\n`).join(''));
  }
  for (const [, path = '', line] of lint().matchAll(/file=([^,]+),line=(\d+)/g)) {
    const file = relative(house, path);
    objected.add(`${file}: ${planted.get(file)?.[Number(line) - 1]}`);
  }
});
afterAll(() => rmSync(house, { recursive: true }));

/** The linter's objections; it ends with an error when there are any. */
const lint = (): string =>
  spawnSync(
    join(home, 'node_modules/.bin/biome'),
    ['lint', '--only=style/noRestrictedImports', '--max-diagnostics=none', '--reporter=github', '.'],
    { cwd: house, encoding: 'utf8' },
  ).stdout;

test.each(forbidden)('%s may not import %s', (file, target) => {
  expect([...objected]).toContain(`${file}: ${target}`);
});

test.each(allowed)('%s may import %s', (file, target) => {
  expect([...objected]).not.toContain(`${file}: ${target}`);
});
