import * as z from 'zod';
import { millionths } from '../demand.ts';
import type { Term } from '../model.ts';
import type { Opening } from '../opening.ts';
import { netArrivals } from '../staffing.ts';
import { defineByOpening } from './goal.ts';

/**
 * Days unserved
 *
 * The weight of every day of lessons left without a teacher, at the sections and subjects that want days of circuits:
 * who is posted there gives a week of days, a circuit its own. A day weighs its request's priority (1 to 5) × the tenths
 * of the subject's need that lack a teacher today (1 to 10). 0 where the rule `circuit` does not stand.
 *
 * Source: domain B1, A3 (走教); by severity and the request's priority, as the goal `gap`.
 */
export const daysUnserved = defineByOpening({
  name: 'days-unserved',
  title: { zh: '无教师的课日', en: 'Lesson days without a teacher, weighted' },
  sense: 'minimise',
  unit: 'weighted days',
  source: 'Zero subject gap is a quality-balance inspection item; circuit teaching fills parts of posts',
  settings: z.strictObject({}),

  cost(county, _settings, model) {
    const { week, flows } = county;
    const terms: Term[] = [];
    let constant = 0;
    for (const opening of county.lacking) {
      const wanted = county.daysWanted(opening);
      if (wanted === 0) continue;
      const weight = weightOf(opening);
      const coming = [...model.filling(opening), ...model.recruited(opening)];
      const going = flows ? model.vacating(opening) : [];
      const givenBy = (post: number): Term[] => [
        ...model.serving(opening).map((column): Term => [column, 1]),
        ...coming.map((column): Term => [column, post]),
        ...going.map((column): Term => [column, -post]),
      ];
      // Of a single post no more days count than lack.
      const single = opening.count === 1 && going.length === 0;
      if (coming.length === 0 || wanted >= week * opening.count || single) {
        constant += weight * wanted;
        const given = givenBy(single ? Math.min(week, wanted) : week);
        terms.push(...given.map(([column, days]): Term => [column, -weight * days]));
        continue;
      }
      // The last post brings more days than lack: what is left is no less than none.
      const key = `unserved:${opening.key}`;
      const left = model.column(key, 0, wanted + week * going.length);
      model.atLeast(null, key, [...givenBy(week), [left, 1]], wanted);
      terms.push([left, weight]);
      // This follows, but tells an engine that four fifths of a post leave a fifth of the days.
      const whole = Math.floor(wanted / week);
      const last = wanted - week * whole;
      model.atLeast(null, `${key}:last`, [...givenBy(last), [left, 1]], last * (whole + 1));
    }
    return { terms, constant };
  },

  at(county, _settings, opening, plan) {
    const wanted = county.daysWanted(opening);
    if (wanted === 0) return 0;
    const given = county.week * netArrivals(county, opening, plan) + plan.days(opening);
    return weightOf(opening) * Math.max(0, wanted - given);
  },
});

/** Priority × the tenths of the need that lack; only of what is needed. */
const weightOf = ({ cell: { gap, need, priority } }: Opening): number =>
  priority * Math.min(TENTHS, Math.max(1, Math.ceil((TENTHS * millionths(gap)) / millionths(need))));

const TENTHS = 10;
