import { useMemo } from 'react';
import type { ChartOption } from '../../ui/chart/canvas.tsx';
import { Chart } from '../../ui/chart/chart.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { count, fte, schoolYear } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import type { Year } from './view.ts';

/** Year by year: what is missing, what the exchange leaves open, who goes and who retires. */
export function RoadmapChart({ years }: { readonly years: readonly Year[] }) {
  const { t, language } = useWords();
  const series = useMemo(
    () => [
      { key: 'gap', name: t('roadmap.gap'), of: ({ gap }: Year) => gap },
      { key: 'left', name: t('roadmap.left'), of: ({ left }: Year) => left ?? null },
      { key: 'moves', name: t('roadmap.moves'), of: ({ sent }: Year) => sent ?? null },
      { key: 'retired', name: t('roadmap.retired'), of: ({ retired }: Year) => retired },
    ],
    [t],
  );
  const option = useMemo(
    (): ChartOption => ({
      grid: { left: 8, right: 16, top: 48, bottom: 8 },
      legend: { top: 0, left: 0 },
      tooltip: { trigger: 'axis' },
      xAxis: { type: 'category', data: years.map((year) => schoolYear(year.schoolYear)) },
      yAxis: { type: 'value', min: 0 },
      series: series.map(({ name, of }) => ({
        type: 'bar',
        name,
        barMaxWidth: 28,
        data: years.map(of),
        label: {
          show: true,
          position: 'top',
          color: 'inherit',
          formatter: ({ value }) => (typeof value === 'number' ? fte(value, language) : ''),
        },
      })),
    }),
    [years, series, language],
  );
  const columns: readonly Column<Year>[] = [
    { key: 'year', title: t('roadmap.schoolYear'), cell: (year) => schoolYear(year.schoolYear) },
    ...series.map(
      ({ key, name, of }): Column<Year> => ({
        key,
        title: name,
        end: true,
        cell: (year) => {
          const figure = of(year);
          return figure === null ? '—' : fte(figure, language);
        },
      }),
    ),
  ];
  return (
    <Chart
      title={t('roadmap.chart')}
      unit={t('roadmap.unit')}
      source={t('roadmap.source')}
      summary={t('roadmap.summary', { count: count(years.length, language) })}
      option={option}
      table={
        <DataTable
          caption={t('roadmap.chart')}
          columns={columns}
          rows={years}
          rowKey={(year) => String(year.schoolYear)}
        />
      }
    />
  );
}
