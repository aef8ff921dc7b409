import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { objectionSteps, planSteps } from '../../schema/plan-steps.ts';

const page = readFileSync(new URL('../../docs/plans.md', import.meta.url), 'utf8');

/** The rows of the table that has these columns, each by its step. */
function table(columns: string): Map<string, string[]> {
  const lines = page.split('\n');
  const head = lines.indexOf(columns);
  expect(head).toBeGreaterThan(0);
  const end = lines.indexOf('', head);
  const rows = lines.slice(head + 2, end).map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
  return new Map(rows.map(([step = '', ...cells]) => [step.replaceAll('`', ''), cells]));
}

const told = (
  steps: Record<string, { from: readonly string[]; to: string | null; by: string; reason: string }>,
) =>
  Object.entries(steps).map(([step, { from, to, by, reason }]) => [
    step,
    from.join(', '),
    to ?? '–',
    by,
    reason,
  ]);

test('docs/plans.md tells every step of a plan as the code has it', () => {
  const rows = table('| step | mutation | from | to | by | reason |');
  expect([...rows].map(([step, [_mutation, ...cells]]) => [step, ...cells])).toEqual(told(planSteps));
});

test('and every step of an objection', () => {
  const rows = table('| step | from | to | by | reason |');
  expect([...rows].map(([step, cells]) => [step, ...cells])).toEqual(told(objectionSteps));
});
