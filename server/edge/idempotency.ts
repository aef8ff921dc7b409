import { createHash } from 'node:crypto';
import {
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLArgument,
  GraphQLError,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  getOperationAST,
  isInputObjectType,
  isLeafType,
  isObjectType,
  isUnionType,
  Kind,
} from 'graphql';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import type { Context, Language } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import type { Words } from '../../solver/plan.ts';
import type { Keys, Outcome } from '../idempotency/keys.ts';

/** Lengths a key may have. */
const lengths = { least: 8, most: 200 };

/**
 * A mutation sent with a header `Idempotency-Key` is done once: asked again with the same key, by the same user, it is
 * answered as it was at first. `shown` makes of an error what the asker is shown.
 */
export const idempotent = (keys: Keys, shown: Shower): Plugin<Context & YogaInitialContext> => ({
  onExecute({ args, executeFn, setExecuteFn, setResultAndStopExecution }) {
    const { request, viewer, language } = args.contextValue;
    const key = request.headers.get('idempotency-key');
    const operation = getOperationAST(args.document, args.operationName);
    if (key === null || operation?.operation !== 'mutation') return;
    const fault = faultOf(key, args, args.schema);
    if (fault !== undefined) {
      setResultAndStopExecution(refused(fault, language));
      return;
    }
    // Who has not signed in is told so by every mutation that takes a key.
    if (viewer === null) return;
    setExecuteFn(async (given: ExecutionArgs) => {
      const asked = {
        userId: viewer.userId,
        key,
        asked: await fingerprint(args.contextValue.params),
        roles: digest(JSON.stringify(viewer.grants)),
      };
      const work = async (): Promise<ExecutionResult> => executeFn(given);
      const outcome = await keys.once(asked, work, (result) => keptOf(result, shown));
      return answerOf(outcome, args, language);
    });
  },
});

interface Fault {
  readonly code: string;
  readonly status: number;
  readonly words: Words;
}

/** What is wrong with asking this under a key; undefined: nothing. */
function faultOf(key: string, args: ExecutionArgs, schema: GraphQLSchema): Fault | undefined {
  const { least, most } = lengths;
  if (key.length < least || key.length > most || !/^[\x21-\x7e]+$/.test(key))
    return {
      code: 'IDEMPOTENCY_KEY_INVALID',
      status: 400,
      words: {
        zh: `请求头 Idempotency-Key 须为 ${least} 至 ${most} 个可打印的 ASCII 字符（不含空格），现有 ${key.length} 个字符。`,
        en: `The header Idempotency-Key takes ${least} to ${most} printable ASCII characters without spaces; this one has ${key.length} characters.`,
      },
    };
  const names = mutationsIn(args);
  if (names.length !== 1)
    return {
      code: 'IDEMPOTENCY_KEY_FOR_ONE',
      status: 400,
      words: {
        zh: `一个 Idempotency-Key 只用于一项操作，本请求有 ${names.length} 项（不接受片段）。`,
        en: `An Idempotency-Key is for one act, written at the top of the mutation without a fragment; this request has ${names.length}.`,
      },
    };
  const [name = ''] = names;
  const field = schema.getMutationType()?.getFields()[name];
  if (field === undefined || !holdsSecrets(field)) return undefined;
  return {
    code: 'IDEMPOTENCY_KEY_NOT_TAKEN',
    status: 400,
    words: {
      zh: `${name} 涉及密码、令牌或个人信息，其请求与答复都不保存，因此不接受 Idempotency-Key；未做任何操作。`,
      en: `${name} is about passwords, tokens or personal data, of which neither question nor answer is kept: it takes no Idempotency-Key. Nothing was done.`,
    },
  };
}

/** The acts a mutation asks for, one name an act; an act within a fragment is told as none. */
function mutationsIn({ document, operationName }: ExecutionArgs): string[] {
  const selections = getOperationAST(document, operationName)?.selectionSet.selections ?? [];
  if (selections.some(({ kind }) => kind !== Kind.FIELD)) return [];
  return selections.flatMap((one) =>
    one.kind === Kind.FIELD && one.name.value !== '__typename' ? [one.name.value] : [],
  );
}

/** Whether an argument of a mutation, or a field of its answer or of one of its results, is a secret by its name. */
export function holdsSecrets(field: GraphQLField<unknown, unknown>): boolean {
  return field.args.some(inArgument) || inAnswer(getNamedType(field.type));
}

/** An identity number in an answer is personal data in clear. */
const secret = /password|passphrase|secret|totp|otpauth|recovery|^token$|^identityNumber$/i;

function inArgument({ name, type }: Pick<GraphQLArgument, 'name' | 'type'>, depth = 0): boolean {
  if (secret.test(name)) return true;
  const input = getNamedType(type);
  return (
    depth < 3 &&
    isInputObjectType(input) &&
    Object.values(input.getFields()).some((one) => inArgument(one, depth + 1))
  );
}

function inAnswer(type: GraphQLNamedType): boolean {
  if (isUnionType(type)) return type.getTypes().some(inAnswer);
  return (
    isObjectType(type) &&
    Object.values(type.getFields()).some(
      (field) => secret.test(field.name) && isLeafType(getNamedType(field.type)),
    )
  );
}

/** A fingerprint of what was asked: the text, the variables whatever their order, files by their content. */
async function fingerprint({
  query,
  operationName,
  variables,
}: YogaInitialContext['params']): Promise<string> {
  return digest(JSON.stringify([query ?? null, operationName ?? null, await ordered(variables ?? {})]));
}

async function ordered(value: unknown): Promise<unknown> {
  if (Array.isArray(value)) return Promise.all(value.map(ordered));
  if (typeof value !== 'object' || value === null) return value;
  if (isFile(value)) return ['file', value.name, digest(new Uint8Array(await value.arrayBuffer()))];
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Promise.all(entries.map(async ([name, one]) => [name, await ordered(one)]));
}

/** The server's files are of a class of its own. */
const isFile = (value: object): value is File =>
  'arrayBuffer' in value && typeof value.arrayBuffer === 'function';

const digest = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

/** An error as the asker is shown it; undefined: a fault of ours. */
type Shower = (error: GraphQLError) => GraphQLError | undefined;

/** The answer as it is kept; null where something went wrong here, which is no answer. */
function keptOf({ data, errors = [] }: ExecutionResult, shown: Shower): string | null {
  const told: Shown['errors'][number][] = [];
  for (const error of errors) {
    const one = shown(error);
    if (one === undefined) return null;
    const { message, extensions } = one;
    told.push({ message, extensions, path: error.path ?? null, positions: error.positions ?? null });
  }
  return JSON.stringify({ data: data ?? null, errors: told });
}

interface Shown {
  readonly data: Record<string, unknown> | null;
  readonly errors: readonly {
    readonly message: string;
    readonly extensions: Record<string, unknown>;
    readonly path: readonly (string | number)[] | null;
    readonly positions: readonly number[] | null;
  }[];
}

function answerOf(
  outcome: Outcome<ExecutionResult>,
  { document }: ExecutionArgs,
  language: Language,
): ExecutionResult {
  if (outcome.is === 'first') return outcome.value;
  if (outcome.is === 'other-content') return refused(reused, language);
  if (outcome.is === 'under-way') return refused(underWay, language);
  if (outcome.is === 'done') return refused(doneAlready, language, doneOf(outcome.deed));
  const { data, errors }: Shown = JSON.parse(outcome.answer);
  return {
    data,
    ...(errors.length > 0 && {
      errors: errors.map(
        ({ message, extensions, path, positions }) =>
          new GraphQLError(message, { extensions, path, positions, source: document.loc?.source ?? null }),
      ),
    }),
  };
}

const refused = (
  { code, status, words }: Fault,
  language: Language,
  more: Record<string, unknown> = {},
): ExecutionResult => ({
  errors: [
    new GraphQLError(language === 'zh-CN' ? words.zh : words.en, {
      extensions: { code, text: words, ...more, http: { status } },
    }),
  ],
});

const doneOf = (deed: Extract<Outcome<unknown>, { is: 'done' }>['deed']) => ({
  deed: deed && {
    position: deed.position,
    at: deed.at,
    action: deed.action,
    entity: deed.entity,
    id: deed.entityId === null ? null : idOf(deed.entity, deed.entityId),
  },
});

const reused: Fault = {
  code: 'IDEMPOTENCY_KEY_REUSED',
  status: 422,
  words: {
    zh: '该 Idempotency-Key 已用于内容不同的请求；本请求未做任何操作。新的操作请换一个键。',
    en: 'This Idempotency-Key was used for a request of other content. Nothing was done: take another key for another act.',
  },
};

const underWay: Fault = {
  code: 'IDEMPOTENCY_KEY_UNDER_WAY',
  status: 409,
  words: {
    zh: '同一 Idempotency-Key 的请求仍在处理中，请稍后用同一个键重试。',
    en: 'A request of this Idempotency-Key is still under way. Ask again with the same key in a moment.',
  },
};

const doneAlready: Fault = {
  code: 'IDEMPOTENCY_KEY_DONE',
  status: 200,
  words: {
    zh: '该请求此前已经完成，没有重复执行；当时的答复已不可得，请按所附的操作记录查看结果。',
    en: 'This was done already and was not done again. The answer of then is not to be had: see the deed told here.',
  },
};
