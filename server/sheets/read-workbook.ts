import { TextDecoder } from 'node:util';
import { type Cell, dayOfSerial, type Row, type SheetRead } from './cell.ts';
import { FileRefused } from './file-refused.ts';
import type { Limits } from './limits.ts';
import { textStore } from './text-store.ts';
import { attribute, type XmlListener, xmlReader } from './xml.ts';
import { type Archive, openArchive } from './zip.ts';

/**
 * Reads an xlsx workbook part by part as it unpacks; only what its cells hold is kept. Hidden sheets are
 * passed over. Throws `FileRefused`.
 */
export async function readWorkbook(bytes: Uint8Array, limits: Limits): Promise<SheetRead[]> {
  const archive = openArchive(bytes, limits);
  await refuseForeign(archive);
  const book = await readBook(archive);
  if (book.sheets.length > limits.sheets) throw new FileRefused('too-many-sheets', `${book.sheets.length}`);
  const keep = textStore(limits.letters);
  const texts = await readTexts(archive, book.texts, keep);
  const dayFormats = await readDayFormats(archive, book.styles);
  const budget = { rows: limits.rows, cells: limits.cells, columns: limits.columns };
  const days = new Map<number, Cell>();
  const sheets: SheetRead[] = [];
  for (const { name, part } of book.sheets) {
    const reader = sheetReader({ name, texts, dayFormats, date1904: book.date1904, keep, days, budget });
    await readPart(archive, part, reader.listener);
    sheets.push(reader.sheet);
  }
  return sheets;
}

const BOOK = 'xl/workbook.xml';

/** Refuses what is a zip archive, but no plain workbook, and any part that declares entities, read or not. */
async function refuseForeign(archive: Archive): Promise<void> {
  const { names } = archive;
  if (names.some((name) => /vbaProject/i.test(name))) throw new FileRefused('macros');
  if (names.includes('EncryptedPackage')) throw new FileRefused('password');
  if (names.includes('xl/workbook.bin')) throw new FileRefused('binary-workbook');
  if (!names.includes(BOOK)) throw new FileRefused('not-a-workbook');
  for (const name of names.filter((one) => /\.(xml|rels|vml)$/i.test(one)))
    for await (const chunk of archive.unpack(name)) {
      if (/<!(DOCTYPE|ENTITY)/i.test(new TextDecoder('latin1').decode(chunk)))
        throw new FileRefused('entity-declarations', name);
      break;
    }
  await readPart(archive, '[Content_Types].xml', {
    ...silent,
    open(_name, tag) {
      if (/macroEnabled/i.test(attribute(tag, 'ContentType') ?? '')) throw new FileRefused('macros');
    },
  });
}

const silent: XmlListener = { open: () => {}, close: () => {}, text: () => {} };

async function readPart(archive: Archive, part: string, listener: XmlListener): Promise<void> {
  const reader = xmlReader(listener);
  let decoder: TextDecoder | undefined;
  for await (const chunk of archive.unpack(part)) {
    decoder ??= new TextDecoder(xmlEncoding(chunk));
    reader.write(decoder.decode(chunk, { stream: true }));
  }
  if (decoder !== undefined) reader.write(decoder.decode());
  reader.end();
}

const xmlEncoding = (start: Uint8Array): string =>
  start[0] === 0xff && start[1] === 0xfe
    ? 'utf-16le'
    : start[0] === 0xfe && start[1] === 0xff
      ? 'utf-16be'
      : 'utf-8';

interface Book {
  readonly sheets: readonly { readonly name: string; readonly part: string }[];
  readonly texts: string | undefined;
  readonly styles: string | undefined;
  readonly date1904: boolean;
}

async function readBook(archive: Archive): Promise<Book> {
  const parts = new Map<string, string>();
  const byType = new Map<string, string>();
  await readPart(archive, 'xl/_rels/workbook.xml.rels', {
    ...silent,
    open(name, tag) {
      const target = attribute(tag, 'Target');
      if (name !== 'Relationship' || target === undefined) return;
      const part = target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
      parts.set(attribute(tag, 'Id') ?? '', part);
      byType.set((attribute(tag, 'Type') ?? '').replace(/.*\//, ''), part);
    },
  });
  const sheets: { name: string; part: string }[] = [];
  let date1904 = false;
  await readPart(archive, BOOK, {
    ...silent,
    open(name, tag) {
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attribute(tag, 'date1904') ?? '');
      if (name !== 'sheet' || (attribute(tag, 'state') ?? 'visible') !== 'visible') return;
      const part = parts.get(attribute(tag, 'r:id') ?? relationId(tag)) ?? '';
      if (!archive.names.includes(part)) throw new FileRefused('damaged', attribute(tag, 'name') ?? null);
      // A chart sheet has a part of its own, but no cells.
      if (!part.includes('chartsheets/')) sheets.push({ name: attribute(tag, 'name') ?? '', part });
    },
  });
  return { sheets, texts: byType.get('sharedStrings'), styles: byType.get('styles'), date1904 };
}

/** `r` is only the prefix people use for the namespace of relations. */
const relationId = (tag: string): string => /\s[\w.-]+:id=["']([^"']*)/.exec(tag)?.[1] ?? '';

/** Texts the cells refer to by their place. */
async function readTexts(
  archive: Archive,
  part: string | undefined,
  keep: (text: string) => string,
): Promise<readonly string[]> {
  const texts: string[] = [];
  const plain = plainText();
  if (part === undefined) return texts;
  await readPart(archive, part, {
    open(name) {
      plain.open(name);
    },
    close(name) {
      plain.close(name);
      if (name === 'si') texts.push(keep(plain.take()));
    },
    text: plain.text,
  });
  return texts;
}

/** The text of runs put together, without the readings (`rPh`) Japanese and Chinese Excel add above them. */
function plainText() {
  let inText = false;
  let inReading = 0;
  let text = '';
  return {
    open(name: string): void {
      if (name === 't') inText = true;
      else if (name === 'rPh') inReading++;
    },
    close(name: string): void {
      if (name === 't') inText = false;
      else if (name === 'rPh') inReading--;
    },
    text(piece: string): void {
      if (inText && inReading === 0) text += piece;
    },
    take(): string {
      const whole = text.includes('_x') ? text.replace(/_x([0-9a-f]{4})_/gi, letterOf) : text;
      text = '';
      return whole;
    },
  };
}

const letterOf = (_whole: string, code: string): string => String.fromCharCode(Number.parseInt(code, 16));

/** The cell formats (their place in the list) that show a number as a day or time. */
async function readDayFormats(archive: Archive, part: string | undefined): Promise<ReadonlySet<string>> {
  const formats = new Set<string>();
  if (part === undefined) return formats;
  const custom = new Map<string, string>();
  let inCells = false;
  let place = 0;
  await readPart(archive, part, {
    ...silent,
    open(name, tag) {
      if (name === 'numFmt') custom.set(attribute(tag, 'numFmtId') ?? '', attribute(tag, 'formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = attribute(tag, 'numFmtId') ?? '0';
        const code = custom.get(id);
        if (code === undefined ? builtInDays.has(Number(id)) : showsDay(code)) formats.add(`${place}`);
        place++;
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return formats;
}

/** Number formats every workbook has without naming them (ECMA-376, 18.8.30), the East Asian ones with them. */
const builtInDays: ReadonlySet<number> = new Set([
  ...[14, 15, 16, 17, 18, 19, 20, 21, 22, 45, 46, 47],
  ...[27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 50, 51, 52, 53, 54, 55, 56, 57, 58],
]);

/** Excel's own longest; of anything longer no more is looked at. */
const LONGEST_FORMAT = 255;

const showsDay = (code: string): boolean =>
  /[ymdhs年月日]/i.test(
    code
      .slice(0, LONGEST_FORMAT)
      .replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|[_*]./gi, '')
      .replace(/general/i, ''),
  );

/** Merged ranges remembered of a sheet: each is a fault, and no more faults than a thousand are listed. */
const MOST_MERGED = 10_000;

interface SheetContext {
  readonly name: string;
  readonly texts: readonly string[];
  readonly dayFormats: ReadonlySet<string>;
  readonly date1904: boolean;
  readonly keep: (text: string) => string;
  /** Days met before, by their number: a roster says few over and over. */
  readonly days: Map<number, Cell>;
  /** What is left of the limits, counted down over all sheets. */
  readonly budget: { rows: number; cells: number; readonly columns: number };
}

function sheetReader(context: SheetContext): { readonly listener: XmlListener; readonly sheet: SheetRead } {
  const { name, date1904, budget } = context;
  const rows: Row[] = [];
  const merged: string[] = [];
  const inline = plainText();
  let cells: Cell[] = [];
  let row = 0;
  let column = 0;
  let tag = '';
  let value: string | undefined;
  let inValue = false;
  let inInline = false;
  let hasFormula = false;

  const closeCell = (): void => {
    const cell = cellOf(tag, value, inInline ? inline.take() : undefined, hasFormula, context);
    if (cell !== null && cell !== '') {
      if (column < 0) throw new FileRefused('damaged', null, name);
      if (column >= budget.columns) throw new FileRefused('too-many-columns', null, name);
      if (--budget.cells < 0) throw new FileRefused('too-many-rows', null, name);
      while (cells.length < column) cells.push(null);
      cells[column] = cell;
    }
    column++;
  };
  const closeRow = (): void => {
    if (cells.length === 0) return;
    if (--budget.rows < 0) throw new FileRefused('too-many-rows', null, name);
    // A copy takes the room its cells need, and not what the list had grown to.
    rows.push({ number: row, cells: cells.slice() });
    cells = [];
  };

  const listener: XmlListener = {
    open(element, text) {
      if (element === 'c') {
        const reference = attribute(text, 'r');
        if (reference !== undefined) column = columnOf(reference);
        tag = text;
        value = undefined;
        inInline = false;
        hasFormula = false;
      } else if (element === 'v') {
        inValue = true;
        value = '';
      } else if (element === 'row') {
        row = Number(attribute(text, 'r') ?? row + 1);
        if (!(row >= 1 && row <= LAST_ROW)) throw new FileRefused('damaged', null, name);
        column = 0;
      } else if (element === 'f') hasFormula = true;
      else if (element === 'is') inInline = true;
      else if (element === 'mergeCell' && merged.length < MOST_MERGED)
        merged.push(attribute(text, 'ref') ?? '');
      else if (inInline) inline.open(element);
    },
    close(element) {
      if (element === 'c') closeCell();
      else if (element === 'v') inValue = false;
      else if (element === 'row') closeRow();
      else if (inInline) inline.close(element);
    },
    text(text) {
      if (inValue) value += text;
      else if (inInline) inline.text(text);
    },
  };
  return { listener, sheet: { name, rows, merged, date1904 } };
}

/** Of any sheet of Excel. */
const LAST_ROW = 1_048_576;

function cellOf(
  tag: string,
  value: string | undefined,
  inline: string | undefined,
  hasFormula: boolean,
  context: SheetContext,
): Cell {
  const { texts, keep } = context;
  if (inline !== undefined) return keep(inline);
  if (value === undefined) return hasFormula ? { is: 'formula', found: '=' } : null;
  switch (attribute(tag, 't') ?? 'n') {
    case 's': {
      const text = texts[Number(value)];
      if (text === undefined) throw new FileRefused('damaged');
      return text;
    }
    case 'str':
      return keep(value);
    case 'b':
      return value === '1';
    case 'e':
      return { is: 'error', found: value };
    case 'd':
      return keep(value);
    default:
      return numeric(value, context.dayFormats.has(attribute(tag, 's') ?? '0'), context);
  }
}

function numeric(value: string, isDay: boolean, { date1904, days }: SheetContext): Cell {
  const number = Number(value);
  if (!Number.isFinite(number)) throw new FileRefused('damaged', value);
  if (!isDay) return number;
  const known = days.get(number);
  if (known !== undefined) return known;
  const day: Cell = { is: 'day', day: dayOfSerial(number, date1904), found: ` ${value}`.slice(1) };
  if (days.size < MOST_DAYS) days.set(number, day);
  return day;
}

/** As many as there are from 1900 to 2119. */
const MOST_DAYS = 80_000;

/** `AB12` is 27. */
function columnOf(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = column * 26 + letter - 64;
  }
  return column - 1;
}
