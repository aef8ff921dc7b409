import { parseArgs } from 'node:util';
import { demo } from '../data/demo.ts';
import { type Database, openDatabase } from '../prisma/client.ts';
import { migrate } from '../prisma/migrate.ts';
import { keepDemoCounty } from '../server/seed.ts';
import { terminalLanguage } from '../server/terminal-language.ts';
import type { Words } from '../solver/plan.ts';
import { StepRefused } from './demo-year/people.ts';
import { playTwoYears } from './demo-year/play.ts';
import type { Language, Line } from './demo-year/stage.ts';

/**
 * `npm run demo:year`: two years of the demo county, played through the API by people of all roles, each step told as it is
 * done. In memory, or in an empty database: `--data FOLDER`, or DATABASE_URL. Exits 0 played and all checks hold, 1 a step was
 * refused or a check failed, 2 called wrongly or the database is not empty.
 */
const usage: Words = {
  zh: '用法：npm run demo:year -- [--language zh|en] [--data 文件夹]（或设 DATABASE_URL；须为空数据库）',
  en: 'Usage: npm run demo:year -- [--language zh|en] [--data FOLDER] (or DATABASE_URL; the database must be empty)',
};

const say = (text: string): void => void process.stdout.write(`${text}\n`);
const complain = (text: string): void => void process.stderr.write(`${text}\n`);

interface Call {
  readonly language: Language;
  readonly place: Parameters<typeof openDatabase>[0];
}

function understood(words: readonly string[]): Call | undefined {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { language: { type: 'string' }, data: { type: 'string' } },
    });
    const { language = terminalLanguage(), data } = values;
    if (language !== 'zh' && language !== 'en') return undefined;
    const url = process.env['DATABASE_URL'];
    if (data !== undefined) return { language, place: { dataDir: data } };
    return { language, place: url ? { url } : { dataDir: 'memory://' } };
  } catch {
    return undefined;
  }
}

async function run({ language, place }: Call): Promise<number> {
  const database = await openDatabase(place);
  try {
    await migrate(database.pool);
    if (!(await isEmpty(database))) {
      complain(
        { zh: '数据库不是空的，未作任何改动。', en: 'The database is not empty; nothing was changed.' }[
          language
        ],
      );
      return 2;
    }
    const id = await keepDemoCounty(database, () => undefined);
    const print = ({ day, who, text }: Line) =>
      say(language === 'zh' ? `${day}  ${who}：${text}` : `${day}  ${who} ${text}`);
    const played = await playTwoYears(database, { id, code: demo.county.code }, { language, print });
    const checks = await played.check().finally(() => played.close());
    say('');
    for (const { words, faults } of checks) {
      say(`${faults.length === 0 ? '✓' : '✗'} ${words[language]}`);
      for (const fault of faults) say(`    ${fault}`);
    }
    return checks.every(({ faults }) => faults.length === 0) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof StepRefused)) throw error;
    complain(`✗ ${error.message}`);
    return 1;
  } finally {
    await database.close();
  }
}

const isEmpty = async ({ db }: Database): Promise<boolean> =>
  (await db.county.count()) === 0 && (await db.user.count()) === 0;

const call = understood(process.argv.slice(2));
if (call === undefined) {
  complain(usage[terminalLanguage()]);
  process.exitCode = 2;
} else process.exitCode = await run(call);
