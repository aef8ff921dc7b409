import type { Words } from '../plan.ts';

/** Something a plan says that is not so; `code` is stable. */
export interface PlanFault {
  code: string;
  text: Words;
}

export const fault = (code: string, zh: string, en: string): PlanFault => ({ code, text: { zh, en } });

/** A value as a fault tells it. */
export const shown = (value: unknown): string =>
  value === null || value === undefined ? '—' : String(value);
