import { expect, test } from 'vitest';
import { examine } from '../../../server/imports/examine.ts';
import { Faults } from '../../../server/imports/faults.ts';
import type { ColumnMapping } from '../../../server/imports/mapping.ts';
import { type PackedRows, unpacked } from '../../../server/imports/packed-rows.ts';
import { recognise } from '../../../server/imports/recognise.ts';
import { type Facts, tableOf } from '../../../server/imports/tables.ts';
import { defaultLimits } from '../../../server/sheets/limits.ts';
import { readFile } from '../../../server/sheets/read-file.ts';
import { handmade } from '../sheets/workbooks.ts';
import { chinese, smallCounty, workbook } from './county.ts';

/** Judges a file against what is on file, with neither thread nor database. */
async function judge(
  bytes: Uint8Array | string,
  onFile: Record<string, Facts[]> = {},
  mapping?: ColumnMapping,
) {
  const faults = new Faults('file.csv');
  const notes = new Faults('file.csv');
  const sheets = await readFile(typeof bytes === 'string' ? Buffer.from(bytes) : bytes, defaultLimits);
  const tables = recognise(sheets, mapping, faults, notes);
  const circumstances = { countyId: 'county', today: '2026-07-01', subjects: chinese.subjects };
  const { counts, told, writes } = await examine(
    tables,
    {
      codes: async (entity) => onFile[entity] ?? [],
      rows: async (entity, keys) =>
        (onFile[entity] ?? []).filter((row) =>
          keys.some((key) => Object.entries(key).every(([column, value]) => (row[column] ?? null) === value)),
        ),
    },
    circumstances,
    faults,
  );
  return { counts, told, writes, faults: faults.told, count: faults.count, notes: notes.told };
}

async function rowsOf(packed: PackedRows | undefined): Promise<unknown[]> {
  const batches = await Promise.all((packed?.batches() ?? []).map(unpacked));
  return batches.flatMap((json): unknown => JSON.parse(json.toString()));
}

const schools = [
  { id: 's1', code: 'S1', name: '实验小学', version: 1 },
  { id: 's2', code: 'S2', name: '荷花镇学校', version: 1 },
];
const sections = [
  { id: 'p1', schoolId: 's1', stage: 'primary' },
  { id: 'p2', schoolId: 's2', stage: 'primary' },
  { id: 'j2', schoolId: 's2', stage: 'junior' },
];
const onFile = { schools, sections };
const head = '工号,姓名,性别,出生日期,参加教学工作日期,在岗学校代码,在岗学段,到现校日期';
const li = '0001,李秀兰,女,1985-03-12,2007-09-01,S1,小学,2012-09-01';
const teachers = (...rows: string[]) => judge([head, ...rows].join('\n'), onFile);
const faultsOf = async (...rows: string[]) =>
  (await teachers(...rows)).faults.map(({ row, column, code, found }) => [row, column, code, found]);

test('a row that is right has no fault and is added', async () => {
  expect(await teachers(li)).toMatchObject({
    faults: [],
    counts: [{ entity: 'teachers', added: 1, refused: 0 }],
  });
});
test('every fault of every row is told at once, with its place', async () => {
  expect(
    await faultsOf(
      li,
      '0002,王建国,难,1980-02-30,2002-09-01,S1,小学,',
      '',
      '0003,,男,1980-01-01,x,S1,小学,2012-09-01',
    ),
  ).toEqual([
    [3, '性别', 'not-choice', '难'],
    [3, '出生日期', 'not-day', '1980-02-30'],
    [5, '参加教学工作日期', 'not-day', 'x'],
  ]);
});
test('a fault names file, sheet, what was found and what was expected', async () => {
  const bytes = await workbook({ sections: [{ school: 'S1', stage: 'primary', establishment: -1 }] });
  expect((await judge(bytes, onFile)).faults).toEqual([
    {
      file: 'file.csv',
      sheet: '学段',
      row: 2,
      column: '核定编制',
      code: 'not-integer',
      found: '-1',
      expected: { zh: '0 到 10000 的整数', en: 'a whole number from 0 to 10000' },
    },
  ]);
});
test('a thousand faults are told, and all are counted', async () => {
  const many = Array.from(
    { length: 1_200 },
    (_, at) => `${at},某,?,1980-01-01,2002-09-01,S1,小学,2012-09-01`,
  );
  const { faults, count } = await teachers(...many);
  expect([faults.length, count]).toEqual([1_000, 1_200]);
});
test('what a new row must have is asked for cell by cell, a missing column once', async () => {
  expect(await faultsOf('0001,,女,1985-03-12,2007-09-01,S1,小学,2012-09-01')).toEqual([
    [2, '姓名', 'required', null],
  ]);
  const { faults } = await judge('工号,姓名,性别\n1,甲,女\n2,乙,男\n', onFile);
  expect(faults.map(({ row, column, code }) => [row, column, code])).toEqual([
    [1, '出生日期', 'column-missing'],
    [1, '参加教学工作日期', 'column-missing'],
    [1, '在岗学校代码', 'column-missing'],
    [1, '到现校日期', 'column-missing'],
  ]);
});
test('a staff number twice names both rows', async () => {
  const { faults } = await teachers(li, '0002,王,男,1980-01-01,2002-09-01,S1,小学,2012-09-01', li);
  expect(faults).toMatchObject([
    { row: 4, code: 'row-twice', found: '0001', expected: { en: expect.stringContaining('row 2') } },
  ]);
});

test('a school by its code, or by a name only it bears; an unknown one with what may be meant', async () => {
  expect(await faultsOf(li.replace('S1', '实验小学'))).toEqual([]);
  const { faults } = await teachers(li.replace('S1', '实验小字'));
  expect(faults).toMatchObject([
    {
      row: 2,
      column: '在岗学校代码',
      code: 'unknown-reference',
      expected: { en: expect.stringContaining('“实验小学”') },
    },
  ]);
});
test('the stage may be left out where the school has one, not where it has two, and must exist', async () => {
  expect(await faultsOf(li.replace('小学,2012', ',2012'))).toEqual([]);
  expect(await faultsOf(li.replace('S1,小学', 'S2,'))).toEqual([[2, '在岗学段', 'stage-wanted', null]]);
  expect(await faultsOf(li.replace('小学,2012', '初中,2012'))).toEqual([
    [2, '在岗学校代码', 'unknown-section', 'S1'],
  ]);
});
test('sheets of one file refer to each other in any order; a refused row is not called unknown too', async () => {
  const { zones, ...rest } = smallCounty;
  expect((await judge(await workbook({ ...rest, zones: zones ?? [] }))).faults).toEqual([]);
  const broken = { ...smallCounty, teachers: [{ ...smallCounty.teachers?.[0], partner: null, name: null }] };
  const {
    certificates: _certificates,
    postings: _postings,
    ...others
  } = { ...broken, certificates: [], postings: [] };
  const { faults } = await judge(await workbook(others));
  expect(faults.map(({ code, column }) => [code, column])).toEqual([['required', '姓名']]);
});

test.each([
  ['1985-03-12,2007-09-01', '2026-07-02,2007-09-01', 'in-the-future'],
  ['1985-03-12,2007-09-01', '1985-03-12,2000-03-11', 'too-young'],
  ['2012-09-01', '2007-08-31', 'before-start'],
])('what cannot be: %s as %s is %s', async (right, wrong, code) => {
  expect((await faultsOf(li.replace(right, wrong))).map((fault) => fault[2])).toContain(code);
});
test('from the fifteenth birthday on one may teach', async () =>
  expect(await faultsOf(li.replace('2007-09-01', '2000-03-12'))).toEqual([]));
test.each([
  ['入编日期', ''],
  ['任职起始日期', '校长,'],
])('from the fifteenth birthday on, and no day before: %s', async (column, role) => {
  const file = (day: string) =>
    judge(`${head},${role === '' ? '' : '干部职务,'}${column}\n${li},${role}${day}`, onFile);
  expect((await file('2000-03-12')).faults).toEqual([]);
  expect((await file('2000-03-11')).faults).toMatchObject([
    { column, code: 'too-young', found: '2000-03-11' },
  ]);
});
test('an identity number with a wrong check, another birthday or the other sex is refused, and shown masked', async () => {
  const file = (number: string) => judge(`${head},身份证号\n${li},${number}`, onFile);
  expect((await file('420525198503120020')).faults).toEqual([]);
  expect((await file('420525198503120021')).faults).toMatchObject([
    { code: 'wrong-check', found: '420525********0021' },
  ]);
  expect((await file('420525198503130018')).faults.map(({ column }) => column)).toEqual(['出生日期', '性别']);
});
test('partners name each other', async () => {
  const row = (number: string, partner: string) => `${li.replace('0001', number)},${partner}`;
  const pairs = (...rows: string[]) => judge([`${head},配偶工号`, ...rows].join('\n'), onFile);
  expect((await pairs(row('1', '2'), row('2', '1'))).faults).toEqual([]);
  expect((await pairs(row('1', '2'), row('2', '3'), row('3', '2'))).faults).toMatchObject([
    { code: 'partners-disagree', found: '1', row: 2, column: '配偶工号' },
  ]);
  const married = { ...onFile, teachers: [{ ...known, staffNumber: '2', partnerId: 't9' }] };
  const judged = (...rows: string[]) => judge([`${head},配偶工号`, ...rows].join('\n'), married);
  expect((await judged(row('1', '2'))).faults).toMatchObject([{ code: 'partners-disagree', row: 2 }]);
  expect((await judged(row('1', '2'), row('2', '（清空）'))).faults).toEqual([]);

  expect((await pairs(row('1', '1'))).faults).toMatchObject([{ code: 'own-partner' }]);
});
test('longitude and latitude go together', async () => {
  const { faults } = await judge('学校代码,学校名称,所在地,经度\nS9,九小,村小,111.5\n');
  expect(faults).toMatchObject([{ row: 2, column: '纬度', code: 'half-a-place' }]);
});

const known: Facts = {
  ...tableOf('teachers').defaults,
  id: 't1',
  staffNumber: '0001',
  name: '李秀兰',
  sex: 'female',
  born: '1985-03-12',
  teachingSince: '2007-09-01',
  servingSectionId: 'p1',
  servingSince: '2012-09-01',
  registeredSchoolId: 's1',
  registeredSince: '2012-09-01',
  phone: '138',
  title: 'first',
  established: true,
  version: 7,
};
test('a row on file changes field by field; empty cells and columns not there leave what stands', async () => {
  const { told, writes, counts } = await judge('工号,姓名,职称,联系电话\n0001,李秀蓝,,\n', {
    ...onFile,
    teachers: [known],
  });
  expect(counts).toMatchObject([{ added: 0, changed: 1, left: 0 }]);
  expect(told).toEqual([
    {
      entity: 'teachers',
      key: '0001',
      kind: 'changed',
      fields: [{ field: 'name', before: '李秀兰', after: '李秀蓝' }],
    },
  ]);
  expect(await rowsOf(writes[0]?.changed)).toEqual([
    { id: 't1', before: { version: 7 }, after: { name: '李秀蓝', nameKey: 'lixiulan lxl' } },
  ]);
});
test('（清空） empties what may be empty, and nothing else', async () => {
  const { told } = await judge('工号,联系电话\n0001,（清空）\n', { ...onFile, teachers: [known] });
  expect(told[0]?.fields).toEqual([{ field: 'phone', before: '138', after: null }]);
  const { faults } = await judge('工号,姓名\n0001,（清空）\n', { ...onFile, teachers: [known] });
  expect(faults).toMatchObject([{ code: 'cannot-be-cleared', column: '姓名' }]);
});
test('what is written the same stays, in whatever words', async () => {
  const { counts, writes } = await judge(
    'Staff number,Title,Born,Serving school code\n0001,First,1985/3/12,实验小学\n',
    {
      ...onFile,
      teachers: [known],
    },
  );
  expect(counts).toMatchObject([{ changed: 0, left: 1 }]);
  expect(writes[0]?.changed.count).toBe(0);
});
test('figures of a public list join those on file', async () => {
  const { told } = await judge('学校代码,上报学生数\nS1,450\n', {
    schools: [
      {
        id: 's1',
        code: 'S1',
        name: '实验小学',
        place: 'village',
        statistics: { teachers: 30 },
        longitude: null,
        latitude: null,
      },
    ],
  });
  expect(told[0]?.fields).toEqual([
    { field: 'statistics', before: '{"teachers":30}', after: '{"teachers":30,"pupils":450}' },
  ]);
});

test('titles above the headers, columns in any order, English, synonyms, units in brackets', async () => {
  const text = `远安县教师花名册,,,\n2026年7月,,,\nBirth date (YYYY-MM-DD),校名,来校时间,Gender,教师姓名,Staff No.*,参加工作时间\n1985-03-12,S1,2012年9月,F,李秀兰,0001,2007.9\n`;
  const { faults, counts, told } = await judge(text.replace('校名', '任教学校'), onFile);
  expect(faults).toEqual([]);
  expect(counts).toMatchObject([{ entity: 'teachers', added: 1 }]);
  expect(told[0]?.fields.find(({ field }) => field === 'servingSince')?.after).toBe('2012-09-01');
});
test('a column nobody knows is noted, with what may be meant', async () => {
  const { notes, faults } = await judge(`${head},爱好,职务称\n${li},书法,一级\n`, onFile);
  expect(faults).toEqual([]);
  expect(notes.map(({ column, code }) => [column, code])).toEqual([
    ['爱好', 'column-left-aside'],
    ['职务称', 'column-left-aside'],
  ]);
});
test('a column without a header is noted when it holds something', async () =>
  expect((await judge(`${head},,\n${li},x,\n`, onFile)).notes).toMatchObject([
    { code: 'column-without-header', column: 'I' },
  ]));
test('of two columns for the same thing its own name goes before a synonym; two synonyms are a fault', async () => {
  const by = (header: string) => judge(`学校名称,${header},学段,核定编制\n实验小学,S1,小学,3\n`, onFile);
  expect((await by('学校代码')).notes).toMatchObject([{ code: 'column-left-aside', column: '学校名称' }]);
  expect((await by('学校编码')).faults).toMatchObject([{ code: 'column-twice', column: '学校编码' }]);
});
test('wishes side by side are one list, best first', async () => {
  const { told, faults } = await judge('工号,学年,第一志愿,第二志愿,第三志愿\n0001,2026,S2,,S1\n', {
    ...onFile,
    teachers: [known],
  });
  expect(faults).toEqual([]);
  expect(told[0]?.fields.find(({ field }) => field === 'choices')?.after).toBe('S2; S1');
});
test('a file without any headers we know says so', async () => {
  expect((await judge('a,b\n1,2\n')).faults).toMatchObject([{ code: 'no-headers', found: 'a | b' }]);
});
test('merged cells among the rows are refused by their range; above the headers they are titles', async () => {
  const row = (number: number, ...texts: string[]) =>
    `<row r="${number}">${texts.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')}</row>`;
  const rows = row(1, '县编制表') + row(2, '学校代码', '学段', '核定编制') + row(3, 'S1', '小学', '3');
  const merged = (range: string) => ({ rows, after: `<mergeCells><mergeCell ref="${range}"/></mergeCells>` });
  expect((await judge(handmade(merged('A1:C1')), onFile)).faults).toEqual([]);
  expect((await judge(handmade(merged('A3:A5')), onFile)).faults).toMatchObject([
    { sheet: '教师', row: 3, column: 'A', code: 'merged-cells', found: 'A3:A5' },
  ]);
});
test('a mapping says what headers mean, what every row has, and what words stand for', async () => {
  const mapping: ColumnMapping = {
    sheets: [
      {
        entity: 'sections',
        columns: { XX: 'school', BZ: 'establishment' },
        fixed: { stage: '小学' },
        values: { establishment: { 不详: '' } },
      },
    ],
  };
  const { told, faults } = await judge('XX,BZ,其他\nS1,12,x\nS2,不详,y\n', { schools }, mapping);
  expect(faults).toEqual([]);
  expect(
    told.map(({ key, fields }) => [key, fields.find(({ field }) => field === 'establishment')?.after]),
  ).toEqual([
    ['S1 / primary', '12'],
    ['S2 / primary', undefined],
  ]);
});

test.each([
  ['spaces', { rows: `<row r="1"><c r="A1" t="str"><v>a${' '.repeat(60_000)}b</v></c></row>` }],
  ['brackets', { rows: `<row r="1"><c r="A1" t="str"><v>${'('.repeat(1_500_000)}</v></c></row>` }],
  [
    'a number format of brackets',
    {
      rows: '<row r="1"><c r="A1" s="0"><v>1</v></c></row>',
      styles: `<numFmts><numFmt numFmtId="200" formatCode="${'['.repeat(1_500_000)}"/></numFmts><cellXfs><xf numFmtId="200"/></cellXfs>`,
    },
  ],
])('a small file with %s beyond all measure is judged in a moment', async (_name, parts) => {
  const began = performance.now();
  expect((await judge(handmade(parts))).count).toBeGreaterThan(0);
  expect(performance.now() - began).toBeLessThan(5_000);
});

test('a stage named without its school is one of the school on file, or refused in its place', async () => {
  const request = { ...tableOf('requests').defaults, id: 'r1', number: 'R1', sectionId: 'p2', version: 1 };
  const onTop = { ...onFile, requests: [{ ...request, subject: 'maths', count: 1 }] };
  const { writes, faults } = await judge('需求编号,学段\nR1,初中\n', onTop);
  expect(faults).toEqual([]);
  expect(await rowsOf(writes[0]?.changed)).toMatchObject([{ id: 'r1', after: { sectionId: 'j2' } }]);
  const elsewhere = { ...onTop, requests: [{ ...onTop.requests[0], sectionId: 'p1' }] };
  expect((await judge('需求编号,学段\nR1,初中\n', elsewhere)).faults).toMatchObject([
    { row: 2, column: '学段', code: 'unknown-section', found: '初中' },
  ]);
});
test('days of the week are of circuit teaching alone, in halves', async () => {
  const onRecord = {
    ...onFile,
    teachers: [{ id: 't1', staffNumber: '0001', name: '李秀兰', servingSectionId: 'p1', version: 1 }],
  };
  const circuits = async (form: string, days: string) => {
    const posting = `工号,派出学校代码,派出学段,接收学校代码,接收学段,学科,交流形式,每周天数,开始日期\n0001,S1,小学,S2,小学,,${form},${days},2025-09-01`;
    const { faults, counts } = await judge(posting, onRecord);
    return faults.length > 0 ? faults.map(({ column, code }) => [column, code]) : counts[0]?.added;
  };
  expect(await circuits('走教', '1.5')).toBe(1);
  expect(await circuits('走教', '')).toBe(1);
  expect(await circuits('走教', '1.2')).toEqual([['每周天数', 'not-in-halves']]);
  expect(await circuits('走教', '0')).toMatchObject([['每周天数', expect.anything()]]);
  expect(await circuits('支教', '1')).toEqual([['每周天数', 'days-without-circuit']]);
  expect(await circuits('支教', '')).toBe(1);
});
