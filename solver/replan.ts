import { type Case, caseOf } from './case.ts';
import { fewestChanges } from './goals/fewest-changes.ts';
import type { Move, Plan, PlannedCircuit, Words } from './plan.ts';
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
export function differences(
  problem: Problem,
  a: Pick<Plan, 'moves' | 'circuits'>,
  b: Pick<Plan, 'moves' | 'circuits'>,
): Difference[] {
  const county = caseOf(problem);
  const before = new Map(a.moves.map((move) => [move.teacher, move]));
  const after = new Map(b.moves.map((move) => [move.teacher, move]));
  const place = ({ to, subject, role }: Move): Words => {
    const { zh, en } = county.nameOf(county.section(to));
    const post = subject === null && role === null ? { zh: '', en: '' } : county.postOf({ subject, role });
    return { zh: `${zh}${post.zh}`, en: post.en === '' ? en : `${en}, ${post.en}` };
  };
  const moved = [...new Set([...before.keys(), ...after.keys()])].flatMap((teacher): Difference[] => {
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
  return [...moved, ...awayDifferences(county, a, b)].sort((one, other) =>
    one.teacher < other.teacher ? -1 : one.teacher > other.teacher ? 1 : 0,
  );
}

/** Who teaches elsewhere on other days. */
function awayDifferences(
  county: Case,
  a: Pick<Plan, 'circuits'>,
  b: Pick<Plan, 'circuits'>,
): readonly Difference[] {
  const keyOf = ({ teacher, to, subject }: PlannedCircuit) => JSON.stringify([teacher, to, subject]);
  const before = new Map(a.circuits.map((circuit) => [keyOf(circuit), circuit]));
  const after = new Map(b.circuits.map((circuit) => [keyOf(circuit), circuit]));
  return [...new Map([...before, ...after])].flatMap(([key, { teacher, to, subject }]): Difference[] => {
    const then = before.get(key)?.days ?? 0;
    const now = after.get(key)?.days ?? 0;
    if (then === now) return [];
    const { name } = county.teacher(teacher);
    const place = county.nameOf(county.section(to));
    const lessons = county.subject(subject);
    return [
      {
        teacher,
        kind: then === 0 ? 'added' : now === 0 ? 'dropped' : 'elsewhere',
        text: {
          zh: `${name}：到${place.zh}走教${lessons.zh}由每周${then}天改为${now}天。`,
          en: `${name}: teaches ${lessons.en} at ${place.en} on ${now} days a week instead of ${then}.`,
        },
      },
    ];
  });
}
