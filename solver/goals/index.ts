import { balance, balanceLimit } from './balance.ts';
import { burden } from './burden.ts';
import { circuitTravel } from './circuit-travel.ts';
import { compulsory } from './compulsory.ts';
import { cost } from './cost.ts';
import { criticalSubjects } from './critical-subjects.ts';
import { daysUnserved } from './days-unserved.ts';
import { fewestChanges } from './fewest-changes.ts';
import { fewestMoves } from './fewest-moves.ts';
import { gap } from './gap.ts';
import type { Goal } from './goal.ts';
import { levelWanted } from './level-wanted.ts';
import { overdue } from './overdue.ts';
import { points } from './points.ts';
import { recruitBurden } from './recruit-burden.ts';
import { recruitsPlaced } from './recruits-placed.ts';
import { willing } from './willing.ts';

/** Every goal, in the order a policy usually puts them. */
export const goals: readonly Goal[] = [
  criticalSubjects,
  gap,
  recruitsPlaced,
  levelWanted,
  balanceLimit,
  balance,
  overdue,
  compulsory,
  willing,
  points,
  burden,
  cost,
  fewestChanges,
  fewestMoves,
  daysUnserved,
  circuitTravel,
  recruitBurden,
];
