import { PlanEditsDocument, type PlanEditsQuery } from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { Failure } from '../../ui/states.tsx';
import { SectionName } from './section-name.tsx';

interface Props {
  readonly planId: string;
  readonly open: boolean;
  readonly onOpen: (open: boolean) => void;
}

/** Every move made by hand in the plan, the latest first; those taken back are struck out and say so. */
export function EditList({ planId, open, onOpen }: Props) {
  const { t, language } = useWords();
  const { rows, total, fetching, more, failure } = usePages(
    PlanEditsDocument,
    { id: planId, first: 50 },
    editsIn,
  );
  if (failure && rows.length === 0) return <Failure error={failure.error} onRetry={failure.retry} />;
  return (
    <details open={open} onToggle={({ currentTarget }) => onOpen(currentTarget.open)}>
      <summary className="small">{t('hand.edits', { count: total })}</summary>
      <ol className="deeds small">
        {rows.map(({ id, createdAt, createdBy, teacher, before, after, undoneAt, reason }) => (
          <li key={id}>
            <span className="quiet">
              {instant(createdAt, language)} · {createdBy?.name ?? t('unknown')}
            </span>{' '}
            <strong>{teacher.name}</strong> {before ? <SectionName section={before} /> : t('ask.stays')} →{' '}
            {after ? <SectionName section={after} /> : t('ask.stays')}{' '}
            {undoneAt ? <span className="badge">{t('hand.undone')}</span> : null}
            {reason ? <span className="quiet"> {t('planActs.because', { reason })}</span> : null}
          </li>
        ))}
      </ol>
      {more === undefined && failure === undefined ? null : (
        <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
      )}
    </details>
  );
}

const editsIn = ({ node }: PlanEditsQuery) => (node?.__typename === 'Plan' ? node.edits : undefined);
