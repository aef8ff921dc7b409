import type { Scenarios } from '../../schema/context.ts';
import type { RoundsOptions } from '../rounds/rounds.ts';
import { change, create, drop } from './draft.ts';
import { differences, outcomes } from './outcomes.ts';
import { promote } from './promote.ts';

/** What the use cases of scenarios act through. */
export type ScenariosOptions = Pick<RoundsOptions, 'database'> & {
  readonly reckoner: Pick<RoundsOptions['reckoner'], 'check' | 'differences' | 'outcomes'>;
};

export const createScenarios = (options: ScenariosOptions): Scenarios => ({
  create: (viewer, input) => create(options, viewer, input),
  change: (viewer, input) => change(options, viewer, input),
  drop: (viewer, scenarioId, version) => drop(options, viewer, scenarioId, version),
  promote: (viewer, input) => promote(options, viewer, input),
  differences: (roundId) => differences(options, roundId),
  outcomes: (roundId, standard, view) => outcomes(options, roundId, standard, view),
});
