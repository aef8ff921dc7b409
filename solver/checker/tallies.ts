/** How often each code came up. */
export class Tallies {
  readonly #counts = new Map<string, number>();

  add(code: string): void {
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1);
  }

  get total(): number {
    return [...this.#counts.values()].reduce((sum, count) => sum + count, 0);
  }

  get entries(): readonly (readonly [string, number])[] {
    return [...this.#counts];
  }
}

/** The commonest codes, all of those equal; one of `last` only where there is no other. */
export function mostOf(
  counts: readonly (readonly [string, unknown])[],
  last: readonly string[],
): readonly string[] {
  const others = counts.filter(([code]) => !last.includes(code));
  const among = others.length > 0 ? others : counts;
  const most = Math.max(...among.map(([, count]) => Number(count)));
  return among.flatMap(([code, count]) => (Number(count) === most ? [code] : []));
}
