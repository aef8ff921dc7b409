import type { Words } from './plan.ts';

/** Sentences one after the other. */
export const joined = (sentences: readonly Words[]): Words => ({
  zh: sentences.map(({ zh }) => zh).join(''),
  en: sentences.map(({ en }) => en).join(' '),
});

/** A sentence of a bar, none of which begins with a name, as it goes on after a colon. */
export const midSentence = (text: string): string => `${text.slice(0, 1).toLowerCase()}${text.slice(1)}`;
