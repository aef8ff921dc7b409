import { type Entity, sheetOf } from './catalogue.ts';
import { belongs, isMeant, PAGE } from './statements.ts';
import { tableOf } from './tables.ts';

/**
 * A page of an entity's rows behind the id $2, as the catalogue's columns name them: codes for ids. JSON text
 * and the page's last id.
 */
export function exportPage(entity: Entity): string {
  const table = tableOf(entity);
  return `
    SELECT coalesce(json_agg(to_jsonb(x) - 'rowId'), '[]')::text AS json, count(*)::int AS count,
      max(x."rowId"::text COLLATE "C") AS last
    FROM (${asWritten(entity)}
      WHERE ${belongs(table)} AND ${isMeant(table)} AND ${table.exported ?? 'TRUE'} AND t.id > $2::uuid ORDER BY t.id LIMIT ${PAGE}) x`;
}

/** The rows of an entity with the ids $1, as the catalogue's columns name them, each with its `rowId`. */
export const rowsAsWritten = (entity: Entity): string =>
  `SELECT to_jsonb(x) AS row FROM (${asWritten(entity)} WHERE t.id = ANY($1::uuid[])) x`;

function asWritten(entity: Entity): string {
  const special = columns[entity] ?? {};
  const fields = sheetOf(entity).columns.map(({ key }) => `${special[key] ?? plain(key)} AS "${key}"`);
  return `SELECT t.id AS "rowId", ${fields.join(', ')} FROM "${tableOf(entity).name}" t ${joins[entity] ?? ''}`;
}

/** A column of the table, or a figure within a JSON column. */
function plain(key: string): string {
  const [column = '', figure] = key.split('.');
  return figure === undefined ? `t."${column}"` : `t."${column}"->'${figure}'`;
}

type Columns = Readonly<Record<string, string>>;

/** The codes of schools and zones wished for, best first. */
function choicesIn(table: string, parent: string): string {
  return `(SELECT coalesce(jsonb_agg(coalesce(s.code, z.code) ORDER BY c.rank), '[]') FROM "${table}" c
      LEFT JOIN "School" s ON s.id = c."schoolId" LEFT JOIN "Zone" z ON z.id = c."zoneId"
      WHERE c."${parent}" = t.id)`;
}

const columns: { readonly [entity in Entity]?: Columns } = {
  schools: { zone: 'zone.code', parent: 'parent.code' },
  members: { cluster: 'cluster.code', school: 'school.code' },
  sections: { school: 'school.code' },
  classes: { school: 'school.code' },
  teachers: {
    servingSchool: 'school.code',
    servingStage: 'section.stage',
    registeredSchool: 'registered.code',
    partner: 'partner."staffNumber"',
  },
  certificates: { teacher: 'teacher."staffNumber"' },
  exemptions: { teacher: 'teacher."staffNumber"' },
  postings: {
    teacher: 'teacher."staffNumber"',
    fromSchool: '"fromSchool".code',
    fromStage: 'origin.stage',
    hostSchool: 'host.code',
    hostStage: 'target.stage',
  },
  requests: { school: 'school.code', stage: 'section.stage', round: 'round.name' },
  wishes: {
    teacher: 'teacher."staffNumber"',
    round: 'round.name',
    choices: choicesIn('WishChoice', 'wishId'),
  },
  points: {
    teacher: 'teacher."staffNumber"',
    school: 'school.code',
    stage: 'section.stage',
    round: 'round.name',
  },
  recruits: { choices: choicesIn('RecruitChoice', 'recruitId') },
  recruitCertificates: { recruit: 'recruit.number' },
};

const ofTeacher = 'JOIN "Teacher" teacher ON teacher.id = t."teacherId"';
const ofRound = 'LEFT JOIN "Round" round ON round.id = t."roundId"';
const ofSection = (kind: 'JOIN' | 'LEFT JOIN', column: string) =>
  `${kind} "Section" section ON section.id = t."${column}" ${kind} "School" school ON school.id = section."schoolId"`;

const joins: { readonly [entity in Entity]?: string } = {
  schools: `LEFT JOIN "Zone" zone ON zone.id = t."zoneId" LEFT JOIN "School" parent ON parent.id = t."parentId"`,
  members: `JOIN "Cluster" cluster ON cluster.id = t."clusterId" JOIN "School" school ON school.id = t."schoolId"`,
  sections: 'JOIN "School" school ON school.id = t."schoolId"',
  classes: ofSection('JOIN', 'sectionId'),
  teachers: `${ofSection('JOIN', 'servingSectionId')}
    JOIN "School" registered ON registered.id = t."registeredSchoolId"
    LEFT JOIN "Teacher" partner ON partner.id = t."partnerId"`,
  certificates: ofTeacher,
  exemptions: ofTeacher,
  postings: `${ofTeacher} JOIN "School" host ON host.id = t."hostSchoolId"
    LEFT JOIN "Section" target ON target.id = t."toSectionId"
    LEFT JOIN "Section" origin ON origin.id = t."fromSectionId"
    LEFT JOIN "School" "fromSchool" ON "fromSchool".id = origin."schoolId"`,
  requests: `${ofSection('JOIN', 'sectionId')} ${ofRound}`,
  wishes: `${ofTeacher} ${ofRound}`,
  points: `${ofTeacher} ${ofSection('LEFT JOIN', 'sectionId')} ${ofRound}`,
  recruitCertificates: 'JOIN "Recruit" recruit ON recruit.id = t."recruitId"',
};
