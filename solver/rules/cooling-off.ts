import * as z from 'zod';
import { completeYears, plusDays, plusYears } from '../calendar.ts';
import { defineRule } from './rule.ts';

/**
 * Cooling-off
 *
 * Who has come back from a posting is not sent again for some years.
 *
 * Source: local rule; no national figure is known, so the default of three years is the usual length of a
 * posting (domain A3).
 */
export const coolingOff = defineRule({
  name: 'cooling-off',
  title: { zh: '交流间隔', en: 'Cooling-off' },
  unit: 'years',
  source: {
    zh: '各地规定；默认三年，即一次交流的通常期限',
    en: 'Local rules; default three years, the usual length of a posting',
  },
  level: 'policy',
  clause: '交流期满返校后三年内不再安排交流',
  settings: z.strictObject({
    /** Years from the day after the last one of the last posting. */
    years: z.int().min(0).max(40).default(3),
  }),

  states: ({ years }) => ({
    zh: `交流期满后${years}年内不再交流。`,
    en: `Nobody goes again within ${years} years of a posting's end.`,
  }),

  bars({ problem: { effective } }, { years }, { lastPosting }) {
    if (!lastPosting) return null;
    const back = backOn(lastPosting);
    const from = plusYears(back, years);
    if (from <= effective) return null;
    return {
      amount: yearsBegun(effective, back, years),
      figures: { ended: lastPosting.ended, years, from },
      text: {
        zh: `上一次交流于${lastPosting.ended}结束，未满${years}年；${from}起满足本条（其他条件届时另行核查）。`,
        en: `The last posting ended on ${lastPosting.ended}, less than ${years} years ago; this rule is met from ${from} (the others are checked then).`,
      },
    };
  },

  accepts({ problem: { effective } }, { years }, postings) {
    const passed = postings.flatMap(({ teacher: { lastPosting } }) =>
      lastPosting ? [completeYears(backOn(lastPosting), effective)] : [],
    );
    const reached = Math.min(years, ...passed);
    if (reached === years || reached < 0) return null;
    return {
      figure: 'years',
      asked: years,
      reached,
      text: {
        zh: `将交流间隔由${years}年降为${reached}年`,
        en: `accept ${reached} years after a posting in place of ${years}`,
      },
    };
  },
});

/** The first day at home again. */
export const backOn = ({ ended }: { ended: string }): string => plusDays(ended, 1);

/** How many of the years have not run out, a year begun counting as one. */
function yearsBegun(effective: string, back: string, years: number): number {
  let left = 0;
  while (left < years && plusYears(back, years - left) > effective) left += 1;
  return left;
}
