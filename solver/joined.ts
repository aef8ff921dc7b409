import type { Words } from './plan.ts';

/** Sentences one after the other. */
export const joined = (sentences: readonly Words[]): Words => ({
  zh: sentences.map(({ zh }) => zh).join(''),
  en: sentences.map(({ en }) => en).join(' '),
});
