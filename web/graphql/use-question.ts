import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type AnyVariables, type CombinedError, useClient } from 'urql';

/** What the API answers where it has no answer: why, in the reader's language. */
interface Refused {
  readonly code: string;
  readonly message: string;
}

export type QuestionDocument<Answer, Variables> = TypedDocumentNode<
  { readonly answer: Answer | Refused | null },
  Variables
>;

/** An answer that is no refusal. */
export type AnswerOf<Answer> = Exclude<Answer, Refused>;

interface State<Variables, Answer> {
  /** What was asked last; undefined: nothing. */
  readonly asked?: Variables | undefined;
  readonly fetching: boolean;
  readonly answer?: Answer | undefined;
  readonly refused?: string | undefined;
  readonly error?: CombinedError | undefined;
}

/**
 * A question the server answers by solving: asked when the reader wants to know, withdrawn when the reader asks
 * another one, does not wait, or leaves. An answer stays until the next question.
 */
export function useQuestion<Answer extends object, Variables extends AnyVariables>(
  document: QuestionDocument<Answer, Variables>,
) {
  const client = useClient();
  const [state, setState] = useState<State<Variables, AnswerOf<Answer>>>({ fetching: false });
  const underWay = useRef<{ unsubscribe(): void } | undefined>(undefined);

  const stop = useCallback(() => {
    underWay.current?.unsubscribe();
    underWay.current = undefined;
    setState({ fetching: false });
  }, []);

  const ask = useCallback(
    (asked: Variables) => {
      underWay.current?.unsubscribe();
      setState({ asked, fetching: true });
      underWay.current = client
        .query(document, asked, { requestPolicy: 'network-only' })
        .subscribe(({ data, error }) => {
          const found = data?.answer;
          if (error || found == null) setState({ asked, fetching: false, error });
          else if (isRefused(found)) setState({ asked, fetching: false, refused: found.message });
          else setState({ asked, fetching: false, answer: found as AnswerOf<Answer> });
        });
    },
    [client, document],
  );

  useEffect(() => () => underWay.current?.unsubscribe(), []);

  return { ...state, ask, stop };
}

/** A question on its way: what it was asked, and what came of it. */
export type Question<Answer extends object, Variables extends AnyVariables> = ReturnType<
  typeof useQuestion<Answer, Variables>
>;

const isRefused = (answer: object): answer is Refused => 'message' in answer;
