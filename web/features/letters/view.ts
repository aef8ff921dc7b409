import type { LetterFilter, LetterKind } from '../../graphql/generated/graphql.ts';

export const letterKinds: readonly LetterKind[] = [
  'DISPATCH',
  'RETURN',
  'CIRCUIT',
  'TRANSFER',
  'PLACEMENT',
  'NOTICE',
];
export const letterTabs = ['list', 'templates'] as const;

/** What the address keeps of the page. */
export interface LettersView {
  /** The plan carried out; unsaid: the newest. */
  readonly plan?: string | undefined;
  readonly tab?: (typeof letterTabs)[number] | undefined;
  readonly kind?: LetterKind | undefined;
  readonly q?: string | undefined;
  /** Papers of every plan, not of this one alone. */
  readonly every?: true | undefined;
  readonly void?: true | undefined;
  readonly sort?: string | undefined;
  /** The paper that is open. */
  readonly letter?: string | undefined;
}

export type OnView = (patch: LettersView) => void;

/** Which papers the address asks for. */
export const filterOf = (view: LettersView, planId: string | undefined): LetterFilter => ({
  ...(view.every || planId === undefined ? {} : { planId }),
  ...(view.kind ? { kinds: [view.kind] } : {}),
  ...(view.q ? { search: view.q } : {}),
  ...(view.void ? { void: true } : {}),
});
