import { FileRefused } from './file-refused.ts';

/**
 * Keeps one copy of each text: rosters say the same few thousand words over and over. Throws `FileRefused` when
 * the different texts together have more than `most` letters.
 */
export function textStore(most: number): (text: string) => string {
  const kept = new Map<string, string>();
  let letters = 0;
  return (text) => {
    const known = kept.get(text);
    if (known !== undefined) return known;
    letters += text.length;
    if (letters > most) throw new FileRefused('too-many-rows');
    // A piece of a string keeps the whole of it in memory; this makes it a string of its own.
    const own = ` ${text}`.slice(1);
    kept.set(own, own);
    return own;
  };
}
