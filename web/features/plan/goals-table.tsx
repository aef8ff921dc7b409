import type { PlanHeadFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { useUnit } from '../../ui/unit.ts';

type Goal = PlanHeadFragment['goals'][number];

interface Props {
  readonly goals: readonly Goal[];
  readonly titleOf: (goal: string) => string;
  /** The plan it was made from by hand; undefined: it was solved. */
  readonly madeFrom?: NonNullable<PlanHeadFragment['madeFrom']> | undefined;
}

/** What the plan reaches on each goal, and how far anyone could do better. */
export function GoalsTable({ goals, titleOf, madeFrom }: Props) {
  const { t, language } = useWords();
  const unitOf = useUnit();
  const difference = ({ name: plan, goals: others }: NonNullable<typeof madeFrom>): Column<Goal> => ({
    key: 'difference',
    title: t('hand.difference', { plan }),
    end: true,
    cell: ({ name, value, sense }) => {
      const other = others.find((goal) => goal.name === name)?.value;
      if (other === undefined || other === value) return '—';
      const worse = sense === 'MINIMISE' ? value > other : value < other;
      return (
        <span className={worse ? 'short' : 'good'}>
          {value > other ? '+' : '−'}
          {fte(Math.abs(value - other), language)} {t(worse ? 'ask.worse' : 'ask.better')}
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
      cell: ({ value, bound }) =>
        bound === null || bound === undefined ? (
          t('plan.boundNone')
        ) : bound === value ? (
          <span className="good">{t('plan.proven')}</span>
        ) : (
          fte(bound, language)
        ),
    },
  ];
  return <DataTable caption={t('plan.goals')} columns={columns} rows={goals} rowKey={({ name }) => name} />;
}
