import * as z from 'zod';
import type { Case } from '../case.ts';
import { leastOf, percent, reachedPercent } from './ratio.ts';
import { defineRule } from './rule.ts';

/**
 * Graduating-grade quota (Q3)
 *
 * Of the eligible teachers of the graduating grade at least a share goes each school year.
 *
 * Source: Hefei: at least 30 % of eligible graduating-grade teachers move (domain A1, Q3).
 */
export const graduatingQuota = defineRule({
  name: 'graduating-quota',
  title: { zh: '毕业年级交流比例', en: 'Graduating-grade quota' },
  unit: 'teachers',
  source: {
    zh: '合肥：符合条件的毕业年级教师的30%；政策未写明时不启用',
    en: 'Hefei: 30 % of eligible graduating-grade teachers; off unless the policy says so',
  },
  level: 'off',
  clause: '毕业年级教师交流比例不低于符合条件人数的30%',
  settings: z.strictObject({ percent: percent.default(30) }),

  statesHere(settings, county) {
    const base = baseOf(county);
    const least = leastOf(settings.percent, base);
    return {
      zh: `符合条件的${base}名毕业年级教师中至少${settings.percent}%（${least}人）交流。`,
      en: `At least ${settings.percent} % of ${base} eligible graduating-grade teachers (${least}) are exchanged.`,
    };
  },

  constrain(county, settings, model) {
    const counted = model.candidates.filter(
      ({ teacher }) => county.rotates(teacher) === null && graduating(teacher),
    );
    const moved = model.total(
      'graduating',
      counted.map(({ column }) => column),
    );
    model.atLeast('graduating-quota', '', [[moved, 1]], leastOf(settings.percent, baseOf(county)));
  },

  *audit(county, settings, postings) {
    const base = baseOf(county);
    const moved = postings.filter(
      ({ teacher }) => county.rotates(teacher) === null && graduating(teacher),
    ).length;
    const least = leastOf(settings.percent, base);
    if (moved >= least) return;
    yield {
      teachers: [],
      sections: [],
      amount: least - moved,
      text: {
        zh: `符合条件的毕业年级教师${base}人，交流${moved}人，不足${settings.percent}%（${least}人）。`,
        en: `${moved} of ${base} eligible graduating-grade teachers would be exchanged; ${settings.percent} % is ${least}.`,
      },
    };
  },

  accepts: (county, settings, postings) =>
    reachedPercent(
      settings.percent,
      postings.filter(({ teacher }) => county.rotates(teacher) === null && graduating(teacher)).length,
      baseOf(county),
    ),
});

const graduating = ({ graduatingGrade }: { graduatingGrade?: boolean | undefined }): boolean =>
  graduatingGrade === true;

const baseOf = ({ base }: Case): number => base.filter(graduating).length;
