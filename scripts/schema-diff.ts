import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as engine from '@prisma/schema-engine-wasm/schema_engine_bg';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { migrate } from '../prisma/migrate.ts';

const schemaFile = fileURLToPath(new URL('../prisma/schema.prisma', import.meta.url));

/**
 * The SQL that leads from a database made by the migrations to schema.prisma; empty when they are equal.
 * It runs Prisma's own schema engine, which ships as WebAssembly and downloads nothing.
 */
export async function schemaDiff(): Promise<string> {
  const database = await PGlite.create('memory://');
  const pool = new pg.Pool({ ...createPgConfig(database), max: 1 });
  await migrate(pool);
  await pool.end();
  await load();
  const content = await readFile(schemaFile, 'utf8');
  const files = [{ path: schemaFile, content }];
  const schemaEngine = await engine.SchemaEngine.new(
    { datamodels: [[schemaFile, content]] },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(new PrismaPGlite(database)) as never,
  );
  const { exitCode, stdout } = await schemaEngine.diff({
    from: { tag: 'schemaDatasource', files, configDir: '.' },
    to: { tag: 'schemaDatamodel', files },
    script: true,
    exitCode: true,
    filters: { externalTables: [], externalEnums: [] },
    shadowDatabaseUrl: null,
  } as never);
  await database.close();
  return exitCode === 0 ? '' : (stdout ?? '');
}

/** The few words of WebAssembly said here; the compiler's own library for it comes with the browser's. */
const wasm = (globalThis as unknown as { WebAssembly: Wasm }).WebAssembly;
interface Wasm {
  instantiate(code: Uint8Array, imports: Record<string, object>): Promise<{ instance: { exports: Exports } }>;
}
type Exports = Record<string, (() => void) | undefined>;
const glue = engine as unknown as { __wbg_set_wasm(exports: Exports): void };

let loading: Promise<void> | undefined;

function load(): Promise<void> {
  loading ??= (async () => {
    const file = createRequire(import.meta.url)
      .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
      .replace(/\.js$/, '.wasm');
    const { instance } = await wasm.instantiate(await readFile(file), { './schema_engine_bg.js': engine });
    glue.__wbg_set_wasm(instance.exports);
    instance.exports['__wbindgen_start']?.();
  })();
  return loading;
}
