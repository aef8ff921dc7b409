import type { Context } from './context.ts';

/**
 * Asks once for all keys wanted in the same turn of one request, and never twice for one key: what Prisma's
 * relations cannot reach still costs one statement, however many rows want it. A key the answer lacks is undefined.
 */
export function batched<Value>(
  load: (keys: readonly string[], context: Context) => Promise<ReadonlyMap<string, Value>>,
): (context: Context, key: string) => Promise<Value | undefined> {
  const requests = new WeakMap<Context, Request<Value>>();

  return async (context, key) => {
    const request = requests.get(context) ?? { answers: new Map(), turn: null };
    requests.set(context, request);
    const known = request.answers.get(key);
    if (known) return (await known).get(key);

    request.turn ??= { keys: [], answer: nextTurn().then(() => ask(request, load, context)) };
    request.turn.keys.push(key);
    request.answers.set(key, request.turn.answer);
    return (await request.turn.answer).get(key);
  };
}

/** Resolves once everything that is ready to ask has asked. */
export const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

interface Request<Value> {
  readonly answers: Map<string, Promise<ReadonlyMap<string, Value>>>;
  /** The keys gathered since the last statement; null: none. */
  turn: { readonly keys: string[]; readonly answer: Promise<ReadonlyMap<string, Value>> } | null;
}

function ask<Value>(
  request: Request<Value>,
  load: (keys: readonly string[], context: Context) => Promise<ReadonlyMap<string, Value>>,
  context: Context,
) {
  const keys = request.turn?.keys ?? [];
  request.turn = null;
  return load(keys, context);
}

/** Asks once in a request for what one key stands for, however often and under whatever aliases a document wants it. */
export function remembered<Value>(): (
  context: Context,
  key: string,
  ask: () => Promise<Value>,
) => Promise<Value> {
  const requests = new WeakMap<Context, Map<string, Promise<Value>>>();
  return (context, key, ask) => {
    const known = requests.get(context) ?? new Map<string, Promise<Value>>();
    requests.set(context, known);
    const answer = known.get(key) ?? ask();
    known.set(key, answer);
    return answer;
  };
}
