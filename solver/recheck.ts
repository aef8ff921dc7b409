import { audit } from './audit.ts';
import { breachesIn } from './by-hand.ts';
import { canonical, problemHash } from './canonical.ts';
import { caseOf } from './case.ts';
import { differencesBetween } from './differences.ts';
import { fewestChanges } from './goals/fewest-changes.ts';
import type { Finding, Plan, Words } from './plan.ts';
import type { Problem } from './problem.ts';
import { nearest } from './replan.ts';

/** What a plan is worth on the day it is to be carried out. */
export interface Recheck {
  /** What the rules find in it, audited anew on the facts it was made from; those allowed by a decision too. */
  readonly findings: readonly Finding[];
  /** How many of them stand against it. */
  readonly breaches: number;
  /** In what the facts are otherwise now; empty: in nothing that a plan may rest on. */
  readonly differences: readonly Words[];
  /** Whether the facts make the very same problem now. */
  readonly current: boolean;
}

/**
 * Looks at a finished plan as if it came from anywhere: every rule again on the frozen problem, and that problem beside the
 * facts of now. The plan it was to stay close to is taken from the frozen problem, as is that staying close came first:
 * both are of the asking, not of the county. `pinsApart`: what officers have fixed since does not count.
 */
export function recheck(
  frozen: Problem,
  plan: Pick<Plan, 'moves' | 'circuits' | 'placements'>,
  now: Problem,
  { pinsApart = false }: { readonly pinsApart?: boolean } = {},
): Recheck {
  const county = caseOf(frozen);
  const findings = audit(
    county,
    county.postings(plan.moves),
    county.circuitsOf(plan.circuits),
    county.placementsOf(plan.placements),
  );
  const present = asAsked(frozen, pinsApart ? { ...now, pins: frozen.pins } : now);
  const current = problemHash(present) === problemHash(frozen);
  const differences = current ? [] : differencesBetween(frozen, present);
  return {
    findings,
    breaches: breachesIn(findings),
    current,
    differences: current || differences.length > 0 ? differences : [otherwise],
  };
}

function asAsked({ base, baseCircuits, policy }: Problem, now: Problem): Problem {
  const { base: _base, baseCircuits: _circuits, ...facts } = canonical(now);
  const asked: Problem = {
    ...facts,
    ...(base !== undefined && { base }),
    ...(baseCircuits !== undefined && { baseCircuits }),
  };
  const cameFirst = base !== undefined && policy.goals[0]?.name === fewestChanges.name;
  return cameFirst ? nearest(asked) : asked;
}

const otherwise: Words = {
  zh: '登记数据与编制方案时不同。',
  en: 'What is on file is not what the plan was made from.',
};
