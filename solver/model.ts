import type { Candidate, Case } from './case.ts';
import type { PossibleCircuit } from './circuits.ts';

/** A column and its coefficient; every coefficient of the model is an integer. */
export type Term = readonly [column: number, coefficient: number];

/**
 * The linear model in the field's words: rules write it, backends read it.
 *
 * Column `i` is 1 when candidate `i` goes, 0 when not; then come the circuits, each counting its days; totals and what
 * goals add are integer columns after them. Every coefficient and bound is an integer, so a plan is checked without rounding, and a row is divided
 * by its greatest common divisor with the limit rounded inwards, which no whole plan can feel.
 */
export class Model {
  readonly candidates: readonly Candidate[];
  readonly circuits: readonly PossibleCircuit[];
  readonly #byTeacher = new Map<string, number[]>();
  readonly #byOrigin = new Map<string, number[]>();
  readonly #byHost = new Map<string, number[]>();
  readonly #byOpening = new Map<unknown, number[]>();
  readonly #byPost = new Map<unknown, number[]>();
  readonly #byServed = new Map<unknown, number[]>();
  readonly #names: string[] = [];
  readonly #shared = new Map<string, number>();
  readonly #written = new Set<string>();
  readonly #relaxed: ReadonlySet<string>;
  readonly #shortfall: Term[] = [];
  readonly #totals = new Map<string, number>();
  readonly #lower: number[] = [];
  readonly #upper: number[] = [];
  readonly #rows: Row[] = [];

  /** `relaxed`: the rules that a named decision lets be broken; each of their rows may be, at a cost (`shortfall`). */
  constructor(
    candidates: readonly Candidate[],
    relaxed: ReadonlySet<string> = new Set(),
    circuits: readonly PossibleCircuit[] = [],
  ) {
    this.candidates = candidates;
    this.circuits = circuits;
    this.#relaxed = relaxed;
    for (const candidate of candidates) {
      const { column, teacher, from, opening, leaves } = candidate;
      push(this.#byTeacher, teacher.id, column);
      push(this.#byOrigin, from.id, column);
      push(this.#byHost, opening.section.id, column);
      push(this.#byOpening, opening, column);
      if (leaves) push(this.#byPost, leaves, column);
      this.column(postingName(candidate), 0, 1);
      if (candidate.waives > 0) this.#shortfall.push([column, candidate.waives]);
    }
    for (const { column, teacher, opening, most } of circuits) {
      push(this.#byServed, opening, column);
      this.column(`days:${JSON.stringify([teacher.id, opening.section.id, opening.post])}`, 0, most);
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

  /** By how much relaxed rules are broken, each in its own whole unit. */
  get shortfall(): readonly Term[] {
    return this.#shortfall;
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
    const terms = [...columns.map((column): Term => [column, 1]), [total, -1] as const];
    this.#rows.push({ rule: null, name: `total:${name}`, terms, lower: 0, upper: 0, defines: total });
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
  atMost(rule: string | null, key: string, given: readonly Term[], limit: number, unit = 1): void {
    const terms = summed(given);
    const name = rule === null ? key : `${rule}:${key}`;
    const elastic = rule !== null && this.#relaxed.has(rule) ? this.#slack(name, terms, limit, unit) : terms;
    const step = divisor(elastic);
    const row = elastic.map(([column, coefficient]): Term => [column, coefficient / step]);
    const within = Math.floor(limit / step);
    if (this.#highest(row) <= within) return;
    this.#rows.push({
      rule,
      name,
      terms: row,
      lower: Number.NEGATIVE_INFINITY,
      upper: within,
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

  /** The program as written; `tightened` holds its columns to what its rows allow. */
  program(): Program {
    return compile(
      this.candidates.length + this.circuits.length,
      this.#lower,
      this.#upper,
      this.#names,
      this.#rows,
    );
  }

  /** The row's terms with as much slack as it can ever need, which counts as shortfall. */
  #slack(name: string, terms: readonly Term[], limit: number, unit: number): readonly Term[] {
    const most = Math.ceil((this.#highest(terms) - limit) / unit);
    if (most <= 0) return terms;
    const slack = this.column(`short:${name}`, 0, most);
    this.#shortfall.push([slack, 1]);
    return [...terms, [slack, -unit]];
  }

  /** The most a row can come to. */
  #highest(terms: readonly Term[]): number {
    let highest = 0;
    for (const [column, coefficient] of terms) {
      highest += coefficient * ((coefficient > 0 ? this.#upper[column] : this.#lower[column]) ?? 0);
    }
    return highest;
  }
}

/** A posting's name in the model: who goes where, for what. */
const postingName = ({ teacher, opening }: Pick<Candidate, 'teacher' | 'opening'>): string =>
  `go:${JSON.stringify([teacher.id, opening.section.id, opening.post])}`;

/** The model of a county: its candidates and circuits, and what every standing rule asks of them. */
export function modelOf(county: Case): Model {
  const model = new Model(county.candidates, county.relaxed, county.circuits);
  for (const rule of county.rules) rule.constrain(county, model);
  return model;
}

interface Row {
  rule: string | null;
  name: string;
  terms: readonly Term[];
  lower: number;
  upper: number;
  /** The total this row defines. */
  defines: number | null;
}

/** An integer program as sparse rows: `rowLower ≤ A·x ≤ rowUpper`, `lower ≤ x ≤ upper`, every `x` whole. */
export interface Program {
  /** The same for programs that differ in bounds, limits and the rows after the first `rows` alone. */
  readonly base: { readonly rows: number };
  readonly columns: number;
  /** How many of them, the first, are postings and circuits: what they are decides what the others can be. */
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
  readonly columnNames: readonly string[];
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

/** The same program with one more row, at most `limit`; terms of one column are added up. */
export function withRow(program: Program, name: string, given: readonly Term[], limit: number): Program {
  const terms = summed(given);
  const rows = program.rowUpper.length;
  const entries = program.indices.length;
  const starts = new Int32Array(rows + 2);
  const indices = new Int32Array(entries + terms.length);
  const values = new Float64Array(entries + terms.length);
  const rowLower = new Float64Array(rows + 1);
  const rowUpper = new Float64Array(rows + 1);
  starts.set(program.starts);
  starts[rows + 1] = entries + terms.length;
  indices.set(program.indices);
  values.set(program.values);
  for (const [offset, [column, coefficient]] of terms.entries()) {
    indices[entries + offset] = column;
    values[entries + offset] = coefficient;
  }
  rowLower.set(program.rowLower);
  rowLower[rows] = Number.NEGATIVE_INFINITY;
  rowUpper.set(program.rowUpper);
  rowUpper[rows] = limit;
  const rules = [...program.rules, null];
  return {
    ...program,
    starts,
    indices,
    values,
    rowLower,
    rowUpper,
    rules,
    rowNames: [...program.rowNames, name],
    defines: [...program.defines, null],
  };
}

function compile(
  postings: number,
  lower: readonly number[],
  upper: readonly number[],
  columnNames: readonly string[],
  rows: readonly Row[],
): Program {
  const entries = rows.reduce((sum, { terms }) => sum + terms.length, 0);
  const starts = new Int32Array(rows.length + 1);
  const indices = new Int32Array(entries);
  const values = new Float64Array(entries);
  let entry = 0;
  for (const [row, { terms }] of rows.entries()) {
    for (const [column, coefficient] of terms) {
      indices[entry] = column;
      values[entry] = coefficient;
      entry += 1;
    }
    starts[row + 1] = entry;
  }
  return {
    base: { rows: rows.length },
    columns: lower.length,
    postings,
    lower: Float64Array.from(lower),
    upper: Float64Array.from(upper),
    starts,
    indices,
    values,
    rowLower: Float64Array.from(rows, (row) => row.lower),
    rowUpper: Float64Array.from(rows, (row) => row.upper),
    columnNames,
    rowNames: rows.map(({ name }) => name),
    rules: rows.map(({ rule }) => rule),
    defines: rows.map(({ defines }) => defines),
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

/** The greatest common divisor of a row's coefficients; 1 for an empty row. */
function divisor(terms: readonly Term[]): number {
  let found = 0;
  for (const [, coefficient] of terms) found = gcd(Math.abs(coefficient), found);
  return found === 0 ? 1 : found;
}

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}
