import { Button } from 'antd';
import type {
  LeastCoefficientsQuery,
  LeastCoefficientsQueryVariables,
} from '../../graphql/generated/graphql.ts';
import type { Question } from '../../graphql/use-question.ts';
import { Answer } from '../../ui/answer.tsx';
import { useWords } from '../../ui/language.ts';
import { asked, type By } from './by.ts';

interface Props {
  readonly question: Question<LeastCoefficientsQuery['answer'], LeastCoefficientsQueryVariables>;
  readonly by: By & { readonly plan: string };
}

/** How even any exchange could be: solved once for each indicator, so asked with a click. */
export function LeastQuestion({ question, by }: Props) {
  const { t } = useWords();
  return (
    <section className="panel no-print" aria-label={t('indicators.leastTitle')}>
      <div className="row">
        <Button disabled={question.fetching} onClick={() => question.ask({ plan: by.plan, ...asked(by) })}>
          {t('indicators.leastAsk')}
        </Button>
        <span className="quiet small">{t('indicators.leastText')}</span>
      </div>
      <Answer question={question}>
        {({ indicators }) => <p>{t('indicators.leastDone', { count: indicators.length })}</p>}
      </Answer>
    </section>
  );
}
