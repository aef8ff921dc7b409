import type { Entity } from './catalogue.ts';

/** A value as the database gives it in JSON: days are YYYY-MM-DD. */
export type Fact = string | number | boolean | null | readonly string[] | { readonly [key: string]: number };
export type Facts = Readonly<Record<string, Fact>>;

/** How an entity is kept: its table, and the columns an import may write. */
export interface Table {
  readonly entity: Entity;
  readonly name: string;
  /** By what its rows belong to a county: a column of its own, or the row of another table it refers to. */
  readonly of: 'county' | { readonly column: string; readonly table: string };
  /** Columns by which a row is known again. */
  readonly key: readonly string[];
  /** Those of them that may be empty. */
  readonly optional?: readonly string[];
  /** Which of several rows with one key is meant, and written down by an export: SQL by which row `t` is sorted before others. */
  readonly meant?: string;
  /** Every column an import may write, and what a new row has there unless told otherwise. */
  readonly defaults: Facts;
  /** Those of them that are never empty, though a new row may leave them to be found out; by what the file calls them. */
  readonly filled?: Readonly<Record<string, string>>;
  /** Those of them no file names, as they follow from others; nobody is told of them. */
  readonly derived?: readonly string[];
  /** Whether the row counts its changes, and when it last changed. */
  readonly versioned: boolean;
  readonly dated: boolean;
  /** A column that refers to the same table; written after all its new rows. */
  readonly link?: string;
  /** An ordered list kept in a table of its own, shown as one more column. */
  readonly list?: {
    readonly column: string;
    readonly table: string;
    readonly parent: string;
    readonly order: string;
    /** What an entry may refer to: a column of the list for each table, of which one is filled. */
    readonly values: Readonly<Record<string, string>>;
  };
  /** Which rows `t` an export writes down, as SQL; left out: all. */
  readonly exported?: string;
  /** What is asked of a row `t` on file beside its columns, as SQL: true or false. */
  readonly known?: Readonly<Record<string, string>>;
  /** The column people know a row by. */
  readonly label: string;
}

/** Who is placed is a teacher by now, and who has withdrawn is nobody's: neither is to come back as a recruit. */
const stillRecruit = `t.state IN ('waiting', 'ordered')`;

/** Whether a live posting of teacher `t` that was ordered here changes what `which` says of it; one that moved the teacher for good has done so. */
const posted = (which: string): string => `EXISTS (SELECT 1 FROM "Posting" p
  WHERE p."teacherId" = t.id AND p.form <> 'circuit' AND p.state IN ('ordered', 'serving') AND ${which}
    AND NOT (p.state = 'serving' AND p.decision IS NULL AND (p."relationMoves" OR p.form = 'recruitment'))
    AND EXISTS (SELECT 1 FROM "PostingChange" c WHERE c."postingId" = p.id))`;

/** In the order they are written: a row may only refer to tables above, or to its own. */
export const tables: readonly Table[] = [
  {
    entity: 'zones',
    name: 'Zone',
    of: 'county',
    key: ['code'],
    defaults: { code: null, name: null, tier: null, monthly: 0 },
    versioned: false,
    dated: false,
    label: 'code',
  },
  {
    entity: 'clusters',
    name: 'Cluster',
    of: 'county',
    key: ['code'],
    defaults: { code: null, name: null, kind: null, boundUntil: null },
    versioned: false,
    dated: false,
    label: 'code',
  },
  {
    entity: 'schools',
    name: 'School',
    of: 'county',
    key: ['code'],
    defaults: {
      code: null,
      name: null,
      otherName: null,
      place: null,
      weak: false,
      ownership: 'public',
      kind: 'ordinary',
      longitude: null,
      latitude: null,
      zoneId: null,
      beds: 0,
      parentId: null,
      facilities: null,
      statistics: null,
      openedOn: null,
      closedOn: null,
    },
    versioned: true,
    dated: true,
    link: 'parentId',
    label: 'code',
  },
  {
    entity: 'members',
    name: 'ClusterMember',
    of: { column: 'clusterId', table: 'Cluster' },
    key: ['clusterId', 'schoolId'],
    defaults: { clusterId: null, schoolId: null, from: null, until: null },
    versioned: false,
    dated: false,
    label: 'id',
  },
  {
    entity: 'sections',
    name: 'Section',
    of: 'county',
    key: ['schoolId', 'stage'],
    defaults: { schoolId: null, stage: null, establishment: null },
    versioned: true,
    dated: true,
    label: 'id',
  },
  {
    entity: 'classes',
    name: 'Enrolment',
    of: { column: 'sectionId', table: 'Section' },
    key: ['sectionId', 'schoolYear', 'grade'],
    defaults: { sectionId: null, schoolYear: null, grade: null, classes: null, pupils: null },
    versioned: false,
    dated: false,
    label: 'id',
  },
  {
    entity: 'teachers',
    name: 'Teacher',
    of: 'county',
    key: ['staffNumber'],
    defaults: {
      staffNumber: null,
      name: null,
      nameKey: '',
      sex: null,
      born: null,
      education: null,
      title: 'none',
      backbone: 'none',
      established: true,
      subject: null,
      secondSubject: null,
      fte: 1,
      classTeacher: false,
      graduatingGrade: false,
      cadreRole: null,
      cadreSince: null,
      cadreTerms: 0,
      teachingSince: null,
      registeredSchoolId: null,
      registeredSince: null,
      servingSectionId: null,
      servingSince: null,
      homeLongitude: null,
      homeLatitude: null,
      homePlace: null,
      partnerId: null,
      identityNumber: null,
      phone: null,
      leftOn: null,
    },
    filled: { registeredSchoolId: 'registeredSchool', registeredSince: 'registeredSince' },
    known: { posted: posted('TRUE'), postedToOffice: posted('p.role IS NOT NULL') },
    derived: ['nameKey'],
    versioned: true,
    dated: true,
    link: 'partnerId',
    label: 'staffNumber',
  },
  {
    entity: 'certificates',
    name: 'Certificate',
    of: { column: 'teacherId', table: 'Teacher' },
    key: ['teacherId', 'subject', 'stage'],
    defaults: { teacherId: null, subject: null, stage: null, rank: 'main', number: null, issuedOn: null },
    versioned: false,
    dated: false,
    label: 'id',
  },
  {
    entity: 'exemptions',
    name: 'Exemption',
    of: { column: 'teacherId', table: 'Teacher' },
    key: ['teacherId', 'kind', 'from'],
    defaults: { teacherId: null, kind: null, from: null, until: null, note: null },
    versioned: false,
    dated: false,
    label: 'id',
  },
  {
    entity: 'postings',
    name: 'Posting',
    of: 'county',
    key: ['teacherId', 'hostSchoolId', 'startsOn'],
    // Of one that stands there may be cancelled ones besides.
    meant: `(t.state = 'cancelled'), t.id DESC`,
    defaults: {
      teacherId: null,
      fromSectionId: null,
      toSectionId: null,
      hostSchoolId: null,
      subject: null,
      form: 'order-based',
      days: null,
      relationMoves: false,
      startsOn: null,
      endsOn: null,
      endedOn: null,
      state: 'serving',
    },
    // Ordered here, or taken a step of since.
    known: { followed: 'EXISTS (SELECT 1 FROM "PostingChange" c WHERE c."postingId" = t.id)' },
    versioned: true,
    dated: false,
    label: 'id',
  },
  {
    entity: 'requests',
    name: 'Request',
    of: 'county',
    key: ['number'],
    defaults: {
      number: null,
      sectionId: null,
      subject: null,
      count: null,
      level: 'none',
      priority: 3,
      reason: null,
      state: 'submitted',
      roundId: null,
    },
    // Asked for here, or answered here since.
    known: { followed: 't."createdBy" IS NOT NULL OR t."decidedBy" IS NOT NULL' },
    versioned: true,
    dated: false,
    label: 'number',
  },
  {
    entity: 'wishes',
    name: 'Wish',
    of: 'county',
    key: ['teacherId', 'schoolYear'],
    defaults: { teacherId: null, schoolYear: null, volunteer: false, note: null, roundId: null },
    versioned: true,
    dated: true,
    list: {
      column: 'choices',
      table: 'WishChoice',
      parent: 'wishId',
      order: 'rank',
      values: { schoolId: 'School', zoneId: 'Zone' },
    },
    label: 'id',
  },
  {
    entity: 'points',
    name: 'Points',
    of: 'county',
    key: ['teacherId', 'schoolYear', 'sectionId', 'subject'],
    optional: ['sectionId', 'subject'],
    defaults: {
      teacherId: null,
      schoolYear: null,
      sectionId: null,
      subject: null,
      points: null,
      source: null,
      roundId: null,
    },
    versioned: false,
    dated: false,
    label: 'id',
  },
  {
    entity: 'recruits',
    name: 'Recruit',
    of: 'county',
    key: ['number'],
    exported: stillRecruit,
    defaults: {
      number: null,
      name: null,
      nameKey: '',
      kind: null,
      sex: null,
      born: null,
      education: null,
      arrivesOn: null,
      contractEnds: null,
      homeLongitude: null,
      homeLatitude: null,
      homePlace: null,
      state: 'waiting',
    },
    derived: ['nameKey', 'state'],
    versioned: true,
    dated: true,
    list: {
      column: 'choices',
      table: 'RecruitChoice',
      parent: 'recruitId',
      order: 'rank',
      values: { schoolId: 'School', zoneId: 'Zone' },
    },
    label: 'number',
  },
  {
    entity: 'recruitCertificates',
    name: 'RecruitCertificate',
    of: { column: 'recruitId', table: 'Recruit' },
    key: ['recruitId', 'subject', 'stage'],
    exported: `EXISTS (SELECT 1 FROM "Recruit" r WHERE r.id = t."recruitId" AND ${stillRecruit.replace('t.', 'r.')})`,
    defaults: { recruitId: null, subject: null, stage: null, rank: 'main', number: null, issuedOn: null },
    versioned: false,
    dated: false,
    label: 'id',
  },
];

export function tableOf(entity: string): Table {
  const table = tables.find((one) => one.entity === entity);
  if (table === undefined) throw new RangeError(`No table for ${entity}.`);
  return table;
}
