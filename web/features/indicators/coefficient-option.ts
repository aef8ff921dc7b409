import type { ChartOption } from '../../ui/chart/canvas.tsx';
import { coefficient } from '../../ui/format.ts';
import type { useWords } from '../../ui/language.ts';
import type { IndicatorRow, StageBalance } from './rows.ts';

interface Shown {
  readonly stage: StageBalance;
  readonly after: StageBalance | undefined;
  readonly rows: readonly IndicatorRow[];
}

/** Bars of a stage's coefficients; a limit of each is a line across them, a limit of the mean stands at the mean's own bar. */
export function coefficientOption(
  { stage, after, rows }: Shown,
  { t, say, language }: Pick<ReturnType<typeof useWords>, 't' | 'say' | 'language'>,
): ChartOption {
  // The first category stands at the bottom of the axis.
  const shown = [...rows].reverse();
  const mean = stage.limitsMean && stage.mean !== null;
  const names = [
    ...(mean ? [t('indicators.mean', { limit: stage.limit })] : []),
    ...shown.map(({ indicator }) => say(indicator.words)),
  ];
  const today = [...(mean ? [stage.mean] : []), ...shown.map((row) => row.today)];
  const then = [...(mean ? [after?.mean ?? null] : []), ...shown.map((row) => row.after ?? null)];
  const least = [...(mean ? [null] : []), ...shown.map((row) => row.least?.least ?? null)];
  const bars = (name: string, data: readonly (number | null)[]) => ({
    type: 'bar' as const,
    name,
    data: [...data],
    barMaxWidth: 12,
    label: {
      show: true,
      position: 'right' as const,
      color: 'inherit',
      formatter: ({ dataIndex }: { dataIndex: number }) => {
        const figure = data[dataIndex];
        return figure == null ? '' : coefficient(figure, language);
      },
    },
  });
  const limit = {
    silent: true,
    symbol: 'none',
    lineStyle: { color: '#d4483b', type: 'dashed' as const, width: 2 },
    label: { formatter: t('indicators.limitLine', { limit: stage.limit }), color: '#d4483b' },
    data: [{ xAxis: stage.limit }],
  };
  return {
    grid: { left: 8, right: 64, top: 48, bottom: 8 },
    legend: { top: 0, left: 0 },
    tooltip: {
      trigger: 'axis',
      valueFormatter: (value) => (typeof value === 'number' ? coefficient(value, language) : '—'),
    },
    xAxis: { type: 'value', min: 0 },
    yAxis: { type: 'category', data: names },
    series: [
      { ...bars(t('indicators.today'), today), ...(stage.limitsMean ? {} : { markLine: limit }) },
      ...(after ? [bars(t('indicators.after'), then)] : []),
      ...(least.some((one) => one !== null)
        ? [
            {
              type: 'scatter' as const,
              name: t('indicators.least'),
              symbol: 'diamond',
              symbolSize: 12,
              data: [...least],
            },
          ]
        : []),
    ],
  };
}
