import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { outlookSchema, planSchema, problemSchema } from '../../solver/formats.ts';
import { goals } from '../../solver/goals/index.ts';
import { rules } from '../../solver/rules/index.ts';
import { randomCounty } from '../support/random-county.ts';

const printed = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../docs/${name}.schema.json`, import.meta.url), 'utf8'));

describe('the printed formats are those the solver reads by (else: npm run print)', () => {
  test('docs/problem.schema.json', () => expect(printed('problem')).toEqual(plain(problemSchema())));
  test('docs/plan.schema.json', () => expect(printed('plan')).toEqual(plain(planSchema())));
  test('docs/outlook.schema.json', () => expect(printed('outlook')).toEqual(plain(outlookSchema())));
});

describe('the problem format', () => {
  const policy = JSON.stringify(problemSchema().properties?.['policy']);

  test('has every rule and every goal', () => {
    for (const { name } of rules) expect(policy).toContain(`"${name}":{"type":"object"`);
    for (const { name } of goals) expect(policy).toContain(`"name":{"const":"${name}"}`);
  });

  test('takes what the solver takes', () => {
    const format = z.fromJSONSchema(problemSchema());
    for (let seed = 0; seed < 20; seed += 1) {
      expect(format.safeParse(plain(randomCounty(seed))).error?.issues ?? []).toEqual([]);
    }
  });

  test.each([
    ['a rule it does not know', { rules: { tenur: { level: 'law' } } }],
    ['a figure its rule does not have', { rules: { tenure: { level: 'law', months: 3 } } }],
    ['a figure out of range', { rules: { tenure: { level: 'law', years: 61 } } }],
    ['a goal it does not know', { goals: [{ name: 'joy' }] }],
    ['a weight its goal does not have', { goals: [{ name: 'fewest-moves', weight: 1 }] }],
  ])('refuses %s', (_what, change) => {
    const county = randomCounty(1);
    const changed = { ...county, policy: { ...county.policy, ...change } };
    expect(z.fromJSONSchema(problemSchema()).safeParse(plain(changed)).success).toBe(false);
  });
});

/** A rule's own figure of that name would never be read: the setting's level and clause come first. */
test.each(rules.map((rule) => [rule.name, rule] as const))(
  '%s names no figure level or clause',
  (_name, rule) => {
    const figures = Object.keys(z.toJSONSchema(rule.settings).properties ?? {});
    expect(figures.filter((figure) => ['level', 'clause'].includes(figure))).toEqual([]);
  },
);

test.each(goals.map((goal) => [goal.name, goal] as const))('%s names no weight name', (_name, goal) =>
  expect(Object.keys(z.toJSONSchema(goal.settings).properties ?? {})).not.toContain('name'),
);

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
