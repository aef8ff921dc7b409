import { defineConfig, mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** What must outlive killed processes, a lost database, a full disk and a wrong clock: `npm run test:faults` (docs/faults.md). */
const { test: { projects: _all, ...test } = {}, ...rest } = config;
export default mergeConfig(
  { ...rest, test },
  defineConfig({
    test: {
      include: ['test/faults/**/*.test.ts'],
      // What moments are drawn from; the same for every file, and printed with what they count.
      env: { FAULT_SEED: process.env['FAULT_SEED'] ?? String(Date.now() % 1_000_000) },
      // Seconds are measured: one fault after the other.
      fileParallelism: false,
      // The long form kills one server 25 times over, and fails each of 60 statements on an embedded database.
      testTimeout: process.env['FAULTS'] === 'short' ? 900_000 : 3_600_000,
      hookTimeout: 120_000,
    },
  }),
);
