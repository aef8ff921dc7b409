import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { useCSRFPrevention as csrfPrevention } from '@graphql-yoga/plugin-csrf-prevention';
import { renderGraphiQL } from '@graphql-yoga/render-graphiql';
import { BREAK, type DocumentNode, GraphQLError, type GraphQLSchema, visit } from 'graphql';
import { createYoga, isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Context } from '../../schema/context.ts';
import { notSignedIn, Refusal } from '../../schema/errors.ts';
import { placeOf } from '../accounts/attempts.ts';
import { type ContextOptions, contextFor } from '../context.ts';
import { databaseTrouble, TROUBLE_STATUS, unavailable } from '../database-trouble.ts';
import { createKeys } from '../idempotency/keys.ts';
import { inTime } from '../in-time.ts';
import type { Log } from '../log.ts';
import { idempotent } from './idempotency.ts';
import { limits } from './limits.ts';
import type { Meters } from './metrics.ts';
import { createRate, tooMany } from './rate.ts';
import { type Visitor, visitorOf } from './visitor.ts';
import { withinLimits } from './within-limits.ts';

export interface ApiOptions extends ContextOptions {
  readonly schema: GraphQLSchema;
  readonly corsOrigins: readonly string[];
  readonly uploadMegabytes: number;
  /** How long the answer to a request with an idempotency key is kept. */
  readonly idempotencyHours: number;
  /** How many requests an account may send in a minute, and strangers of one address together. */
  readonly requestsPerMinute: number;
  readonly log: Log;
  readonly meters: Meters;
}

/** What the edge knows of a request that the request itself does not say. */
export interface Arrival {
  /** Where it comes from. */
  readonly address: string;
  readonly requestId: string;
}

/**
 * The API at /graphql: JSON by POST, files as multipart by POST, progress by server-sent events; GraphiQL for
 * who has signed in. Nothing else is answered.
 */
export function createApi(options: ApiOptions) {
  const visitors = new WeakMap<Request, Visitor>();
  const requestIds = new AsyncLocalStorage<string>();
  const { database, idempotencyHours: hours, now } = options;
  const keys = createKeys({ database, hours, now });
  const yoga = createYoga<Arrival, Context>({
    schema: options.schema,
    logging: false,
    landingPage: false,
    cors:
      options.corsOrigins.length === 0
        ? false
        : { origin: [...options.corsOrigins], credentials: true, methods: ['POST'] },
    maxRequestBodySize: options.uploadMegabytes * 1_000_000 + limits.bodyBytes,
    graphiql: async (request) =>
      (await loginOf(options, request)) !== null && {
        title: '均衡 Junheng',
        credentials: 'same-origin',
        subscriptionsProtocol: 'SSE',
      },
    renderGraphiQL,
    maskedErrors: {
      maskError: (error) => told(error, options.log, requestIds.getStore() ?? randomUUID()),
    },
    context: ({ request }) => contextFor(options, visitorKnown(visitors, request), request.signal),
    plugins: [
      doorkeeper(options, visitors),
      csrfPrevention({ requestHeaders: ['x-graphql-yoga-csrf', 'authorization'] }),
      withinLimits,
      withoutSuggestions,
      introspectionForSignedIn,
      endsWithItsSession(options, visitors),
      idempotent(keys, shown),
      counted(options.meters),
    ],
  });
  return (request: IncomingMessage, response: ServerResponse, arrival: Arrival): Promise<void> =>
    requestIds.run(arrival.requestId, async () => yoga(request, response, arrival));
}

function visitorKnown(visitors: WeakMap<Request, Visitor>, request: Request): Visitor {
  const visitor = visitors.get(request);
  if (visitor === undefined) throw new Error('A request came in past the doorkeeper.');
  return visitor;
}

/** GraphiQL is shown before the doorkeeper comes to his post. A database that does not answer shows it to nobody. */
const loginOf = ({ database, now }: ApiOptions, request: Request) =>
  visitorOf(database, request, '', now()).then(
    ({ login }) => login,
    () => null,
  );

/** Finds out who comes before a body is read, turns away what the API does not answer, hands out cookies. */
function doorkeeper(options: ApiOptions, visitors: WeakMap<Request, Visitor>): Plugin<object, Arrival> {
  const rate = createRate(options.requestsPerMinute);
  return {
    async onRequest({ request, serverContext, endResponse }) {
      try {
        const visitor = await inTime(
          visitorOf(options.database, request, serverContext.address, options.now()),
          PATIENCE,
        );
        visitors.set(request, visitor);
        const seconds = await rate.wait(visitor.login?.viewer.userId ?? placeOf(visitor.address));
        const refused = seconds > 0 ? toWait(seconds) : turnedAway(request, visitor);
        if (refused !== undefined) endResponse(refused);
      } catch (error) {
        options.log.error({ err: error }, 'could not tell who asks');
        const { code, words } = databaseTrouble(error) ?? unavailable;
        endResponse(answer(TROUBLE_STATUS, code, words.en));
      }
    },
    onResponse({ request, response }) {
      for (const cookie of visitors.get(request)?.cookies ?? [])
        response.headers.append('set-cookie', cookie);
    },
  };
}

/** How long the database may take to tell who asks before they are told that it does not answer, ms: longer than any writing keeps it. */
const PATIENCE = 120_000;

function turnedAway(request: Request, { login }: Visitor): Response | undefined {
  const kind = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (request.method === 'POST') {
    if (kind === 'application/json') return undefined;
    if (kind !== 'multipart/form-data')
      return answer(
        415,
        'UNSUPPORTED_MEDIA_TYPE',
        'Send application/json, or multipart/form-data for files.',
      );
    return login === null ? answer(401, 'UNAUTHENTICATED', notSignedIn().message) : undefined;
  }
  const wantsPage = request.method === 'GET' && /\btext\/html\b/.test(request.headers.get('accept') ?? '');
  if (!wantsPage) return answer(405, 'METHOD_NOT_ALLOWED', 'Send POST.', { allow: 'POST' });
  return login === null ? toSignIn() : undefined;
}

const answer = (status: number, code: string, message: string, headers: Record<string, string> = {}) =>
  Response.json({ errors: [{ message, extensions: { code } }] }, { status, headers });

function toWait(seconds: number): Response {
  const { code, message } = tooMany(seconds);
  return answer(429, code, message, { 'retry-after': String(seconds), 'cache-control': 'no-store' });
}

/** GraphiQL is for who has signed in: the console's sign-in page comes first. */
const toSignIn = () => new Response(null, { status: 302, headers: { location: '/' } });

/** What people can mend is told, and that the database is in trouble; anything else is a bug, logged under the request's id and kept to ourselves. */
function told(error: unknown, log: Log, requestId: string): Error {
  const mendable = shown(error);
  if (mendable !== undefined) return mendable;
  log.error({ requestId, err: causeOf(error) }, 'request failed');
  const trouble = databaseTrouble(causeOf(error));
  if (trouble !== undefined)
    return new GraphQLError(trouble.words.en, {
      ...whereOf(error),
      extensions: {
        code: trouble.code,
        text: trouble.words,
        requestId,
        http: { status: TROUBLE_STATUS },
      },
    });
  return new GraphQLError(`Something went wrong here. Tell the administrator this number: ${requestId}`, {
    ...whereOf(error),
    extensions: { code: 'INTERNAL_SERVER_ERROR', requestId },
  });
}

/** What people can mend, as it is told; undefined: a bug. */
function shown(error: unknown): GraphQLError | undefined {
  const cause = causeOf(error);
  if (error instanceof GraphQLError && (cause === undefined || cause instanceof GraphQLError))
    return unsuggested(error);
  if (!(cause instanceof Refusal)) return undefined;
  return new GraphQLError(cause.message, {
    ...whereOf(error),
    extensions: { code: cause.code, text: cause.words },
  });
}

const causeOf = (error: unknown): unknown => (error instanceof GraphQLError ? error.originalError : error);

const whereOf = (error: unknown) =>
  error instanceof GraphQLError ? { nodes: error.nodes ?? null, path: error.path ?? null } : {};

/** Without the names of the schema that GraphQL offers for one it does not know: at the end of what it says, whatever was echoed before. */
function unsuggested(error: GraphQLError): GraphQLError {
  const at = error.message.endsWith('?') ? error.message.lastIndexOf(' Did you mean ') : -1;
  if (at === -1) return error;
  const { nodes, source, positions, path, extensions } = error;
  return new GraphQLError(error.message.slice(0, at), {
    nodes: nodes ?? null,
    source: source ?? null,
    positions: positions ?? null,
    path: path ?? null,
    extensions,
  });
}

/** What validation says is not masked; what execution says is, and passes `shown`. */
const withoutSuggestions: Plugin = {
  onValidate({ setValidationFn, validateFn }) {
    setValidationFn((schema, document, rules, options) =>
      validateFn(schema, document, rules, { ...options, hideSuggestions: true }).map(unsuggested),
    );
  },
};

/** The shape of the API is nobody's business who cannot use it. */
const introspectionForSignedIn: Plugin<Context> = {
  onExecute({ args, setResultAndStopExecution }) {
    if (args.contextValue.viewer === null && introspects(args.document))
      setResultAndStopExecution({ errors: [strangersMayNot()] });
  },
};

const strangersMayNot = () =>
  new GraphQLError(notSignedIn().message, {
    extensions: { ...notSignedIn().extensions, http: { status: 401 } },
  });

function introspects(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    Field({ name: { value } }) {
      if (value !== '__schema' && value !== '__type') return undefined;
      found = true;
      return BREAK;
    },
  });
  return found;
}

/** What is followed ends with the session it was begun in: nothing is told of after that. */
const endsWithItsSession = (
  { database, now }: ApiOptions,
  visitors: WeakMap<Request, Visitor>,
): Plugin<Context & { readonly request: Request }> => ({
  onSubscribe: ({ args }) => {
    const { request } = args.contextValue;
    const known = visitors.get(request);
    return {
      onSubscribeResult: () => ({
        async onNext({ setResult }) {
          const { login } = await visitorOf(database, request, known?.address ?? '', now());
          if (login === null) setResult({ errors: [notSignedIn()] });
        },
      }),
    };
  },
});

/** Counts operations by kind alone: names are whatever the asker writes. */
const counted = ({ operations }: Meters): Plugin => ({
  onExecute: () => ({
    onExecuteDone({ result }) {
      const failed = !isAsyncIterable(result) && (result.errors?.length ?? 0) > 0;
      operations.inc({ outcome: failed ? 'failed' : 'answered' });
    },
  }),
});
