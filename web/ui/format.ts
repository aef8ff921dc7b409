import type { Language } from './language.ts';

/** Full-time posts to two places, without a trailing zero: 1.5, 0.33, 2. */
export const fte = (amount: number, language: Language): string =>
  new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(amount);

export const count = (amount: number, language: Language): string =>
  new Intl.NumberFormat(language).format(amount);

/** A school year is named by both of its years: 2026 is 2026–2027. */
export const schoolYear = (autumn: number): string => `${autumn}–${autumn + 1}`;

/** A calendar day as YYYY-MM-DD reads: never through an instant, so that no time zone can shift it. */
export function day(text: string, language: Language): string {
  const [year, month, date] = text.slice(0, 10).split('-').map(Number);
  const noon = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, date ?? 1, 12));
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeZone: 'UTC' }).format(noon);
}

/** An instant in the reader's own zone. */
export const instant = (text: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(text));
