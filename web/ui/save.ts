import { type CsvRow, csv } from './csv.ts';

/** Hands a file to the browser to save. */
export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  Object.assign(document.createElement('a'), { href: url, download: name }).click();
  // Chromium reads the file after the click has returned.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** The same for a table, under a name without its ending. */
export const saveTable = (name: string, rows: readonly CsvRow[]): void =>
  save(`${name}.csv`, new Blob([csv(rows)], { type: 'text/csv;charset=utf-8' }));
