import { Button } from 'antd';
import type { ReactNode } from 'react';
import { type AnswerOf, type QuestionDocument, useQuestion } from '../../graphql/use-question.ts';
import { Answer } from '../../ui/answer.tsx';

interface Props<Found extends object> {
  readonly planId: string;
  readonly document: QuestionDocument<Found, { readonly plan: string }>;
  /** What the answer will tell. */
  readonly text: string;
  /** The button that asks. */
  readonly start: string;
  readonly children: (answer: AnswerOf<Found>) => ReactNode;
}

/** A question about a plan as a whole: it takes a while to solve, so it is asked with a click. */
export function PlanQuestion<Found extends object>({
  planId,
  document,
  text,
  start,
  children,
}: Props<Found>) {
  const question = useQuestion(document);
  return (
    <div className="stack">
      <p>{text}</p>
      <div>
        <Button
          type={question.answer ? 'default' : 'primary'}
          onClick={() => question.ask({ plan: planId })}
          disabled={question.fetching}
        >
          {start}
        </Button>
      </div>
      <Answer question={question}>{children}</Answer>
    </div>
  );
}
