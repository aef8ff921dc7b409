import { expect, test } from 'vitest';
import { differences } from '../../web/features/compare/differences.ts';

const move = (name: string, to: string) => ({ teacher: { id: name, name, staffNumber: name }, to });

test('plans that move alike differ in nobody', () =>
  expect(differences({ onlyInA: [], onlyInB: [], changed: [] })).toEqual([]));

test('one row for each teacher: elsewhere first, then only in A, then only in B', () =>
  expect(
    differences({
      onlyInA: [move('Li', 'lakeside')],
      onlyInB: [move('Wang', 'hilltop')],
      changed: [{ a: move('Chen', 'lakeside'), b: move('Chen', 'hilltop') }],
    }).map(({ teacher, a, b }) => [teacher.name, a?.to, b?.to]),
  ).toEqual([
    ['Chen', 'lakeside', 'hilltop'],
    ['Li', 'lakeside', undefined],
    ['Wang', undefined, 'hilltop'],
  ]));
