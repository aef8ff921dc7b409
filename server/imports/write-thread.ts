import { parentPort } from 'node:worker_threads';
import type { Words } from '../../solver/plan.ts';
import { type ColumnToWrite, type SheetToWrite, type ValueToWrite, writeWorkbook } from '../sheets/write.ts';
import { catalogue, type Entity } from './catalogue.ts';
import { guide } from './guide.ts';
import { type StoredRow, sheetToWrite, type Wording } from './workbook.ts';

/** What the server hands to the thread that writes workbooks; rows as JSON text, untouched. */
export type WriteOrder =
  | { readonly is: 'rows'; readonly entity: Entity; readonly json: string }
  /** A sheet of its own kind; `json` holds one array a row. */
  | {
      readonly is: 'sheet';
      readonly name: string;
      readonly columns: readonly WordedColumn[];
      readonly json: string;
      /** Empty rows below, to be filled in; left out: none. */
      readonly room?: number;
    }
  | { readonly is: 'write-registry'; readonly wording: Wording; readonly room: number }
  | { readonly is: 'write-sheets'; readonly language: keyof Words };

/** A column whose values may be words of the house, to be put into the reader's. */
export interface WordedColumn extends ColumnToWrite {
  readonly words?: Readonly<Record<string, Words>>;
}

const port = parentPort;
if (port === null) throw new Error('Workbooks are written in a thread of their own.');
const rows = new Map<Entity, StoredRow[]>();
const sheets: {
  readonly name: string;
  readonly columns: readonly WordedColumn[];
  readonly rows: ValueToWrite[][];
  readonly room?: number;
}[] = [];

port.on('message', async (order: WriteOrder) => {
  if (order.is === 'rows')
    rows.set(order.entity, [...(rows.get(order.entity) ?? []), ...(JSON.parse(order.json) as StoredRow[])]);
  else if (order.is === 'sheet') sheets.push({ ...order, rows: JSON.parse(order.json) as ValueToWrite[][] });
  else {
    const bytes = await writeWorkbook(
      order.is === 'write-registry' ? registry(order) : worded(order.language),
    );
    port.postMessage(bytes);
  }
});

/** Every sheet of the catalogue, empty ones too, in the order of codes; with room to fill in, a guide first. */
function registry({ wording, room }: { readonly wording: Wording; readonly room: number }): SheetToWrite[] {
  const all = catalogue.map(({ entity, key }) => {
    const sorted = (rows.get(entity) ?? []).sort((a, b) => compared(key, a, b));
    return sheetToWrite(entity, sorted, wording, room);
  });
  return room > 0 ? [guide(wording.language), ...all] : all;
}

function compared(key: readonly string[], one: StoredRow, other: StoredRow): number {
  for (const column of key) {
    const [a, b] = [one[column] ?? '', other[column] ?? ''];
    if (a !== b) return a < b ? -1 : 1;
  }
  return 0;
}

const worded = (language: keyof Words): SheetToWrite[] =>
  sheets.map(({ name, columns, rows: values, room = 0 }) => ({
    name,
    columns,
    room,
    rows: values.map((row) =>
      row.map((value, at) => columns[at]?.words?.[String(value)]?.[language] ?? value),
    ),
  }));
