import type { LetterKind, MoveForm, PlanState } from '../prisma/generated/enums.ts';

const kinds: readonly LetterKind[] = ['dispatch', 'return', 'circuit', 'transfer', 'placement', 'notice'];

/** What papers are issued of a plan in a state: of a final one all, of a provisional one the list for the notice board. */
export const issuedOf = (state: PlanState): readonly LetterKind[] =>
  state === 'final' ? kinds : state === 'provisional' ? ['notice'] : [];

/** In which state a plan is ordered. */
export const isOrderedIn = (state: PlanState): boolean => state === 'final';

/** What papers a move gets; circuit teaching is none. */
export const lettersOfMove = ({
  form,
  relationMoves,
}: {
  readonly form: MoveForm;
  readonly relationMoves: boolean;
}): readonly LetterKind[] => [
  form === 'return' ? 'return' : 'dispatch',
  ...(relationMoves ? (['transfer'] as const) : []),
];
