import { grouped } from '../grouped.ts';
import { classesOf, pupilsOnFile } from '../indicators.ts';
import { order } from '../order.ts';
import type { Problem, Section, Stage } from '../problem.ts';
import { grades } from '../references.ts';
import type { EnrolmentRow, Outlook } from './outlook.ts';
import { nearest, sharesOf } from './shares.ts';

/**
 * Where a figure is from. `on-file`: the problem's own year. `imported`: given for that year. `moved-up`: the grade before, a year before. `rated`: the same
 * times the section's own rate. `shared`: a part of the county's pupils whose own section ends a grade before. `as-before`:
 * of entrants nothing is given, so as many as the year before. `classes-alone`: no pupils are on file, so the classes stay.
 */
export const bases = [
  'on-file',
  'imported',
  'moved-up',
  'rated',
  'shared',
  'as-before',
  'classes-alone',
] as const;
export type Basis = (typeof bases)[number];

/** One grade of a section in a year to come. */
export interface GradeForecast {
  readonly section: string;
  readonly grade: number;
  readonly classes: number;
  /** Null: not on file. */
  readonly pupils: number | null;
  readonly basis: Basis;
}

export interface Forecast {
  /** As the problem of that year has them. */
  readonly sections: Section[];
  /** Of every grade with classes or pupils, by section, then grade. */
  readonly grades: readonly GradeForecast[];
  /** Pupils who finish a grade in the county, and whose next one no section with pupils on file teaches. */
  readonly withoutPlace: number;
}

/** The grades of the problem's own year, as they are on file. */
export const onFile = (sections: readonly Section[]): GradeForecast[] =>
  sections
    .toSorted((a, b) => order(a.id, b.id))
    .flatMap((section) =>
      grades[section.stage].map(Number).map((grade) => ({
        section: section.id,
        grade,
        classes: classesIn(section, grade),
        pupils: hasPupils(section) ? pupilsIn(section, grade) : null,
        basis: 'on-file' as const,
      })),
    )
    .filter(({ classes, pupils }) => classes > 0 || (pupils ?? 0) > 0);

/** How a section's pupils came through: so many in the grades after, for those in the grades before. */
interface Rate {
  readonly after: number;
  readonly before: number;
  /** Whether it is within what is believed; else it counts as 1. */
  readonly believed: boolean;
}

/**
 * Pupils and classes of the years after the problem's own, by cohort survival: the pupils of a grade are those of the grade
 * before, a year before, times the section's own rate where earlier years are known, rounded to the nearest, halves upwards.
 * A figure given for the year stands instead. A section teaches the grades up to its highest in any year known; who finishes
 * that goes where the county teaches the next one, shared by those sections' pupils of that grade today, the largest
 * remainders first, as does every pupil of grade 6. Entrants of grade 1 are as many as the year before; of grade 7 too, where
 * the county teaches no grade 6, or pupils of grade 6 or 7 are not on file somewhere.
 *
 * A cohort that is as large as it was keeps its classes; any other has pupils ÷ the section's own class size of today, to the
 * nearest, halves upwards, and at least one. With rates of 1 and nothing given, as many pupils are in a grade in the county
 * as were in the one before, grades 1 and 7 after the gaps told in `withoutPlace` apart.
 */
export class Cohorts {
  readonly rates: ReadonlyMap<string, Rate>;
  readonly #base: ReadonlyMap<string, Section>;
  readonly #given: ReadonlyMap<string, EnrolmentRow>;
  readonly #highest: ReadonlyMap<string, number>;
  readonly #sizes: Readonly<Record<Stage, Size>>;

  constructor({ sections, schoolYear }: Pick<Problem, 'sections' | 'schoolYear'>, outlook: Outlook) {
    const rows = grouped(outlook.enrolments, ({ section }) => section);
    this.#base = new Map(sections.map((section) => [section.id, section]));
    this.#given = new Map(
      outlook.enrolments.map((row) => [keyOf(row.section, row.schoolYear, row.grade), row]),
    );
    this.#highest = new Map(
      sections.map((section) => [section.id, highestOf(section, rows.get(section.id))]),
    );
    this.#sizes = { primary: sizeOf(sections, 'primary'), junior: sizeOf(sections, 'junior') };
    this.rates = new Map(
      sections.flatMap((section) => {
        const rate = rateOf(section, rows.get(section.id) ?? [], schoolYear, outlook);
        return rate ? [[section.id, rate] as const] : [];
      }),
    );
  }

  /** The school year `year`, by the sections of the one before it. */
  next(before: readonly Section[], year: number): Forecast {
    const sorted = before.toSorted((a, b) => order(a.id, b.id));
    const { shared, withoutPlace } = this.#leavers(sorted, year);
    const forecasts = new Map(sorted.map((section) => [section.id, this.#gradesOf(section, year, shared)]));
    return {
      sections: before.map((section) => enrolled(section, forecasts.get(section.id) ?? [])),
      grades: [...forecasts.values()]
        .flat()
        .filter(({ classes, pupils, basis }) => classes > 0 || (pupils ?? 0) > 0 || basis === 'imported'),
      withoutPlace,
    };
  }

  /** By section and grade, the pupils who come from sections that end a grade before. */
  #leavers(before: readonly Section[], year: number) {
    const shared = new Map<string, number>();
    let withoutPlace = 0;
    for (const grade of sharedGrades) {
      const ending = before.filter((section) => this.#endsBefore(section, grade));
      const teaching = before.filter((section) => this.#teaches(section, grade));
      const told = [...ending, ...teaching].every(hasPupils);
      if (grade === FIRST.junior && (ending.length === 0 || !told)) continue;
      const leaving = ending.reduce((sum, section) => sum + pupilsIn(section, grade - 1), 0);
      const weights = new Map(
        teaching.filter(hasPupils).map(({ id }) => [id, this.#base.get(id)?.pupils[`${grade}`] ?? 0]),
      );
      if (weights.size === 0) withoutPlace += leaving;
      for (const [section, share] of sharesOf(leaving, weights))
        shared.set(keyOf(section, year, grade), share);
    }
    return { shared, withoutPlace };
  }

  /** Whether somebody in the section is in the grade before this one, and goes elsewhere for it. */
  #endsBefore(section: Section, grade: number): boolean {
    const last = `${grade - 1}`;
    if (!grades[section.stage].includes(last)) return false;
    const ends = grade === FIRST.junior || (this.#highest.get(section.id) ?? 0) < grade;
    return ends && ((section.pupils[last] ?? 0) > 0 || (section.classes[last] ?? 0) > 0);
  }

  #teaches({ id, stage }: Section, grade: number): boolean {
    return grades[stage].includes(`${grade}`) && (this.#highest.get(id) ?? 0) >= grade;
  }

  #gradesOf(section: Section, year: number, shared: ReadonlyMap<string, number>): GradeForecast[] {
    const highest = this.#highest.get(section.id) ?? 0;
    const taught = grades[section.stage].map(Number).filter((grade) => grade <= highest);
    const given = taught.map((grade) => this.#given.get(keyOf(section.id, year, grade)));
    const known = hasPupils(section) || given.every((row) => row !== undefined);
    return taught.map((grade, place) => {
      const told = given[place];
      if (told) {
        const { classes, pupils } = told;
        return { section: section.id, grade, classes, pupils: known ? pupils : null, basis: 'imported' };
      }
      if (!known) {
        const classes = classesIn(section, grade);
        return { section: section.id, grade, classes, pupils: null, basis: 'classes-alone' };
      }
      return this.#survived(section, grade, shared.get(keyOf(section.id, year, grade)));
    });
  }

  #survived(section: Section, grade: number, comers: number | undefined): GradeForecast {
    const enters = grade === FIRST[section.stage];
    if (enters && comers === undefined) {
      const [classes, pupils] = [classesIn(section, grade), pupilsIn(section, grade)];
      return { section: section.id, grade, classes, pupils, basis: 'as-before' };
    }
    const cohort = enters ? 0 : pupilsIn(section, grade - 1);
    const rate = this.rates.get(section.id);
    const rated = rate?.believed === true;
    const stayed = rated ? nearest(cohort, rate.after, rate.before) : cohort;
    const pupils = Math.min(MOST_PUPILS, stayed + (comers ?? 0));
    const keeps = !enters && pupils === cohort;
    return {
      section: section.id,
      grade,
      classes: keeps ? classesIn(section, grade - 1) : this.#classesFor(section, grade, pupils),
      pupils,
      basis: enters || (comers ?? 0) > 0 ? 'shared' : rated ? 'rated' : 'moved-up',
    };
  }

  /** Where no class size is known at the stage, the classes of the grade as they were. */
  #classesFor(section: Section, grade: number, pupils: number): number {
    if (pupils === 0) return 0;
    const own = this.#base.get(section.id);
    const size = own && sizeOf([own], section.stage);
    const { classes, pupils: of } =
      size && size.pupils > 0 && size.classes > 0 ? size : this.#sizes[section.stage];
    if (of === 0 || classes === 0) return Math.max(1, classesIn(section, grade));
    return Math.min(MOST_CLASSES, Math.max(1, nearest(pupils, classes, of)));
  }
}

/** Pupils, and the classes they are in. */
interface Size {
  readonly pupils: number;
  readonly classes: number;
}

/** The grade each stage begins with. */
const FIRST: Readonly<Record<Stage, number>> = { primary: 1, junior: 7 };

/** Grades that pupils may come to from another section. */
const sharedGrades = [2, 3, 4, 5, 6, 7, 8, 9];

/** The most a problem holds in one grade. */
const MOST_PUPILS = 20_000;
const MOST_CLASSES = 200;

const keyOf = (section: string, year: number, grade: number): string =>
  JSON.stringify([section, year, grade]);
const hasPupils = (section: Section): boolean => pupilsOnFile(section) !== null;
const pupilsIn = ({ pupils }: Section, grade: number): number => pupils[`${grade}`] ?? 0;
const classesIn = ({ classes }: Section, grade: number): number => classes[`${grade}`] ?? 0;

/** 0: it teaches nobody. */
const highestOf = ({ stage, classes, pupils }: Section, rows: readonly EnrolmentRow[] = []): number =>
  Math.max(
    0,
    ...grades[stage].filter((grade) => (classes[grade] ?? 0) > 0 || (pupils[grade] ?? 0) > 0).map(Number),
    ...rows.filter((row) => row.classes > 0 || row.pupils > 0).map(({ grade }) => grade),
  );

function sizeOf(sections: readonly Section[], stage: Stage): Size {
  const known = sections.filter((section) => section.stage === stage && hasPupils(section));
  return {
    pupils: known.reduce((sum, section) => sum + (pupilsOnFile(section) ?? 0), 0),
    classes: known.reduce((sum, section) => sum + classesOf(section), 0),
  };
}

/** Null: no two years in a row are known. */
function rateOf(
  section: Section,
  rows: readonly EnrolmentRow[],
  schoolYear: number,
  { progression: { least, most } }: Outlook,
): Rate | null {
  const told = new Map(rows.map((row) => [keyOf('', row.schoolYear, row.grade), row.pupils]));
  const pupilsOf = (year: number, grade: number): number | undefined =>
    year === schoolYear ? section.pupils[`${grade}`] : told.get(keyOf('', year, grade));
  let before = 0;
  let after = 0;
  for (const { schoolYear: year, grade, pupils } of rows) {
    const next = year < schoolYear ? pupilsOf(year + 1, grade + 1) : undefined;
    // Who leaves the highest grade taught goes elsewhere, and is not lost; an empty grade above it says nothing.
    if (next === undefined || (next === 0 && (section.classes[`${grade + 1}`] ?? 0) === 0)) continue;
    before += pupils;
    after += next;
  }
  if (before === 0) return null;
  return { after, before, believed: least * before <= after && after <= most * before };
}

/** The section with the forecast for its enrolment; one that teaches nobody, and says so, goes on saying so. */
function enrolled(section: Section, forecast: readonly GradeForecast[]): Section {
  const of = <Figure>(figure: (grade: GradeForecast) => Figure | null) =>
    Object.fromEntries(
      forecast.flatMap((grade) => {
        const found = figure(grade);
        return found === null ? [] : [[`${grade.grade}`, found]];
      }),
    );
  const known = hasPupils(section) || forecast.some(({ pupils }) => pupils !== null);
  const pupils = of(({ pupils }) => pupils);
  const none = known && Object.keys(pupils).length === 0 ? { [FIRST[section.stage]]: 0 } : {};
  return { ...section, classes: of(({ classes }) => classes), pupils: { ...pupils, ...none } };
}
