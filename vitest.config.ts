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
        // The console's modules keep state of the whole page, and its tests read them anew.
        test: { name: 'console', include: ['test/web/**/*.test.ts', 'test/web/**/*.test.tsx'] },
      },
      {
        extends: true,
        // Reading the server's modules once for each file took longer than many a file's tests.
        test: {
          name: 'house',
          include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
          exclude: ['test/browser/**', 'test/faults/**', 'test/solver/**', 'test/web/**'],
          isolate: false,
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
