import { parseArgs } from 'node:util';
import type { Pool } from 'pg';
import { idOf } from '../schema/ids.ts';
import { verifyRecord } from '../server/audit/verify.ts';
import { draw } from '../test/support/draw.ts';
import { hold } from './case.ts';
import { count, keptOr } from './figures.ts';
import { type Client, createClient } from './load/client.ts';
import { consoleDocuments } from './load/documents.ts';
import { type Desk, type Errand, errands, type Written } from './load/mix.ts';
import { keepPeople, type Person, password, placesOf } from './load/people.ts';
import { createTally, type Row, type Tally } from './load/tally.ts';
import { benchDatabase } from './province/database.ts';
import { type Program, startProgram } from './province/programs.ts';
import { keepProvince } from './province/province.ts';

/**
 * `npm run load [-- --clients N] [--seconds N] [--warm-up N] [--counties N] [--teachers N] [--pause MS,…]`: a province on the
 * PostgreSQL server that TEST_DATABASE_URL names, a real server and a worker that solves the province meanwhile, and so many
 * people who each send the next request when the one before is answered (`--pause`: and as long after; several: a table each).
 * The same people come for `--warm-up` seconds before anything is counted: a server that nobody has used is slower, and smaller.
 *
 * Exits 1 when a request fails, or a write that was acknowledged is not found; a limit missed is told, and no failure.
 */
const { values } = parseArgs({
  options: {
    clients: { type: 'string', default: '200' },
    seconds: { type: 'string', default: '60' },
    counties: { type: 'string', default: '100' },
    teachers: { type: 'string', default: '1000' },
    schools: { type: 'string', default: '27' },
    'warm-up': { type: 'string', default: '15' },
    pause: { type: 'string', default: '0,5000' },
  },
});
const [clients, seconds, warmUp, counties, teachers, schools] = [
  values.clients,
  values.seconds,
  values['warm-up'],
  values.counties,
  values.teachers,
  values.schools,
].map(Number) as [number, number, number, number, number, number];
const pauses = values.pause.split(',').map(Number);

/** How long the server is left alone before its memory is looked at, in seconds. */
const IDLE = 20;
const limits = { p99: 2_000, probe: 200, memory: 100 };

const bench = await benchDatabase('junheng_load');
try {
  say(
    `Filling a province: ${counties} counties, ${count(counties * schools)} schools, ${count(counties * teachers)} teachers …`,
  );
  await keepProvince(bench.database, { counties, teachers, schools }, true);
  const { pool } = bench.database;
  const people = await keepPeople(pool, await placesOf(pool), clients);
  // Who asks without a pause is not to be told to wait.
  const settings = { PORT: '0', SOLVE: 'off', REQUESTS_PER_MINUTE: '1000000' };
  const server = await startProgram('start', bench.url, settings);
  const worker = await startProgram('worker', bench.url);
  try {
    await measure({ server, worker, pool }, people);
  } finally {
    await Promise.all([server.stop(), worker.stop()]);
  }
} finally {
  await bench.close();
}

interface Place {
  readonly address: string;
  readonly server: Program;
  readonly worker: Program;
  readonly pool: Pool;
  readonly desks: readonly Desk[];
}

async function measure(place: Omit<Place, 'address' | 'desks'>, people: readonly Person[]): Promise<void> {
  const { server, pool } = place;
  const address = /is ready: (\S+)/.exec(server.said)?.[1] ?? '';
  say(`Signing in ${people.length} people …`);
  const desks = await signedIn(address, people);
  const written: Written[] = [];
  await work(desks, { until: performance.now() + warmUp * 1000, pause: 0, tally: createTally(), written });
  await waitFor(IDLE * 1000);
  const before = await server.memory();
  const [officer] = desks.filter(({ person }) => person.role === 'province-officer');
  hold(officer !== undefined, 'somebody of the province is among the clients');
  const batch = await startBatch(officer, pool);
  for (const pause of pauses) await load({ ...place, address, desks }, { pause, before, batch, written });
  await pool.query(
    `UPDATE "Solve" SET state = 'cancelled' WHERE "batchId" = $1 AND state IN ('queued', 'running')`,
    [batch],
  );
  const lost = await notFound(pool, written);
  const record = await verifyRecord(pool);
  say(
    `\nWrites acknowledged, warm-up included: ${count(written.length)}, not found: ${lost.length}; the record of ${count(record.entries)} deeds is ${record.fault === null ? 'whole' : 'BROKEN'}.`,
  );
  if (lost.length > 0 || record.fault !== null) process.exitCode = 1;
}

/** The load with one pause between requests, in milliseconds; `before`: what the server held, in MB. */
async function load(
  { address, server, worker, pool, desks }: Place,
  {
    pause,
    before,
    batch,
    written,
  }: {
    readonly pause: number;
    readonly before: number;
    readonly batch: string;
    readonly written: Written[];
  },
): Promise<void> {
  say(`\n${desks.length} clients for ${seconds} s, ${pause} ms between an answer and the next request …`);
  const tally = createTally();
  const probes = createTally();
  const until = performance.now() + seconds * 1000;
  const used = [await server.processor(), await worker.processor()];
  const memory = watchMemory(server);
  await Promise.all([
    work(desks, { until, pause, tally, written }),
    probe(createClient(address), until, probes),
  ]);
  const peak = await memory.stop();
  const busy = [await server.processor(), await worker.processor()].map((now, at) => now - (used[at] ?? 0));
  const solved = await pool.query<{ done: number; left: number }>(
    `SELECT count(*) FILTER (WHERE state = 'done')::int AS done, count(*) FILTER (WHERE state IN ('queued', 'running'))::int AS "left"
     FROM "Solve" WHERE "batchId" = $1`,
    [batch],
  );
  const [{ done, left } = { done: 0, left: 0 }] = solved.rows;
  await waitFor(IDLE * 1000);
  const after = await server.memory();

  table([...tally.rows.toSorted((a, b) => (a.name < b.name ? -1 : 1)), tally.sum, ...probes.rows]);
  const { sum } = tally;
  const writes = tally.rows
    .filter(({ name }) => name.startsWith('write'))
    .reduce((all, one) => all + one.count, 0);
  say(
    [
      '',
      `Requests a second: ${(sum.count / seconds).toFixed(0)}, ${((100 * writes) / sum.count).toFixed(1)} % of them writes.`,
      `p99 of all: ${sum.p99.toFixed(0)} ms, ${keptOr(sum.p99, limits.p99, 'ms')}. Slowest kind: ${slowest(tally.rows)}.`,
      `{ __typename }: p99 ${(probes.sum.p99).toFixed(0)} ms, ${keptOr(probes.sum.p99, limits.probe, 'ms')}.`,
      `Errors: ${sum.errors + probes.sum.errors}.`,
      `Memory of the server: ${before.toFixed(0)} MB before, ${peak.toFixed(0)} at the most, ${after.toFixed(0)} after ${IDLE} s alone; ${keptOr(after - before, limits.memory, 'MB more')}.`,
      `Processors used: server ${((busy[0] ?? 0) / seconds).toFixed(2)}, worker ${((busy[1] ?? 0) / seconds).toFixed(2)}. Solves: ${done} done, ${left} still waiting: ${left > 0 ? 'one ran the whole time' : 'NOT the whole time'}.`,
    ].join('\n'),
  );
  for (const [fault, times] of [...tally.faults, ...probes.faults].slice(0, 20)) say(`${times} × ${fault}`);
  if (sum.errors + probes.sum.errors > 0) process.exitCode = 1;
}

async function signedIn(address: string, people: readonly Person[]): Promise<readonly Desk[]> {
  const documents = consoleDocuments();
  const desks: Desk[] = [];
  let number = 0;
  for (const person of people) {
    const client = createClient(address);
    await client.signIn(person.email, password);
    const next = () => ++number;
    desks.push({ client, person, documents, draw: draw(desks.length + 1), versions: new Map(), next });
  }
  return desks;
}

/** Answers the batch's row once a solve of it runs. */
async function startBatch({ client, person, documents }: Desk, pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ year: number }>(`SELECT max("schoolYear") AS year FROM "Round"`);
  const { failed } = await client.ask(documents.get('StartBatch') ?? '', {
    province: idOf('Province', person.place.provinceId),
    year: rows[0]?.year,
  });
  hold(failed === null, `the province is being solved: ${failed}`);
  for (;;) {
    const running = await pool.query<{ batchId: string }>(
      `SELECT "batchId" FROM "Solve" WHERE state = 'running'`,
    );
    if (running.rows[0]) return running.rows[0].batchId;
    await waitFor(100);
  }
}

interface Work {
  /** On the clock of `performance.now`. */
  readonly until: number;
  readonly pause: number;
  readonly tally: Tally;
  readonly written: Written[];
}

/** Everybody at work; who pauses does not begin with all the others. */
async function work(desks: readonly Desk[], { until, pause, tally, written }: Work): Promise<void> {
  await Promise.all(
    desks.map(async (desk) => {
      await waitFor(pause * desk.draw.next());
      while (performance.now() < until) {
        const errand = drawn(errands[desk.person.role], desk);
        const began = performance.now();
        const { failed, wrote } = await errand.run(desk);
        tally.note(errand.name, performance.now() - began, failed);
        if (wrote) written.push(wrote);
        await waitFor(pause);
      }
    }),
  );
}

function drawn(mine: readonly Errand[], { draw: chance }: Desk): Errand {
  let left = chance.next() * mine.reduce((sum, { share }) => sum + share, 0);
  for (const errand of mine) {
    left -= errand.share;
    if (left < 0) return errand;
  }
  throw new RangeError('There is nothing to do.');
}

/** Asks for next to nothing ten times a second, on a line of its own. */
async function probe(client: Client, until: number, tally: Tally): Promise<void> {
  const asked: Promise<void>[] = [];
  const one = async () => {
    const began = performance.now();
    const { failed } = await client.ask('{ __typename }', {});
    tally.note('{ __typename }', performance.now() - began, failed);
  };
  while (performance.now() < until) {
    await one();
    await waitFor(100);
  }
  await Promise.all(asked);
}

function watchMemory(server: Program) {
  let most = 0;
  const timer = setInterval(async () => {
    most = Math.max(most, await server.memory());
  }, 500);
  return {
    async stop() {
      clearInterval(timer);
      return most;
    },
  };
}

/** The acknowledged writes that the database does not hold; of several to one row the last is what must stand. */
async function notFound(pool: Pool, written: readonly Written[]): Promise<readonly Written[]> {
  const last = new Map(written.map((one) => [`${one.table} ${one.id}`, one]));
  const lost: Written[] = [];
  for (const one of last.values()) {
    const column = one.column === undefined ? 'id::text' : `"${one.column}"`;
    const { rows } = await pool.query<{ value: string }>(
      `SELECT ${column} AS value FROM "${one.table}" WHERE id = $1`,
      [one.id],
    );
    if (rows[0] === undefined || (one.value !== undefined && rows[0].value !== one.value)) lost.push(one);
  }
  return lost;
}

function slowest(rows: readonly Row[]): string {
  const [first] = rows.toSorted((a, b) => b.p99 - a.p99);
  return first ? `${first.name}, p99 ${first.p99.toFixed(0)} ms` : 'none';
}

function table(rows: readonly Row[]): void {
  say(
    '\n| what | requests | errors | median ms | p95 ms | p99 ms | most ms |\n|---|---|---|---|---|---|---|',
  );
  for (const { name, count: times, errors, median, p95, p99, most } of rows)
    say(
      `| ${name} | ${count(times)} | ${errors} | ${[median, p95, p99, most].map((ms) => ms.toFixed(0)).join(' | ')} |`,
    );
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function waitFor(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
