import { commonDivisor } from '../entries.ts';
import type { Program } from '../model.ts';
import type { Compact } from './compact.ts';

/**
 * A row that every whole point keeps, though the relaxation need not: rows added up, each column counted from one of its
 * ends, divided and rounded (mixed-integer rounding; Nemhauser and Wolsey 1990, Marchand and Wolsey 2001).
 *
 * With `Σ a·t ≤ b` in whole numbers `t ≥ 0` beyond the ends, `d` the divisor, `r` what `b` leaves when divided by it, and
 * `s` the scale: `Σ ⌊(⌊a ÷ d⌋ (d − r) + max(0, a mod d − r)) ÷ s⌋ t ≤ ⌊⌊b ÷ d⌋ (d − r) ÷ s⌋`.
 */
export interface Cut {
  /** Rows of the program, after these the cuts before this one; a multiplier below 0 takes the row's lower limit. */
  readonly rows: readonly (readonly [row: number, multiplier: number])[];
  readonly divisor: number;
  readonly scale: number;
  /** The columns counted down from an upper end, and those counted up from a lower end other than 0; each with its end. */
  readonly down: ReadonlyMap<number, number>;
  readonly up: ReadonlyMap<number, number>;
}

/** A row in whole numbers, at most `limit`. */
export interface Row {
  readonly terms: ReadonlyMap<number, number>;
  readonly limit: number;
}

/** What the cut asks, given what its rows add up to. */
export function rounded({ terms, limit }: Row, { divisor, scale, down, up }: Omit<Cut, 'rows'>): Row {
  let beyond = limit;
  for (const [column, each] of terms) beyond -= each * (down.get(column) ?? up.get(column) ?? 0);
  const rest = modulo(beyond, divisor);
  const weight = divisor - rest;
  let most = Math.floor((Math.floor(beyond / divisor) * weight) / scale);
  const found = new Map<number, number>();
  for (const [column, each] of terms) {
    const end = down.get(column);
    const slope = end === undefined ? each : -each;
    const told = Math.floor(slopeOf(slope, divisor, rest) / scale);
    if (told === 0) continue;
    found.set(column, end === undefined ? told : -told);
    most += end === undefined ? told * (up.get(column) ?? 0) : -told * end;
  }
  return { terms: found, limit: most };
}

/** What a column of this coefficient counts in the cut, before it is scaled. */
const slopeOf = (slope: number, divisor: number, rest: number): number => {
  const whole = Math.floor(slope / divisor);
  return whole * (divisor - rest) + Math.max(0, slope - whole * divisor - rest);
};

const modulo = (value: number, divisor: number): number => value - Math.floor(value / divisor) * divisor;

/** Finds cuts that a point of the relaxation breaks, round by round; all columns and limits are whole numbers. */
export class Cutter {
  /** With the bounds of the round. */
  #program: Program;
  /** The program's rows as they are, then the cuts; each by its sides. */
  readonly #rows: Side[][] = [];
  /** By column, the rows it is in. */
  readonly #byColumn: number[][];
  readonly #known = new Set<string>();
  /** Of the round: the point, and how far from both ends it has each column. */
  #point: Float64Array = new Float64Array(0);
  #inside = new Float64Array(0);

  constructor(program: Program) {
    this.#program = program;
    this.#byColumn = Array.from({ length: program.columns }, () => []);
    const { starts, indices, values, rowLower, rowUpper } = program;
    for (let row = 0; row < rowUpper.length; row++) {
      const side = (sign: 1 | -1, limit: number): Side[] => {
        if (!Number.isFinite(limit)) return [];
        const terms = new Map<number, number>();
        for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++)
          terms.set(indices[entry] ?? 0, sign * (values[entry] ?? 0));
        return [{ terms, limit: sign * limit, sign }];
      };
      this.#add([
        ...side(1, rowUpper[row] ?? Number.POSITIVE_INFINITY),
        ...side(-1, rowLower[row] ?? Number.NEGATIVE_INFINITY),
      ]);
    }
  }

  /**
   * The cuts that the point breaks most, at most so many; each is known from then on. `program`: the same with columns
   * held, and the cuts so far.
   */
  broken(program: Program, point: Float64Array): { cut: Cut; row: Row }[] {
    this.#program = program;
    this.#point = point;
    const { lower, upper } = program;
    this.#inside = Float64Array.from(point, (value, column) =>
      Math.min(value - (lower[column] ?? 0), (upper[column] ?? 0) - value),
    );
    const touched = new Set<number>();
    for (const [column, inside] of this.#inside.entries())
      if (inside > NEAR) for (const row of this.#byColumn[column] ?? []) touched.add(row);
    const found: { cut: Cut; row: Row; by: number }[] = [];
    for (const row of [...touched].sort((one, other) => one - other)) {
      for (const side of this.#rows[row] ?? []) {
        const best = this.#along(row, side);
        if (best) found.push(best);
      }
    }
    found.sort((one, other) => other.by - one.by);
    const added: { cut: Cut; row: Row }[] = [];
    for (const { cut, row } of found) {
      if (added.length === MOST_A_ROUND) break;
      const key = JSON.stringify([[...row.terms].sort(([a], [b]) => a - b), row.limit]);
      if (this.#known.has(key)) continue;
      this.#known.add(key);
      this.#add([{ ...row, sign: 1 }]);
      added.push({ cut, row });
    }
    return added;
  }

  #add(sides: Side[]): void {
    const row = this.#rows.push(sides) - 1;
    for (const column of sides[0]?.terms.keys() ?? []) this.#byColumn[column]?.push(row);
  }

  /**
   * The cut that a row gives, or the row with others that are full and share a column with it that the point splits, which
   * takes that column out. Null: none that the point breaks.
   */
  #along(first: number, side: Side): { cut: Cut; row: Row; by: number } | null {
    let sum: Row = side;
    let multipliers = new Map<number, number>([[first, side.sign]]);
    for (let step = 0; ; step++) {
      if (slack(sum, this.#point) > ROOM * largest(sum)) return null;
      const split = this.#split(sum);
      const cut = this.#rounding(sum, split);
      if (cut) return { ...cut, cut: { ...cut.cut, rows: [...multipliers] } };
      if (step === MOST_STEPS) return null;
      const next = this.#joined(sum, split, multipliers);
      if (!next) return null;
      ({ sum, multipliers } = next);
    }
  }

  /** The columns of a row that the point has between their ends, those in the middle first. */
  #split({ terms }: Row): number[] {
    const inside = this.#inside;
    const found: number[] = [];
    for (const column of terms.keys()) if ((inside[column] ?? 0) > NEAR) found.push(column);
    return found.sort((one, other) => (inside[other] ?? 0) - (inside[one] ?? 0) || one - other);
  }

  /** The sum with one more row, which takes out a column that the point splits; null: there is none, or numbers grow large. */
  #joined(sum: Row, split: readonly number[], multipliers: ReadonlyMap<number, number>) {
    for (const column of split) {
      const own = sum.terms.get(column) ?? 0;
      for (const row of this.#byColumn[column] ?? []) {
        if (multipliers.has(row)) continue;
        for (const side of this.#rows[row] ?? []) {
          const theirs = side.terms.get(column) ?? 0;
          if (theirs * own >= 0 || side.terms.size > MOST_JOINED || slack(side, this.#point) > NEAR) continue;
          const common = commonDivisor(Math.abs(own), Math.abs(theirs));
          const [mine, others] = [Math.abs(theirs) / common, Math.abs(own) / common];
          const terms = new Map([...sum.terms].map(([place, each]) => [place, each * mine]));
          for (const [place, each] of side.terms) {
            const total = (terms.get(place) ?? 0) + each * others;
            if (total === 0) terms.delete(place);
            else terms.set(place, total);
          }
          const joined = { terms, limit: sum.limit * mine + side.limit * others };
          if (largest(joined) > MOST_NUMBER || Math.abs(joined.limit) > MOST_NUMBER) continue;
          const scaled = new Map([...multipliers].map(([place, by]) => [place, by * mine]));
          return { sum: joined, multipliers: scaled.set(row, side.sign * others) };
        }
      }
    }
    return null;
  }

  /** The best rounding of a row by one of the coefficients of columns that the point splits; null: it breaks none. */
  #rounding(sum: Row, split: readonly number[]) {
    const { lower, upper } = this.#program;
    const point = this.#point;
    const down = new Map<number, number>();
    const up = new Map<number, number>();
    for (const column of sum.terms.keys()) {
      const [least, most] = [lower[column] ?? 0, upper[column] ?? 0];
      if (Number.isFinite(most) && (point[column] ?? 0) > (least + most) / 2) down.set(column, most);
      else if (least !== 0) up.set(column, least);
    }
    // Only columns off the ends they are counted from add to what a cut comes to.
    let beyond = sum.limit;
    const off: (readonly [slope: number, by: number])[] = [];
    for (const [column, each] of sum.terms) {
      const most = down.get(column);
      const end = most ?? lower[column] ?? 0;
      beyond -= each * end;
      const by = Math.abs((point[column] ?? 0) - end);
      if (by > TINY) off.push([most === undefined ? each : -each, by]);
    }
    const divisors = new Set(split.map((column) => Math.abs(sum.terms.get(column) ?? 0)));
    let best: { cut: Omit<Cut, 'rows'>; row: Row; by: number } | null = null;
    for (const divisor of divisors) {
      const rest = divisor < 2 ? 0 : modulo(beyond, divisor);
      if (rest === 0) continue;
      const weight = divisor - rest;
      const most = Math.floor(beyond / divisor) * weight;
      // What only scaling would break is left.
      if (off.reduce((total, [slope, by]) => total + slopeOf(slope, divisor, rest) * by, -most) < TINY)
        continue;
      const plain = rounded(sum, { divisor, scale: 1, down, up });
      let scale = 0;
      for (const each of plain.terms.values()) scale = commonDivisor(scale, Math.abs(each));
      if (scale === 0) continue;
      const cut = { divisor, scale, down, up };
      const row = scale === 1 ? plain : rounded(sum, cut);
      if (largest(row) > MOST_COEFFICIENT || row.terms.size > MOST_TERMS) continue;
      const by = -slack(row, point) / length(row);
      if (by > WORTH && by > (best?.by ?? 0)) best = { cut, row, by };
    }
    return best;
  }
}

/** A row from its upper limit; or, with a sign of −1, from its lower one, turned so that it too is at most something. */
interface Side extends Row {
  readonly sign: 1 | -1;
}

function slack({ terms, limit }: Row, point: Float64Array): number {
  let left = limit;
  for (const [column, each] of terms) left -= each * (point[column] ?? 0);
  return left;
}

function largest({ terms }: Row): number {
  let most = 0;
  for (const each of terms.values()) most = Math.max(most, Math.abs(each));
  return most;
}

function length({ terms }: Row): number {
  let sum = 0;
  for (const each of terms.values()) sum += each * each;
  return Math.sqrt(sum);
}

/** Cuts of a program without its settled columns as cuts of the whole one: these count from where they are settled. */
export function inWhole(
  cuts: readonly Cut[],
  program: Program,
  { rows, columns }: Pick<Compact, 'rows' | 'columns'>,
): Cut[] {
  const { starts, indices, values, rowLower, rowUpper, lower } = program;
  const made: Row[] = [];
  const free = new Set(columns);
  return cuts.map((cut) => {
    const terms = new Map<number, number>();
    let limit = 0;
    const told = cut.rows.map(([place, multiplier]): [number, number] => {
      const row = place < rows.length ? (rows[place] ?? 0) : rowUpper.length + place - rows.length;
      const add = (column: number, each: number) =>
        terms.set(column, (terms.get(column) ?? 0) + multiplier * each);
      const before = made[row - rowUpper.length];
      if (before) {
        for (const [column, each] of before.terms) add(column, each);
        limit += multiplier * before.limit;
      } else {
        for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++)
          add(indices[entry] ?? 0, values[entry] ?? 0);
        limit += multiplier * ((multiplier > 0 ? rowUpper[row] : rowLower[row]) ?? 0);
      }
      return [row, multiplier];
    });
    const down = new Map([...cut.down].map(([place, end]) => [columns[place] ?? 0, end]));
    const up = new Map([...cut.up].map(([place, end]) => [columns[place] ?? 0, end]));
    for (const [column, each] of terms) {
      const end = lower[column] ?? 0;
      if (each !== 0 && end !== 0 && !free.has(column)) up.set(column, end);
    }
    const { divisor, scale } = cut;
    made.push(rounded({ terms, limit }, { divisor, scale, down, up }));
    return { rows: told, divisor, scale, down, up };
  });
}

/** How far a row may be from full, as a part of its largest coefficient, for its rounding to be worth trying. */
const ROOM = 0.5;
/** What a cut has to be broken by, as a distance. */
const WORTH = 1e-4;
const NEAR = 1e-6;
const TINY = 1e-9;
/** Rows added to the first. */
const MOST_STEPS = 4;
/** Terms of a row beyond which it begins sums but joins none: few rows are as long, and half the others could take one in. */
const MOST_JOINED = 1000;
const MOST_A_ROUND = 20;
/** Terms of a cut beyond which it costs every relaxation more than it brings. */
const MOST_TERMS = 1000;
/** Sums beyond are no longer told apart reliably, and coefficients beyond make a simplex lose its way. */
const MOST_NUMBER = 2 ** 40;
const MOST_COEFFICIENT = 2 ** 20;
