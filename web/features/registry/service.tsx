import type { TeacherOnRecordFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';

type Posting = TeacherOnRecordFragment['postings']['nodes'][number];
type Move = TeacherOnRecordFragment['moves']['nodes'][number];

/** Where the teacher was posted, and where plans would send her. */
export function Service({ teacher: { postings, moves } }: { readonly teacher: TeacherOnRecordFragment }) {
  const { t, language } = useWords();
  const dayOf = (value: string | null | undefined) => (value ? day(value, language) : '—');
  const served: readonly Column<Posting>[] = [
    { key: 'from', title: t('registry.from'), cell: ({ from }) => from?.school.name ?? '—' },
    { key: 'host', title: t('registry.host'), cell: ({ hostSchool }) => hostSchool.name },
    { key: 'form', title: t('registry.form'), cell: ({ form }) => t(`moveForm.${form}`) },
    { key: 'starts', title: t('registry.starts'), cell: ({ startsOn }) => dayOf(startsOn) },
    { key: 'ends', title: t('registry.ends'), cell: ({ endedOn, endsOn }) => dayOf(endedOn ?? endsOn) },
    { key: 'state', title: t('registry.state'), cell: ({ state }) => t(`registry.postingState.${state}`) },
  ];
  const planned: readonly Column<Move>[] = [
    { key: 'plan', title: t('title.plan'), cell: ({ plan }) => plan.name },
    { key: 'from', title: t('registry.from'), cell: ({ from }) => from.school.name },
    { key: 'to', title: t('registry.host'), cell: ({ to }) => to.school.name },
    { key: 'form', title: t('registry.form'), cell: ({ form }) => t(`moveForm.${form}`) },
  ];
  return (
    <div className="stack">
      <h2 className="sub">{t('registry.postings')}</h2>
      {postings.nodes.length === 0 ? (
        <p className="quiet">{t('registry.noPostings')}</p>
      ) : (
        <DataTable
          caption={t('registry.postings')}
          columns={served}
          rows={postings.nodes}
          rowKey={({ id }) => id}
        />
      )}
      <h2 className="sub">{t('registry.moves')}</h2>
      {moves.nodes.length === 0 ? (
        <p className="quiet">{t('registry.noMoves')}</p>
      ) : (
        <DataTable
          caption={t('registry.moves')}
          columns={planned}
          rows={moves.nodes}
          rowKey={({ id }) => id}
        />
      )}
    </div>
  );
}
