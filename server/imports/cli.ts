import { readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type Database, openDatabase } from '../../prisma/client.ts';
import { FolderInUse } from '../../prisma/folder-lock.ts';
import { MigrationMismatch, migrate } from '../../prisma/migrate.ts';
import type { ImportReport } from '../../schema/context.ts';
import type { Words } from '../../solver/plan.ts';
import { readSettings } from '../env.ts';
import { type Encoding, encodings } from '../sheets/encoding.ts';
import { terminalLanguage } from '../terminal-language.ts';
import { emptyTemplate, exportCounty, template } from './export.ts';
import { exportPlan } from './export-plan.ts';
import { runImport } from './run.ts';
import { type Column, textTable } from './text-table.ts';

/**
 * `npm run import` and `npm run export`, in the language of the caller's terminal. Exits 0 done, 1 rows
 * refused, 2 called wrongly or a file that cannot be read or written.
 */
const language = terminalLanguage();
const usage: Words = {
  zh: `用法：npm run import -- 文件 --county 县代码 [--dry-run] [--mapping 方案名] [--encoding 编码]
      npm run export -- --county 县代码 --out 文件 [--template | --plan 方案标识]
      npm run export -- --template --out 文件
编码：${encodings.join('、')}`,
  en: `Usage: npm run import -- FILE --county CODE [--dry-run] [--mapping NAME] [--encoding NAME]
       npm run export -- --county CODE --out FILE [--template | --plan ID]
       npm run export -- --template --out FILE
Encodings: ${encodings.join(', ')}`,
};

async function run(words: readonly string[]): Promise<number> {
  const call = understood(words);
  if (call === undefined) return say(usage, 2);
  if (call.act === 'template') return save(call.out, await emptyTemplate(language));
  const read = readSettings(process.env);
  if (!read.ok) return say({ zh: read.faults.join('\n'), en: read.faults.join('\n') }, 2);
  const bytes = call.act === 'import' ? await readFile(call.file).catch(() => undefined) : undefined;
  if (call.act === 'import' && bytes === undefined)
    return say({ zh: `无法读取文件 ${call.file}。`, en: `Cannot read ${call.file}.` }, 2);
  const { databaseUrl, dataDir } = read.settings;
  let database: Database | undefined;
  try {
    database = await openDatabase(databaseUrl === undefined ? { dataDir } : { url: databaseUrl });
    await migrate(database.pool);
    const county = await database.db.county.findUnique({ where: { code: call.county } });
    if (county === null) return say(await unknownCounty(database, call.county), 2);
    return call.act === 'import'
      ? await importFile(database, county.id, call, bytes ?? new Uint8Array())
      : await exportFile(database, county.id, call);
  } catch (error) {
    if (error instanceof FolderInUse || error instanceof MigrationMismatch)
      return say({ zh: error.message, en: error.message }, 2);
    // Not the whole error: what a database says of a failure may hold a person's row.
    const why = error instanceof Error ? error.message : '';
    return say({ zh: `未能完成：${why}`, en: `It failed: ${why}` }, 2);
  } finally {
    await database?.close();
  }
}

type Call =
  | {
      readonly act: 'import';
      readonly county: string;
      readonly file: string;
      readonly dryRun: boolean;
      readonly mapping: string | undefined;
      readonly encoding: Encoding | undefined;
    }
  | {
      readonly act: 'export';
      readonly county: string;
      readonly out: string;
      readonly template: boolean;
      readonly plan: string | undefined;
    }
  | { readonly act: 'template'; readonly out: string };

const options = {
  county: { type: 'string' },
  'dry-run': { type: 'boolean', default: false },
  mapping: { type: 'string' },
  encoding: { type: 'string' },
  out: { type: 'string' },
  template: { type: 'boolean', default: false },
  plan: { type: 'string' },
} as const;

/** What the caller wants; undefined when that makes no sense. */
function understood(words: readonly string[]): Call | undefined {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true });
    const [act, file, ...more] = positionals;
    if (more.length > 0) return undefined;
    if (act === 'import' && file !== undefined) return importCall(file, values);
    return act === 'export' && file === undefined ? exportCall(values) : undefined;
  } catch {
    return undefined;
  }
}

type Values = ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];

function importCall(file: string, values: Values): Call | undefined {
  const { county, mapping, out, plan, template: blank } = values;
  const encoding = encodings.find((one) => one === values.encoding);
  if (county === undefined || out !== undefined || plan !== undefined || blank) return undefined;
  if (encoding !== values.encoding) return undefined;
  return { act: 'import', county, file, dryRun: values['dry-run'], mapping, encoding };
}

function exportCall({ county, out, plan, template: blank, ...reading }: Values): Call | undefined {
  if (out === undefined || reading.mapping !== undefined || reading.encoding !== undefined) return undefined;
  if (reading['dry-run'] || (blank && plan !== undefined)) return undefined;
  if (county !== undefined) return { act: 'export', county, out, template: blank, plan };
  return blank ? { act: 'template', out } : undefined;
}

async function importFile(
  database: Database,
  countyId: string,
  { file, dryRun, mapping, encoding }: Extract<Call, { act: 'import' }>,
  bytes: Uint8Array,
): Promise<number> {
  const upload = { name: basename(file), bytes };
  const report = await runImport(database, { countyId, userId: null, upload, dryRun, mapping, encoding });
  tell(report);
  if (report.faultCount === 0) return say(outcome(report, dryRun), 0);
  const whole = report.sheets.length === 0;
  return say(
    {
      zh: `共 ${report.faultCount} 处错误，未写入任何数据。`,
      en: `${report.faultCount} faults; nothing was written.`,
    },
    whole ? 2 : 1,
  );
}

function outcome({ importId, sheets }: ImportReport, dryRun: boolean): Words {
  const sum = (kind: 'added' | 'changed' | 'left') => sheets.reduce((total, one) => total + one[kind], 0);
  const counts = {
    zh: `新增 ${sum('added')}，更改 ${sum('changed')}，不变 ${sum('left')}`,
    en: `${sum('added')} added, ${sum('changed')} changed, ${sum('left')} left`,
  };
  if (dryRun)
    return { zh: `预览：${counts.zh}。未写入。`, en: `Would be: ${counts.en}. Nothing was written.` };
  if (importId === null) return { zh: `没有变化：${counts.zh}。`, en: `Nothing to change: ${counts.en}.` };
  return {
    zh: `已导入：${counts.zh}（导入号 ${importId}）。`,
    en: `Imported: ${counts.en} (import ${importId}).`,
  };
}

function tell({ sheets, faults, faultCount, notes }: ImportReport): void {
  const column = (zh: string, en: string, longest = 40): Column => ({
    header: { zh, en }[language],
    longest,
  });
  if (sheets.length > 0)
    print(
      [
        column('工作表', 'Sheet'),
        column('新增', 'Added'),
        column('更改', 'Changed'),
        column('不变', 'Left'),
        column('拒绝', 'Refused'),
      ],
      sheets.map((one) =>
        [one.sheet || one.entity, one.added, one.changed, one.left, one.refused].map(String),
      ),
    );
  const places = (expected: string) => [
    column('工作表', 'Sheet', 16),
    column('行', 'Row'),
    column('列', 'Column', 20),
    column('内容', 'Found', 30),
    { header: expected, longest: 90 },
  ];
  const lines = (list: ImportReport['faults']) =>
    list.map((one) =>
      [one.sheet ?? '', one.row ?? '', one.column ?? '', one.found ?? '', one.expected[language]].map(String),
    );
  if (notes.length > 0) print(places({ zh: '提示', en: 'Note' }[language]), lines(notes));
  if (faults.length > 0) print(places({ zh: '应为', en: 'Expected' }[language]), lines(faults));
  if (faultCount > faults.length) process.stdout.write(`… ${faultCount - faults.length}\n`);
}

const print = (columns: readonly Column[], rows: readonly (readonly string[])[]): void => {
  process.stdout.write(`${textTable(columns, rows)}\n\n`);
};

async function exportFile(
  database: Database,
  countyId: string,
  call: Extract<Call, { act: 'export' }>,
): Promise<number> {
  if (call.plan !== undefined && !(await isPlan(database, countyId, call.plan)))
    return say({ zh: `本县没有方案 ${call.plan}。`, en: `This county has no plan ${call.plan}.` }, 2);
  const bytes =
    call.plan !== undefined
      ? await exportPlan(database, call.plan, language)
      : await (call.template ? template : exportCounty)(database, countyId, language);
  return save(call.out, bytes);
}

async function save(file: string, bytes: Uint8Array): Promise<number> {
  try {
    await writeFile(file, bytes);
  } catch (error) {
    const why = error instanceof Error ? error.message : '';
    return say({ zh: `无法写入 ${file}：${why}`, en: `Cannot write ${file}: ${why}` }, 2);
  }
  return say({ zh: `已写入 ${file}。`, en: `Written to ${file}.` }, 0);
}

const isPlan = async ({ db }: Database, countyId: string, id: string): Promise<boolean> =>
  /^[0-9a-f-]{36}$/.test(id) && (await db.plan.count({ where: { id, countyId } })) > 0;

async function unknownCounty({ db }: Database, code: string): Promise<Words> {
  const counties = await db.county.findMany({ select: { code: true }, orderBy: { code: 'asc' }, take: 20 });
  const known = counties.map((one) => one.code).join(', ');
  return {
    zh: `没有代码为 ${code} 的县。已有：${known || '无'}。`,
    en: `There is no county ${code}. On file: ${known || 'none'}.`,
  };
}

function say(words: Words, code: number): number {
  (code === 2 ? process.stderr : process.stdout).write(`${words[language]}\n`);
  return code;
}

process.exitCode = await run(process.argv.slice(2));
