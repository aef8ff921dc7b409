import { promisify } from 'node:util';
import { deflateRawSync, inflateRaw } from 'node:zlib';

/** Rows that are written by one statement, as packed JSON text. */
export interface PackedBatch {
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** Rows a statement: enough to be quick, few enough not to hold anybody up. */
const BATCH = 500;

/**
 * Rows waiting for the whole file to be judged. A roster's rows as objects, or as text, would fill the memory;
 * packed they take a tenth.
 */
export class PackedRows {
  readonly #batches: PackedBatch[] = [];
  #waiting: string[] = [];
  #count = 0;

  add(row: object): void {
    this.#count++;
    if (this.#waiting.push(JSON.stringify(row)) === BATCH) this.#pack();
  }

  get count(): number {
    return this.#count;
  }

  /** All rows added so far, in their order. */
  batches(): readonly PackedBatch[] {
    if (this.#waiting.length > 0) this.#pack();
    return this.#batches;
  }

  #pack(): void {
    const bytes = deflateRawSync(`[${this.#waiting.join(',')}]`, { level: 1 });
    this.#batches.push({ count: this.#waiting.length, bytes });
    this.#waiting = [];
  }
}

/** The rows of a batch as a JSON array, in UTF-8; unpacked away from the event loop. */
export const unpacked = ({ bytes }: Pick<PackedBatch, 'bytes'>): Promise<Buffer> =>
  promisify(inflateRaw)(bytes);
