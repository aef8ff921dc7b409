import { Link } from '@tanstack/react-router';
import { StandardsOfCountyDocument, type StandardsOfCountyQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { DownloadButton } from '../../ui/download-button.tsx';
import { day } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Failure } from '../../ui/states.tsx';
import type { zhCn } from '../../ui/words/zh-cn.ts';

interface Props {
  readonly county: string;
  readonly mayEdit: boolean;
}

interface Line {
  readonly key: string;
  readonly kind: keyof typeof zhCn.policy.standard;
  readonly version: string;
  /** Null: the national one, which has no first day here. */
  readonly from: string | null;
}

/** All other standards the county goes by: what is reckoned from them is reckoned by the version in force on the day. */
export function StandardsPart({ county, mayEdit }: Props) {
  const { t, language } = useWords();
  const { data, error, again } = useLiveQuery({ query: StandardsOfCountyDocument, variables: { county } });
  const columns: readonly Column<Line>[] = [
    { key: 'kind', title: t('policy.standardKind'), cell: ({ kind }) => t(`policy.standard.${kind}`) },
    { key: 'version', title: t('policy.version'), cell: ({ version }) => version },
    {
      key: 'from',
      title: t('policy.from'),
      cell: ({ from }) => (from === null ? t('policy.usual') : day(from, language)),
    },
  ];
  return (
    <section className="stack">
      <div className="row">
        <h2>{t('policy.standards')}</h2>
        {mayEdit ? (
          <span className="row row-end no-print">
            <DownloadButton path={`/standards.xlsx?county=${encodeURIComponent(county)}`}>
              {t('policy.download')}
            </DownloadButton>
            <Link to="/import" className="button-link">
              {t('policy.importOthers')}
            </Link>
          </span>
        ) : null}
      </div>
      <p className="quiet">{t('policy.standardsAbout')}</p>
      {error ? <Failure error={error} onRetry={again} /> : null}
      {data?.county ? (
        <DataTable
          caption={t('policy.standards')}
          columns={columns}
          rows={linesOf(data.county)}
          rowKey={({ key }) => key}
        />
      ) : null}
    </section>
  );
}

/** Kind by kind, the newest version first; where the county has none of its own, that the usual one holds. */
function linesOf(county: NonNullable<StandardsOfCountyQuery['county']>): readonly Line[] {
  const lists = {
    curriculum: county.curricula,
    load: county.loads,
    allowance: county.allowanceRates,
    posting: county.postingStandards,
    points: county.pointsRules,
    calendar: county.calendars,
  } as const;
  const kinds = Object.keys(lists) as (keyof typeof lists)[];
  const own = kinds.flatMap((kind): readonly Line[] =>
    lists[kind].length === 0
      ? [{ key: kind, kind, version: '—', from: null }]
      : lists[kind].map(({ id, version, effectiveFrom }) => ({
          key: id,
          kind,
          version,
          from: effectiveFrom,
        })),
  );
  const balance = [county.quality, county.basic].map(
    ({ kind, version, effectiveFrom }): Line => ({
      key: `${kind} ${version}`,
      kind,
      version,
      from: effectiveFrom ?? null,
    }),
  );
  return [...own, ...balance];
}
