import { type Program, summed, type Term } from './model.ts';

/** What the optimum of a written model is worth in the goal's own figures. */
export interface Reckoning {
  /** What the goal comes to where nothing is added to it. */
  constant: number;
  /** 1: the goal is its constant plus the optimum; −1: its constant less the optimum (a goal to maximise). */
  sign: 1 | -1;
}

/**
 * One stage's model in MPS format, so that anybody can solve it with a solver of their own: minimise, every column a
 * whole number. Rows and columns are numbered; what each stands for is said in comments at the top.
 *
 * Declared as free MPS and yet written in the fields of fixed MPS: cbc, clp, glpsol (`--mps` or `--freemps`) and HiGHS
 * read it alike. The goal's constant is told in a comment only, for solvers disagree on the sign of an objective's
 * right-hand side.
 */
export function mpsOf(
  name: string,
  program: Program,
  objective: readonly Term[],
  { constant, sign }: Reckoning,
): string {
  const { columns, columnName, rowNames, rowLower, rowUpper, starts, indices, values, lower, upper } =
    program;
  const byColumn: string[][] = Array.from({ length: columns }, () => []);
  const entry = (column: number, row: string, coefficient: number) =>
    byColumn[column]?.push(fields('', `C${column}`, row, coefficient));
  for (const [column, coefficient] of summed(objective)) entry(column, 'COST', coefficient);
  for (let row = 0; row < rowUpper.length; row++) {
    for (let place = starts[row] ?? 0; place < (starts[row + 1] ?? 0); place++) {
      entry(indices[place] ?? 0, `R${row}`, values[place] ?? 0);
    }
  }
  const kinds = Array.from(rowUpper, (most, row) =>
    rowLower[row] === most ? 'E' : Number.isFinite(most) ? 'L' : Number.isFinite(rowLower[row]) ? 'G' : 'N',
  );
  const limits = kinds.map((kind, row) => (kind === 'G' ? rowLower[row] : kind === 'N' ? 0 : rowUpper[row]));
  return [
    `* The goal comes to ${constant} ${sign === 1 ? 'plus' : 'less'} the optimum.`,
    ...Array.from({ length: columns }, (_, column) => `* C${column} ${told(columnName(column))}`),
    ...kinds.map((_, row) => `* R${row} ${told(rowNames[row] ?? '')}`),
    `NAME          ${name}  FREE`,
    'ROWS',
    ' N  COST',
    ...kinds.map((kind, row) => ` ${kind}  R${row}`),
    'COLUMNS',
    marker('M0', 'INTORG'),
    ...byColumn.flatMap((entries, column) =>
      entries.length > 0 ? entries : [fields('', `C${column}`, 'COST', 0)],
    ),
    marker('M1', 'INTEND'),
    'RHS',
    ...limits.flatMap((limit, row) => (limit === 0 ? [] : [fields('', 'RHS', `R${row}`, limit ?? 0)])),
    'BOUNDS',
    ...Array.from({ length: columns }, (_, column) => [
      fields('LO', 'BND', `C${column}`, lower[column] ?? 0),
      fields('UP', 'BND', `C${column}`, upper[column] ?? 0),
    ]).flat(),
    'ENDATA',
    '',
  ].join('\n');
}

/** A line in the fields of fixed MPS: from columns 2, 5, 15, and up to column 36. */
const fields = (kind: string, name: string, other: string, figure: number): string =>
  ` ${kind.padEnd(2)} ${name.padEnd(8)}  ${other.padEnd(8)}  ${String(figure).padStart(12)}`;

const marker = (name: string, kind: string): string =>
  `    ${name.padEnd(8)}  'MARKER'                 '${kind}'`;

/** A comment ends with its line, whatever a key holds. */
const told = (name: string): string => name.replaceAll(/\p{Cc}/gu, ' ');
