import { useCallback } from 'react';
import {
  type MoveOrder,
  type MoveRowFragment,
  PlanMovesDocument,
  type PlanMovesQuery,
} from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { usePostName } from '../../ui/post-name.ts';
import { SearchField } from '../../ui/search-field.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { HandButton } from './hand-button.tsx';
import { PinMenu } from './pin-menu.tsx';
import type { Pins } from './pins.ts';
import { SectionName } from './section-name.tsx';
import { orderOf, type PlanViewProps } from './view.ts';

interface Props extends PlanViewProps {
  readonly pins: Pins;
  /** Ids of the two schools between which alone. */
  readonly between?: { readonly from: string; readonly to: string } | undefined;
}

export function MovesTab({ planId, view, onView, pins, between }: Props) {
  const { t, language } = useWords();
  const nameOf = usePostName();
  const { rows, total, fetching, error, more, again, failure } = usePages(
    PlanMovesDocument,
    {
      id: planId,
      first: 200,
      ...orderOf(view.sort, orders, 'TO'),
      filter: {
        ...(view.q === undefined ? {} : { search: view.q }),
        ...(between && { fromSchoolId: between.from, toSchoolId: between.to }),
      },
    },
    movesIn,
  );
  const search = useCallback((q: string | undefined) => onView({ q }), [onView]);
  const open = (teacher: string) => onView({ teacher });

  const columns: readonly Column<MoveRowFragment>[] = [
    {
      key: 'TEACHER',
      title: t('plan.teacher'),
      sorts: true,
      cell: ({ teacher }) => (
        <span className="nowrap">
          <button type="button" className="link" onClick={() => open(teacher.id)}>
            {teacher.name}
          </button>{' '}
          <span className="quiet small">{teacher.staffNumber}</span>{' '}
          {teacher.backbone === 'NONE' || teacher.backbone === 'SCHOOL' ? null : (
            <span className="badge">{t(`backbone.${teacher.backbone}`)}</span>
          )}
        </span>
      ),
    },
    { key: 'FROM', title: t('plan.from'), sorts: true, cell: ({ from }) => <SectionName section={from} /> },
    { key: 'TO', title: t('plan.to'), sorts: true, cell: ({ to }) => <SectionName section={to} /> },
    { key: 'SUBJECT', title: t('plan.post'), sorts: true, cell: nameOf },
    { key: 'form', title: t('plan.form'), cell: ({ form }) => t(`moveForm.${form}`) },
    {
      key: 'km',
      title: `${t('plan.km')} (${t('plan.kmUnit')})`,
      end: true,
      cell: ({ km }) =>
        km === null || km === undefined ? t('unknown') : fte(Math.round(km * 10) / 10, language),
    },
    { key: 'bed', title: t('plan.bed'), cell: ({ bed }) => (bed ? t('plan.bedYes') : '—') },
    {
      key: 'wish',
      title: t('plan.wish'),
      cell: ({ wishRank }) =>
        wishRank ? (
          t('plan.wishRank', { rank: wishRank })
        ) : (
          <span className="quiet">{t('plan.wishNone')}</span>
        ),
    },
    {
      key: 'why',
      title: t('plan.why'),
      onScreen: true,
      cell: ({ teacher }) => (
        <button
          type="button"
          className="link nowrap"
          aria-label={t('plan.whyOf', { name: teacher.name })}
          onClick={() => open(teacher.id)}
        >
          {t('plan.why')}
        </button>
      ),
    },
    ...(pins.may ? [pinColumn(t('plan.pin.title'), pins)] : []),
  ];

  if (error && rows.length === 0) return <Failure error={error} onRetry={again} />;
  return (
    <div className="stack">
      <SearchField label={t('plan.findTeacher')} value={view.q} onSearch={search} />
      {rows.length > 0 ? (
        <>
          <DataTable
            caption={t('plan.tab.moves')}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            sort={view.sort}
            onSort={(sort) => onView({ sort })}
            selected={rows.find(({ teacher }) => teacher.id === view.teacher)?.id}
          />
          <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
        </>
      ) : fetching ? (
        <Loading />
      ) : (
        <EmptyState title={view.q === undefined ? t('plan.movesEmpty') : t('plan.nobodyFits')}>
          {view.q === undefined ? t('plan.movesEmptyText') : t('plan.nobodyFitsText')}
        </EmptyState>
      )}
    </div>
  );
}

const orders: readonly MoveOrder[] = ['TEACHER', 'FROM', 'TO', 'SUBJECT'];

const movesIn = ({ node }: PlanMovesQuery) => (node?.__typename === 'Plan' ? node.moves : undefined);

const pinColumn = (title: string, pins: Pins): Column<MoveRowFragment> => ({
  key: 'pin',
  title,
  onScreen: true,
  cell: ({ teacher, to, subject, pinnable }) => (
    <span className="nowrap">
      <PinMenu teacher={teacher} to={pinnable ? to : undefined} subject={subject?.code} pins={pins} />
      <HandButton teacher={teacher} />
    </span>
  ),
});
