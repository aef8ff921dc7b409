import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { preset } from '@graphql-codegen/client-preset';
import { codegen } from '@graphql-codegen/core';
import { buildASTSchema, parse } from 'graphql';

const home = fileURLToPath(new URL('..', import.meta.url));
const folder = join(home, 'web/graphql/generated');
const target = join(folder, 'graphql.ts');

/**
 * Writes web/graphql/generated: graphql.ts with every type and, from a file of its own each, every operation in web/ as a typed
 * document, checked against schema/schema.graphql. One file for all would be one part of the built console, which every page
 * waits for. Throws, naming file and place, where a document does not fit the schema.
 */
export async function writeWebTypes(): Promise<void> {
  const written = inParts(await webTypes());
  mkdirSync(folder, { recursive: true });
  for (const name of readdirSync(folder)) if (!written.has(name)) rmSync(join(folder, name));
  for (const [name, text] of written)
    if (text !== readOrNothing(join(folder, name))) writeFileSync(join(folder, name), text);
}

/** What the generator writes at once, by file: documents of operations apart; those of fragments are used by nobody. */
function inParts(whole: string): ReadonlyMap<string, string> {
  const lines = whole.split('\n');
  const parts = new Map<string, string>();
  const kept = lines.flatMap((line) => {
    const { name, kind, type } = documentLine.exec(line)?.groups ?? {};
    if (name === undefined || type === undefined) return [line];
    if (kind === 'FragmentDoc') return [];
    const types = [...new Set(type.match(/\b[A-Z]\w+/g))].filter((one) => one !== 'Exact');
    parts.set(
      `${name}.ts`,
      [
        `import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';`,
        `import type { ${types.join(', ')} } from './graphql.ts';`,
        line,
        '',
      ].join('\n'),
    );
    return [`export { ${name} } from './${name}.ts';`];
  });
  if (parts.size === 0) throw new Error('The generator no longer writes documents one a line.');
  return parts.set(
    'graphql.ts',
    kept.filter((line) => !line.startsWith('import type { TypedDocumentNode')).join('\n'),
  );
}

const documentLine =
  /^export const (?<name>\w+?(?<kind>Document|FragmentDoc)) = .* as unknown as DocumentNode<(?<type>[^;]*)>;$/;

/** Files the types are made from, as absolute paths. */
export const webTypeSources = (): string[] => [
  join(home, 'schema/schema.graphql'),
  ...documents(join(home, 'web')),
];

async function webTypes(): Promise<string> {
  const schema = parse(readFileSync(join(home, 'schema/schema.graphql'), 'utf8'), { noLocation: true });
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: `${folder}/`,
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

function documents(inside: string): string[] {
  return readdirSync(inside, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(inside, entry.name);
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
