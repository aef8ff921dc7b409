import type { BasisStatus, Highs, HighsCallbackMap, Model, RunResult } from 'highs';
import type { Program } from '../model.ts';
import type { Begin, Control, Relaxed } from './backend.ts';
import { boundOf, brokenAlone } from './bound.ts';
import { gridded } from './proof.ts';

/** HiGHS' own numbers for its two simplex methods. */
const PRIMAL = 4;
const DUAL = 1;

/**
 * The relaxation of a program as HiGHS keeps it between calls, with few of its columns.
 *
 * Postings are many and few of them are ever made, so each teacher begins with a handful, and columns are generated:
 * duals price every posting of the program, and those that would pay come in, until none would. The answer is then that
 * of all columns, and so is any bound made of its duals. What comes next differs by costs, bounds, and more columns
 * and rows, and goes on from the last basis.
 */
export class Relaxation {
  readonly base: Program['base'];
  readonly #engine: Highs;
  readonly #model: Model;
  /** The program with the most rows so far: a column that comes in later needs its entries in all of them. */
  #widest: Program;
  /** By the model's column the program's, and the other way round; −1: not in. */
  #columns: number[] = [];
  #places: Int32Array;
  #rows = 0;
  #fresh = true;
  #cost: Float64Array | null = null;
  /** That of the last run, with what has come and gone since; null: there is none. */
  #basis: { columns: BasisStatus[]; rows: BasisStatus[]; changed: boolean } | null = null;
  /** Where programs have ended that were begun: one a number of rows, the first of each. */
  readonly #ends = new Map<number, End>();

  constructor(engine: Highs, program: Program) {
    this.base = program.base;
    this.#engine = engine;
    this.#widest = program;
    this.#places = new Int32Array(program.base.columns).fill(OUT);
    this.#model = engine.createModel({
      numCols: 0,
      numRows: 0,
      sense: engine.constants.objectiveSense.minimize,
      colCost: new Float64Array(0),
      colLower: new Float64Array(0),
      colUpper: new Float64Array(0),
      rowLower: new Float64Array(0),
      rowUpper: new Float64Array(0),
      matrix: matrixOf('csr', 0, 0, [0], [], []),
    });
    this.#model.options.set({ output_flag: false });
  }

  close(): void {
    this.#model.dispose();
  }

  /**
   * `begin`: columns that come in begin at the end its point has them at; and where the same costs were minimised before
   * under as many rows, it goes on from where that ended, as a what-if does.
   */
  solve(program: Program, cost: Float64Array, control: Control, begin?: Begin): Relaxed {
    const before = begin ? this.#endOf(program, cost) : null;
    // Other costs leave the last point feasible, other bounds its duals.
    let strategy = before || this.#costs(cost) ? DUAL : PRIMAL;
    if (strategy === PRIMAL) this.#drop(program);
    this.#fit(program, cost, begin?.near ?? null);
    if (before) this.#goBack(before);
    this.#rest();
    for (let rays = 0; ; ) {
      const found = this.#run(program, control, strategy);
      if (found.status === 'unknown') return found;
      rays += Number(found.status === 'infeasible');
      const wanted =
        found.status === 'solved'
          ? this.#paying(program, boundOf(program, cost, found.duals).reduced)
          : this.#helping(program, rays > MOST_RAYS ? null : found.ray);
      if (wanted.length === 0) {
        if (begin && !before) this.#remember(program, cost);
        return found;
      }
      this.#enter(program, cost, wanted);
      strategy = PRIMAL;
    }
  }

  /** Whether the model has these costs. */
  #costs(cost: Float64Array): boolean {
    return this.#cost !== null && isSame(this.#cost, cost);
  }

  #run(program: Program, control: Control, strategy: number): Relaxed {
    const model = this.#model;
    const most = Math.max(NEAR, this.#rows);
    const interrupts = interruptsOf(this.#engine, control);
    const { modelStatus } = this.#engine.constants;
    let status = this.#fresh ? null : this.#simplex(strategy, most, interrupts);
    if (status === null || (status === modelStatus.iterationLimit && !control.shouldStop())) {
      model.clearSolver();
      status = this.#simplex(DUAL, ANY, interrupts);
    }
    this.#fresh = false;
    this.#basis = null;
    const none = () => status === modelStatus.infeasible || status === modelStatus.unboundedOrInfeasible;
    // Of a row without columns HiGHS shows nothing.
    const ray = () => proving(program, this.#columns, model.getDualRay()?.values) ?? brokenAlone(program);
    if (none()) {
      const told = ray();
      if (told) return { status: 'infeasible', ray: told };
    }
    // Presolve finds no point without a proof, and a start at the last point may find none where there is one, or nothing.
    for (const plain of [DUAL, PRIMAL]) {
      if (status === modelStatus.optimal || control.shouldStop()) break;
      model.options.set({ presolve: 'off' });
      model.setLogicalBasis();
      status = this.#simplex(plain, ANY, interrupts);
      model.options.set({ presolve: 'choose' });
      if (none()) return { status: 'infeasible', ray: ray() };
    }
    if (status !== modelStatus.optimal) return { status: 'unknown' };
    const { colStatus, rowStatus } = model.getBasis();
    this.#basis = { columns: statuses(colStatus), rows: statuses(rowStatus), changed: false };
    const { colValue, rowDual } = model.getSolution();
    const values = program.lower.slice();
    for (const [place, column] of this.#columns.entries()) {
      if (column < program.columns) values[column] = colValue[place] ?? 0;
    }
    return { status: 'solved', values, duals: shownBy(program, rowDual) };
  }

  /** Null: the simplex lost its way, which it may from a basis that other rows and columns have been added to. */
  #simplex(strategy: number, most: number, interrupts: HighsCallbackMap): RunResult['modelStatus'] | null {
    this.#model.options.set({ simplex_strategy: strategy, simplex_iteration_limit: most });
    try {
      return this.#model.run(interrupts).modelStatus;
    } catch (error) {
      if (error instanceof Error && error.name === 'HighsError') return null;
      throw error;
    }
  }

  /** Takes out the columns that are fixed and no part of the basis: whatever goals come next, they stay as they are. */
  #drop({ columns, lower, upper }: Program): void {
    const basis = this.#basis;
    if (!basis || this.#columns.length <= FEW) return;
    const { basic } = this.#engine.constants.basisStatus;
    const mask = Int32Array.from(this.#columns, (column, place) =>
      Number(column < columns && lower[column] === upper[column] && basis.columns[place] !== basic),
    );
    const kept = (_: unknown, place: number) => mask[place] === 0;
    const left = this.#columns.filter(kept);
    if (left.length > DROPPING * this.#columns.length) return;
    this.#model.deleteCols({ kind: 'mask', mask });
    this.#places.fill(OUT);
    for (const [place, column] of left.entries()) this.#places[column] = place;
    this.#columns = left;
    basis.columns = basis.columns.filter(kept);
    basis.changed = true;
  }

  /** Makes the model that of the program, as far as its columns are in. */
  #fit(program: Program, cost: Float64Array, near: Float64Array | null): void {
    const rows = program.rowUpper.length;
    if (this.#rows > Math.max(rows, this.base.rows)) {
      const from = Math.max(rows, this.base.rows);
      this.#model.deleteRows({ kind: 'range', from, to: this.#rows - 1 });
      if (this.#basis) this.#basis.rows.length = from;
      this.#rows = from;
    }
    if (rows >= this.#widest.rowUpper.length) this.#widest = program;
    const first = this.#columns.length === 0;
    const entering = new Set(first ? this.#handful(program, cost) : []);
    for (let column = 0; column < program.columns; column++) {
      if (this.#places[column] !== OUT) continue;
      const least = program.lower[column] ?? 0;
      if (least === program.upper[column]) continue;
      // A posting that may stay as it is is left to pricing, but where the plan known makes it.
      if (column >= program.postings || least > 0 || (first && (near?.[column] ?? 0) > 0))
        entering.add(column);
    }
    // HiGHS takes no model without columns.
    if (first && entering.size === 0) entering.add(0);
    if (entering.size > 0) this.#enter(program, cost, [...entering], near);
    if (rows > this.#rows) this.#extend(program);
    this.#bind(program, cost);
  }

  #endOf({ rowUpper }: Program, cost: Float64Array): End | null {
    const end = this.#ends.get(rowUpper.length);
    return end && isSame(end.cost, cost) ? end : null;
  }

  #remember({ rowUpper }: Program, cost: Float64Array): void {
    const basis = this.#basis;
    if (!basis || this.#columns.length > MANY || this.#ends.has(rowUpper.length)) return;
    const columns = new Map(this.#columns.map((column, place) => [column, basis.columns[place]]));
    this.#ends.set(rowUpper.length, { cost, columns, rows: basis.rows.slice() });
  }

  #goBack({ columns, rows }: End): void {
    if (rows.length !== this.#rows) return;
    const { lower } = this.#engine.constants.basisStatus;
    this.#basis = {
      columns: this.#columns.map((column) => columns.get(column) ?? lower),
      rows: rows.slice(),
      changed: true,
    };
  }

  /** Gives the model its basis back, where columns taken out or put at their upper ends have cost it. */
  #rest(): void {
    const basis = this.#basis;
    if (!basis?.changed) return;
    basis.changed = false;
    const { basic } = this.#engine.constants.basisStatus;
    let size = 0;
    for (const list of [basis.columns, basis.rows])
      for (const status of list) size += Number(status === basic);
    if (size !== this.#rows) return;
    this.#model.setBasis({
      colStatus: Int32Array.from(basis.columns),
      rowStatus: Int32Array.from(basis.rows),
    });
  }

  /** Bounds, limits and costs. Columns and rows that the program has not are there, and ask nothing. */
  #bind(program: Program, cost: Float64Array): void {
    const model = this.#model;
    const { lower, upper } = this.#widest;
    const columns = this.#columns;
    const known = (column: number) => column < program.columns;
    const everyColumn = { kind: 'range', from: 0, to: columns.length - 1 } as const;
    model.changeColsBounds(
      everyColumn,
      Float64Array.from(columns, (column) => (known(column) ? program.lower : lower)[column] ?? 0),
      Float64Array.from(columns, (column) => (known(column) ? program.upper : upper)[column] ?? 0),
    );
    if (!this.#costs(cost)) {
      model.changeColsCost(
        everyColumn,
        Float64Array.from(columns, (column) => cost[column] ?? 0),
      );
      this.#cost = cost;
    }
    if (this.#rows === 0) return;
    const least = new Float64Array(this.#rows).fill(Number.NEGATIVE_INFINITY);
    const most = new Float64Array(this.#rows).fill(Number.POSITIVE_INFINITY);
    const taken = this.#taken(program);
    for (let row = 0; row < program.rowUpper.length; row++) {
      least[row] = (program.rowLower[row] ?? 0) - (taken[row] ?? 0);
      most[row] = (program.rowUpper[row] ?? 0) - (taken[row] ?? 0);
    }
    model.changeRowsBounds({ kind: 'range', from: 0, to: this.#rows - 1 }, least, most);
  }

  /** What the columns that are not in come to in every row. */
  #taken({ columns, lower, starts, indices, values, rowUpper }: Program): Float64Array {
    const taken = new Float64Array(rowUpper.length);
    const counts = (column: number) => this.#places[column] === OUT && (lower[column] ?? 0) !== 0;
    let any = false;
    for (let column = 0; column < columns && !any; column++) any = counts(column);
    if (!any) return taken;
    for (let row = 0; row < taken.length; row++) {
      let sum = 0;
      for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
        const column = indices[entry] ?? 0;
        if (counts(column)) sum += (values[entry] ?? 0) * (lower[column] ?? 0);
      }
      taken[row] = sum;
    }
    return taken;
  }

  /** The columns come into the model, with their entries in the rows it has. */
  #enter(
    { lower, upper }: Program,
    cost: Float64Array,
    entering: readonly number[],
    near: Float64Array | null = null,
  ): void {
    const ends = this.#engine.constants.basisStatus;
    for (const column of entering) {
      this.#places[column] = this.#columns.push(column) - 1;
      const high =
        near !== null && (near[column] ?? 0) > (lower[column] ?? 0) && near[column] === upper[column];
      this.#basis?.columns.push(high ? ends.upper : ends.lower);
      if (high && this.#basis) this.#basis.changed = true;
    }
    const first = this.#columns.length - entering.length;
    const counts = new Int32Array(entering.length + 1);
    this.#entriesOf(0, this.#rows, (place) => {
      if (place >= first) counts[place - first + 1] = (counts[place - first + 1] ?? 0) + 1;
    });
    const starts = counts;
    for (let at = 1; at < starts.length; at++) starts[at] = (starts[at] ?? 0) + (starts[at - 1] ?? 0);
    const next = starts.slice();
    const indices = new Int32Array(starts.at(-1) ?? 0);
    const values = new Float64Array(indices.length);
    this.#entriesOf(0, this.#rows, (place, row, value) => {
      if (place < first) return;
      const at = next[place - first] ?? 0;
      next[place - first] = at + 1;
      indices[at] = row;
      values[at] = value;
    });
    this.#model.addCols({
      cost: Float64Array.from(entering, (column) => cost[column] ?? 0),
      lower: Float64Array.from(entering, (column) => lower[column] ?? 0),
      upper: Float64Array.from(entering, (column) => upper[column] ?? 0),
      matrix: matrixOf('csc', this.#rows, entering.length, starts, indices, values),
    });
  }

  /** The rows that the model has not yet. */
  #extend({ rowLower, rowUpper }: Program): void {
    const first = this.#rows;
    this.#rows = rowUpper.length;
    const { basic } = this.#engine.constants.basisStatus;
    for (let row = first; row < this.#rows; row++) this.#basis?.rows.push(basic);
    const starts: number[] = [0];
    const indices: number[] = [];
    const values: number[] = [];
    this.#entriesOf(
      first,
      this.#rows,
      (place, _row, value) => {
        indices.push(place);
        values.push(value);
      },
      () => starts.push(indices.length),
    );
    this.#model.addRows({
      lower: rowLower.slice(first),
      upper: rowUpper.slice(first),
      matrix: matrixOf('csr', rowUpper.length - first, this.#columns.length, starts, indices, values),
    });
  }

  /** Every entry of these rows in a column that is in. */
  #entriesOf(
    from: number,
    to: number,
    tell: (place: number, row: number, value: number) => void,
    end?: () => void,
  ): void {
    const { starts, indices, values } = this.#widest;
    for (let row = from; row < to; row++) {
      for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
        const place = this.#places[indices[entry] ?? 0] ?? OUT;
        if (place !== OUT) tell(place, row, values[entry] ?? 0);
      }
      end?.();
    }
  }

  /** The postings that would pay by their reduced costs: of each teacher the best few. */
  #paying(program: Program, reduced: Float64Array): number[] {
    return this.#best(program, MORE, (column) => reduced[column] ?? 0, -PAYS);
  }

  /** A few postings of each teacher to begin with, the cheapest; among equals strewn, lest all compete for one post. */
  #handful(program: Program, cost: Float64Array): number[] {
    if (program.postings <= FEW) return this.#missing(program);
    const strewn = (column: number) => (Math.imul(column, 0x9e3779b1) >>> 0) / 2 ** 33;
    return this.#best(
      program,
      HANDFUL,
      (column) => (cost[column] ?? 0) + strewn(column),
      Number.POSITIVE_INFINITY,
    );
  }

  /** The postings that might make a point where there is none yet: all of them, where no ray tells which. */
  #helping(program: Program, ray: Float64Array | null): number[] {
    if (!ray) return this.#missing(program);
    const { bound, reduced } = boundOf(program, new Float64Array(program.columns), ray);
    const helping = this.#paying(program, reduced);
    return helping.length > 0 || bound > PROOF ? helping : this.#missing(program);
  }

  #missing(program: Program): number[] {
    return this.#best(program, Number.POSITIVE_INFINITY, () => 0, Number.POSITIVE_INFINITY);
  }

  /** Of each teacher's postings that are not in and may be made, the `most` of least weight, all below `below`. */
  #best(
    { postings, lower, upper, base }: Program,
    most: number,
    weight: (column: number) => number,
    below: number,
  ): number[] {
    const found: number[] = [];
    let own: number[] = [];
    const close = () => {
      if (own.length > most) own.sort((a, b) => weight(a) - weight(b) || a - b).length = most;
      for (const column of own) found.push(column);
      own = [];
    };
    for (let column = 0; column < postings; column++) {
      if (column > 0 && base.teachers[column] !== base.teachers[column - 1]) close();
      const out = this.#places[column] === OUT && (upper[column] ?? 0) > (lower[column] ?? 0);
      if (out && weight(column) < below) own.push(column);
    }
    close();
    return found;
  }
}

/** A basis that was the best of a program. */
interface End {
  readonly cost: Float64Array;
  readonly columns: ReadonlyMap<number, BasisStatus | undefined>;
  readonly rows: readonly BasisStatus[];
}

const isSame = (one: Float64Array, other: Float64Array): boolean =>
  one === other || (one.length === other.length && one.every((each, place) => each === other[place]));

/** HiGHS' numbers, told as such. */
const statuses = (codes: Int32Array): BasisStatus[] => Array.from(codes, (code) => code as BasisStatus);

const OUT = -1;
/** The part of the columns that has to be left for taking the others out to be worth it. */
const DROPPING = 0.9;
/** Postings up to which all are in from the start. */
const FEW = 4000;
/** Columns up to which it is remembered where a program ended. */
const MANY = 20_000;
/** Postings of each teacher to begin with, and that may come in at once. */
const HANDFUL = 8;
const MORE = 4;
/** Rays in a row that bring in the columns they ask for; a point that is still not there is looked for among all columns. */
const MOST_RAYS = 5;
/** What a reduced cost has to be below to pay. */
const PAYS = 1e-6;
/** Steps of the simplex after which a start anew may be sooner done; or as many as there are rows, if they are more. */
const NEAR = 3000;
const ANY = 2 ** 31 - 1;

/** An engine's duals of a program's rows. A row that asks nothing shows nothing, whatever dust is left on it. */
const shownBy = ({ rowLower, rowUpper }: Program, duals: Float64Array): Float64Array =>
  gridded(duals.subarray(0, rowUpper.length)).map((dual, row) =>
    Number.isFinite(rowLower[row]) || Number.isFinite(rowUpper[row]) ? dual : 0,
  );

/** The ray, one dual a row, with the sign by which it proves that the columns that are in have no point; null: with neither. */
function proving(
  program: Program,
  columns: readonly number[],
  ray: Float64Array | undefined,
): Float64Array | null {
  if (!ray) return null;
  // Only the columns that are in count: what the others would change is what pricing asks.
  const within: Program = {
    ...program,
    upper: program.lower.slice(),
  };
  for (const column of columns) {
    if (column < program.columns) within.upper[column] = program.upper[column] ?? 0;
  }
  const noCost = new Float64Array(program.columns);
  for (const sign of [1, -1]) {
    const signed = shownBy(
      program,
      ray.map((dual) => sign * dual),
    );
    if (boundOf(within, noCost, signed).bound > PROOF) return signed;
  }
  return null;
}

const PROOF = 1e-6;

function matrixOf(
  format: 'csr' | 'csc',
  numRows: number,
  numCols: number,
  starts: ArrayLike<number>,
  indices: ArrayLike<number>,
  values: ArrayLike<number>,
) {
  return {
    format,
    numRows,
    numCols,
    starts: Int32Array.from(starts),
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  };
}

/** Stops the simplex where `control` asks for it. */
function interruptsOf({ constants }: Highs, control: Control): HighsCallbackMap {
  return {
    [constants.callbackType.simplexInterrupt](event) {
      if (control.shouldStop()) event.interrupt();
      return undefined;
    },
  };
}
