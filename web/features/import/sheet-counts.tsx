import type { SheetRowFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { useEntity } from './entity.ts';

export function SheetCounts({ sheets }: { readonly sheets: readonly SheetRowFragment[] }) {
  const { t, language } = useWords();
  const entityOf = useEntity();
  const figures = (['added', 'changed', 'left', 'refused'] as const).map(
    (key): Column<SheetRowFragment> => ({
      key,
      title: t(`import.${key}`),
      end: true,
      cell: (row) => (
        <span className={key === 'refused' && row.refused > 0 ? 'bad strong' : undefined}>
          {count(row[key], language)}
        </span>
      ),
    }),
  );
  const columns = [
    {
      key: 'sheet',
      title: t('import.sheet'),
      cell: ({ sheet, entity }: SheetRowFragment) => sheet || entityOf(entity),
    },
    ...figures,
  ];
  return (
    <section className="stack">
      <h2>{t('import.bySheet')}</h2>
      <DataTable
        caption={t('import.bySheet')}
        columns={columns}
        rows={sheets}
        rowKey={({ sheet, entity }) => `${sheet} ${entity}`}
      />
    </section>
  );
}
