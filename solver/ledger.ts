import type { Program } from './model.ts';

/**
 * The rows that rules wrote, kept as a ledger beside a plan: tells which rule a single change would break.
 * Totals are written out into the postings they count, so that a change need not carry them along.
 */
export class Ledger {
  readonly #program: Program;
  readonly #entries: Map<number, number>[];
  readonly #sums: Float64Array;

  /**
   * `columns`: how many of the program's columns are postings and circuits; `made`: the ones the plan makes, a circuit
   * once a day; `relaxed`: the rules that stop nothing.
   */
  constructor(
    program: Program,
    columns: number,
    made: Iterable<number>,
    relaxed: ReadonlySet<string> = new Set(),
  ) {
    this.#program = program;
    this.#entries = Array.from({ length: columns }, () => new Map());
    this.#sums = new Float64Array(program.rowUpper.length);
    const totals = membersOf(program);
    for (const [row, rule] of program.rules.entries()) {
      if (rule === null || relaxed.has(rule)) continue;
      for (const [column, coefficient] of entriesOf(program, row)) {
        for (const member of totals.get(column) ?? [column]) this.#add(member, row, coefficient);
      }
    }
    for (const column of made) {
      for (const [row, coefficient] of this.#of(column)) this.#sums[row] = this.#sum(row) + coefficient;
    }
  }

  /** The first rule broken by making one posting more, and another one less; null: none. */
  broken(added: number, dropped: number | null): string | null {
    const more = this.#of(added);
    const less = dropped === null ? NONE : this.#of(dropped);
    let first: number | null = null;
    const look = (row: number, change: number) => {
      const sum = this.#sum(row) + change;
      const { rowLower, rowUpper } = this.#program;
      const kept = sum >= (rowLower[row] ?? 0) && sum <= (rowUpper[row] ?? 0);
      if (!kept && (first === null || row < first)) first = row;
    };
    for (const [row, coefficient] of more) look(row, coefficient - (less.get(row) ?? 0));
    for (const [row, coefficient] of less) if (!more.has(row)) look(row, -coefficient);
    return first === null ? null : (this.#program.rules[first] ?? null);
  }

  #add(column: number, row: number, coefficient: number): void {
    const entries = this.#entries[column];
    entries?.set(row, (entries.get(row) ?? 0) + coefficient);
  }

  #of(column: number): ReadonlyMap<number, number> {
    return this.#entries[column] ?? NONE;
  }

  #sum(row: number): number {
    return this.#sums[row] ?? 0;
  }
}

/** The columns of what a plan makes, a circuit's as often as it has days. */
export const columnsMade = (
  postings: readonly { column: number }[],
  circuits: readonly { column: number; days: number }[],
): number[] => [
  ...postings.map(({ column }) => column),
  ...circuits.flatMap(({ column, days }) => Array.from({ length: days }, () => column)),
];

const NONE: ReadonlyMap<number, number> = new Map();

/** The postings each total counts. */
function membersOf(program: Program): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (const [row, total] of program.defines.entries()) {
    if (total === null) continue;
    members.set(
      total,
      entriesOf(program, row)
        .map(([column]) => column)
        .filter((column) => column !== total),
    );
  }
  return members;
}

function entriesOf(
  { starts, indices, values }: Program,
  row: number,
): [column: number, coefficient: number][] {
  const entries: [number, number][] = [];
  for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
    entries.push([indices[entry] ?? 0, values[entry] ?? 0]);
  }
  return entries;
}
