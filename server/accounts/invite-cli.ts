import { parseArgs } from 'node:util';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { FolderInUse } from '../../prisma/folder-lock.ts';
import { MigrationMismatch, migrate } from '../../prisma/migrate.ts';
import { Refusal } from '../../schema/errors.ts';
import type { Words } from '../../solver/plan.ts';
import { readSettings } from '../env.ts';
import { invite } from './invitations.ts';

/**
 * `npm run invite`: the operator's way to a first administrator, or to one where all are gone, in the language of
 * the caller's terminal. Exits 0 done, 1 refused, 2 called wrongly or no database.
 */
const language: keyof Words = /^zh/i.test(
  process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '',
)
  ? 'zh'
  : 'en';
const usage: Words = {
  zh: '用法：npm run invite -- 邮箱 --name 姓名 (--county 县代码 | --province 省代码)',
  en: 'Usage: npm run invite -- EMAIL --name NAME (--county CODE | --province CODE)',
};

async function run(words: readonly string[]): Promise<number> {
  const call = understood(words);
  if (call === undefined) return say(usage, 2);
  const read = readSettings(process.env);
  if (!read.ok) return say({ zh: read.faults.join('\n'), en: read.faults.join('\n') }, 2);
  const { databaseUrl, dataDir } = read.settings;
  let database: Database | undefined;
  try {
    database = await openDatabase(databaseUrl === undefined ? { dataDir } : { url: databaseUrl });
    await migrate(database.pool);
    return await invited(database, call);
  } catch (error) {
    if (error instanceof Refusal) return say(error.words, 1);
    if (error instanceof FolderInUse || error instanceof MigrationMismatch)
      return say({ zh: error.message, en: error.message }, 2);
    // Not the whole error: what a database says of a failure may hold a person's row.
    const why = error instanceof Error ? error.name : '';
    return say({ zh: `未能完成：${why}`, en: `It failed: ${why}` }, 2);
  } finally {
    await database?.close();
  }
}

interface Call {
  readonly email: string;
  readonly name: string;
  readonly county: string | undefined;
  readonly province: string | undefined;
}

function understood(words: readonly string[]): Call | undefined {
  const options = {
    name: { type: 'string' },
    county: { type: 'string' },
    province: { type: 'string' },
  } as const;
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    const [email, ...rest] = positionals;
    const { name, county, province } = values;
    if (email === undefined || rest.length > 0 || name === undefined) return undefined;
    return (county === undefined) === (province === undefined)
      ? undefined
      : { email, name, county, province };
  } catch {
    return undefined;
  }
}

async function invited(database: Database, { email, name, county, province }: Call): Promise<number> {
  const { db } = database;
  const place =
    county === undefined
      ? await db.province.findUnique({ where: { code: province ?? '' }, select: { id: true } })
      : await db.county.findUnique({ where: { code: county }, select: { id: true } });
  if (place === null)
    return say(
      { zh: `没有代码为 ${county ?? province} 的县或省。`, en: `There is no ${county ?? province}.` },
      2,
    );
  const { secret, expiresAt } = await invite({ database, now: () => new Date() }, null, {
    email,
    name,
    grants: [
      county === undefined
        ? { role: 'province-officer', provinceId: place.id, administrator: true }
        : { role: 'hr-officer', countyId: place.id, administrator: true },
    ],
  });
  const until = expiresAt.toISOString().slice(0, 10);
  return say(
    {
      zh: `请打开控制台并在地址后加上（${until} 前有效，仅显示一次，仅可使用一次）：\n/#invitation=${secret}`,
      en: `Open the console at this address (good until ${until}; shown this once, used once):\n/#invitation=${secret}`,
    },
    0,
  );
}

function say(words: Words, code: number): number {
  (code === 0 ? process.stdout : process.stderr).write(`${words[language]}\n`);
  return code;
}

process.exitCode = await run(process.argv.slice(2));
