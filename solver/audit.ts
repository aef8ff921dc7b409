import type { Case } from './case.ts';
import type { MadeCircuit } from './circuits.ts';
import type { Finding } from './plan.ts';
import type { Posting } from './posting.ts';
import type { Placement } from './recruits.ts';

/**
 * Every breach of a standing rule in a set of postings, circuits and placements, in the order of the rules: independent of the engine
 * and of the model, so it audits any plan, whoever made it.
 */
export const audit = (
  county: Case,
  postings: readonly Posting[],
  circuits: readonly MadeCircuit[] = [],
  placements: readonly Placement[] = [],
): Finding[] => county.rules.flatMap((rule) => [...rule.audit(county, postings, circuits, placements)]);
