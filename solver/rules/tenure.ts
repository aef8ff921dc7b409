import * as z from 'zod';
import { completeYears, plusYears } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { Teacher } from '../problem.ts';
import { defineRule } from './rule.ts';

/**
 * Tenure
 *
 * A teacher may go after six complete years without a break at the school served now. Whether a posting elsewhere,
 * the personnel relation staying, is a break is a local rule. Cadres who rotate go by their terms instead.
 *
 * Source: Anhui, Beijing 2021, Gansu, Changzhou (domain A2).
 */
export const tenure = defineRule({
  name: 'tenure',
  title: { zh: '同校任教年限', en: 'Tenure at one school' },
  unit: 'years',
  source: {
    zh: '安徽、北京2021年、甘肃、常州：同校连续任教满六年',
    en: 'Anhui, Beijing 2021, Gansu, Changzhou: six years or more without a break at one school',
  },
  level: 'policy',
  clause: '在同一所学校连续任教满六年',
  settings: z.strictObject({
    /** Complete years at the serving school on the day the moves take effect. */
    years: z.int().min(0).max(60).default(6),
    /** Whether the years at home before a posting count on after it, or begin anew on the teacher's return. */
    afterReturn: z.enum(['resets', 'continues']).default('resets'),
  }),

  states: ({ years }) => ({
    zh: `教师须在现任教学校连续任教满${years}年。`,
    en: `Teachers go after ${years} complete years at one school.`,
  }),

  bars(county, { years, afterReturn }, teacher) {
    if (county.rotates(teacher)) return null;
    const since = sinceWhen(county, teacher, afterReturn);
    const served = completeYears(since, county.problem.effective);
    if (served >= years) return null;
    const from = plusYears(since, years);
    return {
      amount: years - served,
      figures: { since, served, required: years, from },
      text: {
        zh: `自${since}起在现任教学校任教，满${served}年，不足${years}年；${from}起满足本条（其他条件届时另行核查）。`,
        en: `At the present school since ${since}: ${served} complete ${served === 1 ? 'year' : 'years'} of ${years}; this rule is met from ${from} (the others are checked then).`,
      },
    };
  },

  accepts(county, { years, afterReturn }, postings) {
    const served = postings
      .filter(({ teacher }) => county.rotates(teacher) === null)
      .map(({ teacher }) => completeYears(sinceWhen(county, teacher, afterReturn), county.problem.effective));
    const reached = Math.min(years, ...served);
    if (reached >= years) return null;
    return {
      figure: 'years',
      asked: years,
      reached,
      text: {
        zh: `将年限由${years}年降为${reached}年`,
        en: `accept ${reached} ${reached === 1 ? 'year' : 'years'} in place of ${years}`,
      },
    };
  },
});

/** The first day with the years asked of the teacher; null: a cadre who rotates, of whom none are asked. */
export function tenureReachedOn(county: Case, teacher: Teacher): string | null {
  if (county.rotates(teacher)) return null;
  const { years, afterReturn } = tenure.read(county.problem.policy.rules[tenure.name]);
  return plusYears(sinceWhen(county, teacher, afterReturn), years);
}

/** From when the years count; the personnel relation that stayed at the home school tells where they began. */
function sinceWhen({ section }: Case, teacher: Teacher, afterReturn: 'resets' | 'continues'): string {
  const { serving, registered, lastPosting } = teacher;
  const cameBack = lastPosting !== undefined && registered.school === section(serving.section).school;
  return afterReturn === 'continues' && cameBack && registered.since < serving.since
    ? registered.since
    : serving.since;
}
