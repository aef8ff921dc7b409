import type { BalanceOfPlanQuery, BalancePartsFragment } from '../../graphql/generated/graphql.ts';

export type StageBalance = BalancePartsFragment['stages'][number];
export type Indicator = StageBalance['indicators'][number];
export type PlanBalance = NonNullable<
  Extract<NonNullable<BalanceOfPlanQuery['node']>, { readonly __typename: 'Plan' }>['balance']
>;

/** The least coefficient that any exchange could reach. */
export interface Least {
  readonly stage: StageBalance['stage'];
  readonly code: string;
  readonly least: number | null;
  readonly proven: boolean;
}

/** One indicator of a stage: today, after the plan, and at best. */
export interface IndicatorRow {
  readonly indicator: Indicator;
  /** The coefficient today; null: not computable. */
  readonly today: number | null;
  /** After the plan; undefined: no plan is looked at; null: not computable. */
  readonly after: number | null | undefined;
  /** Within its limit after the plan, or today where there is none; null: the mean is limited, or not computable. */
  readonly within: boolean | null;
  readonly least: Least | undefined;
}

/** The indicators of a stage, in the order of the standard. */
export function rowsOf(
  today: StageBalance,
  after: StageBalance | undefined,
  least: readonly Least[] = [],
): IndicatorRow[] {
  return today.indicators.map((indicator) => {
    const then = after?.indicators.find(({ code }) => code === indicator.code);
    return {
      indicator,
      today: indicator.coefficient,
      after: after === undefined ? undefined : (then?.coefficient ?? null),
      within: (then ?? indicator).within,
      least: least.find(({ stage, code }) => stage === today.stage && code === indicator.code),
    };
  });
}
