import { useCallback } from 'react';
import type { PlanHeadFragment } from '../../graphql/generated/graphql.ts';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { Placements } from './placements.tsx';
import { Unplaced } from './unplaced.tsx';
import type { PlanViewProps } from './view.ts';

interface Props extends PlanViewProps {
  readonly plan: PlanHeadFragment;
}

/** Who of the recruits goes where, and why; who is left over, and why: beside the moves, as both fill the same posts. */
export function RecruitsTab({ plan, planId, view, onView }: Props) {
  const { t, language } = useWords();
  const search = useCallback((q: string | undefined) => onView({ q }), [onView]);
  return (
    <div className="stack">
      <p className="quiet">{t('recruits.planLead', { day: day(plan.round.effective, language) })}</p>
      <SearchField label={t('recruits.search')} value={view.q} onSearch={search} />
      <Placements planId={planId} view={view} onView={onView} />
      {plan.recruitReasons.totalCount > 0 ? <Unplaced planId={planId} search={view.q} /> : null}
    </div>
  );
}
