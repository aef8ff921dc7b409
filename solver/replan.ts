import { plural } from './amounts.ts';
import { type Case, caseOf } from './case.ts';
import { fewestChanges } from './goals/fewest-changes.ts';
import type { Move, Plan, PlannedCircuit, Words } from './plan.ts';
import type { Problem } from './problem.ts';

/**
 * The same problem, to be solved anew from a plan people know already: as few moves and circuits change as can be, before
 * any goal of the policy, or weighing as much as a goal may where they are weighed; of a plan that sends nobody, as few as can be go.
 * A move or circuit of somebody, to a section or of a subject no longer in the problem is passed over (`leftBehind` tells which).
 */
export function replanned(problem: Problem, { moves, circuits }: Pick<Plan, 'moves' | 'circuits'>): Problem {
  const base = moves
    .filter((move) => move.form !== 'return' && isKnown(problem, move))
    .map(({ teacher, to, subject }) => ({ teacher, section: to, ...(subject !== null && { subject }) }));
  const baseCircuits = circuits
    .filter((circuit) => isKnown(problem, circuit))
    .map(({ teacher, to, subject, days }) => ({ teacher, section: to, subject, days }));
  return nearest({ ...problem, base, baseCircuits });
}

/** The same problem, where changing as little as can be of the plan it starts from comes before every goal of the policy. */
export function nearest(problem: Problem): Problem {
  const { policy } = problem;
  const others = policy.goals.filter(({ name }) => name !== fewestChanges.name);
  const first = { name: fewestChanges.name, ...(policy.combine === 'weights' && { weight: MOST }) };
  return { ...problem, policy: { ...policy, goals: [first, ...others] } };
}

/** The most that a goal may weigh. */
const MOST = 1_000_000;

type Made = Pick<Move, 'teacher' | 'to' | 'subject'>;

/** Whether a problem still has the teacher, the section and the subject of a move or circuit. */
export const isKnown = (problem: Problem, { teacher, to, subject }: Made): boolean =>
  problem.teachers.some(({ id }) => id === teacher) && hasPost(problem, { to, subject });

/** Whether a problem still has the section and the subject that somebody goes to. */
export const hasPost = (
  { sections, curriculum }: Problem,
  { to, subject }: Pick<Move, 'to' | 'subject'>,
): boolean =>
  sections.some(({ id }) => id === to) &&
  (subject === null || curriculum.subjects.some(({ code }) => code === subject));

/** The moves and circuits of a plan that a later problem cannot make any more: who left, and which section or subject is gone. */
export const leftBehind = (
  problem: Problem,
  { moves, circuits }: Pick<Plan, 'moves' | 'circuits'>,
): Words[] => [
  ...moves.filter((move) => !isKnown(problem, move)).map((move) => fallenAway(problem, move, moving)),
  ...circuits
    .filter((circuit) => !isKnown(problem, circuit))
    .map((circuit) => fallenAway(problem, circuit, teachingThere)),
];

const moving: Words = { zh: '调动', en: 'move' };
const teachingThere: Words = { zh: '走教', en: 'circuit' };

function fallenAway(problem: Problem, { teacher, to, subject }: Made, what: Words): Words {
  if (hasPost(problem, { to, subject: null }) && !hasPost(problem, { to, subject }))
    return {
      zh: `工号${teacher}：本县课程中已无学科${subject}，原方案到${to}的${what.zh}不再适用。`,
      en: `Staff number ${teacher}: the subject ${subject} is not in this problem, so the earlier plan's ${what.en} to ${to} falls away.`,
    };
  return problem.teachers.some(({ id }) => id === teacher)
    ? {
        zh: `工号${teacher}：原方案的去向${to}已不在本县学部名单中，该项${what.zh}不再适用。`,
        en: `Staff number ${teacher}: the section ${to} of the earlier plan is not in this problem, so the ${what.en} falls away.`,
      }
    : {
        zh: `工号${teacher}：已不在本县教师名单中，原方案到${to}的${what.zh}不再适用。`,
        en: `Staff number ${teacher} is not in this problem any more: the earlier plan's ${what.en} to ${to} falls away.`,
      };
}

/** What changed for one person between two plans. */
export interface Difference {
  teacher: string;
  /** `elsewhere`: to another post, or on other days; `left`: the problem has the teacher, or the section gone to, no more. */
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
      return gone
        .slice(0, 1)
        .map((move) => ({ teacher, kind: 'left', text: fallenAway(problem, move, moving) }));
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
  return [...new Map([...before, ...after])].flatMap(([key, circuit]): Difference[] => {
    const { teacher, to, subject } = circuit;
    const then = before.get(key)?.days ?? 0;
    const now = after.get(key)?.days ?? 0;
    if (then === now) return [];
    if (!isKnown(county.problem, circuit)) {
      return [{ teacher, kind: 'left', text: fallenAway(county.problem, circuit, teachingThere) }];
    }
    const { name } = county.teacher(teacher);
    const place = county.nameOf(county.section(to));
    const lessons = county.problem.curriculum.subjects.find(({ code }) => code === subject)?.name;
    const there = {
      zh: `到${place.zh}走教${lessons?.zh ?? subject}`,
      en: `${lessons?.en ?? subject} at ${place.en}`,
    };
    return [{ teacher, ...daysInWords(name, there, then, now) }];
  });
}

function daysInWords(name: string, there: Words, then: number, now: number): Omit<Difference, 'teacher'> {
  if (then === 0) {
    return {
      kind: 'added',
      text: {
        zh: `${name}：新增${there.zh}，每周${now}天。`,
        en: `${name}: now teaches ${there.en} on ${plural(now, 'day')} a week.`,
      },
    };
  }
  if (now === 0) {
    return {
      kind: 'dropped',
      text: {
        zh: `${name}：不再${there.zh}（原每周${then}天）。`,
        en: `${name}: no longer teaches ${there.en} (${plural(then, 'day')} a week).`,
      },
    };
  }
  return {
    kind: 'elsewhere',
    text: {
      zh: `${name}：${there.zh}由每周${then}天改为${now}天。`,
      en: `${name}: teaches ${there.en} on ${plural(now, 'day')} a week instead of ${then}.`,
    },
  };
}
