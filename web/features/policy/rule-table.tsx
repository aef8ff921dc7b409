import type { RuleOfPolicyFragment } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import type { RuleChange } from './draft.ts';

interface Props {
  readonly rules: readonly RuleOfPolicyFragment[];
  readonly draft: readonly RuleChange[];
  readonly selected: string | undefined;
  readonly onOpen: (rule: string) => void;
}

/** Every rule as the version sets it: what it asks, how binding, and where it is written. */
export function RuleTable({ rules, draft, selected, onOpen }: Props) {
  const { t } = useWords();
  const columns: readonly Column<RuleOfPolicyFragment>[] = [
    {
      key: 'title',
      title: t('policy.rule'),
      cell: ({ name, title }) => (
        <span className="row">
          <button type="button" className="link nowrap" onClick={() => onOpen(name)}>
            {title}
          </button>
          {draft.some(({ rule }) => rule === name) ? (
            <span className="badge" data-outcome="MOVES">
              {t('policy.changed')}
            </span>
          ) : null}
        </span>
      ),
    },
    {
      key: 'level',
      title: t('policy.level'),
      cell: ({ level, relaxed }) => (
        <span className="row">
          <span className="badge" data-level={level === 'OFF' ? undefined : level}>
            {t(`policy.levels.${level}`)}
          </span>
          {relaxed ? <span className="badge">{t('policy.isRelaxed')}</span> : null}
        </span>
      ),
    },
    {
      key: 'text',
      title: t('policy.asks'),
      cell: ({ text }) => text ?? <span className="quiet">{t('policy.byFacts')}</span>,
    },
    {
      key: 'clause',
      title: t('policy.clauseAndSource'),
      cell: ({ clause, source }) => (
        <>
          {clause ?? t('none')}
          <div className="quiet small">{source}</div>
        </>
      ),
    },
  ];
  return (
    <DataTable
      caption={t('policy.rules')}
      columns={columns}
      rows={rules}
      rowKey={({ name }) => name}
      selected={selected}
    />
  );
}
