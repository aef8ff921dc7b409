import { type Case, caseOf } from './case.ts';
import { fewestChanges } from './goals/fewest-changes.ts';
import type { Move, Plan, PlannedCircuit, Words } from './plan.ts';
import type { Problem } from './problem.ts';

/**
 * The same problem, to be solved anew from a plan people know already: as few moves change as can be, before any goal
 * of the policy; of a plan that sends nobody, as few as can be go. A move of somebody, or to a section, no longer in the
 * problem is passed over (`leftBehind` tells which).
 */
export function replanned(problem: Problem, { moves }: Pick<Plan, 'moves'>): Problem {
  const subjects = new Set(problem.curriculum.subjects.map(({ code }) => code));
  const base = moves
    .filter((move) => move.form !== 'return' && isKnown(problem, move))
    .filter(({ subject }) => subject === null || subjects.has(subject))
    .map(({ teacher, to, subject }) => ({ teacher, section: to, ...(subject !== null && { subject }) }));
  const others = problem.policy.goals.filter(({ name }) => name !== fewestChanges.name);
  return {
    ...problem,
    base,
    policy: { ...problem.policy, goals: [{ name: fewestChanges.name }, ...others] },
  };
}

/** Whether a problem still has the teacher and the section of a move. */
export const isKnown = (
  { teachers, sections }: Problem,
  { teacher, to }: Pick<Move, 'teacher' | 'to'>,
): boolean => teachers.some(({ id }) => id === teacher) && sections.some(({ id }) => id === to);

/** The moves of a plan that a later problem cannot make any more: who left, and which section is gone. */
export const leftBehind = (problem: Problem, { moves }: Pick<Plan, 'moves'>): Words[] =>
  moves
    .filter((move) => !isKnown(problem, move))
    .map(({ teacher, to }) =>
      problem.teachers.some(({ id }) => id === teacher)
        ? {
            zh: `工号${teacher}：原方案的去向${to}已不在本县学部名单中，该项调动不再适用。`,
            en: `Staff number ${teacher}: the section ${to} of the earlier plan is not in this problem, so the move falls away.`,
          }
        : {
            zh: `工号${teacher}：已不在本县教师名单中，原方案到${to}的调动不再适用。`,
            en: `Staff number ${teacher} is not in this problem any more: the earlier plan's move to ${to} falls away.`,
          },
    );

/** What changed for one person between two plans. */
export interface Difference {
  teacher: string;
  /** `left`: the problem has the teacher, or the section gone to, no more. */
  kind: 'added' | 'dropped' | 'elsewhere' | 'left';
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
    const gone = [then, now].flatMap((move) => (move && !isKnown(problem, move) ? [move] : []));
    if (gone.length > 0) {
      return leftBehind(problem, { moves: gone.slice(0, 1) }).map((text) => ({
        teacher,
        kind: 'left',
        text,
      }));
    }
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
