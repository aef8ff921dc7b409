import * as z from 'zod';
import { completeYears, plusYears } from '../calendar.ts';
import { defineRule } from './rule.ts';

/**
 * Tenure
 *
 * A teacher may go after six complete years without a break at the school served now.
 *
 * Source: Anhui, Beijing 2021, Gansu, Changzhou (domain A2).
 */
export const tenure = defineRule({
  name: 'tenure',
  title: { zh: '同校任教年限', en: 'Tenure at one school' },
  unit: 'years',
  source: 'Anhui, Beijing 2021, Gansu, Changzhou: six years or more without a break at one school',
  level: 'policy',
  clause: '在同一所学校连续任教满六年',
  settings: z.strictObject({
    /** Complete years at the serving school on the day the moves take effect. */
    years: z.int().min(0).max(60).default(6),
  }),

  states: ({ years }) => ({
    zh: `教师须在现任教学校连续任教满${years}年。`,
    en: `Teachers go after ${years} complete years at one school.`,
  }),

  bars({ problem }, { years }, { serving }) {
    const served = completeYears(serving.since, problem.effective);
    if (served >= years) return null;
    const from = plusYears(serving.since, years);
    return {
      amount: years - served,
      figures: { since: serving.since, served, required: years, from },
      text: {
        zh: `自${serving.since}起在现任教学校任教，满${served}年，不足${years}年；${from}起满足本条（其他条件届时另行核查）。`,
        en: `At the present school since ${serving.since}: ${served} complete years of ${years}; this rule is met from ${from} (the others are checked then).`,
      },
    };
  },
});
