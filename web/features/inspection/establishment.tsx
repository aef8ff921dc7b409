import type { InspectionOfCountyQuery } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { Figures } from '../../ui/figures.tsx';
import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { EmptyState } from '../../ui/states.tsx';
import type { InspectionView } from './view.ts';

type Row = NonNullable<NonNullable<InspectionOfCountyQuery['county']>['establishment']>[number];

interface Props extends Pick<InspectionView, 'standard'> {
  readonly rows: readonly Row[];
  readonly onStandard: (standard: InspectionView['standard']) => void;
}

/** Posts due, on file and held, section by section; structural shortages first. */
export function Establishment({ rows, standard, onStandard }: Props) {
  const { t, say, language } = useWords();
  const figure = (value: number | null) => (value === null ? '—' : count(value, language));
  const short = rows.filter(({ structuralShortage }) => structuralShortage === true);
  const sorted = [...short, ...rows.filter((row) => !short.includes(row))];
  const [first] = rows;
  const columns: readonly Column<Row>[] = [
    {
      key: 'section',
      title: t('inspection.section'),
      cell: ({ section }) =>
        section ? (
          <>
            {section.school.name} <span className="stage">{t(`stage.${section.stage}`)}</span>
          </>
        ) : (
          t('unknown')
        ),
    },
    { key: 'pupils', title: t('inspection.pupils'), end: true, cell: ({ pupils }) => figure(pupils) },
    { key: 'classes', title: t('inspection.classes'), end: true, cell: ({ classes }) => figure(classes) },
    { key: 'byPupils', title: t('inspection.byPupils'), end: true, cell: ({ byPupils }) => figure(byPupils) },
    {
      key: 'byClasses',
      title: t('inspection.byClasses'),
      end: true,
      cell: ({ byClasses }) => figure(byClasses),
    },
    { key: 'due', title: t('inspection.due'), end: true, cell: ({ due }) => figure(due) },
    { key: 'onFile', title: t('inspection.onFile'), end: true, cell: ({ onFile }) => figure(onFile) },
    {
      key: 'registered',
      title: t('inspection.registered'),
      end: true,
      cell: ({ registered }) => figure(registered),
    },
    { key: 'serving', title: t('inspection.serving'), end: true, cell: ({ serving }) => figure(serving) },
    {
      key: 'beyond',
      title: t('inspection.beyond'),
      end: true,
      cell: ({ beyond }) =>
        beyond === null ? (
          '—'
        ) : beyond === 0 ? (
          '0'
        ) : (
          <span className={beyond > 0 ? 'over nowrap' : 'short nowrap'}>
            {t(beyond > 0 ? 'inspection.over' : 'inspection.under', { count: Math.abs(beyond) })}
          </span>
        ),
    },
    {
      key: 'missing',
      title: t('inspection.missing'),
      cell: ({ missing, structuralShortage }) =>
        missing.length === 0 ? (
          '—'
        ) : (
          <>
            {missing.map(({ words }) => say(words)).join(t('comma'))}{' '}
            {structuralShortage ? (
              <span className="badge" data-severity="GRAVE">
                {t('inspection.structural')}
              </span>
            ) : null}
          </>
        ),
    },
  ];
  if (!first)
    return <EmptyState title={t('inspection.noSections')}>{t('inspection.noSectionsText')}</EmptyState>;
  const beyond = (way: 1 | -1) => rows.reduce((sum, row) => sum + Math.max(0, way * (row.beyond ?? 0)), 0);
  return (
    <div className="stack">
      <div className="row-end no-print">
        <SelectField
          label={t('inspection.standard')}
          none={t('inspection.inForce')}
          value={standard}
          choices={(['UNIFIED_2014', 'BY_PLACE_2001'] as const).map((value) => ({
            value,
            label: t(`inspection.standardName.${value}`),
          }))}
          onChange={onStandard}
        />
        <span className="quiet small">{t('inspection.version', { version: first.standard })}</span>
      </div>
      <Figures
        figures={[
          {
            label: t('inspection.structural'),
            value: count(short.length, language),
            unit: t('inspection.sections'),
            tone: short.length > 0 ? 'bad' : undefined,
          },
          {
            label: t('inspection.underAll'),
            value: count(beyond(-1), language),
            unit: t('inspection.posts'),
          },
          { label: t('inspection.overAll'), value: count(beyond(1), language), unit: t('inspection.posts') },
        ]}
      />
      <p className="quiet small">{t('inspection.ratios')}</p>
      <DataTable
        caption={t('inspection.tab.establishment')}
        columns={columns}
        rows={sorted}
        rowKey={({ section, pupils, registered }) => section?.id ?? `${pupils} ${registered}`}
      />
    </div>
  );
}
