import { defaultCurriculum } from '../../solver/standards.ts';
import type { Faults } from '../imports/faults.ts';
import type { StandardRead } from './read.ts';
import { grades } from './sheets.ts';

/** Weekly periods of a grade in the national frame: 26, 30 and 34 (domain B2). */
const nationalTotals = new Map(grades.map((grade) => [grade, totalIn(defaultCurriculum, grade)]));

/** What may be meant so, but an officer should know: weekly totals beside the national frame. */
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
}

function totalIn(
  { subjects }: { subjects: readonly { periods: Readonly<Record<string, number | undefined>> }[] },
  grade: string,
): number {
  // In hundredths, so that 0.1 + 0.2 is no oddity.
  return subjects.reduce((sum, { periods }) => sum + Math.round((periods[grade] ?? 0) * 100), 0) / 100;
}
