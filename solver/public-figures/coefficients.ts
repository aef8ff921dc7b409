import type { BalanceReport, IndicatorReport } from '../balance/report.ts';
import type { IndicatorOf } from '../balance/standard.ts';
import { type Column, columns, type PublicStage } from './table.ts';

/** A national indicator of one stage, as told to everybody. */
export interface PublicCoefficient {
  /** Version of the standard. */
  readonly standard: string;
  readonly code: string;
  /** Rounded to two decimals; null: `because` says why not. */
  readonly coefficient: number | null;
  /** Whether it is within its limit, before rounding; null: not told, or the mean of all is limited. */
  readonly within: boolean | null;
  readonly because: 'hidden' | 'no-schools' | 'pupils-unknown' | 'not-reported' | 'nothing-counted' | null;
}

/**
 * The coefficients of one standard that may be told at a stage. A coefficient is one more equation about everything it is reckoned
 * from, and two decimals of it can be enough to tell a hidden figure; so it is told only where every one of those figures is:
 * then anybody could have reckoned it, and it tells nothing new. Amounts of facilities are not of people.
 */
export function coefficientsOf(report: BalanceReport, told: PublicStage): PublicCoefficient[] {
  const indicators = report.stages.find(({ stage }) => stage === told.stage)?.indicators ?? [];
  return indicators.map((found): PublicCoefficient => {
    const { code } = found.indicator;
    const not = (because: PublicCoefficient['because']) => ({
      standard: report.standard,
      code,
      coefficient: null,
      within: null,
      because,
    });
    if (columnsOf(found.indicator).some((column) => hides(told, column))) return not('hidden');
    if (!found.computable) return not(found.because.code);
    return { standard: report.standard, code, ...rounded(found), because: null };
  });
}

const rounded = ({ coefficient, within }: IndicatorReport & { readonly computable: true }) => ({
  coefficient: Math.round(coefficient * 100) / 100,
  within,
});

const hides = ({ schools, total }: PublicStage, column: Column): boolean =>
  total[column] === '*' || schools.some(({ figures }) => figures[column] === '*');

/** What of people an indicator is reckoned from. */
function columnsOf({ amount }: IndicatorOf): Column[] {
  const column = amount === 'arts-and-pe' ? 'artsAndPe' : columns.find((one) => one === amount);
  return column === undefined || column === 'pupils' ? ['pupils'] : ['pupils', 'teachers', column];
}
