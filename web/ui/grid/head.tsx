import type { GridColumn } from './grid.tsx';

interface Props {
  readonly columns: readonly GridColumn[];
  readonly frozen: number;
  readonly width: number;
  readonly sort: string | undefined;
  readonly onSort: (sort: string | undefined) => void;
}

/** The head of a grid: it stays in sight, and its headers sort by click or Enter: rising, falling, not at all. */
export function GridHead({ columns, frozen, width, sort, onSort }: Props) {
  let left = 0;
  return (
    // biome-ignore lint/a11y/useSemanticElements: the head of a grid that is no table.
    <div role="rowgroup" className="grid-head" style={{ width }}>
      {/* biome-ignore lint/a11y/useSemanticElements: as above. */}
      {/* biome-ignore lint/a11y/useFocusableInteractive: its buttons have the focus. */}
      <div role="row" className="grid-row" aria-rowindex={1}>
        {columns.map((column, at) => {
          const stays = at < frozen;
          const style = stays ? { width: column.width, left } : { width: column.width };
          left += column.width;
          return (
            <HeadCell key={column.key} at={at} stays={stays} style={style} {...{ column, sort, onSort }} />
          );
        })}
      </div>
    </div>
  );
}

interface CellProps extends Pick<Props, 'sort' | 'onSort'> {
  readonly column: GridColumn;
  readonly at: number;
  readonly stays: boolean;
  readonly style: { readonly width: number; readonly left?: number };
}

function HeadCell({ column: { key, title, end, sorts }, at, stays, style, sort, onSort }: CellProps) {
  const order = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : 'none';
  const next = { none: key, ascending: `-${key}`, descending: undefined }[order];
  return (
    // biome-ignore lint/a11y/useSemanticElements: as above.
    // biome-ignore lint/a11y/useFocusableInteractive: as above.
    <div
      role="columnheader"
      className={`grid-cell${stays ? ' stays' : ''}${end ? ' end' : ''}`}
      style={style}
      aria-colindex={at + 1}
      aria-sort={sorts === false ? undefined : order}
    >
      {sorts === false ? (
        title
      ) : (
        <button type="button" className="sort" onClick={() => onSort(next)}>
          {title}
          <span aria-hidden="true">{{ none: '', ascending: ' ▲', descending: ' ▼' }[order]}</span>
        </button>
      )}
    </div>
  );
}
