import { defaultCurriculum } from '../../solver/standards.ts';
import type { Faults } from '../imports/faults.ts';
import type { StandardRead } from './read.ts';
import { grades } from './sheets.ts';

/** Weekly periods of a grade in the national frame: 26, 30 and 34 (domain B2). */
const nationalTotals = new Map(grades.map((grade) => [grade, totalIn(defaultCurriculum, grade)]));

/** What may be meant so, but an officer should know: totals beside the national frame, subjects that have no load. */
export function noteOddities(standards: readonly StandardRead[], notes: Faults): void {
  const curricula = standards.flatMap((one) => (one.kind === 'curriculum' ? [one] : []));
  for (const { body, place } of curricula)
    for (const grade of grades) {
      const [total, national] = [totalIn(body, grade), nationalTotals.get(grade) ?? 0];
      if (total !== national)
        notes.add({ ...place, column: `grade ${grade}` }, 'not-the-national-total', `${total}`, {
          zh: `${grade}年级每周共${national}课时（国家课程方案）；已按文件所填采用`,
          en: `${national} periods a week in grade ${grade} by the national frame; taken as the file has it`,
        });
    }
  for (const standard of standards) {
    if (standard.kind !== 'load') continue;
    for (const { body } of curricula)
      for (const [stage, first, last] of [
        ['primary', 1, 6],
        ['junior', 7, 9],
      ] as const) {
        const entries = standard.body.periods.filter((entry) => entry.stage === stage);
        if (entries.some(({ subject }) => subject === undefined)) continue;
        for (const { code, periods, name } of body.subjects) {
          const taught = grades.some(
            (grade) => Number(grade) >= first && Number(grade) <= last && (periods[grade] ?? 0) > 0,
          );
          if (taught && !entries.some(({ subject }) => subject === code))
            notes.add(standard.place, 'subject-without-load', code, {
              zh: `${stage === 'primary' ? '小学' : '初中'}“${name.zh}”的周课时，或该学段其余学科的一行：没有课时标准的学科不计需求`,
              en: `a load for ${name.en} in the ${stage} stage, or a row for the other subjects: without one nothing is needed of it`,
            });
        }
      }
  }
}

function totalIn(
  { subjects }: { subjects: readonly { periods: Readonly<Record<string, number | undefined>> }[] },
  grade: string,
): number {
  // In hundredths, so that 0.1 + 0.2 is no oddity.
  return subjects.reduce((sum, { periods }) => sum + Math.round((periods[grade] ?? 0) * 100), 0) / 100;
}
