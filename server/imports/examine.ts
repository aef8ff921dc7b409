import type { ImportReport, ImportSheetCount } from '../../schema/context.ts';
import type { Words } from '../../solver/plan.ts';
import { type Cell, columnLetter, type Row } from '../sheets/cell.ts';
import { uuid } from '../uuid.ts';
import { type Column, catalogue, type Entity, sheetOf } from './catalogue.ts';
import { clashes } from './checks.ts';
import { type Faults, MOST_TOLD, type Place } from './faults.ts';
import { PackedRows } from './packed-rows.ts';
import { readCell } from './read-cell.ts';
import type { ColumnUse, Table as TableAtHand } from './recognise.ts';
import { type Register, type Registered, type Registers, registersOf } from './registers.ts';
import { keysOf, type RowAtHand, restOf } from './resolve.ts';
import { type Fact, type Facts, type Table, tables } from './tables.ts';

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

export interface EntityWrites {
  readonly entity: Entity;
  /** What a new row has unless it says otherwise. */
  readonly base: Facts;
  /** New rows: `id`, and what differs from `base`. */
  readonly added: PackedRows;
  /** For new rows, their reference to another row of the same table: `{id, before, after}`. */
  readonly links: PackedRows;
  /** `{id, before, after}`: what the row was known by when this was planned, and what changes. */
  readonly changed: PackedRows;
}

/** Hands over what the county has on file. */
export interface OnFile {
  /** What all rows of a register are known by, each with its `id`. */
  codes(entity: Registered): Promise<readonly Facts[]>;
  /** The rows with these keys, whole: each with its `id`, and its `version` where it has one. */
  rows(entity: Entity, keys: readonly Facts[]): Promise<readonly Facts[]>;
}

/**
 * Holds every row of the file against the catalogue, the file's other rows and what is on file. Faults go to
 * `faults`; with any, nothing of the plan may be written. Of what is on file only the rows the file speaks of
 * are looked at, some at a time, and the rows of `atHand` are let go of once judged.
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
  const registers = await registersOf(onFile.codes);
  for (const table of atHand) enterCodes(table, registers, circumstances);
  for (const table of tables) {
    const here = atHand.filter(({ entity }) => entity === table.entity);
    if (here.length === 0) continue;
    const desk = new Desk(table, onFile, registers, circumstances, faults, told);
    for (const one of here) counts.push(await desk.take(one));
    if (table.entity === 'teachers') await partnersAgree(desk, registers, onFile, faults);
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
  entity === 'zones' ||
  entity === 'clusters' ||
  entity === 'schools' ||
  entity === 'teachers' ||
  entity === 'recruits'
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

/** Rows judged at a time: what is on file of them is fetched at once. */
const AT_ONCE = 1_000;

/** A row read, before it is held against what is on file. */
interface Draft extends RowAtHand {
  readonly row: Row;
  readonly named: Named;
  /** Told in the order of the rows, once the row is judged. */
  readonly refusals: Parameters<Faults['add']>[];
}

const notCleared: Words = { zh: '此栏必填，不能清空', en: 'a value: this column cannot be cleared' };

/** Works through the rows of one entity. */
class Desk {
  /** Rows that name another row of the same table. */
  readonly linked: Linked[] = [];
  /** Rows that named one, and no longer do. */
  readonly unlinked = new Set<string>();
  readonly #added = new PackedRows();
  readonly #links = new PackedRows();
  readonly #changed = new PackedRows();
  readonly #required: readonly Column[];
  readonly #base: Facts;
  readonly #table: Table;
  readonly #columns: readonly string[];
  readonly #onFile: OnFile;
  /** Where the file itself has said something of a row already. */
  readonly #seen = new Map<string, { readonly sheet: string | null; readonly row: number }>();
  readonly #registers: Registers;
  readonly #circumstances: Circumstances;
  readonly #faults: Faults;
  readonly #told: ImportReport['changes'][number][];

  constructor(
    table: Table,
    onFile: OnFile,
    registers: Registers,
    circumstances: Circumstances,
    faults: Faults,
    told: ImportReport['changes'][number][],
  ) {
    this.#table = table;
    this.#required = sheetOf(table.entity).columns.filter(({ required }) => required);
    this.#base = table.list === undefined ? table.defaults : { ...table.defaults, [table.list.column]: [] };
    this.#columns = [...Object.keys(table.defaults), ...(table.list ? [table.list.column] : [])];
    this.#onFile = onFile;
    this.#registers = registers;
    this.#circumstances = circumstances;
    this.#faults = faults;
    this.#told = told;
  }

  async take(table: TableAtHand): Promise<ImportSheetCount> {
    const counts = { added: 0, changed: 0, left: 0, refused: 0 };
    const unnamed = new Map<Column, number>();
    while (table.rows.length > 0) {
      const drafts = table.rows
        .splice(0, AT_ONCE)
        .map((row) => this.#draft(table, row))
        // A row that fills none of the columns we read says nothing.
        .filter(({ named, refusals }) => named.size > 0 || refusals.length > 0);
      const onFile = await this.#fetch(drafts);
      for (const draft of drafts) {
        counts[this.#judge(table, draft, onFile, unnamed)]++;
        for (const refusal of draft.refusals) this.#faults.add(...refusal);
      }
    }
    for (const [column, row] of unnamed) this.#columnWanted(table, column, row);
    return { sheet: table.sheet ?? '', entity: table.entity, ...counts };
  }

  /** The row by itself: what it says, and what it is known by. */
  #draft(table: TableAtHand, row: Row): Draft {
    const refusals: Draft['refusals'] = [];
    const named = this.#read(table, row, refusals);
    const facts: Record<string, Fact> = {};
    for (const [key, value] of named) if (key in this.#table.defaults) facts[key] = value;
    const draft: Draft = {
      row,
      named,
      facts,
      registers: this.#registers,
      refusals,
      refuse: (key, code, found, expected) =>
        refusals.push([placeOf(table, row, key), code, found, expected]),
    };
    if (refusals.length === 0) keysOf[this.#table.entity]?.(draft);
    return draft;
  }

  /** What is on file of these rows, by key. */
  async #fetch(drafts: readonly Draft[]): Promise<ReadonlyMap<string, Facts>> {
    const keys = drafts
      .filter(({ facts, refusals }) => refusals.length === 0 && this.#known(facts))
      .map(({ facts }) => pick(facts, this.#table.key));
    const rows = keys.length === 0 ? [] : await this.#onFile.rows(this.#table.entity, keys);
    return new Map(rows.map((row) => [this.#keyOf(row), row]));
  }

  #judge(
    table: TableAtHand,
    draft: Draft,
    rows: ReadonlyMap<string, Facts>,
    unnamed: Map<Column, number>,
  ): 'added' | 'changed' | 'left' | 'refused' {
    const { facts, refusals } = draft;
    const { entity } = this.#table;
    if (refusals.length > 0) return 'refused';
    if (!this.#known(facts)) {
      this.#keyWanted(table, draft, unnamed);
      return 'refused';
    }
    const key = this.#keyOf(facts);
    const onFile = rows.get(key);
    if (entity === 'sections')
      this.#registers.sections.enter(text(facts['schoolId']), text(facts['stage']), idOf(onFile));
    if (this.#twice(table, draft, key)) return 'refused';
    restOf[entity]?.(draft, onFile);
    this.#clear(draft);
    const missing =
      onFile === undefined ? this.#required.filter((one) => draft.named.get(one.key) == null) : [];
    for (const column of missing) this.#wanted(table, draft, column, unnamed);
    if (refusals.length > 0 || missing.length > 0) return 'refused';
    const id = idOf(onFile) ?? this.#newId(facts);
    const after = { ...(onFile ?? this.#base), ...facts, id };
    for (const clash of clashes(entity, after, this.#circumstances.today))
      draft.refuse(clash.key, clash.code, clash.found, clash.expected);
    if (refusals.length > 0) return 'refused';
    return this.#settle(table, draft.row, onFile, after, id);
  }

  /** What the row says, column by column; a cell that cannot be read is refused. */
  #read(table: TableAtHand, row: Row, refusals: Draft['refusals']): Named {
    const named: Named = new Map();
    const context = { date1904: table.date1904, subjects: this.#circumstances.subjects };
    for (const use of table.columns) {
      const reading = readCell(use.column.kind, cellOf(use, row), context);
      const { key } = use.column;
      if (reading.is === 'fault')
        refusals.push([cellAt(table, row, use), reading.code, reading.found, reading.expected]);
      else if (reading.is === 'clear') {
        if (use.column.required)
          refusals.push([cellAt(table, row, use), 'cannot-be-cleared', null, notCleared]);
        else if (!named.has(key)) named.set(key, null);
      } else if (reading.is === 'value') {
        // A list may be spread over several columns.
        const sofar = named.get(key);
        named.set(
          key,
          Array.isArray(reading.value) && Array.isArray(sofar) ? [...sofar, ...reading.value] : reading.value,
        );
      }
    }
    return named;
  }

  /** What is to be cleared becomes what a new row has there; some columns are never empty. */
  #clear({ facts, named, refuse }: Draft): void {
    const { defaults, filled = {} } = this.#table;
    for (const [column, fact] of Object.entries(facts)) {
      if (fact !== null) continue;
      facts[column] = defaults[column] ?? null;
      const key = filled[column];
      if (key !== undefined && named.get(key) === null) refuse(key, 'cannot-be-cleared', null, notCleared);
    }
  }

  /** Whether all the row is known by is there. */
  #known(facts: Facts): boolean {
    return this.#table.key.every((column) => facts[column] !== undefined);
  }

  #keyWanted(table: TableAtHand, draft: Draft, unnamed: Map<Column, number>): void {
    const { key, columns } = sheetOf(this.#table.entity);
    for (const column of columns)
      if (column.required && key.includes(column.key) && draft.named.get(column.key) == null)
        this.#wanted(table, draft, column, unnamed);
  }

  #twice(table: TableAtHand, draft: Draft, key: string): boolean {
    const first = this.#seen.get(key);
    if (first === undefined) {
      this.#seen.set(key, { sheet: table.sheet, row: draft.row.number });
      return false;
    }
    const [column = ''] = sheetOf(this.#table.entity).key;
    const where = { zh: first.sheet === null ? '' : `“${first.sheet}”`, en: first.sheet ?? '' };
    draft.refuse(column, 'row-twice', writtenIn(table, draft.row, column), {
      zh: `每条记录只出现一次：与${where.zh}第 ${first.row} 行重复`,
      en: `each record once: row ${first.row}${where.en === '' ? '' : ` of “${where.en}”`} has it already`,
    });
    return true;
  }

  #wanted(table: TableAtHand, draft: Draft, column: Column, unnamed: Map<Column, number>): void {
    const present = table.columns.some((use) => use.column.key === column.key);
    if (present)
      draft.refuse(column.key, 'required', null, {
        zh: `“${column.zh}”必填`,
        en: `“${column.en}” must be filled in`,
      });
    else if (!unnamed.has(column)) unnamed.set(column, draft.row.number);
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

  #settle(
    table: TableAtHand,
    row: Row,
    onFile: Facts | undefined,
    after: Facts,
    id: string,
  ): 'added' | 'changed' | 'left' {
    const differing = this.#columns.filter(
      (column) => !same(onFile?.[column] ?? null, after[column] ?? null),
    );
    if (onFile !== undefined && differing.length === 0) return 'left';
    if (onFile === undefined) this.#add(id, after);
    else this.#changed.add({ id, before: this.#marks(onFile), after: pick(after, differing) });
    const { link, label, derived = [] } = this.#table;
    const to = link === undefined ? null : after[link];
    if (link !== undefined && typeof to === 'string')
      this.linked.push({
        id,
        to,
        label: text(after[label]),
        place: placeOf(table, row, link.replace(/Id$/, '')),
      });
    else if (link !== undefined && onFile?.[link] != null) this.unlinked.add(id);
    const kind = onFile === undefined ? 'added' : 'changed';
    if (this.#told.length < MOST_TOLD)
      this.#told.push({
        entity: this.#table.entity,
        key: this.#show(this.#table.key, after),
        kind,
        fields: differing
          .filter((column) => !derived.includes(column))
          .map((column) => ({
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
    this.#added.add(row);
    if (link !== undefined && after[link] != null)
      this.#links.add({ id, before: {}, after: { [link]: after[link] } });
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
    if (Array.isArray(fact)) return fact.map((id) => this.#codeOf(id)).join('; ');
    if (typeof fact === 'object') return JSON.stringify(fact);
    return typeof fact === 'string' && column.endsWith('Id') ? this.#codeOf(fact) : String(fact);
  }

  /** The code of the row with this id; the id where the file knows of none. */
  #codeOf(id: string): string {
    const { sections, zones, clusters, schools, teachers, recruits, rounds } = this.#registers;
    const place = sections.placeOf(id);
    if (place !== undefined) return `${schools.codeOf(place.school) ?? ''}:${place.stage}`;
    for (const register of [zones, clusters, schools, teachers, recruits, rounds]) {
      const code = register.codeOf(id);
      if (code !== undefined) return code;
    }
    return id;
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

function cellAt(table: TableAtHand, row: Row, { at, header }: ColumnUse) {
  const column = header === '' && at !== null ? columnLetter(at) : header;
  return { sheet: table.sheet, row: row.number, column };
}

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
  readonly place: Place;
}

/** Partners are two: whoever names one is not named by a third, in the file or on file. */
async function partnersAgree(
  { linked, unlinked }: Pick<Desk, 'linked' | 'unlinked'>,
  { teachers }: Registers,
  onFile: OnFile,
  faults: Faults,
): Promise<void> {
  const naming = new Map(linked.map(({ id, to }) => [id, to]));
  const others = linked.flatMap(({ to }) =>
    naming.has(to) || unlinked.has(to) ? [] : [teachers.codeOf(to) ?? ''],
  );
  for (let at = 0; at < others.length; at += AT_ONCE) {
    const keys = others.slice(at, at + AT_ONCE).map((staffNumber) => ({ staffNumber }));
    for (const { id, partnerId } of await onFile.rows('teachers', keys))
      if (typeof partnerId === 'string') naming.set(text(id), partnerId);
  }
  for (const { id, to, label, place } of linked) {
    const partner = naming.get(to);
    if (partner === undefined || partner === id) continue;
    const named = teachers.codeOf(to) ?? '';
    faults.add(place, 'partners-disagree', label, {
      zh: `配偶须互为对方：${named} 的配偶是另一人`,
      en: `partners who name each other: ${named} names somebody else`,
    });
  }
}
