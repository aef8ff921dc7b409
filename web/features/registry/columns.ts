import type { TFunction } from 'i18next';
import { day, fte } from '../../ui/format.ts';
import type { GridColumn } from '../../ui/grid/grid.tsx';
import type { Language } from '../../ui/language.ts';
import type { Roster, StandingIndex } from './roster.ts';

/** What of the console the cells of the grid need to be written. */
export interface Writing {
  readonly roster: Roster;
  readonly standing: StandingIndex | undefined;
  readonly t: TFunction;
  readonly language: Language;
}

/** A column of the grid of teachers: what it shows of a row, and what the rows are sorted by. */
export interface TeacherColumn extends GridColumn {
  readonly text: (row: number) => string;
  readonly order: (row: number) => string | number | null;
}

/** Shown until an officer chooses others. */
export const usualColumns = [
  'staffNumber',
  'name',
  'school',
  'stage',
  'subject',
  'title',
  'backbone',
  'cadreRole',
  'servingSince',
  'standing',
  'place',
  'registered',
] as const;

/** Columns of the grid that show a value as it is on file, by the key it has there; the others are worked out, or name the teacher. */
export const recordColumns: Readonly<Record<string, string>> = {
  school: 'servingSchool',
  subject: 'subject',
  secondSubject: 'secondSubject',
  title: 'title',
  backbone: 'backbone',
  cadreRole: 'cadreRole',
  servingSince: 'servingSince',
  registered: 'registeredSchool',
  registeredSince: 'registeredSince',
  teachingSince: 'teachingSince',
  established: 'established',
  fte: 'fte',
  classTeacher: 'classTeacher',
  graduatingGrade: 'graduatingGrade',
};

/** Which name a teacher, and stay in sight. */
export const FROZEN = 2;

/** Every column there is for the reader, those that name a teacher first. */
export function columnsOf({ roster, standing, t, language }: Writing): readonly TeacherColumn[] {
  const { columns: all, schools, sections } = roster;
  const subjects = new Map(roster.subjects.map(({ code, zh, en }) => [code, language === 'en' ? en : zh]));
  const sectionOf = (row: number) => sections[all.serving[row] ?? -1];
  const schoolOf = (row: number) => schools[sectionOf(row)?.school ?? -1];
  const registeredAt = (row: number) => schools[all.registered[row] ?? -1];
  const yes = (value: boolean | undefined) => (value ? t('yes') : '');
  const dayOf = (value: string | null | undefined) => (value ? day(value, language) : '');
  const column = (
    key: keyof Roster['columns'] | 'school' | 'stage' | 'place' | 'standing' | 'exempt',
    width: number,
    text: (row: number) => string,
    order: (row: number) => string | number | null = text,
    more: Partial<GridColumn> = {},
  ): TeacherColumn => ({
    key,
    title: t(`registry.column.${key}`),
    width,
    text,
    order,
    edits: recordColumns[key] !== undefined,
    ...more,
  });
  const days = (key: 'teachingSince' | 'registeredSince' | 'servingSince' | 'leftOn' | 'born') =>
    column(
      key,
      136,
      (row) => dayOf(all[key]?.[row]),
      (row) => all[key]?.[row] ?? null,
    );
  const { sex, born } = all;
  return [
    column('staffNumber', 110, (row) => all.staffNumber[row] ?? ''),
    column(
      'name',
      110,
      (row) => all.name[row] ?? '',
      (row) => row,
    ),
    column(
      'school',
      190,
      (row) => schoolOf(row)?.name ?? '',
      (row) => sectionOf(row)?.school ?? null,
    ),
    column('stage', 72, (row) => stageName(sectionOf(row)?.stage, t)),
    column(
      'place',
      110,
      (row) => placeName(schoolOf(row)?.place, t),
      (row) => placeOrder[schoolOf(row)?.place ?? 'URBAN'],
    ),
    column('subject', 110, (row) => subjects.get(all.subject[row] ?? '') ?? all.subject[row] ?? ''),
    column('secondSubject', 110, (row) => subjects.get(all.secondSubject[row] ?? '') ?? ''),
    column(
      'title',
      110,
      (row) => t(`teacherTitle.${all.title[row] ?? 'NONE'}`),
      (row) => titleOrder[all.title[row] ?? 'NONE'],
    ),
    column(
      'backbone',
      100,
      (row) => (all.backbone[row] === 'NONE' ? '' : t(`backbone.${all.backbone[row] ?? 'NONE'}`)),
      (row) => backboneOrder[all.backbone[row] ?? 'NONE'],
    ),
    column('cadreRole', 100, (row) => {
      const role = all.cadreRole[row];
      return role ? t(`cadreRole.${role}`) : '';
    }),
    days('servingSince'),
    ...(standing
      ? [
          column('standing', 200, (row) => standingText(standing, all.staffNumber[row] ?? '', t, language)),
          column('exempt', 90, (row) => yes(standing.exempt.has(all.staffNumber[row] ?? ''))),
        ]
      : []),
    column(
      'registered',
      190,
      (row) => registeredAt(row)?.name ?? '',
      (row) => all.registered[row] ?? null,
    ),
    days('registeredSince'),
    days('teachingSince'),
    column(
      'education',
      110,
      (row) => {
        const education = all.education[row];
        return education ? t(`registry.education.${education}`) : '';
      },
      (row) => educationOrder[all.education[row] ?? 'BELOW_COLLEGE'],
    ),
    column('established', 90, (row) => (all.established[row] ? t('yes') : t('no'))),
    column(
      'fte',
      80,
      (row) => fte(all.fte[row] ?? 0, language),
      (row) => all.fte[row] ?? null,
      { end: true },
    ),
    column('classTeacher', 90, (row) => yes(all.classTeacher[row])),
    column('graduatingGrade', 90, (row) => yes(all.graduatingGrade[row])),
    ...(sex && born
      ? [column('sex', 64, (row) => t(`registry.sex.${sex[row] ?? 'FEMALE'}`)), days('born')]
      : []),
    days('leftOn'),
  ];
}

const orderOf = <Value extends string>(...values: readonly Value[]) =>
  Object.fromEntries(values.map((value, at) => [value, at])) as Record<Value, number>;
const placeOrder = orderOf('URBAN', 'COUNTY_TOWN', 'TOWNSHIP_CENTRE', 'VILLAGE', 'TEACHING_POINT');
const titleOrder = orderOf('NONE', 'THIRD', 'SECOND', 'FIRST', 'SENIOR', 'FULL_SENIOR');
const backboneOrder = orderOf('NONE', 'SCHOOL', 'COUNTY', 'CITY', 'PROVINCE');
const educationOrder = orderOf('BELOW_COLLEGE', 'COLLEGE', 'BACHELOR', 'MASTER', 'DOCTOR');

const stageName = (stage: 'PRIMARY' | 'JUNIOR' | undefined, t: TFunction) =>
  stage === undefined ? '' : t(`stage.${stage}`);
const placeName = (place: keyof typeof placeOrder | undefined, t: TFunction) =>
  place === undefined ? '' : t(`place.${place}`);

function standingText(
  standing: StandingIndex,
  staffNumber: string,
  t: TFunction,
  language: Language,
): string {
  const found = standing.of.get(staffNumber);
  if (found === undefined) return t('registry.outOfScope');
  if (found === 'eligible') return t('registry.eligible');
  const title = standing.rules.find(({ rule }) => rule === found)?.title;
  return title === undefined ? found : language === 'en' ? title.en : title.zh;
}
