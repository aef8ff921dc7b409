import * as z from 'zod';
import { yearlyCost } from '../allowance.ts';
import { defineSum } from './goal.ts';

/**
 * Cost
 *
 * What the moves cost a year in allowances; 0 without an allowance standard.
 *
 * Source: allowances by zone, years of teaching and months (domain E).
 */
export const cost = defineSum({
  name: 'cost',
  title: { zh: '补助经费', en: 'Allowances' },
  sense: 'minimise',
  unit: 'yuan a year',
  source: "Yuan'an county and others: area and transport allowances of exchanged teachers",
  settings: z.strictObject({}),
  each: (county, _settings, posting) => yearlyCost(county, posting),
});
