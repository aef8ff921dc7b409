import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../../prisma/client.ts';
import { migrate } from '../../prisma/migrate.ts';
import { recordDeed } from '../../server/audit-event.ts';
import { startQueue } from '../../server/jobs/queue.ts';
import { createLog } from '../../server/log.ts';
import { runScript } from '../support/run-script.ts';

const folder = await mkdtemp(join(tmpdir(), 'junheng-migrate-'));
afterAll(() => rm(folder, { recursive: true }));

const cli = (args: readonly string[], env: Record<string, string> = {}) =>
  runScript('server/migrate-cli.ts', args, { LC_ALL: 'en', DATA_DIR: folder, ...env });

describe('npm run migrate', () => {
  test('makes the embedded database, and finds nothing to do the second time', async () => {
    expect(await cli([])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/up to date: [1-9]\d* migrations applied/),
    });
    expect(await cli([])).toMatchObject({
      code: 0,
      out: expect.stringContaining('up to date: 0 migrations'),
    });
  });

  test('says what is wrong with the call, in the caller’s language, and changes nothing', async () => {
    expect(await cli(['--sever', 'x'])).toMatchObject({ code: 2, said: expect.stringContaining('Usage') });
    expect(await cli(['--server', 'junheng_server'])).toMatchObject({
      code: 2,
      said: expect.stringContaining('DATABASE_URL'),
    });
    expect(await cli(['x'], { LC_ALL: 'zh_CN.UTF-8' })).toMatchObject({
      code: 2,
      said: expect.stringContaining('用法'),
    });
  });
});

const server = process.env['TEST_DATABASE_URL'];

if (server !== undefined)
  test('with an account that owns nothing a server works, its queue too, and makes and drops no table', async () => {
    const name = `junheng_test_${randomUUID().replaceAll('-', '')}`;
    const role = `server_${randomUUID().replaceAll('-', '')}`;
    const password = 'a-password';
    const url = new URL(server);
    const administrator = new pg.Client({ connectionString: url.href });
    await administrator.connect();
    await administrator.query(`CREATE DATABASE ${name}`);
    url.pathname = name;
    const owner = url.href;
    try {
      expect(await cli(['--server', role], { DATABASE_URL: owner })).toMatchObject({
        code: 1,
        said: expect.stringContaining('SERVER_PASSWORD'),
      });
      expect(await cli(['--server', role], { DATABASE_URL: owner, SERVER_PASSWORD: password })).toMatchObject(
        { code: 0, out: expect.stringContaining(role) },
      );
      url.username = role;
      url.password = password;
      const served = await openDatabase({ url: url.href });
      try {
        expect(await migrate(served.pool)).toEqual([]);
        const queue = await startQueue(served.pool, createLog('silent'));
        const called = new Promise<void>((resolve) => {
          void queue.work(async () => resolve());
        });
        await queue.add('a-solve');
        await called;
        await queue.stop(1);
        await served.db.$transaction((tx) =>
          recordDeed(tx, { countyId: null, userId: null, action: 'test.do', entity: 'Test', entityId: null }),
        );
        for (const sql of [
          'CREATE TABLE mine (id int)',
          'DROP TABLE "Teacher"',
          'DELETE FROM "AuditEvent"',
          'UPDATE "ImportChange" SET after = after',
          'DELETE FROM "PostingChange"',
        ])
          await expect(served.pool.query(sql), sql).rejects.toMatchObject({ code: '42501' });
      } finally {
        await served.close();
      }
    } finally {
      await administrator.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await administrator.query(`DROP ROLE IF EXISTS ${role}`);
      await administrator.end();
    }
  });
