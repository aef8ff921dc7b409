import type { Words } from '../../solver/plan.ts';
import { columnLetter, type Row, type SheetRead } from '../sheets/cell.ts';
import { type Column, catalogue, type Entity, type Sheet, sheetOf } from './catalogue.ts';
import type { Faults } from './faults.ts';
import { folded, headerForms, nearest, spellings } from './headers.ts';
import { builtInMappings, type ColumnMapping } from './mapping.ts';

/** A sheet understood: which entity, where its rows start, and what each of its columns is. */
export interface Table {
  readonly sheet: string | null;
  readonly entity: Entity;
  readonly headRow: number;
  readonly columns: readonly ColumnUse[];
  readonly rows: Row[];
  readonly date1904: boolean;
  /** Headers that are not read. */
  readonly aside: readonly string[];
}

/** `at` is the column's place in the sheet; null for a value a mapping fixes for every row. */
export interface ColumnUse {
  readonly column: Column;
  readonly header: string;
  readonly at: number | null;
  readonly fixed: string | null;
  /** What a cell says, to what the mapping says it means. */
  readonly values: Readonly<Record<string, string>>;
}

/**
 * Finds in each sheet the row of headers (titles may stand above it) and what its columns are. What cannot be
 * used is noted, what must not be is a fault.
 */
export function recognise(
  sheets: readonly SheetRead[],
  mapping: ColumnMapping | undefined,
  faults: Faults,
  notes: Faults,
): Table[] {
  const almost = new Set(mapping?.sheets.flatMap((mapped) => refuseAlmost(sheets, mapping, mapped, faults)));
  const found = sheets.flatMap((sheet) => {
    if (isGuide(sheet)) return [];
    const tables = mapping === undefined ? byItself(sheet, notes) : byMapping(sheet, mapping);
    for (const table of tables) refuseMerged(sheet, table, faults);
    if (tables.length === 0 && sheet.rows.length > 0 && !almost.has(sheet))
      notes.add({ ...nowhere, sheet: nameOf(sheet) }, 'sheet-passed-over', headOf(sheet), passedOver(sheet));
    return tables;
  });
  if (found.length === 0 && almost.size === 0)
    for (const sheet of sheets)
      if (sheet.rows.length > 0)
        faults.add({ ...nowhere, sheet: nameOf(sheet) }, 'no-headers', headOf(sheet), passedOver(sheet));
  return found.map((table) => settled(table, faults, notes));
}

const nowhere = { row: null, column: null };
const nameOf = ({ name }: SheetRead): string | null => (name === '' ? null : name);
const headOf = ({ rows: [first] }: SheetRead): string => (first === undefined ? '' : headersOf(first));
const headersOf = ({ cells }: Row): string =>
  cells.slice(0, 8).map(textOf).filter(Boolean).join(' | ').slice(0, 200);

/** The sheet of a template that explains the others. */
export const guideName: Words = { zh: '填表说明', en: 'Guide' };
export const isGuide = ({ name }: SheetRead): boolean => name === guideName.zh || name === guideName.en;

/** The column by which an annotated file says what is wrong; sent again, it says nothing. */
export const annotationHeader: Words = { zh: '错误信息', en: 'Faults' };
const isAnnotation = (header: string): boolean => Object.values(annotationHeader).includes(header);

/** How many rows with anything in them may stand above the headers. */
export const ROWS_SEARCHED = 20;

/** A column as found, before it is settled which of two for the same thing counts. */
interface Candidate {
  readonly at: number;
  readonly header: string;
  readonly column: Column | undefined;
  /** Called by its own name, not by a synonym. */
  readonly exact: boolean;
}

interface Found {
  readonly sheet: SheetRead;
  readonly entity: Entity;
  readonly head: number;
  readonly candidates: readonly Candidate[];
  readonly mapped: MappedSheet | undefined;
}

/** By a mapping every county has where one fits, else by the headers we know. */
function byItself(sheet: SheetRead, notes: Faults): Found[] {
  for (const [name, mapping] of Object.entries(builtInMappings)) {
    const found = byMapping(sheet, mapping);
    if (found.length === 0) continue;
    notes.add({ ...nowhere, sheet: nameOf(sheet) }, 'mapping-taken', name, {
      zh: `已按内置列对应方案“${name}”读取`,
      en: `read by the built-in column mapping “${name}”`,
    });
    return found;
  }
  return byHeaders(sheet);
}

/** By the headers of what the sheet's name says it is; where those are not there, of whatever fits best. */
function byHeaders(sheet: SheetRead): Found[] {
  const named = catalogue.filter((one) => spellings(one).includes(folded(sheet.name)));
  const best = bestFit(sheet, named) ?? bestFit(sheet, catalogue);
  return best === undefined ? [] : [best];
}

function bestFit(sheet: SheetRead, entities: readonly Sheet[]): Found | undefined {
  let best: Found | undefined;
  let bestScore = 0;
  for (const [head, row] of sheet.rows.slice(0, ROWS_SEARCHED).entries())
    for (const one of entities) {
      const candidates = row.cells.flatMap((cell, at) => candidate(one, textOf(cell), at));
      const score = scoreOf(one, candidates);
      if (score <= bestScore) continue;
      best = { sheet, entity: one.entity, head, candidates, mapped: undefined };
      bestScore = score;
    }
  return best;
}

function candidate(sheet: Sheet, header: string, at: number): Candidate[] {
  if (header === '') return [];
  const forms = headerForms(header);
  const exact = sheet.columns.find((column) => namesOf(column).own.some((name) => forms.includes(name)));
  const column =
    exact ?? sheet.columns.find((one) => namesOf(one).synonyms.some((name) => forms.includes(name)));
  return [{ at, header, column, exact: exact !== undefined }];
}

interface Names {
  readonly own: readonly string[];
  readonly synonyms: readonly string[];
}
const names = new WeakMap<Column, Names>();

function namesOf(column: Column): Names {
  const before = names.get(column);
  if (before !== undefined) return before;
  const now = { own: spellings({ ...column, synonyms: [] }), synonyms: column.synonyms.map(folded) };
  names.set(column, now);
  return now;
}

/** How well a row fits as the headers of an entity: 0 is not at all, as without a column rows are known by. */
function scoreOf({ key, columns }: Sheet, candidates: readonly Candidate[]): number {
  const keys = new Set(candidates.flatMap(({ column }) => (column === undefined ? [] : [column.key])));
  if (keys.size < 2 || !key.some((one) => keys.has(one))) return 0;
  const exact = candidates.filter((one) => one.exact).length;
  const missing = columns.filter((column) => column.required && !keys.has(column.key)).length;
  return keys.size + exact / 100 - missing * 0.5 + 100;
}

type MappedSheet = ColumnMapping['sheets'][number];

function byMapping(sheet: SheetRead, mapping: ColumnMapping): Found[] {
  return mapping.sheets.flatMap((mapped): Found[] => {
    if (!mayBe(sheet, mapped)) return [];
    const { columns } = sheetOf(mapped.entity);
    const wanted = new Map(Object.entries(mapped.columns).map(([header, key]) => [folded(header), key]));
    const head = headOfMapped(sheet, mapped);
    const row = sheet.rows[head];
    if (row === undefined) return [];
    const candidates = row.cells.flatMap((cell, at): Candidate[] => {
      const header = textOf(cell);
      const key = wanted.get(folded(header));
      const column = columns.find((one) => one.key === key);
      return header === '' ? [] : [{ at, header, column, exact: true }];
    });
    return [{ sheet, entity: mapped.entity, head, candidates, mapped }];
  });
}

const mayBe = ({ name }: SheetRead, mapped: MappedSheet): boolean =>
  mapped.sheet === undefined || mapped.sheet === name;

/** Whether the sheet is what the mapping means by one of its sheets. */
const isMapped = (sheet: SheetRead, { sheets }: ColumnMapping): boolean =>
  sheets.some((mapped) => mayBe(sheet, mapped) && headOfMapped(sheet, mapped) >= 0);

/** The place of the row that has all the headers; below 0: there is none. */
const headOfMapped = ({ rows }: SheetRead, mapped: MappedSheet): number =>
  rows.slice(0, ROWS_SEARCHED).findIndex((row) => missingHeaders(row, mapped).length === 0);

function missingHeaders({ cells }: Row, { columns }: MappedSheet): string[] {
  const here = new Set(cells.map((cell) => folded(textOf(cell))));
  return Object.keys(columns).filter((header) => !here.has(folded(header)));
}

/**
 * Where no sheet has all the headers of a mapping's sheet, those missing from the row that comes nearest are
 * faults, if it has half of them, or any in the sheet the mapping names. Answers the sheet so refused.
 */
function refuseAlmost(
  sheets: readonly SheetRead[],
  mapping: ColumnMapping,
  mapped: MappedSheet,
  faults: Faults,
): SheetRead[] {
  const possible = sheets.filter((sheet) => mayBe(sheet, mapped) && !isGuide(sheet));
  if (possible.some((sheet) => headOfMapped(sheet, mapped) >= 0)) return [];
  const [nearestRow] = possible
    .flatMap((sheet) =>
      sheet.rows.slice(0, ROWS_SEARCHED).map((row) => ({ sheet, row, missing: missingHeaders(row, mapped) })),
    )
    .sort(
      (one, other) =>
        one.missing.length - other.missing.length ||
        Number(isMapped(one.sheet, mapping)) - Number(isMapped(other.sheet, mapping)),
    );
  if (nearestRow === undefined) return [];
  const { sheet, row, missing } = nearestRow;
  const all = Object.keys(mapped.columns).length;
  if (missing.length === all || (mapped.sheet === undefined && missing.length > all / 2)) return [];
  const { zh, en } = sheetOf(mapped.entity);
  for (const header of missing)
    faults.add(
      { sheet: nameOf(sheet), row: row.number, column: header },
      'mapped-header-missing',
      headersOf(row),
      {
        zh: `列对应方案（${zh}）须有表头“${header}”`,
        en: `the header “${header}”, which the column mapping has for ${en}`,
      },
    );
  return [sheet];
}

const textOf = (cell: unknown): string => (typeof cell === 'string' ? cell.trim() : '');

function settled({ sheet, entity, head, candidates, mapped }: Found, faults: Faults, notes: Faults): Table {
  const row = sheet.rows[head];
  const place = { sheet: nameOf(sheet), row: row?.number ?? null };
  const used: ColumnUse[] = [];
  for (const one of candidates) {
    const { column } = one;
    if (isAnnotation(one.header)) continue;
    // What a mapping does not name was left out on purpose.
    if (column === undefined && mapped !== undefined) continue;
    if (column === undefined) {
      notes.add(
        { ...place, column: one.header },
        'column-left-aside',
        one.header,
        leftAside(entity, one.header),
      );
      continue;
    }
    const twin = rivalOf(one, candidates);
    if (twin !== undefined && one.exact === twin.exact && twin.at < one.at)
      faults.add({ ...place, column: one.header }, 'column-twice', one.header, {
        zh: `“${column.zh}”只能有一列，“${twin.header}”列已是`,
        en: `one column for “${column.en}”: “${twin.header}” is one already`,
      });
    else if (twin?.exact && !one.exact)
      notes.add({ ...place, column: one.header }, 'column-left-aside', one.header, {
        zh: `已采用“${twin.header}”列，此列未读取`,
        en: `not read: “${twin.header}” is taken instead`,
      });
    else
      used.push({
        column,
        header: one.header,
        at: one.at,
        fixed: null,
        values: mapped?.values[column.key] ?? {},
      });
  }
  for (const letter of withoutHeader(sheet, head, candidates))
    notes.add({ ...place, column: letter }, 'column-without-header', null, {
      zh: '此列没有表头，未读取',
      en: 'a header: the column has none and is not read',
    });
  for (const [key, fixed] of Object.entries(mapped?.fixed ?? {})) {
    const column = sheetOf(entity).columns.find((one) => one.key === key);
    if (column !== undefined) used.push({ column, header: column.zh, at: null, fixed, values: {} });
  }
  for (const key of sheetOf(entity).key) missingKey(entity, key, used, place, faults);
  return {
    sheet: nameOf(sheet),
    entity,
    headRow: row?.number ?? 1,
    columns: used,
    rows: sheet.rows.slice(head + 1),
    date1904: sheet.date1904,
    aside: candidates
      .filter(({ at, header }) => !isAnnotation(header) && !used.some((use) => use.at === at))
      .map(({ header }) => header),
  };
}

/** Letters of columns that hold something, but have no header. */
function withoutHeader(sheet: SheetRead, head: number, candidates: readonly Candidate[]): string[] {
  const named = new Set(candidates.map(({ at }) => at));
  const found = new Set<number>();
  for (const { cells } of sheet.rows.slice(head + 1))
    for (const [at, cell] of cells.entries()) if (cell !== null && !named.has(at)) found.add(at);
  return [...found].sort((a, b) => a - b).map(columnLetter);
}

/** Another column for the same thing; lists may have several. */
const rivalOf = (one: Candidate, all: readonly Candidate[]): Candidate | undefined =>
  one.column?.kind.type === 'list'
    ? undefined
    : (all.find((other) => other !== one && other.column === one.column && other.exact) ??
      all.find((other) => other !== one && other.column === one.column));

function missingKey(
  entity: Entity,
  key: string,
  used: readonly ColumnUse[],
  place: { readonly sheet: string | null; readonly row: number | null },
  faults: Faults,
): void {
  const column = sheetOf(entity).columns.find((one) => one.key === key);
  if (column?.required !== true || used.some((one) => one.column === column)) return;
  faults.add({ ...place, column: column.zh }, 'column-missing', null, {
    zh: `须有“${column.zh}”列，每行据此识别`,
    en: `a column “${column.en}”, by which rows are known`,
  });
}

function leftAside(entity: Entity, header: string): Words {
  const { columns } = sheetOf(entity);
  const hint = nearest(
    header,
    columns.flatMap(({ zh, en }) => [zh, en]),
  );
  return hint === undefined
    ? { zh: '无法对应任何一栏，此列未读取', en: 'it stands for none of our columns and is not read' }
    : { zh: `此列未读取；是否为“${hint}”？`, en: `not read; perhaps “${hint}”?` };
}

function passedOver(sheet: SheetRead): Words {
  const named = catalogue.filter((one) => spellings(one).includes(folded(sheet.name)));
  const [one] = named;
  if (one !== undefined)
    return {
      zh: `前 ${ROWS_SEARCHED} 行中须有表头，如：${one.columns
        .slice(0, 4)
        .map(({ zh }) => zh)
        .join('、')}`,
      en: `a row of headers among the first ${ROWS_SEARCHED}, such as: ${one.columns
        .slice(0, 4)
        .map(({ en }) => en)
        .join(', ')}`,
    };
  return {
    zh: '前 20 行中没有可识别的表头；请使用模板，或保存列对应方案',
    en: 'no headers we know among the first 20 rows; use the template, or save a column mapping',
  };
}

/** Merged cells above the headers are titles; below, nobody can say which rows they speak for. */
function refuseMerged(sheet: SheetRead, { head }: Found, faults: Faults): void {
  const headRow = sheet.rows[head]?.number ?? 0;
  for (const range of new Set(sheet.merged)) {
    const rows = [...range.matchAll(/\d+/g)].map(Number);
    const last = Math.max(0, ...rows);
    if (last < headRow) continue;
    faults.add(
      { sheet: nameOf(sheet), row: rows[0] ?? null, column: range.replace(/\d.*/, '') },
      'merged-cells',
      range,
      {
        zh: `取消合并单元格 ${range}，并在每行填写内容`,
        en: `no merged cells: unmerge ${range} and fill in each row`,
      },
    );
  }
}
