import { type Column, DataTable } from '../../ui/data-table.tsx';
import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { type Counts, columns, type Preview, type Stage } from './preview.ts';

interface Row {
  readonly key: string;
  readonly name: string;
  readonly counts: Counts;
}

/** The public tables as they would be: hidden cells marked as everybody would see them. */
export function PreviewTables({ preview }: { readonly preview: Preview }) {
  const { t } = useWords();
  return (
    <>
      <p className="quiet small">{t('publicFigures.legend')}</p>
      {preview.stages.map((stage) => (
        <StageTable key={stage.stage} stage={stage} />
      ))}
    </>
  );
}

function StageTable({ stage }: { readonly stage: Stage }) {
  const { t, language } = useWords();
  const rows: readonly Row[] = [
    ...stage.schools.map(({ code, name, counts }) => ({ key: code, name, counts })),
    ...(stage.together ? [{ key: '', name: t('publicFigures.together'), counts: stage.together }] : []),
    { key: '*', name: t('publicFigures.total'), counts: stage.total },
  ];
  const shown: readonly Column<Row>[] = [
    {
      key: 'name',
      title: t('publicFigures.school'),
      cell: ({ key, name }) => (key === '*' ? <strong>{name}</strong> : name),
    },
    ...columns.map(
      (column): Column<Row> => ({
        key: column,
        title: t(`publicFigures.column.${column}`),
        end: true,
        cell: ({ counts }) => {
          const figure = counts[column];
          if (figure == null) return '';
          if (figure.hidden)
            return (
              <span className="badge" title={t('publicFigures.hiddenCell')}>
                <span aria-hidden="true">*</span>
                <span className="unseen">{t('publicFigures.hiddenCell')}</span>
              </span>
            );
          return figure.value === null ? '–' : count(figure.value, language);
        },
      }),
    ),
  ];
  const title = t('publicFigures.table', { stage: t(`stage.${stage.stage}`) });
  return (
    <section className="stack">
      <h2>{title}</h2>
      <DataTable caption={title} columns={shown} rows={rows} rowKey={({ key }) => key} />
    </section>
  );
}
