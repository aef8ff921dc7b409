import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { zipSync } from 'fflate';
import { create } from 'fontkit';
import { docx } from './docx.ts';
import { cutter } from './embedded-font.ts';
import type { Page } from './page.ts';
import { type Faces, pdf } from './pdf.ts';

/** What the server hands to the thread that prints. */
export interface PrintOrder {
  /** One file of all; or an archive of documents, one each. */
  readonly as: 'docx' | 'pdf' | 'zip';
  readonly pages: readonly Page[];
  /** Of the files in an archive. */
  readonly names: readonly string[];
  /** Files of the fonts. */
  readonly fonts: { readonly regular: string; readonly bold: string };
}

const port = parentPort;
if (port === null) throw new Error('Letters are printed in a thread of their own.');

port.on('message', async (order: PrintOrder) => {
  port.postMessage(await print(order));
});

async function print({ as, pages, names, fonts }: PrintOrder): Promise<Uint8Array> {
  if (as === 'pdf') return pdf(pages, facesOf(fonts));
  const cut = await cutter(fonts, pages);
  if (as === 'docx') return docx(pages, cut);
  const files: [name: string, file: Uint8Array][] = [];
  for (const [at, page] of pages.entries()) files.push([names[at] ?? `${at}.docx`, await docx([page], cut)]);
  // They are packed already.
  return zipSync(Object.fromEntries(files), { level: 0, mtime: new Date(2026, 0, 1) });
}

function facesOf(fonts: PrintOrder['fonts']): Faces {
  const regular = readFileSync(fonts.regular);
  const font = create(regular);
  if (!('hasGlyphForCodePoint' in font)) throw new TypeError('The font file holds several fonts.');
  return {
    regular,
    bold: readFileSync(fonts.bold),
    has: (character) => font.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
  };
}
