import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { useState } from 'react';
import { type AnyVariables, useMutation } from 'urql';
import { useWords } from '../../ui/language.ts';

interface Fault {
  readonly column: string;
  readonly name: string;
  readonly grade?: number | null;
  readonly found?: string | null;
  readonly expected: string;
}

interface Since {
  readonly at: string;
  readonly by?: string | null;
  readonly text: string;
}

/** Why a row was not changed: in words, place by place, or because somebody else was quicker. */
export interface Refusal {
  readonly message: string;
  readonly faults: readonly Fault[];
  /** What others did since the row was read; undefined: it is no conflict. */
  readonly since?: readonly Since[];
}

/**
 * Changes a row that was read at `version`; answers the row as it was written, undefined where it was not. What was refused stays until the next
 * attempt, or until the row has been read anew.
 */
export function useChange<Data extends { readonly changed: object }, Variables extends AnyVariables>(
  document: TypedDocumentNode<Data, Variables>,
  version: number,
) {
  const { t } = useWords();
  const [{ fetching }, send] = useMutation(document);
  const [refused, setRefused] = useState<{ readonly why: Refusal; readonly version: number }>();
  const change = async (variables: Variables): Promise<Written<Data> | undefined> => {
    const { data, error } = await send(variables);
    const why = error
      ? plain(
          error.networkError
            ? t('failure.network')
            : (error.graphQLErrors[0]?.message ?? t('failure.unknown')),
        )
      : refusalIn(data?.changed);
    setRefused(why && { why, version });
    return why === undefined ? (data?.changed as Written<Data>) : undefined;
  };
  const standing = refused?.version === version ? refused.why : undefined;
  return { change, fetching, refused: standing, forget: () => setRefused(undefined) };
}

/** What is answered where nothing was refused. */
type Written<Data extends { readonly changed: object }> = Exclude<
  Data['changed'],
  { readonly message: string }
>;

const plain = (message: string): Refusal => ({ message, faults: [] });

/** As the documents ask of every refusal: its message, its faults or what others did. */
interface NotChanged {
  readonly message: string;
  readonly faults?: readonly Fault[];
  readonly since?: readonly Since[];
}

function refusalIn(changed: object | undefined): Refusal | undefined {
  if (changed === undefined || !('message' in changed)) return undefined;
  const { message, faults = [], since } = changed as NotChanged;
  return since === undefined ? { message, faults } : { message, faults, since };
}
