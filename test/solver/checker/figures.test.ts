import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ruleOrder, rulesOf, usualGoals, usualRules, wantedGoals } from '../../../solver/checker/figures.ts';
import { ruleWords } from '../../../solver/checker/rule-words.ts';
import { goals } from '../../../solver/goals/index.ts';
import { rules } from '../../../solver/rules/index.ts';
import { county } from '../../support/small-county.ts';

test('the rules stand in the published order', () =>
  expect(ruleOrder).toEqual(rules.map(({ name }) => name)));

test.each(rules)('rule $name: level and figures', ({ name, level, always, read }) => {
  const usual = new Map<string, unknown>(Object.entries(usualRules)).get(name);
  expect(usual).toEqual({ level, always, figures: read(undefined) });
});

test.each(rules)('rule $name: unit and clause', ({ name, unit, clause }) =>
  expect(new Map<string, unknown>(Object.entries(ruleWords)).get(name)).toEqual({ unit, clause }),
);

test('the goals are the same', () => expect(Object.keys(usualGoals)).toEqual(goals.map(({ name }) => name)));

test.each(goals)('goal $name: sense, unit and figures', ({ name, sense, unit, settings }) => {
  const usual = new Map<string, unknown>(Object.entries(usualGoals)).get(name);
  expect(usual).toEqual({ sense, unit, figures: settings.parse({}) });
});

const policy = { ...county().policy, rules: {} };

test('a decision relaxes a policy, and no law', () => {
  const settings = {
    beds: { level: 'law' },
    tenure: { level: 'policy', years: 3 },
    pins: { level: 'off' },
  } as const;
  const relaxed = Object.entries(settings).map(([name, setting]) => [
    name,
    { ...setting, relaxed: 'decision 7' },
  ]);
  const read = rulesOf({ ...policy, rules: Object.fromEntries(relaxed) });
  expect([read.relaxed('beds'), read.relaxed('tenure'), read.relaxed('pins')]).toEqual([false, true, false]);
  expect([read.strict('beds'), read.strict('tenure'), read.strict('pins')]).toEqual([true, false, false]);
  expect(read.figures('tenure')).toEqual({ years: 3, afterReturn: 'resets' });
});

test('a rule, a goal or a figure of no known kind is refused', () => {
  expect(() => rulesOf({ ...policy, rules: { beds2: { level: 'law' } } })).toThrow(
    "There is no rule 'beds2'.",
  );
  expect(() => rulesOf({ ...policy, rules: { tenure: { level: 'law', years: 'six' } } })).toThrow("'years'");
  expect(() => wantedGoals({ policy: { ...policy, goals: [{ name: 'peace' }] } })).toThrow(
    "There is no goal 'peace'.",
  );
});

test('the checker leans on the problem alone', () => {
  const folder = new URL('../../../solver/checker/', import.meta.url);
  const allowed = ['problem', 'plan', 'canonical', 'calendar', 'distance', 'demand', 'json-text', 'grouped'];
  const own = readdirSync(folder);
  const imported = own.flatMap((file) =>
    [...readFileSync(new URL(file, folder), 'utf8').matchAll(/(?:from|import\() ?'([^']+)'/g)].map(
      (found) => found[1],
    ),
  );
  const known = [...own.map((file) => `./${file}`), ...allowed.map((name) => `../${name}.ts`), 'node:crypto'];
  expect(imported.filter((name) => !known.includes(name ?? ''))).toEqual([]);
  expect(imported.length).toBeGreaterThan(20);
});
