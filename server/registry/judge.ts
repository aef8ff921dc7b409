import type { Prisma } from '../../prisma/generated/client.ts';
import type { GradeGiven, Recorded, RecordFault, ValueGiven } from '../../schema/registry-acts.ts';
import type { Words } from '../../solver/plan.ts';
import { catalogue, type Entity, sheetOf } from '../imports/catalogue.ts';
import { examine, type OnFile } from '../imports/examine.ts';
import { Faults } from '../imports/faults.ts';
import { type PackedRows, unpacked } from '../imports/packed-rows.ts';
import type { ColumnUse, Table } from '../imports/recognise.ts';
import { type Registered, registered } from '../imports/registers.ts';
import { codesPage, PAGE, rowsByKey } from '../imports/statements.ts';
import { type Facts, tableOf } from '../imports/tables.ts';

type Tx = Prisma.TransactionClient;

/** A row with what it is known by, as a workbook would write that. */
export interface RowKnown {
  readonly id: string;
  readonly countyId: string;
  /** By the keys of the sheet's key columns. */
  readonly key: Readonly<Record<string, string>>;
}

/** A row to be written: new ones whole, others what changes; `before` is what stands there, by the same columns. */
export interface RowToWrite {
  readonly id: string;
  readonly before: Facts | null;
  readonly after: Facts;
}

export interface Judgement {
  /** With any, nothing may be written. */
  readonly faults: readonly RecordFault[];
  /** The row itself; null: it stays as it is. */
  readonly changed: RowToWrite | null;
  readonly grades: readonly RowToWrite[];
  /** What of it refers to other rows, by their codes, for the record. */
  readonly codes: Readonly<Record<string, { readonly before: string | null; readonly after: string | null }>>;
}

/** Holds what is given against the row on file, as an import of these cells alone would. */
export async function judge(
  tx: Tx,
  entity: Recorded,
  row: RowKnown,
  given: { readonly values: readonly ValueGiven[]; readonly grades: readonly GradeGiven[] },
  circumstances: { readonly today: string; readonly subjects: ReadonlyMap<string, Words> },
): Promise<Judgement> {
  const seen = new Map<string, Facts>();
  const faults = new Faults('');
  const examination = await examine(
    [tableOfRow(entity, row.key, given.values), ...tablesOfGrades(row.key, given.grades)],
    onFileOf(tx, row, given.values, seen),
    { countyId: row.countyId, ...circumstances },
    faults,
  );
  const written = async (of: Entity): Promise<RowToWrite[]> => {
    const writes = examination.writes.find((one) => one.entity === of);
    if (writes === undefined) return [];
    const added = (await unpackedRows(writes.added)).map(({ id, ...after }) => ({
      id: String(id),
      before: null,
      after: after as Facts,
    }));
    const changed = (await unpackedRows(writes.changed)).map(({ id, after }) => {
      const columns = Object.keys(after as Facts);
      const before = seen.get(String(id)) ?? {};
      return { id: String(id), before: pick(before, columns), after: after as Facts };
    });
    return [...added, ...changed];
  };
  const told = examination.told.find((one) => one.entity === entity)?.fields ?? [];
  return {
    faults: faults.told.map((fault) => faultOf(entity, fault)),
    changed: (await written(entity))[0] ?? null,
    grades: await written('classes'),
    codes: Object.fromEntries(
      told
        .filter(({ field }) => field.endsWith('Id'))
        .map(({ field, before, after }) => [field, { before, after }]),
    ),
  };
}

async function unpackedRows(rows: PackedRows): Promise<Record<string, unknown>[]> {
  const batches = await Promise.all(rows.batches().map(unpacked));
  return batches.flatMap((bytes) => JSON.parse(bytes.toString()) as Record<string, unknown>[]);
}

const pick = (facts: Facts, columns: readonly string[]): Facts =>
  Object.fromEntries(columns.map((column) => [column, facts[column] ?? null]));

/** What an importer reads as the wish to empty a cell. */
const cleared = '(clear)';

function tableOfRow(entity: Recorded, key: RowKnown['key'], values: readonly ValueGiven[]): Table {
  const cells = [
    ...Object.entries(key),
    ...values.map(({ column, value }) => [column, value === null || value.trim() === '' ? cleared : value]),
  ] as [string, string][];
  return tableAtHand(
    entity,
    cells.map(([column]) => column),
    [cells.map(([, cell]) => cell)],
  );
}

function tablesOfGrades(key: RowKnown['key'], grades: readonly GradeGiven[]): Table[] {
  if (grades.length === 0) return [];
  const rows = grades.map(({ schoolYear, grade, classes, pupils }) => [
    key['school'] ?? '',
    schoolYear,
    grade,
    classes,
    pupils,
  ]);
  return [tableAtHand('classes', ['school', 'schoolYear', 'grade', 'classes', 'pupils'], rows)];
}

function tableAtHand(
  entity: Entity,
  keys: readonly string[],
  rows: readonly (readonly (string | number)[])[],
): Table {
  const columns = keys.flatMap((key, at): ColumnUse[] => {
    const column = sheetOf(entity).columns.find((one) => one.key === key);
    return column === undefined ? [] : [{ column, header: key, at, fixed: null, values: {} }];
  });
  return {
    sheet: null,
    entity,
    headRow: 0,
    columns,
    rows: rows.map((cells, at) => ({ number: at + 1, cells })),
    date1904: false,
    aside: [],
  };
}

/** What the county has on file, read in the transaction of the change; of teachers only those it is about. */
function onFileOf(
  tx: Tx,
  { id, countyId }: RowKnown,
  values: readonly ValueGiven[],
  seen: Map<string, Facts>,
): OnFile {
  const partner = values.find(({ column }) => column === 'partner')?.value ?? null;
  return {
    async codes(entity) {
      if (!looked.has(entity)) return [];
      if (entity === 'teachers')
        return tx.$queryRawUnsafe<Facts[]>(teachersConcerned, countyId, id, partner?.trim() ?? null);
      const rows: Facts[] = [];
      for (let last: string | null = '00000000-0000-0000-0000-000000000000'; last !== null; ) {
        const [page]: CodesPage[] = await tx.$queryRawUnsafe<CodesPage[]>(codesPage(entity), countyId, last);
        rows.push(...(JSON.parse(page?.json ?? '[]') as Facts[]));
        last = page !== undefined && page.count === PAGE ? page.last : null;
      }
      return rows;
    },
    async rows(entity, keys) {
      const sql = rowsByKey(tableOf(entity));
      const [found] = await tx.$queryRawUnsafe<{ json: string }[]>(sql, countyId, JSON.stringify(keys));
      const rows = JSON.parse(found?.json ?? '[]') as Facts[];
      for (const row of rows) seen.set(String(row['id']), row);
      return rows;
    },
  };
}

interface CodesPage {
  readonly json: string;
  readonly count: number;
  readonly last: string | null;
}

/** What rows of these kinds may refer to. */
const looked: ReadonlySet<Registered> = new Set<Registered>(['zones', 'schools', 'teachers', 'sections']);

const teachersConcerned = `
  SELECT id::text AS id, ${registered.teachers.map((one) => `"${one}"`).join(', ')} FROM "Teacher"
  WHERE "countyId" = $1::uuid AND (id = $2::uuid OR "staffNumber" = $3::text
    OR id = (SELECT "partnerId" FROM "Teacher" WHERE id = $2::uuid))`;

/** The importer names places of a file; here a column, and of the grades which. */
function faultOf(
  entity: Recorded,
  { column, row, code, found, expected }: Faults['told'][number],
): RecordFault {
  const columns = [...sheetOf(entity).columns, ...sheetOf('classes').columns];
  const key =
    columns.find((one) => one.key === column)?.key ??
    catalogue.flatMap((sheet) => sheet.columns).find(({ zh }) => zh === column)?.key;
  const known = columns.find((one) => one.key === key);
  const ofGrade =
    known !== undefined && !sheetOf(entity).columns.includes(known) && row !== null ? row - 1 : null;
  return {
    column: key ?? column ?? '',
    name: known === undefined ? { zh: column ?? '', en: column ?? '' } : { zh: known.zh, en: known.en },
    grade: ofGrade,
    code,
    found,
    expected,
  };
}
