import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Recruit } from '../../solver/problem.ts';
import { insert } from './registry.ts';

/** Recruits as a problem has them, on file and waiting, arrived in the spring of 2026 unless told otherwise; ids by number. */
export async function keepRecruits(
  pool: Pool,
  recruits: readonly Recruit[],
  {
    countyId,
    schools,
    arrivesOn = '2026-03-01',
  }: {
    readonly countyId: string;
    readonly schools: ReadonlyMap<string, string>;
    readonly arrivesOn?: string;
  },
): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(recruits.map(({ id }) => [id, randomUUID()]));
  await insert(
    pool,
    'Recruit',
    recruits.map(({ id, name, kind, home, contractEnds }) => ({
      id: ids.get(id),
      countyId,
      number: id,
      name,
      kind,
      sex: 'female',
      born: '2003-05-04',
      education: 'bachelor',
      arrivesOn,
      contractEnds: contractEnds ?? null,
      homeLongitude: home?.longitude ?? null,
      homeLatitude: home?.latitude ?? null,
      state: 'waiting',
      version: 1,
    })),
  );
  await insert(
    pool,
    'RecruitCertificate',
    recruits.flatMap(({ id, certificates }) =>
      certificates.map((held) => ({ id: randomUUID(), recruitId: ids.get(id), ...held })),
    ),
  );
  await insert(
    pool,
    'RecruitChoice',
    recruits.flatMap(({ id, wishes = [] }) =>
      wishes.map((code, index) => ({
        id: randomUUID(),
        recruitId: ids.get(id),
        rank: index + 1,
        schoolId: schools.get(code),
      })),
    ),
  );
  return ids;
}

/** Has a plan place recruits at one section, for maths. */
export const keepPlacements = (
  pool: Pool,
  { planId, sectionId }: { readonly planId: string; readonly sectionId: string | undefined },
  recruits: readonly (string | undefined)[],
): Promise<void> =>
  insert(
    pool,
    'Placement',
    recruits.map((recruitId) => ({
      id: randomUUID(),
      planId,
      recruitId,
      sectionId,
      subject: 'maths',
      bed: true,
    })),
  );
