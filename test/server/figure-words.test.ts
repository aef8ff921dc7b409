import { expect, test } from 'vitest';
import demo from '../../data/demo-problem.json' with { type: 'json' };
import { standingPolicy } from '../../server/rounds/policy.ts';
import { en } from '../../web/ui/words/en.ts';
import { zhCn } from '../../web/ui/words/zh-cn.ts';

/** Every name of a setting, and every word a setting may be, of every rule and goal at its default. */
function wordsIn(value: unknown, names: Set<string>, choices: Set<string>): void {
  if (typeof value === 'string' && !/^\d{4}-\d{2}-\d{2}$/.test(value)) choices.add(value);
  if (Array.isArray(value)) for (const one of value) wordsIn(one, names, choices);
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) {
      names.add(name);
      wordsIn(one, names, choices);
    }
}

test.each([
  ['Chinese', zhCn],
  ['English', en],
] as const)('every figure of every rule and goal has a name in %s', (_language, { policyFigures }) => {
  const { rules, goals } = standingPolicy(demo.policy);
  const [names, choices] = [new Set<string>(), new Set<string>()];
  for (const { figures } of [...rules, ...goals]) wordsIn(figures, names, choices);
  expect(names.size).toBeGreaterThan(20);
  expect([...names].filter((name) => !(name in policyFigures.figures))).toEqual([]);
  expect([...choices].filter((choice) => !(choice in policyFigures.choices))).toEqual([]);
});
