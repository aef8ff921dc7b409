import { setTimeout as pause } from 'node:timers/promises';
import { password } from '../support/accounts.ts';
import { inForm } from './form.ts';

/** What came of asking: the answer of the API, or nothing, as whoever was asked had gone. */
export interface Reply {
  /** Null: no answer came. */
  readonly status: number | null;
  readonly data: Record<string, Row> | null;
  /** Of the first error. */
  readonly code: string | undefined;
  readonly message: string | undefined;
  /** Of the deed, where it had been done before and its answer is lost. */
  readonly doneId: string | undefined;
}

/** What a member of the schema answers. */
export type Row = Record<string, unknown> & { readonly __typename: string };

export interface Act {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Goes along as the variable `file`. */
  readonly file?: File;
}

/** An officer at a browser, who stays signed in however often the server is started anew. */
export interface Officer {
  ask(act: Act, key?: string): Promise<Reply>;
  /** Asks again with the same key until it was done; throws where it is refused, or not done in so long. */
  insist(act: Act, key: string): Promise<Reply>;
}

const noReply: Reply = {
  status: null,
  data: null,
  code: undefined,
  message: undefined,
  doneId: undefined,
};

/**
 * How long somebody insists, and how soon after a failure they ask again; ms. In the long form a server is killed again and again
 * before it has done what was asked last: whoever asked outlasts all of it.
 */
const patience = inForm(90_000, 1_200_000);
const again = 250;

/** `at` says where the server is by now. */
export async function signIn(at: () => string, email: string): Promise<Officer> {
  const { cookie } = await signInOnce(at(), email);
  if (cookie === undefined) throw new Error(`${email} cannot sign in.`);
  const ask = (act: Act, key?: string) =>
    send(at(), act, { cookie, ...(key !== undefined && { 'idempotency-key': key }) });
  return {
    ask,
    async insist(act, key) {
      const until = performance.now() + patience;
      for (;;) {
        const reply = await ask(act, key);
        if (isDone(reply)) return reply;
        if (isRefused(reply) || performance.now() > until)
          throw new Error(`${key} was never done: ${JSON.stringify(reply)}`);
        await pause(again);
      }
    },
  };
}

/** Tries a password once. */
export async function signInOnce(url: string, email: string, word: string = password) {
  const document = `mutation ($email: String!, $password: String!) { done: signIn(email: $email, password: $password) {
    __typename ... on TooManyAttempts { retryAfterSeconds } } }`;
  const response = await post(url, { document, variables: { email, password: word } }, {});
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  const { data } = await response.json();
  return { cookie, ...data.done } as Row & { readonly cookie?: string; readonly retryAfterSeconds?: number };
}

async function send(url: string, act: Act, headers: Record<string, string>): Promise<Reply> {
  try {
    const response = await post(url, act, headers);
    const { data = null, errors } = await response.json();
    const { message, extensions } = errors?.[0] ?? {};
    return {
      status: response.status,
      data,
      code: extensions?.code,
      message,
      doneId: extensions?.deed?.id,
    };
  } catch {
    return noReply;
  }
}

function post(url: string, { document: query, variables, file }: Act, headers: Record<string, string>) {
  const address = `${url}/graphql`;
  if (file === undefined)
    return fetch(address, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
  const body = new FormData();
  body.set('operations', JSON.stringify({ query, variables: { ...variables, file: null } }));
  body.set('map', JSON.stringify({ 0: ['variables.file'] }));
  body.set('0', file);
  return fetch(address, { method: 'POST', headers: { 'x-graphql-yoga-csrf': 'test', ...headers }, body });
}

/** It was acknowledged: now, or as done before. */
export const isDone = ({ status, data, code }: Reply): boolean =>
  code === 'IDEMPOTENCY_KEY_DONE' ||
  (status === 200 && code === undefined && data !== null && !isRefusal(data));

/** A refusal is an answer: asking again changes nothing. */
const isRefused = ({ data }: Reply): boolean => data !== null && isRefusal(data);

const isRefusal = (data: Readonly<Record<string, unknown>>): boolean =>
  Object.values(data).some((row) => typeof row === 'object' && row !== null && 'code' in row);
