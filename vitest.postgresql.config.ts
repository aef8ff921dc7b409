import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mergeConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** Tests that ask for a database, or for the server by name; all others are the same whatever database there is. */
const onDatabase = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.test.ts') && !/^(browser|faults)/.test(file))
  .map((file) => join('test', file))
  .filter((file) => /testDatabase\(|TEST_DATABASE_URL/.test(readFileSync(file, 'utf8')))
  .sort();

/** What the server must do on PostgreSQL, on the server that TEST_DATABASE_URL names: `npm run test:postgresql`. */
const { test: { projects: _all, ...test } = {}, ...rest } = config;
export default mergeConfig({ ...rest, test }, { test: { include: onDatabase, isolate: false } });
