import { type Program, summed, type Term } from './model.ts';

/**
 * One stage's model in free MPS format, so that anybody can solve it with a solver of their own: minimise, every column
 * a whole number. Rows and columns are numbered; what each stands for is said in comments at the top.
 */
export function mpsOf(name: string, program: Program, objective: readonly Term[]): string {
  const { columns, columnName, rowNames, rowLower, rowUpper, starts, indices, values, lower, upper } =
    program;
  const byColumn: string[][] = Array.from({ length: columns }, () => []);
  for (const [column, coefficient] of summed(objective)) byColumn[column]?.push(`COST ${coefficient}`);
  for (let row = 0; row < rowUpper.length; row++) {
    for (let entry = starts[row] ?? 0; entry < (starts[row + 1] ?? 0); entry++) {
      byColumn[indices[entry] ?? 0]?.push(`R${row} ${values[entry]}`);
    }
  }
  const kinds = Array.from(rowUpper, (most, row) =>
    rowLower[row] === most ? 'E' : Number.isFinite(most) ? 'L' : 'G',
  );
  const limits = kinds.map((kind, row) => (kind === 'G' ? rowLower[row] : rowUpper[row]) ?? 0);
  return [
    ...Array.from({ length: columns }, (_, column) => `* C${column} ${columnName(column)}`),
    ...kinds.map((_, row) => `* R${row} ${rowNames[row]}`),
    `NAME ${name} FREE`,
    'ROWS',
    ' N COST',
    ...kinds.map((kind, row) => ` ${kind} R${row}`),
    'COLUMNS',
    " M0 'MARKER' 'INTORG'",
    ...byColumn.flatMap((entries, column) =>
      entries.length > 0 ? entries.map((entry) => ` C${column} ${entry}`) : [` C${column} COST 0`],
    ),
    " M1 'MARKER' 'INTEND'",
    'RHS',
    ...limits.flatMap((limit, row) => (limit === 0 ? [] : [` RHS R${row} ${limit}`])),
    'BOUNDS',
    ...Array.from(
      { length: columns },
      (_, column) => ` LO BND C${column} ${lower[column]}\n UP BND C${column} ${upper[column]}`,
    ),
    'ENDATA',
    '',
  ].join('\n');
}
