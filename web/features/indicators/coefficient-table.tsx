import { type Column, DataTable } from '../../ui/data-table.tsx';
import { coefficient, signed } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import type { IndicatorRow, StageBalance } from './rows.ts';

interface Props {
  readonly stage: StageBalance;
  readonly after: StageBalance | undefined;
  readonly rows: readonly IndicatorRow[];
  readonly caption: string;
  readonly chosen?: string | undefined;
  /** Opens the arithmetic; undefined: the table is to be read alone. */
  readonly onChoose?: (code: string) => void;
}

/** The coefficients of a stage in figures, and whether each is within its limit. */
export function CoefficientTable({ stage, after, rows, caption, chosen, onChoose }: Props) {
  const { t, say, language } = useWords();
  const figure = (value: number | null | undefined) => (value == null ? '—' : coefficient(value, language));
  const withLeast = rows.some(({ least }) => least !== undefined);
  const columns: readonly Column<IndicatorRow>[] = [
    {
      key: 'indicator',
      title: t('indicators.indicator'),
      cell: ({ indicator: { code, words, notComputable } }) => (
        <>
          {onChoose && !notComputable ? (
            <button
              type="button"
              className="link"
              aria-label={t('indicators.howOf', { indicator: say(words) })}
              onClick={() => onChoose(code)}
            >
              {say(words)}
            </button>
          ) : (
            say(words)
          )}
          {notComputable ? (
            <div className="short small">
              {say(notComputable.words)}
              {notComputable.places.length > 0 ? ` ${notComputable.places.join(t('comma'))}` : null}
            </div>
          ) : null}
        </>
      ),
    },
    { key: 'today', title: t('indicators.today'), end: true, cell: ({ today }) => figure(today) },
    ...(after
      ? [
          {
            key: 'after',
            title: t('indicators.after'),
            end: true,
            cell: (row: IndicatorRow) => <strong>{figure(row.after)}</strong>,
          },
          {
            key: 'change',
            title: t('indicators.change'),
            end: true,
            cell: ({ today, after: then }: IndicatorRow) =>
              today === null || then == null ? '—' : <Change by={then - today} />,
          },
        ]
      : []),
    ...(withLeast
      ? [
          {
            key: 'least',
            title: t('indicators.least'),
            end: true,
            cell: ({ least }: IndicatorRow) =>
              least === undefined ? (
                '—'
              ) : least.least === null ? (
                t('indicators.leastNone')
              ) : (
                <>
                  {figure(least.least)}{' '}
                  <span className="quiet small">
                    {t(least.proven ? 'indicators.proven' : 'indicators.notProven')}
                  </span>
                </>
              ),
          },
        ]
      : []),
    {
      key: 'limit',
      title: t('indicators.limit'),
      end: true,
      cell: () => (stage.limitsMean ? t('indicators.byMean') : `≤ ${stage.limit}`),
    },
    {
      key: 'within',
      title: t('indicators.within'),
      cell: ({ within }) =>
        within === null ? (
          '—'
        ) : within ? (
          <span className="good">{t('indicators.is.within')}</span>
        ) : (
          <span className="short">{t('indicators.is.beyond')}</span>
        ),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={({ indicator }) => indicator.code}
      selected={chosen}
    />
  );
}

/** Below 0 is more even. */
function Change({ by }: { readonly by: number }) {
  const { t, language } = useWords();
  if (by === 0) return <span className="quiet">{t('indicators.same')}</span>;
  return <span className={by < 0 ? 'good' : 'short'}>{signed(by, language)}</span>;
}
