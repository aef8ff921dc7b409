import type { PlanHeadFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { useUnit } from '../../ui/unit.ts';

type Goal = PlanHeadFragment['goals'][number];

interface Props {
  readonly goals: readonly Goal[];
  readonly titleOf: (goal: string) => string;
}

/** What the plan reaches on each goal, and how far anyone could do better. */
export function GoalsTable({ goals, titleOf }: Props) {
  const { t, language } = useWords();
  const unitOf = useUnit();
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
