import {
  ArithmeticOfPlanDocument,
  type BalanceArithmeticFragment,
  CountyArithmeticDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { asked, type By } from './by.ts';

type Value = BalanceArithmeticFragment['stages'][number]['indicators'][number]['values'][number];

/** What one school has of an indicator today, and after the plan where one is looked at. */
export interface SchoolValue extends Value {
  readonly after: Value | undefined;
}

/** What every indicator of the stage is reckoned from, by its code; read once a drawer wants it. */
export function useArithmetic({ county, plan, stage, ...by }: By, wanted: boolean) {
  const now = useLiveQuery({
    query: CountyArithmeticDocument,
    variables: { county, ...asked(by) },
    pause: !wanted || plan !== undefined,
  });
  const planned = useLiveQuery({
    query: ArithmeticOfPlanDocument,
    variables: { plan: plan ?? '', ...asked(by) },
    pause: !wanted || plan === undefined,
  });
  const { error, again } = plan === undefined ? now : planned;
  const change = planned.data?.node?.__typename === 'Plan' ? planned.data.node.balance : undefined;
  const today = plan === undefined ? now.data?.county?.balance : change?.before;
  const then = plan === undefined ? undefined : change?.after;
  const valuesOf = (balance: BalanceArithmeticFragment | null | undefined, code: string) =>
    balance?.stages.find((one) => one.stage === stage)?.indicators.find((one) => one.code === code)?.values ??
    [];
  return {
    known: today != null,
    error,
    again,
    /** The school with the least of it first. */
    of: (code: string): SchoolValue[] => {
      const after = valuesOf(then, code);
      return valuesOf(today, code).map((value) => ({
        ...value,
        after: after.find(({ section }) => section?.id === value.section?.id),
      }));
    },
  };
}
