import { useMemo } from 'react';
import { Chart } from '../../ui/chart/chart.tsx';
import { coefficient } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { coefficientOption } from './coefficient-option.ts';
import { CoefficientTable } from './coefficient-table.tsx';
import type { IndicatorRow, StageBalance } from './rows.ts';

interface Props {
  /** Of the standard. */
  readonly title: string;
  readonly stage: StageBalance;
  readonly after: StageBalance | undefined;
  readonly rows: readonly IndicatorRow[];
}

/** Each coefficient as a bar against the limit, today and after the plan, with the least any exchange could reach. */
export function CoefficientChart({ title, stage, after, rows }: Props) {
  const { t, say, language } = useWords();
  const option = useMemo(
    () => coefficientOption({ stage, after, rows }, { t, say, language }),
    [rows, stage, after, t, say, language],
  );
  const { mean } = after ?? stage;
  const beyond = rows.filter(({ within }) => within === false).length;
  return (
    <Chart
      title={t('indicators.chart', { standard: title, stage: t(`stage.${stage.stage}`) })}
      source={t('indicators.source')}
      summary={
        stage.limitsMean
          ? t('indicators.summaryMean', {
              count: rows.length,
              limit: stage.limit,
              mean: mean === null ? t('unknown') : coefficient(mean, language),
            })
          : t('indicators.summary', { count: rows.length, beyond, limit: stage.limit })
      }
      option={option}
      height={80 + (rows.length + (stage.limitsMean ? 1 : 0)) * (after ? 46 : 32)}
      table={
        <CoefficientTable stage={stage} after={after} rows={rows} caption={t('indicators.chartTable')} />
      }
    />
  );
}
