import type { Database } from '../../../prisma/client.ts';
import type { ImportReport } from '../../../schema/context.ts';
import type { Entity } from '../../../server/imports/catalogue.ts';
import { type ImportRequest, runImport } from '../../../server/imports/run.ts';
import { type StoredRow, sheetToWrite, type Wording } from '../../../server/imports/workbook.ts';
import { writeWorkbook } from '../../../server/sheets/write.ts';
import { defaultCurriculum } from '../../../solver/standards.ts';

/** An empty county; its id. */
export async function emptyCounty({ db }: Database, code: string): Promise<string> {
  const province = await db.province.upsert({
    where: { code: '42' },
    create: { code: '42', name: '湖北省' },
    update: {},
  });
  const county = await db.county.create({ data: { code, name: `${code}县`, provinceId: province.id } });
  return county.id;
}

export const chinese: Wording = {
  language: 'zh',
  subjects: new Map(defaultCurriculum.subjects.map(({ code, name }) => [code, name])),
};

/** Rows as a workbook, in the words of one language. */
export const workbook = (
  rows: Partial<Record<Entity, readonly StoredRow[]>>,
  wording: Wording = chinese,
): Promise<Uint8Array> =>
  writeWorkbook(
    Object.entries(rows).map(([entity, some]) => sheetToWrite(entity as Entity, some ?? [], wording)),
  );

/** Takes in a file for a county. */
export const importing =
  (database: Database, countyId: string) =>
  (
    bytes: Uint8Array,
    options: Partial<ImportRequest> & { readonly name?: string } = {},
  ): Promise<ImportReport> =>
    runImport(database, {
      countyId,
      userId: null,
      dryRun: false,
      upload: { name: options.name ?? 'county.xlsx', bytes },
      ...options,
    });

/** A small county that is right in every sheet. */
export const smallCounty: Partial<Record<Entity, readonly StoredRow[]>> = {
  zones: [
    { code: 'Z0', name: '县城', tier: 0, monthly: 0 },
    { code: 'Z1', name: '一类区', tier: 1, monthly: 45 },
  ],
  clusters: [{ code: 'G1', name: '鸣凤联谊片区', kind: 'pool' }],
  schools: [
    {
      code: 'S1',
      name: '实验小学',
      place: 'county-town',
      zone: 'Z0',
      beds: 0,
      longitude: 111.64,
      latitude: 31.06,
      'facilities.books': 12000,
    },
    { code: 'S2', name: '荷花镇九年一贯制学校', place: 'township-centre', zone: 'Z1', beds: 12, weak: true },
    { code: 'S3', name: '荷花村教学点', place: 'teaching-point', zone: 'Z1', parent: 'S2' },
  ],
  members: [
    { cluster: 'G1', school: 'S1' },
    { cluster: 'G1', school: 'S2', from: '2024-09-01' },
  ],
  sections: [
    { school: 'S1', stage: 'primary', establishment: 40 },
    { school: 'S2', stage: 'primary', establishment: 12 },
    { school: 'S2', stage: 'junior', establishment: 14 },
  ],
  classes: [
    { school: 'S1', schoolYear: 2026, grade: 1, classes: 4, pupils: 180 },
    { school: 'S2', schoolYear: 2026, grade: 3, classes: 1, pupils: 32 },
    { school: 'S2', schoolYear: 2026, grade: 8, classes: 2, pupils: 71 },
  ],
  teachers: [
    {
      staffNumber: '0001',
      name: '李秀兰',
      sex: 'female',
      born: '1985-03-12',
      education: 'bachelor',
      title: 'first',
      backbone: 'county',
      subject: 'maths',
      classTeacher: true,
      teachingSince: '2007-09-01',
      servingSchool: 'S1',
      servingStage: 'primary',
      servingSince: '2012-09-01',
      registeredSchool: 'S1',
      registeredSince: '2012-09-01',
      partner: '0002',
      phone: '13800000001',
    },
    {
      staffNumber: '0002',
      name: '王建国',
      sex: 'male',
      born: '1980-11-30',
      subject: 'physics',
      cadreRole: 'deputy',
      cadreSince: '2021-09-01',
      teachingSince: '2002-09-01',
      servingSchool: 'S2',
      servingStage: 'junior',
      servingSince: '2002-09-01',
      partner: '0001',
    },
  ],
  certificates: [
    { teacher: '0001', subject: 'maths', stage: 'primary', rank: 'main' },
    { teacher: '0002', subject: 'physics', stage: 'junior', rank: 'main', issuedOn: '2002-06-30' },
  ],
  exemptions: [{ teacher: '0001', kind: 'nursing', from: '2026-03-01', until: '2027-02-28' }],
  postings: [
    {
      teacher: '0001',
      fromSchool: 'S1',
      hostSchool: 'S2',
      hostStage: 'primary',
      subject: 'maths',
      startsOn: '2015-09-01',
      endedOn: '2018-08-31',
    },
  ],
  requests: [
    {
      number: 'R1',
      school: 'S2',
      stage: 'junior',
      subject: 'chemistry',
      count: 1,
      priority: 5,
      state: 'approved',
    },
  ],
  wishes: [{ teacher: '0001', schoolYear: 2026, volunteer: true, choices: ['S2', 'S3'] }],
  points: [
    { teacher: '0001', schoolYear: 2026, points: 86 },
    { teacher: '0001', schoolYear: 2026, school: 'S2', stage: 'primary', subject: 'maths', points: 90 },
  ],
};
