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
