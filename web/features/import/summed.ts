interface Counts {
  readonly added: number;
  readonly changed: number;
}

/** Rows added and changed over all sheets. */
export const summed = (sheets: readonly Counts[]): Counts => ({
  added: sheets.reduce((sum, { added }) => sum + added, 0),
  changed: sheets.reduce((sum, { changed }) => sum + changed, 0),
});
