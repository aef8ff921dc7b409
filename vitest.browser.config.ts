import { defineConfig } from 'vitest/config';

const report = process.env['TEST_REPORT'];

/** The console in a real browser, against a real server: `npm run test:browser`. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: 'test/browser/server.ts',
    // One errand after the other: they share one server and its county.
    fileParallelism: false,
    sequence: { concurrent: false },
    testTimeout: 300_000,
    hookTimeout: 240_000,
    // `.ci/run` reads its counts from a report.
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
