import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { RoleName } from '../../schema/context.ts';
import { hashPassword } from '../../server/accounts/password.ts';
import { insert } from '../../test/support/registry.ts';

/** Somebody who may sign in, and the rows this person works with. Ids are those of rows. */
export interface Person {
  readonly role: RoleName;
  readonly email: string;
  readonly place: Place;
  /** Of a principal: the own school; of a teacher: the own row. */
  readonly schoolId: string;
  readonly teacherId: string;
}

/** What there is in a county for people to read and write. */
export interface Place {
  readonly code: string;
  readonly countyId: string;
  readonly provinceId: string;
  /** Round in planning, and the final plan of the one before. */
  readonly roundId: string;
  readonly planId: string;
  readonly schools: readonly string[];
  /** Each with the code of a subject that is taught there. */
  readonly sections: readonly { readonly id: string; readonly schoolId: string }[];
  readonly teachers: readonly { readonly id: string; readonly staffNumber: string }[];
}

export const password = 'a county is counted 7 times';

/** How many of a hundred are what. */
const shares: readonly (readonly [RoleName, number])[] = [
  ['hr-officer', 35],
  ['principal', 25],
  ['teacher', 30],
  ['inspector', 8],
  ['province-officer', 2],
];

/** So many accounts of every role, strewn over the counties: no two officers in one, as long as there are counties enough. */
export async function keepPeople(
  pool: Pool,
  places: readonly Place[],
  count: number,
): Promise<readonly Person[]> {
  const roles = shares.flatMap(([role, share]) =>
    Array.from({ length: Math.round((share * count) / 100) }, (_, index) => ({ role, index })),
  );
  const people = roles.map(({ role, index }): Person & { readonly id: string } => {
    const place = places[index % places.length];
    if (place === undefined) throw new RangeError('There is no county.');
    const teacherId = place.teachers[(index * 7) % place.teachers.length]?.id ?? '';
    const schoolId = place.schools[index % place.schools.length] ?? '';
    return { id: randomUUID(), role, email: `${role}-${index}@load.example`, place, schoolId, teacherId };
  });
  const passwordHash = await hashPassword(password);
  await insert(
    pool,
    'User',
    people.map(({ id, email }) => ({ id, email, name: email, passwordHash })),
  );
  await insert(
    pool,
    'RoleGrant',
    people.map(({ id, role, place, schoolId, teacherId }) => ({
      id: randomUUID(),
      userId: id,
      role,
      provinceId: role === 'province-officer' ? place.provinceId : null,
      countyId: role === 'hr-officer' || role === 'inspector' ? place.countyId : null,
      schoolId: role === 'principal' ? schoolId : null,
      teacherId: role === 'teacher' ? teacherId : null,
    })),
  );
  return people;
}

/** Every county of the province, as `Place`. */
export async function placesOf(pool: Pool): Promise<readonly Place[]> {
  const { rows } = await pool.query<Place>(`
    SELECT county.code, county.id AS "countyId", county."provinceId",
      (SELECT id FROM "Round" WHERE "countyId" = county.id AND state = 'open') AS "roundId",
      (SELECT id FROM "Plan" WHERE "countyId" = county.id LIMIT 1) AS "planId",
      (SELECT json_agg(id ORDER BY code) FROM "School" WHERE "countyId" = county.id) AS schools,
      (SELECT json_agg(json_build_object('id', id, 'schoolId', "schoolId")) FROM "Section"
        WHERE "countyId" = county.id) AS sections,
      (SELECT json_agg(json_build_object('id', id, 'staffNumber', "staffNumber") ORDER BY "staffNumber") FROM "Teacher"
        WHERE "countyId" = county.id) AS teachers
    FROM "County" county ORDER BY county.code`);
  return rows;
}
