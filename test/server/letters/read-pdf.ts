import { inflateSync } from 'node:zlib';

/** How many pages a PDF of ours has. */
export const pagesOf = async (bytes: Uint8Array): Promise<number> =>
  Buffer.from(bytes)
    .toString('latin1')
    .match(/\/Type \/Page\b/g)?.length ?? 0;

/**
 * The text of a PDF of ours, a line a piece of it that was put down: by the fonts’ own tables from glyphs to characters, as a
 * reader that copies it does.
 */
export async function textIn(bytes: Uint8Array): Promise<string> {
  const objects = objectsOf(Buffer.from(bytes));
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  for (const { dictionary } of objects.values())
    for (const [, name = '', id = ''] of dictionary.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const table = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id)?.dictionary ?? '')?.[1] ?? '';
      fonts.set(name, charactersOf(objects.get(table)?.content ?? ''));
    }
  const pages = [...objects.values()].filter(({ dictionary }) => /\/Type \/Page\b/.test(dictionary));
  return pages
    .map(({ dictionary }) => {
      const id = /\/Contents (\d+) 0 R/.exec(dictionary)?.[1] ?? '';
      return shown(objects.get(id)?.content ?? '', fonts);
    })
    .join('\n');
}

interface PdfObject {
  readonly dictionary: string;
  /** Unpacked; empty where there is no stream. */
  readonly content: string;
}

function objectsOf(file: Buffer): Map<string, PdfObject> {
  const found = new Map<string, PdfObject>();
  const text = file.toString('latin1');
  for (const { 1: id = '', index } of text.matchAll(/(?<=^|\n)(\d+) 0 obj\n/g)) {
    const end = text.indexOf('endobj', index);
    const stream = text.indexOf('stream\n', index);
    if (stream < 0 || stream > end) {
      found.set(id, { dictionary: text.slice(index, end), content: '' });
      continue;
    }
    const dictionary = text.slice(index, stream);
    const length = Number(/\/Length (\d+)/.exec(dictionary)?.[1] ?? 0);
    const raw = file.subarray(stream + 7, stream + 7 + length);
    const packed = dictionary.includes('/FlateDecode');
    const font = /\/Length1/.test(dictionary);
    found.set(id, { dictionary, content: font ? '' : (packed ? inflateSync(raw) : raw).toString('latin1') });
  }
  return found;
}

/** A table of `beginbfrange <from> <to> [<character> …]`. */
function charactersOf(table: string): ReadonlyMap<number, string> {
  const characters = new Map<number, string>();
  for (const [, from = '', list = ''] of table.matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g))
    for (const [at, [, code = '']] of [...list.matchAll(/<([^>]*)>/g)].entries())
      characters.set(
        Number.parseInt(from, 16) + at,
        Buffer.from(code.replaceAll(' ', ''), 'hex').swap16().toString('utf16le'),
      );
  return characters;
}

function shown(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> | undefined;
  const lines: string[] = [];
  for (const [, name, texts = ''] of content.matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
    if (name !== undefined) font = fonts.get(name);
    else
      lines.push(
        [...texts.matchAll(/<(\w*)>/g)]
          .flatMap(([, hex = '']) => hex.match(/.{4}/g) ?? [])
          .map((glyph) => font?.get(Number.parseInt(glyph, 16)) ?? '�')
          .join(''),
      );
  }
  return lines.join('\n');
}
