import { caseOf } from '../case.ts';
import { type BackboneLevel, levelReaches, type Problem } from '../problem.ts';

/** What is on file of a school year's exchange. */
export interface ExchangeFacts {
  /** By the autumn it starts in. */
  readonly schoolYear: number;
  /** The plans of that year that are final, taken together, else the one made public; null: there is none. */
  readonly plan: PublishedPlan | null;
  /** Who began a posting in the school year, by the day; the return from one, seats of cadres and circuits are none. */
  readonly postings: readonly { readonly teacher: string; readonly backbone: BackboneLevel }[];
}

export interface PublishedPlan {
  /** Of several, one after the other. */
  readonly name: string;
  readonly state: 'provisional' | 'final';
  /** The facts it rests on, as they were frozen; of several, those frozen first. */
  readonly problem: Problem;
  /** Staff numbers of those it sends to a teacher's post; returns and cadres' seats apart. */
  readonly moves: readonly string[];
}

/** How many may go, and how many have gone or are told to. */
export interface Exchange {
  readonly schoolYear: number;
  readonly policy: string;
  /** Name and state of the plan; null: none is public. */
  readonly plan: Pick<PublishedPlan, 'name' | 'state'> | null;
  /** By the plan; null: none is public. */
  readonly planned: number | null;
  /** Who has begun a posting. */
  readonly begun: number;
  /** Planned or begun, each person once; null: there is neither a plan nor a posting. */
  readonly exchanged: number | null;
  /** Of those, backbone teachers. */
  readonly backbone: number | null;
  /**
   * Who may go by the policy: of the plan's problem, as it stood before anybody moved; without a plan, of the county as it
   * stands. Whoever is exchanged is among them, as above the line so below it.
   */
  readonly eligible: number;
}

/** The exchange of a school year; `standing` is the problem that the county would be on the day. */
export function exchangeOf(
  { schoolYear, plan, postings }: ExchangeFacts,
  standing: Problem,
  leastLevel: BackboneLevel,
): Exchange {
  const problem = plan?.problem ?? standing;
  const levels = new Map(
    [...standing.teachers, ...problem.teachers].map(({ id, backbone }) => [id, backbone]),
  );
  // The level as frozen counts before the one now on file: a plan was made by it.
  for (const { teacher, backbone } of postings) if (!levels.has(teacher)) levels.set(teacher, backbone);
  const begun = new Set(postings.map(({ teacher }) => teacher));
  const exchanged = new Set([...(plan?.moves ?? []), ...begun]);
  const isBackbone = (teacher: string) => levelReaches(levels.get(teacher) ?? 'none', leastLevel);
  const mayGo = new Set(caseOf(problem).base.map(({ id }) => id));
  const known = plan !== null || begun.size > 0;
  return {
    schoolYear,
    policy: problem.policy.version,
    plan: plan && { name: plan.name, state: plan.state },
    planned: plan && new Set(plan.moves).size,
    begun: begun.size,
    exchanged: known ? exchanged.size : null,
    backbone: known ? [...exchanged].filter(isBackbone).length : null,
    eligible: new Set([...mayGo, ...exchanged]).size,
  };
}
