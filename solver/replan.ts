import { caseOf } from './case.ts';
import { fewestChanges } from './goals/fewest-changes.ts';
import type { Move, Plan, Words } from './plan.ts';
import type { Problem } from './problem.ts';

/**
 * The same problem, to be solved anew from a plan people know already: as few moves change as can be, before any goal
 * of the policy; of a plan that sends nobody, as few as can be go. Who, or where, is no longer in the problem is passed
 * over.
 */
export function replanned(problem: Problem, { moves }: Pick<Plan, 'moves'>): Problem {
  const teachers = new Set(problem.teachers.map(({ id }) => id));
  const sections = new Set(problem.sections.map(({ id }) => id));
  const subjects = new Set(problem.curriculum.subjects.map(({ code }) => code));
  const stands = ({ teacher, to, subject }: Move) =>
    teachers.has(teacher) && sections.has(to) && (subject === null || subjects.has(subject));
  const base = moves
    .filter((move) => move.form !== 'return' && stands(move))
    .map(({ teacher, to, subject }) => ({ teacher, section: to, ...(subject !== null && { subject }) }));
  const others = problem.policy.goals.filter(({ name }) => name !== fewestChanges.name);
  return {
    ...problem,
    base,
    policy: { ...problem.policy, goals: [{ name: fewestChanges.name }, ...others] },
  };
}

/** What changed for one person between two plans. */
export interface Difference {
  teacher: string;
  kind: 'added' | 'dropped' | 'elsewhere';
  text: Words;
}

/** Two plans of a county as its people would tell them apart, by staff number. */
export function differences(problem: Problem, a: Pick<Plan, 'moves'>, b: Pick<Plan, 'moves'>): Difference[] {
  const county = caseOf(problem);
  const before = new Map(a.moves.map((move) => [move.teacher, move]));
  const after = new Map(b.moves.map((move) => [move.teacher, move]));
  const place = ({ to, subject, role }: Move): Words => {
    const { zh, en } = county.nameOf(county.section(to));
    const post = subject === null && role === null ? { zh: '', en: '' } : county.postOf({ subject, role });
    return { zh: `${zh}${post.zh}`, en: post.en === '' ? en : `${en}, ${post.en}` };
  };
  return [...new Set([...before.keys(), ...after.keys()])].toSorted().flatMap((teacher): Difference[] => {
    const [then, now] = [before.get(teacher), after.get(teacher)];
    const { name } = county.teacher(teacher);
    if (then && now) {
      if (then.to === now.to && then.subject === now.subject && then.role === now.role) return [];
      const [left, right] = [place(then), place(now)];
      const text = {
        zh: `${name}：由到${left.zh}改为到${right.zh}。`,
        en: `${name}: to ${right.en} instead of ${left.en}.`,
      };
      return [{ teacher, kind: 'elsewhere', text }];
    }
    if (now) {
      const { zh, en } = place(now);
      return [
        { teacher, kind: 'added', text: { zh: `${name}：新增到${zh}。`, en: `${name}: now goes to ${en}.` } },
      ];
    }
    if (!then) return [];
    const { zh, en } = place(then);
    return [
      {
        teacher,
        kind: 'dropped',
        text: { zh: `${name}：不再到${zh}，留任。`, en: `${name}: stays, no longer goes to ${en}.` },
      },
    ];
  });
}
