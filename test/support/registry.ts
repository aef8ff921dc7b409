import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { plusYears } from '../../solver/calendar.ts';
import type { Problem } from '../../solver/problem.ts';
import { secrets } from './secrets.ts';

/** A county in the database, with an open round and an officer who may plan it; row ids by the problem's keys. */
export interface Kept extends Ids {
  readonly provinceId: string;
  readonly countyId: string;
  readonly roundId: string;
  readonly officer: Viewer;
}

interface Ids {
  readonly schools: ReadonlyMap<string, string>;
  readonly sections: ReadonlyMap<string, string>;
  readonly teachers: ReadonlyMap<string, string>;
}

/**
 * The problem with the keys a registry gives its sections (`CODE:stage`), such postings as a ledger can hold, every
 * cluster that a school names, and nothing that has no table: held-back teachers, seats, a sum for every head. Postings
 * under way and a plan to start from are kept out: who wants them writes them (test/server/rounds/facts.test.ts).
 */
export function asRegistered({ holdBacks: _, seats: __, base: ___, ...problem }: Problem): Problem {
  const keys = new Map(problem.sections.map(({ id, school, stage }) => [id, `${school}:${stage}`]));
  const renamed = (id: string) => keys.get(id) ?? id;
  const plain = hosts(problem).plain !== undefined;
  const clusters = clustersNamed(problem);
  const { allowance } = problem;
  const zones = new Set(problem.schools.map(({ zone }) => zone));
  return {
    ...problem,
    ...(clusters.length > 0 && { clusters }),
    ...(allowance && {
      allowance: {
        ...allowance,
        perHead: 0,
        area: allowance.area.filter(({ zone, monthly }) => monthly > 0 && zones.has(zone)),
      },
    }),
    sections: problem.sections.map((section) => ({ ...section, id: renamed(section.id) })),
    teachers: problem.teachers.map(({ lastPosting, posting: _away, graduatingGrade, ...teacher }) => ({
      ...teacher,
      ...(graduatingGrade === true && { graduatingGrade }),
      serving: { ...teacher.serving, section: renamed(teacher.serving.section) },
      ...(lastPosting === undefined || !plain ? {} : { lastPosting }),
    })),
    requests: problem.requests.map((request) => ({ ...request, section: renamed(request.section) })),
    points: problem.points.map((points) => ({ ...points, section: renamed(points.section) })),
    pins: problem.pins.map((pin) => ('section' in pin ? { ...pin, section: renamed(pin.section) } : pin)),
  };
}

/** The clusters that schools name; one of which the problem does not say more is a district. */
const clustersNamed = ({ schools, clusters = [] }: Problem): NonNullable<Problem['clusters']> =>
  [...new Set(schools.flatMap((school) => school.clusters))]
    .sort()
    .map((id) => clusters.find((cluster) => cluster.id === id) ?? { id, kind: 'district' });

/** Writes what `asRegistered` made into the registry, and opens a round on it. */
export async function keepRegistry({ pool }: Database, problem: Problem): Promise<Kept> {
  const ids: Ids = {
    schools: new Map(problem.schools.map(({ id }) => [id, randomUUID()])),
    sections: new Map(problem.sections.map(({ id }) => [id, randomUUID()])),
    teachers: new Map(problem.teachers.map(({ id }) => [id, randomUUID()])),
  };
  const provinceId = randomUUID();
  const countyId = randomUUID();
  const { code, name } = problem.county;
  await insert(pool, 'Province', [{ id: provinceId, code: `province of ${code}`, name: 'Province' }]);
  await insert(pool, 'County', [{ id: countyId, provinceId, code, name }]);
  await keepPlaces(pool, problem, countyId, ids);
  await keepTeachers(pool, problem, countyId, ids);
  await keepPostings(pool, problem, countyId, ids);
  const roundId = await openRound(pool, problem, countyId);
  await keepWants(pool, problem, { countyId, roundId }, ids);
  return { ...ids, provinceId, countyId, roundId, officer: await officerOf(pool, problem, countyId) };
}

/** Rows under their column names; the first says which columns. Enums are given as the problem writes them. */
export async function insert(pool: Pool, table: string, rows: readonly object[]): Promise<void> {
  if (rows[0] === undefined) return;
  const columns = Object.keys(rows[0])
    .map((column) => `"${column}"`)
    .join(', ');
  await pool.query(
    `INSERT INTO "${table}" (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::"${table}", $1)`,
    [JSON.stringify(rows)],
  );
}

async function keepPlaces(pool: Pool, problem: Problem, countyId: string, { schools, sections }: Ids) {
  const named = (codes: readonly string[]) =>
    new Map([...new Set(codes)].map((code) => [code, randomUUID()]));
  const zones = named(problem.schools.flatMap(({ zone }) => zone ?? []));
  const kinds = clustersNamed(problem);
  const clusters = named(kinds.map(({ id }) => id));
  const monthly = new Map(problem.allowance?.area.map((area) => [area.zone, area.monthly]));
  await insert(
    pool,
    'Zone',
    [...zones].map(([code, id], tier) => ({
      id,
      countyId,
      code,
      name: code,
      tier,
      monthly: monthly.get(code) ?? 0,
    })),
  );
  await insert(
    pool,
    'Cluster',
    kinds.map(({ id, kind }) => ({ id: clusters.get(id), countyId, code: id, name: id, kind })),
  );
  await insert(
    pool,
    'School',
    problem.schools.map(({ id, name, place, weak, location, zone, beds }) => ({
      id: schools.get(id),
      countyId,
      code: id,
      name,
      place,
      weak,
      beds,
      longitude: location?.longitude ?? null,
      latitude: location?.latitude ?? null,
      zoneId: zone === undefined ? null : zones.get(zone),
    })),
  );
  await insert(
    pool,
    'ClusterMember',
    problem.schools.flatMap((school) =>
      school.clusters.map((code) => ({
        id: randomUUID(),
        clusterId: clusters.get(code),
        schoolId: schools.get(school.id),
      })),
    ),
  );
  await insert(
    pool,
    'Section',
    problem.sections.map(({ id, school, stage, establishment }) => ({
      id: sections.get(id),
      countyId,
      schoolId: schools.get(school),
      stage,
      establishment: establishment ?? null,
    })),
  );
  await insert(
    pool,
    'Enrolment',
    problem.sections.flatMap(({ id, classes, pupils }) =>
      Object.entries(classes).map(([grade, count]) => ({
        id: randomUUID(),
        sectionId: sections.get(id),
        schoolYear: problem.schoolYear,
        grade: Number(grade),
        classes: count,
        pupils: pupils[grade],
      })),
    ),
  );
}

/** What is found nowhere it has no business (secret-watch.ts), of the first teachers. */
const personal = [
  {
    identityNumber: secrets['identity number on file'],
    phone: secrets['telephone on file'],
    homePlace: secrets['address on file'],
  },
  {
    identityNumber: secrets['another identity number on file'],
    phone: secrets['another telephone on file'],
    homePlace: secrets['another address on file'],
  },
];
const nothingPersonal = { identityNumber: null, phone: null, homePlace: null };

async function keepTeachers(pool: Pool, problem: Problem, countyId: string, ids: Ids) {
  await insert(
    pool,
    'Teacher',
    problem.teachers.map((teacher, index) => ({
      id: ids.teachers.get(teacher.id),
      countyId,
      staffNumber: teacher.id,
      name: teacher.name,
      sex: teacher.sex,
      born: teacher.born,
      established: teacher.established,
      education: teacher.education ?? null,
      title: teacher.title,
      backbone: teacher.backbone,
      subject: teacher.subject ?? null,
      secondSubject: teacher.secondSubject ?? null,
      fte: teacher.fte,
      classTeacher: teacher.classTeacher,
      graduatingGrade: teacher.graduatingGrade ?? false,
      cadreRole: teacher.cadre?.role ?? null,
      cadreSince: teacher.cadre?.since ?? null,
      cadreTerms: teacher.cadre?.terms ?? 0,
      teachingSince: teacher.teachingSince,
      registeredSchoolId: ids.schools.get(teacher.registered.school),
      registeredSince: teacher.registered.since,
      servingSectionId: ids.sections.get(teacher.serving.section),
      servingSince: teacher.serving.since,
      ...(personal[index] ?? nothingPersonal),
      homeLongitude: teacher.home?.longitude ?? null,
      homeLatitude: teacher.home?.latitude ?? null,
      partnerId: teacher.partner === undefined ? null : ids.teachers.get(teacher.partner),
    })),
  );
  await insert(
    pool,
    'Certificate',
    problem.teachers.flatMap(({ id, certificates }) =>
      certificates.map((certificate) => ({
        id: randomUUID(),
        teacherId: ids.teachers.get(id),
        ...certificate,
      })),
    ),
  );
  await insert(
    pool,
    'Exemption',
    problem.teachers.flatMap(({ id, exemptions }) =>
      exemptions.map(({ kind, from, until }) => ({
        id: randomUUID(),
        teacherId: ids.teachers.get(id),
        kind,
        from,
        until: until ?? null,
        note: secrets['reason of health on file'],
      })),
    ),
  );
}

/** A school where years count as rural service, and one where they do not. */
function hosts({ schools }: Problem) {
  const rural = schools.find(({ place, weak }) => weak || !['urban', 'county-town'].includes(place));
  return {
    rural,
    plain: schools.find(({ place, weak }) => !weak && ['urban', 'county-town'].includes(place)),
  };
}

/** Rural years stand as one posting that goes on, the last posting as one that ended where years do not count. */
async function keepPostings(pool: Pool, problem: Problem, countyId: string, { schools, teachers }: Ids) {
  const { rural, plain } = hosts(problem);
  await insert(
    pool,
    'Posting',
    problem.teachers.flatMap(({ id, ruralYears, lastPosting }) => {
      const posting = { countyId, teacherId: teachers.get(id) };
      const years = {
        startsOn: plusYears(problem.effective, -ruralYears),
        endedOn: null,
        state: 'serving',
        hostSchoolId: schools.get(rural?.id ?? ''),
      };
      const last = lastPosting && {
        startsOn: plusYears(lastPosting.ended, -1),
        endedOn: lastPosting.ended,
        state: 'ended',
        hostSchoolId: schools.get(plain?.id ?? ''),
      };
      return [...(ruralYears > 0 ? [years] : []), ...(last ? [last] : [])].map((row) => ({
        id: randomUUID(),
        ...posting,
        ...row,
      }));
    }),
  );
}

async function openRound(pool: Pool, problem: Problem, countyId: string): Promise<string> {
  const since = { countyId, effectiveFrom: problem.effective };
  const standards = Object.entries({
    CurriculumStandard: problem.curriculum,
    LoadStandard: problem.load,
    Policy: problem.policy,
  }).map(([table, body]) => ({ table, row: { id: randomUUID(), ...since, version: body.version, body } }));
  for (const { table, row } of standards) await insert(pool, table, [row]);
  if (problem.allowance !== undefined) {
    const { version, months, transport } = problem.allowance;
    await insert(pool, 'AllowanceStandard', [
      { id: randomUUID(), ...since, version, body: { months, transport } },
    ]);
  }
  const [curriculumId, loadId, policyId] = standards.map(({ row }) => row.id);
  const id = randomUUID();
  const { schoolYear, effective, budget = null } = problem;
  await insert(pool, 'Round', [
    { id, countyId, name: 'Round', schoolYear, effective, budget, curriculumId, loadId, policyId },
  ]);
  return id;
}

async function keepWants(
  pool: Pool,
  problem: Problem,
  round: { countyId: string; roundId: string },
  { schools, sections, teachers }: Ids,
) {
  const year = { ...round, schoolYear: problem.schoolYear };
  await insert(
    pool,
    'Request',
    problem.requests.map(({ id, section, ...request }) => ({
      id: randomUUID(),
      ...round,
      number: id,
      sectionId: sections.get(section),
      state: 'approved',
      ...request,
    })),
  );
  const wishes = problem.wishes.map((wish) => ({ id: randomUUID(), wish }));
  await insert(
    pool,
    'Wish',
    wishes.map(({ id, wish }) => ({
      id,
      ...year,
      teacherId: teachers.get(wish.teacher),
      volunteer: wish.volunteer,
    })),
  );
  await insert(
    pool,
    'WishChoice',
    wishes.flatMap(({ id, wish }) =>
      wish.schools.map((school, index) => ({
        id: randomUUID(),
        wishId: id,
        rank: index + 1,
        schoolId: schools.get(school),
      })),
    ),
  );
  await insert(
    pool,
    'Points',
    problem.points.map(({ teacher, section, subject, points }) => ({
      id: randomUUID(),
      ...year,
      teacherId: teachers.get(teacher),
      sectionId: sections.get(section),
      subject: subject ?? null,
      points,
    })),
  );
  await insert(
    pool,
    'Pin',
    problem.pins.map((pin) => ({
      id: randomUUID(),
      ...round,
      kind: pin.kind,
      teacherId: teachers.get(pin.teacher),
      sectionId: 'section' in pin ? sections.get(pin.section) : null,
      subject: 'subject' in pin ? (pin.subject ?? null) : null,
    })),
  );
}

async function officerOf(pool: Pool, { county }: Problem, countyId: string): Promise<Viewer> {
  const grant = { role: 'hr-officer' as const, provinceId: null, countyId, schoolId: null, teacherId: null };
  const user = { id: randomUUID(), email: `officer@${county.code}.example`, name: 'Officer' };
  await insert(pool, 'User', [{ ...user, passwordHash: 'none' }]);
  await insert(pool, 'RoleGrant', [{ id: randomUUID(), userId: user.id, ...grant }]);
  return {
    userId: user.id,
    sessionId: randomUUID(),
    name: user.name,
    email: user.email,
    grants: [grant],
  };
}
