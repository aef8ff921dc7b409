import { completeYears } from './calendar.ts';
import type { Case } from './case.ts';
import { onceFor } from './once.ts';
import type { Move } from './plan.ts';
import type { Posting } from './posting.ts';
import { type ClusterKind, clusterKinds, type Problem, type School } from './problem.ts';
import { describes, direction } from './rules/direction.ts';
import { swap } from './rules/swap.ts';

/** The forms in which a plan may send somebody; a return is not chosen, it happens. */
export type Form = Exclude<Move['form'], 'return'>;

/**
 * In which form a posting is made, the first that describes it: a seat of a cadre; within a pair, group, district or
 * pool, where the policy lets schools of one exchange freely; by order, in an allowed direction; or as the way in of a
 * subject-matched swap. Null: none, which the rule `direction` forbids; where that rule is not in force, every direction
 * is allowed.
 */
export function formsOf({
  problem,
  rules,
}: Pick<Case, 'problem' | 'rules'>): (posting: Posting) => Form | null {
  const settings = problem.policy.rules;
  const { allowed, within } = direction.read(settings[direction.name]);
  const directed = rules.some(({ name }) => name === direction.name);
  const swapping = rules.some(({ name }) => name === swap.name) ? swap.read(settings[swap.name]) : null;
  const schools = new Map(problem.schools.map((school) => [school.id, school]));
  const shared = sharedClusters(problem);
  const free = clusterKinds.filter((kind) => within.includes(kind));

  const bySchools = onceFor((home: School) =>
    onceFor((host: School): Form | null => {
      const found = free.find((kind) => shared(kind, home, host));
      if (found) return found;
      return !directed || allowed.some((one) => describes[one](home, host)) ? 'order-based' : null;
    }),
  );

  return ({ teacher, from, opening }) => {
    if (opening.role) return 'cadre';
    const home = schools.get(from.school);
    const form = home ? bySchools(home)(opening.school) : null;
    if (form || !swapping || teacher.subject !== opening.subject) return form;
    return completeYears(teacher.born, problem.effective) <= swapping.maxAge ? 'swap' : null;
  };
}

/** Whether two schools belong to one cluster of a kind. */
function sharedClusters({
  clusters = [],
}: Pick<Problem, 'clusters'>): (kind: ClusterKind, one: School, other: School) => boolean {
  const kinds = new Map(clusters.map(({ id, kind }) => [id, kind]));
  return (kind, one, other) =>
    one.clusters.some((id) => kinds.get(id) === kind && other.clusters.includes(id));
}
