import type { FiguresPreviewQuery } from '../../graphql/generated/graphql.ts';

export type Preview = NonNullable<NonNullable<FiguresPreviewQuery['county']>['figuresPreview']>;
export type Stage = Preview['stages'][number];
export type Counts = Stage['total'];

/** The columns of a public table, in their order. */
export const columns = [
  'pupils',
  'teachers',
  'education',
  'titles',
  'backbone',
  'artsAndPe',
  'established',
] as const satisfies readonly (keyof Counts)[];
