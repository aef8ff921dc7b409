/** How part of a month is paid. */
export const shares = ['half', 'day', 'any'] as const;

/** Terms of postings as the API gives them (docs/postings.md). */
export interface Terms {
  readonly stayMonths: number;
  readonly cadreMonths: number;
  readonly reportDays: number;
  readonly extensionMonths: number;
  readonly mostMonths: number;
  readonly promotionMonths: number;
  readonly partMonth: (typeof shares)[number];
  readonly assessment: {
    readonly pupilSatisfaction: number | null;
    readonly topPercent: number | null;
    readonly noSeriousViolation: boolean;
    readonly qualityGain: boolean;
  };
}

/** The API's JSON as terms; undefined: it is something else. */
export const termsIn = (json: unknown): Terms | undefined => (isTerms(json) ? json : undefined);

const isTerms = (json: unknown): json is Terms =>
  typeof json === 'object' && json !== null && 'stayMonths' in json && 'assessment' in json;

const figures = [
  'stayMonths',
  'cadreMonths',
  'reportDays',
  'extensionMonths',
  'mostMonths',
  'promotionMonths',
] as const;

/** What was written into the form, over the terms it began from; an empty limit is not asked. */
export const settingsOf = (told: Readonly<Record<string, string>>, terms: Terms): object => ({
  ...terms,
  ...Object.fromEntries(figures.map((key) => [key, Number(told[key])])),
  partMonth: shares.find((share) => share === told['partMonth']) ?? terms.partMonth,
  assessment: {
    ...terms.assessment,
    pupilSatisfaction: told['pupilSatisfaction'] ? Number(told['pupilSatisfaction']) : null,
    topPercent: told['topPercent'] ? Number(told['topPercent']) : null,
  },
});
