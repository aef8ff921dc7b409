import type { ImportFault } from '../../schema/context.ts';
import type { Words } from '../../solver/plan.ts';

/** How many faults, notes and changes a report tells one by one; beyond, it only counts. */
export const MOST_TOLD = 1_000;

/** Where in the file: `row` as the spreadsheet shows it. */
export interface Place {
  readonly sheet: string | null;
  readonly row: number | null;
  readonly column: string | null;
}

/** Gathers what is wrong with a file: the first thousand, and the count. */
export class Faults {
  readonly told: ImportFault[] = [];
  /** All of them, where more than the first are wanted. */
  readonly all: ImportFault[] = [];
  count = 0;
  readonly #file: string;
  readonly #most: number;

  /** `most`: how many of `all` are kept. */
  constructor(file: string, most = 0) {
    this.#file = file;
    this.#most = most;
  }

  add({ sheet, row, column }: Place, code: string, found: string | null, expected: Words): void {
    this.count++;
    const fault = { file: this.#file, sheet, row, column, found, expected, code };
    if (this.told.length < MOST_TOLD) this.told.push(fault);
    if (this.all.length < this.#most) this.all.push(fault);
  }
}
