import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import type { Entity } from '../../../server/imports/catalogue.ts';
import { exportCounty } from '../../../server/imports/export.ts';
import { undoImport } from '../../../server/imports/undo.ts';
import type { StoredRow } from '../../../server/imports/workbook.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyCounty, importing, smallCounty, workbook } from './county.ts';

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const special: StoredRow = {
  number: 'N001',
  name: '周小雨',
  kind: 'special-post',
  sex: 'female',
  born: '2004-03-12',
  education: 'bachelor',
  arrivesOn: '2027-08-20',
  contractEnds: '2030-08-31',
  homePlace: '荷花镇',
  choices: ['S2', 'Z1'],
};
const graduate: StoredRow = {
  number: 'N002',
  name: '赵一鸣',
  kind: 'graduate',
  sex: 'male',
  born: '2003-11-02',
  arrivesOn: '2027-08-20',
};
const sheets: Partial<Record<Entity, readonly StoredRow[]>> = {
  recruits: [special, graduate],
  recruitCertificates: [
    { recruit: 'N001', subject: 'maths', stage: 'primary', rank: 'main' },
    { recruit: 'N001', subject: 'science', stage: 'primary', rank: 'second', issuedOn: '2026-06-30' },
  ],
};

async function start(code: string) {
  const county = await emptyCounty(database, code);
  const bring = importing(database, county);
  const { faults } = await bring(await workbook({ ...smallCounty, ...sheets }));
  expect(faults).toEqual([]);
  const again = async (rows: typeof sheets) => bring(await workbook(rows));
  const settle = (number: string, state: 'ordered' | 'placed' | 'withdrawn') =>
    database.db.recruit.update({ where: { countyId_number: { countyId: county, number } }, data: { state } });
  return { county, bring, again, settle };
}

const told = ({ faults }: Awaited<ReturnType<ReturnType<typeof importing>>>) =>
  faults.map(({ row, column, code }) => [row, column, code]);

describe('recruits of a workbook', () => {
  test('come in with certificates and wishes, and wait', async () => {
    const { county } = await start('R1');
    const found = await database.db.recruit.findMany({
      where: { countyId: county },
      orderBy: { number: 'asc' },
      include: {
        certificates: { orderBy: { subject: 'asc' } },
        choices: { orderBy: { rank: 'asc' }, include: { school: true, zone: true } },
      },
    });
    expect(found).toMatchObject([
      {
        number: 'N001',
        nameKey: expect.stringContaining('zhouxiaoyu'),
        kind: 'special_post',
        state: 'waiting',
        arrivesOn: new Date('2027-08-20'),
        contractEnds: new Date('2030-08-31'),
        certificates: [{ subject: 'maths' }, { subject: 'science', rank: 'second' }],
        choices: [{ school: { code: 'S2' } }, { zone: { code: 'Z1' } }],
      },
      { number: 'N002', kind: 'graduate', contractEnds: null, certificates: [], choices: [] },
    ]);
  });

  test.each(['zh', 'en'] as const)(
    'written out in %s come in unchanged, here and in another county',
    async (language) => {
      const { county, bring } = await start(`R2${language}`);
      const bytes = await exportCounty(database, county, language);
      const report = await bring(bytes);
      expect(report.faults).toEqual([]);
      expect(report.sheets.map(({ added, changed }) => added + changed)).toEqual(report.sheets.map(() => 0));
      const other = await importing(database, await emptyCounty(database, `R3${language}`))(bytes);
      expect(other.faults).toEqual([]);
      expect(
        other.sheets.filter(({ entity }) => entity.startsWith('recruit')).map(({ added }) => added),
      ).toEqual([2, 2]);
    },
  );

  test('who are placed or have withdrawn are not written out', async () => {
    const { county, settle } = await start('R4');
    await settle('N001', 'placed');
    await settle('N002', 'withdrawn');
    const bytes = await exportCounty(database, county, 'zh');
    const report = await importing(database, await emptyCounty(database, 'R5'))(bytes);
    expect(report.faults).toEqual([]);
    expect(report.sheets.some(({ entity, added }) => entity.startsWith('recruit') && added > 0)).toBe(false);
  });

  test.each(['ordered', 'placed', 'withdrawn'] as const)(
    'of one who is %s a file may repeat, and not change, what is on file',
    async (state) => {
      const { again, settle } = await start(`R6${state}`);
      await settle('N001', state);
      expect((await again({ recruits: [special, graduate] })).faults).toEqual([]);
      const changed = await again({ recruits: [{ ...special, name: '周雨' }, graduate] });
      expect(told(changed)).toEqual([[2, '招聘编号', 'recruit-settled']]);
    },
  );

  test('are refused, each fault with its place, all at once', async () => {
    const { again } = await start('R7');
    const report = await again({
      recruits: [
        { ...special, number: 'N010', contractEnds: null },
        { ...graduate, number: 'N011', contractEnds: '2030-08-31' },
        { ...special, number: 'N012', contractEnds: '2027-08-19' },
        { ...graduate, number: '0001' },
        { ...graduate, number: 'N013', born: '2015-01-01' },
        { ...special, number: 'N014', choices: ['S2', 'S2'] },
        { ...special, number: 'N015', choices: ['S99'] },
      ],
      recruitCertificates: [{ recruit: 'N404', subject: 'maths', stage: 'primary' }],
    });
    expect(told(report)).toEqual([
      [2, '特岗合同截止日期', 'no-contract'],
      [3, '特岗合同截止日期', 'contract-of-nobody'],
      [4, '特岗合同截止日期', 'before-start'],
      [5, '招聘编号', 'number-taken'],
      [6, '可到岗日期', 'too-young'],
      [7, '志愿学校', 'school-twice'],
      [8, '志愿学校', 'unknown-reference'],
      [2, '招聘编号', 'unknown-reference'],
    ]);
  });

  test('go with the import that brought them, unless somebody has dealt with one since', async () => {
    const county = await emptyCounty(database, 'R8');
    const bring = importing(database, county);
    await bring(await workbook(smallCounty));
    const { importId } = await bring(await workbook(sheets));
    const where = { countyId: county };
    await database.db.recruit.updateMany({
      where: { ...where, number: 'N001' },
      data: { state: 'withdrawn' },
    });
    await expect(undoImport(database, null, importId ?? '')).rejects.toMatchObject({
      edited: [{ entity: 'recruits', key: 'N001' }],
    });
    await database.db.recruit.updateMany({ where, data: { state: 'waiting' } });
    await undoImport(database, null, importId ?? '');
    expect(await database.db.recruit.count({ where })).toBe(0);
  });
});
