import { defineConfig } from 'vitest/config';

const report = process.env['TEST_REPORT'];

/** The console in a real browser, against a real server: `npm run test:browser`. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: 'test/browser/server.ts',
    setupFiles: ['test/support/watch-secrets.ts', 'test/browser/own-server.ts'],
    // One errand after the other: a machine that solves for two of them is too slow for either.
    fileParallelism: false,
    sequence: { concurrent: false },
    // Where a file says that its pages do not mind each other, two are looked at at once.
    maxConcurrency: 2,
    testTimeout: 300_000,
    hookTimeout: 240_000,
    // A page is waited for as long as by the browser's own locators.
    expect: { poll: { timeout: 20_000, interval: 100 } },
    // `.ci/run` reads its counts from a report.
    reporters: report === undefined ? ['default'] : ['default', ['json', { outputFile: report }]],
  },
});
