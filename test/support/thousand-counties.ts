import { type Problem, places } from '../../solver/problem.ts';
import { enriched } from './enriched-county.ts';
import { randomCounty } from './random-county.ts';

const LARGER = 300;

/** A thousand random counties, each the same for the same seed. */
const seeds: readonly number[] = Array.from({ length: 1_000 }, (_, seed) => seed);

/** The same in two halves with as many of each kind: every other four. */
export const halves = {
  first: seeds.filter((seed) => seed % 8 < 4),
  second: seeds.filter((seed) => seed % 8 >= 4),
} as const;

/** Those with so few people that every set of moves there is can be tried. */
export const smallSeeds: readonly number[] = seeds.slice(LARGER);

/** Every other county has the facts of every rule and form, too; of the small ones every other pair has circuits. */
export function countyOf(seed: number): Problem {
  if (seed < LARGER) return seed % 2 === 0 ? randomCounty(seed) : enriched(randomCounty(seed), seed);
  const number = seed - LARGER;
  const plain = randomCounty(50_000 + number, tiny);
  const rich = number % 2 === 0 ? plain : enriched(plain, number);
  return number % 4 > 1 ? walking(rich) : rich;
}

export const tiny = { sections: [2, 4], teachers: [3, 12] } as const;

/** The same county where circuits reach everywhere and days are wanted before anything else. */
const walking = (county: Problem): Problem => ({
  ...county,
  policy: {
    ...county.policy,
    rules: {
      ...county.policy.rules,
      circuit: { ...county.policy.rules['circuit'], level: 'policy', withinKm: 200, places: [...places] },
    },
    goals: [
      { name: 'days-unserved', weight: 3 },
      ...county.policy.goals.filter(({ name }) => name !== 'days-unserved'),
    ],
  },
});
