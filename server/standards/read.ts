import * as z from 'zod';
import type { BalanceStandard } from '../../solver/balance/standard.ts';
import { type EstablishmentStandard, establishmentStandard } from '../../solver/establishment.ts';
import type { Words } from '../../solver/plan.ts';
import { curriculum, load, type Problem } from '../../solver/problem.ts';
import type { Column } from '../imports/catalogue.ts';
import type { Faults, Place } from '../imports/faults.ts';
import { folded, headerForms, spellings } from '../imports/headers.ts';
import { readCell } from '../imports/read-cell.ts';
import type { Row, SheetRead } from '../sheets/cell.ts';
import { balanceOfRows, balanceShared } from './balance-sheet.ts';
import { grades, type StandardKind, type StandardSheet, standardSheets } from './sheets.ts';

/** A version of a standard as a file tells it. */
export type StandardRead = {
  readonly version: string;
  /** YYYY-MM-DD. */
  readonly effectiveFrom: string;
  /** Where its first row stands. */
  readonly place: Place;
} & (
  | { readonly kind: 'curriculum'; readonly body: Problem['curriculum'] }
  | { readonly kind: 'load'; readonly body: Problem['load'] }
  | { readonly kind: 'establishment'; readonly body: EstablishmentStandard }
  | { readonly kind: 'balance'; readonly body: BalanceStandard }
);

/** Every version in the sheets, and all that is wrong with them; what is only odd is noted. */
export function readStandards(sheets: readonly SheetRead[], faults: Faults, notes: Faults): StandardRead[] {
  const tables = sheets.flatMap((sheet) => tableIn(sheet, notes) ?? []);
  if (tables.length === 0)
    for (const { name, rows } of sheets)
      faults.add({ sheet: name || null, row: rows[0]?.number ?? null, column: null }, 'no-headers', null, {
        zh: `课程标准、课时标准、编制标准或均衡标准的表头，如“${standardSheets.map(headersOf('zh')).join('”，或“')}”`,
        en: `the headers of a curriculum, of loads, of an establishment standard or of a standard of balance, such as ${standardSheets.map(headersOf('en')).join('; or ')}`,
      });
  return tables.flatMap((table) => versionsIn(table, faults));
}

const headersOf =
  (language: keyof Words) =>
  ({ columns }: StandardSheet): string =>
    columns
      .filter(({ required }) => required)
      .map((column) => column[language])
      .join('、');

interface Table {
  readonly sheet: SheetRead;
  readonly is: StandardSheet;
  readonly columns: readonly { readonly column: Column; readonly header: string; readonly at: number }[];
  readonly rows: readonly Row[];
}

/** How many rows may stand above the headers. */
const ROWS_SEARCHED = 20;

/** The first row that has all headers a standard needs; undefined: the sheet is none, which is noted. */
function tableIn(sheet: SheetRead, notes: Faults): Table | undefined {
  for (const [head, row] of sheet.rows.slice(0, ROWS_SEARCHED).entries())
    for (const is of byName(sheet.name)) {
      const columns = is.columns.flatMap((column) => {
        const at = row.cells.findIndex(
          (cell) =>
            typeof cell === 'string' && headerForms(cell).some((form) => spellings(column).includes(form)),
        );
        return at < 0 ? [] : [{ column, header: String(row.cells[at]), at }];
      });
      const found = new Set(columns.map(({ column }) => column.key));
      if (is.columns.some(({ key, required }) => required && !found.has(key))) continue;
      return { sheet, is, columns, rows: sheet.rows.slice(head + 1) };
    }
  if (sheet.rows.length > 0)
    notes.add({ sheet: sheet.name || null, row: null, column: null }, 'sheet-passed-over', null, {
      zh: '没有课程标准、课时标准、编制标准或均衡标准的表头，未读取',
      en: 'not read: it has the headers of no standard',
    });
  return undefined;
}

/** The kind that the sheet's name says first. */
const byName = (name: string): readonly StandardSheet[] =>
  standardSheets.toSorted(
    (a, b) => Number(spellings(b).includes(folded(name))) - Number(spellings(a).includes(folded(name))),
  );

type Values = Readonly<Record<string, string | number | boolean>>;

interface ReadRow {
  readonly place: Place;
  readonly values: Values;
}

function versionsIn(table: Table, faults: Faults): StandardRead[] {
  const versions = new Map<string, ReadRow[]>();
  for (const row of table.rows) {
    const read = valuesOf(table, row, faults);
    if (read === undefined) continue;
    const version = String(read.values['version']);
    versions.set(version, [...(versions.get(version) ?? []), read]);
  }
  return [...versions].flatMap(([version, rows]) => standardOf(table.is, version, rows, faults) ?? []);
}

/** What the row's cells hold; undefined: nothing at all, or something that cannot be read. */
function valuesOf({ sheet, columns }: Table, row: Row, faults: Faults): ReadRow | undefined {
  const values: Record<string, string | number | boolean> = {};
  const before = faults.count;
  const place = { sheet: sheet.name || null, row: row.number, column: null };
  for (const { column, header, at } of columns) {
    const reading = readCell(column.kind, row.cells[at] ?? null, {
      date1904: sheet.date1904,
      subjects: new Map(),
    });
    if (reading.is === 'fault')
      faults.add({ ...place, column: header }, reading.code, reading.found, reading.expected);
    else if (reading.is === 'value' && !Array.isArray(reading.value))
      values[column.key] = reading.value as string | number | boolean;
    else if (column.required)
      faults.add({ ...place, column: header }, 'missing', null, {
        zh: `“${column.zh}”不能为空`,
        en: `a value: “${column.en}” must not be empty`,
      });
  }
  return faults.count > before || Object.keys(values).length === 0 ? undefined : { place, values };
}

function standardOf(
  is: StandardSheet,
  version: string,
  rows: readonly ReadRow[],
  faults: Faults,
): StandardRead | undefined {
  const [first] = rows;
  if (first === undefined) return undefined;
  const before = faults.count;
  refuseUnlike(is, first, rows, faults);
  refuseTwice(is, rows, faults);
  if (faults.count > before) return undefined;
  const { place, values } = first;
  const head = { version, effectiveFrom: String(values['effectiveFrom']), place };
  const body = bodies[is.kind](version, rows, place, faults);
  return faults.count > before ? undefined : ({ ...head, kind: is.kind, body } as StandardRead);
}

/** Figures of the version and not of the row. */
const shared = ['effectiveFrom', 'classTeacherDuty', 'below', 'postsPerClass', ...balanceShared];

function refuseUnlike({ columns }: StandardSheet, first: ReadRow, rows: readonly ReadRow[], faults: Faults) {
  for (const { key, zh, en } of columns.filter((column) => shared.includes(column.key)))
    for (const { place, values } of rows)
      if (values[key] !== first.values[key])
        faults.add({ ...place, column: zh }, 'version-at-odds', String(values[key] ?? ''), {
          zh: `与第 ${first.place.row} 行相同的“${zh}”：${first.values[key] ?? '（空）'}`,
          en: `the “${en}” of row ${first.place.row}, which is of the same version: ${first.values[key] ?? '(empty)'}`,
        });
}

function refuseTwice({ key, columns }: StandardSheet, rows: readonly ReadRow[], faults: Faults) {
  const seen = new Map<string, number | null>();
  const header = columns.find((column) => column.key === key.at(-1))?.zh ?? null;
  for (const { place, values } of rows) {
    const named = JSON.stringify(key.map((one) => values[one] ?? null));
    const earlier = seen.get(named);
    if (earlier !== undefined)
      faults.add({ ...place, column: header }, 'row-twice', key.map((one) => values[one] ?? '').join(' '), {
        zh: `每个版本只写一行，第 ${earlier} 行已有`,
        en: `one row in a version: row ${earlier} has it already`,
      });
    else seen.set(named, place.row);
  }
}

const bodies: Readonly<
  Record<StandardKind, (version: string, rows: readonly ReadRow[], place: Place, faults: Faults) => unknown>
> = {
  curriculum: (version, rows) =>
    curriculum.parse({
      version,
      subjects: rows.map(({ values }) => ({
        code: values['code'],
        name: { zh: values['zh'], en: values['en'] ?? values['zh'] },
        specialist: values['specialist'] ?? true,
        periods: Object.fromEntries(
          grades.flatMap((grade) => {
            const periods = Number(values[`grade${grade}`] ?? 0);
            return periods === 0 ? [] : [[grade, periods]];
          }),
        ),
      })),
    }),
  load: (version, rows) =>
    load.parse({
      version,
      periods: rows.map(({ values }) => ({
        stage: values['stage'],
        ...(values['subject'] !== undefined && { subject: values['subject'] }),
        load: values['load'],
      })),
      ...(rows[0]?.values['classTeacherDuty'] !== undefined && {
        classTeacherDuty: rows[0].values['classTeacherDuty'],
      }),
    }),
  establishment(version, rows, place, faults) {
    const stageOf = new Map(rows.map(({ values }) => [values['stage'], values]));
    const { below, postsPerClass } = rows[0]?.values ?? {};
    for (const [stage, words] of [
      ['primary', { zh: '小学', en: 'primary' }],
      ['junior', { zh: '初中', en: 'junior' }],
    ] as const)
      if (!stageOf.has(stage))
        faults.add(place, 'stage-missing', version, {
          zh: `一行${words.zh}的编制标准`,
          en: `a row for the ${words.en} stage too`,
        });
    if ((below === undefined) !== (postsPerClass === undefined))
      faults.add(place, 'half-told', version, {
        zh: '“小规模学校学生数低于”和“每班编制数”须同时填写或都不填',
        en: '“Small below (pupils)” and “Posts a class” both, or neither',
      });
    const ratios = (stage: string) => {
      const values = stageOf.get(stage);
      return { city: values?.['city'], 'county-town': values?.['county-town'], rural: values?.['rural'] };
    };
    const parsed = establishmentStandard.safeParse({
      version,
      pupils: { primary: ratios('primary'), junior: ratios('junior') },
      ...(below !== undefined && postsPerClass !== undefined && { small: { below, postsPerClass } }),
    });
    return parsed.success ? parsed.data : z.NEVER;
  },
  balance: balanceOfRows,
};
