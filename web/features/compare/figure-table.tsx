import type { ReactNode } from 'react';
import type { PlanInComparisonFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { coefficient, count, fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { useUnit } from '../../ui/unit.ts';
import { usePlanTitle } from './plan-title.ts';

interface Props {
  readonly plans: readonly PlanInComparisonFragment[];
  readonly titleOf: (goal: string) => string;
}

/** One figure in every plan; null: a plan has none. */
interface Row {
  readonly key: string;
  readonly title: ReactNode;
  readonly values: readonly (string | null)[];
  /** Today, before any plan; undefined: not told. */
  readonly today?: string | null;
}

/** Goals, people, posts, money and indicators, a column a plan; what is not the same in all of them stands out. */
export function FigureTable({ plans, titleOf }: Props) {
  const { t, say, language } = useWords();
  const unitOf = useUnit();
  const planTitle = usePlanTitle();
  const number = (value: number | null | undefined) =>
    value === null || value === undefined ? null : fte(value, language);
  const goals = plans.flatMap((plan) => plan.goals);
  const names = [...new Set(goals.map(({ name }) => name))];
  const goalRows = names.map(
    (name): Row => ({
      key: name,
      title: (
        <>
          {titleOf(name)}{' '}
          <span className="quiet small">{unitOf(goals.find((goal) => goal.name === name)?.unit ?? '')}</span>
        </>
      ),
      values: plans.map((plan) => number(plan.goals.find((goal) => goal.name === name)?.value)),
    }),
  );
  const totals: readonly Row[] = [
    {
      key: 'state',
      title: t('rounds.stateLabel'),
      values: plans.map(({ state }) => t(`plan.state.${state}`)),
    },
    {
      key: 'status',
      title: t('round.status'),
      values: plans.map(({ status }) => t(`plan.status.${status}`)),
    },
    { key: 'moved', title: t('round.moved'), values: plans.map(({ moved }) => count(moved, language)) },
    {
      key: 'open',
      title: t('compare.open'),
      values: plans.map(({ unfilled }) => count(unfilled.totalCount, language)),
    },
    {
      key: 'cost',
      title: t('compare.cost'),
      values: plans.map(({ allowanceForecastTotal }) => number(allowanceForecastTotal)),
    },
  ];
  const [first] = plans;
  const indicators = (first?.balance?.after.stages ?? []).flatMap(({ stage, limit, indicators: ofStage }) =>
    ofStage.map(({ code, words }): Row => {
      const reached = (balance: Stages | undefined) => {
        const found = balance?.stages
          .find((one) => one.stage === stage)
          ?.indicators.find((one) => one.code === code)?.coefficient;
        return found === null || found === undefined ? null : coefficient(found, language);
      };
      return {
        key: `${stage} ${code}`,
        title: (
          <>
            <span className="stage">{t(`stage.${stage}`)}</span> {say(words)}{' '}
            <span className="quiet small">{t('compare.limit', { limit: coefficient(limit, language) })}</span>
          </>
        ),
        values: plans.map(({ balance }) => reached(balance?.after)),
        today: reached(first?.balance?.before),
      };
    }),
  );
  const columns = (withToday: boolean): readonly Column<Row>[] => [
    { key: 'title', title: t('compare.figure'), cell: ({ title }) => title },
    ...(withToday
      ? [
          {
            key: 'today',
            title: t('planIndicators.before'),
            end: true,
            cell: ({ today }: Row) => today ?? '—',
          },
        ]
      : []),
    ...plans.map(
      (plan, index): Column<Row> => ({
        key: plan.id,
        title: planTitle(plans, index),
        end: true,
        cell: ({ values }) => {
          const value = values[index] ?? '—';
          return new Set(values).size > 1 ? <strong>{value}</strong> : value;
        },
      }),
    ),
  ];
  const table = (title: string, rows: readonly Row[], withToday = false) => (
    <section className="stack">
      <h2>{title}</h2>
      <DataTable caption={title} columns={columns(withToday)} rows={rows} rowKey={({ key }) => key} />
    </section>
  );
  return (
    <>
      {table(t('compare.goals'), goalRows)}
      {table(t('compare.totals'), totals)}
      {indicators.length > 0 ? table(t('compare.indicators'), indicators, true) : null}
    </>
  );
}

type Stages = NonNullable<PlanInComparisonFragment['balance']>['after'];
