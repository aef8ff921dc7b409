import type { Words } from '../../solver/plan.ts';
import type { ColumnToWrite, SheetToWrite, ValueToWrite } from '../sheets/write.ts';
import type { Column, Entity } from './catalogue.ts';
import { sheetOf } from './catalogue.ts';

/** A row by column key: codes, days and stored words (`primary`, true), not what people read; a list is codes. */
export type StoredRow = Readonly<Record<string, ValueToWrite | readonly string[]>>;

export interface Wording {
  readonly language: keyof Words;
  /** Names of the county's subjects, by code. */
  readonly subjects: ReadonlyMap<string, Words>;
}

/** Rows as a sheet the importer reads back to the same facts, in the words of one language. */
export function sheetToWrite(
  entity: Entity,
  rows: readonly StoredRow[],
  wording: Wording,
  room = 0,
): SheetToWrite {
  const sheet = sheetOf(entity);
  return {
    name: sheet[wording.language],
    columns: sheet.columns.map((column) => columnToWrite(column, wording)),
    rows: rows.map((row) => sheet.columns.map((column) => valueToWrite(column, row[column.key], wording))),
    room,
  };
}

export const yesNo: Readonly<Record<'yes' | 'no', Words>> = {
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
};

function columnToWrite(column: Column, { language, subjects }: Wording): ColumnToWrite {
  const { kind } = column;
  const choices =
    kind.type === 'choice'
      ? kind.choices
      : kind.type === 'yes-no'
        ? [yesNo.yes, yesNo.no]
        : kind.type === 'subject'
          ? [...subjects.values()]
          : undefined;
  return {
    header: column[language],
    mustFill: column.required === true,
    ...(choices === undefined ? {} : { choices: choices.map((choice) => choice[language]) }),
    ...(asText.has(kind.type) ? { format: 'text' } : kind.type === 'day' ? { format: 'day' } : {}),
    ...(kind.type === 'integer' ? { whole: { least: kind.least, most: kind.most } } : {}),
    ...(column.note === undefined ? {} : { note: column.note[language] }),
  };
}

/** Kinds whose cells must keep what is typed, leading zeros and all. */
const asText: ReadonlySet<string> = new Set(['text', 'code', 'reference', 'list']);

/** A value as people read it: the words of its column, not what is stored. */
export function valueToWrite(
  column: Column,
  value: StoredRow[string] | undefined,
  wording: Wording,
): ValueToWrite {
  if (value === undefined || value === null) return null;
  const { kind } = column;
  if (typeof value === 'boolean') return (value ? yesNo.yes : yesNo.no)[wording.language];
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return value.join('; ');
  if (kind.type === 'choice')
    return kind.choices.find((choice) => choice.value === value)?.[wording.language] ?? value;
  if (kind.type === 'subject') return wording.subjects.get(value)?.[wording.language] ?? value;
  return value;
}
