import type { Case } from './case.ts';
import { grouped } from './grouped.ts';
import { bySectionAndPost, type Opening } from './opening.ts';
import type { Pair } from './posting.ts';
import { levelReaches, type School, type Teacher } from './problem.ts';
import { certificate } from './rules/certificate.ts';
import { openings as openingsRule } from './rules/openings.ts';
import type { StandingRule } from './rules/rule.ts';
import { swap } from './rules/swap.ts';
import { travel } from './rules/travel.ts';

/** What candidates are found by. */
interface Search {
  /** The rules about postings that are in force and that no decision relaxes. */
  readonly strict: readonly StandingRule[];
  posting(teacher: Teacher, opening: Opening): Pair;
  /** The post that the teacher would leave open; null: none. */
  leaves(teacher: Teacher): Opening | null;
  /** The schools that are not too far for the teacher; null: no distance is known. */
  reach(teacher: Teacher): ReadonlySet<School> | null;
}

/**
 * Every posting of somebody who may go that no rule forbids by itself, by teacher, then opening. Only the openings of
 * subjects a teacher is certified for, at schools that are not too far, are asked of the rules: in a large county the
 * others are by far the most.
 */
export function candidatesOf(county: Case, { strict, posting, leaves, reach }: Search): Pair[] {
  const holds = (rule: { name: string }) => strict.some(({ name }) => name === rule.name);
  const goers = county.teachers.filter((teacher) => !county.barred(teacher));
  const backfill = backfills(county);
  const byPost = grouped(fillable(county, goers, leaves), ({ post }) => post);
  const everySubject = [...byPost.values()]
    .flat()
    .filter(({ role }) => role === null)
    .sort(bySectionAndPost);
  const certified = holds(certificate);
  const limited = holds(travel);
  const found: Pair[] = [];
  for (const teacher of goers) {
    const role = county.rotates(teacher);
    const within = role
      ? (byPost.get(role) ?? []).filter((seat) => seat.role === role)
      : certified
        ? certifiedFor(teacher, byPost)
        : everySubject;
    const near = limited ? reach(teacher) : null;
    for (const opening of within) {
      if (near && !near.has(opening.school)) continue;
      if (opening.section.id === teacher.serving.section) continue;
      const wanted = posting(teacher, opening);
      if (opening.count === 0 && !backfill && !opening.role && wanted.form !== 'swap') continue;
      if (!county.kept(wanted)) found.push(wanted.at(found.length));
    }
  }
  return found;
}

/** Every opening somebody may be sent to, in order: what is open, and what one who may go would leave open. */
function fillable(county: Case, goers: readonly Teacher[], leaves: Search['leaves']): Opening[] {
  const backfill = backfills(county);
  const swaps = county.holds(swap.name) ? swap.read(county.problem.policy.rules[swap.name]) : null;
  const found = new Set(county.openings);
  for (const goer of goers) {
    const filled =
      backfill ||
      county.rotates(goer) !== null ||
      (swaps !== null && levelReaches(goer.backbone, swaps.outLevel));
    const left = filled ? leaves(goer) : null;
    if (left && (left.role || left.cell.specialist)) found.add(left);
  }
  return [...found].sort(bySectionAndPost);
}

const backfills = ({ problem }: Case): boolean =>
  openingsRule.read(problem.policy.rules[openingsRule.name]).backfill;

/** The openings of the subjects a teacher is certified for, in their order. */
function certifiedFor(
  { certificates }: Teacher,
  byPost: ReadonlyMap<string, readonly Opening[]>,
): readonly Opening[] {
  const subjects = [...new Set(certificates.map(({ subject }) => subject))];
  const lists = subjects.map((subject) => (byPost.get(subject) ?? []).filter(({ role }) => role === null));
  const [only = [], ...others] = lists;
  return others.length === 0 ? only : lists.flat().sort(bySectionAndPost);
}
