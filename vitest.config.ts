import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const report = process.env['TEST_REPORT'];

export default defineConfig({
  resolve: {
    // One graphql, or its instanceof checks fail between the copies.
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql/index.js')) }],
  },
  test: {
    setupFiles: ['test/support/watch-secrets.ts'],
    projects: [
      {
        extends: true,
        // Reckoning alone, of which nothing stays behind: its modules are read once for all of them.
        test: { name: 'solver', include: ['test/solver/**/*.test.ts'], isolate: false },
      },
      {
        extends: true,
        test: {
          name: 'house',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/browser/**', 'test/faults/**', 'test/solver/**'],
        },
      },
    ],
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // `.ci/run` reads its counts from a report.
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
