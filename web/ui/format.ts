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

/** The day of an instant in the reader's own zone: what is done at seven in Shanghai is not of the day before. */
export const dayOfInstant = (text: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium' }).format(new Date(text));

/** An instant in the reader's own zone. */
export const instant = (text: string, language: Language): string =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(text));

/** A coefficient to four decimals, as reports of inspection print it: 0.7129. */
export const coefficient = (amount: number, language: Language): string =>
  new Intl.NumberFormat(language, { minimumFractionDigits: 4, maximumFractionDigits: 4 }).format(amount);

/** A change with its sign: +0.0123, −0.0123; what four decimals cannot show is 0.0000. */
export const signed = (amount: number, language: Language): string =>
  new Intl.NumberFormat(language, {
    minimumFractionDigits: 4,
    maximumFractionDigits: 4,
    signDisplay: 'exceptZero',
  }).format(amount);

/** A share of one as per cent to one decimal. */
export const percent = (share: number, language: Language): string =>
  new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share);

/** Today as YYYY-MM-DD in a county's zone, for asking the API about days. */
export const todayIn = (timeZone: string): string =>
  new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' }).format(
    new Date(),
  );
