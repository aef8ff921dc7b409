/** The entries of a program's rows as they are written, one row after the other; terms of one column are added up. */
export class Entries {
  #starts: number[] = [0];
  #indices = new Int32Array(SOME);
  #values = new Float64Array(SOME);
  #length = 0;
  /** By column, where its entry in the row being written is. */
  #places = new Int32Array(SOME);

  /** One more term of the row being written. */
  add(column: number, coefficient: number): void {
    if (column >= this.#places.length) this.#places = grownTo(this.#places, column + 1);
    const place = this.#places[column] ?? 0;
    if (place >= this.#start && place < this.#length && this.#indices[place] === column) {
      this.#values[place] = (this.#values[place] ?? 0) + coefficient;
      return;
    }
    if (this.#length === this.#indices.length) {
      this.#indices = grownTo(this.#indices, this.#length + 1);
      this.#values = grownTo(this.#values, this.#length + 1);
    }
    this.#places[column] = this.#length;
    this.#indices[this.#length] = column;
    this.#values[this.#length] = coefficient;
    this.#length += 1;
  }

  /** The most the row being written can come to. */
  highest(lower: readonly number[], upper: readonly number[]): number {
    let highest = 0;
    for (let entry = this.#start; entry < this.#length; entry++) {
      const coefficient = this.#values[entry] ?? 0;
      highest += coefficient * ((coefficient > 0 ? upper : lower)[this.#indices[entry] ?? 0] ?? 0);
    }
    return highest;
  }

  /** Divides the row being written by the greatest common divisor of its coefficients, and tells that. */
  reduce(): number {
    let divisor = 0;
    for (let entry = this.#start; entry < this.#length && divisor !== 1; entry++) {
      divisor = commonDivisor(Math.abs(this.#values[entry] ?? 0), divisor);
    }
    if (divisor <= 1) return 1;
    for (let entry = this.#start; entry < this.#length; entry++) {
      this.#values[entry] = (this.#values[entry] ?? 0) / divisor;
    }
    return divisor;
  }

  /** The row is written; terms that came to nothing are left out of it. */
  end(): void {
    let kept = this.#start;
    for (let entry = this.#start; entry < this.#length; entry++) {
      if (this.#values[entry] === 0) continue;
      this.#indices[kept] = this.#indices[entry] ?? 0;
      this.#values[kept] = this.#values[entry] ?? 0;
      kept += 1;
    }
    this.#length = kept;
    this.#starts.push(kept);
  }

  /** The row is not written after all. */
  drop(): void {
    this.#length = this.#start;
  }

  /** Every row written, and none after: row `r` holds the entries from `starts[r]` up to `starts[r + 1]`. */
  rows(): { starts: Int32Array; indices: Int32Array; values: Float64Array } {
    return {
      starts: Int32Array.from(this.#starts),
      indices: this.#indices.subarray(0, this.#length),
      values: this.#values.subarray(0, this.#length),
    };
  }

  get #start(): number {
    return this.#starts.at(-1) ?? 0;
  }
}

const SOME = 1024;

function grownTo<List extends Int32Array | Float64Array>(list: List, length: number): List;
function grownTo(list: Int32Array | Float64Array, length: number): Int32Array | Float64Array {
  const size = Math.max(length, 2 * list.length);
  const grown = list instanceof Int32Array ? new Int32Array(size) : new Float64Array(size);
  grown.set(list);
  return grown;
}

/** The greatest number that divides both; of 0 and another, the other. */
export function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
