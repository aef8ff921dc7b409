import { expect, test } from 'vitest';
import { differences } from '../../web/features/compare/differences.ts';

const move = (name: string, to: string) => ({ teacher: { id: name, name, staffNumber: name }, to });
const alike = { onlyInA: [], onlyInB: [], changed: [] };

const told = (pairs: Parameters<typeof differences<ReturnType<typeof move>>>[0]) =>
  differences(pairs).map(({ teacher, moves }) => [teacher.name, ...moves.map((one) => one?.to)]);

test('plans that move alike differ in nobody', () => expect(told([alike, alike])).toEqual([]));

test('of two plans: one row for each teacher, by staff number, with the move in each', () =>
  expect(
    told([
      {
        onlyInA: [move('Li', 'lakeside')],
        onlyInB: [move('Wang', 'hilltop')],
        changed: [{ a: move('Chen', 'lakeside'), b: move('Chen', 'hilltop') }],
      },
    ]),
  ).toEqual([
    ['Chen', 'lakeside', 'hilltop'],
    ['Li', 'lakeside', undefined],
    ['Wang', undefined, 'hilltop'],
  ]));

test('a plan that does not differ in a teacher from the first has them where the first has them', () =>
  expect(
    told([
      { ...alike, onlyInA: [move('Li', 'lakeside')] },
      { ...alike, onlyInB: [move('Wang', 'hilltop')] },
    ]),
  ).toEqual([
    ['Li', 'lakeside', undefined, 'lakeside'],
    ['Wang', undefined, undefined, 'hilltop'],
  ]));
