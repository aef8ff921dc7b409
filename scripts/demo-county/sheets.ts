import { type StoredRow, sheetToWrite } from '../../server/imports/workbook.ts';
import type { SheetToWrite } from '../../server/sheets/write.ts';
import type { Section, Teacher } from '../../solver/problem.ts';
import { defaultCurriculum } from '../../solver/standards.ts';
import { facilitiesOf } from './facilities.ts';
import { recruitsOf } from './recruits.ts';
import type { Registry } from './registry.ts';

/** The registry as an officer would hand it in: one sheet an entity, in Chinese. */
export function sheetsOf(registry: Registry): SheetToWrite[] {
  const sections = new Map(registry.sections.map((section) => [section.id, section]));
  const wording = {
    language: 'zh',
    subjects: new Map(defaultCurriculum.subjects.map(({ code, name }) => [code, name])),
  } as const;
  return [
    sheetToWrite(
      'zones',
      registry.zones.map((zone) => ({ ...zone })),
      wording,
    ),
    sheetToWrite(
      'clusters',
      registry.clusters.map((cluster) => ({ ...cluster })),
      wording,
    ),
    sheetToWrite('schools', schoolRows(registry), wording),
    sheetToWrite('members', memberRows(registry), wording),
    sheetToWrite('sections', sectionRows(registry), wording),
    sheetToWrite(
      'classes',
      registry.sections.flatMap((section) => classRows(registry, section)),
      wording,
    ),
    sheetToWrite(
      'teachers',
      registry.teachers.map((teacher) => teacherRow(teacher, sections)),
      wording,
    ),
    sheetToWrite('certificates', registry.teachers.flatMap(certificateRows), wording),
    sheetToWrite('exemptions', registry.teachers.flatMap(exemptionRows), wording),
    sheetToWrite('postings', postingRows(registry), wording),
    sheetToWrite('requests', requestRows(registry, sections), wording),
    sheetToWrite('wishes', wishRows(registry), wording),
    sheetToWrite('recruits', recruitRows(registry), wording),
    sheetToWrite('recruitCertificates', recruitCertificateRows(registry), wording),
  ];
}

function schoolRows(registry: Registry): StoredRow[] {
  const facilities = facilitiesOf(registry);
  return registry.schools.map(({ id, location, clusters: _clusters, zone, kind = null, ...school }) => ({
    ...school,
    kind,
    ...Object.fromEntries((facilities.get(id) ?? []).map(([name, amount]) => [`facilities.${name}`, amount])),
    code: id,
    ownership: 'public',
    longitude: location?.longitude ?? null,
    latitude: location?.latitude ?? null,
    zone: zone ?? null,
  }));
}

const memberRows = ({ schools }: Registry): StoredRow[] =>
  schools.flatMap(({ id, clusters }) => clusters.map((cluster) => ({ cluster, school: id })));

const sectionRows = ({ sections }: Registry): StoredRow[] =>
  sections.map(({ school, stage, establishment }) => ({
    school,
    stage,
    establishment: establishment ?? null,
  }));

const classRows = ({ schoolYear }: Registry, { school, classes, pupils }: Section): StoredRow[] =>
  Object.entries(classes).map(([grade, count]) => ({
    school,
    schoolYear,
    grade: Number(grade),
    classes: count ?? 0,
    pupils: pupils[grade] ?? 0,
  }));

function teacherRow(teacher: Teacher, sections: ReadonlyMap<string, Section>): StoredRow {
  const { registered, serving, cadre, home } = teacher;
  const section = sections.get(serving.section);
  return {
    staffNumber: teacher.id,
    name: teacher.name,
    sex: teacher.sex,
    born: teacher.born,
    education: teacher.education ?? null,
    title: teacher.title,
    backbone: teacher.backbone,
    established: teacher.established,
    subject: teacher.subject ?? null,
    secondSubject: teacher.secondSubject ?? null,
    fte: teacher.fte,
    classTeacher: teacher.classTeacher,
    cadreRole: cadre?.role ?? null,
    cadreSince: cadre?.since ?? null,
    cadreTerms: cadre?.terms ?? null,
    teachingSince: teacher.teachingSince,
    servingSchool: section?.school ?? null,
    servingStage: section?.stage ?? null,
    servingSince: serving.since,
    registeredSchool: registered.school,
    registeredSince: registered.since,
    homeLongitude: home?.longitude ?? null,
    homeLatitude: home?.latitude ?? null,
    partner: teacher.partner ?? null,
  };
}

const certificateRows = ({ id, certificates }: Teacher): StoredRow[] =>
  certificates.map((certificate) => ({ teacher: id, ...certificate }));

const exemptionRows = ({ id, exemptions }: Teacher): StoredRow[] =>
  exemptions.map(({ kind, from, until }) => ({ teacher: id, kind, from, until: until ?? null }));

const postingRows = ({ postings }: Registry): StoredRow[] =>
  postings.map(({ teacher, from, host, stage, subject, started, until, ended }) => ({
    teacher,
    fromSchool: from,
    fromStage: stage,
    hostSchool: host,
    hostStage: stage,
    subject,
    form: 'order-based',
    relationMoves: false,
    startsOn: started,
    endsOn: until,
    endedOn: ended ?? null,
    state: ended === undefined ? 'serving' : 'ended',
  }));

const requestRows = ({ requests }: Registry, sections: ReadonlyMap<string, Section>): StoredRow[] =>
  requests.map(({ id, section, ...request }) => ({
    ...request,
    number: id,
    school: sections.get(section)?.school ?? null,
    stage: sections.get(section)?.stage ?? null,
  }));

const wishRows = ({ wishes, schoolYear }: Registry): StoredRow[] =>
  wishes.map(({ teacher, volunteer, schools }) => ({ teacher, schoolYear, volunteer, choices: schools }));

const recruitRows = (registry: Registry): StoredRow[] =>
  recruitsOf(registry).map(({ id, home, wishes, contractEnds, certificates: _certificates, ...recruit }) => ({
    ...recruit,
    number: id,
    contractEnds: contractEnds ?? null,
    homeLongitude: home?.longitude ?? null,
    homeLatitude: home?.latitude ?? null,
    choices: wishes ?? [],
  }));

const recruitCertificateRows = (registry: Registry): StoredRow[] =>
  recruitsOf(registry).flatMap(({ id, certificates }) =>
    certificates.map((certificate) => ({ recruit: id, ...certificate })),
  );
