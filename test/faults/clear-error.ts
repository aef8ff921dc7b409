import { expect } from 'vitest';
import type { Reply } from './officer.ts';

/** What nobody should read who asked for something: statements, drivers, addresses, places in the code. */
const internals =
  /prisma|postgres|pglite|\bpg\b|sql|select |insert |127\.0\.0\.1|econn|enospc|node_modules|\.ts\b|\bat \w+ \(/i;

/** It was refused for trouble with the database, in words, by a code a program understands. */
export function expectClear({ status, code, message }: Reply, codes: readonly string[]): void {
  expect(codes).toContain(code);
  expect(status).toBe(503);
  expect(message).toMatch(/\S/);
  expect(message).not.toMatch(internals);
}
