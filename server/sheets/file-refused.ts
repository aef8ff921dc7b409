/** The file as a whole cannot be taken in; `code` says why, `expected` what to do. */
export class FileRefused extends Error {
  override readonly name = 'FileRefused';
  readonly code: Refusal;
  readonly expected: { readonly zh: string; readonly en: string };
  readonly found: string | null;
  readonly sheet: string | null;
  /** As the spreadsheet shows it; null: not about one row. */
  readonly row: number | null;

  constructor(
    code: Refusal,
    found: string | null = null,
    sheet: string | null = null,
    row: number | null = null,
  ) {
    super(reasons[code].en);
    this.code = code;
    this.expected = reasons[code];
    this.found = found;
    this.sheet = sheet;
    this.row = row;
  }
}

export type Refusal = keyof typeof reasons;

const reasons = {
  'empty-file': {
    zh: '文件是空的，请重新选择含有数据的文件。',
    en: 'The file is empty. Choose a file with data in it.',
  },
  'not-a-workbook': {
    zh: '无法识别的文件，请使用 Excel 工作簿（.xlsx）或文本表格（.csv）。',
    en: 'Neither an Excel workbook (.xlsx) nor a text table (.csv).',
  },
  truncated: {
    zh: '文件不完整（下载或复制时被截断），请重新获取后再试。',
    en: 'The file is cut short. Fetch or copy it again.',
  },
  damaged: {
    zh: '文件已损坏，请用 Excel 打开并另存为 .xlsx 后再试。',
    en: 'The file is damaged. Open it in Excel and save it again as .xlsx.',
  },
  password: {
    zh: '文件设有打开密码，请取消密码后另存再导入。',
    en: 'The file is protected by a password. Save it without one.',
  },
  'old-workbook': {
    zh: '旧版 Excel 文件（.xls），请另存为 .xlsx。',
    en: 'An Excel 97–2003 file (.xls). Save it as .xlsx.',
  },
  'binary-workbook': {
    zh: 'Excel 二进制文件（.xlsb），请另存为 .xlsx。',
    en: 'An Excel binary file (.xlsb). Save it as .xlsx.',
  },
  macros: {
    zh: '文件含有宏，请另存为不含宏的 .xlsx。',
    en: 'The file holds macros. Save it as .xlsx without macros.',
  },
  'entity-declarations': {
    zh: '文件含有不允许的 XML 声明（DOCTYPE），不予读取。',
    en: 'The file declares XML entities (DOCTYPE), which no workbook needs. It is not read.',
  },
  'too-large': {
    zh: '文件过大，请分成几个文件导入。',
    en: 'The file is too large. Split it.',
  },
  'unpacks-too-large': {
    zh: '文件解压后过大，疑似压缩炸弹，不予读取。',
    en: 'The file unpacks to more than is allowed, as a zip bomb does. It is not read.',
  },
  'too-many-rows': {
    zh: '行数或单元格过多，请分成几个文件导入。',
    en: 'Too many rows or cells. Split the file.',
  },
  'too-many-columns': {
    zh: '列数过多，请删去右侧无关的列。',
    en: 'Too many columns. Delete what is not needed at the right.',
  },
  'too-many-sheets': {
    zh: '工作表过多，请删去无关的工作表。',
    en: 'Too many sheets. Delete those that are not needed.',
  },
  'took-too-long': {
    zh: '读取超时，请分成几个文件导入。',
    en: 'Reading took too long. Split the file.',
  },
  'too-much-memory': {
    zh: '文件内容过多，超出内存限制，请分成几个文件导入。',
    en: 'The file holds more than fits in the memory allowed. Split it.',
  },
  'unknown-encoding': {
    zh: '无法识别的文字编码，请另存为 UTF-8 编码的 csv。',
    en: 'The text encoding is not known. Save the csv as UTF-8.',
  },
  'broken-utf-8': {
    zh: '有效的 UTF-8 文字：文件在此处被截断或损坏。请重新获取或另存；如确为其他编码，请在导入时指明。',
    en: 'UTF-8 that is whole: here the file is cut or spoilt. Fetch or save it again, or, if it is in another encoding, say which.',
  },
  'broken-quotes': {
    zh: 'csv 引号不成对，请检查该行。',
    en: 'A quote of the csv is never closed. Mend the row.',
  },
} as const;
