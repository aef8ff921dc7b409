import { completeYears, daysOfEffect, inForce, plusYears } from './calendar.ts';
import { type Fault, type Path, pathText, shown } from './faults.ts';
import type { Legible } from './legible.ts';
import { cadreRoles, type ProblemInput, type Stage } from './problem.ts';

/** As much of a problem as can be read: null stands where a field cannot, undefined where it was left out. */
type LegibleProblem = Legible<ProblemInput>;

/** The rows of a problem, each with its place in the file. */
interface Rows {
  schoolYear: number | null;
  effective: string | null;
  subjects: Row<Subject>[];
  /** Null: the list itself cannot be read. */
  loads: Row<Load>[] | null;
  schools: Row<School>[];
  sections: Row<Section>[];
  teachers: Row<Teacher>[];
  recruits: Row<RowOf<'recruits'>>[];
  requests: Row<RowOf<'requests'>>[];
  wishes: Row<RowOf<'wishes'>>[];
  points: Row<RowOf<'points'>>[];
  pins: Row<Pin>[];
  clusters: Row<RowOf<'clusters'>>[];
  holdBacks: Row<RowOf<'holdBacks'>>[];
  seats: Row<RowOf<'seats'>>[];
  base: Row<RowOf<'base'>>[];
  baseCircuits: Row<RowOf<'baseCircuits'>>[];
  circuits: Row<RowOf<'circuits'>>[];
  /** What `exchange-quota` names, of whatever kind. */
  quotaSchools: Row<unknown>[];
  area: Row<Area>[];
  transport: Row<Transport>[];
  /** The keys of each list; null where the list itself cannot be read: nobody knows then what it holds. */
  keys: { subjects: Keys; schools: Keys; sections: Keys; teachers: Keys; clusters: Keys };
}

interface Row<T> {
  at: Path;
  row: T;
}

type RowOf<List extends keyof ProblemInput> =
  Legible<NonNullable<ProblemInput[List]>> extends readonly (infer Entry | null)[]
    ? NonNullable<Entry>
    : never;

type School = RowOf<'schools'>;
type Section = RowOf<'sections'>;
type Teacher = RowOf<'teachers'>;
type Subject = Legible<ProblemInput['curriculum']['subjects'][number]>;
type Load = Legible<ProblemInput['load']['periods'][number]>;
type Area = Legible<NonNullable<NonNullable<ProblemInput['allowance']>['area']>[number]>;
type Transport = Legible<NonNullable<NonNullable<ProblemInput['allowance']>['transport']>[number]>;
type Certificate = Legible<NonNullable<ProblemInput['teachers'][number]['certificates']>[number]>;
type Exemption = Legible<NonNullable<ProblemInput['teachers'][number]['exemptions']>[number]>;
/** A pin of whatever kind, of none that is known too. */
interface Pin {
  kind: 'move' | 'stay' | 'forbid' | null;
  teacher: string | null;
  section?: string | null;
  subject?: string | null | undefined;
}
/** A field that names a row: null where it cannot be read, undefined where it was left out. */
type Name = string | null | undefined;
type Keys = ReadonlySet<unknown> | null;

/**
 * What is wrong between rows: keys given twice, names of things that are not there, days in the wrong order, pins
 * at odds. A field that cannot be read is passed over and hides nothing in the others of its row; its fault is of
 * its shape and told there.
 */
export function* referenceFaults(problem: LegibleProblem): Generator<Fault> {
  const rows = rowsOf(problem);
  yield* yearFaults(rows);
  yield* standardFaults(rows);
  yield* schoolFaults(rows);
  yield* teacherFaults(rows);
  yield* recruitFaults(rows);
  yield* requestFaults(rows);
  yield* wishFaults(rows);
  yield* pointFaults(rows);
  yield* pinFaults(rows);
  yield* clusterFaults(rows);
  yield* holdBackFaults(rows);
  yield* seatFaults(rows);
  yield* quotaFaults(rows);
  yield* allowanceFaults(rows);
  yield* baseFaults(rows);
  yield* circuitFaults(rows);
}

function rowsOf({ curriculum, load, policy, ...problem }: LegibleProblem): Rows {
  return {
    schoolYear: problem.schoolYear,
    effective: problem.effective,
    subjects: rowsAt(['curriculum', 'subjects'], curriculum?.subjects),
    loads: load?.periods ? rowsAt(['load', 'periods'], load.periods) : null,
    schools: rowsAt(['schools'], problem.schools),
    sections: rowsAt(['sections'], problem.sections),
    teachers: rowsAt(['teachers'], problem.teachers),
    recruits: rowsAt(['recruits'], problem.recruits),
    requests: rowsAt(['requests'], problem.requests),
    wishes: rowsAt(['wishes'], problem.wishes),
    points: rowsAt(['points'], problem.points),
    pins: rowsAt<Pin>(['pins'], problem.pins),
    clusters: rowsAt(['clusters'], problem.clusters),
    holdBacks: rowsAt(['holdBacks'], problem.holdBacks),
    seats: rowsAt(['seats'], problem.seats),
    base: rowsAt(['base'], problem.base),
    baseCircuits: rowsAt(['baseCircuits'], problem.baseCircuits),
    circuits: rowsAt(['circuits'], problem.circuits),
    quotaSchools: rowsAt(['policy', 'rules', 'exchange-quota', 'schools'], listed(policy)),
    area: rowsAt<Area>(['allowance', 'area'], problem.allowance?.area),
    transport: rowsAt<Transport>(['allowance', 'transport'], problem.allowance?.transport),
    keys: {
      subjects: keysOf(curriculum?.subjects, ({ code }) => code),
      schools: keysOf(problem.schools, ({ id }) => id),
      sections: keysOf(problem.sections, ({ id }) => id),
      teachers: keysOf(problem.teachers, ({ id }) => id),
      clusters: keysOf(problem.clusters, ({ id }) => id),
    },
  };
}

/** The schools that the exchange quota counts beside its places, where it names any: the rule's own settings say what they are. */
function listed(policy: LegibleProblem['policy']): readonly unknown[] {
  const schools = policy?.rules?.['exchange-quota']?.['schools'];
  return Array.isArray(schools) ? schools : [];
}

const rowsAt = <T>(at: Path, list: readonly (T | null)[] | null | undefined): Row<T>[] =>
  (list ?? []).flatMap((row, index) => (row === null ? [] : [{ at: [...at, index], row }]));

const keysOf = <T>(list: readonly (T | null)[] | null | undefined, key: (row: T) => Name): Keys =>
  list ? new Set(list.flatMap((row) => (row === null ? [] : [key(row)]))) : null;

/** The grades of each stage, the lowest first. */
export const grades: Readonly<Record<Stage, readonly string[]>> = {
  primary: ['1', '2', '3', '4', '5', '6'],
  junior: ['7', '8', '9'],
};

function* yearFaults({ schoolYear: year, effective }: Rows): Generator<Fault> {
  if (year === null || effective === null) return;
  const span = daysOfEffect(year);
  if (!inForce(span, effective)) {
    yield fault(['effective'], effective, `a day of school year ${year}: ${span.from} to ${span.until}`);
  }
}

function* standardFaults({ subjects, loads, sections, keys }: Rows): Generator<Fault> {
  yield* repeated(subjects, ({ code }) => [code], ['code']);
  for (const { at, row } of subjects) {
    if (!cadreRoles.some((role) => role === row.code)) continue;
    yield fault([...at, 'code'], row.code, `a code that is no cadre role: ${cadreRoles.join(', ')}`);
  }
  if (loads === null) return;
  yield* repeated(loads, ({ stage, subject }) => [stage, subject], ['subject']);
  for (const { at, row } of loads)
    yield* unknown(keys.subjects, [...at, 'subject'], row.subject, 'a subject');

  for (const stage of new Set(sections.flatMap(({ row }) => row.stage ?? []))) {
    const loadless = subjects.filter(
      ({ row }) =>
        row.code !== null &&
        grades[stage].some((grade) => (row.periods?.[grade] ?? 0) > 0) &&
        !loads.some((load) => mayBeFor(load.row, stage, row.code)),
    );
    for (const { row } of loadless) {
      yield fault(['load', 'periods'], undefined, `a load for ${stage}, or for ${stage} ${row.code}`);
    }
  }
}

/** Whether this is a load of the stage for the subject, by what can be read of it. */
const mayBeFor = (load: Load, stage: Stage, subject: Name): boolean =>
  [stage, null].includes(load.stage) && [subject, undefined, null].includes(load.subject);

function* schoolFaults({ schools, sections, keys }: Rows): Generator<Fault> {
  yield* repeated(schools, ({ id }) => [id], ['id']);
  yield* repeated(sections, ({ id }) => [id], ['id']);
  yield* repeated(
    sections,
    ({ school, stage }) => [school, stage],
    ['stage'],
    'one section of a stage in a school',
  );
  for (const { at, row } of schools) {
    const named = rowsAt([...at, 'clusters'], row.clusters);
    yield* repeated(named, (id) => [id], []);
    for (const one of named) yield* unknown(keys.clusters, one.at, one.row, 'a cluster');
  }
  for (const { at, row } of sections) {
    yield* unknown(keys.schools, [...at, 'school'], row.school, 'a school');
    for (const field of ['classes', 'pupils'] as const) {
      if (row.stage === null) continue;
      for (const grade of Object.keys(row[field] ?? {})) {
        if (grades[row.stage].includes(grade)) continue;
        yield fault([...at, field, grade], grade, `a grade of ${row.stage}: ${grades[row.stage].join(', ')}`);
      }
    }
  }
}

function* teacherFaults({ teachers, effective, keys }: Rows): Generator<Fault> {
  const partners = new Map(teachers.map(({ row }) => [row.id, row.partner]));
  yield* repeated(teachers, ({ id }) => [id], ['id']);
  for (const { at, row } of teachers) {
    yield* subjectFaults(at, row, keys.subjects);
    yield* unknown(keys.schools, [...at, 'registered', 'school'], row.registered?.school, 'a school');
    yield* unknown(keys.sections, [...at, 'serving', 'section'], row.serving?.section, 'a section');
    yield* unknown(keys.teachers, [...at, 'partner'], row.partner, 'a teacher');
    yield* partnerFaults(at, row, partners);
    yield* dayFaults(at, row, effective);
    yield* postingFaults(at, row, keys.sections);
  }
}

function* partnerFaults(
  at: Path,
  { id, partner }: Teacher,
  partners: ReadonlyMap<Name, Name>,
): Generator<Fault> {
  if (id === null || partner === null || partner === undefined) return;
  if (partner === id) yield fault([...at, 'partner'], partner, 'another teacher');
  else if (partners.has(partner) && ![id, null].some((name) => name === partners.get(partner))) {
    yield fault([...at, 'partner'], partner, 'a teacher who names this one as partner too');
  }
}

function* subjectFaults(at: Path, teacher: Teacher, subjects: Keys): Generator<Fault> {
  const { subject, secondSubject, certificates } = teacher;
  yield* unknown(subjects, [...at, 'subject'], subject, 'a subject');
  yield* unknown(subjects, [...at, 'secondSubject'], secondSubject, 'a subject');
  if (isGiven(secondSubject) && subject === undefined) {
    yield fault([...at, 'subject'], subject, 'a main subject beside the second');
  }
  if (isGiven(secondSubject) && secondSubject === subject) {
    yield fault([...at, 'secondSubject'], secondSubject, 'another subject than the main one');
  }
  const rows = rowsAt<Certificate>([...at, 'certificates'], certificates);
  yield* repeated(
    rows,
    (row) => [row.subject, row.stage],
    ['subject'],
    'one certificate of a subject and stage',
  );
  for (const entry of rows)
    yield* unknown(subjects, [...entry.at, 'subject'], entry.row.subject, 'a subject');
}

/** Years that somebody who serves has lived at most. */
const OLDEST = 100;

/** Nobody serves before this age; the import holds to it as well. */
export const YOUNGEST = 15;

/** Nobody serves too young, nor from a day after the moves; what ends does not end before it starts. */
function* dayFaults(at: Path, teacher: Teacher, effective: string | null): Generator<Fault> {
  const { born, registered, serving, cadre, lastPosting, posting, ruralYears } = teacher;
  if (born !== null && effective !== null && completeYears(born, effective) > OLDEST) {
    yield fault([...at, 'born'], born, `a day at most ${OLDEST} years before ${effective}`);
  }
  const inService: [Path, Name][] = [
    [['teachingSince'], teacher.teachingSince],
    [['registered', 'since'], registered?.since],
    [['serving', 'since'], serving?.since],
    [['cadre', 'since'], cadre?.since],
  ];
  const away: [Path, Name][] = [
    [['lastPosting', 'ended'], lastPosting?.ended],
    [['posting', 'since'], posting?.since],
  ];
  const oldEnough = born === null ? null : plusYears(born, YOUNGEST);
  for (const [path, day] of inService) {
    if (!isGiven(day) || oldEnough === null || day >= oldEnough) continue;
    yield fault([...at, ...path], day, `a day at least ${YOUNGEST} years after birth`);
  }
  for (const [path, day] of away) {
    if (isGiven(day) && born !== null && day <= born) yield fault([...at, ...path], day, 'a day after birth');
  }
  for (const [path, day] of [...inService, ...away]) {
    if (isGiven(day) && effective !== null && day > effective)
      yield fault([...at, ...path], day, `no day after ${effective}, when the moves take effect`);
  }
  if (born !== null && effective !== null && (ruralYears ?? 0) > yearsBegun(born, effective)) {
    yield fault([...at, 'ruralYears'], ruralYears, `no more years than since the age of ${YOUNGEST}`);
  }
  for (const { at: place, row } of rowsAt<Exemption>([...at, 'exemptions'], teacher.exemptions)) {
    const { from, until } = row;
    if (from === null || !isGiven(until) || from <= until) continue;
    yield fault([...place, 'until'], until, `no day before ${from}, when it starts`);
  }
}

/** Years of which somebody may have served some part by a day: the one that is running counts. */
const yearsBegun = (born: string, day: string): number =>
  Math.max(0, completeYears(born, day) - YOUNGEST + 1);

/** A posting leads away from its home, and ends no day before it starts. */
function* postingFaults(at: Path, { posting, serving }: Teacher, sections: Keys): Generator<Fault> {
  if (!posting) return;
  const { home, since, until } = posting;
  yield* unknown(sections, [...at, 'posting', 'home'], home, 'a section');
  if (isGiven(home) && home === serving?.section) {
    yield fault([...at, 'posting', 'home'], home, 'another section than the one served');
  }
  if (isGiven(since) && isGiven(until) && until < since) {
    yield fault([...at, 'posting', 'until'], until, `no day before ${since}, when it starts`);
  }
}

/** A special-post contract has a last day, and a graduate has none; wishes and certificates name what there is, once. */
function* recruitFaults({ recruits, keys }: Rows): Generator<Fault> {
  yield* repeated(recruits, ({ id }) => [id], ['id']);
  for (const { at, row } of recruits) {
    const held = rowsAt<Certificate>([...at, 'certificates'], row.certificates);
    yield* repeated(
      held,
      ({ subject, stage }) => [subject, stage],
      ['subject'],
      'one certificate of a subject and stage',
    );
    for (const entry of held)
      yield* unknown(keys.subjects, [...entry.at, 'subject'], entry.row.subject, 'a subject');
    const wished = rowsAt([...at, 'wishes'], row.wishes);
    yield* repeated(wished, (id) => [id], []);
    for (const one of wished) yield* unknown(keys.schools, one.at, one.row, 'a school');
    if (row.kind === 'special-post' && row.contractEnds === undefined) {
      yield fault([...at, 'contractEnds'], undefined, 'the last day of a special-post contract');
    }
    if (row.kind === 'graduate' && isGiven(row.contractEnds)) {
      yield fault([...at, 'contractEnds'], row.contractEnds, 'no contract of a graduate');
    }
  }
}

function* requestFaults({ requests, subjects, keys }: Rows): Generator<Fault> {
  const taughtByAnyone = new Set(
    subjects.filter(({ row }) => row.specialist === false).map(({ row }) => row.code),
  );
  yield* repeated(requests, ({ id }) => [id], ['id']);
  for (const { at, row } of requests) {
    yield* unknown(keys.sections, [...at, 'section'], row.section, 'a section');
    yield* unknown(keys.subjects, [...at, 'subject'], row.subject, 'a subject');
    if (row.subject !== null && taughtByAnyone.has(row.subject)) {
      yield fault([...at, 'subject'], row.subject, 'a subject for specialists: the others open no post');
    }
  }
}

function* wishFaults({ wishes, keys }: Rows): Generator<Fault> {
  yield* repeated(wishes, ({ teacher }) => [teacher], ['teacher'], 'one list of wishes a teacher');
  for (const { at, row } of wishes) {
    yield* unknown(keys.teachers, [...at, 'teacher'], row.teacher, 'a teacher');
    const schools = rowsAt([...at, 'schools'], row.schools);
    yield* repeated(schools, (id) => [id], []);
    for (const school of schools) yield* unknown(keys.schools, school.at, school.row, 'a school');
  }
}

function* pointFaults({ points, keys }: Rows): Generator<Fault> {
  yield* repeated(
    points,
    ({ teacher, section, subject }) => [teacher, section, subject],
    ['teacher'],
    'one score of a teacher at a post',
  );
  for (const { at, row } of points) {
    yield* unknown(keys.teachers, [...at, 'teacher'], row.teacher, 'a teacher');
    yield* unknown(keys.sections, [...at, 'section'], row.section, 'a section');
    yield* unknown(keys.subjects, [...at, 'subject'], row.subject, 'a subject');
  }
}

function* pinFaults({ pins, keys, teachers }: Rows): Generator<Fault> {
  const serving = new Map(teachers.map(({ row }) => [row.id, row.serving?.section]));
  const fixed = pins.filter(({ row }) => row.kind === 'move' || row.kind === 'stay');
  const forbidden = new Set(pins.flatMap(({ row }) => (row.kind === 'forbid' ? [place(row)] : [])));
  yield* repeated(fixed, ({ teacher }) => [teacher], ['teacher'], 'one pin that moves or keeps a teacher');
  for (const { at, row } of pins) {
    yield* unknown(keys.teachers, [...at, 'teacher'], row.teacher, 'a teacher');
    if (row.kind === 'stay') continue;
    yield* unknown(keys.sections, [...at, 'section'], row.section, 'a section');
    if (row.kind === 'forbid') continue;
    yield* unknown(keys.subjects, [...at, 'subject'], row.subject, 'a subject');
    if (row.kind === null || row.teacher === null || !isGiven(row.section)) continue;
    if (forbidden.has(place(row)))
      yield fault([...at, 'section'], row.section, 'a section not forbidden by a pin');
    if (serving.get(row.teacher) === row.section) {
      yield fault([...at, 'section'], row.section, 'another section than the one the teacher serves now');
    }
  }
}

function* clusterFaults({ clusters }: Rows): Generator<Fault> {
  yield* repeated(clusters, ({ id }) => [id], ['id']);
}

function* holdBackFaults({ holdBacks, keys }: Rows): Generator<Fault> {
  yield* repeated(holdBacks, ({ teacher }) => [teacher], ['teacher'], 'one hold-back of a teacher');
  for (const { at, row } of holdBacks)
    yield* unknown(keys.teachers, [...at, 'teacher'], row.teacher, 'a teacher');
}

function* seatFaults({ seats, keys }: Rows): Generator<Fault> {
  yield* repeated(
    seats,
    ({ section, role }) => [section, role],
    ['role'],
    'one count of a role at a section',
  );
  for (const { at, row } of seats)
    yield* unknown(keys.sections, [...at, 'section'], row.section, 'a section');
}

/** A quota over a school that is not there would ask nothing. */
function* quotaFaults({ quotaSchools, keys }: Rows): Generator<Fault> {
  for (const { at, row } of quotaSchools)
    if (typeof row === 'string') yield* unknown(keys.schools, at, row, 'a school');
}

function* allowanceFaults({ area, transport }: Rows): Generator<Fault> {
  yield* repeated(area, ({ zone }) => [zone], ['zone'], 'one allowance of a zone');
  const years = transport.map(({ at, row }) => ({
    at,
    row: { years: row.fromYears === null ? null : `${row.fromYears}` },
  }));
  yield* repeated(years, (row) => [row.years], ['fromYears'], 'one allowance from so many years on');
}

function* baseFaults({ base, baseCircuits, keys }: Rows): Generator<Fault> {
  yield* repeated(base, ({ teacher }) => [teacher], ['teacher'], 'one move of a teacher');
  yield* repeated(
    baseCircuits,
    ({ teacher, section, subject }) => [teacher, section, subject],
    ['teacher'],
    'one circuit of a teacher to a post',
  );
  for (const { at, row } of [...base, ...baseCircuits]) {
    yield* unknown(keys.teachers, [...at, 'teacher'], row.teacher, 'a teacher');
    yield* unknown(keys.sections, [...at, 'section'], row.section, 'a section');
    yield* unknown(keys.subjects, [...at, 'subject'], row.subject, 'a subject');
  }
}

/** Circuits on file: of two to one post at a time nobody could tell which counts. */
function* circuitFaults({ circuits, keys, teachers }: Rows): Generator<Fault> {
  const serving = new Map(teachers.map(({ row }) => [row.id, row.serving?.section]));
  yield* repeated(
    circuits,
    ({ teacher, section, subject, from }) => [teacher, section, subject, from],
    ['teacher'],
    'one circuit of a teacher to a post from a day',
  );
  for (const { at, row } of circuits) {
    const { teacher, section, from, until } = row;
    yield* unknown(keys.teachers, [...at, 'teacher'], teacher, 'a teacher');
    yield* unknown(keys.sections, [...at, 'section'], section, 'a section');
    yield* unknown(keys.subjects, [...at, 'subject'], row.subject, 'a subject');
    if (isGiven(section) && isGiven(teacher) && serving.get(teacher) === section) {
      yield fault([...at, 'section'], section, 'another section than the one served');
    }
    if (isGiven(from) && isGiven(until) && until < from) {
      yield fault([...at, 'until'], until, `no day before ${from}, when it starts`);
    }
  }
}

const place = ({ teacher, section }: Pin): string => JSON.stringify([teacher, section]);

/** Neither left out nor unreadable. */
const isGiven = (field: Name): field is string => field !== null && field !== undefined;

const fault = (at: Path, found: unknown, expected: string): Fault => ({
  path: pathText(at),
  found: shown(found),
  expected,
});

/**
 * A name that `keys` does not hold. One left out or unreadable is no fault here: `typeof`, since a row of a kind
 * nobody knows holds fields whose shape nobody has checked.
 */
function* unknown(keys: Keys, at: Path, name: Name, what: string): Generator<Fault> {
  if (typeof name === 'string' && keys?.has(name) === false) yield fault(at, name, `${what} of this problem`);
}

/** Every row after the first with the same key, told at the field `at` of the row; unreadable keys are like no other. */
function* repeated<T>(
  rows: readonly Row<T>[],
  key: (row: T) => readonly Name[],
  at: Path,
  expected = 'a key not given before',
): Generator<Fault> {
  const seen = new Map<string, Path>();
  for (const { at: place, row } of rows) {
    const parts = key(row);
    if (parts.includes(null)) continue;
    const text = JSON.stringify(parts);
    const first = seen.get(text);
    if (first === undefined) seen.set(text, place);
    else yield fault([...place, ...at], fieldOf(row, at), `${expected}: the first is at ${pathText(first)}`);
  }
}

/** The value of a row's field, to show; the row itself when it is a bare key. */
function fieldOf(row: unknown, [field]: Path): unknown {
  if (typeof row !== 'object' || row === null || field === undefined) return row;
  return Object.getOwnPropertyDescriptor(row, field)?.value;
}
