import type { ReactNode } from 'react';

export interface Column<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
  /** Figures stand at the end, so that their digits line up. */
  readonly end?: boolean;
  /** Whether `key` is an order the list can be read in. */
  readonly sorts?: boolean;
  /** What is done with a row: nothing for paper. */
  readonly onScreen?: boolean;
}

interface Props<Row> {
  readonly caption: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  /** A column's key, with `-` before it for the falling order. */
  readonly sort?: string | undefined;
  readonly onSort?: (sort: string | undefined) => void;
  /** Key of the row whose details are open. */
  readonly selected?: string | undefined;
}

/** A plain table, in the order given: real rows and cells for readers, print and copy. Headers sort by click or Enter. */
export function DataTable<Row>({ caption, columns, rows, rowKey, sort, onSort, selected }: Props<Row>) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
    <section className="table-frame" tabIndex={0} aria-label={caption}>
      <table className="data-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <HeaderCell key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowKey(row)} data-selected={rowKey(row) === selected || undefined}>
              {columns.map(({ key, end, onScreen, cell }) => (
                <td key={key} className={classOf({ end, onScreen })}>
                  {cell(row)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const classOf = ({ end, onScreen }: { end?: boolean | undefined; onScreen?: boolean | undefined }) =>
  [end && 'end', onScreen && 'no-print'].filter(Boolean).join(' ') || undefined;

interface HeaderProps<Row> {
  readonly column: Column<Row>;
  readonly sort: string | undefined;
  readonly onSort: ((sort: string | undefined) => void) | undefined;
}

function HeaderCell<Row>({ column: { key, title, end, onScreen, sorts }, sort, onSort }: HeaderProps<Row>) {
  const className = classOf({ end, onScreen });
  if (!sorts || !onSort)
    return (
      <th scope="col" className={className}>
        {title}
      </th>
    );
  const order = sort === key ? 'ascending' : sort === `-${key}` ? 'descending' : 'none';
  const next = { none: key, ascending: `-${key}`, descending: undefined }[order];
  return (
    <th scope="col" className={className} aria-sort={order}>
      <button type="button" className="sort" onClick={() => onSort(next)}>
        {title}
        <span aria-hidden="true">{{ none: '', ascending: ' ▲', descending: ' ▼' }[order]}</span>
      </button>
    </th>
  );
}
