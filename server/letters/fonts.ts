import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { create, type Font } from 'fontkit';
import type { Block, LetterBody } from '../../schema/letter-text.ts';
import { codeOf } from './compose.ts';
import { textsIn } from './page.ts';

/** The faces of Noto Serif SC (OFL) that papers are set in; what is used of them is embedded. */
export const fonts = {
  regular: fileOf('400Regular/NotoSerifSC_400Regular.ttf'),
  bold: fileOf('700Bold/NotoSerifSC_700Bold.ttf'),
} as const;

/** What stands in these texts and not in the font, each once, by its code and as it is: `U+20BB7 𠮷`. */
export function missingGlyphs(blocks: readonly Block[], list: LetterBody['list']): readonly string[] {
  const seen = new Set(textsIn({ blocks, list }).flatMap((text) => [...text]));
  return [...seen]
    .filter((character) => !known().hasGlyphForCodePoint(character.codePointAt(0) ?? 0))
    .map((character) => `${codeOf(character)} ${character}`);
}

/** Opened when first asked; both faces have the same characters. */
let opened: Font | undefined;

function known(): Font {
  if (opened === undefined) {
    const font = create(readFileSync(fonts.regular));
    if (!('hasGlyphForCodePoint' in font)) throw new TypeError('The font file holds several fonts.');
    opened = font;
  }
  return opened;
}

function fileOf(name: string): string {
  return createRequire(import.meta.url).resolve(`@expo-google-fonts/noto-serif-sc/${name}`);
}
