import { expect, test } from 'vitest';
import { ratios } from '../../bench/coverage.ts';
import { faultIn } from '../../bench/in-process.ts';
import { answerIn, type Native } from '../../bench/native.ts';

const said =
  (out: string, error = '') =>
  () =>
    answerIn({ out, error, seconds: 3 });

test('each solver tells its least cost in its own words', () => {
  expect(said('objective -6361.000000\nseconds 0.1310\n')()).toEqual({ objective: -6361, seconds: 0.131 });
  expect(said('115  Obj -4406.7\nOptimal - objective value -4379\n')().objective).toBe(-4379);
  expect(
    said('Result - Optimal solution found\n\nObjective value:                -4379.00000000\n')().objective,
  ).toBe(-4379);
  expect(said('Status:     INTEGER OPTIMAL\nObjective:  COST = -6361 (MINimum)\n')().objective).toBe(-6361);
  expect(said('  Primal bound      -4379\n')().objective).toBe(-4379);
});
test('where a solver tells no seconds of its own, those of its process count', () =>
  expect(said('Optimal - objective value 12.5\n')()).toEqual({ objective: 12.5, seconds: 3 }));
test('an answer that is not proven is none', () => {
  expect(said('Result - Stopped on time limit\n\nObjective value:  -12\n')).toThrow(/no least cost/);
  expect(said('Status:     INTEGER UNDEFINED\nObjective:  COST = 0 (MINimum)\n')).toThrow(/no least cost/);
});
test('a solver that says nothing is told with its complaint', () =>
  expect(said('', 'status Infeasible\n')).toThrow('It found no least cost: status Infeasible'));

const native = (name: string): Native => ({ name, relaxesOnly: false, program: name, words: () => [] });

test('a ratio is ours over theirs, and the one to HiGHS is held against the most it may be', () =>
  expect(
    ratios(
      0.5,
      [
        { native: native('native HiGHS'), answer: { objective: 1, seconds: 2 } },
        { native: native('cbc'), answer: { objective: 1, seconds: 0.25 } },
      ],
      0.3,
    ),
  ).toBe('native HiGHS 2.00 (0.25×, 0.3 × kept); cbc 0.25 (2×)'));
test('against a solver that did not finish the ratio is below what its time up gives', () =>
  expect(ratios(6, [{ native: native('glpsol'), answer: null }])).toBe('glpsol over 120 (below 0.05×)'));
test('where we did not finish there is no ratio', () =>
  expect(ratios(null, [{ native: native('cbc'), answer: { objective: 1, seconds: 4 } }])).toBe('cbc 4.00'));
test('a solver that fails says why', () =>
  expect(ratios(1, [{ native: native('cbc'), answer: 'It found no least cost: x' }])).toBe(
    'cbc: It found no least cost: x',
  ));

test('what a process died of is read out of its last words', () => {
  expect(faultIn('file:1\n\nError: Not so: the plan is verified.\n    at hold\n')).toBe(
    'Not so: the plan is verified.',
  );
  expect(faultIn('HighsError: run failed with HiGHS status -1\n')).toBe('run failed with HiGHS status -1');
  expect(faultIn('nothing of the kind')).toBeNull();
});
