import { Drawer } from 'antd';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { coefficient, fte, percent, signed } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { Failure, Loading } from '../../ui/states.tsx';
import type { By } from './by.ts';
import type { IndicatorRow, PlanBalance } from './rows.ts';
import { type SchoolValue, useArithmetic } from './use-arithmetic.ts';

type Moves = PlanBalance['indicators'][number]['moves'];

interface Props {
  readonly by: By;
  /** Undefined: closed. */
  readonly row: IndicatorRow | undefined;
  /** Each move's share of the change; undefined: no plan, or none changes it. */
  readonly moves: Moves | undefined;
  readonly onSchool: (section: string) => void;
  readonly onClose: () => void;
}

/** How a coefficient comes about: every school's figure, what it adds, and which moves change it. */
export function ArithmeticDrawer({ by, row, moves, onSchool, onClose }: Props) {
  const { say } = useWords();
  return (
    <Drawer
      open={row !== undefined}
      onClose={onClose}
      title={row ? say(row.indicator.words) : ''}
      size={760}
      destroyOnHidden
    >
      {row ? <Arithmetic by={by} row={row} moves={moves} onSchool={onSchool} /> : null}
    </Drawer>
  );
}

function Arithmetic({ by, row, moves, onSchool }: Omit<Props, 'row' | 'onClose'> & { row: IndicatorRow }) {
  const { t, language } = useWords();
  const arithmetic = useArithmetic(by, true);
  const { code, unit, per, mean, level } = row.indicator;
  const values = arithmetic.of(code);
  const sum = (of: (value: SchoolValue) => number) => values.reduce((total, value) => total + of(value), 0);
  if (arithmetic.error) return <Failure error={arithmetic.error} onRetry={arithmetic.again} />;
  if (!arithmetic.known) return <Loading />;
  const square = sum(({ spread }) => spread);
  return (
    <div className="stack">
      <p>{t('indicators.formula')}</p>
      <p>
        {t('indicators.meanIs', {
          amount: fte(
            sum(({ amount }) => amount),
            language,
          ),
          unit,
          pupils: fte(
            sum(({ pupils }) => pupils),
            language,
          ),
          per: per === 1 ? '' : t('indicators.times', { per }),
          mean: fte(mean ?? 0, language),
        })}
      </p>
      <p>
        {t('indicators.coefficientIs', {
          square: coefficient(square, language),
          coefficient: coefficient(row.today ?? 0, language),
        })}
        {row.after == null
          ? null
          : ` ${t('indicators.afterIs', { coefficient: coefficient(row.after, language) })}`}
      </p>
      {moves && moves.length > 0 ? <Shares moves={moves} /> : null}
      <Schools {...{ values, unit, per, level, square, onSchool }} />
    </div>
  );
}

interface SchoolsProps {
  readonly values: readonly SchoolValue[];
  readonly unit: string;
  readonly per: number;
  readonly level: number | null;
  /** Of the coefficient; what all schools add to. */
  readonly square: number;
  readonly onSchool: (section: string) => void;
}

function Schools({ values, unit, per, level, square, onSchool }: SchoolsProps) {
  const { t, language } = useWords();
  const withPlan = values.some(({ after }) => after !== undefined);
  const changed = (now: number, then: number | undefined) =>
    then === undefined || then === now
      ? fte(now, language)
      : `${fte(now, language)} → ${fte(then, language)}`;
  const columns: readonly Column<SchoolValue>[] = [
    {
      key: 'school',
      title: t('indicators.school'),
      cell: ({ section }) =>
        section ? (
          <button type="button" className="link" onClick={() => onSchool(section.id)}>
            {section.school.name}
          </button>
        ) : (
          t('unknown')
        ),
    },
    {
      key: 'pupils',
      title: t('indicators.pupils'),
      end: true,
      cell: ({ pupils, after }) => changed(pupils, after?.pupils),
    },
    {
      key: 'amount',
      title: t('indicators.amount', { unit }),
      end: true,
      cell: ({ amount, after }) => changed(amount, after?.amount),
    },
    {
      key: 'value',
      title: per === 1 ? t('indicators.perPupil') : t('indicators.perPupils', { per }),
      end: true,
      cell: ({ value, after }) => changed(value, after?.value),
    },
    ...(level === null
      ? []
      : [
          {
            key: 'reaches',
            title: t('indicators.level', { level }),
            cell: ({ reaches, after }: SchoolValue) => <Reaches is={(after ?? { reaches }).reaches} />,
          },
        ]),
    {
      key: 'spread',
      title: t('indicators.part'),
      end: true,
      cell: ({ spread }) => (square > 0 ? percent(spread / square, language) : '—'),
    },
  ];
  return (
    <section className="stack">
      <h2 className="sub">{t('indicators.from')}</h2>
      {withPlan ? <p className="quiet small">{t('indicators.arrow')}</p> : null}
      <DataTable
        caption={t('indicators.from')}
        columns={columns}
        rows={values}
        rowKey={({ section, pupils, amount }) => section?.id ?? `${pupils} ${amount}`}
      />
    </section>
  );
}

export function Reaches({ is }: { readonly is: boolean | null }) {
  const { t } = useWords();
  if (is === null) return <>—</>;
  return <span className={is ? 'good' : 'short'}>{t(is ? 'indicators.reached' : 'indicators.missed')}</span>;
}

/** Below 0 makes things more even. */
function Shares({ moves }: { readonly moves: Moves }) {
  const { t, language } = useWords();
  const columns: readonly Column<Moves[number]>[] = [
    {
      key: 'teacher',
      title: t('plan.teacher'),
      cell: ({ teacher }) =>
        teacher ? (
          <>
            {teacher.name} <span className="quiet small">{teacher.staffNumber}</span>
          </>
        ) : (
          t('unknown')
        ),
    },
    {
      key: 'share',
      title: t('indicators.share'),
      end: true,
      cell: ({ share }) => <span className={share < 0 ? 'good' : 'short'}>{signed(share, language)}</span>,
    },
  ];
  return (
    <section className="stack">
      <h2 className="sub">{t('indicators.shares')}</h2>
      <p className="quiet small">{t('indicators.sharesText')}</p>
      <DataTable
        caption={t('indicators.shares')}
        columns={columns}
        rows={moves}
        rowKey={({ teacher, share }) => teacher?.id ?? String(share)}
      />
    </section>
  );
}
