/** A cell of a grid by its places, from 0. */
export interface Place {
  readonly row: number;
  readonly column: number;
}

/** Cells from the one where a range was begun to the one where it ends; alone, both are one. */
export interface Selection {
  readonly anchor: Place;
  readonly active: Place;
}

interface Size {
  readonly rows: number;
  readonly columns: number;
  /** Rows a page. */
  readonly page: number;
}

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** Where a key leads from the active cell; undefined: it is no key of the grid's. */
export function movedBy(
  { key, ctrlKey, metaKey }: Key,
  { row, column }: Place,
  size: Size,
): Place | undefined {
  const far = ctrlKey || metaKey;
  const last = { row: size.rows - 1, column: size.columns - 1 };
  const to: Readonly<Record<string, Place>> = {
    ArrowUp: { row: far ? 0 : row - 1, column },
    ArrowDown: { row: far ? last.row : row + 1, column },
    ArrowLeft: { row, column: far ? 0 : column - 1 },
    ArrowRight: { row, column: far ? last.column : column + 1 },
    PageUp: { row: row - size.page, column },
    PageDown: { row: row + size.page, column },
    Home: { row: far ? 0 : row, column: 0 },
    End: { row: far ? last.row : row, column: last.column },
  };
  const wanted = to[key];
  return wanted && { row: within(wanted.row, last.row), column: within(wanted.column, last.column) };
}

const within = (at: number, last: number): number => Math.max(0, Math.min(at, last));

/** The selection after a step to `to`: with Shift the range grows, else it begins anew. */
export const stepped = (before: Selection, to: Place, shift: boolean): Selection => ({
  anchor: shift ? before.anchor : to,
  active: to,
});

/** First and last row and column of a selection. */
export const boundsOf = ({ anchor, active }: Selection) => ({
  top: Math.min(anchor.row, active.row),
  bottom: Math.max(anchor.row, active.row),
  left: Math.min(anchor.column, active.column),
  right: Math.max(anchor.column, active.column),
});

/** The cells of a selection as spreadsheets take them: tabs and line breaks, quoted where a text holds one of them. */
export function tsv(selection: Selection, text: (place: Place) => string): string {
  const { top, bottom, left, right } = boundsOf(selection);
  const lines: string[] = [];
  for (let row = top; row <= bottom; row++) {
    const cells: string[] = [];
    for (let column = left; column <= right; column++) cells.push(quoted(text({ row, column })));
    lines.push(cells.join('\t'));
  }
  return lines.join('\n');
}

const quoted = (text: string): string => (/[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
