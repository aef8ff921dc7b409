import type { Database } from '../../prisma/client.ts';
import type { Recorded, RecordValue, RegistryColumn, RegistryEntity } from '../../schema/registry-acts.ts';
import type { Words } from '../../solver/plan.ts';
import { type Column, sheetOf } from '../imports/catalogue.ts';
import { rowsAsWritten } from '../imports/export-columns.ts';
import { subjectsOf } from '../imports/run.ts';
import { type StoredRow, valueToWrite, yesNo } from '../imports/workbook.ts';

type Subjects = ReadonlyMap<string, Words>;

/** The columns of a sheet, with the subjects of the county's newest curriculum. */
export async function columnsOf(
  database: Pick<Database, 'db'>,
  countyId: string,
  entity: RegistryEntity,
): Promise<readonly RegistryColumn[]> {
  const subjects = await subjectsOf(database, countyId);
  return sheetOf(entity).columns.map((column) => toldOf(entity, column, subjects));
}

/** All that stands in rows, by id; one that is not there is left out. */
export async function recordsOf(
  database: Pick<Database, 'db' | 'pool'>,
  countyId: string,
  entity: Recorded,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly RecordValue[]>> {
  const subjects = await subjectsOf(database, countyId);
  const columns = sheetOf(entity).columns.map((column) => ({
    column,
    told: toldOf(entity, column, subjects),
  }));
  const { rows } = await database.pool.query<{ row: StoredRow }>(rowsAsWritten(entity), [[...ids]]);
  return new Map(
    rows.map(({ row }) => [
      String(row['rowId']),
      columns.map(({ column, told }) => ({
        column: told,
        value: written(row[column.key]),
        shown: shownOf(column, row[column.key], subjects),
      })),
    ]),
  );
}

function toldOf(entity: RegistryEntity, column: Column, subjects: Subjects): RegistryColumn {
  const { key, zh, en, kind, required, note, example } = column;
  const bounded = kind.type === 'integer' || kind.type === 'number';
  return {
    key,
    words: { zh, en },
    kind: kind.type,
    required: required === true,
    known: sheetOf(entity).key.includes(key),
    note: note ?? null,
    example,
    least: bounded ? kind.least : null,
    most: bounded ? kind.most : null,
    longest: kind.type === 'text' || kind.type === 'code' ? kind.longest : null,
    choices: choicesOf(column, subjects),
    refersTo: kind.type === 'reference' ? kind.to : null,
  };
}

function choicesOf({ kind }: Column, subjects: Subjects): RegistryColumn['choices'] {
  if (kind.type === 'choice') return kind.choices.map(({ value, zh, en }) => ({ value, words: { zh, en } }));
  if (kind.type === 'subject') return [...subjects].map(([value, words]) => ({ value, words }));
  if (kind.type === 'yes-no')
    return [
      { value: 'true', words: yesNo.yes },
      { value: 'false', words: yesNo.no },
    ];
  return [];
}

const written = (value: StoredRow[string] | undefined): string | null =>
  value === undefined || value === null ? null : String(value);

function shownOf(column: Column, value: StoredRow[string] | undefined, subjects: Subjects): Words | null {
  const inWords = (language: keyof Words) => valueToWrite(column, value, { language, subjects });
  const [zh, en] = [inWords('zh'), inWords('en')];
  return zh === null || en === null ? null : { zh: String(zh), en: String(en) };
}
