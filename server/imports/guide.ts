import type { Words } from '../../solver/plan.ts';
import type { SheetToWrite } from '../sheets/write.ts';
import { catalogue } from './catalogue.ts';
import { expectation } from './read-cell.ts';
import { guideName } from './recognise.ts';

const headers: readonly Words[] = [
  { zh: '工作表', en: 'Sheet' },
  { zh: '栏目', en: 'Column' },
  { zh: '新增必填', en: 'Needed for a new row' },
  { zh: '填写内容', en: 'What it takes' },
  { zh: '示例', en: 'Example' },
  { zh: '说明', en: 'Remark' },
];

/** What an officer should know before filling in a template; the importer passes this sheet over. */
export function guide(language: keyof Words): SheetToWrite {
  const columns = catalogue.flatMap((sheet) =>
    sheet.columns.map((column) => [
      sheet[language],
      column[language],
      column.required ? mark : '',
      expectation(column.kind)[language],
      column.example,
      column.note?.[language] ?? '',
    ]),
  );
  return {
    name: guideName[language],
    columns: headers.map((header, at) => ({
      header: header[language],
      format: 'text',
      width: widths[at] ?? 12,
    })),
    rows: [...remarks.map((remark) => ['', '', '', '', '', remark[language]]), ...columns],
  };
}

const mark = '●';
const widths = [16, 24, 10, 40, 24, 60];

const remarks: readonly Words[] = [
  {
    zh: '空白单元格不改动已有数据；要清空已有内容，请填“（清空）”。',
    en: 'An empty cell leaves what is on file; to empty it, write “(clear)”.',
  },
  {
    zh: '学校按学校代码、教师按工号识别：已有的更新，没有的新增；未列出的不动。',
    en: 'Schools are known by code, teachers by staff number: those on file are changed, others added; what is not listed stays.',
  },
  {
    zh: '栏目顺序不限，可删去不用的栏目和工作表；表头上方可有标题行。不要合并单元格。',
    en: 'Columns may stand in any order and be left out, sheets too; titles may stand above the headers. Do not merge cells.',
  },
  {
    zh: '有任何一处错误，整个文件都不会写入。',
    en: 'With a single fault, nothing of the file is written.',
  },
];
