import { PlanFindingsDocument, type PlanFindingsQuery } from '../../graphql/generated/graphql.ts';
import { usePages } from '../../graphql/use-pages.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import { More } from '../../ui/more.tsx';
import { EmptyState, Failure, Loading } from '../../ui/states.tsx';

interface Props {
  readonly planId: string;
  /** A rule's title in the reader's language, by its name. */
  readonly titleOf: (rule: string) => string;
}

type Finding = NonNullable<ReturnType<typeof findingsIn>>['nodes'][number];

/** What the audit found when it checked every rule again, without the solver. */
export function FindingsTab({ planId, titleOf }: Props) {
  const { t, say, language } = useWords();
  const { rows, total, fetching, error, more, again, failure } = usePages(
    PlanFindingsDocument,
    { id: planId, first: 200 },
    findingsIn,
  );
  const columns: readonly Column<Finding>[] = [
    {
      key: 'level',
      title: t('plan.levelLabel'),
      cell: ({ level }) => (
        <span className="badge" data-level={level}>
          {t(`plan.level.${level}`)}
        </span>
      ),
    },
    { key: 'rule', title: t('plan.rule'), cell: ({ rule }) => titleOf(rule) },
    {
      key: 'text',
      title: t('plan.finding'),
      cell: ({ words, relaxed }) => (
        <>
          {say(words)}
          {relaxed ? (
            <p className="quiet small">
              <span className="badge">{t('plan.relaxed')}</span> {t('plan.relaxedBy', { decision: relaxed })}
            </p>
          ) : null}
        </>
      ),
    },
    { key: 'amount', title: t('plan.amount'), end: true, cell: ({ amount }) => fte(amount, language) },
  ];
  if (error && rows.length === 0) return <Failure error={error} onRetry={again} />;
  if (rows.length === 0)
    return fetching ? (
      <Loading />
    ) : (
      <EmptyState title={t('plan.findingsEmpty')}>{t('plan.findingsEmptyText')}</EmptyState>
    );
  return (
    <div className="stack">
      <DataTable caption={t('plan.tab.findings')} columns={columns} rows={rows} rowKey={({ id }) => id} />
      <More shown={rows.length} total={total} fetching={fetching} more={more} failure={failure} />
    </div>
  );
}

const findingsIn = ({ node }: PlanFindingsQuery) => (node?.__typename === 'Plan' ? node.findings : undefined);
