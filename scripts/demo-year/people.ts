import { type GraphQLType, getNamedType, isObjectType, isUnionType } from 'graphql';
import { schema } from '../../schema/index.ts';
import type { Words } from '../../solver/plan.ts';
import type { Stage } from './stage.ts';

/** A step that was not answered as the year has it. The message names day, person, act and what the server said. */
export class StepRefused extends Error {
  override readonly name = 'StepRefused';

  constructor(day: string, who: string, act: string, said: string) {
    super(`${day} ${who}: ${act}: ${said}`);
  }
}

interface Login {
  readonly email: string;
  readonly name: string;
  readonly office: Words;
}

/** Somebody who has an account, and what they do through the API, signed in whenever their session is over. */
export interface Person {
  readonly login: Login;
  /** Name and office, in the language of the stage. */
  readonly who: string;
  /** Asks for something to read; the answer's `data`. */
  reads<Data>(query: string, variables?: Record<string, unknown>): Promise<Data>;
  /** Does something. `selection` is what to answer of the member of the result that is no refusal. Throws `StepRefused`. */
  does<Done>(field: string, args: Record<string, unknown>, selection?: string): Promise<Done>;
  /** The same with a file as `file`. */
  uploads<Done>(field: string, args: Record<string, unknown>, file: File, selection: string): Promise<Done>;
  /** Tries what must be refused, with this code. Answers what the server says. Throws `StepRefused` where it is not. */
  isRefused(code: string, field: string, args: Record<string, unknown>): Promise<string>;
  /** Follows a solve to its end. Answers its plan's id. */
  follows(solveId: string): Promise<string>;
  /** Tells what was done. */
  tells(step: string, words: Words): void;
}

/** Every login's in the demo; each person comes from another address. */
export const password = 'a year in the county';

let arrivals = 0;

/** A visitor's machine: what is sent from it bears its address and, once signed in, its session. */
export function personAt(stage: Stage, login: Login): Person {
  arrivals += 1;
  const address = `10.${Math.floor(arrivals / 62_500) % 250}.${Math.floor(arrivals / 250) % 250}.${1 + (arrivals % 250)}`;
  const { name, office } = login;
  const told = { zh: `${name}（${office.zh}）`, en: `${name} (${office.en})` }[stage.language];
  let session: { readonly secret: string; readonly until: number } | undefined;

  const headers = () => ({
    'accept-language': stage.language,
    'x-forwarded-for': address,
    ...(session !== undefined && { authorization: `Bearer ${session.secret}` }),
  });
  const fails = (act: string, said: string) => new StepRefused(stage.today(), told, act, said);

  async function post(query: string, variables: Record<string, unknown>): Promise<Answer> {
    const response = await fetch(`${stage.url}/graphql`, {
      method: 'POST',
      headers: { ...headers(), 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Answer;
  }

  async function signedIn(): Promise<void> {
    if (session !== undefined && session.until > stage.now().getTime()) return;
    session = undefined;
    const { email } = login;
    const done = answered(
      await post(mutation('signIn', { email, password }, '... on SignedIn { secret expiresAt }'), {
        email,
        password,
      }),
      'signIn',
    );
    const { secret, expiresAt } = done as { secret: string; expiresAt: string };
    session = { secret, until: Date.parse(expiresAt) - 60 * 60 * 1000 };
  }

  function answered({ data, errors }: Answer, act: string): Done {
    const [error] = errors ?? [];
    if (error !== undefined) throw fails(act, `${error.extensions?.code ?? ''} ${error.message}`);
    const done = data?.['done'] as Done | undefined;
    if (done === undefined || done === null) throw fails(act, 'no answer');
    if (isRefusal(done)) throw fails(act, `${done['code']} ${done['message']}`);
    return done;
  }

  return {
    login,
    who: told,
    async reads<Data>(query: string, variables: Record<string, unknown> = {}) {
      await signedIn();
      const { data, errors } = await post(query, variables);
      const [error] = errors ?? [];
      if (error !== undefined || data === null || data === undefined)
        throw fails(
          'reads',
          `${error?.message ?? 'no answer'} (${query.replace(/\s+/g, ' ').slice(0, 200)})`,
        );
      return data as Data;
    },
    async does<Given>(field: string, args: Record<string, unknown>, selection = '') {
      if (!open.includes(field)) await signedIn();
      return answered(await post(mutation(field, args, selection), args), field) as Given;
    },
    async uploads<Given>(field: string, args: Record<string, unknown>, file: File, selection: string) {
      await signedIn();
      const given = { ...args, file: null };
      const form = new FormData();
      form.set('operations', JSON.stringify({ query: mutation(field, given, selection), variables: given }));
      form.set('map', JSON.stringify({ 0: ['variables.file'] }));
      form.set('0', file);
      const response = await fetch(`${stage.url}/graphql`, {
        method: 'POST',
        headers: headers(),
        body: form,
      });
      return answered((await response.json()) as Answer, field) as Given;
    },
    async isRefused(code, field, args) {
      await signedIn();
      const { data, errors } = await post(mutation(field, args, ''), args);
      const [error] = errors ?? [];
      if (error !== undefined) throw fails(field, `${error.extensions?.code ?? ''} ${error.message}`);
      const done = data?.['done'] as Done;
      if (!isRefusal(done) || done['code'] !== code)
        throw fails(field, `should be refused as ${code}, and was answered ${JSON.stringify(done)}`);
      return String(done['message']);
    },
    async follows(solveId) {
      await signedIn();
      const response = await fetch(`${stage.url}/graphql`, {
        method: 'POST',
        headers: { ...headers(), 'content-type': 'application/json', accept: 'text/event-stream' },
        body: JSON.stringify({
          query: `subscription ($solveId: ID!) { solveProgress(solveId: $solveId) { state failure plan { id } } }`,
          variables: { solveId },
        }),
      });
      const events = (await response.text()).split('\n').filter((line) => line.startsWith('data: {'));
      const last = events.at(-1)?.slice('data: '.length) ?? '{}';
      const { data, errors } = JSON.parse(last) as {
        data?: { solveProgress: { state: string; failure: string | null; plan: { id: string } | null } };
        errors?: Answer['errors'];
      };
      const progress = data?.solveProgress;
      if (progress?.state !== 'DONE' || progress.plan === null)
        throw fails(
          'solveProgress',
          progress?.failure ?? errors?.[0]?.message ?? progress?.state ?? 'no answer',
        );
      return progress.plan.id;
    },
    tells: (step, words) => stage.tell(told, step, words),
  };
}

type Done = Record<string, unknown>;

interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: { readonly code?: string };
  }[];
}

/** What is done by who has not signed in. */
const open: readonly string[] = ['acceptInvitation'];

const refusal = schema.getType('Refusal');

/** Whether the member of a result is one that refuses. */
function isRefusal(done: Done): boolean {
  const type = schema.getType(String(done['__typename']));
  return isObjectType(type) && type.getInterfaces().some((one) => one === refusal);
}

/** An operation with its arguments as variables, typed as the schema has them. */
function mutation(field: string, args: Record<string, unknown>, selection: string): string {
  const known = schema.getMutationType()?.getFields()[field];
  if (known === undefined) throw new Error(`There is no mutation ${field}.`);
  const typeOf = (name: string) => {
    const arg = known.args.find((one) => one.name === name);
    if (arg === undefined) throw new Error(`${field} has no argument ${name}.`);
    return String(arg.type);
  };
  const names = Object.keys(args);
  const head = names.map((name) => `$${name}: ${typeOf(name)}`).join(', ');
  const given = names.map((name) => `${name}: $${name}`).join(', ');
  const members = answers(known.type) ? `{ __typename ... on Refusal { code message } ${selection} }` : '';
  return `mutation (${head}) { done: ${field}(${given}) ${members} }`;
}

const answers = (type: GraphQLType): boolean => isUnionType(getNamedType(type));
