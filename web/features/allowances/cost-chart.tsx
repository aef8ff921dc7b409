import { useMemo } from 'react';
import { Chart } from '../../ui/chart/chart.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { count } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';

interface Month {
  readonly month: string;
  readonly teachers: number;
  readonly area?: number;
  readonly transport?: number;
  readonly total: number;
}

interface Props {
  readonly title: string;
  readonly source: string;
  readonly months: readonly Month[];
}

/** Yuan a month, by zone and for transport where both are known. */
export function CostChart({ title, source, months }: Props) {
  const { t, language } = useWords();
  const parts = months.every(({ area }) => area !== undefined);
  const option = useMemo(
    () => ({
      legend: { show: parts, top: 0 },
      tooltip: { trigger: 'axis' as const },
      grid: { left: 64, right: 16, top: 40, bottom: 32 },
      xAxis: { type: 'category' as const, data: months.map(({ month }) => month) },
      yAxis: { type: 'value' as const },
      series: parts
        ? [
            {
              type: 'bar' as const,
              stack: 'month',
              name: t('allowances.area'),
              data: months.map(({ area }) => area ?? 0),
            },
            {
              type: 'bar' as const,
              stack: 'month',
              name: t('allowances.transport'),
              data: months.map(({ transport }) => transport ?? 0),
            },
          ]
        : [{ type: 'bar' as const, name: t('allowances.total'), data: months.map(({ total }) => total) }],
    }),
    [months, parts, t],
  );
  const most = months.reduce<Month | undefined>(
    (best, month) => (best === undefined || month.total > best.total ? month : best),
    undefined,
  );
  const yuan = (amount: number | undefined) => (amount === undefined ? '—' : count(amount, language));
  return (
    <Chart
      title={title}
      unit={t('allowances.yuan')}
      source={source}
      summary={t('allowances.summary', {
        months: months.length,
        month: most?.month ?? '—',
        yuan: yuan(most?.total),
      })}
      option={option}
      table={
        <DataTable
          caption={title}
          rows={months}
          rowKey={({ month }) => month}
          columns={[
            { key: 'month', title: t('allowances.month'), cell: ({ month }) => month },
            {
              key: 'teachers',
              title: t('allowances.people'),
              end: true,
              cell: ({ teachers }) => yuan(teachers),
            },
            ...(parts
              ? [
                  {
                    key: 'area',
                    title: t('allowances.area'),
                    end: true,
                    cell: ({ area }: Month) => yuan(area),
                  },
                  {
                    key: 'transport',
                    title: t('allowances.transport'),
                    end: true,
                    cell: ({ transport }: Month) => yuan(transport),
                  },
                ]
              : []),
            { key: 'total', title: t('allowances.total'), end: true, cell: ({ total }) => yuan(total) },
          ]}
        />
      }
    />
  );
}
