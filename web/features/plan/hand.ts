import { createContext, useContext } from 'react';
import type {
  CadreRole,
  HandEditDoneFragment,
  SectionNameFragment,
  SubjectNameFragment,
} from '../../graphql/generated/graphql.ts';

/** Where somebody is put by hand: a post of a section, or, without a section, the place they have. */
export interface Target {
  readonly section?: SectionNameFragment | undefined;
  readonly subject?: SubjectNameFragment | null | undefined;
  readonly role?: CadreRole | null | undefined;
  /** How many posts the plan leaves open there; undefined: none is told. */
  readonly left?: number | undefined;
}

/** What came of the last move by hand, shown in the plan that has it. */
export type HandEffect = HandEditDoneFragment;

/** Work by hand on the plan shown. */
export interface Hand {
  /** Asks where to put a teacher; `to` is where the teacher was dropped. */
  readonly ask: (teacherId: string, to?: Target) => void;
  /** Who is being dragged; undefined: nobody. */
  readonly dragged: string | undefined;
  readonly drag: (teacherId: string | undefined) => void;
}

/** Null: the reader may not work on this plan by hand. */
export const HandContext = createContext<Hand | null>(null);

export const useHand = (): Hand | null => useContext(HandContext);

/** Whether the subject is asked for: a section was chosen by its name, no post of it. */
export const choosesSubject = ({ section, subject, role }: Target): boolean =>
  section !== undefined && !subject && !role;

/** The subject to teach there, shown as chosen and sent alike: the post's, the one chosen, else the first on file. */
export const subjectThere = (
  target: Target,
  onFile: readonly SubjectNameFragment[],
  chosen: string | undefined,
): string | null =>
  target.subject?.code ?? (choosesSubject(target) ? (chosen ?? onFile[0]?.code ?? null) : null);

export const keyOfTarget = ({ section, subject, role }: Target): string =>
  section === undefined ? 'stay' : [section.id, role ?? subject?.code ?? ''].join('~');
