import { parseArgs } from 'node:util';
import { type Database, openDatabase } from '../prisma/client.ts';
import { FolderInUse } from '../prisma/folder-lock.ts';
import { MigrationMismatch, migrate } from '../prisma/migrate.ts';
import { NoSuchRole, serveAs } from '../prisma/serve-as.ts';
import type { Words } from '../solver/plan.ts';
import { readSettings } from './env.ts';
import { startQueue } from './jobs/queue.ts';
import { createLog } from './log.ts';
import { terminalLanguage } from './terminal-language.ts';
import { untilItAnswers } from './until-it-answers.ts';

/** A PostgreSQL server that is starting is waited for, s. */
const STARTING = 30;

/**
 * `npm run migrate [-- --server ROLE]`, as the account that owns the tables: brings them up to date, those of the queue too, and
 * lets another account of the PostgreSQL server serve them, which is made with the password in SERVER_PASSWORD where there is
 * none. A server that is starting is waited for. Exits 0 done, 1 refused, 2 called wrongly.
 */
const language = terminalLanguage();

process.exitCode = await run(process.argv.slice(2));

async function run(words: readonly string[]): Promise<number> {
  const server = understood(words);
  if (server === undefined)
    return say(
      {
        zh: '用法：npm run migrate [-- --server 数据库账号]',
        en: 'Usage: npm run migrate [-- --server ROLE]',
      },
      2,
    );
  const read = readSettings(process.env);
  if (!read.ok) return say({ zh: read.faults.join('\n'), en: read.faults.join('\n') }, 2);
  const { databaseUrl, dataDir } = read.settings;
  if (server !== null && databaseUrl === undefined)
    return say(
      {
        zh: '嵌入式数据库只有一个账号；--server 须与 DATABASE_URL 一起使用。',
        en: 'The embedded database has one account: --server goes with DATABASE_URL.',
      },
      2,
    );
  let database: Database | undefined;
  try {
    database = await openDatabase(databaseUrl === undefined ? { dataDir } : { url: databaseUrl });
    await untilItAnswers(database.pool, STARTING * 1000, () =>
      say(
        {
          zh: `数据库尚未应答，最多等待${STARTING}秒……`,
          en: `The database does not answer yet: waiting for up to ${STARTING} s …`,
        },
        0,
      ),
    );
    const applied = await migrate(database.pool);
    const queue = await startQueue(database.pool, createLog('silent'));
    await queue.stop(1);
    if (server !== null) await serveAs(database.pool, server, process.env['SERVER_PASSWORD'] || undefined);
    return say(
      {
        zh: `数据库已是最新：本次执行${applied.length}项迁移。${server === null ? '' : `账号${server}可以提供服务。`}`,
        en: `The database is up to date: ${applied.length} migrations applied.${server === null ? '' : ` ${server} may serve it.`}`,
      },
      0,
    );
  } catch (error) {
    return say(told(error), 1);
  } finally {
    await database?.close();
  }
}

/** The role; null: none is named; undefined: called wrongly. */
function understood(words: readonly string[]): string | null | undefined {
  try {
    const { values } = parseArgs({ args: [...words], options: { server: { type: 'string' } } });
    return values.server === '' ? undefined : (values.server ?? null);
  } catch {
    return undefined;
  }
}

/** Neither the address of the database nor a row of it: an error of the driver may hold both. */
function told(error: unknown): Words {
  if (error instanceof NoSuchRole)
    return {
      zh: `数据库服务器上没有账号${error.message}；请先创建，或在 SERVER_PASSWORD 中给出密码，由本命令创建。`,
      en: `The database server has no account ${error.message}: make it first, or give the password in SERVER_PASSWORD, and it is made.`,
    };
  if (error instanceof FolderInUse || error instanceof MigrationMismatch)
    return { zh: error.message, en: error.message };
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  return {
    zh: `未能完成，迁移各自完整或未执行${code}。`,
    en: `It failed; each migration is whole or not applied${code}.`,
  };
}

function say(words: Words, code: number): number {
  process[code === 0 ? 'stdout' : 'stderr'].write(`${words[language]}\n`);
  return code;
}
