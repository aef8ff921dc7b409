/** The cells of a line; null: an empty one. */
export type CsvRow = readonly (string | number | null)[];

/** CSV as Excel and WPS open it: UTF-8 with its mark, CRLF, and no cell that could start a formula. */
export function csv(rows: readonly CsvRow[]): string {
  return `\uFEFF${rows.map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;
}

function cell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const plain = formula.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

/** As the importer knows it (server/sheets/formula-guard.ts), so that what is guarded here is unguarded there. */
const formula = /^'*[=+\-@\t\r\n＝＋－＠]/;
