import type { MatrixFilter } from './matrix.ts';

/** What of the matrix is looked at: kept in the address. `cell` is the key of the cell whose figures are open. */
export interface GapsView extends MatrixFilter {
  readonly cell?: string | undefined;
}
