import type { PlanInComparisonFragment, PlansSideBySideQuery } from '../../graphql/generated/graphql.ts';
import { useWords } from '../../ui/language.ts';
import { places } from './view.ts';

/** A further plan set against the first one. */
export type Pair = NonNullable<PlansSideBySideQuery['b']>;

/** What a plan is called in a column: its place and its name. */
export function usePlanTitle(): (plans: readonly PlanInComparisonFragment[], index: number) => string {
  const { t } = useWords();
  return (plans, index) => `${t(`compare.${places[index] ?? 'a'}`)} · ${plans[index]?.name ?? ''}`;
}
