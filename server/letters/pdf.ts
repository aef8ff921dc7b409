import PDFDocument from 'pdfkit';
import type { Block, LetterBody } from '../../schema/letter-text.ts';
import { codeOf } from './compose.ts';
import { type Page, parts, printable, widths } from './page.ts';

/** The faces papers are set in, as font files. */
export interface Faces {
  readonly regular: Buffer;
  readonly bold: Buffer;
  /** Whether the faces have the character. */
  has(character: string): boolean;
}

/**
 * Papers as one document to be printed, each beginning on a page of its own, in the form of official papers (GB/T 9704-2012).
 * The parts of the fonts that are used are embedded. A character they lack is printed as its code, and told at the end.
 */
export async function pdf(pages: readonly Page[], faces: Faces): Promise<Uint8Array> {
  const document = new PDFDocument({
    size: 'A4',
    margins: { top: mm(37), bottom: mm(35), left: mm(28), right: mm(26) },
    autoFirstPage: false,
    // Pages of a list are numbered once it is known how many there are.
    bufferPages: pages.some(({ list }) => list !== null),
    pdfVersion: '1.7',
    lang: pages[0]?.language ?? 'zh-CN',
    displayTitle: true,
    info: {
      Title: pages
        .map(({ reference }) => reference)
        .slice(0, 3)
        .join(', '),
      Producer: 'Junheng',
      Creator: 'Junheng',
      CreationDate: fixed,
    },
  });
  const chunks: Buffer[] = [];
  document.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((resolve, reject) => {
    document.once('end', resolve);
    document.once('error', reject);
  });
  document.registerFont('regular', faces.regular);
  document.registerFont('bold', faces.bold);
  for (const page of pages) new Sheet(document, page, faces).set();
  document.end();
  await ended;
  return Buffer.concat(chunks);
}

/** Not the time of day: one content, one file. */
const fixed = new Date(Date.UTC(2026, 0, 1));
const mm = (length: number) => (length * 72) / 25.4;

interface Setting {
  readonly font: 'regular' | 'bold';
  readonly size: number;
  /** From line to line, points. */
  readonly line: number;
  readonly before: number;
  readonly after: number;
  readonly indent: number;
  readonly align: 'left' | 'center';
  /** Set in the right half, as signature and day are. */
  readonly half: boolean;
}

const plain: Setting = {
  font: 'regular',
  size: 16,
  line: 29,
  before: 0,
  after: 0,
  indent: 0,
  align: 'left',
  half: false,
};

type Styles = Readonly<Record<Exclude<Block['as'], 'row' | 'list'> | 'stamp' | 'cell', Setting>>;

const chinese: Styles = {
  title: { ...plain, font: 'bold', size: 22, line: 33, after: 14, align: 'center' },
  reference: { ...plain, after: 14, align: 'center' },
  to: plain,
  text: { ...plain, indent: 32 },
  sign: { ...plain, before: 29, align: 'center', half: true },
  date: { ...plain, align: 'center', half: true },
  note: { ...plain, size: 11, line: 18, before: 10 },
  stamp: { ...plain, font: 'bold', after: 14, align: 'center' },
  cell: { ...plain, size: 12, line: 18 },
};
const english: Styles = {
  title: { ...plain, font: 'bold', size: 16, line: 24, after: 10, align: 'center' },
  reference: { ...plain, size: 12, line: 19, after: 14, align: 'center' },
  to: { ...plain, size: 12, line: 19, after: 8 },
  text: { ...plain, size: 12, line: 19, after: 8 },
  sign: { ...plain, size: 12, line: 19, before: 24, align: 'center', half: true },
  date: { ...plain, size: 12, line: 19, align: 'center', half: true },
  note: { ...plain, size: 10, line: 16, before: 10 },
  stamp: { ...plain, font: 'bold', size: 14, line: 22, after: 14, align: 'center' },
  cell: { ...plain, size: 10.5, line: 16 },
};

/** From the top of its tallest letter to the foot of its lowest, in sizes: Noto Serif SC’s own. */
const FACE_HEIGHT = 1.437;
const BLANK_ROW = 40;
const PADDING = 5;

/** One paper on its pages. */
class Sheet {
  readonly #document: PDFKit.PDFDocument;
  readonly #page: Page;
  readonly #faces: Faces;
  readonly #styles: Styles;
  readonly #missing = new Set<string>();

  constructor(document: PDFKit.PDFDocument, page: Page, faces: Faces) {
    this.#document = document;
    this.#page = page;
    this.#faces = faces;
    this.#styles = page.language === 'zh-CN' ? chinese : english;
  }

  set(): void {
    const { stamp, blocks, list, foot } = this.#page;
    this.#document.addPage();
    const first = this.#pages();
    if (stamp !== null) this.#write(stamp, this.#styles.stamp, '#c00000');
    for (const part of parts(blocks)) {
      if (!('as' in part)) this.#form(part);
      else if (part.as === 'list') this.#list(list ?? { heads: [], rows: [] });
      else if (part.as !== 'row') this.#block(part.as, part.text);
    }
    for (const line of foot) this.#write(line, this.#styles.note);
    if (this.#missing.size > 0) this.#write(this.#told(), this.#styles.note);
    if (list !== null) this.#number(first);
  }

  #block(as: Exclude<Block['as'], 'row' | 'list'>, text: string): void {
    // A signature stands on one page with the day below it.
    if (as === 'sign') this.#keep(this.#styles.sign.before + this.#styles.sign.line + this.#styles.date.line);
    this.#write(text, this.#styles[as]);
  }

  /** What is missing, for somebody to write in by hand. */
  #told(): string {
    const codes = [...this.#missing].join(', ');
    return this.#page.language === 'zh-CN'
      ? `字库缺字，以编码代替，请手工补写：${codes}。`
      : `Characters the fonts lack are printed as their code, to be written in by hand: ${codes}.`;
  }

  #write(text: string, setting: Setting, colour = '#000000'): void {
    const { font, size, line, before, after, indent, align, half } = setting;
    const { left, width } = this.#frame();
    if (before > 0 && this.#document.y > this.#document.page.margins.top) this.#document.y += before;
    const lineGap = line - size * FACE_HEIGHT;
    this.#document
      .font(font)
      .fontSize(size)
      .fillColor(colour)
      .text(this.#known(text), half ? left + width / 2 : left, this.#document.y, {
        width: half ? width / 2 : width,
        align,
        indent,
        lineGap,
      });
    this.#document.y += after;
  }

  #form(rows: readonly Block[]): void {
    const { width } = this.#frame();
    for (const { label, text } of rows)
      this.#row([label, text], [width * 0.3, width * 0.7], { least: text === '' ? BLANK_ROW : 0 });
    this.#document.y += 8;
  }

  /** The heads again on every page. */
  #list(list: NonNullable<LetterBody['list']>): void {
    const { width } = this.#frame();
    const columns = widths(list).map((share) => share * width);
    const heads = () => this.#row(list.heads, columns, { font: 'bold' });
    this.#document.y += 8;
    heads();
    for (const row of list.rows) this.#row(row, columns, { turned: heads });
    this.#document.y += 12;
  }

  #row(
    given: readonly string[],
    columns: readonly number[],
    {
      least = 0,
      font = 'regular',
      turned,
    }: { least?: number; font?: 'regular' | 'bold'; turned?: () => void },
  ): void {
    const { size, line } = this.#styles.cell;
    const lineGap = line - size * FACE_HEIGHT;
    const document = this.#document;
    const texts = given.map((text) => this.#known(text));
    document.font(font).fontSize(size).fillColor('#000000');
    const heights = texts.map((text, at) =>
      document.heightOfString(text, { width: (columns[at] ?? 0) - 2 * PADDING, lineGap }),
    );
    const height = Math.max(least, line, ...heights) + 2 * PADDING;
    if (this.#keep(height)) turned?.();
    document.font(font).fontSize(size).fillColor('#000000');
    const top = document.y;
    let left = this.#frame().left;
    for (const [at, text] of texts.entries()) {
      const width = columns[at] ?? 0;
      document.lineWidth(0.5).rect(left, top, width, height).stroke();
      const above = (height - (heights[at] ?? 0) + lineGap) / 2;
      document.text(text, left + PADDING, top + above, { width: width - 2 * PADDING, lineGap });
      left += width;
    }
    document.x = this.#frame().left;
    document.y = top + height;
  }

  /** Turns to the next page where what comes has no room on this one; answers whether it did. */
  #keep(height: number): boolean {
    const { page, y } = this.#document;
    if (y + height <= page.height - page.margins.bottom) return false;
    this.#document.addPage();
    return true;
  }

  /** How many pages there are so far; 0 where they are not kept. */
  #pages(): number {
    const { start, count } = this.#document.bufferedPageRange();
    return start + count;
  }

  /** Pages of a list bear numbers, as official papers do; a letter is a sheet by itself. */
  #number(first: number): void {
    const document = this.#document;
    const { left, width } = this.#frame();
    const last = this.#pages();
    for (let page = first; page <= last; page++) {
      document.switchToPage(page - 1);
      const { margins, height } = document.page;
      const { bottom } = margins;
      // What stands in the margin would otherwise turn the page.
      margins.bottom = 0;
      document
        .font('regular')
        .fontSize(12)
        .fillColor('#000000')
        .text(`— ${page - first + 1} —`, left, height - mm(28), { width, align: 'center', lineBreak: false });
      margins.bottom = bottom;
    }
  }

  #frame(): { left: number; width: number } {
    const { page } = this.#document;
    return { left: page.margins.left, width: page.width - page.margins.left - page.margins.right };
  }

  /** The text with the codes of characters that the fonts lack. */
  #known(text: string): string {
    return [...this.#inItsWay(printable(text))]
      .map((character) => (this.#faces.has(character) ? character : this.#codeOf(character)))
      .join('');
  }

  /** Curly quotation marks of a Chinese font are as wide as a character: too wide for English. */
  #inItsWay(text: string): string {
    if (this.#page.language === 'zh-CN') return text;
    return text.replace(/[‘’]/g, "'").replace(/[“”]/g, '"');
  }

  #codeOf(character: string): string {
    const code = codeOf(character);
    this.#missing.add(code);
    return `[${code}]`;
  }
}
