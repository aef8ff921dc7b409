import { Alert, Button, Spin } from 'antd';
import type { ReactNode } from 'react';
import type { CombinedError } from 'urql';
import type { GoalCostFragment, WhyNotAnswerFragment } from '../graphql/generated/graphql.ts';
import { useWords } from './language.ts';
import { Failure } from './states.tsx';

interface Props<Answer> {
  readonly question: {
    readonly fetching: boolean;
    readonly answer?: Answer | undefined;
    readonly refused?: string | undefined;
    readonly error?: CombinedError | undefined;
    readonly stop: () => void;
  };
  readonly children: (answer: Answer) => ReactNode;
}

/** While a question is solved one may stop waiting; then the answer, or why there is none. */
export function Answer<Found>({ question, children }: Props<Found>) {
  const { t } = useWords();
  const { fetching, answer, refused, error, stop } = question;
  return (
    <div aria-live="polite" className="stack">
      {fetching ? (
        <div className="row">
          <Spin size="small" />
          <span>{t('ask.asking')}</span>
          <Button size="small" onClick={stop}>
            {t('ask.stop')}
          </Button>
        </div>
      ) : error ? (
        <Failure error={error} />
      ) : refused === undefined ? null : (
        <Alert type="warning" showIcon title={refused} />
      )}
      {answer === undefined ? null : children(answer)}
    </div>
  );
}

/** What stands against it, and what would change that. */
export function WhyNotText({ why }: { readonly why: WhyNotAnswerFragment }) {
  const { t, say } = useWords();
  return (
    <div className="stack">
      <p className="reason">{say(why.words)}</p>
      {why.remedies.length > 0 ? (
        <div>
          <h3 className="small quiet">{t('ask.remedies')}</h3>
          <ul className="remedies">
            {why.remedies.map(({ words }) => (
              <li key={words.en}>{say(words)}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </div>
  );
}

/** What changes in each goal, the deciding one first; a goal that stays the same says nothing. */
export function GoalCosts({ goals }: { readonly goals: readonly GoalCostFragment[] | null | undefined }) {
  const { t, say } = useWords();
  if (!goals) return <p className="short small">{t('ask.noPlan')}</p>;
  const changed = goals.filter(({ worse }) => worse !== 0);
  if (changed.length === 0) return <p className="quiet small">{t('ask.unchanged')}</p>;
  return (
    <ul className="costs small">
      {changed.map(({ goal, worse, titleWords, words }) => (
        <li key={goal}>
          <span className={worse > 0 ? 'short' : 'good'}>{t(worse > 0 ? 'ask.worse' : 'ask.better')}</span>{' '}
          {t('ask.goal', { goal: say(titleWords), change: say(words) })}
        </li>
      ))}
    </ul>
  );
}
