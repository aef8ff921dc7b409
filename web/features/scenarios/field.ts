import type { Draft, Round } from './draft.ts';

/** A part of the form of a scenario. */
export interface FieldProps {
  readonly round: Round;
  readonly draft: Draft;
  readonly onPatch: (part: Partial<Draft>) => void;
}
