import type { RoadmapAnswerFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { EmptyState } from '../../ui/states.tsx';

type Begin = RoadmapAnswerFragment['startNow'][number];

/** What to begin now so that a year to come does not lack it, the nearest year first. */
export function StartNow({ startNow }: { readonly startNow: readonly Begin[] }) {
  const { t, say } = useWords();
  if (startNow.length === 0)
    return <EmptyState title={t('roadmap.nothingNow')}>{t('roadmap.nothingNowText')}</EmptyState>;
  const columns: readonly Column<Begin>[] = [
    {
      key: 'year',
      title: t('roadmap.forYear'),
      cell: (one) => <span className="nowrap">{schoolYear(one.schoolYear)}</span>,
    },
    { key: 'code', title: t('roadmap.what'), cell: ({ code }) => t(`roadmap.start.${code}`) },
    {
      key: 'words',
      title: t('roadmap.sentence'),
      cell: ({ words, places }) => (
        <>
          {say(words)}
          {places.length > 1 ? (
            <details className="small">
              <summary>{t('roadmap.places', { count: places.length })}</summary>
              <ul className="costs">
                {places.map((place) => (
                  <li key={place.section?.id ?? place.words.en}>{say(place.words)}</li>
                ))}
              </ul>
            </details>
          ) : null}
        </>
      ),
    },
  ];
  return (
    <section className="stack">
      <h2>{t('roadmap.startNow')}</h2>
      <DataTable
        caption={t('roadmap.startNow')}
        columns={columns}
        rows={startNow}
        rowKey={({ code, schoolYear: year, post, words }) => `${code} ${year} ${post} ${words.en}`}
      />
    </section>
  );
}
