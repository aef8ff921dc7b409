import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { administers, readsCounty, rows } from '../../schema/scope.ts';
import { subjectsOf } from '../imports/run.ts';

export interface RosterAsked {
  readonly viewer: Viewer;
  /** Code of the county. */
  readonly county: string;
  /** Those who have left the service, instead of those in it. */
  readonly left: boolean;
}

/**
 * Everybody of a county whom the viewer reads in its list of teachers, as JSON text column by column, sorted by pinyin: a
 * tenth of what pages of the API take, and never an object of the server's. It tells what that list tells, but no telephone,
 * identity number or address; sex and day of birth for HR alone. Null: no such county for the viewer.
 */
export async function roster(database: Database, { viewer, county: code, left }: RosterAsked) {
  const { db, pool } = database;
  const county = await db.county.findFirst({
    where: { AND: [{ code }, rows(viewer).county] },
    select: { id: true, code: true, name: true, provinceId: true },
  });
  if (county === null) return null;
  const sections = await db.section.findMany({
    where: { AND: [{ countyId: county.id }, rows(viewer).section] },
    select: { id: true, stage: true, schoolId: true },
    orderBy: [{ school: { code: 'asc' } }, { stage: 'asc' }],
  });
  const schools = await db.school.findMany({
    where: { AND: [{ countyId: county.id }, rows(viewer).school] },
    select: { id: true, code: true, name: true, place: true, weak: true },
    orderBy: { code: 'asc' },
  });
  const placeOf = new Map(schools.map(({ id }, at) => [id, at]));
  const subjects = await subjectsOf(database, county.id);
  // Whoever reads the county reads every row of it; of others the scope itself says which.
  const ids = readsCounty(viewer, county)
    ? null
    : (
        await db.teacher.findMany({
          where: { AND: [{ countyId: county.id }, rows(viewer).teacher] },
          select: { id: true },
        })
      ).map(({ id }) => id);
  const columns = administers(viewer, county.id) ? [...open, ...ofOfficers] : open;
  const { rows: found } = await pool.query<{ count: number; json: string }>(rosterSql(columns, left), [
    county.id,
    sections.map(({ id }) => id),
    schools.map(({ id }) => id),
    ids,
  ]);
  const [{ count, json } = { count: 0, json: '{}' }] = found;
  const head = JSON.stringify({
    county: { code: county.code, name: county.name },
    count,
    schools: schools.map(({ id: _id, place, ...school }) => ({ ...school, place: place.toUpperCase() })),
    sections: sections.map(({ stage, schoolId }) => ({
      school: placeOf.get(schoolId) ?? null,
      stage: stage.toUpperCase(),
    })),
    subjects: [...subjects].map(([key, { zh, en }]) => ({ code: key, zh, en })),
  });
  return `${head.slice(0, -1)},"columns":${json}}`;
}

type Column = readonly [name: string, sql: string];

const word = (column: string): Column => [column, `upper(replace(t."${column}"::text, '-', '_'))`];
const plain = (column: string): Column => [column, `t."${column}"`];

/** Places of sections and schools are those in the lists of the answer, from 0. */
const open: readonly Column[] = [
  plain('staffNumber'),
  plain('name'),
  plain('nameKey'),
  ['serving', 'section.at - 1'],
  ['registered', 'school.at - 1'],
  plain('subject'),
  plain('secondSubject'),
  word('education'),
  word('title'),
  word('backbone'),
  plain('established'),
  plain('fte'),
  plain('classTeacher'),
  plain('graduatingGrade'),
  word('cadreRole'),
  plain('teachingSince'),
  plain('registeredSince'),
  plain('servingSince'),
  plain('leftOn'),
];
const ofOfficers: readonly Column[] = [word('sex'), plain('born')];

/** $1 the county, $2 its sections, $3 its schools, $4 the teachers the reader may see; null: all. */
function rosterSql(columns: readonly Column[], left: boolean): string {
  const lists = columns.map(([name]) => `'${name}', coalesce(json_agg(x."${name}"), '[]')`);
  const fields = columns.map(([name, sql]) => `${sql} AS "${name}"`);
  return `
    SELECT count(*)::int AS count, json_build_object(${lists.join(', ')})::text AS json
    FROM (SELECT ${fields.join(', ')} FROM "Teacher" t
      LEFT JOIN unnest($2::uuid[]) WITH ORDINALITY section(id, at) ON section.id = t."servingSectionId"
      LEFT JOIN unnest($3::uuid[]) WITH ORDINALITY school(id, at) ON school.id = t."registeredSchoolId"
      WHERE t."countyId" = $1::uuid AND t."leftOn" IS ${left ? 'NOT ' : ''}NULL
        AND ($4::uuid[] IS NULL OR t.id = ANY($4::uuid[]))
      ORDER BY t."nameKey", t.id) x`;
}
