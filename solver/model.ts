import type { Candidate, Case } from './case.ts';
import type { PossibleCircuit } from './circuits.ts';
import { Entries } from './entries.ts';
import type { PossiblePlacement } from './recruits.ts';
import type { Measure } from './rules/rule.ts';

/** A column and its coefficient; every coefficient of the model is an integer. */
export type Term = readonly [column: number, coefficient: number];

/**
 * The linear model in the field's words: rules write it, backends read it.
 *
 * Column `i` is 1 when candidate `i` goes, 0 when not; then come the circuits, each counting its days, and the placements of recruits; totals and what
 * goals add are integer columns after them. Every coefficient and bound is an integer, so a plan is checked without rounding, and a row is divided
 * by its greatest common divisor with the limit rounded inwards, which no whole plan can feel.
 */
export class Model {
  readonly candidates: readonly Candidate[];
  readonly circuits: readonly PossibleCircuit[];
  readonly placements: readonly PossiblePlacement[];
  readonly #byTeacher = new Map<string, number[]>();
  readonly #byOrigin = new Map<string, number[]>();
  readonly #byHost = new Map<string, number[]>();
  readonly #byOpening = new Map<unknown, number[]>();
  readonly #byPost = new Map<unknown, number[]>();
  readonly #byServed = new Map<unknown, number[]>();
  readonly #byRecruit = new Map<string, number[]>();
  readonly #byRecruited = new Map<unknown, number[]>();
  /** Of the columns after the postings. */
  readonly #names: string[] = [];
  readonly #shared = new Map<string, number>();
  readonly #written = new Set<string>();
  readonly #relaxed: ReadonlyMap<string, Measure>;
  readonly #shortfall: Record<Measure, Term[]> = { cases: [], fte: [], yuan: [] };
  readonly #totals = new Map<string, number>();
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #rows: Row[] = [];
  readonly #entries = new Entries();

  /**
   * `relaxed`: the rules that a named decision lets be broken, and what their breaches are counted in; each of their rows
   * may be, at a cost (`shortfall`).
   */
  constructor(
    candidates: readonly Candidate[],
    relaxed: ReadonlyMap<string, Measure> = new Map(),
    circuits: readonly PossibleCircuit[] = [],
    placements: readonly PossiblePlacement[] = [],
  ) {
    this.candidates = candidates;
    this.circuits = circuits;
    this.placements = placements;
    this.#relaxed = relaxed;
    for (const candidate of candidates) {
      const { column, teacher, from, opening, leaves } = candidate;
      push(this.#byTeacher, teacher.id, column);
      push(this.#byOrigin, from.id, column);
      push(this.#byHost, opening.section.id, column);
      push(this.#byOpening, opening, column);
      if (leaves) push(this.#byPost, leaves, column);
      this.#lower.push(0);
      this.#upper.push(1);
      if (candidate.waives > 0) this.#shortfall.cases.push([column, candidate.waives]);
    }
    for (const { column, teacher, opening, most } of circuits) {
      push(this.#byServed, opening, column);
      this.column(`days:${JSON.stringify([teacher.id, opening.section.id, opening.post])}`, 0, most);
    }
    for (const { column, recruit, opening } of placements) {
      push(this.#byRecruit, recruit.id, column);
      push(this.#byRecruited, opening, column);
      this.column(`place:${JSON.stringify([recruit.id, opening.section.id, opening.post])}`, 0, 1);
    }
  }

  /** The columns of one teacher's postings. */
  of(teacher: string): readonly number[] {
    return this.#byTeacher.get(teacher) ?? [];
  }

  /** The columns of the postings out of a section. */
  leaving(section: string): readonly number[] {
    return this.#byOrigin.get(section) ?? [];
  }

  /** The columns of the postings into a section. */
  arriving(section: string): readonly number[] {
    return this.#byHost.get(section) ?? [];
  }

  /** The columns of the postings to an opening. */
  filling(opening: Candidate['opening']): readonly number[] {
    return this.#byOpening.get(opening) ?? [];
  }

  /** The columns of the postings that leave a post of this section × subject open. */
  vacating(opening: Candidate['opening']): readonly number[] {
    return this.#byPost.get(opening) ?? [];
  }

  /** The columns of the circuits that serve a section × subject; each counts days. */
  serving(opening: Candidate['opening']): readonly number[] {
    return this.#byServed.get(opening) ?? [];
  }

  /** The columns of one recruit's placements. */
  placing(recruit: string): readonly number[] {
    return this.#byRecruit.get(recruit) ?? [];
  }

  /** The columns of the placements of recruits into an opening. */
  recruited(opening: Candidate['opening']): readonly number[] {
    return this.#byRecruited.get(opening) ?? [];
  }

  /** A new integer column between two finite bounds; the name is unique, and no candidate's. */
  column(name: string, lower: number, upper: number): number {
    this.#lower.push(lower);
    this.#upper.push(upper);
    this.#names.push(name);
    return this.#lower.length - 1;
  }

  /** The column of that name, made when first asked for: goals that count the same thing share it. */
  shared(name: string, lower: number, upper: number): number {
    const known = this.#shared.get(name);
    if (known !== undefined) return known;
    const column = this.column(name, lower, upper);
    this.#shared.set(name, column);
    return column;
  }

  /** Writes what belongs to a shared column, the first time only. */
  once(name: string, write: () => void): void {
    if (this.#written.has(name)) return;
    this.#written.add(name);
    write();
  }

  /** Whether a named decision lets the rule be broken: rows that only follow from it may then not be written. */
  relaxes(rule: string): boolean {
    return this.#relaxed.has(rule);
  }

  /** By how much the relaxed rules of one measure are broken, in whole units of it. */
  shortfall(measure: Measure): readonly Term[] {
    return this.#shortfall[measure];
  }

  /**
   * An integer column equal to how many of `columns` are 1; asked for again by the same name, the same column.
   * Engines settle a county's totals first, which is what makes its quotas quick to prove.
   */
  total(name: string, columns: readonly number[]): number {
    const known = this.#totals.get(name);
    if (known !== undefined) return known;
    const total = this.column(`total:${name}`, 0, columns.length);
    this.#totals.set(name, total);
    for (const column of columns) this.#entries.add(column, 1);
    this.#entries.add(total, -1);
    this.#write({
      rule: null,
      name: `total:${name}`,
      lower: 0,
      upper: 0,
      written: undivided(0),
      defines: total,
    });
    return total;
  }

  /** How many teachers go; cadres who rotate are not among them. */
  moved(): number {
    return this.total(
      'moved',
      this.candidates.filter(({ opening }) => opening.role === null).map(({ column }) => column),
    );
  }

  /**
   * `rule` null: a definition of the model itself, or of a goal, that no plan can break. `key` tells the rule's rows
   * apart, by the keys of what they are about. `unit`: how much of the row one unit of the rule is worth.
   */
  atMost(rule: string | null, key: string, terms: Iterable<Term>, limit: number, unit = 1): void {
    const name = rule === null ? key : `${rule}:${key}`;
    const entries = this.#entries;
    for (const [column, coefficient] of terms) entries.add(column, coefficient);
    const highest = entries.highest(this.#lower, this.#upper);
    if (highest <= limit) {
      entries.drop();
      return;
    }
    const measure = rule === null ? undefined : this.#relaxed.get(rule);
    if (measure !== undefined) {
      // As much slack as the row can ever need, which counts as shortfall.
      const column = this.column(`short:${name}`, 0, Math.ceil((highest - limit) / unit));
      this.#shortfall[measure].push([column, 1]);
      entries.add(column, -unit);
    }
    const divisor = entries.reduce();
    this.#write({
      rule,
      name,
      lower: Number.NEGATIVE_INFINITY,
      upper: Math.floor(limit / divisor),
      written: { limit, divisor },
      defines: null,
    });
  }

  atLeast(rule: string | null, key: string, terms: readonly Term[], limit: number, unit = 1): void {
    this.atMost(
      rule,
      key,
      terms.map(([column, coefficient]): Term => [column, -coefficient]),
      -limit,
      unit,
    );
  }

  /** A row with room for anything, by which a goal is held once it is known how much it comes to; `sign` turns it. */
  hold(name: string, terms: Iterable<Term>, sign: 1 | -1): void {
    for (const [column, coefficient] of terms) this.#entries.add(column, sign * coefficient);
    const [lower, upper] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    this.#write({ rule: null, name, lower, upper, written: undivided(upper), defines: null });
  }

  /** How many columns and rows have been written so far: those of a program that knows nothing of what comes later. */
  get extent(): Extent {
    return { columns: this.#lower.length, rows: this.#rows.length };
  }

  /** Every row's limit as whoever wrote it meant it, row by row. */
  get written(): readonly Written[] {
    return this.#rows.map(({ written }) => written);
  }

  /** The program as written; `tightened` holds its columns to what its rows allow. */
  program(): Program {
    const { candidates, circuits, placements } = this;
    const rows = this.#rows;
    const names = this.#names;
    const teachers = new Map<unknown, number>();
    return {
      base: {
        ...this.extent,
        teachers: Int32Array.from([...candidates, ...circuits, ...placements], (one) => {
          const who = 'teacher' in one ? one.teacher : one.recruit;
          const known = teachers.get(who) ?? teachers.size;
          teachers.set(who, known);
          return known;
        }),
      },
      columns: this.#lower.length,
      postings: candidates.length + circuits.length + placements.length,
      lower: Float64Array.from(this.#lower),
      upper: Float64Array.from(this.#upper),
      ...this.#entries.rows(),
      rowLower: Float64Array.from(rows, (row) => row.lower),
      rowUpper: Float64Array.from(rows, (row) => row.upper),
      columnName(column) {
        const candidate = candidates[column];
        return candidate ? postingName(candidate) : (names[column - candidates.length] ?? '');
      },
      rowNames: rows.map(({ name }) => name),
      rules: rows.map(({ rule }) => rule),
      defines: rows.map(({ defines }) => defines),
    };
  }

  #write(row: Row): void {
    this.#rows.push(row);
    this.#entries.end();
  }
}

/** A posting's name in the model: who goes where, for what. */
const postingName = ({ teacher, opening }: Pick<Candidate, 'teacher' | 'opening'>): string =>
  `go:${JSON.stringify([teacher.id, opening.section.id, opening.post])}`;

/** The model of a county: its candidates and circuits, and what every standing rule asks of them. */
export function modelOf(county: Case): Model {
  const model = new Model(county.candidates, county.relaxed, county.circuits, county.placements);
  for (const rule of county.rules) rule.constrain(county, model);
  return model;
}

/** How many columns and rows of a program are meant: the first of them. */
export interface Extent {
  readonly columns: number;
  readonly rows: number;
}

interface Row {
  rule: string | null;
  name: string;
  lower: number;
  upper: number;
  written: Written;
  /** The total this row defines. */
  defines: number | null;
}

/** What a row was before it was divided by the greatest common divisor of its coefficients. */
export interface Written {
  /** At most so much, in the unit of whoever wrote it. */
  readonly limit: number;
  readonly divisor: number;
}

const undivided = (limit: number): Written => ({ limit, divisor: 1 });

/** An integer program as sparse rows: `rowLower ≤ A·x ≤ rowUpper`, `lower ≤ x ≤ upper`, every `x` whole. */
export interface Program {
  /**
   * The same object for programs that differ in bounds, limits, how many of its columns and rows they have, and rows
   * after these alone. `teachers`: of which teacher or recruit each posting is, by a number of the program's own.
   */
  readonly base: Extent & { readonly teachers: Int32Array };
  readonly columns: number;
  /** How many of them, the first, are postings, circuits and placements: what they are decides what the others can be. */
  readonly postings: number;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Row `r` holds the entries from `starts[r]` up to `starts[r + 1]`. */
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  /** What each column and row is about; unique among the columns, and nearly so among the rows. */
  columnName(column: number): string;
  readonly rowNames: readonly string[];
  /** Which rule wrote the row; null: a definition. */
  readonly rules: readonly (string | null)[];
  /** The total the row defines; null: none. */
  readonly defines: readonly (number | null)[];
}

/** What each column costs by a linear form; terms of one column are added up. */
export function costsOf({ columns }: Program, terms: readonly Term[]): Float64Array {
  const costs = new Float64Array(columns);
  for (const [column, coefficient] of terms) costs[column] = (costs[column] ?? 0) + coefficient;
  return costs;
}

/** The terms of a program's row. */
export function termsOf({ starts, indices, values }: Program, row: number): Term[] {
  const terms: Term[] = [];
  for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
    terms.push([indices[entry] ?? 0, values[entry] ?? 0]);
  }
  return terms;
}

/** The same program with one more row, at most `limit`; terms of one column are added up. */
export const withRow = (program: Program, name: string, terms: readonly Term[], limit: number): Program =>
  withRows(program, [{ name, terms, limit }]);

/** The same program with more rows, each at most its limit; terms of one column are added up. */
export function withRows(
  program: Program,
  more: readonly { readonly name: string; readonly terms: readonly Term[]; readonly limit: number }[],
): Program {
  const added = more.map(({ terms }) => summed(terms));
  const entries = added.reduce((count, terms) => count + terms.length, program.indices.length);
  const rows = program.rowUpper.length;
  const all = rows + more.length;
  const starts = new Int32Array(all + 1);
  const indices = new Int32Array(entries);
  const values = new Float64Array(entries);
  const rowLower = new Float64Array(all).fill(Number.NEGATIVE_INFINITY);
  const rowUpper = new Float64Array(all);
  starts.set(program.starts);
  indices.set(program.indices);
  values.set(program.values);
  let entry = program.indices.length;
  for (const [place, terms] of added.entries()) {
    for (const [column, coefficient] of terms) {
      indices[entry] = column;
      values[entry] = coefficient;
      entry += 1;
    }
    starts[rows + place + 1] = entry;
  }
  rowLower.set(program.rowLower);
  rowUpper.set(program.rowUpper);
  rowUpper.set(
    more.map(({ limit }) => limit),
    rows,
  );
  const nothing = more.map(() => null);
  return {
    ...program,
    starts,
    indices,
    values,
    rowLower,
    rowUpper,
    rules: [...program.rules, ...nothing],
    rowNames: [...program.rowNames, ...more.map(({ name }) => name)],
    defines: [...program.defines, ...nothing],
  };
}

/** The program of the first columns and rows alone; no row of these may have a column that is left out. */
export function limitedTo(program: Program, { columns, rows }: Extent): Program {
  const entries = program.starts[rows] ?? 0;
  return {
    ...program,
    columns,
    lower: program.lower.subarray(0, columns),
    upper: program.upper.subarray(0, columns),
    starts: program.starts.subarray(0, rows + 1),
    indices: program.indices.subarray(0, entries),
    values: program.values.subarray(0, entries),
    rowLower: program.rowLower.subarray(0, rows),
    rowUpper: program.rowUpper.subarray(0, rows),
    defines: program.defines.slice(0, rows),
  };
}

/**
 * The same program, each column held to what every row allows it beside the least the others can be. A teacher
 * whose going alone would break a row is then out for good, not a tenth of one in.
 */
export function tightened(program: Program): Program {
  const { starts, indices, values, rowLower, rowUpper } = program;
  const lower = Float64Array.from(program.lower);
  const upper = Float64Array.from(program.upper);
  const within = (row: number, sign: 1 | -1, limit: number) => {
    if (!Number.isFinite(limit)) return;
    let least = 0;
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
      const step = sign * (values[entry] ?? 0);
      const column = indices[entry] ?? 0;
      least += step * ((step > 0 ? lower[column] : upper[column]) ?? 0);
    }
    if (least > limit) return;
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
      const step = sign * (values[entry] ?? 0);
      const column = indices[entry] ?? 0;
      const room = Math.floor((limit - least) / Math.abs(step));
      if (step > 0) upper[column] = Math.min(upper[column] ?? 0, (lower[column] ?? 0) + room);
      if (step < 0) lower[column] = Math.max(lower[column] ?? 0, (upper[column] ?? 0) - room);
    }
  };
  for (let row = 0; row < rowUpper.length; row++) {
    within(row, 1, rowUpper[row] ?? Number.POSITIVE_INFINITY);
    within(row, -1, -(rowLower[row] ?? Number.NEGATIVE_INFINITY));
  }
  return { ...program, lower, upper };
}

function push<Key>(groups: Map<Key, number[]>, key: Key, column: number): void {
  const group = groups.get(key);
  if (group) group.push(column);
  else groups.set(key, [column]);
}

/** The terms of one column added up; those that come to nothing left out. */
export function summed(terms: readonly Term[]): Term[] {
  const sums = new Map<number, number>();
  for (const [column, coefficient] of terms) sums.set(column, (sums.get(column) ?? 0) + coefficient);
  return [...sums].filter(([, coefficient]) => coefficient !== 0);
}
