import type { BalanceReport, IndicatorReport } from '../balance/report.ts';
import type { IndicatorOf } from '../balance/standard.ts';
import { isIndicator } from '../indicators.ts';
import { type Column, columns, type PublicStage } from './table.ts';

/** A national indicator of one stage, as told to everybody. */
export interface PublicCoefficient {
  /** Version of the standard. */
  readonly standard: string;
  readonly code: string;
  /** Rounded to two decimals, or to as many as tell it apart from a limit that it is beyond; null: `because` says why not. */
  readonly coefficient: number | null;
  /** Whether it is within its limit, before rounding; null: not told, or the mean of all is limited. */
  readonly within: boolean | null;
  readonly because: 'hidden' | 'no-schools' | 'pupils-unknown' | 'not-reported' | 'nothing-counted' | null;
}

/**
 * The coefficients of one standard that may be told at a stage. A coefficient is one more equation about everything it is reckoned
 * from, and two decimals of it can be enough to tell a hidden figure; so it is told only where every one of those figures is:
 * then anybody could have reckoned it, and it tells nothing new. Amounts of facilities are not of people, but are split by the
 * pupils of every stage of a school: `others` are the other stages as told, `seniors` whether schools of this one have senior
 * pupils, who are told nowhere. `countsAlike`: the standard counts the very subjects as PE and the arts that the table does.
 */
export function coefficientsOf(
  report: BalanceReport,
  told: PublicStage,
  {
    others,
    seniors,
    countsAlike,
  }: {
    readonly others: readonly PublicStage[];
    readonly seniors: boolean;
    readonly countsAlike: boolean;
  },
): PublicCoefficient[] {
  const { indicators, limit } = report.stages.find(({ stage }) => stage === told.stage) ?? none;
  return indicators.map((found): PublicCoefficient => {
    const { code } = found.indicator;
    const not = (because: PublicCoefficient['because']) => ({
      standard: report.standard,
      code,
      coefficient: null,
      within: null,
      because,
    });
    const rests = columnsOf(found.indicator);
    const isSplit = !isIndicator(found.indicator.amount);
    if (rests.some((column) => holds(told, column, '*'))) return not('hidden');
    if (found.indicator.amount === 'arts-and-pe' && !countsAlike) return not('hidden');
    if (isSplit && (seniors || others.some((other) => sharesHidden(told, other)))) return not('hidden');
    if (!found.computable) return not(found.because.code);
    if (rests.some((column) => holds(told, column, null))) return not('not-reported');
    return { standard: report.standard, code, ...rounded(found, limit), because: null };
  });
}

const none = { indicators: [], limit: 0 };

function rounded({ coefficient, within }: IndicatorReport & { readonly computable: true }, limit: number) {
  let decimals = 2;
  // 0.5004 would be told as 0.50, and as beyond it.
  while (within === false && decimals < MOST_DECIMALS && Number(coefficient.toFixed(decimals)) <= limit)
    decimals += 1;
  return { coefficient: Number(coefficient.toFixed(decimals)), within };
}

const MOST_DECIMALS = 9;

const holds = ({ schools, total }: PublicStage, column: Column, figure: '*' | null): boolean =>
  total[column] === figure || schools.some(({ figures }) => figures[column] === figure);

/** Whether a school of the one stage has pupils at the other whose number is hidden or not on file. */
function sharesHidden(told: PublicStage, other: PublicStage): boolean {
  const here = new Set(told.schools.map(({ school }) => school));
  return other.schools.some(({ school, figures }) => here.has(school) && typeof figures.pupils !== 'number');
}

/** What of people an indicator is reckoned from. */
function columnsOf({ amount }: IndicatorOf): Column[] {
  const column = amount === 'arts-and-pe' ? 'artsAndPe' : columns.find((one) => one === amount);
  return column === undefined || column === 'pupils' ? ['pupils'] : ['pupils', 'teachers', column];
}
