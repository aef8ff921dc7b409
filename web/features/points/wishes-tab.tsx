import { useEffect, useMemo } from 'react';
import { WishesOfYearDocument, type WishesOfYearQuery } from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { Figures } from '../../ui/figures.tsx';
import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';

type Wish = NonNullable<WishesOfYearQuery['county']>['wishes']['nodes'][number];

interface Counted {
  readonly id: string;
  readonly name: string;
  readonly kind: 'school' | 'zone';
  readonly first: number;
  readonly all: number;
}

/** How many wish for which school or zone; nobody is named. */
export function WishesTab({ county, schoolYear }: { readonly county: string; readonly schoolYear: number }) {
  const { t, language } = useWords();
  const { rows, total, fetching, error, more, again } = usePages(
    WishesOfYearDocument,
    { county, schoolYear, first: 200 },
    wishesIn,
  );
  // What is counted is read whole: the next page follows by itself.
  useEffect(() => {
    if (!fetching && !error) more?.();
  }, [fetching, error, more]);
  const counted = useMemo(() => countedBy(rows), [rows]);
  if (error) return <Failure error={error} onRetry={again} />;
  if (rows.length < total || (fetching && rows.length === 0)) return <Loading />;
  if (rows.length === 0)
    return <EmptyState title={t('points.noWishes')}>{t('points.noWishesText')}</EmptyState>;
  return (
    <div className="stack">
      <Figures
        figures={[
          { label: t('points.wishers'), value: count(rows.length, language) },
          {
            label: t('points.volunteers'),
            value: count(rows.filter(({ volunteer }) => volunteer).length, language),
          },
        ]}
      />
      <DataTable
        caption={t('points.tab.wishes')}
        rows={counted}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', title: t('points.place'), cell: ({ name }) => name },
          { key: 'kind', title: t('points.kind'), cell: ({ kind }) => t(`points.kinds.${kind}`) },
          { key: 'first', title: t('points.first'), end: true, cell: ({ first }) => first },
          { key: 'all', title: t('points.any'), end: true, cell: ({ all }) => all },
        ]}
      />
    </div>
  );
}

const wishesIn = ({ county }: WishesOfYearQuery) => county?.wishes;

/** The most wished for first. */
function countedBy(wishes: readonly Wish[]): readonly Counted[] {
  const found = new Map<string, Counted>();
  for (const { rank, school, zone } of wishes.flatMap(({ choices }) => choices)) {
    const place = school ?? zone;
    if (!place) continue;
    const before = found.get(place.id);
    found.set(place.id, {
      id: place.id,
      name: place.name,
      kind: school ? 'school' : 'zone',
      first: (before?.first ?? 0) + (rank === 1 ? 1 : 0),
      all: (before?.all ?? 0) + 1,
    });
  }
  return [...found.values()].sort((a, b) => b.all - a.all || b.first - a.first);
}
