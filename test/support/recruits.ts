import { plusDays } from '../../solver/calendar.ts';
import { problem as format, type Problem } from '../../solver/problem.ts';
import { draw } from './draw.ts';

/**
 * The same county with one to so many recruits: graduates and special-post teachers, some of whose contracts end on the day
 * of effect or the day before, some policies naming the goals about them anywhere among the others, with homes near and far or none, certified for much or nothing. The same for the same seed.
 */
export function withRecruits(county: Problem, seed: number, most = 6): Problem {
  const chance = draw(seed + 424_242);
  const { effective, schools, policy } = county;
  const goals = [...policy.goals];
  for (const name of ['recruits-placed', 'recruit-burden']) {
    if (chance.chance(0.3)) goals.splice(chance.int(0, goals.length), 0, { name, weight: chance.int(0, 5) });
  }
  return format.parse({
    ...county,
    policy: { ...policy, goals },
    recruits: Array.from({ length: chance.int(1, most) }, (_, index) => {
      const kind = chance.pick(['graduate', 'special-post'] as const);
      const subjects = chance.shuffled(['chinese', 'maths', 'pe', 'music']).slice(0, chance.int(0, 3));
      return {
        id: `N${index}`,
        name: `Recruit ${index}`,
        kind,
        certificates: subjects.flatMap((subject) =>
          chance
            .shuffled(['primary', 'junior'] as const)
            .slice(0, chance.int(1, 2))
            .map((stage) => ({ subject, stage, rank: chance.pick(['main', 'second'] as const) })),
        ),
        ...(chance.chance(0.8) && {
          home: {
            longitude: 111 + chance.int(-600, 600) / 1000,
            latitude: 31 + chance.int(-600, 600) / 1000,
          },
        }),
        ...(kind === 'special-post' && {
          contractEnds: chance.pick([
            plusDays(effective, -1),
            effective,
            plusDays(effective, 1_095),
            plusDays(effective, 1_095),
          ]),
        }),
        ...(chance.chance(0.5) && {
          wishes: chance
            .shuffled(schools)
            .slice(0, 2)
            .map(({ id }) => id),
        }),
      };
    }),
  });
}
