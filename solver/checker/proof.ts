import type { Certificate } from '../plan.ts';

/** A linear system in whole numbers, as it follows from the problem. */
export interface Linear {
  readonly columns: readonly { readonly name: string; readonly lower: number; readonly upper: number }[];
  /** By the names a certificate uses. */
  readonly rows: ReadonlyMap<string, Row>;
}

export interface Row {
  readonly terms: readonly (readonly [column: number, coefficient: number])[];
  readonly lower: number;
  readonly upper: number;
}

/** A goal turned so that less is better: a stage's costs, and the cost the plan says is the least. */
export interface Stage {
  readonly goal: string;
  readonly row: string;
  readonly terms: readonly (readonly [column: number, coefficient: number])[];
  readonly least: number;
  /** What the certificate says that no plan costs less than; null: nothing. */
  readonly claimed: number | null;
}

/** What a stage's proof comes to. */
export type Shown =
  /** No plan costs less than `bound`, given the stages before; the least it may be is proven where both are equal. */
  { readonly ok: true; readonly bound: number | null } | { readonly ok: false; readonly fault: ProofFault };

export interface ProofFault {
  readonly zh: string;
  readonly en: string;
}

type Nodes = NonNullable<Certificate['infeasible']>;
type Duals = readonly number[];

/**
 * Adds a certificate's proofs up, by weak duality and in exact integers: for any duals, `Σ dual·limit + Σ reduced
 * cost·bound` is never above what a plan costs, so nothing about where the duals come from needs to be believed. Each
 * stage holds the goals before it at what they reached, and every column at its end that these prove cannot leave it.
 */
export class Proofs {
  readonly #system: Linear;
  readonly #certificate: Certificate;
  readonly #lower: Float64Array;
  readonly #upper: Float64Array;
  readonly #rows: Map<string, Row>;

  constructor(system: Linear, certificate: Certificate) {
    this.#system = system;
    this.#certificate = certificate;
    this.#lower = Float64Array.from(system.columns, ({ lower }) => lower);
    this.#upper = Float64Array.from(system.columns, ({ upper }) => upper);
    this.#rows = new Map(system.rows);
  }

  /** The stages in their order; each is held from then on. */
  stage(index: number, { goal, row, terms, least, claimed }: Stage): Shown {
    const told = this.#certificate.stages[index];
    let bound: number | null = null;
    if (told?.root) {
      if (told.goal !== goal) {
        return wrong(
          `证书第${index + 1}阶段应为目标${goal}，写作${told.goal}。`,
          `Stage ${index + 1} of the certificate is about ${told.goal}, not ${goal}.`,
        );
      }
      const cost = new Map<number, number>();
      for (const [column, coefficient] of terms) cost.set(column, (cost.get(column) ?? 0) + coefficient);
      const root = this.#sum(told.root, cost, this.#box());
      if (!root) return unreadable;
      bound = Math.min(least, ceiling(root.total));
      if (ceiling(root.total) > least) {
        return wrong(
          `目标${goal}的证明与方案矛盾：界高于方案所达。`,
          `The proof of ${goal} contradicts the plan: its bound is above what the plan reaches.`,
        );
      }
      const most = Math.min(least, Math.floor(claimed ?? bound));
      if (bound < most && told.tree) {
        const box = this.#held(root, this.#box(), most - 1);
        const shown = this.#tree(told.tree, cost, box, BigInt(most - 1) * UNIT);
        if (shown !== true) return shown;
        bound = most;
      }
      const held = this.#held(root, this.#box(), least);
      this.#lower.set(held.lower);
      this.#upper.set(held.upper);
    }
    this.#rows.set(row, { terms, lower: Number.NEGATIVE_INFINITY, upper: least });
    return { ok: true, bound };
  }

  /** Whether the certificate shows that there is no plan at all; null: it claims nothing. */
  nothing(): Shown | null {
    const { infeasible } = this.#certificate;
    if (!infeasible) return null;
    const shown = this.#tree(infeasible, new Map(), this.#box(), null);
    return shown === true ? { ok: true, bound: null } : shown;
  }

  #box(): Box {
    return { lower: this.#lower.slice(), upper: this.#upper.slice() };
  }

  /** The nodes in their order; true where every leaf shows more than `beyond`, or that it is empty. */
  #tree(nodes: Nodes, cost: Costs, box: Box, beyond: bigint | null): true | Extract<Shown, { ok: false }> {
    const cuts = new Cuts(this.#certificate, this.#rows, this.#columns, box);
    const open: Box[] = [box];
    // What holds of one half need not hold of the other, so cuts and holds come before any split.
    let begins = true;
    for (const node of nodes) {
      if ('cut' in node) {
        if (begins && cuts.add(node)) continue;
        return wrong(
          '证书的一个割平面不成立。',
          'A cut of the certificate does not follow from the rows it names.',
        );
      }
      if ('held' in node) {
        const sum = begins && beyond !== null ? this.#sum(node.held, cost, box, cuts) : null;
        if (!sum || beyond === null) return unreadable;
        this.#held(sum, box, Number(beyond / UNIT));
        continue;
      }
      begins = false;
      const here = open.pop();
      if (!here) return wrong('证书的分支多出节点。', 'A tree of the certificate has nodes to spare.');
      if ('column' in node) {
        const halves = this.#split(node.column, node.most, here);
        if (!halves) return unreadable;
        // Below comes first in the list, so it must come off first.
        open.push(halves.above, halves.below);
        continue;
      }
      if (here.lower.some((least, column) => least > (here.upper[column] ?? 0))) continue;
      const leaf =
        'ray' in node ? this.#sum(node.ray, new Map(), here, cuts) : this.#sum(node.duals, cost, here, cuts);
      if (!leaf) return unreadable;
      if ('ray' in node ? leaf.total > 0n : beyond !== null && leaf.total > beyond) continue;
      return wrong(
        '证书的一个分支未能证明其结论。',
        'A leaf of the certificate does not show what it claims.',
      );
    }
    return open.length === 0 || wrong('证书的分支不完整。', 'A tree of the certificate is not complete.');
  }

  #split(place: number, most: number, { lower, upper }: Box): { below: Box; above: Box } | null {
    const name = this.#certificate.columns[place];
    const column = name === undefined ? undefined : this.#columns.get(name);
    if (column === undefined) return null;
    const below = { lower: lower.slice(), upper: upper.slice() };
    const above = { lower: lower.slice(), upper: upper.slice() };
    below.upper[column] = Math.min(below.upper[column] ?? 0, most);
    above.lower[column] = Math.max(above.lower[column] ?? 0, most + 1);
    return { below, above };
  }

  get #columns(): ReadonlyMap<string, number> {
    this.#places ??= new Map(this.#system.columns.map(({ name }, column) => [name, column]));
    return this.#places;
  }
  #places: ReadonlyMap<string, number> | undefined;

  /** What the duals show within a box, and what each column adds off the end it rests on; null: they cannot be read. */
  #sum(duals: Duals, cost: Costs, { lower, upper }: Box, cuts: Cuts | null = null): Sum | null {
    const reduced = new Map<number, bigint>();
    for (const [column, coefficient] of cost) reduced.set(column, BigInt(coefficient) * UNIT);
    let total = 0n;
    for (let place = 0; place < duals.length; place += 2) {
      const name = this.#certificate.rows[duals[place] ?? -1];
      const row = name === undefined ? undefined : (cuts?.named(name) ?? this.#rows.get(name));
      const dual = exact(duals[place + 1]);
      if (!row || dual === null) return null;
      const end = dual > 0n ? row.lower : row.upper;
      if (!Number.isFinite(end)) return null;
      total += dual * BigInt(end);
      for (const [column, coefficient] of row.terms) {
        reduced.set(column, (reduced.get(column) ?? 0n) - dual * BigInt(coefficient));
      }
    }
    for (const [column, slope] of reduced) {
      total += slope * BigInt((slope > 0n ? lower[column] : upper[column]) ?? 0);
    }
    return { total, reduced };
  }

  /** The box with every column held that costs more than `most` once it leaves the end it rests on. */
  #held({ total, reduced }: Sum, { lower, upper }: Box, most: number): Box {
    const room = BigInt(most) * UNIT - total;
    for (const [column, slope] of reduced) {
      if (slope > room) upper[column] = lower[column] ?? 0;
      else if (-slope > room) lower[column] = upper[column] ?? 0;
    }
    return { lower, upper };
  }
}

/**
 * The cuts of one tree, each derived again from the rows it names. Added up, and every column counted from an end within
 * the box, the rows say `Σ a·t ≤ b` of whole numbers `t ≥ 0`; divided by `d`, where `b` leaves `r`, every `a` by its whole
 * part `d − r` times and by what its rest has beyond `r` (mixed-integer rounding), and by the scale once more, rounded down.
 */
class Cuts {
  readonly #certificate: Certificate;
  readonly #rows: ReadonlyMap<string, Row>;
  readonly #columns: ReadonlyMap<string, number>;
  readonly #box: Box;
  readonly #made = new Map<string, Row>();

  constructor(
    certificate: Certificate,
    rows: ReadonlyMap<string, Row>,
    columns: ReadonlyMap<string, number>,
    box: Box,
  ) {
    this.#certificate = certificate;
    this.#rows = rows;
    this.#columns = columns;
    this.#box = box;
  }

  get count(): number {
    return this.#made.size;
  }

  named(name: string): Row | undefined {
    return this.#made.get(name);
  }

  /** False: it names what there is not, or does not follow. */
  add({ cut, divisor, scale, down, up }: Extract<Nodes[number], { cut: unknown }>): boolean {
    const sum = this.#sum(cut);
    const [upper, lower] = [this.#ends(down), this.#ends(up)];
    if (!sum || !upper || !lower || divisor < 2 || scale < 1) return false;
    const { terms } = sum;
    let { limit } = sum;
    const ends = new Map<number, { end: bigint; sign: bigint }>();
    for (const [column, each] of terms) {
      const most = upper.get(column);
      const end = most ?? lower.get(column) ?? 0;
      const within =
        most === undefined ? (this.#box.lower[column] ?? 0) >= end : (this.#box.upper[column] ?? 0) <= end;
      if (!within || (most !== undefined && lower.has(column))) return false;
      ends.set(column, { end: BigInt(end), sign: most === undefined ? 1n : -1n });
      limit -= each * BigInt(end);
    }
    const [by, common] = [BigInt(divisor), BigInt(scale)];
    const rest = modulo(limit, by);
    const weight = by - rest;
    let most = floored(floored(limit, by) * weight, common);
    const rounded: [number, number][] = [];
    for (const [column, each] of terms) {
      const { end, sign } = ends.get(column) ?? { end: 0n, sign: 1n };
      const slope = sign * each;
      const beyond = modulo(slope, by) - rest;
      const told = floored(floored(slope, by) * weight + (beyond > 0n ? beyond : 0n), common);
      if (told === 0n) continue;
      rounded.push([column, Number(sign * told)]);
      most += sign * told * end;
    }
    if (![...rounded.map(([, each]) => each), Number(most)].every(Number.isSafeInteger)) return false;
    this.#made.set(`cut:${this.count + 1}`, {
      terms: rounded,
      lower: Number.NEGATIVE_INFINITY,
      upper: Number(most),
    });
    return true;
  }

  /** Rows with their multipliers, added up. */
  #sum(cut: readonly number[]): { terms: ReadonlyMap<number, bigint>; limit: bigint } | null {
    const terms = new Map<number, bigint>();
    let limit = 0n;
    for (let place = 0; place < cut.length; place += 2) {
      const name = this.#certificate.rows[cut[place] ?? -1];
      const row = name === undefined ? undefined : (this.#made.get(name) ?? this.#rows.get(name));
      const by = cut[place + 1] ?? 0;
      const end = row && (by > 0 ? row.upper : row.lower);
      if (!row || by === 0 || end === undefined || !Number.isFinite(end)) return null;
      limit += BigInt(by) * BigInt(end);
      for (const [column, each] of row.terms)
        terms.set(column, (terms.get(column) ?? 0n) + BigInt(by) * BigInt(each));
    }
    return { terms, limit };
  }

  #ends(told: readonly number[]): ReadonlyMap<number, number> | null {
    const ends = new Map<number, number>();
    for (let place = 0; place < told.length; place += 2) {
      const name = this.#certificate.columns[told[place] ?? -1];
      const column = name === undefined ? undefined : this.#columns.get(name);
      const end = told[place + 1];
      if (column === undefined || end === undefined || ends.has(column)) return null;
      ends.set(column, end);
    }
    return ends;
  }
}

const modulo = (value: bigint, by: bigint): bigint => ((value % by) + by) % by;
const floored = (value: bigint, by: bigint): bigint => (value - modulo(value, by)) / by;

interface Box {
  lower: Float64Array;
  upper: Float64Array;
}

interface Sum {
  /** In 2⁻⁴⁰. */
  total: bigint;
  reduced: ReadonlyMap<number, bigint>;
}

type Costs = ReadonlyMap<number, number>;

const GRID = 2 ** 40;
const UNIT = 2n ** 40n;

/** A dual in whole 2⁻⁴⁰; null: not a multiple of it. */
function exact(dual: number | undefined): bigint | null {
  const scaled = (dual ?? Number.NaN) * GRID;
  return Number.isInteger(scaled) ? BigInt(scaled) : null;
}

/** The least whole number not below a sum. */
function ceiling(total: bigint): number {
  const floor = total / UNIT;
  return Number(total % UNIT > 0n ? floor + 1n : floor);
}

const wrong = (zh: string, en: string): Extract<Shown, { ok: false }> => ({ ok: false, fault: { zh, en } });

const unreadable = wrong(
  '证书提到本问题中没有的行、列，或对偶值不合要求。',
  'The certificate names a row or column this problem does not have, or a dual it cannot use.',
);
