import { parseArgs } from 'node:util';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { holdsDatabase } from '../../prisma/embedded-folder.ts';
import { FolderInUse } from '../../prisma/folder-lock.ts';
import type { Words } from '../../solver/plan.ts';
import { readSettings } from '../env.ts';
import { terminalLanguage } from '../terminal-language.ts';
import { hashForm } from './chain.ts';
import { type Anchor, type Verified, verifyRecord } from './verify.ts';

/**
 * `npm run audit:verify [-- --expect POSITION:HASH]`. Exits 0 intact, 1 with the first place where the record is not as it
 * was written, 2 called wrongly or no database. It changes nothing, and brings no tables up to date.
 */
const language = terminalLanguage();

const usage: Words = {
  zh: '用法：npm run audit:verify [-- --expect 位置:封存值]',
  en: 'Usage: npm run audit:verify [-- --expect POSITION:HASH]',
};

process.exitCode = await run(process.argv.slice(2));

async function run(words: readonly string[]): Promise<number> {
  const expected = understood(words);
  if (expected === undefined) return say(usage, 2);
  const read = readSettings(process.env);
  if (!read.ok) return say({ zh: read.faults.join('\n'), en: read.faults.join('\n') }, 2);
  const { databaseUrl, dataDir } = read.settings;
  if (databaseUrl === undefined && !(await holdsDatabase(dataDir)))
    return say(
      {
        zh: `${dataDir} 中没有数据库，请检查 DATA_DIR。`,
        en: `There is no database in ${dataDir}. Check DATA_DIR.`,
      },
      2,
    );
  let database: Database | undefined;
  try {
    database = await openDatabase(databaseUrl === undefined ? { dataDir } : { url: databaseUrl });
    return tell(await verifyRecord(database.pool, expected), expected);
  } catch (error) {
    if (error instanceof FolderInUse) return say({ zh: error.message, en: error.message }, 2);
    // Neither the address of the database nor a row of it: an error of the driver may hold both.
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    return say({ zh: `无法读取操作记录${code}。`, en: `The record of deeds could not be read${code}.` }, 2);
  } finally {
    await database?.close();
  }
}

/** Null: without an anchor; undefined: it makes no sense. */
function understood(words: readonly string[]): Anchor | null | undefined {
  try {
    const { values } = parseArgs({ args: [...words], options: { expect: { type: 'string' } } });
    if (values.expect === undefined) return null;
    const [position = '', hash = '', ...more] = values.expect.split(':');
    return /^[1-9]\d{0,17}$/.test(position) && hashForm.test(hash) && more.length === 0
      ? { position, hash }
      : undefined;
  } catch {
    return undefined;
  }
}

function tell({ entries, head, fault }: Verified, expected: Anchor | null): number {
  const anchor = head === null ? '–' : `${head.position}:${head.hash}`;
  if (fault !== null)
    return say(
      {
        zh: `操作记录有误。${fault.words.zh}\n此前 ${entries} 条无误，止于：${anchor}`,
        en: `The record of deeds is not as it was written. ${fault.words.en}\nThe ${entries} entries before are intact, up to: ${anchor}`,
      },
      1,
    );
  const met = {
    zh: expected === null ? '' : `，位置 ${expected.position} 与所给封存值相符`,
    en: expected === null ? '' : `, and entry ${expected.position} bears the hash expected`,
  };
  return say(
    {
      zh: `操作记录完整：共 ${entries} 条${met.zh}。\n请将此行抄存他处：${anchor}`,
      en: `The record of deeds is intact: ${entries} entries${met.en}.\nWrite this line down elsewhere: ${anchor}`,
    },
    0,
  );
}

function say(words: Words, code: number): number {
  (code === 2 ? process.stderr : process.stdout).write(`${words[language]}\n`);
  return code;
}
