import { describe, expect, test } from 'vitest';
import { engineReason, engineReasons, isLarge, kindOf, mostUnasked } from '../../solver/engine-reason.ts';

const plain = { flows: false, seats: false, circuits: 0, goals: ['gap', 'burden'] };

describe('the kind of a model', () => {
  test.each([
    ['order', {}],
    ['steps', { circuits: 1 }],
    ['steps', { goals: ['gap', 'balance'] }],
    ['steps', { goals: ['balance-limit'] }],
    ['flow', { flows: true }],
    ['flow', { seats: true }],
    ['flow', { flows: true, circuits: 9, goals: ['balance'] }],
  ])('is %s with %j', (kind, marks) => expect(kindOf({ ...plain, ...marks })).toBe(kind));
});

describe.each(['order', 'steps', 'flow'] as const)('a model of the kind %s', (kind) => {
  const most = mostUnasked[kind];

  test('is large by one column or one row more than it may have', () => {
    expect(isLarge({ columns: most, rows: most, kind })).toBe(false);
    expect(isLarge({ columns: most + 1, rows: 1, kind })).toBe(true);
    expect(isLarge({ columns: 1, rows: most + 1, kind })).toBe(true);
  });

  test('has one reason for each engine, beside that it was asked for', () => {
    const [few, many] = [most, most + 1].map((columns) => ({ columns, rows: 9, kind }) as const);
    if (!few || !many) throw new Error('There are two sizes.');
    expect(engineReasons(few, 'javascript-lp-solver')).toEqual([
      engineReason.asked(few),
      engineReason.small(few),
    ]);
    expect(engineReasons(few, 'highs')).toEqual([engineReason.asked(few), engineReason.secondTry(few)]);
    expect(engineReasons(many, 'javascript-lp-solver')).toEqual([engineReason.asked(many)]);
    expect(engineReasons(many, 'highs')).toEqual([engineReason.asked(many), engineReason.large(many)]);
  });
});

test('an engine is told with the kind and its limit, in both languages', () =>
  expect(engineReason.large({ columns: 301, rows: 200, kind: 'flow' })).toEqual({
    zh: '模型有301列、200行，腾出的岗位可再补，超过300，使用HiGHS。',
    en: 'The model has 301 columns and 200 rows, and posts that are left may be filled again: more than 300 of that kind, so HiGHS.',
  }));
