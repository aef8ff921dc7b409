import { daysOfEffect, inForce } from './calendar.ts';
import { type Fault, type Path, pathText, shown } from './faults.ts';
import type { Pin, Problem, School, Section, Stage, Teacher } from './problem.ts';

/** The rows of a problem that can be read, each with its place in the file. */
export interface Rows {
  schoolYear: number | undefined;
  effective: string | undefined;
  subjects: Row<Subject>[];
  loads: Row<Load>[];
  schools: Row<School>[];
  sections: Row<Section>[];
  teachers: Row<Teacher>[];
  requests: Row<Problem['requests'][number]>[];
  wishes: Row<Problem['wishes'][number]>[];
  points: Row<Problem['points'][number]>[];
  pins: Row<Pin>[];
  /** Keys of rows, the unreadable ones too: a row that names such a key is not itself at fault. */
  keys: { subjects: Keys; schools: Keys; sections: Keys; teachers: Keys };
}

export interface Row<T> {
  at: Path;
  row: T;
}

/**
 * What is wrong between rows whose shape is right: keys given twice, names of things that are not there, days in
 * the wrong order, pins at odds.
 */
export function* referenceFaults(rows: Rows): Generator<Fault> {
  yield* yearFaults(rows);
  yield* standardFaults(rows);
  yield* schoolFaults(rows);
  yield* teacherFaults(rows);
  yield* requestFaults(rows);
  yield* wishFaults(rows);
  yield* pointFaults(rows);
  yield* pinFaults(rows);
}

type Subject = Problem['curriculum']['subjects'][number];
type Load = Problem['load']['periods'][number];
type Keys = ReadonlySet<unknown>;

const grades: Readonly<Record<Stage, readonly string[]>> = {
  primary: ['1', '2', '3', '4', '5', '6'],
  junior: ['7', '8', '9'],
};

function* yearFaults({ schoolYear: year, effective }: Rows): Generator<Fault> {
  if (year === undefined || effective === undefined) return;
  const span = daysOfEffect(year);
  if (!inForce(span, effective)) {
    yield fault(['effective'], effective, `a day of school year ${year}: ${span.from} to ${span.until}`);
  }
}

function* standardFaults({ subjects, loads, sections, keys }: Rows): Generator<Fault> {
  yield* repeated(subjects, ({ code }) => code, ['code']);
  yield* repeated(loads, ({ stage, subject }) => [stage, subject ?? null], ['subject']);
  for (const { at, row } of loads)
    yield* unknown(keys.subjects, [...at, 'subject'], row.subject, 'a subject');

  for (const stage of new Set(sections.map(({ row }) => row.stage))) {
    const loadless = subjects.filter(
      ({ row }) =>
        grades[stage].some((grade) => (row.periods[grade] ?? 0) > 0) &&
        !loads.some((load) => load.row.stage === stage && [row.code, undefined].includes(load.row.subject)),
    );
    for (const { row } of loadless) {
      yield fault(['load', 'periods'], undefined, `a load for ${stage}, or for ${stage} ${row.code}`);
    }
  }
}

function* schoolFaults({ schools, sections, keys }: Rows): Generator<Fault> {
  yield* repeated(schools, ({ id }) => id, ['id']);
  yield* repeated(sections, ({ id }) => id, ['id']);
  yield* repeated(
    sections,
    ({ school, stage }) => [school, stage],
    ['stage'],
    'one section of a stage in a school',
  );
  for (const { at, row } of sections) {
    yield* unknown(keys.schools, [...at, 'school'], row.school, 'a school');
    for (const field of ['classes', 'pupils'] as const) {
      for (const grade of Object.keys(row[field])) {
        if (grades[row.stage].includes(grade)) continue;
        yield fault([...at, field, grade], grade, `a grade of ${row.stage}: ${grades[row.stage].join(', ')}`);
      }
    }
  }
}

function* teacherFaults({ teachers, effective, keys }: Rows): Generator<Fault> {
  const partners = new Map(teachers.map(({ row }) => [row.id, row.partner]));
  yield* repeated(teachers, ({ id }) => id, ['id']);
  for (const { at, row } of teachers) {
    yield* subjectFaults(at, row, keys.subjects);
    yield* unknown(keys.schools, [...at, 'registered', 'school'], row.registered.school, 'a school');
    yield* unknown(keys.sections, [...at, 'serving', 'section'], row.serving.section, 'a section');
    yield* unknown(keys.teachers, [...at, 'partner'], row.partner, 'a teacher');
    const partner = row.partner ?? '';
    if (partner === row.id) yield fault([...at, 'partner'], partner, 'another teacher');
    else if (partners.has(partner) && partners.get(partner) !== row.id) {
      yield fault([...at, 'partner'], partner, 'a teacher who names this one as partner too');
    }
    yield* dayFaults(at, row, effective);
  }
}

function* subjectFaults(at: Path, teacher: Teacher, subjects: Keys): Generator<Fault> {
  const { subject, secondSubject, certificates } = teacher;
  yield* unknown(subjects, [...at, 'subject'], subject, 'a subject');
  yield* unknown(subjects, [...at, 'secondSubject'], secondSubject, 'a subject');
  if (secondSubject !== undefined && subject === undefined) {
    yield fault([...at, 'subject'], subject, 'a main subject beside the second');
  }
  if (secondSubject !== undefined && secondSubject === subject) {
    yield fault([...at, 'secondSubject'], secondSubject, 'another subject than the main one');
  }
  const rows = certificates.map((row, index) => ({ at: [...at, 'certificates', index], row }));
  yield* repeated(
    rows,
    (row) => [row.subject, row.stage],
    ['subject'],
    'one certificate of a subject and stage',
  );
  for (const entry of rows)
    yield* unknown(subjects, [...entry.at, 'subject'], entry.row.subject, 'a subject');
}

/** Days of service come after birth and not after the moves; what ends does not end before it starts. */
function* dayFaults(at: Path, teacher: Teacher, effective: string | undefined): Generator<Fault> {
  const { born, cadre, lastPosting } = teacher;
  const days: [Path, string | undefined][] = [
    [['teachingSince'], teacher.teachingSince],
    [['registered', 'since'], teacher.registered.since],
    [['serving', 'since'], teacher.serving.since],
    [['cadre', 'since'], cadre?.since],
    [['lastPosting', 'ended'], lastPosting?.ended],
  ];
  for (const [path, day] of days) {
    if (day === undefined) continue;
    if (day <= born) yield fault([...at, ...path], day, 'a day after birth');
    if (effective !== undefined && day > effective) {
      yield fault([...at, ...path], day, `no day after ${effective}, when the moves take effect`);
    }
  }
  for (const [index, { from, until }] of teacher.exemptions.entries()) {
    if (until === undefined || from <= until) continue;
    yield fault([...at, 'exemptions', index, 'until'], until, `no day before ${from}, when it starts`);
  }
}

function* requestFaults({ requests, subjects, keys }: Rows): Generator<Fault> {
  const taughtByAnyone = new Set(subjects.filter(({ row }) => !row.specialist).map(({ row }) => row.code));
  yield* repeated(requests, ({ id }) => id, ['id']);
  for (const { at, row } of requests) {
    yield* unknown(keys.sections, [...at, 'section'], row.section, 'a section');
    yield* unknown(keys.subjects, [...at, 'subject'], row.subject, 'a subject');
    if (taughtByAnyone.has(row.subject)) {
      yield fault([...at, 'subject'], row.subject, 'a subject for specialists: the others open no post');
    }
  }
}

function* wishFaults({ wishes, keys }: Rows): Generator<Fault> {
  yield* repeated(wishes, ({ teacher }) => teacher, ['teacher'], 'one list of wishes a teacher');
  for (const { at, row } of wishes) {
    yield* unknown(keys.teachers, [...at, 'teacher'], row.teacher, 'a teacher');
    const schools = row.schools.map((id, index) => ({ at: [...at, 'schools', index], row: id }));
    yield* repeated(schools, (id) => id, []);
    for (const school of schools) yield* unknown(keys.schools, school.at, school.row, 'a school');
  }
}

function* pointFaults({ points, keys }: Rows): Generator<Fault> {
  const key = ({ teacher, section, subject }: (typeof points)[number]['row']) => [
    teacher,
    section,
    subject ?? null,
  ];
  yield* repeated(points, key, ['teacher'], 'one score of a teacher at a post');
  for (const { at, row } of points) {
    yield* unknown(keys.teachers, [...at, 'teacher'], row.teacher, 'a teacher');
    yield* unknown(keys.sections, [...at, 'section'], row.section, 'a section');
    yield* unknown(keys.subjects, [...at, 'subject'], row.subject, 'a subject');
  }
}

function* pinFaults({ pins, keys, teachers }: Rows): Generator<Fault> {
  const serving = new Map(teachers.map(({ row }) => [row.id, row.serving.section]));
  const fixed = pins.filter(({ row }) => row.kind !== 'forbid');
  const forbidden = new Set(pins.flatMap(({ row }) => (row.kind === 'forbid' ? [place(row)] : [])));
  yield* repeated(fixed, ({ teacher }) => teacher, ['teacher'], 'one pin that moves or keeps a teacher');
  for (const { at, row } of pins) {
    yield* unknown(keys.teachers, [...at, 'teacher'], row.teacher, 'a teacher');
    if (row.kind === 'stay') continue;
    yield* unknown(keys.sections, [...at, 'section'], row.section, 'a section');
    if (row.kind === 'forbid') continue;
    yield* unknown(keys.subjects, [...at, 'subject'], row.subject, 'a subject');
    if (forbidden.has(place(row)))
      yield fault([...at, 'section'], row.section, 'a section not forbidden by a pin');
    if (serving.get(row.teacher) === row.section) {
      yield fault([...at, 'section'], row.section, 'another section than the one the teacher serves now');
    }
  }
}

const place = ({ teacher, section }: { teacher: string; section: string }) =>
  JSON.stringify([teacher, section]);

const fault = (at: Path, found: unknown, expected: string): Fault => ({
  path: pathText(at),
  found: shown(found),
  expected,
});

/** A key that `keys` does not hold; a key left out is no fault. */
function* unknown(keys: Keys, at: Path, key: string | undefined, what: string): Generator<Fault> {
  if (key !== undefined && !keys.has(key)) yield fault(at, key, `${what} of this problem`);
}

/** Every row after the first with the same key, told at the field `at` of the row. */
function* repeated<T>(
  rows: readonly Row<T>[],
  key: (row: T) => unknown,
  at: Path,
  expected = 'a key not given before',
): Generator<Fault> {
  const seen = new Map<string, Path>();
  for (const { at: place, row } of rows) {
    const text = JSON.stringify(key(row));
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
