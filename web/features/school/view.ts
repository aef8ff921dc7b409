import type { MySchoolQuery, SchoolRoundFragment } from '../../graphql/generated/graphql.ts';

/** The parts of a principal's page, the most urgent first. */
export const parts = ['now', 'moves', 'hosting', 'staff'] as const;
export type Part = (typeof parts)[number];

/** What the address of the page holds. */
export interface SchoolView {
  /** Unsaid: `now`. */
  readonly part?: Part | undefined;
  /** Id of the round looked at; unsaid: the one under way. */
  readonly round?: string | undefined;
  /** Id of the posting that is being assessed. */
  readonly assess?: string | undefined;
}

export type School = Extract<NonNullable<MySchoolQuery['node']>, { readonly __typename: 'School' }>;
export type Section = School['sections'][number];

export const windowOf = (
  round: SchoolRoundFragment | undefined,
  kind: SchoolRoundFragment['windows'][number]['kind'],
) => round?.windows.find((window) => window.kind === kind);
