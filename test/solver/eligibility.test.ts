import { expect, test } from 'vitest';
import { eligibilityOf } from '../../solver/eligibility.ts';
import type { ProblemInput } from '../../solver/problem.ts';
import { county, only, teacher } from '../support/small-county.ts';

type Facts = Partial<ProblemInput['teachers'][number]>;

/** The rules about the person, at their defaults but for these figures. */
const who = (figures: Record<string, object> = {}) =>
  only({
    established: {},
    'running-posting': {},
    exemption: {},
    tenure: {},
    age: {},
    'cooling-off': {},
    'hold-back': {},
    ...figures,
  });

/** Whether Amina, of 40 years and 16 at Lakeside, may go on 1 September 2026, and when that changes. */
const amina = (facts: Facts, more: Partial<ProblemInput> = {}) =>
  eligibilityOf(
    county({
      policy: { version: 'small', rules: who(), goals: [{ name: 'gap' }] },
      teachers: [teacher('Amina', facts), teacher('Bo')],
      ...more,
    }),
    ['Amina'],
  )[0];

test('who may go is told the day of the birthday beyond the cap', () =>
  expect(amina({})).toEqual({
    teacher: 'Amina',
    bar: null,
    changesOn: '2032-05-04',
    afterwards: expect.objectContaining({ rule: 'age', figures: { age: 46, cap: 45 } }),
    rules: expect.anything(),
  }));

test('every rule about the person answers, the one that bars with its figures, and one that is met with what it asks', () => {
  const rules = amina({ serving: { section: 'L', since: '2021-02-10' } })?.rules ?? [];
  expect(rules.map(({ rule, met }) => [rule, met])).toEqual([
    ['established', true],
    ['running-posting', true],
    ['exemption', true],
    ['tenure', false],
    ['age', true],
    ['cooling-off', true],
    ['hold-back', true],
  ]);
  const textOf = (name: string) => rules.find(({ rule }) => rule === name)?.text.en;
  expect(textOf('tenure')).toContain('5 complete years of 6');
  expect(textOf('age')).toContain('45');
});

test('a rule that a decision relaxes does not answer', () =>
  expect(
    amina(
      {},
      {
        policy: {
          version: 'small',
          rules: who({ tenure: { level: 'policy', relaxed: 'Minutes of 3 March' } }),
          goals: [{ name: 'gap' }],
        },
      },
    )?.rules.map(({ rule }) => rule),
  ).not.toContain('tenure'));

test('who lacks years is told the day of the sixth', () =>
  expect(amina({ serving: { section: 'L', since: '2021-02-10' } })).toMatchObject({
    bar: { rule: 'tenure', figures: { served: 5, required: 6, from: '2027-02-10' } },
    changesOn: '2027-02-10',
    afterwards: null,
  }));

test('who came home at the end of February is told the day on which the rule is met', () =>
  expect(amina({ lastPosting: { ended: '2025-02-28' } })).toMatchObject({
    bar: { rule: 'cooling-off', figures: { ended: '2025-02-28', years: 3, from: '2028-03-01' } },
    changesOn: '2028-03-01',
    afterwards: null,
  }));

test('of several bars the day is that of the last, and not of the rule that is named', () =>
  expect(
    amina({
      serving: { section: 'L', since: '2021-02-10' },
      exemptions: [{ kind: 'nursing', from: '2026-03-01', until: '2026-12-31' }],
    }),
  ).toMatchObject({ bar: { rule: 'exemption', figures: { from: '2027-01-01' } }, changesOn: '2027-02-10' }));

test('an exemption on file for later bars from its first day', () =>
  expect(amina({ exemptions: [{ kind: 'leave', from: '2026-11-05', until: '2027-01-31' }] })).toMatchObject({
    bar: null,
    changesOn: '2026-11-05',
    afterwards: { rule: 'exemption' },
  }));

test('one without an end changes on no day that is known', () =>
  expect(amina({ exemptions: [{ kind: 'leave', from: '2026-03-01' }] })).toMatchObject({
    bar: { rule: 'exemption' },
    changesOn: null,
    afterwards: null,
  }));

test('who is beyond the age is never eligible again', () =>
  expect(amina({ born: '1980-01-01' })).toMatchObject({ bar: { rule: 'age' }, changesOn: null }));

test('five years to retirement, where the policy asks for more, are told to the day', () => {
  const policy = {
    version: 'small',
    rules: who({ age: { variant: 'to-retirement', remaining: 5 } }),
    goals: [{ name: 'gap' }],
  };
  // Born 4 May 1971: retires at 55 years and 4 months, on 4 September 2026.
  const told = amina({ born: '1980-05-04' }, { policy });
  expect(told).toMatchObject({ bar: null, afterwards: { rule: 'age' } });
  const { retires } = told?.afterwards?.figures ?? {};
  expect(String(told?.changesOn).slice(4)).toBe(String(retires).slice(4));
  expect(Number(String(retires).slice(0, 4)) - Number(told?.changesOn?.slice(0, 4))).toBe(5);
});

test('after a posting four years must pass', () => {
  const told = amina({ lastPosting: { ended: '2025-07-31' } });
  expect(told?.bar?.rule).toBe('cooling-off');
  expect(told?.changesOn).toBe(told?.bar?.figures['from']);
});

test('who is away on a posting comes home, and the years there begin anew', () =>
  expect(
    amina({
      born: '1990-05-04',
      serving: { section: 'H', since: '2024-09-01' },
      posting: { home: 'L', since: '2024-09-01', until: '2027-07-31' },
    }),
  ).toMatchObject({ bar: { rule: 'running-posting' }, changesOn: '2033-08-01', afterwards: null }));

test('a hold-back is over with the school year', () =>
  expect(amina({}, { holdBacks: [{ teacher: 'Amina' }] })).toMatchObject({
    bar: { rule: 'hold-back' },
    changesOn: '2027-09-01',
    afterwards: null,
  }));

test('who is no established staff is told no day', () =>
  expect(amina({ established: false })).toMatchObject({ bar: { rule: 'established' }, changesOn: null }));

test('teachers the county does not have are left out', () =>
  expect(eligibilityOf(county({ teachers: [teacher('Amina')] }), ['Nobody'])).toEqual([]));
