import type { PlanInComparisonFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { usePostName } from '../../ui/post-name.ts';
import { type Pair, usePlanTitle } from './plan-title.ts';
import { Where } from './where.tsx';

type Opening = Pair['unfilled'][number];

interface Row {
  readonly key: string;
  readonly opening: Opening;
  /** How many are left open in each plan, in their order. */
  readonly left: readonly number[];
}

interface Props {
  readonly plans: readonly PlanInComparisonFragment[];
  readonly pairs: readonly Pair[];
}

/** Where not all plans leave as many posts open. */
export function OpeningTable({ plans, pairs }: Props) {
  const { t } = useWords();
  const nameOf = usePostName();
  const planTitle = usePlanTitle();
  const rows = rowsOf(pairs);
  const columns: readonly Column<Row>[] = [
    { key: 'section', title: t('plan.section'), cell: ({ opening }) => <Where section={opening.section} /> },
    { key: 'subject', title: t('plan.post'), cell: ({ opening }) => nameOf(opening) },
    ...plans.map(
      (plan, index): Column<Row> => ({
        key: plan.id,
        title: planTitle(plans, index),
        end: true,
        cell: ({ left }) => left[index],
      }),
    ),
  ];
  return (
    <section className="stack">
      <h2>{t('compare.unfilled')}</h2>
      {rows.length === 0 ? (
        <p className="quiet">{t('compare.unfilledNone')}</p>
      ) : (
        <DataTable caption={t('compare.unfilled')} columns={columns} rows={rows} rowKey={({ key }) => key} />
      )}
    </section>
  );
}

/** A pair names only where it differs: elsewhere its plan leaves what the first one leaves. */
function rowsOf(pairs: readonly Pair[]): Row[] {
  const keyOf = ({ section, subject, role }: Opening) => `${section.id} ${subject?.code ?? role}`;
  const openings = new Map(pairs.flatMap(({ unfilled }) => unfilled.map((one) => [keyOf(one), one])));
  return [...openings].map(([key, opening]) => ({
    key,
    opening,
    left: [
      opening.a,
      ...pairs.map(({ unfilled }) => unfilled.find((one) => keyOf(one) === key)?.b ?? opening.a),
    ],
  }));
}
