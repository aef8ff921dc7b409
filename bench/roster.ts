import { type StoredRow, sheetToWrite } from '../server/imports/workbook.ts';
import { writeWorkbook } from '../server/sheets/write.ts';
import { defaultCurriculum } from '../solver/standards.ts';

/** A county's workbook with this many teachers, two certificates and two postings each: the same every time. */
export function roster(teachers: number): Promise<Uint8Array> {
  const schools = Math.max(2, Math.round(teachers / 40));
  const schoolCode = (at: number) => `S${`${at % schools}`.padStart(4, '0')}`;
  const people = Array.from({ length: teachers }, (_, at) => at);
  const wording = {
    language: 'zh' as const,
    subjects: new Map(defaultCurriculum.subjects.map(({ code, name }) => [code, name])),
  };
  const subjects = defaultCurriculum.subjects.filter(({ specialist }) => specialist).map(({ code }) => code);
  const subject = (at: number) => subjects[at % subjects.length] ?? 'chinese';
  const year = (from: number, at: number, span: number) => from + (at % span);
  const schoolRows = Array.from(
    { length: schools },
    (_, at): StoredRow => ({
      code: schoolCode(at),
      name: `第${at}小学`,
      place: at % 3 === 0 ? 'county-town' : 'village',
      beds: at % 7,
      longitude: 111 + at / 1000,
      latitude: 31 + at / 1000,
    }),
  );
  const teacherRows = people.map(
    (at): StoredRow => ({
      staffNumber: number(at),
      name: `${'王李张刘陈杨黄赵'[at % 8]}${'秀建国兰芳伟'[at % 6]}${'英军梅明'[at % 4]}`,
      sex: at % 3 === 0 ? 'male' : 'female',
      born: `${year(1966, at, 32)}-0${1 + (at % 9)}-1${at % 10}`,
      education: at % 4 === 0 ? 'college' : 'bachelor',
      title: at % 5 === 0 ? 'senior' : 'first',
      backbone: at % 12 === 0 ? 'county' : 'none',
      established: at % 20 !== 0,
      subject: subject(at),
      fte: 1,
      classTeacher: at % 4 === 0,
      teachingSince: `${year(1990, at, 32)}-09-01`,
      servingSchool: schoolCode(at),
      servingStage: 'primary',
      servingSince: `${year(2005, at, 20) + 17}-09-01`,
      registeredSchool: schoolCode(at),
      registeredSince: '2010-09-01',
      homePlace: `第${at % 90}村`,
      phone: `138${`${at}`.padStart(8, '0')}`,
    }),
  );
  return writeWorkbook([
    sheetToWrite('schools', schoolRows, wording),
    sheetToWrite(
      'sections',
      schoolRows.map((row) => ({ school: row['code'] ?? null, stage: 'primary' })),
      wording,
    ),
    sheetToWrite('teachers', teacherRows, wording),
    sheetToWrite(
      'certificates',
      people.flatMap((at): StoredRow[] => [
        { teacher: number(at), subject: subject(at), stage: 'primary', rank: 'main' },
        { teacher: number(at), subject: subject(at + 1), stage: 'primary', rank: 'second' },
      ]),
      wording,
    ),
    sheetToWrite(
      'postings',
      people.flatMap((at): StoredRow[] =>
        [2012, 2017].map((from) => ({
          teacher: number(at),
          hostSchool: schoolCode(at + from),
          subject: subject(at),
          startsOn: `${from}-09-01`,
          endedOn: `${from + 3}-08-31`,
        })),
      ),
      wording,
    ),
  ]);
}

const number = (at: number) => `T${`${at}`.padStart(6, '0')}`;
