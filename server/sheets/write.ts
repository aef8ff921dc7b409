import type { CellStyle, CellValue, ColumnDef, DataValidation, WriteSheet } from 'hucre';
import { writeXlsx } from 'hucre/xlsx';
import { columnLetter } from './cell.ts';
import { guard } from './formula-guard.ts';

/** A sheet to be written: the head in row 1, one array a row, in the order of `columns`. */
export interface SheetToWrite {
  readonly name: string;
  readonly columns: readonly ColumnToWrite[];
  readonly rows: readonly (readonly ValueToWrite[])[];
  /** How many empty rows below carry the columns' formats and lists, for people who fill the sheet in. */
  readonly room?: number;
}

export interface ColumnToWrite {
  readonly header: string;
  /** `text` keeps typed digits as they are; `day` shows a YYYY-MM-DD text as a date of the spreadsheet. */
  readonly format?: 'text' | 'day';
  /** What the cell's list offers; anything else is refused while typing. */
  readonly choices?: readonly string[];
  /** A number typed beside these bounds, or no whole one, is asked about; so is what is no day in a day's column. */
  readonly whole?: { readonly least: number; readonly most: number };
  /** Shown when the cell is entered. */
  readonly note?: string;
  readonly mustFill?: boolean;
  /** Characters. */
  readonly width?: number;
}

export type ValueToWrite = string | number | boolean | null;

/** An xlsx workbook. No cell of it starts a formula. The same sheets give the same cells. */
export async function writeWorkbook(sheets: readonly SheetToWrite[]): Promise<Uint8Array> {
  return writeXlsx({
    sheets: sheets.map(toWrite),
    properties: { creator: 'Junheng', created: fixed, modified: fixed },
  });
}

/** Not the time of day: one content, one file. */
const fixed = new Date(Date.UTC(2026, 0, 1));
const textStyle: CellStyle = { numFmt: '@' };
const dayStyle: CellStyle = { numFmt: 'yyyy-mm-dd' };

function toWrite(sheet: SheetToWrite): WriteSheet {
  const head = sheet.columns.map(({ header }) => guard(header));
  const blank = sheet.columns.map(() => null);
  const rows = [
    head,
    ...sheet.rows.map((row) => sheet.columns.map(({ format }, at) => cell(row[at] ?? null, format))),
    ...Array.from({ length: sheet.room ?? 0 }, () => blank),
  ];
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  for (const [at, column] of sheet.columns.entries()) {
    cells.set(`0,${at}`, { style: headStyle(column) });
    // A column's own format is not enough: Excel reads a typed number by the format of the empty cell.
    const style = styleOf(column);
    if (style !== undefined)
      for (let row = sheet.rows.length + 1; row < rows.length; row++) cells.set(`${row},${at}`, { style });
  }
  return {
    name: sheet.name,
    rows,
    cells,
    columns: sheet.columns.map(columnDef),
    freezePane: { rows: 1 },
    dataValidations: sheet.columns.flatMap((column, at) => validation(column, at, rows.length)),
  };
}

function cell(value: ValueToWrite, format: ColumnToWrite['format']): CellValue {
  if (typeof value !== 'string') return value;
  if (format === 'day' && sureSerial(value)) return new Date(`${value}T00:00:00Z`);
  return guard(value);
}

/** Before March 1900 spreadsheets disagree on which day a number means: such days stay text. */
const sureSerial = (day: string) => /^\d{4}-\d\d-\d\d$/.test(day) && day >= '1900-03-01';

const styleOf = ({ format }: ColumnToWrite): CellStyle | undefined =>
  format === 'text' ? textStyle : format === 'day' ? dayStyle : undefined;

const headStyle = ({ mustFill }: ColumnToWrite): CellStyle => ({
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: mustFill ? 'FFE8B3' : 'E6EEF8' } },
});

function columnDef(column: ColumnToWrite): ColumnDef {
  const style = styleOf(column);
  const width = column.width ?? Math.min(40, Math.max(10, wide(column.header) + 2));
  return style === undefined ? { width } : { width, style };
}

/** Chinese characters take two places. */
const wide = (text: string) => [...text].reduce((sum, letter) => sum + (letter > '⺀' ? 2 : 1), 0);

/** Excel takes no longer list than this in the rule itself. */
const LONGEST_LIST = 255;

function validation(column: ColumnToWrite, at: number, rows: number): DataValidation[] {
  const letter = columnLetter(at);
  const range = `${letter}2:${letter}${Math.max(2, rows)}`;
  const prompt = column.note === undefined ? {} : { showInputMessage: true, inputMessage: column.note };
  const rule = ruleOf(column);
  if (rule !== undefined) return [{ ...rule, range, allowBlank: true, showErrorMessage: true, ...prompt }];
  if (column.note === undefined) return [];
  return [
    {
      type: 'textLength',
      operator: 'lessThanOrEqual',
      formula1: '32767',
      range,
      allowBlank: true,
      ...prompt,
    },
  ];
}

/** A word beside a list is refused; a day or number that looks wrong only asked about, as it may be a word: (clear). */
function ruleOf({ choices, format, whole }: ColumnToWrite): Omit<DataValidation, 'range'> | undefined {
  if (choices !== undefined && choices.join(',').length <= LONGEST_LIST)
    return { type: 'list', values: [...choices] };
  if (format === 'day')
    return { type: 'date', operator: 'greaterThanOrEqual', formula1: FIRST_SURE_DAY, errorStyle: 'warning' };
  if (whole === undefined) return undefined;
  return {
    type: 'whole',
    operator: 'between',
    formula1: `${whole.least}`,
    formula2: `${whole.most}`,
    errorStyle: 'warning',
  };
}

/** 1 March 1900, as spreadsheets count. */
const FIRST_SURE_DAY = '61';
