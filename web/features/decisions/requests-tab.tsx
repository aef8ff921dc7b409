import {
  type RequestRowFragment,
  type RequestState,
  RequestsDocument,
  type RequestsQuery,
} from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { dayOfInstant, fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { RequestDrawer } from './request-drawer.tsx';
import { orderOf, type RequestsView, requestStates } from './view.ts';

interface Props {
  readonly county: string;
  readonly view: RequestsView;
  readonly onView: (patch: RequestsView) => void;
}

/** Requests for teachers, those that wait first, each with what demand showed when it was made. */
export function RequestsTab({ county, view, onView }: Props) {
  const { t, say, language } = useWords();
  const state = view.state ?? 'SUBMITTED';
  const { rows, total, fetching, error, more, again, failure } = usePages(
    RequestsDocument,
    {
      county,
      first: 100,
      ...orderOf(view.sort),
      ...(state === 'ALL' ? {} : { filter: { states: [state] } }),
    },
    requestsIn,
  );
  const columns: readonly Column<RequestRowFragment>[] = [
    {
      key: 'NUMBER',
      title: t('decisions.number'),
      sorts: true,
      cell: ({ id, number }) => (
        <button type="button" className="link nowrap" onClick={() => onView({ request: id })}>
          {number}
        </button>
      ),
    },
    {
      key: 'section',
      title: t('decisions.section'),
      cell: ({ section }) => (
        <>
          {section.school.name} <span className="stage">{t(`stage.${section.stage}`)}</span>
        </>
      ),
    },
    { key: 'subject', title: t('decisions.subject'), cell: ({ subject }) => say(subject.words) },
    { key: 'count', title: t('decisions.count'), end: true, cell: ({ count }) => count },
    {
      key: 'level',
      title: t('decisions.level'),
      cell: ({ level }) => (level === 'NONE' ? t('decisions.anyLevel') : t(`backbone.${level}`)),
    },
    {
      key: 'PRIORITY',
      title: t('decisions.priority'),
      end: true,
      sorts: true,
      cell: ({ priority }) => priority,
    },
    {
      key: 'gap',
      title: t('decisions.gapThen'),
      end: true,
      cell: ({ evidence }) => (evidence ? fte(evidence.gap, language) : '—'),
    },
    {
      key: 'openings',
      title: t('decisions.openingsThen'),
      end: true,
      cell: ({ evidence }) => (evidence ? evidence.openings : '—'),
    },
    {
      key: 'told',
      title: t('decisions.told'),
      cell: ({ warnings, evidence }) => (
        <>
          {evidence?.critical ? <span className="bad">{t('decisions.critical')}</span> : null}
          {warnings.map((words) => (
            <div key={words.en} className="small">
              {say(words)}
            </div>
          ))}
        </>
      ),
    },
    {
      key: 'state',
      title: t('decisions.stateLabel'),
      cell: ({ state: now }) => t(`decisions.state.${now}`),
    },
    {
      key: 'CREATED',
      title: t('decisions.created'),
      sorts: true,
      cell: ({ createdAt }) => dayOfInstant(createdAt, language),
    },
  ];
  return (
    <div className="stack">
      <div className="row-end no-print">
        <SelectField<RequestState | 'ALL'>
          label={t('decisions.stateLabel')}
          none={t('decisions.state.SUBMITTED')}
          value={view.state}
          choices={[
            ...requestStates
              .filter((one) => one !== 'SUBMITTED')
              .map((value) => ({ value, label: t(`decisions.state.${value}`) })),
            { value: 'ALL' as const, label: t('all') },
          ]}
          onChange={(chosen) => onView({ state: chosen, request: undefined })}
        />
      </div>
      {error && rows.length === 0 ? <Failure error={error} onRetry={again} /> : null}
      {rows.length > 0 ? (
        <>
          <DataTable
            caption={t('decisions.tab.requests')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            sort={view.sort}
            onSort={(sort) => onView({ sort })}
            selected={view.request}
          />
          <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
        </>
      ) : fetching ? (
        <Loading />
      ) : error ? null : (
        <EmptyState title={t('decisions.empty')}>{t('decisions.emptyText')}</EmptyState>
      )}
      <RequestDrawer
        county={county}
        request={rows.find(({ id }) => id === view.request)}
        onClose={() => onView({ request: undefined })}
        onChanged={again}
      />
    </div>
  );
}

const requestsIn = ({ county }: RequestsQuery) => county?.requests;
