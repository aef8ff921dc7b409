import { strToU8, zipSync } from 'fflate';
import type { Language } from '../../schema/context.ts';
import type { Block, LetterBody } from '../../schema/letter-text.ts';
import type { Cutter, EmbeddedFont } from './embedded-font.ts';
import { once, type Page, pageNumbers, parts, printable, widths } from './page.ts';

/**
 * Papers as one document to be edited (Office Open XML, ECMA-376), each beginning on a page of its own, in the form of official
 * papers (GB/T 9704-2012). Fonts are named that the office’s own computers have; for those that have not, `cut` gives what is
 * embedded under the same name.
 */
export async function docx(pages: readonly Page[], cut: Cutter): Promise<Uint8Array> {
  const numbered = pages.some(({ list }) => list !== null);
  const document = documentXml(pages, numbered);
  const embedded = await embeddedIn(document, cut);
  const files: Readonly<Record<string, string>> = {
    '[Content_Types].xml': contentTypes(numbered),
    '_rels/.rels': relations([['officeDocument', 'word/document.xml']]),
    'word/_rels/document.xml.rels': relations([
      ['styles', 'styles.xml'],
      ['fontTable', 'fontTable.xml'],
      ['settings', 'settings.xml'],
      ...(numbered ? [['footer', 'footer1.xml'] as const] : []),
    ]),
    'word/document.xml': document,
    'word/styles.xml': stylesXml(),
    'word/settings.xml': settingsXml,
    'word/fontTable.xml': fontTable(embedded),
    'word/_rels/fontTable.xml.rels': relations(embedded.map(({ target }) => ['font', target])),
    ...(numbered && { 'word/footer1.xml': footerXml }),
  };
  const packed = [
    ...Object.entries(files).map(([name, xml]) => [name, strToU8(head + xml)] as const),
    // Glyphs pack no better with more effort.
    ...embedded.map(({ target, file }) => [`word/${target}`, [file, { level: 1 }]] as const),
  ];
  return zipSync(Object.fromEntries(packed), { mtime: fixed });
}

/** Not the time of day: one content, one file. */
const fixed = new Date(2026, 0, 1);
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml';

const contentTypes = (numbered: boolean): string => {
  const part = (name: string, type: string) =>
    `<Override PartName="/word/${name}.xml" ContentType="${word}.${type}+xml"/>`;
  return `<Types xmlns="${packages}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="odttf" ContentType="application/vnd.openxmlformats-officedocument.obfuscatedFont"/>${part('document', 'document.main')}${part('styles', 'styles')}${part('settings', 'settings')}${part('fontTable', 'fontTable')}${numbered ? part('footer1', 'footer') : ''}</Types>`;
};

const relations = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `<Relationships xmlns="${packages}/relationships">${targets
    .map(
      ([type, target], at) => `<Relationship Id="rId${at + 1}" Type="${office}/${type}" Target="${target}"/>`,
    )
    .join('')}</Relationships>`;

/** A4; margins of GB/T 9704: 37 mm, 35 mm, 28 mm and 26 mm. Twentieths of a point. */
const page = { width: 11906, height: 16838, top: 2098, right: 1474, bottom: 1984, left: 1588 } as const;
const TEXT_WIDTH = page.width - page.left - page.right;

const documentXml = (pages: readonly Page[], numbered: boolean): string => {
  const footer = numbered ? '<w:footerReference w:type="default" r:id="rId4"/>' : '';
  return `<w:document xmlns:w="${main}" xmlns:r="${office}"><w:body>${pages.map(paper).join('')}<w:sectPr>${footer}<w:pgSz w:w="${page.width}" w:h="${page.height}"/><w:pgMar w:top="${page.top}" w:right="${page.right}" w:bottom="${page.bottom}" w:left="${page.left}" w:header="851" w:footer="1134" w:gutter="0"/></w:sectPr></w:body></w:document>`;
};

function paper({ language, stamp, blocks, list, foot }: Page, index: number): string {
  const opening = index > 0 ? '<w:pageBreakBefore/>' : '';
  const body = parts(blocks).map((part) => {
    if (!('as' in part)) return form(part, language);
    if (part.as === 'list') return list === null ? '' : tableOf(list, language);
    return paragraph(part.as, part.text, language);
  });
  const top = stamp === null ? '' : paragraph('stamp', stamp, language, opening);
  const [first = '', ...rest] = body;
  const begun = stamp === null ? opened(first, opening) : first;
  return [top, begun, ...rest, ...foot.map((line) => paragraph('note', line, language))].join('');
}

/** A paper begins with whatever its template does; a page break needs a paragraph to stand in. */
const opened = (first: string, opening: string): string =>
  first.startsWith('<w:p>')
    ? first.replace(/(<w:pStyle [^>]*\/>)/, `$1${opening}`)
    : opening === ''
      ? first
      : `<w:p><w:pPr>${opening}</w:pPr></w:p>${first}`;

const paragraph = (style: string, text: string, language: Language, more = ''): string =>
  `<w:p><w:pPr><w:pStyle w:val="${styleOf(style, language)}"/>${more}</w:pPr>${run(text)}</w:p>`;

const plain = (text: string): string =>
  text.replace(/&#(\d+);/g, (_whole, code) => String.fromCharCode(Number(code)));

const run = (text: string): string =>
  text === ''
    ? ''
    : `<w:r><w:rPr><w:lang w:val="en-GB" w:eastAsia="zh-CN"/></w:rPr><w:t xml:space="preserve">${escaped(text)}</w:t></w:r>`;

const escaped = (text: string): string =>
  printable(text).replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** Heads to the left, what is filled in to the right; a blank one leaves room for a seal. */
const form = (rows: readonly Block[], language: Language): string => {
  const columns = [Math.round(TEXT_WIDTH * 0.3), TEXT_WIDTH - Math.round(TEXT_WIDTH * 0.3)];
  return table(
    columns,
    rows.map(
      ({ label, text }) =>
        `<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="${text === '' ? BLANK_ROW : ROW}" w:hRule="atLeast"/></w:trPr>${cells(columns, [label, text], language)}</w:tr>`,
    ),
  );
};
const ROW = 567;
const BLANK_ROW = 1000;

const tableOf = (list: NonNullable<LetterBody['list']>, language: Language): string => {
  const columns = widths(list).map((share) => Math.floor(share * TEXT_WIDTH));
  return table(columns, [
    `<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>${cells(columns, list.heads, language, 'head')}</w:tr>`,
    ...list.rows.map((row) => `<w:tr><w:trPr><w:cantSplit/></w:trPr>${cells(columns, row, language)}</w:tr>`),
  ]);
};

const cells = (
  columns: readonly number[],
  texts: readonly string[],
  language: Language,
  style: 'cell' | 'head' = 'cell',
): string =>
  columns
    .map(
      (width, at) =>
        `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>${paragraph(style, texts[at] ?? '', language)}</w:tc>`,
    )
    .join('');

const table = (columns: readonly number[], rows: readonly string[]): string => {
  const border = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
    .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
    .join('');
  const grid = columns.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  return `<w:tbl><w:tblPr><w:tblW w:w="${columns.reduce((sum, width) => sum + width, 0)}" w:type="dxa"/><w:tblBorders>${border}</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>${grid}</w:tblGrid>${rows.join('')}</w:tbl>`;
};

/** Names of fonts are those of offices in China; the table of fonts has beside each what other computers have. */
const fonts = {
  body: '仿宋',
  title: '方正小标宋简体',
  head: '黑体',
  latin: 'Times New Roman',
} as const;

/** What stands in where a computer has no font of that name: whichever face of Noto Serif SC is nearest. */
interface Embedded extends EmbeddedFont {
  readonly family: string;
  readonly bold: boolean;
  /** Beside the table of fonts. */
  readonly target: string;
}

/**
 * For each font and weight that styles of this document ask for, what stands in that font. Both weights of a font have the
 * same characters: Word shows one embedded font for all that bears one name.
 */
function embeddedIn(document: string, cut: Cutter): Promise<readonly Embedded[]> {
  // What has no style, and the number of a page, stand in the font of the body.
  const texts = new Map<string, string[]>([[fonts.body, [pageNumbers]]]);
  const asked = new Set([`${fonts.body} false`]);
  for (const [, id = '', inner = ''] of document.matchAll(/<w:pStyle w:val="([^"]+)"(.*?)<\/w:p>/g)) {
    const { font = fonts.body, bold = false } = styles[id] ?? {};
    asked.add(`${font} ${bold}`);
    const found = [...inner.matchAll(/<w:t [^>]*>([^<]*)</g)].map(([, text = '']) => plain(text));
    const before = texts.get(font);
    if (before === undefined) texts.set(font, found);
    else before.push(...found);
  }
  const wanted = [...texts].flatMap(([font, found]) =>
    [false, true]
      .filter((bold) => asked.has(`${font} ${bold}`))
      .map((bold) => ({ family: font, bold, characters: once(found) })),
  );
  return Promise.all(
    wanted.map(async ({ family, bold, characters }, at) => {
      const face = family === fonts.body && !bold ? 'regular' : 'bold';
      const font = await cut({ face, characters, family, bold });
      return { ...font, family, bold, target: `fonts/font${at + 1}.odttf` };
    }),
  );
}

const fontTable = (embedded: readonly Embedded[]): string => {
  const parts = (name: string) =>
    embedded.map(({ family, bold, key }, at) =>
      family === name
        ? `<w:embed${bold ? 'Bold' : 'Regular'} r:id="rId${at + 1}" w:fontKey="${key}" w:subsetted="1"/>`
        : '',
    );
  return `<w:fonts xmlns:w="${main}" xmlns:r="${office}">${[
    [fonts.body, 'FangSong', 'modern'],
    [fonts.title, 'SimSun', 'auto'],
    [fonts.head, 'SimHei', 'modern'],
  ]
    .map(
      ([name = '', other, family]) =>
        `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/><w:family w:val="${family}"/>${parts(name).join('')}</w:font>`,
    )
    .join('')}</w:fonts>`;
};

const settingsXml = `<w:settings xmlns:w="${main}"><w:embedTrueTypeFonts/><w:saveSubsetFonts/></w:settings>`;

interface Style {
  /** Of the Chinese characters. */
  readonly font: string;
  /** Half points. */
  readonly size: number;
  readonly bold?: true;
  readonly colour?: string;
  /** What stands in `w:pPr`, in the order the standard wants. */
  readonly paragraph: string;
}

const line = (height: number, before = 0, after = 0) =>
  `<w:spacing w:before="${before}" w:after="${after}" w:line="${height}" w:lineRule="exact"/>`;
const loose = (before = 0, after = 0) =>
  `<w:spacing w:before="${before}" w:after="${after}" w:line="320" w:lineRule="atLeast"/>`;
/** Signature and day are one above the other, in the right half. */
const rightHalf = `<w:ind w:left="${Math.round(TEXT_WIDTH / 2)}"/><w:jc w:val="center"/>`;

/** By style and language; sizes of GB/T 9704: 二号 22 pt, 三号 16 pt, 小四 12 pt. */
const styles: Readonly<Record<string, Style>> = {
  'title-zh': {
    font: fonts.title,
    size: 44,
    paragraph: `<w:keepNext/>${line(660, 0, 300)}<w:jc w:val="center"/>`,
  },
  'reference-zh': { font: fonts.body, size: 32, paragraph: `${line(579, 0, 300)}<w:jc w:val="center"/>` },
  'to-zh': { font: fonts.body, size: 32, paragraph: line(579) },
  'text-zh': {
    font: fonts.body,
    size: 32,
    paragraph: `${line(579)}<w:ind w:firstLineChars="200" w:firstLine="640"/><w:jc w:val="both"/>`,
  },
  'sign-zh': { font: fonts.body, size: 32, paragraph: `<w:keepNext/>${line(579, 579)}${rightHalf}` },
  'date-zh': { font: fonts.body, size: 32, paragraph: `${line(579)}${rightHalf}` },
  'note-zh': { font: fonts.body, size: 24, paragraph: loose(200) },
  'stamp-zh': {
    font: fonts.head,
    size: 32,
    colour: 'C00000',
    paragraph: `${loose(0, 300)}<w:jc w:val="center"/>`,
  },
  'cell-zh': { font: fonts.body, size: 24, paragraph: loose(40, 40) },
  'head-zh': { font: fonts.head, size: 24, paragraph: loose(40, 40) },
  'title-en': {
    font: fonts.title,
    size: 32,
    bold: true,
    paragraph: `<w:keepNext/>${loose(0, 200)}<w:jc w:val="center"/>`,
  },
  'reference-en': { font: fonts.body, size: 24, paragraph: `${loose(0, 300)}<w:jc w:val="center"/>` },
  'to-en': { font: fonts.body, size: 24, paragraph: loose(0, 160) },
  'text-en': { font: fonts.body, size: 24, paragraph: `${loose(0, 160)}<w:jc w:val="both"/>` },
  'sign-en': { font: fonts.body, size: 24, paragraph: `<w:keepNext/>${loose(480)}${rightHalf}` },
  'date-en': { font: fonts.body, size: 24, paragraph: `${loose()}${rightHalf}` },
  'note-en': { font: fonts.body, size: 20, paragraph: loose(200) },
  'stamp-en': {
    font: fonts.head,
    size: 28,
    bold: true,
    colour: 'C00000',
    paragraph: `${loose(0, 300)}<w:jc w:val="center"/>`,
  },
  'cell-en': { font: fonts.body, size: 22, paragraph: loose(40, 40) },
  'head-en': { font: fonts.body, size: 22, bold: true, paragraph: loose(40, 40) },
};

const styleOf = (style: string, language: Language): string => `${style}-${language === 'en' ? 'en' : 'zh'}`;

const stylesXml = (): string =>
  `<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr>${face(fonts.body)}<w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="normal"><w:name w:val="Normal"/></w:style>${Object.entries(
    styles,
  )
    .map(
      ([id, { font, size, bold, colour, paragraph: layout }]) =>
        `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${id}"><w:name w:val="${id}"/><w:basedOn w:val="normal"/><w:qFormat/><w:pPr>${layout}</w:pPr><w:rPr>${face(font)}${bold ? '<w:b/>' : ''}${colour === undefined ? '' : `<w:color w:val="${colour}"/>`}<w:sz w:val="${size}"/><w:szCs w:val="${size}"/></w:rPr></w:style>`,
    )
    .join('')}</w:styles>`;

const face = (font: string): string =>
  `<w:rFonts w:ascii="${fonts.latin}" w:eastAsia="${font}" w:hAnsi="${fonts.latin}" w:cs="${fonts.latin}"/>`;

const footerXml = `<w:ftr xmlns:w="${main}"><w:p><w:pPr><w:pStyle w:val="cell-zh"/><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>`;
