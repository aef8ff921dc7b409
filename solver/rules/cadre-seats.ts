import * as z from 'zod';
import type { Term } from '../model.ts';
import type { Opening } from '../opening.ts';
import { flowOf } from '../staffing.ts';
import { defineRule } from './rule.ts';

/**
 * Cadre seats
 *
 * No seat that a cadre leaves stays empty: who goes is followed by another of the same role.
 *
 * Source: heads rotate among seats of their own (domain A2, A6); a school is never without its principal.
 */
export const cadreSeats = defineRule({
  name: 'cadre-seats',
  title: { zh: '干部岗位不空缺', en: 'Cadre seats' },
  unit: 'seats',
  source: {
    zh: '校长在各自职数内轮岗：任何学校不得无校长',
    en: 'Heads rotate among seats of their own: a school is never left without one',
  },
  level: 'law',
  clause: '干部交流后，原任职务须有人接任',
  settings: z.strictObject({}),

  states: () => ({
    zh: '干部交流离任的，须有同职务干部接任。',
    en: 'A cadre who leaves a seat is followed by another of the same role.',
  }),

  constrain({ candidates }, _settings, model) {
    for (const seat of seatsLeft(candidates)) {
      model.atMost(
        'cadre-seats',
        seat.key,
        [
          ...model.vacating(seat).map((column): Term => [column, 1]),
          ...model.filling(seat).map((column): Term => [column, -1]),
        ],
        0,
      );
    }
  },

  *audit(county, _settings, postings) {
    const { arrivals, departures } = flowOf(postings);
    for (const seat of seatsLeft(postings)) {
      const amount = departures(seat).length - arrivals(seat).length;
      if (amount <= 0) continue;
      const place = county.nameOf(seat.section);
      const role = county.postOf(seat);
      yield {
        teachers: departures(seat).map(({ teacher }) => teacher.id),
        sections: [seat.section.id],
        amount,
        text: {
          zh: `${place.zh}${role.zh}离任后有${amount}个岗位无人接任。`,
          en: `${place.en} would be left with ${amount} empty seats of ${role.en}.`,
        },
      };
    }
  },
});

const seatsLeft = (postings: readonly { leaves: Opening | null }[]): Set<Opening> =>
  new Set(postings.flatMap(({ leaves }) => (leaves?.role ? [leaves] : [])));
