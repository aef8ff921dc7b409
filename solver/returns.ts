import { plusDays } from './calendar.ts';
import type { Problem, Section, Teacher } from './problem.ts';

/** A teacher who comes home from a posting that is over. */
export interface Return {
  readonly teacher: Teacher;
  /** Where the teacher served until then. */
  readonly from: Section;
  readonly home: Section;
}

/** The same by keys: a teacher whose posting is over by the day the moves take effect, and the section served until then. */
interface ReturnFact {
  readonly teacher: string;
  readonly from: string;
}

/** Who comes home: their posting's last day lies before the moves take effect. */
export const returnsOf = ({ teachers, effective }: Pick<Problem, 'teachers' | 'effective'>): ReturnFact[] =>
  teachers
    .filter((teacher) => isOver(teacher, effective))
    .map(({ id, serving }) => ({ teacher: id, from: serving.section }));

/** The same problem with everybody whose posting is over back at home, as it will be when the moves take effect. */
export const withReturns = (problem: Problem): Problem => ({
  ...problem,
  teachers: problem.teachers.map((teacher) =>
    isOver(teacher, problem.effective) ? atHome(teacher) : teacher,
  ),
});

const isOver = ({ posting }: Teacher, effective: string): boolean =>
  posting?.until !== undefined && posting.until < effective;

function atHome({ posting, ...teacher }: Teacher): Teacher {
  if (posting?.until === undefined) return teacher;
  const ended = posting.until;
  const last = teacher.lastPosting && teacher.lastPosting.ended > ended ? teacher.lastPosting.ended : ended;
  return {
    ...teacher,
    serving: { section: posting.home, since: plusDays(ended, 1) },
    lastPosting: { ended: last },
  };
}
