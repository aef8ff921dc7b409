import { Button } from 'antd';
import type { FaultRowFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { count as format } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { saveTable } from '../../ui/save.ts';

interface Props {
  readonly title: string;
  readonly faults: readonly FaultRowFragment[];
  /** How many there are in all; the API lists the first 1,000. */
  readonly count: number;
}

/** Each place in the file, what stands there and what should; to take along as CSV. */
export function Faults({ title, faults, count }: Props) {
  const { t, language } = useWords();
  const columns: readonly Column<FaultRowFragment>[] = [
    { key: 'sheet', title: t('import.sheet'), cell: ({ sheet }) => sheet ?? '—' },
    { key: 'row', title: t('import.row'), end: true, cell: ({ row }) => row ?? '—' },
    { key: 'column', title: t('import.column'), cell: ({ column }) => column ?? '—' },
    {
      key: 'found',
      title: t('import.found'),
      cell: ({ found }) => found ?? <span className="quiet">{t('import.blank')}</span>,
    },
    { key: 'expected', title: t('import.expected'), cell: ({ expected }) => expected },
  ];
  const saveAll = () => {
    const head = (['file', 'sheet', 'row', 'column', 'found', 'expected'] as const).map((key) =>
      t(`import.${key}`),
    );
    const rows = faults.map(({ file, sheet, row, column, found, expected }) => [
      file,
      sheet,
      row,
      column,
      found,
      expected,
    ]);
    saveTable(title, [head, ...rows]);
  };
  return (
    <section className="stack">
      <div className="row">
        <h2>{title}</h2>
        <Button size="small" onClick={saveAll}>
          {t('import.saveFaults')}
        </Button>
        {faults.length < count ? (
          <span className="quiet">{t('import.faultsShown', { shown: format(faults.length, language) })}</span>
        ) : null}
      </div>
      <DataTable
        caption={title}
        columns={columns}
        rows={faults}
        rowKey={({ sheet, row, column, code, found }) => JSON.stringify([sheet, row, column, code, found])}
      />
    </section>
  );
}
