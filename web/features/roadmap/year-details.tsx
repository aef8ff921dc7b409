import { Tabs } from 'antd';
import type { SectionNameFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { day, fte, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { usePostName } from '../../ui/post-name.ts';
import type { Year } from './view.ts';

/** Who and where in one school year to come. */
export function YearDetails({ year }: { readonly year: Year }) {
  const { t } = useWords();
  const tables = useTables(year);
  return (
    <section className="stack" aria-label={schoolYear(year.schoolYear)}>
      <h2>{t('roadmap.details', { year: schoolYear(year.schoolYear) })}</h2>
      <Tabs
        destroyOnHidden
        items={tables.map(({ key, amount, table }) => ({
          key,
          label: `${t(`roadmap.tab.${key}`)} ${amount ?? ''}`,
          children:
            amount === undefined ? (
              <p className="quiet">{t('roadmap.hrOnly', { count: year.retired })}</p>
            ) : amount === 0 ? (
              <p className="quiet">{t('roadmap.nobody')}</p>
            ) : (
              table
            ),
        }))}
      />
    </section>
  );
}

type Person = { readonly id: string; readonly name: string; readonly staffNumber: string } | null;

/** The tables of a year; `amount` undefined: for HR alone. */
function useTables(year: Year) {
  const { t, say, language } = useWords();
  const postOf = usePostName();
  const section = (one: SectionNameFragment | null) =>
    one ? `${one.school.name} ${t(`stage.${one.stage}`)}` : t('unknown');
  const who = <Row extends { readonly teacher: Person }>(): Column<Row> => ({
    key: 'teacher',
    title: t('plan.teacher'),
    cell: ({ teacher }) =>
      teacher ? (
        <>
          {teacher.name} <span className="quiet small">{teacher.staffNumber}</span>
        </>
      ) : (
        t('unknown')
      ),
  });
  const table = <Row,>(key: Key, rows: readonly Row[], columns: readonly Column<Row>[]) => ({
    key,
    amount: rows.length,
    table: (
      <DataTable
        caption={t(`roadmap.tab.${key}`)}
        columns={columns}
        rows={rows}
        rowKey={(row) => String(rows.indexOf(row))}
      />
    ),
  });
  const plan = year.goesOnBy;
  const retirements = table('retirements', year.retirements ?? [], [
    who(),
    { key: 'section', title: t('roadmap.section'), cell: (row) => section(row.section) },
    { key: 'subject', title: t('plan.post'), cell: ({ subject }) => (subject ? say(subject.words) : '—') },
    { key: 'on', title: t('roadmap.day'), cell: ({ on }) => day(on, language) },
  ]);
  return [
    table('newGaps', year.newGaps, [
      { key: 'section', title: t('roadmap.section'), cell: (row) => section(row.section) },
      { key: 'subject', title: t('roadmap.subject'), cell: ({ subject }) => say(subject.words) },
      { key: 'before', title: t('roadmap.before'), end: true, cell: ({ before }) => fte(before, language) },
      {
        key: 'after',
        title: t('roadmap.afterExchange'),
        end: true,
        cell: ({ afterExchange }) => fte(afterExchange, language),
      },
      {
        key: 'gap',
        title: t('roadmap.now'),
        end: true,
        cell: ({ gap }) => <strong>{fte(gap, language)}</strong>,
      },
      {
        key: 'causes',
        title: t('roadmap.causes'),
        cell: ({ causes }) =>
          causes === null
            ? t('roadmap.causesHr')
            : causes
                .filter((one) => one.fte !== 0)
                .map((one) =>
                  t('roadmap.cause', {
                    cause: t(`roadmap.causeName.${one.cause}`),
                    fte: fte(one.fte, language),
                  }),
                )
                .join(t('comma')),
      },
    ]),
    table('unfilled', plan?.unfilled ?? [], [
      { key: 'section', title: t('roadmap.section'), cell: (row) => section(row.section) },
      { key: 'post', title: t('plan.post'), cell: postOf },
      { key: 'left', title: t('roadmap.left'), end: true, cell: ({ left }) => left },
      { key: 'why', title: t('roadmap.why'), cell: ({ words }) => say(words) },
    ]),
    table('moves', plan?.moves ?? [], [
      who(),
      { key: 'from', title: t('plan.from'), cell: ({ from }) => section(from) },
      { key: 'to', title: t('roadmap.to'), cell: ({ to }) => section(to) },
      { key: 'post', title: t('plan.post'), cell: postOf },
      { key: 'form', title: t('roadmap.form'), cell: ({ form }) => t(`moveForm.${form}`) },
    ]),
    table('due', year.due, [
      who(),
      { key: 'section', title: t('roadmap.section'), cell: (row) => section(row.section) },
      { key: 'on', title: t('roadmap.day'), cell: ({ on }) => day(on, language) },
      {
        key: 'eligible',
        title: t('roadmap.eligible'),
        cell: ({ eligible }) => (eligible === null ? '—' : t(eligible ? 'yes' : 'no')),
      },
    ]),
    year.retirements === null ? { ...retirements, amount: undefined } : retirements,
    table('returns', year.returns, [
      who(),
      { key: 'from', title: t('plan.from'), cell: ({ from }) => section(from) },
      { key: 'home', title: t('roadmap.home'), cell: ({ home }) => section(home) },
    ]),
  ];
}

type Key = 'newGaps' | 'unfilled' | 'moves' | 'due' | 'retirements' | 'returns';
