import { type Point, roadKm, roadKmAtLeast } from './distance.ts';
import { onceFor } from './once.ts';
import type { Problem, School, Teacher } from './problem.ts';
import { lodging, travel } from './rules/travel.ts';

/** Distances by road, as the rule `travel` is set to reckon them whether it stands or not. */
export interface Roads {
  /** From home, or from the serving school where no home is known, km; null: unknown. */
  km(teacher: Teacher, host: School): number | null;
  /** From a home that may not be known, km; null: unknown. */
  way(home: Point | undefined, host: School): number | null;
  /** Between two schools, km; null: unknown. */
  apart(one: School, other: School): number | null;
  /** Whether the host must house whom this many km bring; null: an unknown number. */
  houses(km: number | null): boolean;
  /** The schools that are not too far for the teacher, those at an unknown distance included; null: all are unknown. */
  reach(teacher: Teacher): ReadonlySet<School> | null;
}

export function roadsOf(
  { schools, policy }: Pick<Problem, 'schools' | 'policy'>,
  schoolOf: (teacher: Teacher) => School,
): Roads {
  const limits = travel.read(policy.rules[travel.name]);
  const { roadFactor } = limits;
  const farthest = Math.max(limits.withoutBed, limits.withBed);
  const between = (one: Point | undefined, other: Point | undefined): number | null =>
    one && other ? roadKm(one, other, roadFactor) : null;
  const near = (start: Point): ReadonlySet<School> =>
    new Set(
      schools.filter(({ location }) => {
        if (!location) return true;
        if (roadKmAtLeast(start, location, roadFactor) > farthest) return false;
        return lodging(limits, roadKm(start, location, roadFactor)) !== 'too-far';
      }),
    );
  // Schools are few, homes are many.
  const nearSchool = onceFor(near);
  return {
    km: (teacher, host) => between(teacher.home ?? schoolOf(teacher).location, host.location),
    way: (home, host) => between(home, host.location),
    apart: (one, other) => between(one.location, other.location),
    houses: (km) => lodging(limits, km) !== 'near',
    reach(teacher) {
      if (teacher.home) return near(teacher.home);
      const { location } = schoolOf(teacher);
      return location ? nearSchool(location) : null;
    },
  };
}
