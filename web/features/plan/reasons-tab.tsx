import { useCallback, useId } from 'react';
import {
  type Outcome,
  PlanReasonsDocument,
  type PlanReasonsQuery,
  type ReasonOrder,
} from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { HandButton } from './hand-button.tsx';
import { SectionName } from './section-name.tsx';
import { orderOf, type PlanViewProps } from './view.ts';

type Reason = NonNullable<ReturnType<typeof reasonsIn>>['nodes'][number];

/** Why each teacher goes, stays or may not go: what to read out to who asks "why me", "why not me". */
export function ReasonsTab({ planId, view, onView }: PlanViewProps) {
  const { t, say } = useWords();
  const id = useId();
  const { rows, total, fetching, error, more, again, failure } = usePages(
    PlanReasonsDocument,
    {
      id: planId,
      first: 100,
      ...orderOf(view.sort, orders, 'TEACHER'),
      filter: {
        ...(view.q === undefined ? {} : { search: view.q }),
        ...(view.outcome === undefined ? {} : { outcomes: [view.outcome] }),
      },
    },
    reasonsIn,
  );
  const search = useCallback((q: string | undefined) => onView({ q }), [onView]);
  const columns: readonly Column<Reason>[] = [
    {
      key: 'TEACHER',
      title: t('plan.teacher'),
      sorts: true,
      cell: ({ teacher }) => (
        <span className="nowrap">
          <button type="button" className="link" onClick={() => onView({ teacher: teacher.id })}>
            {teacher.name}
          </button>{' '}
          <span className="quiet small">{teacher.staffNumber}</span> <HandButton teacher={teacher} />
        </span>
      ),
    },
    {
      key: 'where',
      title: t('plan.where'),
      cell: ({ teacher }) => <SectionName section={teacher.serving} />,
    },
    {
      key: 'subject',
      title: t('plan.subject'),
      cell: ({ teacher }) => (teacher.subject ? say(teacher.subject.words) : '—'),
    },
    {
      key: 'outcome',
      title: t('plan.outcomeLabel'),
      cell: ({ outcome }) => (
        <span className="badge" data-outcome={outcome}>
          {t(`plan.outcome.${outcome}`)}
        </span>
      ),
    },
    { key: 'CODE', title: t('plan.reason'), sorts: true, cell: ({ words }) => say(words) },
  ];
  if (error && rows.length === 0) return <Failure error={error} onRetry={again} />;
  return (
    <div className="stack">
      <div className={view.outcome === undefined && view.q === undefined ? 'row-end no-print' : 'row-end'}>
        <SearchField label={t('plan.findTeacher')} value={view.q} onSearch={search} />
        <div className="field">
          <label htmlFor={id}>{t('plan.outcomeLabel')}</label>
          <select
            id={id}
            className="native"
            value={view.outcome ?? ''}
            onChange={({ target }) => onView({ outcome: outcomes.find((known) => known === target.value) })}
          >
            <option value="">{t('all')}</option>
            {outcomes.map((outcome) => (
              <option key={outcome} value={outcome}>
                {t(`plan.outcome.${outcome}`)}
              </option>
            ))}
          </select>
        </div>
      </div>
      {rows.length > 0 ? (
        <>
          <DataTable
            caption={t('plan.tab.reasons')}
            columns={columns}
            rows={rows}
            rowKey={(reason) => reason.id}
            sort={view.sort}
            onSort={(sort) => onView({ sort })}
            selected={rows.find(({ teacher }) => teacher.id === view.teacher)?.id}
          />
          <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
        </>
      ) : fetching ? (
        <Loading />
      ) : (
        <EmptyState title={t('plan.nobodyFits')}>{t('plan.nobodyFitsText')}</EmptyState>
      )}
    </div>
  );
}

const outcomes: readonly Outcome[] = ['MOVES', 'STAYS', 'NOT_ELIGIBLE'];
const orders: readonly ReasonOrder[] = ['TEACHER', 'CODE'];

const reasonsIn = ({ node }: PlanReasonsQuery) => (node?.__typename === 'Plan' ? node.reasons : undefined);
