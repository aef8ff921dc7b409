import { loadOf } from '../demand.ts';
import { classesOf, pupilsOnFile } from '../indicators.ts';
import type { Problem, Section } from '../problem.ts';

/** Whether nobody knows the classes of a section. One that has 0 pupils on file is empty, and known to be. */
export const isWithoutClasses = (section: Section): boolean =>
  classesOf(section) === 0 && pupilsOnFile(section) !== 0;

/** Grades with pupils and no class, so that what they need is not known. */
export const gradesWithoutClasses = ({ classes, pupils }: Section): string[] =>
  Object.keys(pupils).filter((grade) => (pupils[grade] ?? 0) > 0 && (classes[grade] ?? 0) === 0);

/** Codes of the subjects that classes of a section are taught, and for which the load standard is silent. */
export const subjectsWithoutLoad = (problem: Problem, { stage, classes }: Section): string[] =>
  taughtIn(
    problem,
    Object.keys(classes).filter((grade) => (classes[grade] ?? 0) > 0),
  ).filter((subject) => loadOf(problem, stage, subject) === null);

/**
 * Codes of the subjects of which a section may need more than is known. A second subject is among them where the main one
 * of somebody is: hours that the main one would take are over for it.
 */
export function untoldSubjects(problem: Problem, section: Section): ReadonlySet<string> {
  if (classesOf(section) === 0 && pupilsOnFile(section) === null)
    return new Set(problem.curriculum.subjects.map(({ code }) => code));
  const untold = new Set([
    ...taughtIn(problem, gradesWithoutClasses(section)),
    ...subjectsWithoutLoad(problem, section),
  ]);
  const second = problem.teachers.flatMap(({ serving, subject, secondSubject }) =>
    serving.section === section.id && untold.has(subject ?? '') ? (secondSubject ?? []) : [],
  );
  return new Set([...untold, ...second]);
}

const taughtIn = ({ curriculum }: Problem, grades: readonly string[]): string[] =>
  curriculum.subjects.flatMap(({ code, periods }) =>
    grades.some((grade) => (periods[grade] ?? 0) > 0) ? code : [],
  );
