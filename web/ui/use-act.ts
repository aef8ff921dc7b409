import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { type AnyVariables, useClient } from 'urql';
import type { ConflictFragment } from '../graphql/generated/graphql.ts';
import { type Refused, refusedIn } from './act.ts';
import { useWords } from './language.ts';
import { solveIn } from './solve-in.ts';

/** Why something was not done; where somebody was quicker, also what was done since. */
export interface NotDone extends Refused {
  readonly conflict?: ConflictFragment | undefined;
  /** Every fault of the facts, where a problem was refused. */
  readonly faults: readonly Fault[];
}

interface Fault {
  readonly path: string;
  readonly found: string;
  readonly expected: string;
}

/**
 * Acts of the reader, one at a time: `act` answers what came of it, or undefined where it was refused or nobody
 * answered; then `notDone` says why, until the next attempt or `forget`. `tried` answers also what was refused, for what a refusal
 * tells besides; `solved` the solve to follow: the one it began, or the one that was under way already.
 */
export function useActs() {
  const { send, ...standing } = useSending();
  const act = async <Data extends object, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data | undefined> => {
    const { data, refused } = await send(document, variables);
    return refused ? undefined : data;
  };
  const tried = async <Data extends object, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data | undefined> => (await send(document, variables)).data;
  const solved = async <
    Data extends Readonly<Record<string, { readonly __typename: string }>>,
    Variables extends AnyVariables,
  >(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<string | undefined> => {
    const solve = solveIn(Object.values((await tried(document, variables)) ?? {})[0]);
    if (solve !== undefined) standing.forget();
    return solve;
  };
  return { act, tried, solved, ...standing };
}

/** One act of the reader, as `useActs`; `answer` is the last one, refused or not. */
export function useAct<Data extends object, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
) {
  const { send, ...standing } = useSending();
  const [answer, setAnswer] = useState<Data>();
  const act = async (variables: Variables): Promise<Data | undefined> => {
    const { data, refused } = await send(document, variables);
    setAnswer(data);
    return refused ? undefined : data;
  };
  return { act, answer, ...standing };
}

function useSending() {
  const { t } = useWords();
  const client = useClient();
  const [fetching, setFetching] = useState(false);
  const [notDone, setNotDone] = useState<NotDone>();
  const send = async <Data extends object, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<{ readonly data: Data | undefined; readonly refused: boolean }> => {
    setFetching(true);
    const answer = await client.mutation(document, variables).toPromise();
    setFetching(false);
    const why = refusedIn(answer, { network: t('failure.network'), unknown: t('failure.unknown') });
    setNotDone(why && { ...why, ...partsIn(answer.data) });
    return { data: answer.data, refused: why !== undefined };
  };
  return { send, fetching, notDone, forget: () => setNotDone(undefined) };
}

function partsIn(data: object | undefined): Omit<NotDone, keyof Refused> {
  const [result] = Object.values(data ?? {});
  return {
    conflict: isConflict(result) ? result : undefined,
    faults: isFaulty(result) ? result.faults : [],
  };
}

const isConflict = (result: unknown): result is ConflictFragment =>
  typeof result === 'object' && result !== null && 'since' in result && Array.isArray(result.since);

const isFaulty = (result: unknown): result is { readonly faults: readonly Fault[] } =>
  typeof result === 'object' && result !== null && 'faults' in result && Array.isArray(result.faults);
