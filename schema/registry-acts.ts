import type { Words } from '../solver/plan.ts';
import type { Actor, Versioned } from './year-acts.ts';

/** What a row of the registry may be, as a workbook has a sheet for each. */
export type RegistryEntity =
  | 'zones'
  | 'clusters'
  | 'schools'
  | 'members'
  | 'sections'
  | 'classes'
  | 'teachers'
  | 'certificates'
  | 'exemptions'
  | 'postings'
  | 'requests'
  | 'wishes'
  | 'points'
  | 'recruits'
  | 'recruitCertificates';

/** Rows that are changed one by one. */
export type Recorded = 'teachers' | 'schools' | 'sections';

/** What may stand in a column. */
export type ColumnKind =
  | 'text'
  | 'code'
  | 'integer'
  | 'number'
  | 'day'
  | 'yes-no'
  | 'choice'
  | 'subject'
  | 'reference'
  | 'list';

/** One column of a sheet, as the importer reads it. */
export interface RegistryColumn {
  readonly key: string;
  readonly words: Words;
  readonly kind: ColumnKind;
  /** A new row must have it, and it is never cleared. */
  readonly required: boolean;
  /** Its rows are known again by it: it cannot be changed. */
  readonly known: boolean;
  readonly note: Words | null;
  readonly example: string;
  /** Of an integer or a number. */
  readonly least: number | null;
  readonly most: number | null;
  /** Characters of a text. */
  readonly longest: number | null;
  /** What a choice, yes or no, or a subject may be: what is sent, and how people write it. */
  readonly choices: readonly { readonly value: string; readonly words: Words }[];
  /** What a reference names a row of. */
  readonly refersTo: RegistryEntity | 'rounds' | null;
}

/** What stands in one column of a row: as it may be sent back, and as people read it; null: nothing. */
export interface RecordValue {
  readonly column: RegistryColumn;
  readonly value: string | null;
  readonly shown: Words | null;
}

/** What is to stand in a column, written as in a workbook; null: nothing. */
export interface ValueGiven {
  readonly column: string;
  readonly value: string | null;
}

/** Classes and pupils of a grade in a school year. */
export interface GradeGiven {
  readonly schoolYear: number;
  readonly grade: number;
  readonly classes: number;
  readonly pupils: number;
}

/** What is wrong with a change: `column` is the key, `grade` the place in the list of grades given, null of the row itself. */
export interface RecordFault {
  readonly column: string;
  readonly name: Words;
  readonly grade: number | null;
  readonly code: string;
  readonly found: string | null;
  readonly expected: Words;
}

export interface RecordChange {
  readonly entity: Recorded;
  readonly row: Versioned;
  readonly values: readonly ValueGiven[];
  /** Of a section alone. */
  readonly grades: readonly GradeGiven[];
  readonly reason: string | null;
}

/** The registry, row by row. */
export interface RegistryActs {
  /** The columns of a sheet, with the county's own subjects. */
  columns(countyId: string, entity: RegistryEntity): Promise<readonly RegistryColumn[]>;
  /** All that stands in rows of one county, by id, in clear: who may read it is the caller's to ask. */
  records(
    countyId: string,
    entity: Recorded,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, readonly RecordValue[]>>;
  /**
   * Changes a row as an import of that row alone would, by HR of the county, and not on the own record. Throws `NotFound`,
   * `NotAllowed`, `InvalidInput`, `VersionConflict`, and `RecordRefused` with every fault.
   */
  change(actor: Actor, change: RecordChange): Promise<void>;
}
