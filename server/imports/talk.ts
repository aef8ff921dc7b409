import type { Encoding } from '../sheets/encoding.ts';
import type { Limits } from '../sheets/limits.ts';
import type { Entity } from './catalogue.ts';
import type { Circumstances, Examination } from './examine.ts';
import type { Faults } from './faults.ts';
import type { ColumnMapping } from './mapping.ts';

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
}

/** From the server to the thread. */
export type Order =
  /** A piece of what was asked for, as JSON text. */
  | { readonly is: 'rows'; readonly json: string }
  | { readonly is: 'end-of-rows' }
  | { readonly is: 'next-batch' };

/** From the thread to the server. */
export type Answer =
  /** Asks for what the county has on file; `codes`: only what rows are known by. */
  | { readonly is: 'ask'; readonly entity: Entity | 'rounds'; readonly what: 'codes' | 'all' }
  | {
      readonly is: 'examined';
      readonly examination: Pick<Examination, 'counts' | 'told'>;
      readonly faults: Told;
      readonly notes: Told;
      readonly writes: number;
    }
  | { readonly is: 'batch'; readonly batch: Batch | null };

export type Told = Pick<Faults, 'told' | 'count'>;

/** Rows to be written by one statement, as JSON text, so that the server need not look at them. */
export interface Batch {
  readonly entity: string;
  readonly operation: 'add' | 'link' | 'change';
  readonly count: number;
  /** The place of the first among all the import writes. */
  readonly position: number;
  /** What a new row has unless it says otherwise, as JSON text. */
  readonly base: string;
  readonly json: string;
}
