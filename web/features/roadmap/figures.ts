import type { RoadmapYearPartsFragment } from '../../graphql/generated/graphql.ts';

export type Year = RoadmapYearPartsFragment;

/** The plan a year goes on by: the one that keeps the quotas, else the one that misses them least; undefined: none exists. */
export const planOf = ({ plan, missingQuotas }: Year): Year['plan'] | undefined =>
  plan.status === 'OPTIMAL' || plan.status === 'FEASIBLE' ? plan : (missingQuotas ?? undefined);

/** Full-time posts that are missing before the exchange; summed in thousandths, so that no dust is left behind. */
export const gapOf = ({ gaps }: Year): number =>
  gaps.reduce((sum, { gap }) => sum + Math.round(gap * 1_000), 0) / 1_000;

/** Posts that the plan leaves open; undefined: no plan exists. */
export const leftOf = (year: Year): number | undefined =>
  planOf(year)?.unfilled.reduce((sum, { left }) => sum + left, 0);
