import { describe, expect, test } from 'vitest';
import { draftOf, type Ids, inputOf, nothing, Unknown } from '../../web/features/scenarios/draft.ts';

const ids: Ids = {
  teachers: new Map([['T-1', 'teacher one']]),
  sections: new Map([['A:primary', 'section A']]),
  requests: new Map([['R-1', 'request one']]),
};

describe('what a scenario has on file is sent back as the API takes it', () => {
  test('another figure of a rule, with how binding it is apart from its own figures', () =>
    expect(inputOf({ ...nothing, rules: { tenure: { years: 5, level: 'law' } } }, ids).rules).toEqual([
      { rule: 'tenure', figures: { years: 5 }, level: 'LAW' },
    ]));

  test('a rule as if the policy did not name it', () =>
    expect(inputOf({ ...nothing, rules: { beds: null } }, ids).rules).toEqual([
      { rule: 'beds', asUsual: true },
    ]));

  test('a budget: the round’s own is not sent, no limit is said, a sum is a sum', () => {
    expect(inputOf(nothing, ids)).not.toHaveProperty('budget');
    expect(inputOf(nothing, ids)).not.toHaveProperty('noBudget');
    expect(inputOf({ ...nothing, budget: null }, ids)).toMatchObject({ noBudget: true });
    expect(inputOf({ ...nothing, budget: 0 }, ids)).toMatchObject({ budget: 0 });
  });

  test('goals keep their order and their own figures', () =>
    expect(inputOf({ ...nothing, goals: [{ name: 'gap' }, { name: 'burden', km: 2 }] }, ids).goals).toEqual([
      { name: 'gap', figures: {} },
      { name: 'burden', figures: { km: 2 } },
    ]));

  test('requests, pins and who is freed go by the ids of their keys', () =>
    expect(
      inputOf(
        draftOf({
          requests: [{ id: 'R-1', count: 0, level: 'county' }],
          moreRequests: [{ id: 'S-1', section: 'A:primary', subject: 'pe', count: 2 }],
          freed: ['T-1'],
          pins: [{ kind: 'forbid', teacher: 'T-1', section: 'A:primary' }],
        }),
        ids,
      ),
    ).toMatchObject({
      requests: [{ requestId: 'request one', count: 0, level: 'COUNTY' }],
      moreRequests: [{ number: 'S-1', sectionId: 'section A', subject: 'pe', count: 2 }],
      freed: ['teacher one'],
      pins: [{ kind: 'FORBID', teacherId: 'teacher one', sectionId: 'section A' }],
    }));

  test('a teacher who is not on file any more is named, and nothing is sent', () => {
    expect(() => inputOf({ ...nothing, freed: ['T-9'] }, ids)).toThrow(Unknown);
    expect(() => inputOf({ ...nothing, freed: ['T-9'] }, ids)).toThrow('T-9 is not on file.');
  });
});
