import {
  PlanUnfilledDocument,
  type PlanUnfilledQuery,
  type UnfilledOpeningOrder,
} from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { usePostName } from '../../ui/post-name.ts';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { SectionName } from './section-name.tsx';
import { addressOfPost, orderOf, type PlanViewProps } from './view.ts';

type Opening = NonNullable<ReturnType<typeof openingsIn>>['nodes'][number];

/** What the plan leaves open, and why nobody could go. */
export function UnfilledTab({ planId, view, onView }: PlanViewProps) {
  const { t, say } = useWords();
  const nameOf = usePostName();
  const { rows, total, fetching, error, more, again, failure } = usePages(
    PlanUnfilledDocument,
    { id: planId, first: 200, ...orderOf(view.sort, orders, 'SCHOOL') },
    openingsIn,
  );
  const columns: readonly Column<Opening>[] = [
    {
      key: 'SCHOOL',
      title: t('plan.section'),
      sorts: true,
      cell: ({ section }) => <SectionName section={section} />,
    },
    { key: 'SUBJECT', title: t('plan.post'), sorts: true, cell: nameOf },
    { key: 'openings', title: t('plan.openings'), end: true, cell: ({ openings }) => openings },
    { key: 'filled', title: t('plan.filledHere'), end: true, cell: ({ filled }) => filled },
    {
      key: 'LEFT',
      title: t('plan.left'),
      end: true,
      sorts: true,
      cell: ({ left }) => <strong className="short">{left}</strong>,
    },
    { key: 'reason', title: t('plan.reason'), cell: ({ words }) => say(words) },
    {
      key: 'ask',
      onScreen: true,
      title: t('ask.title'),
      cell: (opening) => {
        const { section, subject, role } = opening;
        const place = `${section.school.name} ${t(`stage.${section.stage}`)} ${nameOf(opening)}`;
        return (
          <button
            type="button"
            className="link nowrap"
            aria-label={t('ask.whoElseFor', { place })}
            onClick={() =>
              onView({
                teacher: undefined,
                post: addressOfPost({ section: section.id, subject: subject?.code, role: role ?? undefined }),
              })
            }
          >
            {t('ask.whoElse')}
          </button>
        );
      },
    },
  ];
  if (error && rows.length === 0) return <Failure error={error} onRetry={again} />;
  if (rows.length === 0)
    return fetching ? (
      <Loading />
    ) : (
      <EmptyState title={t('plan.unfilledEmpty')}>{t('plan.unfilledEmptyText')}</EmptyState>
    );
  return (
    <div className="stack">
      <DataTable
        caption={t('plan.tab.unfilled')}
        columns={columns}
        rows={rows}
        rowKey={({ id }) => id}
        sort={view.sort}
        onSort={(sort) => onView({ sort })}
        selected={
          rows.find(
            ({ section, subject, role }) =>
              view.post ===
              addressOfPost({ section: section.id, subject: subject?.code, role: role ?? undefined }),
          )?.id
        }
      />
      <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
    </div>
  );
}

const orders: readonly UnfilledOpeningOrder[] = ['SCHOOL', 'SUBJECT', 'LEFT'];

const openingsIn = ({ node }: PlanUnfilledQuery) => (node?.__typename === 'Plan' ? node.unfilled : undefined);
