import { Alert } from 'antd';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { columns, type Preview } from './preview.ts';

type Difference = Preview['differences'][number];

const kinds = ['now-hidden', 'no-longer-hidden', 'few-changed'] as const;

/** Where the new figures and those published last tell more together than either by itself. */
export function Differences({ preview }: { readonly preview: Preview }) {
  const { t } = useWords();
  const { differences, version, stages } = preview;
  if (version === 0) return <p className="quiet">{t('publicFigures.first')}</p>;
  if (differences.length === 0)
    return <Alert type="success" showIcon title={t('publicFigures.noDifference')} />;
  const nameOf = ({ stage, school }: Difference) =>
    school === null
      ? t('publicFigures.total')
      : school === ''
        ? t('publicFigures.together')
        : (stages.find((one) => one.stage === stage)?.schools.find(({ code }) => code === school)?.name ??
          school);
  const shown: readonly Column<Difference>[] = [
    { key: 'stage', title: t('publicFigures.stage'), cell: ({ stage }) => t(`stage.${stage}`) },
    { key: 'school', title: t('publicFigures.school'), cell: nameOf },
    {
      key: 'column',
      title: t('publicFigures.figure'),
      cell: ({ column }) => {
        const known = columns.find((one) => one === column);
        return known ? t(`publicFigures.column.${known}`) : column;
      },
    },
    {
      key: 'kind',
      title: t('publicFigures.what'),
      cell: ({ kind }) => {
        const known = kinds.find((one) => one === kind);
        return known ? t(`publicFigures.kind.${known}`) : kind;
      },
    },
  ];
  return (
    <section className="stack">
      <Alert
        type="warning"
        showIcon
        title={t('publicFigures.warn', { count: differences.length })}
        description={t('publicFigures.warnText')}
      />
      <DataTable
        caption={t('publicFigures.differences')}
        columns={shown}
        rows={differences}
        rowKey={({ stage, school, column, kind }) => `${stage} ${school} ${column} ${kind}`}
      />
    </section>
  );
}
