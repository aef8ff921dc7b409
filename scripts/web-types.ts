import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildASTSchema, parse } from 'graphql';

const home = fileURLToPath(new URL('..', import.meta.url));
const target = join(home, 'web/graphql/generated/graphql.ts');

/**
 * Writes web/graphql/generated/graphql.ts: every operation in web/ as a typed document, checked against
 * schema/schema.graphql. Throws, naming file and place, where a document does not fit the schema.
 */
export async function writeWebTypes(): Promise<void> {
  const written = await webTypes();
  mkdirSync(dirname(target), { recursive: true });
  if (written !== readOrNothing(target)) writeFileSync(target, written);
}

/** Files the types are made from, as absolute paths. */
export const webTypeSources = (): string[] => [
  join(home, 'schema/schema.graphql'),
  ...documents(join(home, 'web')),
];

async function webTypes(): Promise<string> {
  const schema = parse(readFileSync(join(home, 'schema/schema.graphql'), 'utf8'), { noLocation: true });
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: `${dirname(target)}/`,
    schema,
    schemaAst: buildASTSchema(schema),
    documents: documents(join(home, 'web')).map((path) => {
      const rawSDL = readFileSync(path, 'utf8');
      return { location: relative(home, path), rawSDL, document: parse(rawSDL) };
    }),
    plugins: [],
    pluginMap: {},
    presetConfig: { fragmentMasking: false },
    config: {
      useTypeImports: true,
      enumsAsTypes: true,
      immutableTypes: true,
      strictScalars: true,
      scalars: { Day: 'string', DateTime: 'string', JSON: 'unknown', File: 'File' },
    },
  });
  const section = sections.find(({ filename }) => filename === target);
  if (!section) throw new Error(`The generator no longer writes ${target}.`);
  return codegen(section);
}

function documents(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return ['dist', 'generated'].includes(entry.name) ? [] : documents(path);
      return entry.name.endsWith('.graphql') ? [path] : [];
    })
    .sort();
}

function readOrNothing(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** `tsx scripts/web-types.ts`: writes the types, then holds the console and its tests to them. */
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeWebTypes();
  const compiler = join(home, 'node_modules/typescript/bin/tsc');
  const { status } = spawnSync(process.execPath, [compiler, '--noEmit', '-p', 'web'], {
    cwd: home,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
