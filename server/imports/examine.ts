import type { ImportReport, ImportSheetCount } from '../../schema/context.ts';
import type { Words } from '../../solver/plan.ts';
import { type Cell, columnLetter, type Row } from '../sheets/cell.ts';
import { type Column, catalogue, type Entity, sheetOf } from './catalogue.ts';
import { clashes } from './checks.ts';
import { type Faults, MOST_TOLD } from './faults.ts';
import { readCell } from './read-cell.ts';
import type { ColumnUse, Table as TableAtHand } from './recognise.ts';
import { type Register, type Registers, registersOf } from './registers.ts';
import { keysOf, type RowAtHand, restOf } from './resolve.ts';
import { type Fact, type Facts, type Table, tables } from './tables.ts';
import { uuid } from './uuid.ts';

export interface Circumstances {
  readonly countyId: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly subjects: ReadonlyMap<string, Words>;
}

/** The plan of changes: what would be written, and what is told of it. */
export interface Examination {
  readonly counts: readonly ImportSheetCount[];
  /** The first thousand. */
  readonly told: ImportReport['changes'];
  readonly writes: readonly EntityWrites[];
}

/** Each row as JSON text already: a roster's rows as objects would fill the memory. */
export interface EntityWrites {
  readonly entity: Entity;
  /** What a new row has unless it says otherwise. */
  readonly base: Facts;
  /** New rows: `id`, and what differs from `base`. */
  readonly added: readonly string[];
  /** For new rows, their reference to another row of the same table: `{id, before, after}`. */
  readonly links: readonly string[];
  /** `{id, before, after}`: what the row was known by when this was planned, and what changes. */
  readonly changed: readonly string[];
}

/** Hands over what the county has on file: each row with its `id`, and its `version` where it has one. */
export type OnFile = (entity: Entity | 'rounds', what: 'codes' | 'all') => Promise<readonly Facts[]>;

/**
 * Holds every row of the file against the catalogue, the file's other rows and what is on file. Faults go to
 * `faults`; with any, nothing of the plan may be written. One entity is in memory at a time, and the rows of
 * `atHand` are let go of once judged.
 */
export async function examine(
  atHand: readonly TableAtHand[],
  onFile: OnFile,
  circumstances: Circumstances,
  faults: Faults,
): Promise<Examination> {
  const told: ImportReport['changes'][number][] = [];
  const counts: ImportSheetCount[] = [];
  const writes: EntityWrites[] = [];
  if (atHand.length === 0) return { counts, told, writes };
  const registers = await registersOf((entity) => onFile(entity, 'codes'));
  for (const table of atHand) enterCodes(table, registers, circumstances);
  for (const table of tables) {
    const here = atHand.filter(({ entity }) => entity === table.entity);
    if (here.length === 0) continue;
    const desk = new Desk(table, await onFile(table.entity, 'all'), registers, circumstances, faults, told);
    for (const one of here) {
      counts.push(desk.take(one));
      one.rows.length = 0;
    }
    if (table.entity === 'teachers') partnersAgree(desk.linked, faults, here[0]?.sheet ?? null);
    writes.push(desk.writes(circumstances.countyId));
  }
  return { counts, told, writes };
}

/** Codes of the file itself, so that its sheets and rows may refer to each other in any order. */
function enterCodes(table: TableAtHand, registers: Registers, circumstances: Circumstances): void {
  const register = registerOf(registers, table.entity);
  const [codeKey] = sheetOf(table.entity).key;
  const code = table.columns.find(({ column }) => column.key === codeKey);
  if (register === undefined || code === undefined) return;
  const name = table.columns.find(({ column }) => table.entity === 'schools' && column.key === 'name');
  for (const row of table.rows) {
    const written = plain(code, row, table, circumstances);
    if (written !== undefined) register.enter(written, name && plain(name, row, table, circumstances));
  }
}

const registerOf = (registers: Registers, entity: Entity): Register | undefined =>
  entity === 'zones' || entity === 'clusters' || entity === 'schools' || entity === 'teachers'
    ? registers[entity]
    : undefined;

function plain(
  use: ColumnUse,
  row: Row,
  table: TableAtHand,
  { subjects }: Circumstances,
): string | undefined {
  const reading = readCell(use.column.kind, cellOf(use, row), { date1904: table.date1904, subjects });
  return reading.is === 'value' && typeof reading.value === 'string' ? reading.value : undefined;
}

/** What stands in a row's cell, as the mapping would have it read. */
function cellOf({ at, fixed, values }: ColumnUse, row: Row): Cell {
  const cell = at === null ? fixed : (row.cells[at] ?? null);
  if (cell === null || typeof cell === 'object') return cell;
  const said = String(cell).trim();
  return Object.hasOwn(values, said) ? values[said] || null : cell;
}

type Named = Map<string, string | number | boolean | readonly string[] | null>;

/** Works through the rows of one entity. */
class Desk {
  /** Rows that name another row of the same table. */
  readonly linked: Linked[] = [];
  readonly #added: string[] = [];
  readonly #links: string[] = [];
  readonly #changed: string[] = [];
  readonly #required: readonly Column[];
  readonly #base: Facts;
  readonly #table: Table;
  readonly #columns: readonly string[];
  readonly #onFile: ReadonlyMap<string, Facts>;
  /** Where the file itself has said something of a row already. */
  readonly #seen = new Map<string, { readonly sheet: string | null; readonly row: number }>();
  readonly #registers: Registers;
  readonly #circumstances: Circumstances;
  readonly #faults: Faults;
  readonly #told: ImportReport['changes'][number][];

  constructor(
    table: Table,
    onFile: readonly Facts[],
    registers: Registers,
    circumstances: Circumstances,
    faults: Faults,
    told: ImportReport['changes'][number][],
  ) {
    this.#table = table;
    this.#required = sheetOf(table.entity).columns.filter(({ required }) => required);
    this.#base = table.list === undefined ? table.defaults : { ...table.defaults, [table.list.column]: [] };
    this.#columns = [...Object.keys(table.defaults), ...(table.list ? [table.list.column] : [])];
    this.#onFile = new Map(onFile.map((row) => [this.#keyOf(row), row]));
    this.#registers = registers;
    this.#circumstances = circumstances;
    this.#faults = faults;
    this.#told = told;
  }

  take(table: TableAtHand): ImportSheetCount {
    const counts = { added: 0, changed: 0, left: 0, refused: 0 };
    const unnamed = new Map<Column, number>();
    for (const row of table.rows) {
      const named = this.#read(table, row);
      // A row that fills none of the columns we read says nothing.
      if (named?.size !== 0) counts[this.#row(table, row, named, unnamed)]++;
    }
    for (const [column, row] of unnamed) this.#columnWanted(table, column, row);
    return { sheet: table.sheet ?? '', entity: table.entity, ...counts };
  }

  #row(
    table: TableAtHand,
    row: Row,
    named: Named | undefined,
    unnamed: Map<Column, number>,
  ): 'added' | 'changed' | 'left' | 'refused' {
    const before = this.#faults.count;
    if (named === undefined) return 'refused';
    const entity = this.#table.entity;
    const facts: Record<string, Fact> = {};
    for (const [key, value] of named) if (key in this.#table.defaults) facts[key] = value;
    const atHand: RowAtHand = {
      named,
      facts,
      registers: this.#registers,
      refuse: (key, code, found, expected) =>
        this.#faults.add(placeOf(table, row, key), code, found, expected),
    };
    keysOf[entity]?.(atHand);
    if (this.#faults.count === before && !this.#known(facts)) this.#keyWanted(table, row, named, unnamed);
    if (this.#faults.count > before || !this.#known(facts)) return 'refused';
    const key = this.#keyOf(facts);
    const onFile = this.#onFile.get(key);
    if (entity === 'sections')
      this.#registers.sections.enter(text(facts['schoolId']), text(facts['stage']), idOf(onFile));
    if (this.#twice(table, row, key)) return 'refused';
    restOf[entity]?.(atHand, onFile);
    const missing = this.#required.filter(({ key: one }) => named.get(one) == null);
    for (const column of missing) this.#wanted(table, row, column, onFile, named, unnamed);
    if (this.#faults.count > before || (onFile === undefined && missing.length > 0)) return 'refused';
    const id = idOf(onFile) ?? this.#newId(facts);
    const after = { ...(onFile ?? this.#base), ...facts, id };
    for (const clash of clashes(entity, after, this.#circumstances.today))
      atHand.refuse(clash.key, clash.code, clash.found, clash.expected);
    if (this.#faults.count > before) return 'refused';
    return this.#settle(onFile, after, id);
  }

  /** What the row says, column by column; undefined when a cell cannot be read. */
  #read(table: TableAtHand, row: Row): Named | undefined {
    const named: Named = new Map();
    const context = { date1904: table.date1904, subjects: this.#circumstances.subjects };
    let fine = true;
    for (const use of table.columns) {
      const reading = readCell(use.column.kind, cellOf(use, row), context);
      const { key } = use.column;
      if (reading.is === 'fault') {
        this.#faults.add(this.#cell(table, row, use), reading.code, reading.found, reading.expected);
        fine = false;
      } else if (reading.is === 'clear') {
        if (use.column.required) {
          this.#faults.add(this.#cell(table, row, use), 'cannot-be-cleared', null, {
            zh: '此栏必填，不能清空',
            en: 'a value: this column cannot be cleared',
          });
          fine = false;
        } else if (!named.has(key)) named.set(key, null);
      } else if (reading.is === 'value') {
        // A list may be spread over several columns.
        const sofar = named.get(key);
        named.set(
          key,
          Array.isArray(reading.value) && Array.isArray(sofar) ? [...sofar, ...reading.value] : reading.value,
        );
      }
    }
    return fine ? named : undefined;
  }

  #cell(table: TableAtHand, row: Row, { at, header }: ColumnUse) {
    const column = header === '' && at !== null ? columnLetter(at) : header;
    return { sheet: table.sheet, row: row.number, column };
  }

  /** Whether all the row is known by is there. */
  #known(facts: Facts): boolean {
    return this.#table.key.every((column) => facts[column] !== undefined);
  }

  #keyWanted(
    table: TableAtHand,
    row: Row,
    named: ReadonlyMap<string, unknown>,
    unnamed: Map<Column, number>,
  ): void {
    const { key, columns } = sheetOf(this.#table.entity);
    for (const column of columns)
      if (column.required && key.includes(column.key))
        this.#wanted(table, row, column, undefined, named, unnamed);
  }

  #twice(table: TableAtHand, row: Row, key: string): boolean {
    const first = this.#seen.get(key);
    if (first === undefined) {
      this.#seen.set(key, { sheet: table.sheet, row: row.number });
      return false;
    }
    const [column = ''] = sheetOf(this.#table.entity).key;
    const where = { zh: first.sheet === null ? '' : `“${first.sheet}”`, en: first.sheet ?? '' };
    this.#faults.add(placeOf(table, row, column), 'row-twice', writtenIn(table, row, column), {
      zh: `每条记录只出现一次：与${where.zh}第 ${first.row} 行重复`,
      en: `each record once: row ${first.row}${where.en === '' ? '' : ` of “${where.en}”`} has it already`,
    });
    return true;
  }

  #wanted(
    table: TableAtHand,
    row: Row,
    column: Column,
    onFile: Facts | undefined,
    named: ReadonlyMap<string, unknown>,
    unnamed: Map<Column, number>,
  ): void {
    if (onFile !== undefined || named.get(column.key) != null) return;
    const present = table.columns.some((use) => use.column.key === column.key);
    if (present)
      this.#faults.add(placeOf(table, row, column.key), 'required', null, {
        zh: `“${column.zh}”必填`,
        en: `“${column.en}” must be filled in`,
      });
    else if (!unnamed.has(column)) unnamed.set(column, row.number);
  }

  #columnWanted(table: TableAtHand, column: Column, row: number): void {
    this.#faults.add({ sheet: table.sheet, row: table.headRow, column: column.zh }, 'column-missing', null, {
      zh: `新增记录须有“${column.zh}”列（自第 ${row} 行起）`,
      en: `a column “${column.en}”: rows from ${row} on are new and need it`,
    });
  }

  #newId(facts: Facts): string {
    const { entity, key } = this.#table;
    if (entity === 'sections')
      return this.#registers.sections.enter(text(facts['schoolId']), text(facts['stage']));
    const code = text(facts[key[0] ?? '']);
    return registerOf(this.#registers, entity)?.enter(code, undefined) ?? uuid();
  }

  #keyOf(facts: Facts): string {
    return this.#table.key.map((column) => facts[column] ?? '').join('\u0000');
  }

  #settle(onFile: Facts | undefined, after: Facts, id: string): 'added' | 'changed' | 'left' {
    const differing = this.#columns.filter(
      (column) => !same(onFile?.[column] ?? null, after[column] ?? null),
    );
    if (onFile !== undefined && differing.length === 0) return 'left';
    if (onFile === undefined) this.#add(id, after);
    else
      this.#changed.push(JSON.stringify({ id, before: this.#marks(onFile), after: pick(after, differing) }));
    const { link, label } = this.#table;
    const to = link === undefined ? null : after[link];
    if (typeof to === 'string') this.linked.push({ id, to, label: text(after[label]) });
    const kind = onFile === undefined ? 'added' : 'changed';
    if (this.#told.length < MOST_TOLD)
      this.#told.push({
        entity: this.#table.entity,
        key: this.#show(this.#table.key, after),
        kind,
        fields: differing.map((column) => ({
          field: column,
          before: onFile === undefined ? null : this.#shown(column, onFile[column]),
          after: this.#shown(column, after[column]),
        })),
      });
    return kind;
  }

  #add(id: string, after: Facts): void {
    const { link } = this.#table;
    const row: Record<string, Fact> = { id };
    for (const column of this.#columns) {
      const fact = after[column] ?? null;
      if (column !== link && fact !== this.#base[column]) row[column] = fact;
    }
    this.#added.push(JSON.stringify(row));
    if (link !== undefined && after[link] != null)
      this.#links.push(JSON.stringify({ id, before: {}, after: { [link]: after[link] } }));
  }

  writes(countyId: string): EntityWrites {
    const { entity, of, versioned } = this.#table;
    const base = {
      ...this.#base,
      ...(of === 'county' ? { countyId } : {}),
      ...(versioned ? { version: 1 } : {}),
    };
    return { entity, base, added: this.#added, links: this.#links, changed: this.#changed };
  }

  /** What must still be so when the change is written: the version, or where none is counted, every fact. */
  #marks(onFile: Facts): Facts {
    const { versioned, list } = this.#table;
    const marks = pick(onFile, versioned ? ['version'] : this.#columns);
    return list === undefined ? marks : { ...marks, [list.column]: onFile[list.column] ?? [] };
  }

  #show(columns: readonly string[], facts: Facts): string {
    return columns
      .map((column) => this.#shown(column, facts[column]) ?? '')
      .filter(Boolean)
      .join(' / ');
  }

  /** As people write it: codes, not ids. */
  #shown(column: string, fact: Fact | undefined): string | null {
    if (fact === undefined || fact === null) return null;
    if (Array.isArray(fact)) return fact.map((id) => this.#registers.schools.codeOf(id) ?? id).join('; ');
    if (typeof fact === 'object') return JSON.stringify(fact);
    if (typeof fact !== 'string' || !column.endsWith('Id')) return String(fact);
    const { sections, zones, clusters, schools, teachers, rounds } = this.#registers;
    const place = sections.placeOf(fact);
    if (place !== undefined) return `${schools.codeOf(place.school) ?? ''}:${place.stage}`;
    for (const register of [zones, clusters, schools, teachers, rounds]) {
      const code = register.codeOf(fact);
      if (code !== undefined) return code;
    }
    return fact;
  }
}

const text = (fact: Fact | undefined): string => (typeof fact === 'string' ? fact : '');
const idOf = (facts: Facts | undefined): string | undefined =>
  typeof facts?.['id'] === 'string' ? facts['id'] : undefined;
const pick = (facts: Facts, columns: readonly string[]): Facts =>
  Object.fromEntries(columns.map((column) => [column, facts[column] ?? null]));

/** Lists count in their order, objects without; spaces around a text are no change. */
function same(before: Fact, after: Fact): boolean {
  if (before === after) return true;
  if (typeof before === 'string' && typeof after === 'string') return before.trim() === after;
  if (typeof before !== 'object' || typeof after !== 'object' || before === null || after === null)
    return false;
  return ordered(before) === ordered(after);
}

const ordered = (fact: object): string =>
  JSON.stringify(Array.isArray(fact) ? fact : Object.entries(fact).sort(([a], [b]) => (a < b ? -1 : 1)));

function placeOf(table: TableAtHand, row: Row, key: string) {
  const use = table.columns.find(({ column }) => column.key === key);
  const header =
    use?.header ?? catalogue.flatMap(({ columns }) => columns).find((one) => one.key === key)?.zh;
  return { sheet: table.sheet, row: row.number, column: header ?? key };
}

function writtenIn(table: TableAtHand, row: Row, key: string): string | null {
  const use = table.columns.find(({ column }) => column.key === key);
  const cell = use === undefined ? null : cellOf(use, row);
  return cell === null ? null : typeof cell === 'object' ? cell.found : String(cell);
}

interface Linked {
  readonly id: string;
  readonly to: string;
  readonly label: string;
}

/** Partners are two: whoever names one is not named by a third. */
function partnersAgree(rows: readonly Linked[], faults: Faults, sheet: string | null): void {
  const naming = new Map(rows.map((row) => [row.id, row]));
  for (const { id, to, label } of rows) {
    const partner = naming.get(to);
    if (partner === undefined || partner.to === id) continue;
    faults.add({ sheet, row: null, column: '配偶工号' }, 'partners-disagree', label, {
      zh: `配偶须互为对方：${partner.label} 填的是另一人`,
      en: `partners who name each other: ${partner.label} names somebody else`,
    });
  }
}
