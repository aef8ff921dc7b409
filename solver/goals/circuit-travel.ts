import * as z from 'zod';
import type { Circuit } from '../circuits.ts';
import { defineGoal } from './goal.ts';

/**
 * Circuit travel
 *
 * The km that circuit teachers travel in a week, there and back on every day; a km begun counts as one, and a day as one
 * at least, so that no day is taught away for nothing.
 *
 * Source: distance is the bureau's to weigh (domain C4, soft).
 */
export const circuitTravel = defineGoal({
  name: 'circuit-travel',
  title: { zh: '走教路程', en: 'Travel of circuit teachers' },
  sense: 'minimise',
  unit: 'km a week',
  source: 'Local practice: the nearest teacher comes, on no more days than needed',
  settings: z.strictObject({}),
  cost: (_county, _settings, { circuits }) => ({
    terms: circuits.map((circuit) => [circuit.column, travelOf(circuit)]),
    constant: 0,
  }),
  value: (_county, _settings, _postings, circuits) =>
    circuits.reduce((sum, circuit) => sum + circuit.days * travelOf(circuit), 0),
  change: () => 0,
});

const travelOf = ({ km }: Circuit): number => Math.max(1, Math.ceil(2 * (km ?? 0)));
