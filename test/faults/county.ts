import type { Database } from '../../prisma/client.ts';
import { workbook } from '../server/imports/county.ts';
import { person } from '../support/accounts.ts';
import { randomCounty } from '../support/random-county.ts';
import { asRegistered, keepRegistry } from '../support/registry.ts';
import { lakeside, county as smallCounty } from '../support/small-county.ts';
import { twoSchools, twoSchoolsInput } from '../support/two-schools.ts';

/** Three counties and their officers: what one errand does to its county is no matter to the others. */
export interface Counties {
  /** Who signs in for all three; plans are approved by the second. */
  readonly officers: readonly [email: string, email: string];
  /** Of which files are imported: a school `lakeside`, without teachers. */
  readonly registry: { readonly countyId: string };
  /** Solved in about three seconds. */
  readonly solving: {
    readonly countyId: string;
    readonly roundId: string;
    /** One of them, and how many there are. */
    readonly teacherId: string;
    readonly teachers: number;
  };
  /** Solved at once, and its plans may be published. */
  readonly publishing: { readonly countyId: string; readonly roundId: string };
}

export async function keepCounties(database: Database): Promise<Counties> {
  const lakesidePrimary = {
    id: 'L',
    school: 'lakeside',
    stage: 'primary',
    classes: { 1: 4 },
    pupils: { 1: 160 },
  } as const;
  const registry = await keepRegistry(
    database,
    asRegistered(
      smallCounty({ county: named('registry'), schools: [lakeside], sections: [lakesidePrimary] }),
    ),
  );
  const large = asRegistered({
    ...randomCounty(3, { sections: [30, 30], teachers: [500, 500] }),
    county: named('solving'),
  });
  const solving = await keepRegistry(database, large);
  const sections = twoSchoolsInput.sections.map((section) => ({ ...section, pupils: { 1: 80 } }));
  const publishing = await keepRegistry(
    database,
    asRegistered(twoSchools({ sections, county: named('publishing') })),
  );
  const grants = [registry, solving, publishing].map(({ countyId }) => ({ role: 'hr-officer', countyId }));
  const first = await person(database, 'First', ...grants);
  const second = await person(database, 'Second', ...grants);
  return {
    officers: [first.email, second.email],
    registry,
    solving: {
      ...solving,
      teacherId: [...solving.teachers.values()].at(-1) ?? '',
      teachers: large.teachers.length,
    },
    publishing,
  };
}

const named = (code: string) => ({ code, name: code });

/** A workbook of so many teachers nobody knows yet, by numbers that begin alike. */
export async function teachersFile(prefix: string, count: number): Promise<File> {
  const teachers = Array.from({ length: count }, (_, index) => ({
    staffNumber: `${prefix}-${String(index).padStart(5, '0')}`,
    name: '王建国',
    sex: 'male',
    born: '1980-11-30',
    subject: 'maths',
    teachingSince: '2002-09-01',
    servingSchool: 'lakeside',
    servingStage: 'primary',
    servingSince: '2002-09-01',
  }));
  return new File([new Uint8Array(await workbook({ teachers }))], `${prefix}.xlsx`);
}
