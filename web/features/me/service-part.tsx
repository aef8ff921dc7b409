import { MyServiceDocument, type MyServiceQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { DataTable } from '../../ui/data-table.tsx';
import { DownloadButton } from '../../ui/download-button.tsx';
import { day, fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';
import { Allowance } from './allowance.tsx';
import { PostingPanel } from './posting-panel.tsx';

interface Props {
  readonly teacherId: string;
  /** Code of the county. */
  readonly county: string;
}

type Teacher = Extract<NonNullable<MyServiceQuery['node']>, { readonly __typename: 'Teacher' }>;
type Letter = NonNullable<MyServiceQuery['county']>['letters']['nodes'][number];

/** Where the teacher was sent and is, what the host says of it, what is paid, and what counts as rural service. */
export function ServicePart({ teacherId, county }: Props) {
  const { t } = useWords();
  const { data, error, again } = useLiveQuery({
    query: MyServiceDocument,
    variables: { teacher: teacherId, county },
  });
  const teacher = data?.node?.__typename === 'Teacher' ? data.node : undefined;
  if (!teacher) return error ? <Failure error={error} onRetry={again} /> : <Loading />;
  const postings = teacher.postings.nodes;
  return (
    <>
      {postings.length === 0 ? (
        <EmptyState title={t('me.postingsNone')}>{t('me.postingsNoneText')}</EmptyState>
      ) : (
        postings.map((posting) => <PostingPanel key={posting.id} posting={posting} onChange={again} />)
      )}
      <Letters letters={(data?.county?.letters.nodes ?? []).filter((one) => one.teacher?.id === teacherId)} />
      {postings.length > 0 ? <Allowance teacherId={teacherId} county={county} /> : null}
      {teacher.ruralService ? <Rural service={teacher.ruralService} /> : null}
    </>
  );
}

function Letters({ letters }: { readonly letters: readonly Letter[] }) {
  const { t, language } = useWords();
  return (
    <section className="panel" aria-label={t('me.letters')}>
      <h2>{t('me.letters')}</h2>
      {letters.length === 0 ? (
        <p className="quiet">{t('me.lettersNone')}</p>
      ) : (
        <ul className="plain-list">
          {letters.map(
            ({ id, kind, reference, datedOn, standing, fromSchool, toSchool, docxPath, pdfPath }) => (
              <li key={id}>
                <div>
                  <strong>{t(`me.letterKind.${kind}`)}</strong> {reference}{' '}
                  {standing === 'IN_FORCE' ? null : (
                    <span className="badge">{t(`me.letterStanding.${standing}`)}</span>
                  )}
                  <p className="small">
                    {t('me.fromTo', { from: fromSchool?.name ?? '—', to: toSchool?.name ?? '—' })} ·{' '}
                    {day(datedOn, language)}
                  </p>
                </div>
                <span className="row no-print">
                  <DownloadButton path={pdfPath}>{t('me.pdf')}</DownloadButton>
                  <DownloadButton path={docxPath}>{t('me.docx')}</DownloadButton>
                </span>
              </li>
            ),
          )}
        </ul>
      )}
    </section>
  );
}

function Rural({ service }: { readonly service: NonNullable<Teacher['ruralService']> }) {
  const { t, language } = useWords();
  const { months, required, met, lines } = service;
  return (
    <section className="panel" aria-label={t('me.rural')}>
      <h2>{t('me.rural')}</h2>
      <p>
        {t(met ? 'me.ruralMet' : 'me.ruralNotMet', {
          months: fte(months, language),
          required: fte(required, language),
        })}
      </p>
      {lines.length === 0 ? null : (
        <DataTable
          caption={t('me.rural')}
          rows={lines}
          rowKey={({ posting, from }) => `${posting.id} ${from}`}
          columns={[
            { key: 'school', title: t('me.host'), cell: ({ posting }) => posting.hostSchool.name },
            {
              key: 'days',
              title: t('me.time'),
              cell: ({ from, until }) =>
                `${day(from, language)} – ${until == null ? t('me.goesOn') : day(until, language)}`,
            },
            {
              key: 'months',
              title: t('me.wholeMonths'),
              end: true,
              cell: (line) => fte(line.months, language),
            },
            {
              key: 'counted',
              title: t('me.counted'),
              end: true,
              cell: ({ counted }) => fte(counted, language),
            },
          ]}
        />
      )}
      <p className="quiet small">{t('me.ruralHow')}</p>
    </section>
  );
}
