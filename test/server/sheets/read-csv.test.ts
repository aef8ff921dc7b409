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
