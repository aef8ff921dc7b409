import './gap-table.css';
import { type KeyboardEvent, useRef } from 'react';
import { fte } from '../../ui/format.ts';
import { useWords } from '../../ui/language.ts';
import type { Posts } from './beside.ts';
import type { Cell, Matrix, Row, Totals } from './matrix.ts';

interface Props {
  readonly matrix: Matrix;
  /** Posts by id of the section; empty: the reader is not told. */
  readonly posts: ReadonlyMap<string, Posts>;
  /** Key of the cell whose figures are shown. */
  readonly chosen: string | undefined;
  readonly onChoose: (cell: string) => void;
}

export const cellKey = ({ section, subject }: Pick<Cell, 'section' | 'subject'>): string =>
  `${section.id}:${subject.code}`;

/** One cell at a time takes Tab; the arrow keys go from cell to cell. */
export function GapTable({ matrix, posts, chosen, onChoose }: Props) {
  const { t, say } = useWords();
  const table = useRef<HTMLTableElement>(null);
  const { subjects, rows, bySubject, totals } = matrix;
  const shown = rows.flatMap((row) => [...row.cells.values()].map(cellKey));
  const tabStop = chosen !== undefined && shown.includes(chosen) ? chosen : shown[0];

  return (
    <div className="table-frame">
      <table
        className="data-table gap-table"
        ref={table}
        onKeyDown={(event) => moveFocus(event, table.current)}
      >
        <caption className="unseen">{t('gaps.matrix')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('gaps.section')}</th>
            <th scope="col" className="end">
              {t('gaps.total')}
            </th>
            {posts.size > 0 ? (
              <th scope="col" className="end">
                {t('gaps.establishment')}
              </th>
            ) : null}
            {subjects.map(({ code, words }) => (
              <th key={code} scope="col" className="end">
                {say(words)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.section.id}>
              <SectionHead row={row} />
              <td className="end">
                <Balance {...row.totals} />
              </td>
              {posts.size > 0 ? (
                <td className="end nowrap">
                  <PostsBeyond posts={posts.get(row.section.id)} />
                </td>
              ) : null}
              {subjects.map(({ code }) => {
                const cell = row.cells.get(code);
                const key = cell && cellKey(cell);
                return (
                  <td key={code} className="end" data-tone={cell && tone(cell)}>
                    {cell && key ? (
                      <CellButton
                        cell={cell}
                        pressed={key === chosen}
                        tabIndex={key === tabStop ? 0 : -1}
                        onClick={() => onChoose(key)}
                      />
                    ) : null}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('gaps.total')}</th>
            <td className="end">
              <Balance {...totals} />
            </td>
            {posts.size > 0 ? <td /> : null}
            {subjects.map(({ code }) => {
              const total = bySubject.get(code);
              return (
                <td key={code} className="end">
                  {total ? <Balance {...total} /> : null}
                </td>
              );
            })}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function SectionHead({ row: { section } }: { readonly row: Row }) {
  const { t } = useWords();
  return (
    <th scope="row">
      {section.school.name} <span className="stage">{t(`stage.${section.stage}`)}</span>
    </th>
  );
}

/** Whether the posts are all taken: over or under, or full while subjects lack teachers. */
function PostsBeyond({ posts }: { readonly posts: Posts | undefined }) {
  const { t } = useWords();
  if (!posts || posts.beyond === null) return <>—</>;
  const { beyond, structuralShortage } = posts;
  const amount = Math.abs(beyond);
  return (
    <>
      {beyond === 0 ? t('gaps.full') : t(beyond > 0 ? 'gaps.over' : 'gaps.under', { count: amount })}
      {structuralShortage ? <span className="short"> {t('gaps.structuralMark')}</span> : null}
    </>
  );
}

interface CellButtonProps {
  readonly cell: Cell;
  readonly pressed: boolean;
  readonly tabIndex: number;
  readonly onClick: () => void;
}

function CellButton({ cell, pressed, tabIndex, onClick }: CellButtonProps) {
  const { t, say, language } = useWords();
  const place = {
    school: cell.section.school.name,
    stage: t(`stage.${cell.section.stage}`),
    subject: say(cell.subject.words),
  };
  const label =
    cell.gap > 0
      ? t('gaps.cellGap', { ...place, amount: fte(cell.gap, language) })
      : cell.surplus > 0
        ? t('gaps.cellSurplus', { ...place, amount: fte(cell.surplus, language) })
        : t('gaps.cellEven', place);
  return (
    <button
      type="button"
      className="cell"
      aria-label={cell.critical ? t('gaps.cellCritical', { label }) : label}
      aria-pressed={pressed}
      tabIndex={tabIndex}
      onClick={onClick}
    >
      {cell.critical ? <span className="critical">{t('gaps.criticalMark')}</span> : null}
      <Amount gap={cell.gap} surplus={cell.surplus} />
    </button>
  );
}

function Amount({ gap, surplus }: { readonly gap: number; readonly surplus: number }) {
  const { language } = useWords();
  if (gap > 0) return <span className="short">−{fte(gap, language)}</span>;
  if (surplus > 0) return <span className="over">+{fte(surplus, language)}</span>;
  return <span>·</span>;
}

/** Totals keep both sides: a gap here is not filled by a surplus there until somebody moves. */
function Balance({ gap, surplus }: Totals) {
  const { language } = useWords();
  return (
    <span className="balance">
      <span className="short">{gap > 0 ? `−${fte(gap, language)}` : ''}</span>{' '}
      <span className="over">{surplus > 0 ? `+${fte(surplus, language)}` : ''}</span>
    </span>
  );
}

/** How dark a cell is: by a quarter of a post, half, one and more. */
function tone({ gap, surplus, critical }: Cell): string | undefined {
  if (critical) return 'critical';
  const amount = gap > 0 ? gap : surplus;
  if (amount < 0.25) return undefined;
  const depth = amount >= 1 ? 3 : amount >= 0.5 ? 2 : 1;
  return `${gap > 0 ? 'short' : 'over'}-${depth}`;
}

function moveFocus(event: KeyboardEvent, table: HTMLTableElement | null): void {
  const here = event.target instanceof HTMLElement ? event.target.closest('td') : null;
  const step = steps.get(event.key);
  if (!here || !table || !step) return;
  const [down, right] = step;
  const rows = [...(table.tBodies[0]?.rows ?? [])];
  let row = rows.findIndex((candidate) => candidate.contains(here));
  let column = here.cellIndex;
  while (rows[row]) {
    row += down;
    column += right;
    const cell = rows[row]?.cells[column];
    if (!cell) return;
    const button = cell.querySelector('button');
    if (!button) continue;
    event.preventDefault();
    button.focus();
    return;
  }
}

const steps = new Map<string, readonly [number, number]>([
  ['ArrowUp', [-1, 0]],
  ['ArrowDown', [1, 0]],
  ['ArrowLeft', [0, -1]],
  ['ArrowRight', [0, 1]],
]);
