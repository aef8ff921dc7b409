import { order } from '../order.ts';
import { type Range, rangeOf } from './range.ts';

/** One figure of a column whose figures add up to its total. */
export interface Cell {
  /** Unique within the column. */
  readonly key: string;
  readonly value: number;
  /** What it is a part of, and is told; Infinity: it is part of nothing. */
  readonly whole: number;
  /** Whether the figures published last hid it: then hiding it again tells nothing new. */
  readonly before: boolean;
}

/** What a column does not tell. */
export interface Hidden {
  readonly keys: ReadonlySet<string>;
  readonly total: boolean;
}

/**
 * What is to be hidden of a column so that no small figure can be narrowed down: those that are small themselves (primary
 * suppression), and the fewest others, of the fewest people (complementary suppression), or none of them and the total where
 * figures do not suffice. Null: nothing protects it, so the column is not told at all.
 *
 * Whoever reads it may be told of every hidden figure whether it is small, and so its range. What is hidden adds up to a
 * known sum, so a figure reaches both ends of its range exactly if the others can make up for it: with `up` and `down` the
 * sums over all hidden figures of what each may grow and shrink within its own range, if both are at least the width of
 * the range. So one width, the largest, decides for the column, and the fewest figures are a knapsack over two sums.
 *
 * Source: the cell suppression problem with upper and lower protection levels (Fischetti and Salazar-González, Management
 * Science 47(7), 2001), here with the whole range of a small figure for both levels, over one sum.
 */
export function hide(cells: readonly Cell[], threshold: number, mayHideTotal: boolean): Hidden | null {
  const sum = (figure: (cell: Cell) => number) => cells.reduce((total, cell) => total + figure(cell), 0);
  const total = rangeOf(
    sum(({ value }) => value),
    sum(({ whole }) => whole),
    threshold,
  );
  if (total?.small) return null;
  const ranged = [...cells]
    .sort((a, b) => order(a.key, b.key))
    .flatMap((cell) => {
      const range = rangeOf(cell.value, cell.whole, threshold);
      return range ? [{ ...range, ...cell }] : [];
    });
  const small = ranged.filter((cell) => cell.small);
  const width = small.reduce((most, { lowest, highest }) => Math.max(most, highest - lowest), 0);
  const open = (slack: (cell: Range & Cell) => number) =>
    Math.max(
      0,
      small.reduce((left, cell) => left - slack(cell), width),
    );
  const items = ranged
    .filter((cell) => !cell.small)
    .map((cell): Item => {
      const people = Number.isFinite(cell.whole) ? cell.whole : cell.value;
      return { key: cell.key, up: upOf(cell), down: downOf(cell), fresh: cell.before ? 0 : 1, people };
    });
  if (mayHideTotal && total) {
    const value = sum((cell) => cell.value);
    // What the total may grow, those under it may grow in the place of others that shrink.
    const slack = { up: value - total.lowest, down: total.highest - value };
    items.push({ key: null, ...slack, fresh: cells.length + 1, people: value });
  }
  const beside = fewest(items, { up: open(upOf), down: open(downOf) });
  if (!beside) return null;
  const keys = [...small.map(({ key }) => key), ...beside.flatMap(({ key }) => key ?? [])];
  return { keys: new Set(keys), total: beside.some(({ key }) => key === null) };
}

const upOf = ({ highest, value }: Range & Pick<Cell, 'value'>) => highest - value;
const downOf = ({ lowest, value }: Range & Pick<Cell, 'value'>) => value - lowest;

/** A figure that may be hidden beside small ones. */
interface Item {
  /** Null: the total. */
  readonly key: string | null;
  readonly up: number;
  readonly down: number;
  /** What it costs, then how many people, where costs are equal. */
  readonly fresh: number;
  readonly people: number;
}

interface Choice {
  readonly fresh: number;
  readonly people: number;
  readonly item: Item | null;
  readonly rest: Choice | null;
}

/** The cheapest items that make up for both; those that come first where several are. Null: all of them do not. */
function fewest(items: readonly Item[], open: { readonly up: number; readonly down: number }): Item[] | null {
  const columns = open.down + 1;
  const none: Choice = { fresh: 0, people: 0, item: null, rest: null };
  // By what is still open of both: the cheapest way to get there.
  let best = new Map<number, Choice>([[open.up * columns + open.down, none]]);
  for (const item of items) {
    const next = new Map(best);
    for (const [left, choice] of best) {
      const up = Math.max(0, Math.floor(left / columns) - item.up);
      const down = Math.max(0, (left % columns) - item.down);
      const place = up * columns + down;
      if (place === left) continue;
      const found = next.get(place);
      const fresh = choice.fresh + item.fresh;
      const people = choice.people + item.people;
      const isCheaper = !found || fresh < found.fresh || (fresh === found.fresh && people < found.people);
      if (isCheaper) next.set(place, { fresh, people, item, rest: choice });
    }
    best = next;
  }
  const chosen = best.get(0);
  if (!chosen) return null;
  const picked: Item[] = [];
  for (let choice: Choice | null = chosen; choice; choice = choice.rest)
    if (choice.item) picked.push(choice.item);
  return picked;
}
