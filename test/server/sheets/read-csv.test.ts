import { gzipSync } from 'node:zlib';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { defaultLimits } from '../../../server/sheets/limits.ts';
import { readFile } from '../../../server/sheets/read-file.ts';

const rows = async (bytes: Uint8Array) => (await readFile(bytes, defaultLimits))[0]?.rows;
const simplified = '工号,姓名,任教学科\r\n0001,张䶮,语文\r\n0002,李秀兰,数学\r\n';
const traditional = '學校代碼,學校名稱,所在地\r\nA1,實驗國小,市區\r\nA2,蓮花國小,村落\r\n';

test.each(['utf8', 'utf16le', 'utf16be', 'gb18030'])('%s is found out without a mark', async (encoding) => {
  expect(await rows(iconv.encode(simplified, encoding, { addBOM: false }))).toEqual([
    { number: 1, cells: ['工号', '姓名', '任教学科'] },
    { number: 2, cells: ['0001', '张䶮', '语文'] },
    { number: 3, cells: ['0002', '李秀兰', '数学'] },
  ]);
});
test.each(['utf8', 'utf16le', 'utf16be'])(
  '%s with its mark too, and the mark is no text',
  async (encoding) => {
    expect((await rows(iconv.encode(simplified, encoding, { addBOM: true })))?.[0]?.cells[0]).toBe('工号');
  },
);
test('Big5 is told from GB18030 by its second bytes', async () => {
  expect((await rows(iconv.encode(traditional, 'big5')))?.map(({ cells }) => cells[1])).toEqual([
    '學校名稱',
    '實驗國小',
    '蓮花國小',
  ]);
});
test('a rare character or two does not make GB18030 look like Big5', async () => {
  const text = `${'工号,姓名\n0001,王建国\n'}0002,朱镕基\n0003,陶喆\n`;
  expect((await rows(iconv.encode(text, 'gb18030')))?.[3]?.cells[1]).toBe('陶喆');
});
test('an encoding that is given is taken', async () => {
  const [sheet] = await readFile(iconv.encode('學,校\n', 'big5'), defaultLimits, 'big5');
  expect(sheet?.rows[0]?.cells).toEqual(['學', '校']);
});

const assumed = async (bytes: Uint8Array) => (await readFile(bytes, defaultLimits))[0]?.assumed;
test.each(['gb18030', 'utf16le', 'utf16be'])(
  '%s without a mark is a guess, and said to be one',
  async (name) => {
    const guess = await assumed(iconv.encode(simplified, name, { addBOM: false }));
    expect(guess?.replace('-', '')).toBe(name);
  },
);
test('Big5 is a guess too; UTF-8, a mark, and what is told are none', async () => {
  expect(await assumed(iconv.encode(traditional, 'big5'))).toBe('big5');
  expect(await assumed(Buffer.from(simplified))).toBeUndefined();
  expect(await assumed(iconv.encode(simplified, 'utf16le', { addBOM: true }))).toBeUndefined();
  const [told] = await readFile(iconv.encode(traditional, 'big5'), defaultLimits, 'big5');
  expect(told).not.toHaveProperty('assumed');
});

const utf8 = Buffer.from(simplified.trimEnd());
test.each([1, 2])('UTF-8 cut %i bytes into its last letter is not taken for GB18030', async (cut) => {
  await expect(rows(utf8.subarray(0, utf8.length - cut))).rejects.toMatchObject({
    code: 'broken-utf-8',
    row: 3,
    found: '0002,李秀兰,数\ufffd',
  });
});
test('nor is UTF-8 with one bad byte, with its mark or without', async () => {
  const spoilt = Buffer.from(utf8);
  spoilt[utf8.indexOf('张') + 1] = 0x41;
  const refusal = { code: 'broken-utf-8', row: 2, found: '0001,\ufffd' };
  await expect(rows(spoilt)).rejects.toMatchObject(refusal);
  await expect(rows(Buffer.concat([Buffer.from('\ufeff'), spoilt]))).rejects.toMatchObject(refusal);
});
test('a mark of UTF-8 is believed, so that GB18030 behind it is refused', async () => {
  const bytes = Buffer.concat([Buffer.from('\ufeff'), iconv.encode(simplified, 'gb18030')]);
  await expect(rows(bytes)).rejects.toMatchObject({ code: 'broken-utf-8', row: 1, found: '\ufffd' });
});
test('the row of a bad byte is counted as rows are: not by line breaks within quotes', async () => {
  const bytes = Buffer.concat([Buffer.from('姓名,备注\n"张三","第一\n第二"\n李四,'), Buffer.from([0xe5])]);
  await expect(rows(bytes)).rejects.toMatchObject({ row: 3, found: '李四,\ufffd' });
});

test.each([',', ';', '\t'])('parted by %j', async (mark) => {
  expect((await rows(Buffer.from(['a', 'b', '"c,;\td"'].join(mark))))?.[0]?.cells).toEqual([
    'a',
    'b',
    'c,;\td',
  ]);
});
test('a line break within quotes starts no row, a blank line is one', async () => {
  expect(await rows(Buffer.from('a,b\n"x\ny",1\n\n,,\nz,2\n'))).toEqual([
    { number: 1, cells: ['a', 'b'] },
    { number: 2, cells: ['x\ny', '1'] },
    { number: 5, cells: ['z', '2'] },
  ]);
});
test('a quote never closed is refused at its row', async () => {
  await expect(rows(Buffer.from('a,b\n"x,1\n'))).rejects.toMatchObject({
    code: 'broken-quotes',
    row: 2,
    found: 'x,1\n',
  });
});
test.each([['a,b\r\n1,2\n3,4\n5,6\n'], ['a,b\n1,2\r\n3,4\r\n5,6\r\n'], ['a,b\r1,2\r\n3,4\n5,6']])(
  'lines may end in different ways in one file: %j',
  async (text) => {
    expect(await rows(Buffer.from(text))).toEqual([
      { number: 1, cells: ['a', 'b'] },
      { number: 2, cells: ['1', '2'] },
      { number: 3, cells: ['3', '4'] },
      { number: 4, cells: ['5', '6'] },
    ]);
  },
);
test('line ends within quotes stay what they are, and a quote within a cell opens nothing', async () => {
  expect(await rows(Buffer.from('a,b\r\n"x\r\n""y""\rz",5" pipe\r\n1,2\n'))).toEqual([
    { number: 1, cells: ['a', 'b'] },
    { number: 2, cells: ['x\r\n"y"\rz', '5" pipe'] },
    { number: 3, cells: ['1', '2'] },
  ]);
});
test('packed by gzip', async () => {
  expect((await rows(gzipSync(simplified)))?.length).toBe(3);
});
