import { Button } from 'antd';
import {
  type AuditEntryFragment,
  AuditTrailDocument,
  type AuditTrailQuery,
} from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { useDeedNames } from '../../ui/deed-name.ts';
import { FormField } from '../../ui/form-field.tsx';
import { instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import './audit.css';
import { Changes } from './changes.tsx';
import { type AuditView, bySystem, filterOf } from './view.ts';

interface Props {
  readonly county: string;
  readonly view: AuditView;
  readonly onView: (patch: AuditView) => void;
}

const eventsIn = (data: AuditTrailQuery) => data.county?.auditEvents;

/** The beginnings of actions, in the order of a year's work. */
const kinds = [
  'import.',
  'teacher.',
  'correction.',
  'round.',
  'request.',
  'hold-back.',
  'wish.',
  'points.',
  'scenario.',
  'plan.',
  'objection.',
  'posting.',
  'assessment.',
  'letters.',
  'allowance.',
  'rectification.',
  'figures.',
  'policy.',
  'account.',
  'personal-data.',
] as const;

/** Who did what, when, to what, before and after. */
export function AuditPage({ county, view, onView }: Props) {
  const { t, language } = useWords();
  const { actionName, entityName } = useDeedNames();
  const { rows, total, fetching, error, more, again, failure } = usePages(
    AuditTrailDocument,
    { county, filter: filterOf(view), after: null },
    eventsIn,
  );
  const nothing: AuditView = {
    who: undefined,
    what: undefined,
    of: undefined,
    from: undefined,
    until: undefined,
  };
  const narrowed = Object.values(view).some((value) => value !== undefined);
  const columns: readonly Column<AuditEntryFragment>[] = [
    {
      key: 'at',
      title: t('audit.at'),
      cell: ({ at }) => <span className="nowrap">{instant(at, language)}</span>,
    },
    { key: 'who', title: t('audit.who'), cell: ({ user }) => user?.name ?? t('audit.system') },
    {
      key: 'what',
      title: t('audit.what'),
      cell: ({ action, reason }) => (
        <>
          <strong>{actionName(action)}</strong>
          {reason ? <div className="quiet small audit-why">{t('audit.why', { reason })}</div> : null}
        </>
      ),
    },
    {
      key: 'of',
      title: t('audit.of'),
      cell: ({ entity, entityId }) =>
        entityId ? (
          <button
            type="button"
            className="link"
            aria-label={t('audit.ofThis', { what: entityName(entity) })}
            onClick={() => onView({ of: entityId })}
          >
            {entityName(entity)}
          </button>
        ) : (
          entityName(entity)
        ),
    },
    { key: 'changes', title: t('audit.changes'), cell: (entry) => <Changes entry={entry} /> },
  ];
  return (
    <Page title={t('audit.title')} lead={t('audit.lead')}>
      <div className="row-end no-print">
        <SelectField
          label={t('audit.what')}
          none={t('all')}
          value={kinds.find((kind) => kind === view.what)}
          choices={kinds.map((value) => ({ value, label: actionName(value) }))}
          onChange={(what) => onView({ what })}
        />
        <SearchField
          label={t('audit.whoExactly')}
          value={view.who === bySystem ? undefined : view.who}
          onSearch={(who) => onView({ who })}
        />
        <label className="row small">
          <input
            type="checkbox"
            checked={view.who === bySystem}
            onChange={({ target }) => onView({ who: target.checked ? bySystem : undefined })}
          />
          {t('audit.systemOnly')}
        </label>
        <FormField label={t('audit.from')}>
          {(field) => (
            <DayInput
              {...field}
              value={view.from ?? ''}
              max={view.until}
              onDay={(from) => onView({ from: from || undefined })}
            />
          )}
        </FormField>
        <FormField label={t('audit.until')}>
          {(field) => (
            <DayInput
              {...field}
              value={view.until ?? ''}
              min={view.from}
              onDay={(until) => onView({ until: until || undefined })}
            />
          )}
        </FormField>
        {narrowed ? <Button onClick={() => onView(nothing)}>{t('audit.clear')}</Button> : null}
      </div>
      {view.of === undefined ? null : <p className="quiet">{t('audit.oneRow')}</p>}
      {error && rows.length === 0 ? <Failure error={error} onRetry={again} /> : null}
      {rows.length > 0 ? (
        <>
          <div className="audit">
            <DataTable caption={t('audit.title')} columns={columns} rows={rows} rowKey={({ id }) => id} />
          </div>
          <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
        </>
      ) : fetching ? (
        <Loading />
      ) : error ? null : (
        <EmptyState
          title={t('audit.none')}
          action={narrowed ? <Button onClick={() => onView(nothing)}>{t('audit.clear')}</Button> : null}
        >
          {t(narrowed ? 'audit.noneSuch' : 'audit.noneText')}
        </EmptyState>
      )}
      <p className="quiet small">{t('audit.sealed')}</p>
    </Page>
  );
}
