import type {
  BarSeriesOption,
  LineSeriesOption,
  LinesSeriesOption,
  ScatterSeriesOption,
} from 'echarts/charts';
import { BarChart, LineChart, LinesChart, ScatterChart } from 'echarts/charts';
import type { GridComponentOption, LegendComponentOption, TooltipComponentOption } from 'echarts/components';
import { GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components';
import { type ComposeOption, init, use } from 'echarts/core';
import { CanvasRenderer } from 'echarts/renderers';
import { useEffect, useMemo, useRef } from 'react';
import { useDark } from '../dark.ts';

use([
  BarChart,
  LineChart,
  LinesChart,
  ScatterChart,
  GridComponent,
  LegendComponent,
  MarkLineComponent,
  TooltipComponent,
  CanvasRenderer,
]);

export type ChartOption = ComposeOption<
  | BarSeriesOption
  | LineSeriesOption
  | LinesSeriesOption
  | ScatterSeriesOption
  | GridComponentOption
  | LegendComponentOption
  | TooltipComponentOption
>;

interface Props {
  readonly option: ChartOption;
  readonly height: number;
  readonly summary: string;
}

/** The heavy half of a chart, fetched when one is shown. Its text and lines follow the display, light or dark. */
export function ChartCanvas({ option, height, summary }: Props) {
  const { dark } = useDark();
  const box = useRef<HTMLDivElement>(null);
  const look = useMemo(() => lookFor(dark), [dark]);
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const chart = init(element, look, { renderer: 'canvas' });
    chart.setOption({ animation: false, ...option });
    const watch = new ResizeObserver(() => chart.resize());
    watch.observe(element);
    return () => {
      watch.disconnect();
      chart.dispose();
    };
  }, [option, look]);
  return <div ref={box} className="chart-canvas" style={{ height }} role="img" aria-label={summary} />;
}

/** Blue, orange, green, purple, yellow, sky: told apart by readers who do not see all colours (Okabe and Ito, 2008). */
const onLight = ['#1b5a96', '#c4570a', '#00795a', '#a2518a', '#8a6d00', '#3f8fc4'];
const onDark = ['#7db8f0', '#f0a35e', '#5cc9a7', '#d99ac4', '#e3c65a', '#a5d3f2'];

function lookFor(dark: boolean) {
  const text = dark ? 'rgba(255,255,255,0.85)' : 'rgba(0,0,0,0.85)';
  const line = dark ? '#3a3f46' : '#d5d9df';
  const axis = {
    axisLine: { lineStyle: { color: line } },
    axisTick: { lineStyle: { color: line } },
    axisLabel: { color: text },
    splitLine: { lineStyle: { color: line } },
    nameTextStyle: { color: text },
  };
  return {
    color: dark ? onDark : onLight,
    backgroundColor: 'transparent',
    textStyle: { color: text, fontFamily: 'inherit' },
    legend: { textStyle: { color: text } },
    categoryAxis: { ...axis, splitLine: { show: false } },
    valueAxis: axis,
    tooltip: {
      backgroundColor: dark ? '#23262b' : '#ffffff',
      borderColor: line,
      textStyle: { color: text },
    },
  };
}
