import { describe, expect, test } from 'vitest';
import { leastCoefficients } from '../../../solver/balance/least.ts';
import { qualityBalance } from '../../../solver/balance/standard.ts';
import type { ProblemInput } from '../../../solver/problem.ts';
import { solve } from '../../../solver/solve.ts';
import { randomCounty } from '../../support/random-county.ts';
import { hillfoot, lakeside, teacher } from '../../support/small-county.ts';
import { given, planned } from '../rules/every-plan.ts';

type Section = ProblemInput['sections'][number];

const section = (id: string, school: string, stage: Section['stage'] = 'primary'): Section => ({
  id,
  school,
  stage,
  classes: {},
  pupils: { [stage === 'primary' ? 1 : 7]: 100 },
});
const certificates = (['primary', 'junior'] as const).map((stage) => ({
  subject: 'maths',
  stage,
  rank: 'main' as const,
}));
/** Four backbone teachers at one of two schools of 100 pupils, and so many posts at the other. */
const county = (count: number, rules: Record<string, object> = {}) =>
  given(
    {
      schools: [lakeside, hillfoot],
      sections: [section('L', 'lakeside'), section('H', 'hillfoot')],
      teachers: [1, 2, 3, 4].map((place) =>
        teacher(`T${place}`, {
          backbone: 'county',
          certificates,
          serving: { section: 'L', since: '2010-09-01' },
        }),
      ),
      requests: [{ id: 'R', section: 'H', subject: 'maths', count }],
    },
    rules,
  );
const backbone = async (problem: ReturnType<typeof county>) =>
  (await leastCoefficients(problem, [], qualityBalance, 'serving')).find(
    ({ indicator }) => indicator === 'L2',
  );

describe('the least coefficient', () => {
  // 3 and 1 of four: (3 − 1) ÷ 4.
  test('with one post to go to is that of 3 and 1', async () =>
    expect(await backbone(county(1))).toEqual({
      stage: 'primary',
      indicator: 'L2',
      today: 1,
      plan: 1,
      least: 0.5,
      proven: true,
    }));
  test('with more posts than are wanted is that of 2 and 2', async () =>
    expect(await backbone(county(3))).toMatchObject({ least: 0, proven: true }));
  test('is today’s where nobody may go', async () =>
    expect(await backbone(county(3, { tenure: { level: 'law', years: 40 } }))).toMatchObject({
      today: 1,
      least: 1,
      proven: true,
    }));
  test('is none where no plan keeps the rules', async () => {
    const impossible = county(1, { 'exchange-quota': { level: 'law', percent: 100 } });
    expect(await backbone(impossible)).toMatchObject({ least: null, proven: false });
  });
});

test('balance of one stage alone takes no heed of the other, in both engines, and of every plan none is evener', async () => {
  const problem = (stages: Section['stage'][]) =>
    given(
      {
        schools: [lakeside, hillfoot],
        sections: [
          section('L', 'lakeside'),
          section('H', 'hillfoot'),
          section('LJ', 'lakeside', 'junior'),
          section('HJ', 'hillfoot', 'junior'),
        ],
        teachers: [
          ...[1, 2].map((place) =>
            teacher(`P${place}`, {
              backbone: 'county',
              certificates,
              serving: { section: 'L', since: '2010-09-01' },
            }),
          ),
          ...[1, 2].map((place) =>
            teacher(`J${place}`, {
              backbone: 'county',
              certificates,
              serving: { section: 'LJ', since: '2010-09-01' },
            }),
          ),
        ],
        requests: ['H', 'HJ'].map((id) => ({ id, section: id, subject: 'maths', count: 1 })),
      },
      {},
      [{ name: 'balance', indicators: ['backbone'], stages }, 'fewest-moves'],
    );
  expect((await planned(problem(['primary']))).moves.map(({ to }) => to)).toEqual(['H']);
  expect((await planned(problem(['junior']))).moves.map(({ to }) => to)).toEqual(['HJ']);
  expect((await planned(problem(['primary', 'junior']))).moves.map(({ to }) => to).sort()).toEqual([
    'H',
    'HJ',
  ]);
});

test('no plan of a random county is evener than its least, which is proven where no move changes the mean', async () => {
  const seen = { proven: 0, evener: 0 };
  for (let seed = 1; seed <= 60; seed++) {
    const problem = randomCounty(seed);
    const plan = await solve(problem);
    if (plan.status !== 'optimal') continue;
    for (const found of await leastCoefficients(problem, plan.moves, qualityBalance, 'serving')) {
      const { proven, least, today, plan: reached } = found;
      if (least === null) continue;
      expect(least).toBeLessThanOrEqual(Math.min(reached, today));
      if (!proven) continue;
      seen.proven += 1;
      if (least < reached - 1e-9) seen.evener += 1;
    }
  }
  expect(seen.proven).toBeGreaterThan(20);
  expect(seen.evener).toBeGreaterThan(0);
});
