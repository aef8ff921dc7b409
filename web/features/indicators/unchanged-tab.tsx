import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { EmptyState } from '../../ui/states.tsx';
import type { Indicator, PlanBalance } from './rows.ts';

interface Props {
  readonly unchanged: PlanBalance['unchanged'];
  readonly indicators: readonly Indicator[];
}

/** What the plan leaves as it is, and why: nobody should hope for it. */
export function UnchangedTab({ unchanged, indicators }: Props) {
  const { t, say } = useWords();
  if (unchanged.length === 0)
    return <EmptyState title={t('indicators.allChange')}>{t('indicators.allChangeText')}</EmptyState>;
  const columns: readonly Column<Props['unchanged'][number]>[] = [
    {
      key: 'indicator',
      title: t('indicators.indicator'),
      cell: ({ indicator }) => {
        const known = indicators.find(({ code }) => code === indicator);
        return known ? say(known.words) : indicator;
      },
    },
    { key: 'why', title: t('indicators.why'), cell: ({ words }) => say(words) },
  ];
  return (
    <DataTable
      caption={t('indicators.tab.unchanged')}
      columns={columns}
      rows={unchanged}
      rowKey={({ indicator }) => indicator}
    />
  );
}
