import type { ImportColumn } from '../../schema/context.ts';
import type { Cell, SheetRead } from '../sheets/cell.ts';
import { isGuide, ROWS_SEARCHED, type Table } from './recognise.ts';

/** Every header of the file and what it is read as; of a sheet of which nothing is known, what its headers may be. */
export function columnsIn(sheets: readonly SheetRead[], tables: readonly Table[]): ImportColumn[] {
  const known = tables.flatMap(({ sheet, entity, columns, aside }) => [
    ...columns
      .filter(({ at }) => at !== null)
      .map(({ header, column }) => ({ sheet, entity, header, column: column.key })),
    ...aside.map((header) => ({ sheet, entity, header, column: null })),
  ]);
  const unknown = sheets
    .filter((sheet) => !isGuide(sheet) && !tables.some((table) => table.sheet === nameOf(sheet)))
    .flatMap((sheet) =>
      likelyHeaders(sheet).map((header) => ({
        sheet: nameOf(sheet),
        entity: null,
        header,
        column: null,
      })),
    );
  return [...known, ...unknown];
}

const nameOf = ({ name }: SheetRead): string | null => (name === '' ? null : name);

/** The row with the most texts among the first; titles have few. */
function likelyHeaders({ rows }: SheetRead): string[] {
  let best: string[] = [];
  for (const { cells } of rows.slice(0, ROWS_SEARCHED)) {
    const texts = [...new Set(cells.map(textOf).filter(Boolean))];
    if (texts.length > best.length) best = texts;
  }
  return best;
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell.trim() : '');
