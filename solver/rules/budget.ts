import * as z from 'zod';
import { yearlyCost } from '../allowance.ts';
import type { Term } from '../model.ts';
import { defineRule } from './rule.ts';

/**
 * Budget
 *
 * What the moves of the plan cost a year in allowances stays within the money there is. Without a budget, or without
 * an allowance standard, it asks nothing.
 *
 * Source: allowances by zone, years of teaching and months (domain E).
 */
export const budget = defineRule({
  name: 'budget',
  title: { zh: '经费预算', en: 'Budget' },
  unit: 'yuan',
  measure: 'yuan',
  source: {
    zh: '远安县等：交流教师的地区补助和交通补助由县财政承担',
    en: "Yuan'an county and others: area and transport allowances of exchanged teachers, paid by the county",
  },
  level: 'law',
  clause: '交流教师补助经费不超过年度预算',
  settings: z.strictObject({}),

  statesHere: (_settings, { problem: { budget } }) => ({
    zh: `交流教师补助每年不超过${budget ?? '（未定）'}元。`,
    en: `Allowances of those who go come to at most ${budget ?? '(not set)'} yuan a year.`,
  }),

  constrain(county, _settings, model) {
    const { budget: limit } = county.problem;
    if (limit === undefined) return;
    model.atMost(
      'budget',
      '',
      county.candidates.map((candidate): Term => [candidate.column, yearlyCost(county, candidate)]),
      limit,
    );
  },

  *audit(county, _settings, postings) {
    const { budget: limit } = county.problem;
    const cost = postings.reduce((sum, posting) => sum + yearlyCost(county, posting), 0);
    if (limit === undefined || cost <= limit) return;
    yield {
      teachers: [],
      sections: [],
      amount: cost - limit,
      text: {
        zh: `全县补助每年共${cost}元，超过预算${limit}元。`,
        en: `Allowances of the county would come to ${cost} yuan a year, where the budget is ${limit}.`,
      },
    };
  },
});
