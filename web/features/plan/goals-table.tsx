import type { PlanHeadFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { useUnit } from '../../ui/unit.ts';

type Goal = PlanHeadFragment['goals'][number];

interface Props {
  readonly goals: readonly Goal[];
  readonly titleOf: (goal: string) => string;
  /** Name of the plan it was made from by hand; undefined: it was solved. */
  readonly madeFrom?: string | undefined;
  /** What goals come to beside that plan. */
  readonly beside?: NonNullable<PlanHeadFragment['besideMadeFrom']>;
}

/** What the plan reaches on each goal, and how far anyone could do better. */
export function GoalsTable({ goals, titleOf, madeFrom, beside = [] }: Props) {
  const { t, language } = useWords();
  const unitOf = useUnit();
  const difference = (plan: string): Column<Goal> => ({
    key: 'difference',
    title: t('hand.difference', { plan }),
    end: true,
    cell: ({ name }) => {
      const { change = 0, worse = 0 } = beside.find(({ goal }) => goal === name) ?? {};
      if (change === 0) return '—';
      return (
        <span className={worse > 0 ? 'short' : 'good'}>
          {change > 0 ? '+' : '−'}
          {fte(Math.abs(change), language)} {t(worse > 0 ? 'ask.worse' : 'ask.better')}
        </span>
      );
    },
  });
  const columns: readonly Column<Goal>[] = [
    {
      key: 'name',
      title: t('plan.goalName'),
      cell: ({ name, sense }) => (
        <>
          {titleOf(name)} <span className="quiet small">{t(`plan.sense.${sense}`)}</span>
        </>
      ),
    },
    {
      key: 'value',
      title: t('plan.value'),
      end: true,
      cell: ({ value, unit }) => (
        <>
          <strong>{fte(value, language)}</strong> <span className="quiet small">{unitOf(unit)}</span>
        </>
      ),
    },
    ...(madeFrom ? [difference(madeFrom)] : []),
    {
      key: 'bound',
      title: t('plan.bound'),
      end: true,
      cell: ({ bound, proven }) =>
        bound === null || bound === undefined ? (
          t('plan.boundNone')
        ) : proven ? (
          <span className="good">{t('plan.proven')}</span>
        ) : (
          fte(bound, language)
        ),
    },
  ];
  return <DataTable caption={t('plan.goals')} columns={columns} rows={goals} rowKey={({ name }) => name} />;
}
