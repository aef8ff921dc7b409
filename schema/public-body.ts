import * as z from 'zod';
import type { StageFigures } from '../solver/public-figures/figures.ts';

const figure = z.union([z.int(), z.literal('*'), z.null()]);
const ofTeachers = {
  teachers: figure,
  education: figure,
  titles: figure,
  backbone: figure,
  artsAndPe: figure,
  established: figure,
};
const figures = z.object({ pupils: figure, ...ofTeachers });

const stage = z.object({
  stage: z.enum(['primary', 'junior']),
  schools: z.array(z.object({ school: z.string(), figures })),
  together: z.object(ofTeachers).nullable(),
  total: figures,
  coefficients: z.array(
    z.object({
      standard: z.string(),
      code: z.string(),
      coefficient: z.number().nullable(),
      within: z.boolean().nullable(),
      because: z
        .enum(['hidden', 'no-schools', 'pupils-unknown', 'not-reported', 'nothing-counted'])
        .nullable(),
    }),
  ),
}) satisfies z.ZodType<StageFigures>;

const words = z.object({ zh: z.string(), en: z.string() });

/** A standard as far as its coefficients have to be read by it. */
const publicStandard = z.object({
  version: z.string(),
  kind: z.enum(['basic', 'quality']),
  title: words,
  limit: z.object({ of: z.enum(['mean', 'each']), primary: z.number(), junior: z.number() }),
  indicators: z.array(z.object({ code: z.string(), name: words })),
});
export type PublicStandard = z.infer<typeof publicStandard>;

/** What is published of a county, as it is stored and served (docs/public-figures.md). Schools are named by their codes. */
export interface PublicBody {
  readonly format: 'junheng-public-figures/1';
  readonly county: { readonly code: string; readonly name: string };
  /** 1, 2, 3 … of the county. */
  readonly version: number;
  /** YYYY-MM-DD. */
  readonly day: string;
  readonly schoolYear: number;
  /** Fewer people than this are hidden. */
  readonly threshold: number;
  /** Names by code. */
  readonly schools: Readonly<Record<string, string>>;
  readonly stages: readonly StageFigures[];
  /** Those that coefficients are told by; empty: published before counties had their own, so by the national ones. */
  readonly standards: readonly PublicStandard[];
}

const publicBody = z.object({
  format: z.literal('junheng-public-figures/1'),
  county: z.object({ code: z.string(), name: z.string() }),
  version: z.int(),
  day: z.string(),
  schoolYear: z.int(),
  threshold: z.int(),
  schools: z.record(z.string(), z.string()),
  stages: z.array(stage),
  standards: z.array(publicStandard).default([]),
}) satisfies z.ZodType<PublicBody>;

export const bodyOf = (text: string): PublicBody => publicBody.parse(JSON.parse(text));
