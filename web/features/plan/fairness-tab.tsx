import { FairnessDocument, type FairnessQuery } from '../../graphql/generated/graphql.ts';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { EmptyState } from '../../ui/states.tsx';
import { PlanQuestion } from './plan-question.tsx';
import type { PlanView } from './view.ts';

type Case = Extract<FairnessQuery['answer'], { readonly __typename: 'Fairness' }>['cases'][number];

interface Props {
  readonly planId: string;
  readonly onView: (patch: PlanView) => void;
}

/** Who has reason to complain, and what there is to answer: looked at before the plan is published. */
export function FairnessTab({ planId, onView }: Props) {
  const { t, say } = useWords();
  const columns: readonly Column<Case>[] = [
    {
      key: 'teacher',
      title: t('fairness.teacher'),
      cell: ({ teacher }) =>
        teacher ? (
          <button type="button" className="link nowrap" onClick={() => onView({ teacher: teacher.id })}>
            {teacher.name}
          </button>
        ) : (
          t('unknown')
        ),
    },
    {
      key: 'kind',
      title: t('fairness.kindLabel'),
      cell: ({ kind, code }) => (
        <span className="nowrap">
          {t(`fairness.kind.${kind}`)}{' '}
          {code === 'unexplained' ? (
            <span className="badge" data-level="POLICY">
              {t('fairness.open')}
            </span>
          ) : null}
        </span>
      ),
    },
    { key: 'text', title: t('fairness.case'), cell: ({ words }) => say(words) },
  ];
  return (
    <PlanQuestion
      planId={planId}
      document={FairnessDocument}
      text={t('fairness.text')}
      start={t('fairness.start')}
    >
      {({ cases }) =>
        cases.length > 0 ? (
          <DataTable
            caption={t('fairness.title')}
            columns={columns}
            rows={cases}
            rowKey={({ words }) => words.en}
          />
        ) : (
          <EmptyState title={t('fairness.none')}>{t('fairness.noneText')}</EmptyState>
        )
      }
    </PlanQuestion>
  );
}
