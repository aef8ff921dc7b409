import type { Case, Posting } from './case.ts';
import type { Finding } from './plan.ts';

/**
 * Every breach of a standing rule in a set of postings, in the order of the rules: independent of the engine
 * and of the model, so it audits any plan, whoever made it.
 */
export const audit = (county: Case, postings: readonly Posting[]): Finding[] =>
  county.rules.flatMap((rule) => [...rule.audit(county, postings)]);
