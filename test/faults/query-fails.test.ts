import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { partsOf } from '../../schema/ids.ts';
import { databaseOn, embeddedDatabase } from '../support/database.ts';
import { startRounds } from '../support/rounds.ts';
import { listening } from '../support/server.ts';
import { importFile, publishPlan } from './acts.ts';
import { expectClear } from './clear-error.ts';
import { type Counties, keepCounties, teachersFile } from './county.ts';
import { withFailing } from './failing-statement.ts';
import { inForm, tell } from './form.ts';
import { allOf, faultOfRecord, importsFound, publicationsFound } from './found.ts';
import { type Act, isDone, type Officer, signIn } from './officer.ts';
import { kinds, usual } from './place.ts';
import { approvedPlan } from './solves.ts';

/** In the long form more than one part of what an import reads and writes at a time. */
const teachers = inForm(40, 1_100);

describe.each(kinds)('the n-th statement fails, for every n, on %s', (kind) => {
  let database: Database;
  let desk: Awaited<ReturnType<typeof startRounds>>;
  let server: Awaited<ReturnType<typeof listening>>;
  let counties: Counties;
  let first: Officer;
  let second: Officer;
  let drop = async () => {};

  beforeAll(async () => {
    if (kind === 'postgresql') {
      const made = await databaseOn(usual);
      drop = made.drop;
      database = await openDatabase({ url: made.url });
    } else database = await embeddedDatabase();
    counties = await keepCounties(database);
    desk = await startRounds(database);
    server = await listening(database, desk.rounds);
    first = await signIn(() => server.url, counties.officers[0]);
    second = await signIn(() => server.url, counties.officers[1]);
  });
  afterAll(async () => {
    await server.close();
    await desk.close();
    await database.close();
    await drop();
  });

  /** All that is on file; not who was seen when, and which requests were sent. */
  async function digest(): Promise<string> {
    const { rows } = await database.pool.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
       AND tablename NOT IN ('Session', 'IdempotencyKey', 'AttemptCount') ORDER BY 1`,
    );
    const each = rows.map(
      ({ name }) => `(SELECT md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) FROM "${name}" t)`,
    );
    const found = await database.pool.query<{ all: string }>(`SELECT concat(${each.join(', ')}) AS all`);
    return found.rows[0]?.all ?? '';
  }

  /**
   * Asks again and again, each time with the next statement failing, until none does. Either nothing was done, or all of
   * it and only the answer failed: then the next act is asked for. Answers what was done, and how many statements there are.
   */
  async function each(next: () => Promise<Act>) {
    const done: Act[] = [];
    let act = await next();
    let [statements, unanswered] = [0, 0];
    for (let n = 1; ; n++) {
      const key = randomUUID();
      const before = await digest();
      const { value: reply, failed } = await withFailing(n, () => first.ask(act, key));
      const kept = (await digest()) === before;
      if (!isDone(reply)) expectClear(reply, ['NO_ROOM']);
      else expect(kept).toBe(false);
      if (!kept) {
        if (!isDone(reply)) {
          unanswered++;
          // The same key tells that it was done, and does nothing twice.
          expect(await first.ask(act, key)).toMatchObject({ code: 'IDEMPOTENCY_KEY_DONE' });
        }
        done.push(act);
        act = await next();
      }
      if (!failed) return { done, statements, unanswered };
      statements++;
    }
  }

  test('of an import', async () => {
    let file = 0;
    const { countyId } = counties.registry;
    const { done, statements, unanswered } = await each(async () =>
      importFile(countyId, await teachersFile(`failing-${++file}`, teachers)),
    );
    const found = await importsFound(
      database,
      done.map((act) => ({ act })),
      teachers,
    );
    tell(`the n-th statement of an import of ${teachers} fails, ${kind}`, {
      statements,
      'done without an answer': unanswered,
      ...found,
    });
    expect(found).toEqual(allOf(done.length));
    expect(await faultOfRecord(database)).toBeNull();
  });

  test('of the publication of a plan', async () => {
    const worker = await desk.startSolving();
    const { roundId } = counties.publishing;
    const approved: Awaited<ReturnType<typeof approvedPlan>>[] = [];
    while (approved.length < 6) approved.push(await approvedPlan(first, second, roundId));
    await worker.stop();
    const plans: string[] = [];
    const { done, statements, unanswered } = await each(async () => {
      const plan = approved.shift();
      if (plan === undefined) throw new Error('More statements follow the commit than there are plans.');
      plans.push(partsOf(plan.planId)?.key ?? '');
      return publishPlan(plan.planId, plan.version);
    });
    const found = await publicationsFound(database, plans.slice(0, done.length));
    tell(`the n-th statement of a publication fails, ${kind}`, {
      statements,
      'done without an answer': unanswered,
      ...found,
    });
    expect(found).toEqual({ ...allOf(done.length), out: 1 });
    expect(await faultOfRecord(database)).toBeNull();
  });
});
