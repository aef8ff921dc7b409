import { expect, test } from 'vitest';
import { solveIn } from '../../web/ui/solve-in.ts';

test('the solve begun is followed, and the one under way where another cannot begin', () => {
  expect(solveIn({ __typename: 'Solve', id: 'begun' })).toBe('begun');
  expect(solveIn({ __typename: 'SolveAlreadyRunning', solveId: 'under way' })).toBe('under way');
});

test('of any other refusal there is none', () => {
  expect(solveIn({ __typename: 'RoundNotOpen' })).toBeUndefined();
  expect(solveIn(undefined)).toBeUndefined();
});
