import type { ComparedMoveRowFragment, PlanInComparisonFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { usePostName } from '../../ui/post-name.ts';
import { type Difference, differences } from './differences.ts';
import { type Pair, usePlanTitle } from './plan-title.ts';
import { Where } from './where.tsx';

type Row = Difference<ComparedMoveRowFragment>;

interface Props {
  readonly plans: readonly PlanInComparisonFragment[];
  readonly pairs: readonly Pair[];
}

/** For whom it makes a difference which plan is taken: where each one sends them. */
export function PeopleTable({ plans, pairs }: Props) {
  const { t } = useWords();
  const planTitle = usePlanTitle();
  const rows = differences<ComparedMoveRowFragment>(pairs);
  const columns: readonly Column<Row>[] = [
    {
      key: 'teacher',
      title: t('plan.teacher'),
      cell: ({ teacher }) => (
        <>
          {teacher.name} <span className="quiet small">{teacher.staffNumber}</span>
        </>
      ),
    },
    {
      key: 'from',
      title: t('plan.from'),
      cell: ({ moves }) => {
        const from = moves.find((move) => move !== undefined)?.from;
        return from ? <Where section={from} /> : '—';
      },
    },
    ...plans.map(
      (plan, index): Column<Row> => ({
        key: plan.id,
        title: planTitle(plans, index),
        cell: ({ moves }) => <Goes move={moves[index]} />,
      }),
    ),
  ];
  return (
    <section className="stack">
      <h2>{t('compare.moves')}</h2>
      {rows.length === 0 ? (
        <p className="quiet">{t('compare.movesNone')}</p>
      ) : (
        <DataTable
          caption={t('compare.moves')}
          columns={columns}
          rows={rows}
          rowKey={({ teacher }) => teacher.id}
        />
      )}
    </section>
  );
}

function Goes({ move }: { readonly move: ComparedMoveRowFragment | undefined }) {
  const { t } = useWords();
  const nameOf = usePostName();
  if (!move) return <span className="quiet">{t('compare.stays')}</span>;
  return (
    <>
      <Where section={move.to} /> <span className="quiet small">{nameOf(move)}</span>
    </>
  );
}
