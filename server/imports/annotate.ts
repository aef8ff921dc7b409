import type { ImportFault } from '../../schema/context.ts';
import type { Words } from '../../solver/plan.ts';
import type { Cell, SheetRead } from '../sheets/cell.ts';
import { type SheetToWrite, type ValueToWrite, writeWorkbook } from '../sheets/write.ts';
import { annotationHeader, type Table } from './recognise.ts';

/**
 * The file as it was sent, as a workbook, with one more column that says in each row what is wrong with it: every row under its
 * own number, so that it can be mended in place and sent again, whole. What an annotated file already says is said anew.
 */
export function annotated(
  sheets: readonly SheetRead[],
  tables: readonly Pick<Table, 'sheet' | 'headRow'>[],
  faults: readonly ImportFault[],
  language: keyof Words,
): Promise<Uint8Array> {
  const named = new Map<string | null, Map<number, string[]>>();
  for (const fault of faults) {
    if (fault.row === null) continue;
    const rows = named.get(fault.sheet) ?? new Map<number, string[]>();
    named.set(fault.sheet, rows);
    rows.set(fault.row, [...(rows.get(fault.row) ?? []), sentence(fault, language)]);
  }
  return writeWorkbook(
    sheets.map((sheet) => {
      const name = sheet.name === '' ? null : sheet.name;
      const headRow = tables.find((table) => table.sheet === name)?.headRow ?? 1;
      return toWrite(sheet, headRow, named.get(name) ?? new Map(), language);
    }),
  );
}

function toWrite(
  { name, rows }: SheetRead,
  headRow: number,
  wrong: ReadonlyMap<number, readonly string[]>,
  language: keyof Words,
): SheetToWrite {
  const head = rows.find(({ number }) => number === headRow)?.cells ?? [];
  const before = head.findIndex((cell) => isAnnotation(cell));
  const width = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const at = before < 0 ? width : before;
  const last = rows.at(-1)?.number ?? 1;
  const lines: ValueToWrite[][] = Array.from({ length: last }, () => []);
  for (const { number, cells } of rows) {
    const line: ValueToWrite[] = Array.from({ length: Math.max(width, at + 1) }, (_, place) =>
      plain(cells[place] ?? null),
    );
    // What stands in the row of headers is about the sheet, and is told on the page.
    line[at] = number === headRow ? annotationHeader[language] : (wrong.get(number)?.join('\n') ?? null);
    lines[number - 1] = line;
  }
  const [first = [], ...others] = lines;
  const columns = Array.from({ length: Math.max(width, at + 1) }, (_, place) => ({
    header: String(first[place] ?? ''),
    ...(place === at && { width: 60 }),
  }));
  return { name: name === '' ? sheetName[language] : name, columns, rows: others };
}

/** A text table has no sheet to be named after. */
const sheetName: Words = { zh: '数据', en: 'Data' };

const isAnnotation = (cell: Cell): boolean =>
  typeof cell === 'string' && Object.values(annotationHeader).includes(cell.trim());

function plain(cell: Cell): ValueToWrite {
  if (cell === null || typeof cell !== 'object') return cell;
  return cell.is === 'day' ? (cell.day ?? cell.found) : cell.found;
}

function sentence({ column, found, expected }: ImportFault, language: keyof Words): string {
  const name = column ?? '';
  if (language === 'en') return `${name}: should be ${expected.en}${found === null ? '' : `; is “${found}”`}`;
  return `${name}：应为${expected.zh}${found === null ? '' : `；现为“${found}”`}`;
}
