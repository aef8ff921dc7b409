import { useState } from 'react';
import {
  type PlanHeadFragment,
  PlanHistoryDocument,
  type PlanHistoryQuery,
} from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { Failure } from '../../ui/states.tsx';

const deeds = [
  'store',
  'edit',
  'undo',
  'branch',
  'submit',
  'withdraw',
  'approve',
  'send-back',
  'publish',
  'finalise',
  'discard',
  'replace',
] as const;

/** Who did what to the plan, the latest first, read when it is wanted. */
export function History({ plan }: { readonly plan: PlanHeadFragment }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="small">{t('planActs.history')}</summary>
      {open ? <Deeds key={plan.version} county={plan.round.county.code} plan={plan.id} /> : null}
    </details>
  );
}

function Deeds({ county, plan }: { readonly county: string; readonly plan: string }) {
  const { t, language } = useWords();
  const { rows, total, fetching, error, more, again, failure } = usePages(
    PlanHistoryDocument,
    { county, plan, first: 50 },
    deedsIn,
  );
  if (error && rows.length === 0) return <Failure error={error} onRetry={again} />;
  if (rows.length === 0)
    return <p className="quiet small">{t(fetching ? 'loading' : 'planActs.historyNone')}</p>;
  return (
    <>
      <ol className="deeds small">
        {rows.map(({ id, at, action, user, reason }) => (
          <li key={id}>
            <time dateTime={at}>{instant(at, language)}</time> <strong>{user?.name ?? t('unknown')}</strong>{' '}
            {deedIn(action) === undefined ? action : t(`planActs.deed.${deedIn(action) ?? 'edit'}`)}
            {reason ? <span className="quiet"> {t('planActs.because', { reason })}</span> : null}
          </li>
        ))}
      </ol>
      {more === undefined && failure === undefined ? null : (
        <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
      )}
    </>
  );
}

const deedIn = (action: string) => deeds.find((deed) => `plan.${deed}` === action);

const deedsIn = ({ county }: PlanHistoryQuery) => county?.auditEvents;
