/** A column of a table for a terminal; `longest` in places, where a Chinese character takes two. */
export interface Column {
  readonly header: string;
  readonly longest: number;
}

/** Rows under their headers, columns in line; what is too long is cut, with an ellipsis. */
export function textTable(columns: readonly Column[], rows: readonly (readonly string[])[]): string {
  const cells = rows.map((row) => columns.map(({ longest }, at) => cut(row[at] ?? '', longest)));
  const head = columns.map(({ header }) => header);
  const widths = columns.map((_, at) => Math.max(...[head, ...cells].map((row) => places(row[at] ?? ''))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, at) => cell + ' '.repeat((widths[at] ?? 0) - places(cell)))
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...cells.map(line)].join('\n');
}

const wide = /[ᄀ-ᅟ⺀-〾ぁ-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const places = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (wide.test(letter) ? 2 : 1), 0);

function cut(text: string, longest: number): string {
  const line = text.replace(/\s+/g, ' ');
  if (places(line) <= longest) return line;
  let kept = '';
  for (const letter of line) {
    if (places(kept) + places(letter) + 1 > longest) break;
    kept += letter;
  }
  return `${kept}…`;
}
