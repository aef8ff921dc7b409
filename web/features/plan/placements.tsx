import {
  type PlacementOrder,
  type PlacementRowFragment,
  PlanPlacementsDocument,
  type PlanPlacementsQuery,
} from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { day, fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { Failure, Loading } from '../../ui/states.tsx';
import { RecruitName } from './recruit-name.tsx';
import { SectionName } from './section-name.tsx';
import { orderOf, type PlanViewProps } from './view.ts';

/** Whom the plan places, where, and why there; the reason for who reads the county. */
export function Placements({ planId, view, onView }: PlanViewProps) {
  const { t, say, language } = useWords();
  const { rows, total, fetching, error, more, again, failure } = usePages(
    PlanPlacementsDocument,
    {
      id: planId,
      first: 100,
      ...orderOf(view.sort, orders, 'RECRUIT'),
      filter: view.q === undefined ? {} : { search: view.q },
    },
    placementsIn,
  );
  const columns: readonly Column<PlacementRowFragment>[] = [
    {
      key: 'RECRUIT',
      title: t('recruits.recruit'),
      sorts: true,
      cell: ({ recruit }) => <RecruitName recruit={recruit} />,
    },
    {
      key: 'SCHOOL',
      title: t('recruits.to'),
      sorts: true,
      cell: ({ to }) => <SectionName section={to} />,
    },
    {
      key: 'subject',
      title: t('plan.subject'),
      cell: ({ subject }) => <span className="nowrap">{say(subject.words)}</span>,
    },
    {
      key: 'km',
      title: `${t('plan.km')} (${t('plan.kmUnit')})`,
      end: true,
      cell: ({ km }) =>
        km === null || km === undefined ? t('unknown') : fte(Math.round(km * 10) / 10, language),
    },
    {
      key: 'bed',
      title: t('plan.bed'),
      cell: ({ bed }) => <span className="nowrap">{bed ? t('plan.bedYes') : '—'}</span>,
    },
    {
      key: 'startsOn',
      title: t('recruits.firstDay'),
      cell: ({ startsOn }) => (
        <span className="nowrap">
          {startsOn ? day(startsOn, language) : <span className="quiet">{t('recruits.notOrdered')}</span>}
        </span>
      ),
    },
    ...(rows.some(({ recruit }) => recruit.reasons.nodes.length > 0) ? [why(t('plan.reason'), say)] : []),
  ];
  const title = t('recruits.placed', { count: total });
  if (error && rows.length === 0) return <Failure error={error} onRetry={again} />;
  return (
    <div className="stack">
      <h2 className="sub">{title}</h2>
      {rows.length > 0 ? (
        <>
          <DataTable
            caption={title}
            columns={columns}
            rows={rows}
            rowKey={({ id }) => id}
            sort={view.sort}
            onSort={(sort) => onView({ sort })}
          />
          <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
        </>
      ) : fetching ? (
        <Loading />
      ) : (
        <p className="quiet">{t(view.q === undefined ? 'recruits.placedNone' : 'recruits.none')}</p>
      )}
    </div>
  );
}

const why = (title: string, say: ReturnType<typeof useWords>['say']): Column<PlacementRowFragment> => ({
  key: 'why',
  title,
  cell: ({ recruit }) => recruit.reasons.nodes.map(({ words }) => say(words)).join(' '),
});

const orders: readonly PlacementOrder[] = ['RECRUIT', 'SCHOOL'];

const placementsIn = ({ node }: PlanPlacementsQuery) =>
  node?.__typename === 'Plan' ? node.placements : undefined;
