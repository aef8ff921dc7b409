import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { create, type Font } from 'fontkit';
import { expect, test } from 'vitest';
import type { LetterKind } from '../../../prisma/generated/enums.ts';
import type { Language } from '../../../schema/context.ts';
import { faultsOf, fill } from '../../../server/letters/compose.ts';
import { docx } from '../../../server/letters/docx.ts';
import { cutter } from '../../../server/letters/embedded-font.ts';
import { sampleList, sampleValues } from '../../../server/letters/facts.ts';
import { fonts } from '../../../server/letters/fonts.ts';
import { masked } from '../../../server/letters/masked.ts';
import { type Page, pageOf, widths } from '../../../server/letters/page.ts';
import { pdf } from '../../../server/letters/pdf.ts';
import { tablesOf } from '../../../server/letters/sfnt.ts';
import { shipped } from '../../../server/letters/shipped.ts';
import { xmlReader } from '../../../server/sheets/xml.ts';
import { pagesOf, textIn } from './read-pdf.ts';

const kinds: readonly LetterKind[] = ['dispatch', 'transfer', 'return', 'circuit', 'placement', 'notice'];
const languages: readonly Language[] = ['zh-CN', 'en'];
const every = languages.flatMap((language) => kinds.map((kind) => ({ kind, language })));

/** A font, and of no collection. */
function opened(file: Buffer): Font {
  const font = create(file);
  if (!('hasGlyphForCodePoint' in font)) throw new TypeError('The file holds several fonts.');
  return font;
}

const files = { regular: readFileSync(fonts.regular), bold: readFileSync(fonts.bold) };
const whole = { regular: opened(files.regular), bold: opened(files.bold) };
const faces = {
  ...files,
  has: (character: string) => whole.regular.hasGlyphForCodePoint(character.codePointAt(0) ?? 0),
};

function sample(
  { kind, language }: { kind: LetterKind; language: Language },
  values: Record<string, string> = {},
): Page {
  const text = shipped({ kind, language });
  const { blocks, faults } = fill(text.blocks, { ...sampleValues(kind, language), ...values });
  expect(faults).toEqual([]);
  return {
    language,
    reference: sampleValues(kind, language).reference ?? '',
    stamp: null,
    blocks,
    list: kind === 'notice' ? sampleList(text, language) : null,
    foot: [],
  };
}
const dispatch = (values: Record<string, string> = {}) =>
  sample({ kind: 'dispatch', language: 'zh-CN' }, values);

/** What the faces are cut down to for the documents whose fonts are not looked at. */
const cut = await cutter(
  fonts,
  every.map((key) => sample(key)),
);
/** A document by itself, as it is fetched. */
const alone = async (page: Page) => docx([page], await cutter(fonts, [page]));

/** The parts of a document but its fonts, each of which has to be whole XML. */
function partsOf(bytes: Uint8Array): Record<string, string> {
  const parts = Object.fromEntries(
    Object.entries(unzipSync(bytes, { filter: ({ name }) => !name.endsWith('.odttf') })).map(
      ([name, content]) => [name, strFromU8(content)],
    ),
  );
  for (const xml of Object.values(parts)) {
    const reader = xmlReader({ open: () => {}, close: () => {}, text: () => {} });
    reader.write(xml);
    reader.end();
  }
  return parts;
}

/** What stands in a document, a line a paragraph. */
const textOf = (xml = ''): string =>
  xml
    .split('</w:p>')
    .map((one) => [...one.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join(''))
    .join('\n')
    .replace(/&#(\d+);/g, (_whole, code) => String.fromCodePoint(Number(code)));

test.each(every)('the template that comes along for $kind in $language is whole', ({ kind, language }) =>
  expect(faultsOf(kind, shipped({ kind, language }))).toEqual([]),
);

test.each(every)('$kind in $language says the same as document and as PDF', async (key) => {
  const page = sample(key);
  const xml = partsOf(await docx([page], cut))['word/document.xml'];
  const printed = (await textIn(await pdf([page], faces))).replace(/\s/g, '');
  const tidy = (text: string) => text.replaceAll('’', key.language === 'en' ? "'" : '’').replace(/\s/g, '');
  for (const text of [
    ...page.blocks.flatMap(({ label, text: one }) => [label, one]),
    ...(page.list?.heads ?? []),
    ...(page.list?.rows.flat() ?? []),
  ].filter((one) => one !== '')) {
    expect(textOf(xml)).toContain(text);
    expect(printed).toContain(tidy(text));
  }
});

test('a document has the parts and the order of elements that the standard asks for', async () => {
  const parts = partsOf(
    await docx(
      every.map((key) => sample(key)),
      cut,
    ),
  );
  expect(Object.keys(parts)).toEqual([
    '[Content_Types].xml',
    '_rels/.rels',
    'word/_rels/document.xml.rels',
    'word/document.xml',
    'word/styles.xml',
    'word/settings.xml',
    'word/fontTable.xml',
    'word/_rels/fontTable.xml.rels',
    'word/footer1.xml',
  ]);
  const document = parts['word/document.xml'] ?? '';
  // Every relation and every style that is named is there.
  for (const [, id] of document.matchAll(/r:id="([^"]+)"/g))
    expect(parts['word/_rels/document.xml.rels']).toContain(`Id="${id}"`);
  const named = new Set([...document.matchAll(/<w:pStyle w:val="([^"]+)"/g)].map(([, id]) => id));
  expect(named.size).toBeGreaterThan(10);
  for (const id of named) expect(parts['word/styles.xml']).toContain(`w:styleId="${id}"`);
  // CT_PPr is a sequence: style, keepNext, pageBreakBefore, spacing, ind, jc.
  const sequence = ['pStyle', 'keepNext', 'pageBreakBefore', 'spacing', 'ind', 'jc'];
  for (const [, inner = ''] of `${document}${parts['word/styles.xml']}`.matchAll(/<w:pPr>(.*?)<\/w:pPr>/g)) {
    const order = [...inner.matchAll(/<w:(\w+)/g)].map(([, name]) => sequence.indexOf(name ?? ''));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
  }
  // A table is followed by a paragraph, and every cell ends with one.
  expect(document).not.toMatch(/<\/w:tbl><w:(tbl|sectPr)/);
  expect(document).not.toMatch(/<w:tc><w:tcPr>(?:(?!<\/w:tcPr>).)*<\/w:tcPr><\/w:tc>/);
  // Each but the first begins a page.
  expect(document.match(/<w:pageBreakBefore\/>/g)).toHaveLength(every.length - 1);
});

test('a document begins a page even where its template begins with a table', async () => {
  const page = { ...dispatch(), blocks: [{ as: 'row' as const, label: '姓名', text: '张' }] };
  expect(partsOf(await docx([page, page], cut))['word/document.xml']).toContain(
    '</w:tbl><w:p><w:pPr><w:pageBreakBefore/></w:pPr></w:p><w:tbl>',
  );
});

test('names are text, whatever is in them', async () => {
  const name = `</w:t><w:p>&"'<b>=HYPERLINK("x")`;
  const page = dispatch({ teacher: `${name}\u0000\u202e\ufffe` });
  const parts = partsOf(await docx([page], cut));
  expect(textOf(parts['word/document.xml'])).toContain(`城关小学${name}同志`);
  expect((await textIn(await pdf([page], faces))).replace(/\n/g, '')).toContain('HYPERLINK');
});

test('the fonts of a PDF are embedded, of each what is used', async () => {
  const bytes = await pdf([dispatch()], faces);
  const text = Buffer.from(bytes).toString('latin1');
  const named = [...text.matchAll(/\/FontName \/([\w+-]+)/g)].map(([, name]) => name);
  expect(named.sort()).toEqual([
    expect.stringMatching(/^[A-Z]{6}\+NotoSerifSC-Bold$/),
    expect.stringMatching(/^[A-Z]{6}\+NotoSerifSC-Regular$/),
  ]);
  expect(text.match(/\/FontFile2 \d+ 0 R/g)).toHaveLength(2);
  expect(text.match(/\/ToUnicode \d+ 0 R/g)).toHaveLength(2);
  // Of 15 MB a face.
  expect(bytes.length).toBeLessThan(100_000);
});

/** What a document embeds, opened, and what the document sets in it. */
function embeddedIn(bytes: Uint8Array) {
  const parts = partsOf(bytes);
  const { 'word/fontTable.xml': table = '', 'word/_rels/fontTable.xml.rels': relations = '' } = parts;
  const set = textsByFont(parts);
  return [
    ...table.matchAll(/<w:embed(Regular|Bold) r:id="([^"]+)" w:fontKey="\{([^}]+)\}" w:subsetted="1"\/>/g),
  ].map(({ 1: weight, 2: id, 3: key = '', index }) => {
    const name = table.slice(0, index).match(/.*<w:font w:name="([^"]+)"/)?.[1] ?? '';
    const target = relations.match(
      new RegExp(`Id="${id}" Type="[^"]+/officeDocument/2006/relationships/font" Target="([^"]+)"`),
    )?.[1];
    const file = unzipSync(bytes)[`word/${target}`] ?? new Uint8Array();
    // ISO/IEC 29500-1, 17.8.1, by its own words: the key from its last byte on, once over the first 16 bytes, once over the next.
    const bytesOfKey =
      key
        .replaceAll('-', '')
        .match(/../g)
        ?.map((hex) => Number.parseInt(hex, 16)) ?? [];
    const shown = Buffer.from(
      file.map((byte, at) => (at < 32 ? byte ^ (bytesOfKey.at(-1 - (at % 16)) ?? 0) : byte)),
    );
    return {
      name,
      weight,
      key,
      target,
      file,
      shown,
      font: opened(shown),
      set: set.get(name)?.get(weight ?? '') ?? '',
    };
  });
}

/** By the font and weight its style asks for, what stands in a document. */
function textsByFont(parts: Record<string, string>): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const [, style, inner = ''] of (parts['word/document.xml'] ?? '').matchAll(
    /<w:pStyle w:val="([^"]+)"(.*?)<\/w:p>/g,
  )) {
    const asked =
      parts['word/styles.xml']?.match(new RegExp(`w:styleId="${style}">(.*?)</w:style>`))?.[1] ?? '';
    const name = asked.match(/w:eastAsia="([^"]+)"/)?.[1] ?? '';
    const weight = asked.includes('<w:b/>') ? 'Bold' : 'Regular';
    const texts = found.get(name) ?? new Map<string, string>();
    found.set(name, texts.set(weight, (texts.get(weight) ?? '') + textOf(inner)));
  }
  return found;
}

test.each(every)('$kind in $language embeds every character in the font it is set in', async (key) => {
  const page = { ...sample(key, { teacher: '张䶮𬱖' }), stamp: '已作废' };
  const bytes = await alone(page);
  const embedded = embeddedIn(bytes);
  const asked = [...textsByFont(partsOf(bytes))].flatMap(([name, texts]) =>
    [...texts.keys()].map((weight) => `${name} ${weight}`),
  );
  expect(embedded.map(({ name, weight }) => `${name} ${weight}`)).toEqual(expect.arrayContaining(asked));
  if (key.kind !== 'notice' && key.language === 'zh-CN')
    expect(embedded.map(({ set }) => set).join('')).toContain('䶮𬱖');
  for (const { font, set, name, shown } of embedded) {
    const lacking = [...set].filter(
      (one) => one !== '\n' && !font.hasGlyphForCodePoint(one.codePointAt(0) ?? 0),
    );
    expect(lacking, name).toEqual([]);
    // A part, and not the 15 MB of the whole.
    expect(font.numGlyphs, name).toBeLessThan(400);
    expect(shown.length, name).toBeLessThan(60_000);
  }
  expect(bytes.length).toBeLessThan(60_000);
});

test('an embedded font is a whole one, under the name the document gives it', async () => {
  const embedded = embeddedIn(await alone({ ...dispatch(), stamp: '已作废' }));
  expect(embedded.map(({ name, weight }) => [name, weight])).toEqual([
    ['仿宋', 'Regular'],
    ['方正小标宋简体', 'Regular'],
    ['黑体', 'Regular'],
  ]);
  for (const { name, weight, font, shown, set, key, file } of embedded) {
    expect([font.familyName, font.subfamilyName, font.fullName]).toEqual([name, weight, name]);
    // Whose it is, and that it may be embedded.
    expect(font.copyright).toContain('Adobe');
    expect(font.postscriptName).toMatch(/^NotoSerifSC-[0-9a-f]{12}$/);
    expect(font['OS/2'].fsType).toEqual(opened(files.regular)['OS/2'].fsType);
    expect([...tablesOf(shown).keys()]).toEqual(
      expect.arrayContaining([
        'OS/2',
        'cmap',
        'glyf',
        'head',
        'hhea',
        'hmtx',
        'loca',
        'maxp',
        'name',
        'post',
      ]),
    );
    let sum = 0;
    for (let at = 0; at < shown.length; at += 4) sum = (sum + shown.readUInt32BE(at)) >>> 0;
    expect(sum.toString(16)).toBe('b1b0afba');
    expect([font.ascent, font.descent, font.lineGap, font.unitsPerEm]).toEqual([880, -120, 0, 1000]);
    // Each glyph is that of its character.
    const face = name === '仿宋' ? whole.regular : whole.bold;
    for (const code of [...set].map((one) => one.codePointAt(0) ?? 0).filter((one) => one > 0x2e80))
      expect(font.glyphForCodePoint(code).path.toSVG()).toBe(face.glyphForCodePoint(code).path.toSVG());
    expect(key).toMatch(/^[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
    expect([...file.subarray(0, 4)]).not.toEqual([0, 1, 0, 0]);
    expect([...shown.subarray(0, 4)]).toEqual([0, 1, 0, 0]);
  }
});

test('what is embedded has its part, its type and the settings that keep it', async () => {
  const page = { ...sample({ kind: 'notice', language: 'en' }), stamp: 'VOID' };
  const bytes = await docx([page, { ...dispatch(), stamp: '已作废' }], cut);
  const parts = partsOf(bytes);
  const embedded = embeddedIn(bytes);
  expect(embedded.map(({ name, weight }) => `${name} ${weight}`)).toEqual([
    '仿宋 Regular',
    '仿宋 Bold',
    '方正小标宋简体 Regular',
    '方正小标宋简体 Bold',
    '黑体 Regular',
    '黑体 Bold',
  ]);
  const inside = Object.keys(unzipSync(bytes)).filter((name) => name.startsWith('word/fonts/'));
  expect(embedded.map(({ target }) => `word/${target}`).sort()).toEqual(inside.sort());
  expect(parts['word/_rels/fontTable.xml.rels']?.match(/<Relationship /g)).toHaveLength(inside.length);
  expect(parts['[Content_Types].xml']).toContain(
    '<Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>',
  );
  for (const name of ['styles', 'settings', 'fontTable', 'footer1', 'document'])
    expect(parts['[Content_Types].xml']).toContain(`PartName="/word/${name}.xml"`);
  expect(parts['word/_rels/document.xml.rels']).toContain('/settings" Target="settings.xml"');
  expect(parts['word/settings.xml']).toContain('<w:embedTrueTypeFonts/><w:saveSubsetFonts/>');
  // CT_Font is a sequence.
  const sequence = ['altName', 'charset', 'family', 'embedRegular', 'embedBold'];
  for (const [, inner = ''] of (parts['word/fontTable.xml'] ?? '').matchAll(/<w:font [^>]*>(.*?)<\/w:font>/g))
    expect([...inner.matchAll(/<w:(\w+)/g)].map(([, name]) => name)).toEqual(sequence);
});

test('a letter is the same file by itself as among others', async () => {
  for (const key of every) {
    const page = sample(key);
    expect(Buffer.from(await docx([page], cut)).equals(Buffer.from(await alone(page)))).toBe(true);
  }
});

test('each paper begins on a page of its own, a letter on one page', async () => {
  expect(
    await pagesOf(
      await pdf(
        every.map((key) => sample(key)),
        faces,
      ),
    ),
  ).toBe(every.length);
});

test('a void one that is replaced, dated ahead no more, still fits its page', async () => {
  for (const key of every) {
    const stamp =
      key.language === 'en'
        ? 'VOID since 20 July 2026: Transfer No. 13 of 2026 stands in its place'
        : '已作废（2026年7月20日，由永教转〔2026〕13号替代）';
    const page = { ...sample(key), stamp };
    expect(await pagesOf(await pdf([page], faces))).toBe(1);
    expect((await textIn(await pdf([page], faces))).replace(/\s/g, '')).toContain(stamp.replace(/\s/g, ''));
    expect(textOf(partsOf(await docx([page], cut))['word/document.xml'])).toContain(stamp);
  }
});

test('a long list goes on over numbered pages, each with its heads', async () => {
  const page = sample({ kind: 'notice', language: 'zh-CN' });
  const rows = Array.from({ length: 100 }, (_, at) => [
    String(at + 1),
    '张*兰',
    '城关小学',
    '河湾小学',
    '数学',
  ]);
  const bytes = await pdf([{ ...page, list: { heads: page.list?.heads ?? [], rows } }], faces);
  const text = await textIn(bytes);
  const pages = await pagesOf(bytes);
  expect(pages).toBeGreaterThan(3);
  expect(text.match(/派出学校/g)).toHaveLength(pages);
  for (let number = 1; number <= pages; number++) expect(text).toContain(`— ${number} —`);
  expect(text).toContain('100');
});

test('a character that the fonts lack is printed as its code and told, never as an empty box', async () => {
  const page = dispatch({ teacher: '吉𠮷😀䶮' });
  const printed = (await textIn(await pdf([page], faces))).replace(/\s/g, '');
  expect(printed).toContain('吉[U+20BB7][U+1F600]䶮同志');
  expect(printed).toContain('字库缺字，以编码代替，请手工补写：U+20BB7,U+1F600。');
  // The office’s own computers may have it.
  expect(textOf(partsOf(await docx([page], cut))['word/document.xml'])).toContain('吉𠮷😀䶮同志');
});

test('the same papers give the same files', async () => {
  const pages = every.map((key) => sample(key));
  const [first, second] = [await docx(pages, cut), await docx(pages, await cutter(fonts, pages))];
  expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
  expect(Buffer.from(await pdf(pages, faces)).equals(Buffer.from(await pdf(pages, faces)))).toBe(true);
});

test('one dated ahead says so until its day, a void one not', () => {
  const body = {
    template: { version: 0, text: shipped({ kind: 'dispatch', language: 'zh-CN' }) },
    facts: {},
    blocks: [],
    list: null,
  };
  const kept = {
    language: 'zh-CN',
    reference: '1',
    datedOn: '2026-09-01',
    body,
    voidedOn: null,
    replacedBy: null,
  };
  expect(pageOf(kept, '2026-08-31').foot).toEqual(['本件自2026年9月1日起生效，此前无效。']);
  expect(pageOf(kept, '2026-09-01').foot).toEqual([]);
  expect(pageOf({ ...kept, language: 'en' }, '2026-08-31').foot).toEqual([
    'Not valid before 1 September 2026.',
  ]);
  expect(pageOf({ ...kept, voidedOn: '2026-08-01', replacedBy: '2' }, '2026-08-31')).toMatchObject({
    foot: [],
    stamp: '已作废（2026年8月1日，由2替代）',
  });
  expect(pageOf({ ...kept, language: 'en', voidedOn: '2026-08-01' }, '2026-08-31').stamp).toBe(
    'VOID since 1 August 2026',
  );
});

test.each([
  ['张晓兰', '张*兰'],
  ['李伟', '李*'],
  ['兰', '兰'],
  ['欧阳小兰', '欧**兰'],
  ['阿卜杜拉·买买提', '阿***·**提'],
  ['吉𠮷兰', '吉*兰'],
  ['Li Wei', 'L* W**'],
  ["O'Neil", "O'****"],
  ['  张晓兰 ', '张*兰'],
  ['', ''],
])('%s stands in public as %s', (name, shown) => expect(masked(name)).toBe(shown));

test('columns share the width by what they hold, all of it', () => {
  const shares = widths({ heads: ['序号', '姓名'], rows: [['1', '一个很长很长的名字']] });
  expect(shares[1]).toBeGreaterThan(shares[0] ?? 1);
  expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
});
