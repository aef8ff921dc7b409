import { InvalidInput } from '../../schema/errors.ts';
import type { NamedDecision } from '../../schema/plan-acts.ts';

const longest = 1_000;

/** Trimmed; null where nothing is left. Throws `InvalidInput`. */
export function said(given: string | null, path: readonly string[]): string | null {
  const text = (given ?? '').trim();
  if (text.length > longest)
    throw new InvalidInput(path, {
      zh: `这里最多写${longest}个字，现有${text.length}个。`,
      en: `This takes ${longest} characters at most, and has ${text.length}.`,
    });
  return text === '' ? null : text;
}

/** The same, where something must be said. */
export function mustSay(given: string | null, path: readonly string[]): string {
  const text = said(given, path);
  if (text === null)
    throw new InvalidInput(path, {
      zh: '请写明内容，不能为空。',
      en: 'Say something here: it cannot be empty.',
    });
  return text;
}

/** A named decision says who, why and where. */
export const decisionOf = (given: NamedDecision): NamedDecision => ({
  decidedBy: mustSay(given.decidedBy, ['decision', 'decidedBy']),
  reason: mustSay(given.reason, ['decision', 'reason']),
  reference: mustSay(given.reference, ['decision', 'reference']),
});
