/** What is known of a number of people that is hidden, by whoever is told why: because it is small, or beside one that is. */
export interface Range {
  /** Fewer people than the threshold, or all but so few, but neither none nor all. */
  readonly small: boolean;
  readonly lowest: number;
  readonly highest: number;
}

/**
 * The range of a number of people out of `whole`, which is known (Infinity: it is not part of anything). A complement is a
 * figure too: of 40 teachers 37 are all but 3. In a whole of fewer than twice the threshold every part is small on one
 * side, and that alone tells nothing. Null: none or all, which is told as it is.
 */
export function rangeOf(value: number, whole: number, threshold: number): Range | null {
  const most = threshold - 1;
  if (value === 0 || value === whole) return null;
  if (whole <= 2 * most) return { small: true, lowest: 1, highest: whole - 1 };
  if (value <= most) return { small: true, lowest: 1, highest: most };
  if (whole - value <= most) return { small: true, lowest: whole - most, highest: whole - 1 };
  return { small: false, lowest: threshold, highest: whole - threshold };
}
