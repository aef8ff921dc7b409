import { Button } from 'antd';
import { lazy, type ReactNode, Suspense, useId, useState } from 'react';
import { useWords } from '../language.ts';
import { Loading } from '../states.tsx';
import type { ChartOption } from './canvas.tsx';

const ChartCanvas = lazy(async () => ({ default: (await import('./canvas.tsx')).ChartCanvas }));

interface Props {
  /** What is shown, of whom, when. */
  readonly title: string;
  /** Of the figures; undefined: they have none. */
  readonly unit?: string;
  /** Where the figures come from, for who reads the printed page. */
  readonly source: string;
  /** Said to who cannot see the picture: what it shows, in a sentence. */
  readonly summary: string;
  readonly option: ChartOption;
  /** Pixels. */
  readonly height?: number;
  /** The same figures as a table; always there, one click away, and printed under the picture. */
  readonly table: ReactNode;
}

/** A picture of figures with its title, unit, source and the table behind it. Colours stand in `canvas.tsx`. */
export function Chart({ title, unit, source, summary, option, height = 320, table }: Props) {
  const { t } = useWords();
  const id = useId();
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="chart panel" aria-labelledby={id}>
      <figcaption className="chart-head">
        <span id={id} className="strong">
          {title}
        </span>
        {unit ? <span className="quiet small">{t('chart.unit', { unit })}</span> : null}
        <Button className="no-print" size="small" onClick={() => setAsTable(!asTable)}>
          {asTable ? t('chart.asChart') : t('chart.asTable')}
        </Button>
      </figcaption>
      <div className={asTable ? 'print-only' : undefined}>
        <Suspense fallback={<Loading />}>
          <ChartCanvas option={option} height={height} summary={summary} />
        </Suspense>
      </div>
      <div className={asTable ? undefined : 'print-only'}>{table}</div>
      <p className="quiet small">{t('chart.source', { source })}</p>
    </figure>
  );
}
