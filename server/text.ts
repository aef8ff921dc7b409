import { InvalidInput } from '../schema/errors.ts';
import type { Words } from '../solver/plan.ts';

/** Trimmed; null where nothing is left. Throws `InvalidInput` on more than `longest` characters. */
export function textOf(given: string | null, path: readonly string[], longest: number): string | null {
  const text = (given ?? '').trim();
  if (text.length > longest)
    throw new InvalidInput(path, {
      zh: `这里最多写${longest}个字，现有${text.length}个。`,
      en: `This takes ${longest} characters at most, and has ${text.length}.`,
    });
  return text === '' ? null : text;
}

/** The same, where something has to be said. */
export function textWanted(
  given: string | null,
  path: readonly string[],
  longest: number,
  wanted: Words,
): string {
  const text = textOf(given, path, longest);
  if (text === null) throw new InvalidInput(path, wanted);
  return text;
}
