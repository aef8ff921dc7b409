import type { Encoding } from './encoding.ts';

/**
 * What a cell holds: text, number, yes or no, nothing; or what only a spreadsheet can hold. A `day` comes from
 * a number shown as a date, `null` where that number is no day.
 */
export type Cell =
  | string
  | number
  | boolean
  | null
  | { readonly is: 'day'; readonly day: string | null; readonly found: string }
  /** `#N/A` and its kind. */
  | { readonly is: 'error'; readonly found: string }
  /** A formula whose result was never saved. */
  | { readonly is: 'formula'; readonly found: string };

/** Rows with anything in them, in the order of the file; `number` is what the spreadsheet shows, 1 for the first. */
export interface Row {
  readonly number: number;
  readonly cells: readonly Cell[];
}

export interface SheetRead {
  /** Empty for csv. */
  readonly name: string;
  readonly rows: readonly Row[];
  /** As the spreadsheet writes ranges: `A3:A7`. */
  readonly merged: readonly string[];
  /** Whether days are counted from 1904. */
  readonly date1904: boolean;
  /** Of a csv whose encoding had to be guessed: which it was taken to be. */
  readonly assumed?: Encoding;
}

/**
 * The day a spreadsheet's number stands for; null where it is none: a time of day, or 29 February 1900, which
 * only exists in spreadsheets.
 */
export function dayOfSerial(serial: number, date1904: boolean): string | null {
  if (!Number.isInteger(serial) || serial < (date1904 ? 0 : 1) || serial > LAST_SERIAL) return null;
  if (!date1904 && serial === 60) return null;
  const days = date1904 ? serial : serial < 60 ? serial - 1 : serial - 2;
  const first = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1900, 0, 1);
  return dayText(first + days * 86_400_000);
}

/** The days of a working life come again and again in a roster. */
const remembered = new Map<number, string>();
const MOST_REMEMBERED = 40_000;

function dayText(time: number): string {
  const before = remembered.get(time);
  if (before !== undefined) return before;
  const day = new Date(time).toISOString().slice(0, 10);
  if (remembered.size < MOST_REMEMBERED) remembered.set(time, day);
  return day;
}

/** 31 December 9999. */
const LAST_SERIAL = 2_958_465;

/** 0 is A, 26 is AA. */
export const columnLetter = (at: number): string =>
  (at >= 26 ? columnLetter(Math.floor(at / 26) - 1) : '') + String.fromCharCode(65 + (at % 26));
