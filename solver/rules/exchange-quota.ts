import * as z from 'zod';
import type { Case } from '../case.ts';
import type { Posting } from '../posting.ts';
import { type Place, places } from '../problem.ts';
import { leastOf, percent, reachedPercent } from './ratio.ts';
import { defineRule } from './rule.ts';

/**
 * Exchange quota (Q1)
 *
 * Of the teachers eligible for exchange at least a tenth goes each school year: `10·X ≥ E`, compared in whole
 * numbers, so 9.96 % is a failure. Over the whole county, as inspectors ask, or over the schools a policy names, as the
 * Opinions do. Circuits (走教) count on neither side: docs/decisions/016.
 *
 * Source: 2014 three-ministry Opinions, for town and high-quality schools (domain A1); the same ratio is an inspection
 * item over the whole county.
 */
export const exchangeQuota = defineRule({
  name: 'exchange-quota',
  title: { zh: '交流比例', en: 'Exchange quota' },
  unit: 'teachers',
  source: {
    zh: '2014年三部门意见；优质均衡督导评估第11项',
    en: '2014 three-ministry Opinions; quality-balance inspection item 11',
  },
  level: 'policy',
  clause: '教师〔2014〕4号：每学年交流教师不低于符合交流条件教师总数的10%',
  settings: z.strictObject({
    percent: percent.default(10),
    /** Kinds of place whose serving teachers are counted, moved and eligible alike; all of them by default. */
    places: z.array(z.enum(places)).default([...places]),
    /** Codes of schools counted beside those, wherever they are: high-quality schools. The problem must have them. */
    schools: z.array(z.string().min(1)).default([]),
  }),

  statesHere(settings, county) {
    const base = baseOf(county, settings);
    const least = leastOf(settings.percent, base);
    return {
      zh: `符合条件的${base}名教师中至少${settings.percent}%（${least}人）交流。`,
      en: `At least ${settings.percent} % of ${base} eligible teachers (${least}) are exchanged.`,
    };
  },

  constrain(county, settings, model) {
    const everyone = new Set(settings.places).size === places.length;
    const counted = model.candidates.filter((candidate) => serves(county, candidate, settings));
    const moved = everyone
      ? model.moved()
      : model.total(
          `moved from ${[...settings.places, ...settings.schools].join()}`,
          counted.map(({ column }) => column),
        );
    model.atLeast('exchange-quota', '', [[moved, 1]], leastOf(settings.percent, baseOf(county, settings)));
  },

  *audit(county, settings, postings) {
    const base = baseOf(county, settings);
    const moved = postings.filter((posting) => serves(county, posting, settings)).length;
    const least = leastOf(settings.percent, base);
    if (moved >= least) return;
    yield {
      teachers: [],
      sections: [],
      amount: least - moved,
      text: {
        zh: `符合条件的教师${base}人，交流${moved}人，不足${settings.percent}%（${least}人）。`,
        en: `${moved} of ${base} eligible teachers would be exchanged; ${settings.percent} % is ${least}.`,
      },
    };
  },

  accepts: (county, settings, postings) =>
    reachedPercent(
      settings.percent,
      postings.filter((posting) => serves(county, posting, settings)).length,
      baseOf(county, settings),
    ),
});

/** The fewest teachers to be exchanged; null: the rule does not stand. */
export function leastExchanged(county: Case): number | null {
  if (!county.holds(exchangeQuota.name)) return null;
  const settings = exchangeQuota.read(county.problem.policy.rules[exchangeQuota.name]);
  return leastOf(settings.percent, baseOf(county, settings));
}

interface Counted {
  places: readonly Place[];
  schools: readonly string[];
}

const baseOf = (county: Case, counted: Counted): number =>
  county.base.filter(({ serving }) => isCounted(county, counted, serving.section)).length;

/** A cadre who rotates counts in the cadres' own quota, not here. */
const serves = (county: Case, { from, opening }: Posting, counted: Counted): boolean =>
  opening.role === null && isCounted(county, counted, from.id);

function isCounted(county: Case, { places, schools }: Counted, section: string): boolean {
  const { id, place } = county.school(county.section(section).school);
  return places.includes(place) || schools.includes(id);
}
