import { WorthDocument, type WorthQuery } from '../../graphql/generated/graphql.ts';
import { GoalCosts } from '../../ui/answer.tsx';
import { type Column, DataTable } from '../../ui/data-table.tsx';
import { useWords } from '../../ui/language.ts';
import { EmptyState } from '../../ui/states.tsx';
import { PlanQuestion } from './plan-question.tsx';

type Worth = Extract<WorthQuery['answer'], { readonly __typename: 'Worths' }>['worths'][number];

/** What one more bed, post or budget step would be worth: what an officer can ask the bureau or a school for. */
export function WorthTab({ planId }: { readonly planId: string }) {
  const { t, say } = useWords();
  const columns: readonly Column<Worth>[] = [
    { key: 'about', title: t('worth.about'), cell: ({ aboutWords }) => say(aboutWords) },
    { key: 'goals', title: t('worth.change'), cell: ({ goals }) => <GoalCosts goals={goals} /> },
  ];
  const table = (caption: string, rows: readonly Worth[]) => (
    <DataTable caption={caption} columns={columns} rows={rows} rowKey={({ aboutWords }) => aboutWords.en} />
  );
  return (
    <PlanQuestion planId={planId} document={WorthDocument} text={t('worth.text')} start={t('worth.start')}>
      {({ worths }) => {
        const gains = worths.filter((worth) => worth.gains);
        const others = worths.filter((worth) => !worth.gains);
        return (
          <>
            {gains.length > 0 ? (
              table(t('worth.gains'), gains)
            ) : (
              <EmptyState title={t('worth.none')}>{t('worth.noneText')}</EmptyState>
            )}
            {others.length > 0 ? (
              <details className="panel">
                <summary>
                  <h2>{t('worth.others', { count: others.length })}</h2>
                </summary>
                <p className="quiet">{t('worth.othersText')}</p>
                {table(t('worth.others', { count: others.length }), others)}
              </details>
            ) : null}
          </>
        );
      }}
    </PlanQuestion>
  );
}
