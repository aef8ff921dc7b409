import { guarantees2017 } from './guarantees/standard.ts';
import { keyed } from './keyed.ts';
import type { Words } from './plan.ts';
import type { Section } from './problem.ts';
import { type Basis, Cohorts } from './roadmap/enrolment.ts';
import { type EnrolmentRow, outlook } from './roadmap/outlook.ts';
import { sectionName } from './section-name.ts';

/** A section as a school year finds it. */
export interface RollingSection {
  /** `CODE:stage`. */
  readonly section: string;
  /** Code and name of the school. */
  readonly school: string;
  readonly name: string;
  readonly stage: Section['stage'];
  /** The year its newest enrolment is of; null: none is on file. */
  readonly newest: number | null;
  /** Whether the school is open on the first day of the year to begin. */
  readonly open: boolean;
}

/** One grade of a section in the year to begin, beside the same grade in the year before. */
export interface RolledGrade {
  readonly section: string;
  readonly grade: number;
  /** Null: the grade had no pupils on file. */
  readonly before: { readonly classes: number; readonly pupils: number } | null;
  readonly classes: number;
  /** Null: not on file, and so nothing is written. */
  readonly pupils: number | null;
  /** `imported`: on file already, and left as it is. */
  readonly basis: Basis;
}

export type RolloverCode = 'not-enrolled' | 'closes' | 'without-place' | 'class-too-large' | 'as-before';

/** What an officer should see to before or after the year begins. */
export interface RolloverFinding {
  readonly code: RolloverCode;
  /** Null: of the whole county. */
  readonly section: string | null;
  readonly text: Words;
}

export interface Rollover {
  readonly grades: readonly RolledGrade[];
  readonly findings: readonly RolloverFinding[];
  /** Pupils on file of the year before, and of the year to begin. */
  readonly pupilsBefore: number;
  readonly pupils: number;
  /** Pupils who finish grade 9. */
  readonly leaving: number;
}

/**
 * A school year begun from the one before: every grade moves up, classes are formed anew where a cohort changed, and what is on
 * file of the new year already stands. By the same cohort survival as the roadmap (docs/roadmap.md), with rates of 1: nobody is
 * expected to have left. `rows` are the county's enrolments of both years, at most one of a section, year and grade.
 */
export function rollover(
  sections: readonly RollingSection[],
  rows: readonly EnrolmentRow[],
  schoolYear: number,
  { classSize }: Pick<typeof guarantees2017, 'classSize'> = guarantees2017,
): Rollover {
  const before = rows.filter((row) => row.schoolYear === schoolYear - 1);
  const told = new Set(before.map(({ section }) => section));
  const open = sections.filter(
    (section) => section.open && (told.has(section.section) || hasRows(section, rows, schoolYear)),
  );
  const cohorts = new Cohorts(
    { sections: open.map((section) => asOf(section, before)), schoolYear: schoolYear - 1 },
    outlook.parse({ enrolments: rows.filter((row) => row.schoolYear === schoolYear) }),
  );
  const forecast = cohorts.next(
    open.map((section) => asOf(section, before)),
    schoolYear,
  );
  const had = new Map(before.map((row) => [keyOf(row.section, row.grade), row]));
  const grades = forecast.grades.map(({ section, grade, classes, pupils, basis }): RolledGrade => {
    const row = had.get(keyOf(section, grade));
    return {
      section,
      grade,
      before: row ? { classes: row.classes, pupils: row.pupils } : null,
      classes,
      pupils,
      basis,
    };
  });
  const closing = sections.filter((section) => !section.open && told.has(section.section));
  return {
    grades,
    findings: [
      ...sections
        .filter((section) => section.open && !told.has(section.section))
        .map(notEnrolled(schoolYear - 1)),
      ...closing.map(closes(before)),
      ...withoutPlace(forecast.withoutPlace),
      ...tooLarge(grades, sections, classSize),
      ...asBefore(grades),
    ],
    pupilsBefore: sum(before.map(({ pupils }) => pupils)),
    pupils: sum(grades.map(({ pupils }) => pupils ?? 0)),
    leaving: sum(before.filter(({ grade }) => grade === LAST).map(({ pupils }) => pupils)),
  };
}

/** The grade compulsory schooling ends with. */
const LAST = 9;

const sum = (figures: readonly number[]): number => figures.reduce((total, figure) => total + figure, 0);
const keyOf = (section: string, grade: number): string => `${section} ${grade}`;
const hasRows = ({ section }: RollingSection, rows: readonly EnrolmentRow[], year: number): boolean =>
  rows.some((row) => row.section === section && row.schoolYear === year);

function asOf({ section, school, stage }: RollingSection, rows: readonly EnrolmentRow[]): Section {
  const own = rows.filter((row) => row.section === section);
  const of = (figure: 'classes' | 'pupils') =>
    Object.fromEntries(own.map((row) => [`${row.grade}`, row[figure]]));
  return { id: section, school, stage, classes: of('classes'), pupils: of('pupils') };
}

const notEnrolled =
  (year: number) =>
  ({ section, name, stage, newest }: RollingSection): RolloverFinding => ({
    code: 'not-enrolled',
    section,
    text: {
      zh: `${sectionName(name, stage).zh}没有${year}学年的学生数${newest === null ? '' : `（最近的是${newest}学年）`}，年级未能递升。请导入后再结转，或直接导入新学年数据。`,
      en: `${sectionName(name, stage).en} has no pupils of ${year} on file${newest === null ? '' : ` (the newest are of ${newest})`}, so no grade moves up. Import them first, or those of the new year.`,
    },
  });

const closes =
  (before: readonly EnrolmentRow[]) =>
  ({ section, name, stage }: RollingSection): RolloverFinding => {
    const { zh, en } = sectionName(name, stage);
    const pupils = sum(
      before.filter((row) => row.section === section && row.grade !== LAST).map((row) => row.pupils),
    );
    return {
      code: 'closes',
      section,
      text: {
        zh: `${zh}在新学年第一天已不开办，其${pupils}名未毕业学生未安排到其他学校，请导入接收学校的新学年数据。`,
        en: `${en} is closed on the first day of the new year. Its ${pupils} pupils who do not finish are placed nowhere: import the new year of the schools that take them.`,
      },
    };
  };

const withoutPlace = (pupils: number): RolloverFinding[] =>
  pupils === 0
    ? []
    : [
        {
          code: 'without-place',
          section: null,
          text: {
            zh: `有${pupils}名学生的下一年级在本县没有学校开设。`,
            en: `No school of the county teaches the next grade of ${pupils} pupils.`,
          },
        },
      ];

function tooLarge(
  grades: readonly RolledGrade[],
  sections: readonly RollingSection[],
  classSize: Readonly<Record<Section['stage'], number>>,
): RolloverFinding[] {
  const sectionOf = keyed('section', sections, ({ section }) => section);
  return grades.flatMap(({ section, grade, classes, pupils }) => {
    const { name, stage } = sectionOf(section);
    const most = classSize[stage];
    if (pupils === null || classes === 0 || pupils <= most * classes) return [];
    const needed = Math.ceil(pupils / most);
    const { zh, en } = sectionName(name, stage);
    return [
      {
        code: 'class-too-large' as const,
        section,
        text: {
          zh: `${zh}${grade}年级${pupils}人编${classes}个班，超过每班${most}人，至少需${needed}个班。`,
          en: `Grade ${grade} of ${en} has ${pupils} pupils in ${classes} ${classes === 1 ? 'class' : 'classes'}, more than ${most} each: it takes ${needed}.`,
        },
      },
    ];
  });
}

const asBefore = (grades: readonly RolledGrade[]): RolloverFinding[] => {
  const entering = grades.filter(({ basis }) => basis === 'as-before');
  const pupils = sum(entering.map((grade) => grade.pupils ?? 0));
  return entering.length === 0
    ? []
    : [
        {
          code: 'as-before',
          section: null,
          text: {
            zh: `${entering.length}个起始年级的新生数未录入，暂按上学年的${pupils}人计。`,
            en: `Of ${entering.length} first grades no entrants are on file: as many as the year before are assumed, ${pupils} in all.`,
          },
        },
      ];
};
