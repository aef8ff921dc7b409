import * as z from 'zod';
import { WindowKind } from '../prisma/generated/enums.ts';
import type { Diagnosis, GoalValue, Words } from '../solver/plan.ts';
import type { PointsPart } from '../solver/points-rule.ts';
import type { Problem } from '../solver/problem.ts';
import type { ProblemFigures as Figures } from '../solver/rectification/list.ts';
import type { ImportSheetCount } from './context.ts';

/** What the JSON columns hold, read back as they were written. */

export const words = z.object({ zh: z.string(), en: z.string() }) satisfies z.ZodType<Words>;

export const goals = z.array(
  z.object({
    name: z.string(),
    sense: z.enum(['minimise', 'maximise']),
    unit: z.string(),
    value: z.number(),
    bound: z.number().nullable(),
  }) satisfies z.ZodType<GoalValue>,
);

const pin = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('move'),
    teacher: z.string(),
    section: z.string(),
    subject: z.string().optional(),
  }),
  z.object({ kind: z.literal('stay'), teacher: z.string() }),
  z.object({ kind: z.literal('forbid'), teacher: z.string(), section: z.string() }),
]);

const clash = z.array(
  z.object({
    rule: z.string(),
    level: z.enum(['law', 'policy']),
    clause: z.string().nullable(),
    pins: z.array(pin).optional(),
    keptHome: words.optional(),
    text: words,
  }),
);

const extent = z.enum(['smallest', 'irreducible', 'cut-short']);

/**
 * Teachers and sections are named by their keys in the problem. Plans of before tell neither extent nor relaxations, and
 * one clash.
 */
export const diagnosis = z.object({
  clash,
  extent: extent.optional(),
  further: z.array(z.object({ clash, extent })).default([]),
  relaxations: z
    .array(
      z.object({
        rules: z.array(z.string()),
        cases: z.number(),
        waives: z.array(
          z.object({
            rule: z.string(),
            teachers: z.array(z.string()),
            sections: z.array(z.string()),
            amount: z.number(),
            unit: z.string(),
            text: words,
          }),
        ),
        accepts: z.array(
          z.object({
            rule: z.string(),
            figure: z.string(),
            asked: z.number(),
            reached: z.number(),
            text: words,
          }),
        ),
        text: words,
      }),
    )
    .default([]),
}) satisfies z.ZodType<Diagnosis>;

/** Sections and teachers are named by their rows' ids. */
export const circuits = z.array(
  z.object({
    teacherId: z.string(),
    fromSectionId: z.string(),
    toSectionId: z.string(),
    subject: z.string(),
    days: z.number(),
    km: z.number().nullable(),
  }),
);

export const curriculum = z.object({
  version: z.string(),
  subjects: z.array(
    z.object({
      code: z.string(),
      name: words,
      specialist: z.boolean().default(true),
      periods: z.record(z.string(), z.number()),
    }),
  ),
}) satisfies z.ZodType<Problem['curriculum']>;

export const load = z.object({
  version: z.string(),
  periods: z.array(
    z.object({
      stage: z.enum(['primary', 'junior']),
      subject: z.string().optional(),
      load: z.number(),
    }),
  ),
  classTeacherDuty: z.number().optional(),
});

/** Transport by years of teaching: the highest step reached counts; below the first, nothing. */
export const allowance = z.object({
  transport: z.array(z.object({ fromYears: z.int().min(0), monthly: z.int().min(0) })),
  months: z.int().min(1).max(12),
});

/** What was found, as it stands on the rectification list. */
export const problemFigures = z.object({
  found: z.number().nullable(),
  limit: z.number().nullable(),
  unit: words,
  parts: z.array(z.object({ of: z.string(), found: z.number(), limit: z.number(), lacking: z.number() })),
  concerns: z.array(z.string()),
}) satisfies z.ZodType<Figures>;
export type ProblemFigures = z.infer<typeof problemFigures>;

/** The arithmetic of a score. */
export const pointsParts = z.array(
  z.object({ code: z.string(), points: z.number(), text: words }) satisfies z.ZodType<PointsPart>,
);

/** What demand showed where teachers were asked for. */
export const evidence = z.object({
  on: z.string(),
  need: z.number(),
  supply: z.number(),
  gap: z.number(),
  openings: z.number(),
  critical: z.boolean(),
  doubles: z.array(z.string()),
});

/** Days before the day of effect. */
export const calendar = z.object({
  windows: z.array(z.object({ kind: z.enum(WindowKind), from: z.number(), until: z.number() })),
});

export const sheetCounts = z.array(
  z.object({
    sheet: z.string(),
    entity: z.string(),
    added: z.number(),
    changed: z.number(),
    left: z.number(),
    refused: z.number().default(0),
  }) satisfies z.ZodType<ImportSheetCount>,
);

/** What a solve told last; null before it told anything. */
export const progress = z
  .object({
    stage: z.string().nullable().default(null),
    stageIndex: z.number().nullable().default(null),
    stages: z.number().nullable().default(null),
    incumbent: z.number().nullable().default(null),
    bound: z.number().nullable().default(null),
  })
  .nullable();
