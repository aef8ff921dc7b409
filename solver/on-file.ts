import type { Case } from './case.ts';
import { runningCircuits } from './circuits-on-file.ts';
import { grouped } from './grouped.ts';
import { once } from './once.ts';
import type { Problem } from './problem.ts';

/** What the problem's lists say of a teacher or a school, found by key. */
export type OnFile = Pick<
  Case,
  'wish' | 'points' | 'heldBack' | 'baseMove' | 'onCircuit' | 'clustersOf' | 'registered'
>;

export function onFile(problem: Problem): OnFile {
  const { teachers, wishes, points, holdBacks = [], base = [], clusters = [] } = problem;
  const wishOf = new Map(wishes.map((wish) => [wish.teacher, wish]));
  const scores = new Map(points.map((row) => [keyOf(row.teacher, row.section, row.subject), row.points]));
  const heldBack = new Map(holdBacks.map((held) => [held.teacher, held]));
  const baseMoves = new Map(base.map((move) => [move.teacher, move]));
  const circuits = grouped(runningCircuits(problem), ({ teacher }) => teacher);
  const kindOf = new Map(clusters.map(({ id, kind }) => [id, kind]));
  const registered = once(() =>
    grouped(
      teachers.filter(({ established }) => established),
      (teacher) => teacher.registered.school,
    ),
  );
  return {
    wish: (teacher) => wishOf.get(teacher),
    points: (teacher, section, post) =>
      scores.get(keyOf(teacher, section, post)) ?? scores.get(keyOf(teacher, section)) ?? 0,
    heldBack: (teacher) => heldBack.get(teacher),
    baseMove: (teacher) => baseMoves.get(teacher),
    onCircuit: (teacher) => circuits.get(teacher) ?? [],
    clustersOf: (school, kinds) =>
      school.clusters.filter((id) => {
        const kind = kindOf.get(id);
        return kind !== undefined && kinds.includes(kind);
      }),
    registered: (school) => registered().get(school)?.length ?? 0,
  };
}

const keyOf = (teacher: string, section: string, post?: string): string =>
  JSON.stringify([teacher, section, post]);
