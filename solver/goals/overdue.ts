import * as z from 'zod';
import { completeYears } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { Teacher } from '../problem.ts';
import { defineSum } from './goal.ts';

/**
 * Overdue
 *
 * People who may go, have served longest, and stay: teachers with so many years at one school, and every cadre who is
 * due to rotate. As a goal it sends them before others; the rule `longest-stay` would make them go.
 *
 * Source: Changzhou 2021 rotates every six years; heads after two terms (domain A2).
 */
export const overdue = defineSum({
  name: 'overdue',
  title: { zh: '超期未交流人数', en: 'Overdue and staying' },
  sense: 'minimise',
  unit: 'people',
  source: 'Teachers and heads rotate after a longest stay',
  settings: z.strictObject({
    /** Complete years at the serving school from which a teacher is overdue. */
    years: z.int().min(1).max(60).default(12),
  }),

  each: (county, settings, { teacher }) => (isOverdue(county, settings, teacher) ? -1 : 0),
  constant: (county, settings) =>
    county.teachers.filter((teacher) => isOverdue(county, settings, teacher)).length,
});

function isOverdue(county: Case, { years }: { years: number }, teacher: Teacher): boolean {
  if (county.barred(teacher)) return false;
  if (county.rotates(teacher)) return true;
  return completeYears(teacher.serving.since, county.problem.effective) >= years;
}
