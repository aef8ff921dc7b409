import { Kind, parse } from 'graphql';
import { type AnyVariables, CombinedError, createRequest, makeOperation, type OperationResult } from 'urql';
import { expect, test } from 'vitest';
import { actKeys } from '../../web/graphql/keys.ts';

const files = import.meta.glob<string>('../../web/**/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** Of each mutation in the console the acts it asks for. */
const acts = parse(Object.values(files).join('\n')).definitions.flatMap((one) =>
  one.kind === Kind.OPERATION_DEFINITION && one.operation === 'mutation'
    ? [
        one.selectionSet.selections.map((selection) =>
          selection.kind === Kind.FIELD ? selection.name.value : selection.kind,
        ),
      ]
    : [],
);

test('every mutation of the console asks for one act, as a key is for one', () =>
  expect(acts.filter(({ length }) => length !== 1)).toEqual([]));

const send = (document: string, variables: AnyVariables) =>
  makeOperation('mutation', createRequest(document, variables), {
    url: '/graphql',
    requestPolicy: 'network-only',
    fetchOptions: () => ({ headers: { 'accept-language': 'en' } }),
  });
const note = (text: string) => send('mutation ($text: String!) { notePlan(text: $text) { id } }', { text });
const headersOf = ({ context }: Pick<OperationResult['operation'], 'context'>) =>
  (typeof context.fetchOptions === 'object' ? context.fetchOptions.headers : {}) as Record<string, string>;
const answer = (operation: OperationResult['operation'], error?: CombinedError): OperationResult => ({
  operation,
  data: error === undefined ? {} : undefined,
  ...(error && { error }),
  stale: false,
  hasNext: false,
});

test('an act sent again because no answer came has the key it had; one that was answered has another', () => {
  const keys = actKeys();
  const first = keys.keyed(note('a'));
  expect(headersOf(first)).toMatchObject({
    'accept-language': 'en',
    'idempotency-key': expect.stringMatching(/^[\da-f]{32}$/),
  });
  keys.answered(answer(first, new CombinedError({ networkError: new Error('cut') })));
  const again = keys.keyed(note('a'));
  expect(headersOf(again)).toEqual(headersOf(first));
  keys.answered(answer(again));
  expect(headersOf(keys.keyed(note('a')))).not.toEqual(headersOf(first));
});

test('other content has another key', () => {
  const keys = actKeys();
  expect(headersOf(keys.keyed(note('a')))).not.toEqual(headersOf(keys.keyed(note('b'))));
});

test('while the first is still under way on the server the key is kept', () => {
  const keys = actKeys();
  const first = keys.keyed(note('a'));
  const underWay = { message: 'wait', extensions: { code: 'IDEMPOTENCY_KEY_UNDER_WAY' } };
  keys.answered(answer(first, new CombinedError({ graphQLErrors: [underWay] })));
  expect(headersOf(keys.keyed(note('a')))).toEqual(headersOf(first));
});

test('queries and acts about secrets go without', () => {
  const keys = actKeys();
  const secret = send('mutation { createToken(name: "a") { token } }', {});
  expect(keys.keyed(secret)).toBe(secret);
  const query = makeOperation('query', createRequest('{ viewer { id } }', {}), secret.context);
  expect(keys.keyed(query)).toBe(query);
});
