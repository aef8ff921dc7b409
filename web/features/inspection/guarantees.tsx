import type { InspectionOfCountyQuery } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';

type Guarantee = NonNullable<NonNullable<InspectionOfCountyQuery['county']>['guarantees']>[number];

/** What the government guarantees of staffing, each with its figures, where it is broken, and the papers to lay out. */
export function Guarantees({ guarantees }: { readonly guarantees: readonly Guarantee[] }) {
  const { t, say, language } = useWords();
  const columns: readonly Column<Guarantee>[] = [
    { key: 'item', title: t('inspection.item'), end: true, cell: ({ item }) => item ?? '—' },
    {
      key: 'title',
      title: t('inspection.guarantee'),
      cell: ({ title, words }) => (
        <>
          <div className="strong">{title}</div>
          <div className="small">{say(words)}</div>
        </>
      ),
    },
    {
      key: 'met',
      title: t('inspection.met'),
      cell: ({ met, fromData }) =>
        met === null ? (
          <span className="nowrap">{t(fromData ? 'inspection.is.unknown' : 'inspection.is.papers')}</span>
        ) : (
          <span className={met ? 'good nowrap' : 'short nowrap'}>
            {t(met ? 'inspection.is.met' : 'inspection.is.broken')}
          </span>
        ),
    },
    {
      key: 'figures',
      title: t('inspection.figures'),
      cell: ({ figures }) => (
        <ul className="costs">
          {figures.map(({ name, unit, value }) => (
            <li key={name} className="nowrap">
              {name} {value === null ? t('inspection.notKnown') : `${fte(value, language)} ${unit}`}
            </li>
          ))}
        </ul>
      ),
    },
    {
      key: 'breaches',
      title: t('inspection.breaches'),
      cell: ({ breaches }) => <Breaches breaches={breaches} />,
    },
    {
      key: 'papers',
      title: t('inspection.papers'),
      cell: ({ papers }) => <span className="small">{say(papers)}</span>,
    },
  ];
  return (
    <DataTable
      caption={t('inspection.tab.guarantees')}
      columns={columns}
      rows={guarantees}
      rowKey={({ code }) => code}
    />
  );
}

function Breaches({ breaches }: { readonly breaches: Guarantee['breaches'] }) {
  const { t, language } = useWords();
  if (breaches.length === 0) return <>—</>;
  return (
    <details>
      <summary>{t('inspection.breachCount', { count: breaches.length })}</summary>
      <ul className="costs small">
        {breaches.map(({ school, section, grade, found, limit }) => (
          <li key={`${school} ${section?.id} ${grade} ${found}`}>
            {section ? `${section.school.name} ${t(`stage.${section.stage}`)}` : school}
            {grade === null ? null : ` ${t('inspection.grade', { grade })}`}{' '}
            {t('inspection.foundLimit', { found: fte(found, language), limit: fte(limit, language) })}
          </li>
        ))}
      </ul>
    </details>
  );
}
