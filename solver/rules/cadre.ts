import * as z from 'zod';
import { cadreRoles } from '../problem.ts';
import { defineRule } from './rule.ts';

/**
 * Cadre
 *
 * Principals and deputies are not moved by the teacher exchange: they have a rotation of their own.
 *
 * Source: the 2014 Opinions treat heads and teachers apart (domain A2).
 */
export const cadre = defineRule({
  name: 'cadre',
  title: { zh: '干部另行交流', en: 'Cadres rotate apart' },
  unit: 'teachers',
  source: '2014 three-ministry Opinions: principals and deputies rotate by terms, apart from teachers',
  level: 'law',
  clause: '教师〔2014〕4号：校长、副校长按任期交流',
  settings: z.strictObject({
    /** The roles the teacher exchange leaves alone. */
    roles: z.array(z.enum(cadreRoles)).default(['principal', 'deputy']),
  }),

  states: ({ roles }) => ({
    zh: `${byRank(roles)
      .map((role) => names[role].zh)
      .join('、')}不列入教师交流。`,
    en: `Not exchanged as teachers: ${byRank(roles)
      .map((role) => names[role].en)
      .join(', ')}.`,
  }),

  bars(_county, { roles }, teacher) {
    const role = teacher.cadre?.role;
    if (role === undefined || !roles.includes(role)) return null;
    const { zh, en } = names[role];
    return {
      amount: 1,
      figures: { role },
      text: {
        zh: `现任${zh}，按干部交流办法另行安排。`,
        en: `Serves as ${en}; cadres have their own rotation.`,
      },
    };
  },
});

/** As people list them, in whatever order the figures do. */
const byRank = (roles: readonly (typeof cadreRoles)[number][]) =>
  cadreRoles.filter((role) => roles.includes(role));

const names = {
  principal: { zh: '校长', en: 'principal' },
  deputy: { zh: '副校长', en: 'deputy principal' },
  'mid-level': { zh: '中层干部', en: 'mid-level cadre' },
  reserve: { zh: '后备干部', en: 'reserve cadre' },
};
