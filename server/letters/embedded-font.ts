import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import subsetFont from 'subset-font';
import type { fonts } from './fonts.ts';
import { charactersOf, type Page } from './page.ts';
import { fontOf, tablesOf } from './sfnt.ts';

/** What a document embeds of a face. */
export interface EmbeddedFont {
  /** The file as it lies in the document: a font whose first 32 bytes are hidden by the key. */
  readonly file: Uint8Array;
  /** `{01234567-89AB-CDEF-0123-456789ABCDEF}`; of the content: the same font, the same key. */
  readonly key: string;
}

/** Of which face, with which characters, and as what other programs are to know it. */
interface Cut {
  readonly face: keyof typeof fonts;
  readonly characters: string;
  /** The font whose place it takes where a computer has none of that name. */
  readonly family: string;
  readonly bold: boolean;
}

export type Cutter = (cut: Cut) => Promise<EmbeddedFont>;

/**
 * Cuts faces down to what a document of these papers needs. Faces have 15 MB: they are read once, and cut once to what
 * all the papers need, of which each document then takes its own.
 */
export async function cutter(files: typeof fonts, pages: readonly Page[]): Promise<Cutter> {
  const all = charactersOf(pages);
  const cuts = {
    regular: await subset(readFileSync(files.regular), all),
    bold: await subset(readFileSync(files.bold), all),
  };
  return async ({ face, characters, family, bold }) =>
    embedded(tablesOf(await subset(cuts[face], characters)), { family, bold });
}

/** Without other shapes of the characters: documents ask for none. */
const subset = (font: Buffer, characters: string): Promise<Buffer> =>
  subsetFont(font, characters, { targetFormat: 'sfnt', noLayoutClosure: true, preserveNameIds: [...KEPT] });

/** Copyright, version, licence and where it can be read. */
const KEPT = new Set([0, 5, 13, 14]);

type As = Pick<Cut, 'family' | 'bold'>;

function embedded(cut: ReadonlyMap<string, Buffer>, as: As): EmbeddedFont {
  const [cmap, glyf, name, head, os2, hhea] = ['cmap', 'glyf', 'name', 'head', 'OS/2', 'hhea'].map((tag) =>
    cut.get(tag),
  );
  if (!(cmap && glyf && name && head && os2 && hhea))
    throw new TypeError('A font without glyphs, names or measures cannot be embedded.');
  const hash = createHash('sha256').update(`${as.family} ${as.bold}`).update(cmap).update(glyf).digest('hex');
  const font = fontOf(
    new Map([
      ...[...cut].filter(([tag]) => !UNUSED.has(tag)),
      ['name', nameTable(name, as, hash.slice(0, 12))],
      ['head', headOf(head, as)],
      ['OS/2', os2Of(os2, head, as)],
      ['hhea', hheaOf(hhea, head)],
    ]),
  );
  return hidden(font, hash.slice(0, 32));
}

/** For other shapes, kerning, vertical lines and axes: what they keep also hangs on what other papers need. */
const UNUSED = new Set(['BASE', 'GDEF', 'GPOS', 'GSUB', 'STAT', 'vhea', 'vmtx']);

function headOf(head: Buffer, { bold }: As): Buffer {
  const own = Buffer.from(head);
  own.writeUInt16BE(bold ? 1 : 0, 44);
  return own;
}

/**
 * Its weight is medium or semibold, next to what styles ask for: of two fonts of one name LibreOffice takes the embedded one,
 * unless that of the computer is nearer in weight.
 */
function os2Of(os2: Buffer, head: Buffer, { bold }: As): Buffer {
  const own = Buffer.from(os2);
  own.writeUInt16BE(bold ? 600 : 500, 4);
  own.writeUInt16BE(bold ? 0x20 : 0x40, 62);
  const { above, below } = lineOf(head);
  own.writeInt16BE(above, 68);
  own.writeInt16BE(-below, 70);
  own.writeInt16BE(0, 72);
  own.writeUInt16BE(above, 74);
  own.writeUInt16BE(below, 76);
  return own;
}

function hheaOf(hhea: Buffer, head: Buffer): Buffer {
  const own = Buffer.from(hhea);
  const { above, below } = lineOf(head);
  own.writeInt16BE(above, 4);
  own.writeInt16BE(-below, 6);
  own.writeInt16BE(0, 8);
  return own;
}

/** Lines as high as with the fonts of an office, one em, and not the 1.437 of Noto Serif SC: a table keeps its pages. */
function lineOf(head: Buffer): { readonly above: number; readonly below: number } {
  const em = head.readUInt16BE(18);
  return { above: Math.round(em * 0.88), below: Math.round(em * 0.12) };
}

/**
 * The names that styles ask for: Word and Windows find an embedded font by the names within it, and only if the full name
 * begins with that of the family. What it really is stays in the other names.
 */
function nameTable(given: Buffer, { family, bold }: As, mark: string): Buffer {
  const asked = [
    [1, family],
    [2, bold ? 'Bold' : 'Regular'],
    [4, bold ? `${family} Bold` : family],
  ] as const;
  const english = [
    ...[...namesIn(given)].filter(([id]) => KEPT.has(id)),
    ...asked,
    [3, `Noto Serif SC, a part: ${mark}`] as const,
    [6, `NotoSerifSC-${mark}`] as const,
  ].sort(([one], [other]) => one - other);
  const names = [
    ...english.map(([id, text]) => ({ language: ENGLISH, id, text: Buffer.from(text, 'utf16le').swap16() })),
    ...asked.map(([id, text]) => ({ language: CHINESE, id, text: Buffer.from(text, 'utf16le').swap16() })),
  ];
  const records = Buffer.alloc(6 + 12 * names.length);
  records.writeUInt16BE(names.length, 2);
  records.writeUInt16BE(records.length, 4);
  let end = 0;
  for (const [at, { language, id, text }] of names.entries()) {
    for (const [place, value] of [WINDOWS, UNICODE, language, id, text.length, end].entries())
      records.writeUInt16BE(value, 6 + 12 * at + 2 * place);
    end += text.length;
  }
  return Buffer.concat([records, ...names.map(({ text }) => text)]);
}

const WINDOWS = 3;
const UNICODE = 1;
const ENGLISH = 0x0409;
const CHINESE = 0x0804;

/** The English names in a table of names, by what they are. */
function* namesIn(table: Buffer): Iterable<readonly [id: number, text: string]> {
  const texts = table.readUInt16BE(4);
  for (let at = 6; at < 6 + 12 * table.readUInt16BE(2); at += 12) {
    if (table.readUInt16BE(at) !== WINDOWS || table.readUInt16BE(at + 4) !== ENGLISH) continue;
    const start = texts + table.readUInt16BE(at + 10);
    const text = table.subarray(start, start + table.readUInt16BE(at + 8));
    yield [table.readUInt16BE(at + 6), Buffer.from(text).swap16().toString('utf16le')];
  }
}

/** ISO/IEC 29500-1, 17.8.1: the first 32 bytes under the key, its bytes from the last to the first. */
function hidden(font: Buffer, hex: string): EmbeddedFont {
  const key = Buffer.from(hex, 'hex').reverse();
  const file = Uint8Array.from(font, (byte, at) => (at < 32 ? byte ^ (key[at % 16] ?? 0) : byte));
  return { file, key: `{${hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-').toUpperCase()}}` };
}
