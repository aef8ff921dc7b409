import type { ImportColumn } from '../../schema/context.ts';
import type { Words } from '../../solver/plan.ts';
import type { Encoding } from '../sheets/encoding.ts';
import type { Limits } from '../sheets/limits.ts';
import type { Entity } from './catalogue.ts';
import type { Circumstances, Examination } from './examine.ts';
import type { Faults } from './faults.ts';
import type { ColumnMapping } from './mapping.ts';
import type { PackedBatch } from './packed-rows.ts';
import type { Registered } from './registers.ts';

/** What the thread is given: the file, and how to read it. */
export interface Errand {
  readonly fileName: string;
  readonly bytes: Uint8Array;
  readonly limits: Limits;
  readonly encoding: Encoding | undefined;
  readonly mapping: ColumnMapping | undefined;
  readonly circumstances: Omit<Circumstances, 'today'>;
  /** The moment in milliseconds, and where the county’s offices are. */
  readonly now: number;
  readonly timeZone: string;
  /** Where the file is wanted back with its faults beside the rows: in whose language. */
  readonly annotate: keyof Words | undefined;
}

/** From the server to the thread. */
export type Order =
  /** A piece of what was asked for, as JSON text. */
  { readonly is: 'rows'; readonly json: string } | { readonly is: 'end-of-rows' };

/** From the thread to the server. */
export type Answer =
  /** Asks for what the county has on file: what all rows of a register are known by, */
  | { readonly is: 'ask-codes'; readonly entity: Registered }
  /** or the rows with these keys, a JSON array of objects. */
  | { readonly is: 'ask-rows'; readonly entity: Entity; readonly keys: string }
  | {
      readonly is: 'examined';
      readonly examination: Pick<Examination, 'counts' | 'told'>;
      readonly faults: Told;
      readonly notes: Told;
      readonly columns: readonly ImportColumn[];
      /** The file with its faults; null: not wanted, or there is none. */
      readonly annotated: Uint8Array | null;
      /** In the order to be written; none where there is a fault. */
      readonly batches: readonly Batch[];
    };

export type Told = Pick<Faults, 'told' | 'count'>;

/** Rows to be written by one statement, as text the server need not look at. */
export interface Batch extends PackedBatch {
  readonly entity: string;
  readonly operation: 'add' | 'link' | 'change';
  /** The place of the first among all the import writes. */
  readonly position: number;
  /** What a new row has unless it says otherwise, as JSON text. */
  readonly base: string;
}
