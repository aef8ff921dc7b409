import * as z from 'zod';
import { planned } from '../calendar.ts';
import { type Fault, faultsOf, pathText, shown } from '../faults.ts';
import { day, type Problem } from '../problem.ts';
import type { Reading } from '../read.ts';
import { grades } from '../references.ts';
import { retirement2025, retirementTable } from '../retirement.ts';

const grade = z.int().min(1).max(9);

/** Classes and pupils of one grade of a section in one school year: counted in an earlier one, forecast for a later one. */
const enrolment = z.strictObject({
  section: z.string().min(1).max(120),
  /** The autumn the school year starts in. */
  schoolYear: z.int().min(planned.first).max(planned.last),
  grade,
  classes: z.int().min(0).max(200),
  pupils: z.int().min(0).max(20_000),
});
export type EnrolmentRow = z.infer<typeof enrolment>;

/** What a problem does not say of the years after its own. */
export const outlook = z.strictObject({
  /**
   * Enrolments of other school years. A later one stands where it is given; earlier ones, in a row up to the problem's own,
   * tell how a section's pupils come through from grade to grade.
   */
  enrolments: z.array(enrolment).default([]),
  /**
   * The day the facts are of, where the first moves take effect on a later one: who reaches the age of retirement between is
   * gone by then. Left out: of the day the moves take effect.
   */
  asOf: day.optional(),
  /** At what age teachers leave. */
  retirement: retirementTable.default(retirement2025),
  /** Years of a posting where the personnel relation stays: two or three by local rule (domain A3). */
  postingYears: z.int().min(1).max(20).default(3),
  /**
   * Between which a section's rate of progression is believed: pupils of a grade for each of the grade before, a year before.
   * Beyond, schools were merged or divided rather than pupils lost, and it is taken as 1.
   */
  progression: z
    .strictObject({ least: z.number().min(0).max(1), most: z.number().min(1).max(5) })
    .default({ least: 0.8, most: 1.25 }),
});
export type Outlook = z.infer<typeof outlook>;

/** An outlook out of parsed JSON, or everything that is wrong with it, the sections it names included. */
export function readOutlook(json: unknown, problem: Problem): Reading<{ outlook: Outlook }> {
  const parsed = outlook.safeParse(json);
  const faults = parsed.success ? [...rowFaults(parsed.data, problem)] : faultsOf(parsed.error, json);
  if (parsed.success && faults.length === 0) return { ok: true, outlook: parsed.data };
  return { ok: false, faults, count: faults.length };
}

function* rowFaults({ enrolments }: Outlook, { sections, schoolYear }: Problem): Generator<Fault> {
  const stages = new Map(sections.map(({ id, stage }) => [id, stage]));
  const seen = new Set<string>();
  for (const [index, row] of enrolments.entries()) {
    const fault = (field: keyof EnrolmentRow, expected: string): Fault => ({
      path: pathText(['enrolments', index, field]),
      found: shown(row[field]),
      expected,
    });
    const stage = stages.get(row.section);
    if (stage === undefined) yield fault('section', 'a section of the problem');
    else if (!grades[stage].includes(`${row.grade}`)) {
      yield fault('grade', `a grade of ${stage}: ${grades[stage].join(', ')}`);
    }
    if (row.schoolYear === schoolYear) {
      yield fault('schoolYear', `another school year than ${schoolYear}, which the problem tells itself`);
    }
    const key = JSON.stringify([row.section, row.schoolYear, row.grade]);
    if (seen.has(key)) yield fault('grade', 'one row of a section, school year and grade');
    seen.add(key);
  }
}
