import { strToU8, zipSync } from 'fflate';

/** What differs from a plain workbook of one sheet. */
export interface Parts {
  /** What stands within `sheetData`. */
  readonly rows?: string;
  /** What follows it. */
  readonly after?: string;
  readonly texts?: string;
  readonly styles?: string;
  readonly book?: string;
  readonly more?: Readonly<Record<string, string | Uint8Array>>;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

/** A workbook written by hand, part by part, as other programs might write it. */
export function handmade(parts: Parts = {}): Uint8Array {
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `${xml}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml':
      parts.book ??
      `${xml}<workbook xmlns="${main}" xmlns:r="${office}"><sheets><sheet name="教师" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${xml}<Relationships>
      <Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>
      <Relationship Id="rId2" Type="${office}/sharedStrings" Target="/xl/sharedStrings.xml"/>
      <Relationship Id="rId3" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `${xml}<worksheet xmlns="${main}"><sheetData>${parts.rows ?? ''}</sheetData>${parts.after ?? ''}</worksheet>`,
    'xl/sharedStrings.xml': `${xml}<sst xmlns="${main}">${parts.texts ?? ''}</sst>`,
    'xl/styles.xml': `${xml}<styleSheet xmlns="${main}">${parts.styles ?? ''}</styleSheet>`,
    ...parts.more,
  };
  return zipSync(
    Object.fromEntries(
      Object.entries(files).map(([name, text]) => [name, typeof text === 'string' ? strToU8(text) : text]),
    ),
  );
}
