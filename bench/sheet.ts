/** One table of the bench: each line is measured and printed before the next is begun. */
export interface Sheet {
  readonly title: string;
  /** Titles and the least width of each column in text. */
  readonly columns: readonly (readonly [title: string, width: number])[];
  readonly lines: readonly Line[];
}

export interface Line {
  /** What `--only` names. */
  readonly name: string;
  /** Its cells after the name, one a column; throws when the answer is wrong. */
  measure(): Promise<readonly string[]>;
}

/** How a table is written: in columns for people, or as Markdown for a document. */
export interface Style {
  head(sheet: Sheet): string;
  row(sheet: Sheet, cells: readonly string[]): string;
}

const padded = ({ columns }: Sheet, cells: readonly string[]): string =>
  `${cells
    .map((cell, index) => cell.padEnd(columns[index]?.[1] ?? 0))
    .join(' ')
    .trimEnd()}\n`;

export const plain: Style = {
  head: (sheet) =>
    `\n${sheet.title}\n${padded(
      sheet,
      sheet.columns.map(([title]) => title),
    )}`,
  row: padded,
};

export const markdown: Style = {
  head: ({ title, columns }) =>
    `\n### ${title}\n\n| ${columns.map(([name]) => name).join(' | ')} |\n|${columns.map(() => '---|').join('')}\n`,
  row: (_sheet, cells) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |\n`,
};

/** Measures and prints the lines asked for; whether every one was right. */
export async function printSheet(
  sheet: Sheet,
  { head, row }: Style,
  isAsked: (name: string) => boolean,
  say: (text: string) => void,
): Promise<boolean> {
  const asked = sheet.lines.filter(({ name }) => isAsked(name));
  if (asked.length > 0) say(head(sheet));
  let right = true;
  for (const { name, measure } of asked) {
    const cells = await measure().catch((error: unknown) => {
      right = false;
      return [`WRONG: ${error instanceof Error ? error.message : error}`];
    });
    say(row(sheet, [name, ...cells]));
  }
  return right;
}
