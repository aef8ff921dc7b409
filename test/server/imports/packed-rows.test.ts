import { expect, test } from 'vitest';
import { PackedRows, unpacked } from '../../../server/imports/packed-rows.ts';

const rowsOf = async (packed: PackedRows): Promise<unknown[][]> =>
  Promise.all(
    packed.batches().map(async (batch) => {
      const rows = JSON.parse((await unpacked(batch)).toString()) as unknown[];
      expect(rows).toHaveLength(batch.count);
      return rows;
    }),
  );

test('rows come out as they went in, in their order, five hundred to a batch', async () => {
  const packed = new PackedRows();
  const rows = Array.from({ length: 1_001 }, (_, at) => ({ id: at, name: `欧阳${at}` }));
  for (const row of rows) packed.add(row);
  const batches = await rowsOf(packed);
  expect(batches.map(({ length }) => length)).toEqual([500, 500, 1]);
  expect(batches.flat()).toEqual(rows);
  expect(packed.count).toBe(1_001);
});

test('without a row there is no batch', async () => {
  expect(new PackedRows().batches()).toEqual([]);
});

test('a roster takes a tenth of its text', () => {
  const packed = new PackedRows();
  let letters = 0;
  for (let at = 0; at < 5_000; at++) {
    const row = { staffNumber: `T${at}`, name: '李秀兰', born: '1985-03-12', teachingSince: '2007-09-01' };
    letters += JSON.stringify(row).length;
    packed.add(row);
  }
  const bytes = packed.batches().reduce((sum, batch) => sum + batch.bytes.length, 0);
  expect(bytes).toBeLessThan(letters / 10);
});
