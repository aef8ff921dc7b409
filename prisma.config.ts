import { defineConfig } from 'prisma/config';

// Without it `prisma generate` tries to download an engine it does not need.
process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
