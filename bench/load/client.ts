import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { createGunzip } from 'node:zlib';

/** One browser: a connection of its own, kept, and its session. */
export interface Client {
  /** A GraphQL operation; `data` is whatever came. */
  ask(query: string, variables: Readonly<Record<string, unknown>>): Promise<Answered>;
  /** A file the console fetches. */
  fetch(path: string): Promise<Answered>;
  /** Throws when the server says no. */
  signIn(email: string, password: string): Promise<void>;
  close(): void;
}

/** An answer in whole; `failed`: why it counts as an error, null where it does not. */
export interface Answered {
  readonly data: unknown;
  readonly failed: string | null;
}

export function createClient(address: string): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const headers: Record<string, string> = { 'accept-encoding': 'gzip', 'content-type': 'application/json' };
  const send = (path: string, body: string | undefined) =>
    new Promise<{ readonly response: IncomingMessage; readonly body: string }>((resolve, reject) => {
      const method = body === undefined ? 'GET' : 'POST';
      const asking = request(new URL(path, address), { agent, method, headers }, (response) => {
        const packed = response.headers['content-encoding'] === 'gzip';
        text(packed ? response.pipe(createGunzip()) : response).then(
          (whole) => resolve({ response, body: whole }),
          reject,
        );
      });
      asking.on('error', reject);
      asking.end(body);
    });
  const answered = async (path: string, asked: string | undefined): Promise<Answered> => {
    try {
      const { response, body } = await send(path, asked);
      if (response.statusCode !== 200)
        return { data: null, failed: `${response.statusCode} ${body.slice(0, 200)}` };
      const { data, errors } = JSON.parse(body) as { data?: unknown; errors?: unknown };
      return { data, failed: errors === undefined ? null : JSON.stringify(errors).slice(0, 300) };
    } catch (error) {
      return { data: null, failed: String(error) };
    }
  };
  return {
    ask: (query, variables) => answered('/graphql', JSON.stringify({ query, variables })),
    fetch: (path) => answered(path, undefined),
    async signIn(email, password) {
      const query = `mutation ($email: String!, $password: String!) {
        signIn(email: $email, password: $password) { __typename } }`;
      const { response, body } = await send(
        '/graphql',
        JSON.stringify({ query, variables: { email, password } }),
      );
      const cookie = response.headers['set-cookie']?.[0]?.split(';')[0];
      if (cookie === undefined) throw new Error(`${email} is not let in: ${body}`);
      headers['cookie'] = cookie;
    },
    close: () => agent.destroy(),
  };
}
