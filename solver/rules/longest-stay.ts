import * as z from 'zod';
import { completeYears } from '../calendar.ts';
import type { Case } from '../case.ts';
import type { Teacher } from '../problem.ts';
import { defineRule } from './rule.ts';

/**
 * Longest stay
 *
 * Who may go and has served the longest allowed stay at a school goes. Whom another rule bars is not told to.
 *
 * Source: Changzhou 2021: teachers rotate every six years (domain A2); the longest stay is a local figure.
 */
export const longestStay = defineRule({
  name: 'longest-stay',
  title: { zh: '同校最长任教年限', en: 'Longest stay' },
  unit: 'teachers',
  source: {
    zh: '常州2021年：教师任满六年应交流；政策未写明时不启用',
    en: 'Changzhou 2021 rotates teachers every six years; off unless the policy says so',
  },
  level: 'off',
  clause: '在同一所学校任教满规定最长年限的教师应当交流',
  settings: z.strictObject({
    /** Complete years at the serving school from which a teacher must go. */
    years: z.int().min(1).max(60).default(12),
  }),

  statesHere(settings, county) {
    const count = overdue(county, settings).length;
    return {
      zh: `在同一所学校任教满${settings.years}年且符合条件的教师（${count}人）须交流。`,
      en: `Every eligible teacher with ${settings.years} complete years at one school (${count}) goes.`,
    };
  },

  constrain(county, settings, model) {
    for (const { id } of overdue(county, settings)) {
      model.atLeast(
        'longest-stay',
        id,
        model.of(id).map((column) => [column, 1]),
        1,
      );
    }
  },

  *audit(county, settings, postings) {
    const gone = new Set(postings.map(({ teacher }) => teacher));
    for (const teacher of overdue(county, settings)) {
      if (gone.has(teacher)) continue;
      const served = completeYears(teacher.serving.since, county.problem.effective);
      yield {
        teachers: [teacher.id],
        sections: [teacher.serving.section],
        amount: 1,
        text: {
          zh: `${teacher.name}在现任教学校任教满${served}年，达到${settings.years}年的上限而未交流。`,
          en: `${teacher.name} has served ${served} complete years at one school and would stay; the longest stay is ${settings.years}.`,
        },
      };
    }
  },

  accepts(county, settings, postings) {
    const gone = new Set(postings.map(({ teacher }) => teacher));
    const served = overdue(county, settings)
      .filter((teacher) => !gone.has(teacher))
      .map(({ serving }) => completeYears(serving.since, county.problem.effective));
    if (served.length === 0) return null;
    const asked = settings.years;
    const reached = Math.max(...served) + 1;
    return {
      figure: 'years',
      asked,
      reached,
      text: {
        zh: `将最长任教年限由${asked}年放宽到${reached}年`,
        en: `accept a stay of ${reached} years in place of ${asked}`,
      },
    };
  },
});

const overdue = ({ eligible, problem }: Case, { years }: { years: number }): Teacher[] =>
  eligible.filter(({ serving }) => completeYears(serving.since, problem.effective) >= years);
