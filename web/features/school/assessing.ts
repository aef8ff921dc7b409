/** The limits of an assessment that a county's terms set, as far as a form tells them; undefined: not asked. */
export function limitsIn(terms: unknown): {
  readonly pupilSatisfaction: string | undefined;
  readonly topPercent: string | undefined;
} {
  const found =
    typeof terms === 'object' && terms !== null && 'assessment' in terms ? terms.assessment : null;
  const limit = (name: string): string | undefined => {
    const value = Object.entries(found ?? {}).find(([key]) => key === name)?.[1];
    return typeof value === 'number' ? String(value) : undefined;
  };
  return { pupilSatisfaction: limit('pupilSatisfaction'), topPercent: limit('topPercent') };
}

/** School years a posting has touched up to now, by their autumns, the newest first. */
export function yearsOf(
  { startsOn, endedOn }: { readonly startsOn: string; readonly endedOn?: string | null | undefined },
  now: Date,
): readonly number[] {
  const autumnOf = (day: string) => Number(day.slice(0, 4)) - (day.slice(5, 7) < '09' ? 1 : 0);
  const first = autumnOf(startsOn);
  const last = autumnOf(endedOn ?? now.toISOString().slice(0, 10));
  return Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => Math.max(first, last) - index);
}
