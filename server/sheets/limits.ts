/** How much a file may ask of the reader; what goes beyond is refused, not cut. */
export interface Limits {
  /** Bytes of the file itself. */
  readonly fileBytes: number;
  /** Bytes it unpacks to, counted while unpacking: what an archive says of itself is not believed. */
  readonly unpackedBytes: number;
  /** Bytes of a csv file, unpacked. */
  readonly textBytes: number;
  /** Parts of an archive. */
  readonly parts: number;
  readonly sheets: number;
  /** Rows with anything in them, and cells with anything in them, of the whole file. */
  readonly rows: number;
  readonly cells: number;
  /** The rightmost column with anything in it. */
  readonly columns: number;
  /** Letters of all the different texts of a workbook together. */
  readonly letters: number;
  /** How long reading may take; a backstop, as the limits above end it within ten of an idle machine. */
  readonly seconds: number;
  /** The memory of the thread that reads and judges. */
  readonly megabytes: number;
}

export const defaultLimits: Limits = {
  fileBytes: 50e6,
  unpackedBytes: 150e6,
  textBytes: 50e6,
  parts: 2_000,
  sheets: 60,
  rows: 400_000,
  cells: 4e6,
  columns: 300,
  letters: 30e6,
  seconds: 30,
  megabytes: 128,
};
