/**
 * A text that a spreadsheet would take for a formula gets an apostrophe in front, also inside xlsx, where it
 * would be safe, because people save such sheets as csv. `unguard(guard(text))` is always `text`.
 */
export const guard = (text: string): string => (formula.test(text) ? `'${text}` : text);

/** Takes the apostrophe of `guard` off again. */
export const unguard = (text: string): string =>
  text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text;

/** What starts a formula, full-width forms too, behind any number of apostrophes, so that unguarding is exact. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;
