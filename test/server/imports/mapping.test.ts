import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database } from '../../../prisma/client.ts';
import type { Viewer } from '../../../schema/context.ts';
import { InvalidInput } from '../../../schema/errors.ts';
import { createImports } from '../../../server/imports/imports.ts';
import { mappingNamed } from '../../../server/imports/mapping.ts';
import { testDatabase } from '../../support/database.ts';
import { emptyCounty } from './county.ts';

const schools = { entity: 'schools', columns: { DM: 'code', MC: 'name' } };
const faultsOf = (name: string, ...sheets: readonly unknown[]) => {
  const read = mappingNamed(name, { sheets });
  return 'faults' in read ? read.faults : [];
};
const en = (name: string, ...sheets: readonly unknown[]) =>
  faultsOf(name, ...sheets).map(({ path, words }) => `${path.join('.')}: ${words.en}`);

test('a mapping with a name of its own and its key columns is fine', () =>
  expect(faultsOf('ours', schools)).toEqual([]));

test.each([
  ['', 'name: it has to have a name.'],
  [' \t', 'name: it has to have a name.'],
  ['my-sjkc', 'name: “my-sjkc” is the name of a built-in mapping.'],
  ['a\u0000b', 'name: the name holds a NUL or half a character.'],
  ['长'.repeat(101), 'name: no name of more than 100 letters.'],
])('the name %j is refused', (name, fault) => expect(en(name, schools)).toEqual([fault]));

test('a column that rows are known by is there, in the file or fixed', () => {
  expect(en('ours', { entity: 'schools', columns: { MC: 'name' } })).toEqual([
    'body.sheets.0: schools needs the column code (School code), by which rows are known.',
  ]);
  expect(en('ours', { entity: 'sections', columns: { DM: 'school' }, fixed: { stage: 'primary' } })).toEqual(
    [],
  );
});
test('every fault is told, the name’s too, in both languages', () => {
  const faults = faultsOf(
    'my-sjkc',
    { entity: 'school', columns: {} },
    { ...schools, columns: { DM: 'code', MC: 'names' } },
    { ...schools, fixed: { ownership: 'pub\u0000lic' } },
  );
  expect(faults.map(({ path }) => path.join('.'))).toEqual([
    'name',
    'body.sheets.0.entity',
    'body.sheets.1',
    'body.sheets.2.fixed.ownership',
  ]);
  for (const { words } of faults) {
    expect(words.zh).toMatch(/\p{Script=Han}/u);
    expect(words.en).not.toMatch(/\p{Script=Han}/u);
  }
});

let database: Database;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

const officerOf = async (code: string) => {
  const countyId = await emptyCounty(database, code);
  const { id } = await database.db.user.create({
    data: { email: `${code}@bureau.example`, name: '李伟', passwordHash: '' },
  });
  const grant = { role: 'hr-officer', provinceId: null, countyId, schoolId: null, teacherId: null } as const;
  const viewer: Viewer = { userId: id, sessionId: '', name: '李伟', email: '', grants: [grant] };
  return { countyId, viewer };
};

test('what is refused is not saved, and the refusal names all of it', async () => {
  const { countyId, viewer } = await officerOf('A');
  const saving = createImports(database).saveMapping(viewer, countyId, '', {
    sheets: [{ ...schools, x: 1 }],
  });
  const refusal = await saving.catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(InvalidInput);
  expect(refusal).toMatchObject({
    path: ['name'],
    words: {
      zh: expect.stringMatching(/^列对应方案有 2 处错误。name：须有名称；body\.sheets\.0：.*。$/),
      en: expect.stringMatching(/^The column mapping has 2 faults\. name: .* body\.sheets\.0: /),
    },
  });
  expect(await database.db.columnMapping.count({ where: { countyId } })).toBe(0);
});
test('a NUL in a file’s name is replaced, in a mapping’s name refused', async () => {
  const { countyId, viewer } = await officerOf('B');
  const { run } = createImports(database);
  const upload = { name: 'a\u0000b.csv', bytes: Buffer.from('区代码,区名称,边远等级\nZ1,城区,0\n') };
  await expect(run(viewer, countyId, upload, { dryRun: true, mapping: '\u0000' })).rejects.toMatchObject({
    path: ['mapping'],
  });
  const report = await run(viewer, countyId, upload, { dryRun: false });
  expect(report.faults).toEqual([]);
  expect(await database.db.import.findFirst({ where: { countyId } })).toMatchObject({
    fileName: 'a\ufffdb.csv',
  });
});
