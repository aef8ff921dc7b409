import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { formatDocument } from '@urql/core';
import {
  type ASTNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  parse,
  print,
  visit,
} from 'graphql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import { createLog } from '../../server/log.ts';
import { problemHash } from '../../solver/canonical.ts';
import { readPlan, readProblem } from '../../solver/read.ts';
import { verify } from '../../solver/verify.ts';
import { testDatabase } from '../support/database.ts';
import { randomCounty } from '../support/random-county.ts';
import { asRegistered, type Kept, keepRegistry } from '../support/registry.ts';
import { followed, startRounds } from '../support/rounds.ts';
import { secrets } from '../support/secrets.ts';
import { account, ask, listening } from '../support/server.ts';

let database: Database;
let desk: Awaited<ReturnType<typeof startRounds>>;
let server: Awaited<ReturnType<typeof listening>>;
let county: Kept;
let cookie: string;
beforeAll(async () => {
  database = await testDatabase();
  desk = await startRounds(database);
  server = await listening(database, desk.rounds);
  county = await keepRegistry(database, asRegistered(randomCounty(3)));
  const { email } = await account(database, 'correct horse', {
    role: 'hr-officer',
    countyId: county.countyId,
  });
  const { headers } = await ask(server.url, signIn, { email, password: 'correct horse' });
  cookie = headers.get('set-cookie')?.split(';')[0] ?? '';
});
afterAll(async () => {
  await server.close();
  await desk.close();
  await database.close();
});

const signIn = `mutation ($email: String!, $password: String!) {
  signIn(email: $email, password: $password) { __typename }
}`;
const post = (body: BodyInit, type: string | undefined, headers: Record<string, string> = {}) =>
  fetch(`${server.url}/graphql`, {
    method: 'POST',
    body,
    headers: { ...(type === undefined ? {} : { 'content-type': type }), ...headers },
  });
const json = (query: string) => JSON.stringify({ query });
const codes = async (response: Response) => {
  const { errors } = await response.json();
  return [response.status, errors?.[0]?.extensions?.code ?? errors?.[0]?.message];
};

/** What askers take; the last is told in its status whether there is an answer. */
const accepts = ['*/*', 'application/json', 'application/graphql-response+json'];

test('a text with a NUL in it is refused, wherever and however it is written', async () => {
  const query = 'query ($code: String!) { county(code: $code) { name } }';
  const bodies = [
    { query: '{ county(code: "a\\u0000b") { name } }' },
    { query: '{ county(code: "a\\u{0}b") { name } }' },
    { query: '{ county(code: "a\\u{00000}b") { name } }' },
    { query: '{ county(code: """a\u0000b""") { name } }' },
    { query, variables: { code: 'a\u0000b' } },
    { query, variables: { code: { 'a\u0000b': 1 } } },
  ];
  for (const accept of accepts)
    for (const body of bodies)
      expect(await codes(await post(JSON.stringify(body), 'application/json', { cookie, accept }))).toEqual([
        400,
        'BAD_USER_INPUT',
      ]);
});

test('what only looks like a NUL is a text like another', async () => {
  for (const text of ['"a\\\\u0000b"', '"a" # \\u0000\n', '"""\\u0000"""']) {
    const { body } = await ask(server.url, `{ county(code: ${text}) { name } }`, {}, { cookie });
    expect(body).toEqual({ data: { county: null } });
  }
});

test('gaps of a day beyond any calendar of ours are refused by name', async () => {
  for (const day of ['1949-01-01', '1999-12-31', '2200-01-01', '9999-12-31']) {
    const query = `{ counties { nodes { gaps(on: "${day}") { totalCount } } } }`;
    const { body } = await ask(server.url, query, {}, { cookie });
    expect(body.errors[0].message).toContain(day);
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  }
});

test('without a login one can ask who one is, and nothing else', async () => {
  expect((await ask(server.url, '{ viewer { name } }')).body).toEqual({ data: { viewer: null } });
  for (const query of ['{ counties { nodes { name } } }', '{ node(id: "Q291bnR5OjE=") { id } }'])
    expect((await ask(server.url, query)).body.errors[0].extensions.code).toBe('UNAUTHENTICATED');
});

test('the shape of the API is shown to who has signed in alone', async () => {
  for (const query of [
    '{ __schema { types { name } } }',
    '{ __type(name: "Plan") { name } }',
    '{ ...on Query { __schema { queryType { name } } } }',
  ])
    for (const accept of accepts)
      expect(await codes(await post(json(query), 'application/json', { accept }))).toEqual([
        401,
        'UNAUTHENTICATED',
      ]);
  const shown = await ask(server.url, '{ __type(name: "Plan") { name } }', {}, { cookie });
  expect(shown.body).toEqual({ data: { __type: { name: 'Plan' } } });
});

test('the cookie of a session cannot be read by scripts or sent by pages of other sites', async () => {
  const { email } = await account(database, 'another horse');
  const { headers, body } = await ask(server.url, signIn, { email, password: 'another horse' });
  expect(body).toEqual({ data: { signIn: { __typename: 'SignedIn' } } });
  expect(headers.get('set-cookie')).toMatch(
    /^junheng_session=[\w-]{43}; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/,
  );
});

test('behind a proxy that ends TLS the cookie is for https alone', async () => {
  const behind = await listening(database, desk.rounds, { trustedProxies: 1 });
  const { email } = await account(database, 'proxied horse');
  const secure = { 'x-forwarded-proto': 'https' };
  const { headers } = await ask(behind.url, signIn, { email, password: 'proxied horse' }, secure);
  expect(headers.get('set-cookie')).toMatch(/; Secure$/);
  await behind.close();
});

test('signing out ends the session and its cookie', async () => {
  const { email } = await account(database, 'leaving horse');
  const { headers } = await ask(server.url, signIn, { email, password: 'leaving horse' });
  const session = { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' };
  const viewer = () => ask(server.url, '{ viewer { name } }', {}, session);
  expect((await viewer()).body).toEqual({ data: { viewer: { name: 'Li Wei' } } });
  const left = await ask(server.url, 'mutation { signOut }', {}, session);
  expect(left.headers.get('set-cookie')).toContain('Expires=Thu, 01 Jan 1970');
  expect((await viewer()).body).toEqual({ data: { viewer: null } });
});

test('what is not JSON is turned away, and a form needs a login and a header of ours', async () => {
  const form = () => {
    const data = new FormData();
    data.set('operations', json('{ viewer { name } }'));
    data.set('map', '{}');
    return data;
  };
  expect(await codes(await post('query={viewer{name}}', 'application/x-www-form-urlencoded'))).toEqual([
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ]);
  expect(await codes(await post(json('{ viewer { name } }'), 'text/plain'))).toEqual([
    415,
    'UNSUPPORTED_MEDIA_TYPE',
  ]);
  expect(await codes(await post(form(), undefined))).toEqual([401, 'UNAUTHENTICATED']);
  expect(await codes(await post(form(), undefined, { cookie }))).toEqual([
    403,
    'Required CSRF header(s) not present',
  ]);
  const ours = await post(form(), undefined, { cookie, 'x-graphql-yoga-csrf': 'test' });
  expect(await ours.json()).toEqual({ data: { viewer: { name: 'Li Wei' } } });
  const got = await fetch(`${server.url}/graphql?query={viewer{name}}`);
  expect([got.status, got.headers.get('allow')]).toEqual([405, 'POST']);
});

test('bodies that are broken, empty, several at once or too large are refused', async () => {
  expect(await codes(await post('{"query":', 'application/json'))).toEqual([400, 'BAD_REQUEST']);
  expect(await codes(await post('{}', 'application/json'))).toEqual([400, 'BAD_REQUEST']);
  expect(await codes(await post('', 'application/json'))).toMatchObject([400, expect.anything()]);
  expect((await post(`[${json('{ viewer { name } }')}]`, 'application/json')).status).toBe(400);
  const large = JSON.stringify({ query: '{ viewer { name } }', variables: { text: 'a'.repeat(600_000) } });
  expect(await codes(await post(large, 'application/json'))).toEqual([413, 'TOO_LARGE']);
  const upload = new FormData();
  upload.set('operations', json('{ viewer { name } }'));
  upload.set('map', '{"0":[]}');
  upload.set('0', new Blob([new Uint8Array(2_000_000)]));
  const refused = await post(upload, undefined, { cookie, 'x-graphql-yoga-csrf': 'test' });
  expect(refused.status).toBe(413);
});

test.each([
  ['10,000 lists in one another', `{ node(id: ${'['.repeat(10_000)}${']'.repeat(10_000)}) { id } }`],
  ['100,000 brackets in one another', `{ node(id: ${'[{a:'.repeat(50_000)}`],
  ['2,001 tokens', `{ viewer { ${'name '.repeat(1_996)}} }`],
  [
    '360 equal fields over three fragments',
    `{ ...a ...b ...c } ${[...'abc'].map((name) => `fragment ${name} on Query { ${'viewer { name } '.repeat(120)}}`).join(' ')}`,
  ],
  ['pages within pages of the usual length', deepPages('')],
  ['500 equal fields', `{ ${'viewer { name } '.repeat(500)} }`],
  ['900 unknown directives', `{ viewer ${'@x '.repeat(900)}{ name } }`],
  ['31 aliases', `{ ${Array.from({ length: 31 }, (_, index) => `a${index}: viewer { name }`).join(' ')} }`],
  ['a fragment that holds itself', '{ viewer { ...a } } fragment a on Viewer { name ...a }'],
  [
    'pages within pages',
    '{ counties(first: 200) { nodes { schools(first: 200) { nodes { sections { teachers(first: 200) { nodes { id } } } } } } } }',
  ],
])('%s are refused at once, and alike the second time', async (_what, query) => {
  for (const accept of [...accepts, ...accepts]) {
    const began = performance.now();
    const response = await post(json(query), 'application/json', { cookie, accept });
    expect(await codes(response)).toEqual([400, 'LIMIT_EXCEEDED']);
    expect(performance.now() - began).toBeLessThan(2_000);
  }
});

/** Pages within pages within pages. */
function deepPages(first: string): string {
  const list = (field: string, inside: string) => `${field}${first} { nodes { ${inside} } }`;
  const ways = list('schools', `county { ${list('schools', `county { ${list('schools', 'id')} }`)} }`);
  return `{ ${list('counties', ways)} }`;
}

test('pages asked for by a variable are as long as it says, and refused only where they are long', async () => {
  const query = `query ($n: Int) ${deepPages('(first: $n)')}`;
  const asked = (variables: object) =>
    post(JSON.stringify({ query, variables }), 'application/json', { cookie });
  for (const variables of [{ n: 25 }, {}, { n: null }])
    expect(await codes(await asked(variables))).toEqual([400, 'LIMIT_EXCEEDED']);
  const short = await (await asked({ n: 1 })).json();
  expect(short.errors).toBeUndefined();
  expect(short.data.counties.nodes).toHaveLength(1);
  // Nor does an answer open the way for the same text.
  expect(await codes(await asked({ n: 25 }))).toEqual([400, 'LIMIT_EXCEEDED']);
});

test('variables may be 100 deep, and are refused beyond, however deep', async () => {
  const query = 'query ($code: String!) { county(code: $code) { name } }';
  const nested = (depth: number) =>
    `{"query":${JSON.stringify(query)},"variables":{"code":${'['.repeat(depth)}${']'.repeat(depth)}}}`;
  const asked = async (depth: number) => codes(await post(nested(depth), 'application/json', { cookie }));
  // A list is no code, and is told so.
  expect(await asked(100)).not.toContain('LIMIT_EXCEEDED');
  for (const depth of [101, 200_000]) expect(await asked(depth)).toEqual([400, 'LIMIT_EXCEEDED']);
});

test('strangers of one address wait when they have asked too much, and who has signed in waits for nobody else', async () => {
  const busy = await listening(database, desk.rounds, { requestsPerMinute: 3, trustedProxies: 1 });
  const asked = (address: string, headers: Record<string, string> = {}) =>
    ask(busy.url, '{ viewer { name } }', {}, { 'x-forwarded-for': address, ...headers });
  for (const last of [1, 2, 3]) expect((await asked(`2001:db8:1:2::${last}`)).status).toBe(200);
  const refused = await asked('2001:db8:1:2:ffff::4');
  expect([refused.status, refused.body.errors[0].extensions.code]).toEqual([429, 'TOO_MANY_REQUESTS']);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(refused.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  expect((await asked('2001:db8:1:3::1')).status).toBe(200);
  for (const _time of [1, 2, 3]) expect((await asked('2001:db8:1:2::1', { cookie })).status).toBe(200);
  expect((await asked('203.0.113.9', { cookie })).status).toBe(429);
  await busy.close();
});

test('every document of the console is within the limits', async () => {
  const home = fileURLToPath(new URL('../..', import.meta.url));
  const files = (await readdir(`${home}web`, { recursive: true })).filter((name) =>
    name.endsWith('.graphql'),
  );
  const whole = (await Promise.all(files.map((name) => readFile(`${home}web/${name}`, 'utf8')))).join('\n');
  const { definitions } = parse(whole);
  const fragments = new Map(
    definitions.flatMap((part) => (part.kind === Kind.FRAGMENT_DEFINITION ? [[part.name.value, part]] : [])),
  );
  // Signing out is one of them: it gets a session of its own.
  const { email } = await account(database, 'console horse');
  const { headers } = await ask(server.url, signIn, { email, password: 'console horse' });
  const session = { cookie: headers.get('set-cookie')?.split(';')[0] ?? '' };
  const beyond: string[] = [];
  let asked = 0;
  for (const operation of definitions) {
    if (operation.kind !== Kind.OPERATION_DEFINITION) continue;
    // As the console sends it: with the type of everything it is told.
    const document: DocumentNode = {
      kind: Kind.DOCUMENT,
      definitions: [...spreads(operation, fragments), operation],
    };
    const query = print(formatDocument(document) as DocumentNode);
    // As long as a page of the console ever is.
    const body = JSON.stringify({ query, variables: { first: 200 } });
    const { errors = [] } = await (await post(body, 'application/json', session)).json();
    for (const { message, extensions } of errors)
      if (extensions?.code === 'LIMIT_EXCEEDED') beyond.push(`${operation.name?.value}: ${message}`);
    asked += 1;
  }
  expect(beyond).toEqual([]);
  expect(asked).toBeGreaterThan(10);
});

/** The fragments an operation spreads, those of its fragments too. */
function spreads(part: ASTNode, all: ReadonlyMap<string, FragmentDefinitionNode>) {
  const found = new Set<FragmentDefinitionNode>();
  visit(part, {
    FragmentSpread({ name }) {
      const fragment = all.get(name.value);
      if (fragment === undefined || found.has(fragment)) return;
      found.add(fragment);
      for (const inner of spreads(fragment, all)) found.add(inner);
    },
  });
  return found;
}

test('progress comes as it happens, though the answer could be packed', async () => {
  const solveId = await desk.rounds.solve(county.officer, { roundId: county.roundId, engine: 'auto' });
  const id = Buffer.from(`Solve:${solveId}`).toString('base64');
  const events = await post(
    json(`subscription { solveProgress(solveId: "${id}") { state } }`),
    'application/json',
    {
      cookie,
      accept: 'text/event-stream',
      'accept-encoding': 'gzip',
    },
  );
  expect(events.headers.get('content-type')).toMatch(/^text\/event-stream/);
  expect(events.headers.get('content-encoding')).not.toBe('gzip');
  const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
  const until = async (words: string) => {
    for (let text = ''; ; ) {
      const { value, done } = (await reader?.read()) ?? { value: '', done: true };
      text += value ?? '';
      if (done || text.includes(words)) return text;
    }
  };
  expect(await until('solveProgress')).toContain('{"solveProgress":{"state":"QUEUED"}}');
  await desk.rounds.cancel(county.officer, solveId);
  expect(await until('event: complete')).toContain('{"solveProgress":{"state":"CANCELLED"}}');
});

test.each([
  ['a field', '{ viewer { nam } }'],
  ['a field of another type', '{ node(id: "x") { name } }'],
  ['a field without its selection', '{ viewer }'],
  ['an argument', '{ county(cod: "x") { name } }'],
  ['an argument of a directive', '{ viewer @skip(i: true) { name } }'],
  ['a type', '{ viewer { ... on Vieuer { name } } }'],
  ['an enum value', '{ county(code: "x") { teachers(orderBy: STAFF_NUMBE) { totalCount } } }'],
  ['an enum value as a text', '{ county(code: "x") { teachers(orderBy: "NAME") { totalCount } } }'],
  ['a field of an input', '{ county(code: "x") { teachers(filter: { searc: "x" }) { totalCount } } }'],
  [
    'a field of an input in a variable',
    'query ($v: TeacherFilter) { county(code: "x") { teachers(filter: $v) { totalCount } } }',
    { searc: 'x' },
  ],
  [
    'an enum value in a variable',
    'query ($v: TeacherOrder) { county(code: "x") { teachers(orderBy: $v) { totalCount } } }',
    'NAM',
  ],
])('%s that is misspelt is not answered with the names of others', async (_what, query, v?: unknown) => {
  const { errors } = (await ask(server.url, query, v === undefined ? {} : { v })).body;
  expect(errors).not.toHaveLength(0);
  expect(JSON.stringify(errors)).not.toMatch(/did you mean/i);
});

test('a bug is kept to ourselves, but for a number that the log has too', async () => {
  const broken = await listening(database, {
    ...desk.rounds,
    demand: () => Promise.reject(new Error('password of the database')),
  });
  const gaps = `{ counties(first: 1) { nodes { gaps(first: 1) { nodes { subject { code } } } } } }`;
  const { body, headers } = await ask(broken.url, gaps, {}, { cookie });
  expect(JSON.stringify(body)).not.toContain('password');
  expect(body.errors[0].extensions).toEqual({
    code: 'INTERNAL_SERVER_ERROR',
    requestId: headers.get('x-request-id'),
  });
  await broken.close();
});

test('no page of another origin is let in, but those listed', async () => {
  const evil = { origin: 'https://evil.example' };
  const plain = await ask(server.url, '{ viewer { name } }', {}, evil);
  expect(plain.headers.get('access-control-allow-origin')).toBeNull();
  const open = await listening(database, desk.rounds, {
    corsOrigins: ['https://county.example', 'https://b.example'],
  });
  const asked = await ask(open.url, '{ viewer { name } }', {}, evil);
  expect(asked.headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
  const friend = await ask(open.url, '{ viewer { name } }', {}, { origin: 'https://county.example' });
  expect(friend.headers.get('access-control-allow-origin')).toBe('https://county.example');
  await open.close();
});

test('GraphiQL comes whole from here, and only after signing in', async () => {
  const page = (headers: Record<string, string>) =>
    fetch(`${server.url}/graphql`, { headers: { accept: 'text/html', ...headers }, redirect: 'manual' });
  const stranger = await page({});
  expect([stranger.status, stranger.headers.get('location')]).toEqual([302, '/']);
  const shown = await page({ cookie });
  expect(shown.status).toBe(200);
  const text = await shown.text();
  expect(text).toContain('renderYogaGraphiQL');
  expect(text).not.toMatch(/<(script|link)[^>]+(src|href)="https?:/);
});

test('operators see that it lives, that it is ready, and its figures, from this machine', async () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, { headers });
  expect(await (await get('/healthz')).text()).toBe('ok\n');
  expect(await (await get('/readyz')).text()).toBe('ready\n');
  const figures = await (await get('/metrics')).text();
  expect(figures).toContain(
    'junheng_http_request_seconds_count{method="POST",route="/graphql",status="200"}',
  );
  expect(figures).not.toMatch(/bureau\.example|Li Wei/);
  for (const name of [
    'x-forwarded-for',
    'x-forwarded-host',
    'x-real-ip',
    'forwarded',
    'via',
    'cf-connecting-ip',
  ])
    expect((await get('/metrics', { [name]: '203.0.113.7' })).status).toBe(403);
  const withToken = await listening(database, desk.rounds, { metricsToken: secrets['token of the metrics'] });
  const proxied = { 'x-forwarded-for': '203.0.113.7', authorization: 'Bearer a-wrong-token' };
  expect((await fetch(`${withToken.url}/metrics`, { headers: proxied })).status).toBe(403);
  await withToken.close();
});

test('behind a proxy the figures are for the token alone, whatever the proxy adds', async () => {
  const token = secrets['token of the metrics'];
  const behind = await listening(database, desk.rounds, { trustedProxies: 1, metricsToken: token });
  const get = (headers: Record<string, string>) => fetch(`${behind.url}/metrics`, { headers });
  expect((await get({})).status).toBe(403);
  expect((await get({ authorization: `Bearer ${token}` })).status).toBe(200);
  await behind.close();
});

test('a body packed or written as nobody reads it is the fault of who sent it, and no error of the log', async () => {
  const lines: string[] = [];
  const log = createLog('warn', { write: (line) => void lines.push(line) });
  const watched = await listening(database, desk.rounds, { log });
  for (const headers of [
    { 'content-encoding': 'foo', 'content-type': 'application/json' },
    { 'content-type': 'application/json; charset=foo' },
  ]) {
    const response = await fetch(`${watched.url}/graphql`, { method: 'POST', body: '{}', headers });
    expect(await codes(response)).toEqual([415, 'UNSUPPORTED_MEDIA_TYPE']);
  }
  expect(lines).toEqual([]);
  await watched.close();
});

test('a server told to stop is not ready', async () => {
  const leaving = await listening(database, desk.rounds, { stopping: () => true });
  expect((await fetch(`${leaving.url}/readyz`)).status).toBe(503);
  await leaving.close();
});

test('where the console is not built a page says how to', async () => {
  const bare = await listening(database, desk.rounds, { consoleFolder: '/nowhere' });
  const page = await fetch(`${bare.url}/rounds/1`, { headers: { accept: 'text/html' } });
  expect(page.status).toBe(503);
  expect(await page.text()).toContain('The console is not built');
  expect((await fetch(`${bare.url}/nothing.json`, { headers: { accept: 'application/json' } })).status).toBe(
    404,
  );
  await bare.close();
});

test('pages come with a policy that lets nothing in from elsewhere', async () => {
  const { headers } = await fetch(server.url, { headers: { accept: 'text/html' } });
  expect(headers.get('content-security-policy')).toContain("default-src 'self';script-src 'self';");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('x-powered-by')).toBeNull();
});

test('workbooks are saved by HR officers alone, and what is not there is no page of the console', async () => {
  const { id } = await account(database, 'inspecting horse', {
    role: 'inspector',
    countyId: county.countyId,
  });
  const { email } = await database.db.user.findUniqueOrThrow({ where: { id } });
  const { headers } = await ask(server.url, signIn, { email, password: 'inspecting horse' });
  const inspector = headers.get('set-cookie')?.split(';')[0] ?? '';
  const get = (path: string, as: string) =>
    fetch(`${server.url}${path}`, { headers: { cookie: as, accept: 'text/html' } });

  for (const path of ['/template.xlsx', '/registry.xlsx']) {
    expect((await get(path, '')).status).toBe(401);
    expect((await get(path, inspector)).status).toBe(404);
    expect((await get(`${path}?county=NOT-OURS`, cookie)).status).toBe(404);
    const workbook = await get(path, cookie);
    expect(workbook.headers.get('content-disposition')).toMatch(/^attachment; filename=\w+-.+\.xlsx$/);
    expect(Buffer.from(await workbook.arrayBuffer()).toString('latin1', 0, 2)).toBe('PK');
  }
  const nowhere = ['/plans/1.xlsx', '/plans/1.json', '/elsewhere.xlsx'];
  for (const path of [`/plans/${id}.xlsx`, `/plans/${id}.json`, `/problems/${id}.json`, ...nowhere])
    expect((await get(path, cookie)).status).toBe(404);

  const solveId = await desk.rounds.solve(county.officer, { roundId: county.roundId, engine: 'auto' });
  const { problem } = await database.db.solve.findUniqueOrThrow({
    where: { id: solveId },
    include: { problem: true },
  });
  const path = `/problems/${problem?.id}.json`;
  expect((await get(path, '')).status).toBe(401);
  expect((await get(path, inspector)).status).toBe(404);
  const read = readProblem(await (await get(path, cookie)).json());
  expect(read.ok && problemHash(read.problem)).toBe(problem?.hash);

  await desk.startSolving();
  const planId = (await followed(desk.rounds, solveId)).at(-1)?.planId;
  for (const file of [`/plans/${planId}.xlsx`, `/plans/${planId}.json`]) {
    expect((await get(file, '')).status).toBe(401);
    expect((await get(file, inspector)).status).toBe(404);
    expect((await get(file, cookie)).status).toBe(200);
  }
  const saved = await get(`/plans/${planId}.json`, cookie);
  expect(saved.headers.get('content-disposition')).toMatch(/^attachment; .*\.json/);
  const answered = readPlan(await saved.json());
  expect(answered.ok).toBe(true);
  if (read.ok && answered.ok) expect(verify(read.problem, answered.plan).faults).toEqual([]);
}, 120_000);
