import { z } from 'zod';

/** How a part of a month is paid: whole from half its days on, by the day, or whole from the first day on. */
export const partMonths = ['half', 'day', 'any'] as const;
export type PartMonth = (typeof partMonths)[number];

/**
 * How long postings last, by what they are judged, and how a part of a month is paid: figures of a county's own, dated. What is
 * left out is as the Opinions of 2014 and the system of Yuan'an have it (domain A3, A5, A6, E).
 */
export const postingTerms = z.strictObject({
  /** Months a teacher stays, 1 to 120: 3 years unless the county says otherwise. */
  stayMonths: z.int().min(1).max(120).default(36),
  /** Months of one term of a cadre. */
  cadreMonths: z.int().min(1).max(120).default(36),
  /** Days after the first in which to report for duty, 0 to 90. */
  reportDays: z.int().min(0).max(90).default(7),
  /** Months that a posting goes on where it is decided to be extended, 1 to 60. */
  extensionMonths: z.int().min(1).max(60).default(12),
  /** Months that a posting may last in all, its extensions counted, 1 to 240. */
  mostMonths: z.int().min(1).max(240).default(72),
  /** By what the host's assessment is passed; null: the limit is not asked for. */
  assessment: z
    .strictObject({
      /** Percent of pupils content, at least. */
      pupilSatisfaction: z.number().min(0).max(100).nullable().default(80),
      /** In the first so many percent of the host's staff by the annual rating. */
      topPercent: z.int().min(1).max(100).nullable().default(60),
      noSeriousViolation: z.boolean().default(true),
      qualityGain: z.boolean().default(true),
    })
    .prefault({}),
  /** Whole months of rural service that a senior title asks for, 0 to 120. */
  promotionMonths: z.int().min(0).max(120).default(12),
  partMonth: z.enum(partMonths).default('half'),
});
export type PostingTerms = z.infer<typeof postingTerms>;

export const usualTerms: PostingTerms = postingTerms.parse({});
