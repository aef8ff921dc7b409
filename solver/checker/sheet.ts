import { type Measure, measureOf, type RuleName } from './figures.ts';

/** A column's place and its whole coefficient. */
export type Term = readonly [column: number, coefficient: number];

/** A column by name, with its bounds. */
export interface Column {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
  /** The least it may be, or for a goal's steps the best, given the columns before it; null: a posting, free to be made. */
  readonly follows: ((values: readonly number[]) => number) | null;
}

/** `lower ≤ terms ≤ upper`, all of it whole; divided by the greatest common divisor of its coefficients. */
export interface Row {
  /** Which rule asks it; null: a definition, which no plan can break. */
  readonly rule: RuleName | null;
  readonly terms: readonly Term[];
  readonly lower: number;
  readonly upper: number;
}

/** A row while columns are written into it, one after the other. */
export class Draft {
  readonly rule: RuleName | null;
  readonly name: string;
  /** What it is about: a section, a school, a person, a post. */
  readonly key: string;
  readonly limit: number;
  /** How much of the row one unit of the rule is worth. */
  readonly unit: number;
  readonly terms: Term[] = [];

  constructor(rule: RuleName | null, key: string, limit: number, unit = 1) {
    this.rule = rule;
    this.key = key;
    this.name = rule === null ? key : `${rule}:${key}`;
    this.limit = limit;
    this.unit = unit;
  }

  add(column: number, coefficient: number): void {
    this.terms.push([column, coefficient]);
  }

  addAll(columns: Iterable<number>, coefficient: number): void {
    for (const column of columns) this.add(column, coefficient);
  }
}

/** Columns and rows as they are written down. A name given again is told apart by its count, and kept in `clashes`. */
export class Sheet {
  readonly columns: Column[] = [];
  readonly rows = new Map<string, Row>();
  /** How far relaxed rules are broken, by what that is counted in. */
  readonly shortfall: Readonly<Record<Measure, Term[]>> = { cases: [], fte: [], yuan: [] };
  /** The rows of relaxed rules, as they were asked. */
  readonly waivable: Draft[] = [];
  readonly clashes = new Set<string>();
  readonly #named = new Map<string, number>();
  readonly #totals = new Map<string, number>();
  readonly #relaxed: (rule: RuleName) => boolean;

  constructor(relaxed: (rule: RuleName) => boolean) {
    this.#relaxed = relaxed;
  }

  column(name: string, lower: number, upper: number, follows: Column['follows']): number {
    const unique = this.#unique(name, (known) => this.#named.has(known));
    this.#named.set(unique, this.columns.length);
    return this.columns.push({ name: unique, lower, upper, follows }) - 1;
  }

  /** An integer column that counts how many of `columns` are 1. */
  total(name: string, columns: readonly number[]): number {
    const known = this.#totals.get(name);
    if (known !== undefined) return known;
    const terms = columns.map((column): Term => [column, 1]);
    const total = this.column(`total:${name}`, 0, columns.length, (values) => sumOf(terms, values));
    this.#totals.set(name, total);
    this.#row(`total:${name}`, { rule: null, terms: [...terms, [total, -1]], lower: 0, upper: 0 });
    return total;
  }

  /** At most the draft's limit; beyond it only by what a relaxed rule is broken. Nothing at all is not written. */
  atMost(draft: Draft): void {
    const { rule, name, limit } = draft;
    const bare = merged(draft.terms);
    if (bare.length === 0 && limit >= 0) return;
    if (rule !== null && this.#relaxed(rule)) this.waivable.push(draft);
    const slack = rule !== null && this.#relaxed(rule) ? this.#slack(draft, bare, measureOf(rule)) : [];
    const terms = [...bare, ...slack];
    const divisor = Math.max(
      1,
      terms.reduce((found, [, each]) => common(found, each), 0),
    );
    this.#row(name, {
      rule,
      terms: terms.map(([column, each]): Term => [column, each / divisor]),
      lower: Number.NEGATIVE_INFINITY,
      upper: Math.floor(limit / divisor),
    });
  }

  #row(name: string, row: Row): void {
    this.rows.set(
      this.#unique(name, (known) => this.rows.has(known)),
      row,
    );
  }

  /** As many units beyond the limit as the row can ever come to; none where it cannot. */
  #slack({ name, limit, unit }: Draft, terms: readonly Term[], measure: Measure): Term[] {
    const highest = terms.reduce((sum, [column, each]) => {
      const { lower = 0, upper = 0 } = this.columns[column] ?? {};
      return sum + each * (each > 0 ? upper : lower);
    }, 0);
    if (highest <= limit) return [];
    const slack = this.column(`short:${name}`, 0, Math.ceil((highest - limit) / unit), (values) =>
      Math.max(0, Math.ceil((sumOf(terms, values) - limit) / unit)),
    );
    this.shortfall[measure].push([slack, 1]);
    return [[slack, -unit]];
  }

  #unique(name: string, taken: (name: string) => boolean): string {
    if (!taken(name)) return name;
    this.clashes.add(name);
    let count = 2;
    while (taken(`${name}#${count}`)) count += 1;
    return `${name}#${count}`;
  }
}

/** What terms come to, in whole numbers; throws a RangeError where these are too large to be exact. */
export function sumOf(terms: readonly Term[], values: readonly number[]): number {
  let sum = 0;
  let size = 0;
  for (const [column, coefficient] of terms) {
    const part = coefficient * (values[column] ?? 0);
    sum += part;
    size += Math.abs(part);
  }
  if (!Number.isSafeInteger(size)) throw new RangeError('A sum is too large to be exact.');
  return sum;
}

/** One term a column, those that come to nothing left out. */
export function merged(terms: readonly Term[]): readonly Term[] {
  const found = new Map<number, number>();
  for (const [column, coefficient] of terms) found.set(column, (found.get(column) ?? 0) + coefficient);
  return [...found].filter(([, coefficient]) => coefficient !== 0);
}

const common = (one: number, other: number): number =>
  other === 0 ? Math.abs(one) : common(other, one % other);
