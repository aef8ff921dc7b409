import { useVirtualizer } from '@tanstack/react-virtual';
import { App } from 'antd';
import { type KeyboardEvent, memo, useCallback, useEffect, useId, useRef, useState } from 'react';
import { copied } from '../copied.ts';
import { useWords } from '../language.ts';
import './grid.css';
import { GridHead } from './head.tsx';
import { boundsOf, movedBy, type Place, type Selection, stepped, tsv } from './selection.ts';

export interface GridColumn {
  readonly key: string;
  readonly title: string;
  /** Pixels. */
  readonly width: number;
  /** Figures stand at the end, so that their digits line up. */
  readonly end?: boolean;
  readonly sorts?: boolean;
  /** Whether its cells may be edited where they stand. */
  readonly edits?: boolean;
}

interface Props {
  readonly label: string;
  readonly columns: readonly GridColumn[];
  /** How many of the first columns stay where they are when the others scroll. */
  readonly frozen: number;
  readonly rowCount: number;
  readonly text: (row: number, key: string) => string;
  /** A column's key, with `-` before it for the falling order. */
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
  /** Enter, or a double click on a cell that is not edited. */
  readonly onOpen: (row: number) => void;
  /** F2 on a cell that may be edited, or a double click on it; left out: none may. */
  readonly onEdit?: ((row: number, key: string, cell: Element) => void) | undefined;
  /** The row whose details are open; -1: none. */
  readonly opened: number;
}

const ROW_HEIGHT = 32;
const origin: Selection = { anchor: { row: 0, column: 0 }, active: { row: 0, column: 0 } };

/**
 * A grid of many thousand rows, of which only those in sight are in the page. One stop of the Tab key: arrows, Home, End and
 * pages move the active cell, Shift makes a range, Ctrl+C copies it as spreadsheets take it, Enter opens the row, F2 edits the cell.
 */
export function Grid({
  label,
  columns,
  frozen,
  rowCount,
  text,
  sort,
  onSort,
  onOpen,
  onEdit,
  opened,
}: Props) {
  const { t } = useWords();
  const { message } = App.useApp();
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [selection, setSelection] = useState(origin);
  const rows = useVirtualizer({
    count: rowCount,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 10,
    // The head covers the first of what is scrolled to.
    scrollPaddingStart: ROW_HEIGHT,
  });
  // Other rows than before: what was selected is not there any more.
  // biome-ignore lint/correctness/useExhaustiveDependencies: of a new order of the same rows, too.
  useEffect(() => setSelection(origin), [rowCount, sort]);

  const activate = useCallback((place: Place, shift: boolean) => {
    setSelection((before) => stepped(before, place, shift));
  }, []);
  const copy = async () => {
    const cells = tsv(selection, ({ row, column }) => text(row, columns[column]?.key ?? ''));
    if (!(await copied(cells))) message.warning(t('notCopied'));
  };
  const onKey = (event: KeyboardEvent<HTMLDivElement>) => {
    if (event.target !== event.currentTarget || rowCount === 0) return;
    const { active } = selection;
    if (event.key === 'Enter') return onOpen(active.row);
    if (event.key === 'F2') {
      const cell = document.getElementById(cellId(id, active));
      const column = columns[active.column];
      if (cell !== null && column?.edits) onEdit?.(active.row, column.key, cell);
      return;
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'c') {
      void copy();
      return;
    }
    const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 0) / ROW_HEIGHT) - 2);
    const to = movedBy(event, active, { rows: rowCount, columns: columns.length, page });
    if (to === undefined) return;
    event.preventDefault();
    activate(to, event.shiftKey);
    rows.scrollToIndex(to.row);
    showColumn(frame.current, columns, frozen, to.column);
  };

  const bounds = boundsOf(selection);
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table of thirty thousand rows has no place in a page.
    <div
      ref={frame}
      className="grid"
      role="grid"
      tabIndex={0}
      aria-label={label}
      aria-rowcount={rowCount + 1}
      aria-colcount={columns.length}
      aria-multiselectable="true"
      aria-activedescendant={rowCount > 0 ? cellId(id, selection.active) : undefined}
      onKeyDown={onKey}
    >
      <GridHead columns={columns} frozen={frozen} width={width} sort={sort} onSort={onSort} />
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      <div role="rowgroup" className="grid-body" style={{ height: rows.getTotalSize(), width }}>
        {rows.getVirtualItems().map(({ index, start }) => (
          <GridRow
            key={index}
            id={id}
            index={index}
            top={start}
            columns={columns}
            frozen={frozen}
            text={text}
            opened={index === opened}
            active={index === selection.active.row ? selection.active.column : -1}
            from={index >= bounds.top && index <= bounds.bottom ? bounds.left : -1}
            to={index >= bounds.top && index <= bounds.bottom ? bounds.right : -1}
            onActivate={activate}
            onOpen={onOpen}
            onEdit={onEdit}
          />
        ))}
      </div>
    </div>
  );
}

const cellId = (grid: string, { row, column }: Place): string => `${grid}-${row}-${column}`;

/** Scrolls sideways until the column stands beside the frozen ones. */
function showColumn(
  frame: HTMLDivElement | null,
  columns: readonly GridColumn[],
  frozen: number,
  column: number,
): void {
  if (frame === null || column < frozen) return;
  const widthOf = (from: number, to: number) =>
    columns.slice(from, to).reduce((sum, { width }) => sum + width, 0);
  const kept = widthOf(0, frozen);
  const start = widthOf(0, column);
  const end = start + (columns[column]?.width ?? 0);
  if (start - kept < frame.scrollLeft) frame.scrollLeft = start - kept;
  else if (end > frame.scrollLeft + frame.clientWidth) frame.scrollLeft = end - frame.clientWidth;
}

interface RowProps {
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly columns: readonly GridColumn[];
  readonly frozen: number;
  readonly text: Props['text'];
  readonly opened: boolean;
  /** Place of the active cell; -1: it is in another row. */
  readonly active: number;
  /** First and last selected cell; -1: none. */
  readonly from: number;
  readonly to: number;
  readonly onActivate: (place: Place, shift: boolean) => void;
  readonly onOpen: (row: number) => void;
  readonly onEdit: Props['onEdit'];
}

const GridRow = memo(function GridRow(props: RowProps) {
  const { id, index, top, columns, frozen, text, opened, active, from, to, onActivate, onOpen, onEdit } =
    props;
  let left = 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above.
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and names its active cell.
    <div
      role="row"
      className="grid-row"
      aria-rowindex={index + 2}
      data-opened={opened || undefined}
      style={{ transform: `translateY(${top}px)` }}
    >
      {columns.map(({ key, width, end, edits }, column) => {
        const stays = column < frozen;
        const style = stays ? { width, left } : { width };
        left += width;
        return (
          // biome-ignore lint/a11y/useSemanticElements: as above.
          // biome-ignore lint/a11y/useFocusableInteractive: as above.
          // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys.
          <div
            key={key}
            id={cellId(id, { row: index, column })}
            role="gridcell"
            className={`grid-cell${stays ? ' stays' : ''}${end ? ' end' : ''}`}
            style={style}
            aria-colindex={column + 1}
            aria-readonly={onEdit === undefined ? undefined : edits !== true}
            aria-selected={column >= from && column <= to && from >= 0}
            data-active={column === active || undefined}
            onClick={(event) => onActivate({ row: index, column }, event.shiftKey)}
            onDoubleClick={({ currentTarget }) =>
              edits && onEdit ? onEdit(index, key, currentTarget) : onOpen(index)
            }
          >
            {text(index, key)}
          </div>
        );
      })}
    </div>
  );
});
