import * as z from 'zod';
import type { Stage } from '../problem.ts';

/** What teachers are counted by besides being there: each a part of all teachers of a row. */
export const categories = ['education', 'titles', 'backbone', 'artsAndPe', 'established'] as const;
export type Category = (typeof categories)[number];

export const columns = ['pupils', 'teachers', ...categories] as const;
export type Column = (typeof columns)[number];

/** People of one school at one stage, as they are; null: not on file. */
export interface SchoolCounts {
  /** Unique within the stage. */
  readonly school: string;
  readonly people: Readonly<Record<Column, number | null>>;
}

export interface StageCounts {
  readonly stage: Stage;
  readonly schools: readonly SchoolCounts[];
}

/** As told to everybody: a number of people; `*`: hidden; null: not on file. */
export type Figure = number | '*' | null;
export type Figures = Readonly<Record<Column, Figure>>;

export interface PublicRow {
  readonly school: string;
  readonly figures: Figures;
}

/** The figures of one stage. */
export interface PublicStage {
  readonly stage: Stage;
  /** By school. */
  readonly schools: readonly PublicRow[];
  /** Schools whose teachers are hidden, taken together; their pupils stand in their own rows. Null: there are none. */
  readonly together: Readonly<Record<Exclude<Column, 'pupils'>, Figure>> | null;
  /** Of all schools of which the figure is on file; null: of none. */
  readonly total: Figures;
}

/** How figures are hidden. */
export const hiding = z.strictObject({
  /** Fewer people than this and more than none are hidden; below 3, hiding a 1 would tell it. */
  threshold: z.int().min(3).max(20).default(5),
});
export type Hiding = z.infer<typeof hiding>;

/** A record with a figure for every column. */
export const eachColumn = <Value>(figureOf: (column: Column) => Value): Record<Column, Value> => ({
  pupils: figureOf('pupils'),
  teachers: figureOf('teachers'),
  education: figureOf('education'),
  titles: figureOf('titles'),
  backbone: figureOf('backbone'),
  artsAndPe: figureOf('artsAndPe'),
  established: figureOf('established'),
});
