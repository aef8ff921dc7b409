import { useMemo, useState } from 'react';
import type { RuleChange } from './draft.ts';

/** Where this tab of the browser keeps what a reader began to change in a version of the policy; nobody else takes it over. */
const keyOf = (reader: string, policyId: string) => `junheng.policy.draft.${reader}.${policyId}`;

/** The changes begun to a version, and how they change: they outlive a page read anew, and a look at another version. */
export function useKeptDraft(
  reader: string,
  policyId: string | undefined,
): readonly [readonly RuleChange[], (changes: readonly RuleChange[]) => void] {
  const key = policyId === undefined ? undefined : keyOf(reader, policyId);
  const kept = useMemo(() => (key === undefined ? [] : keptUnder(key)), [key]);
  const [made, setMade] = useState<{ readonly key: string; readonly changes: readonly RuleChange[] }>();
  const draft = made !== undefined && made.key === key ? made.changes : kept;
  const change = (changes: readonly RuleChange[]) => {
    if (key === undefined) return;
    if (changes.length === 0) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(changes));
    setMade({ key, changes });
  };
  return [draft, change];
}

function keptUnder(key: string): readonly RuleChange[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? '[]');
    return Array.isArray(kept) ? kept : [];
  } catch {
    // Written by another hand: as if there were none.
    return [];
  }
}
