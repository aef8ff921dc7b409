import type { MyPageQuery, MyRoundFragment } from '../../graphql/generated/graphql.ts';

/** The parts of a teacher's own pages, the most urgent first. */
export const parts = ['now', 'plans', 'wishes', 'points', 'service', 'record'] as const;
export type Part = (typeof parts)[number];

/** What the address of the page holds. */
export interface MeView {
  /** Unsaid: `now`. */
  readonly part?: Part | undefined;
  /** Id of the round looked at; unsaid: the one under way. */
  readonly round?: string | undefined;
}

export type Teacher = Extract<NonNullable<MyPageQuery['node']>, { readonly __typename: 'Teacher' }>;

/** The last day of a round's window, and its first; undefined: it has none of the kind. */
export const windowOf = (round: MyRoundFragment, kind: MyRoundFragment['windows'][number]['kind']) =>
  round.windows.find((window) => window.kind === kind);
