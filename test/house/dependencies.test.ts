import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

interface Package {
  readonly license: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}
const packageOf = (path: string): Package => JSON.parse(read(path));

/** Package, use, reason and licence, as docs/dependencies.md gives them. */
const told = [...read('docs/dependencies.md').matchAll(/^\| `([^`]+)` \| (.+) \| (.+) \| (.+) \|$/gm)].map(
  ([, name = '', use = '', reason = '', licence = '']) => ({ name, use, reason, licence }),
);
const { dependencies, devDependencies } = packageOf('package.json');
const direct = { ...dependencies, ...devDependencies };

test('every dependency has its line, and no line is left of one that went', () => {
  expect(told.map(({ name }) => name).sort()).toEqual(Object.keys(direct).sort());
});

test('a line says what for, why this one, and the licence the package itself states', () => {
  for (const { name, use, reason, licence } of told) {
    expect(use.length, name).toBeGreaterThan(2);
    expect(reason.length, name).toBeGreaterThan(2);
    expect(licence, name).toBe(packageOf(`node_modules/${name}/package.json`).license);
  }
});

test('every version is exact, so that a fresh install is the one that was tested', () => {
  const loose = Object.entries(direct).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
  expect(loose).toEqual([]);
});

test('the lock file holds a checksum of everything it installs', () => {
  const { packages } = JSON.parse(read('package-lock.json'));
  const installed = Object.entries<{ integrity?: string; inBundle?: boolean }>(packages).filter(
    ([path, { inBundle }]) => path !== '' && !inBundle,
  );
  expect(installed.length).toBeGreaterThan(300);
  expect(installed.filter(([, { integrity }]) => integrity === undefined).map(([path]) => path)).toEqual([]);
});
