import type { PostingTerms } from './terms.ts';

/** What a host tells of a posting; null: not told. */
export interface Assessed {
  /** Percent, 0 to 100. */
  readonly pupilSatisfaction: number | null;
  /** Place among the host's staff by the annual rating, 1 is the first, and of how many. */
  readonly rank: number | null;
  readonly rankedOf: number | null;
  readonly seriousViolation: boolean;
  readonly qualityGain: boolean | null;
}

/** One limit, what was found, and whether it is met. */
export interface AssessmentFinding {
  readonly code: 'pupil-satisfaction' | 'rank' | 'serious-violation' | 'quality-gain';
  /** Percent; the place; 1 for yes and 0 for no. Null: not told, which is not met. */
  readonly found: number | null;
  /** Percent; the last place that passes; 1 or 0. */
  readonly limit: number;
  readonly of: number | null;
  readonly met: boolean;
}

/**
 * Every limit in force, in its order; passed are those that meet all. Nothing is rounded: 79.99 is below 80, and of 10 the
 * sixth is in the first 60 percent and the seventh is not.
 *
 * Source: Yuan'an (domain A6): pupil satisfaction at least 80 %, no serious violation, a clear gain in quality, an annual
 * rating in the first 60 % of the host's staff.
 */
export function judge(
  { pupilSatisfaction, rank, rankedOf, seriousViolation, qualityGain }: Assessed,
  { assessment }: Pick<PostingTerms, 'assessment'>,
): readonly AssessmentFinding[] {
  const found: AssessmentFinding[] = [];
  const { pupilSatisfaction: least, topPercent } = assessment;
  if (least !== null)
    found.push({
      code: 'pupil-satisfaction',
      found: pupilSatisfaction,
      limit: least,
      of: null,
      met: pupilSatisfaction !== null && pupilSatisfaction >= least,
    });
  if (topPercent !== null)
    found.push({
      code: 'rank',
      found: rank,
      limit: rankedOf === null ? 0 : Math.floor((topPercent * rankedOf) / 100),
      of: rankedOf,
      met: rank !== null && rankedOf !== null && 100 * rank <= topPercent * rankedOf,
    });
  if (assessment.noSeriousViolation)
    found.push({
      code: 'serious-violation',
      found: seriousViolation ? 1 : 0,
      limit: 0,
      of: null,
      met: !seriousViolation,
    });
  if (assessment.qualityGain)
    found.push({
      code: 'quality-gain',
      found: qualityGain === null ? null : Number(qualityGain),
      limit: 1,
      of: null,
      met: qualityGain === true,
    });
  return found;
}
