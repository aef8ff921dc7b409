import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { EmptyState } from '../../ui/states.tsx';
import type { StageBalance } from './rows.ts';

type LeftOut = StageBalance['leftOut'];

/** Which schools the coefficients do not count, and why. */
export function LeftOutTab({ leftOut }: { readonly leftOut: LeftOut }) {
  const { t, say } = useWords();
  if (leftOut.length === 0)
    return <EmptyState title={t('indicators.noneLeftOut')}>{t('indicators.noneLeftOutText')}</EmptyState>;
  const columns: readonly Column<LeftOut[number]>[] = [
    {
      key: 'school',
      title: t('indicators.school'),
      cell: ({ section }) => section?.school.name ?? t('unknown'),
    },
    { key: 'why', title: t('indicators.why'), cell: ({ words }) => say(words) },
  ];
  return (
    <DataTable
      caption={t('indicators.tab.leftOut')}
      columns={columns}
      rows={leftOut}
      rowKey={({ section, code }) => section?.id ?? code}
    />
  );
}
