import { parseArgs } from 'node:util';
import { DateTime, IANAZone } from 'luxon';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { FolderInUse } from '../../prisma/folder-lock.ts';
import { MigrationMismatch, migrate } from '../../prisma/migrate.ts';
import { Refusal } from '../../schema/errors.ts';
import type { Words } from '../../solver/plan.ts';
import { dateOf } from '../day.ts';
import { readSettings } from '../env.ts';
import { terminalLanguage } from '../terminal-language.ts';
import { type NewCounty, openCounty } from './open-county.ts';

/**
 * `npm run county`: the operator's way to a county of one's own, in the language of the caller's terminal. On a
 * database that has a county, a first start makes no demo county. Exits 0 done, 1 refused, 2 called wrongly or no
 * database.
 */
const usage: Words = {
  zh: '用法：npm run county -- 县代码 --name 县名 --province 省代码 --province-name 省名 [--from 默认标准生效日 YYYY-MM-DD] [--time-zone Asia/Shanghai]',
  en: 'Usage: npm run county -- CODE --name NAME --province CODE --province-name NAME [--from YYYY-MM-DD, when the default standards begin to hold] [--time-zone Asia/Shanghai]',
};

async function run(words: readonly string[]): Promise<number> {
  const call = understood(words);
  if ('faults' in call) return say(call.faults, 2);
  const read = readSettings(process.env);
  if (!read.ok) return say([{ zh: read.faults.join('\n'), en: read.faults.join('\n') }], 2);
  const { databaseUrl, dataDir } = read.settings;
  let database: Database | undefined;
  try {
    database = await openDatabase(databaseUrl === undefined ? { dataDir } : { url: databaseUrl });
    await migrate(database.pool);
    await database.db.$transaction((tx) => openCounty(tx, call.county));
    return say([done(call.county)], 0);
  } catch (error) {
    if (error instanceof Refusal) return say([error.words], 1);
    if (error instanceof FolderInUse || error instanceof MigrationMismatch)
      return say([{ zh: error.message, en: error.message }], 2);
    const why = error instanceof Error ? error.name : '';
    return say([{ zh: `未能完成：${why}`, en: `It failed: ${why}` }], 2);
  } finally {
    await database?.close();
  }
}

const done = ({ code, name }: NewCounty): Words => ({
  zh: `已建立${name}（${code}），采用默认标准与政策。下一步：npm run invite -- 邮箱 --name 姓名 --county ${code}`,
  en: `${name} (${code}) is open, under the default standards and policy. Next: npm run invite -- EMAIL --name NAME --county ${code}`,
});

/** The call, or every fault in it. */
function understood(words: readonly string[]): { county: NewCounty } | { faults: readonly Words[] } {
  const given = parsed(words);
  if (given === undefined) return { faults: [usage] };
  const { code, name, province, provinceName, from, timeZone } = given;
  const faults: Words[] = [];
  for (const [option, value] of [
    ['CODE', code],
    ['--province', province],
  ] as const)
    if (!/^[\w-]{1,20}$/.test(value))
      faults.push({
        zh: `${option}：应为 1 至 20 位字母、数字、连字符，实为 ${JSON.stringify(value)}。`,
        en: `${option}: expected 1 to 20 letters, digits or hyphens, found ${JSON.stringify(value)}.`,
      });
  const day = from ?? DateTime.now().toISODate();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || !DateTime.fromISO(day).isValid)
    faults.push({
      zh: `--from：应为日期 YYYY-MM-DD，实为 ${JSON.stringify(day)}。`,
      en: `--from: expected a day as YYYY-MM-DD, found ${JSON.stringify(day)}.`,
    });
  if (timeZone !== undefined && !IANAZone.isValidZone(timeZone))
    faults.push({
      zh: `--time-zone：应为 IANA 时区名，如 Asia/Shanghai，实为 ${JSON.stringify(timeZone)}。`,
      en: `--time-zone: expected an IANA name such as Asia/Shanghai, found ${JSON.stringify(timeZone)}.`,
    });
  if (faults.length > 0) return { faults };
  const place = { code: province, name: provinceName };
  return { county: { code, name, province: place, timeZone, from: dateOf(day) } };
}

function parsed(words: readonly string[]) {
  const text = { type: 'string' } as const;
  const options = { name: text, province: text, 'province-name': text, from: text, 'time-zone': text };
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    const [code, ...rest] = positionals;
    const { name, province, 'province-name': provinceName, from, 'time-zone': timeZone } = values;
    if (code === undefined || rest.length > 0) return undefined;
    if (!name?.trim() || province === undefined || !provinceName?.trim()) return undefined;
    return { code, name: name.trim(), province, provinceName: provinceName.trim(), from, timeZone };
  } catch {
    return undefined;
  }
}

function say(lines: readonly Words[], code: number): number {
  const text = lines.map((words) => `${words[terminalLanguage()]}\n`).join('');
  (code === 0 ? process.stdout : process.stderr).write(text);
  return code;
}

process.exitCode = await run(process.argv.slice(2));
