import { expect, test } from 'vitest';
import { changeOf, withChange } from '../../web/features/policy/draft.ts';

const tenure = {
  name: 'tenure',
  title: 'Tenure',
  level: 'POLICY',
  always: false,
  clause: 'six years',
  source: '',
  relaxed: null,
  figures: { years: 6, afterReturn: 'resets' },
  format: {},
  text: null,
} as const;

test('a change holds only what differs', () => {
  expect(
    changeOf(tenure, { level: 'POLICY', clause: 'six years', figures: { years: 5, afterReturn: 'resets' } }),
  ).toEqual({ rule: 'tenure', level: undefined, clause: undefined, figures: { years: 5 } });
});

test('figures put back to what they were are no change', () => {
  expect(changeOf(tenure, { level: 'POLICY', clause: ' six years ', figures: tenure.figures })).toBeNull();
});

test('a rule stands once in a draft, and goes from it', () => {
  const first = { rule: 'tenure', figures: { years: 5 } };
  const second = { rule: 'tenure', figures: { years: 4 } };
  expect(withChange([first], 'tenure', second)).toEqual([second]);
  expect(withChange([first], 'tenure', null)).toEqual([]);
});
