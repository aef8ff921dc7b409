import type { Words } from '../solver/plan.ts';

/** The language of the caller's terminal. */
export const terminalLanguage = (): keyof Words =>
  /^zh/i.test(process.env['LC_ALL'] || process.env['LC_MESSAGES'] || process.env['LANG'] || '') ? 'zh' : 'en';
