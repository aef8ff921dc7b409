import { Alert, App, Button } from 'antd';
import { useCallback, useState } from 'react';
import {
  AllowancesDocument,
  type AllowancesQuery,
  ApproveAllowancesDocument,
} from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { ActDialog } from '../../ui/act-dialog.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DownloadButton } from '../../ui/download-button.tsx';
import { Figures } from '../../ui/figures.tsx';
import { count, instant } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { MonthField } from '../../ui/month-field.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { useAct } from '../../ui/use-act.ts';
import type { AllowancesView, OnView } from './view.ts';

interface Props {
  readonly county: { readonly id: string; readonly code: string };
  readonly month: string;
  readonly view: AllowancesView;
  readonly onView: OnView;
}

type List = Extract<
  NonNullable<AllowancesQuery['county']>['allowances'],
  { readonly __typename: 'AllowanceList' }
>;
type Row = List['rows'][number];

/** Who is paid what for a month, how each is reckoned, and the approval. */
export function MonthTab({ county, month, view, onView }: Props) {
  const { t } = useWords();
  const { data, error, fetching, again } = useLiveQuery({
    query: AllowancesDocument,
    variables: { county: county.code, month },
  });
  const found = data?.county?.allowances;
  const list = found?.__typename === 'AllowanceList' ? found : undefined;
  return (
    <div className="stack">
      <div className="row-end no-print">
        <MonthField label={t('allowances.month')} value={month} onMonth={(next) => onView({ month: next })} />
        {list?.exportPath ? (
          <DownloadButton path={list.exportPath}>{t('allowances.download')}</DownloadButton>
        ) : null}
      </div>
      {error ? <Failure error={error} onRetry={again} /> : null}
      {list ? (
        <MonthList county={county} list={list} view={view} onView={onView} again={again} />
      ) : found && 'message' in found ? (
        <Alert type="error" showIcon title={found.message} />
      ) : fetching ? (
        <Loading />
      ) : null}
    </div>
  );
}

interface ListProps extends Omit<Props, 'month'> {
  readonly list: List;
  readonly again: () => void;
}

function MonthList({ county, list, view, onView, again }: ListProps) {
  const { t, say, language } = useWords();
  const [shown, setShown] = useState<ReadonlySet<string>>(new Set());
  const [approving, setApproving] = useState(false);
  const search = useCallback((q: string | undefined) => onView({ q }), [onView]);
  const rows = list.rows.filter(
    ({ teacher }) => !view.q || teacher.name.includes(view.q) || teacher.staffNumber.includes(view.q),
  );
  const { paid, changed } = list;
  const approvedOnce = list.approvals.length > 0;
  const yuan = (amount: number) => count(amount, language);
  const columns: readonly Column<Row>[] = [
    {
      key: 'teacher',
      title: t('allowances.teacher'),
      cell: ({ teacher }) => (
        <span className="nowrap">
          {teacher.name} <span className="quiet small">{teacher.staffNumber}</span>
        </span>
      ),
    },
    { key: 'school', title: t('allowances.school'), cell: ({ teacher }) => teacher.serving.school.name },
    { key: 'zone', title: t('allowances.zone'), cell: ({ zones }) => zones.join(t('comma')) || '—' },
    { key: 'days', title: t('allowances.days'), end: true, cell: ({ days }) => days },
    { key: 'years', title: t('allowances.years'), end: true, cell: ({ years }) => years ?? '—' },
    { key: 'area', title: t('allowances.area'), end: true, cell: ({ area }) => yuan(area) },
    {
      key: 'transport',
      title: t('allowances.transport'),
      end: true,
      cell: ({ transport }) => yuan(transport),
    },
    { key: 'total', title: t('allowances.total'), end: true, cell: ({ total }) => yuan(total) },
    ...(approvedOnce
      ? [
          {
            key: 'approved',
            title: t('allowances.approved'),
            end: true,
            cell: ({ approved }: Row) => (approved === null || approved === undefined ? '—' : yuan(approved)),
          },
        ]
      : []),
    {
      key: 'how',
      title: t('allowances.how'),
      cell: ({ teacher, words }) => {
        const open = shown.has(teacher.id);
        return (
          <>
            <button
              type="button"
              className="link nowrap no-print"
              aria-expanded={open}
              aria-label={t('allowances.howOf', {
                act: t(open ? 'allowances.hide' : 'allowances.show'),
                name: teacher.name,
              })}
              onClick={() =>
                setShown((before) => {
                  const after = new Set(before);
                  if (!after.delete(teacher.id)) after.add(teacher.id);
                  return after;
                })
              }
            >
              {t(open ? 'allowances.hide' : 'allowances.show')}
            </button>
            {open ? <div className="reckoned small">{say(words)}</div> : null}
          </>
        );
      },
    },
  ];
  return (
    <>
      <Figures
        figures={[
          { label: t('allowances.people'), value: yuan(paid), unit: t('allowances.person') },
          { label: t('allowances.area'), value: yuan(list.area), unit: t('allowances.yuan') },
          { label: t('allowances.transport'), value: yuan(list.transport), unit: t('allowances.yuan') },
          {
            label: t('allowances.total'),
            value: yuan(list.total),
            unit: t('allowances.yuan'),
          },
        ]}
      />
      {approvedOnce ? (
        <Alert
          type={changed > 0 ? 'warning' : 'success'}
          showIcon
          title={t(changed > 0 ? 'allowances.changedSince' : 'allowances.approvedAll', { count: changed })}
          description={
            <ul className="remedies">
              {list.approvals.map(({ position, approvedAt, approvedBy, area, transport }) => (
                <li key={position}>
                  {t(position === 0 ? 'allowances.approval' : 'allowances.correction', {
                    by: approvedBy?.name ?? t('unknown'),
                    at: instant(approvedAt, language),
                    yuan: yuan(area + transport),
                  })}
                </li>
              ))}
            </ul>
          }
        />
      ) : null}
      {list.mayApprove ? (
        <div className="row no-print">
          <Button type="primary" onClick={() => setApproving(true)}>
            {t(approvedOnce ? 'allowances.correct' : 'allowances.approve')}
          </Button>
        </div>
      ) : null}
      {list.rows.length === 0 ? (
        <EmptyState title={t('allowances.empty')}>{t('allowances.emptyText')}</EmptyState>
      ) : (
        <>
          <SearchField label={t('allowances.find')} value={view.q} onSearch={search} />
          <DataTable
            caption={t('allowances.listOf', { month: list.month })}
            columns={columns}
            rows={rows}
            rowKey={({ teacher }) => teacher.id}
          />
        </>
      )}
      {approving && list.seal ? (
        <ApproveDialog
          countyId={county.id}
          list={list}
          seal={list.seal}
          onClose={() => setApproving(false)}
          again={again}
        />
      ) : null}
    </>
  );
}

interface ApproveProps {
  readonly countyId: string;
  readonly list: List;
  readonly seal: string;
  readonly onClose: () => void;
  readonly again: () => void;
}

/** Freezes the month as it was read. */
function ApproveDialog({ countyId, list, seal, onClose, again }: ApproveProps) {
  const { t, language } = useWords();
  const { message } = App.useApp();
  const { act, fetching, notDone } = useAct(ApproveAllowancesDocument);
  const correcting = list.approvals.length > 0;
  const title = t(correcting ? 'allowances.correct' : 'allowances.approve');
  return (
    <ActDialog
      title={title}
      effect={t(correcting ? 'allowances.correctEffect' : 'allowances.approveEffect', {
        month: list.month,
        count: list.paid,
        yuan: count(list.total, language),
      })}
      doIt={title}
      busy={fetching}
      notDone={notDone}
      onDo={async () => {
        if (!(await act({ county: countyId, month: list.month, seal }))) return;
        message.success(t('allowances.done', { month: list.month }));
        onClose();
        again();
      }}
      onClose={onClose}
      onReadAgain={again}
    />
  );
}
