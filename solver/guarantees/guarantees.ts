import { pupilsKnown, type Reported } from '../balance/facts.ts';
import { headOf } from '../balance/rows.ts';
import type { Cell } from '../demand.ts';
import type { SectionEstablishment } from '../establishment.ts';
import { grouped } from '../grouped.ts';
import { classesOf } from '../indicators.ts';
import type { Words } from '../plan.ts';
import type { Problem } from '../problem.ts';
import { basisPoints, leastOf, WHOLE } from '../rules/ratio.ts';
import type { Exchange } from './exchange.ts';
import { gradesWithoutClasses, isWithoutClasses, subjectsWithoutLoad } from './on-file.ts';
import type { GuaranteeStandard } from './standard.ts';
import {
  type Answered,
  answeredByPapers,
  backboneInWords,
  certificatesInWords,
  classSizeInWords,
  coursesInWords,
  exchangedInWords,
  postsInWords,
  schoolSizeInWords,
  titles,
} from './words.ts';

export const guaranteeCodes = [
  'pay',
  'training',
  'posts-across-schools',
  'exchange-quota',
  'backbone-quota',
  'certificates',
  'courses',
  'class-size',
  'school-size',
] as const;
export type GuaranteeCode = (typeof guaranteeCodes)[number];

/** One thing a county's government guarantees, and what the facts on file say of it. */
export interface Guarantee {
  readonly code: GuaranteeCode;
  /** Its number among the fifteen items of guarantee; null: it stands elsewhere in the standard. */
  readonly item: number | null;
  readonly title: Words;
  /** Whether facts on file can answer it, or papers alone. */
  readonly by: 'data' | 'papers';
  /** Exactly, before any rounding; null: not known, and `words` says why. */
  readonly met: boolean | null;
  /** What it is decided by, each with its unit. */
  readonly figures: readonly GuaranteeFigure[];
  /** Of a quota, how many there are and how many have to be at least; null: it is none, or not known. */
  readonly measured: { readonly found: number; readonly least: number } | null;
  /** Where it is not met. */
  readonly breaches: readonly Breach[];
  /** What the facts say, or why they do not. */
  readonly words: Words;
  /** What to lay before the inspectors. */
  readonly papers: Words;
}

export interface GuaranteeFigure {
  readonly name: Words;
  readonly unit: Words;
  /** Null: not known. */
  readonly value: number | null;
}

export interface Breach {
  readonly school: string;
  /** Null: the whole school. */
  readonly section: string | null;
  readonly grade: number | null;
  readonly found: number;
  readonly limit: number;
}

/** What the guarantees are answered from. */
export interface GuaranteeFacts {
  readonly problem: Problem;
  readonly reported: ReadonlyMap<string, Pick<Reported, 'pupils' | 'parent'>>;
  readonly cells: readonly Cell[];
  readonly establishment: readonly SectionEstablishment[];
  readonly exchange: Exchange;
  /** Schools whose staff is not on file (on-file.ts). */
  readonly silent: ReadonlyMap<string, number>;
}

/** The guarantees in the order of the standard. */
export function guaranteesOf(facts: GuaranteeFacts, standard: GuaranteeStandard): Guarantee[] {
  const answers: Readonly<Record<GuaranteeCode, Answered>> = {
    pay: answeredByPapers.pay,
    training: answeredByPapers.training(standard.trainingHours),
    'posts-across-schools': postsAcrossSchools(facts),
    'exchange-quota': exchangeQuota(facts.exchange, standard),
    'backbone-quota': backboneQuota(facts.exchange, standard),
    certificates: certificates(facts),
    courses: courses(facts),
    'class-size': classSize(facts, standard),
    'school-size': schoolSize(facts, standard),
  };
  return guaranteeCodes.map((code) => ({ code, ...titles[code], ...answers[code] }));
}

/** `10·X ≥ E` in whole numbers: 9.96 % is not 10 %. */
function exchangeQuota(exchange: Exchange, { exchanged: percent }: GuaranteeStandard): Answered {
  const { eligible, exchanged } = exchange;
  const met =
    exchanged === null || eligible === 0 ? null : WHOLE * exchanged >= basisPoints(percent) * eligible;
  return exchangedInWords(exchange, { percent, least: leastOf(percent, eligible), met });
}

/** `5·B ≥ X` in whole numbers. */
function backboneQuota(exchange: Exchange, { backbone: { percent } }: GuaranteeStandard): Answered {
  const { exchanged, backbone } = exchange;
  const met =
    exchanged === null || backbone === null || exchanged === 0
      ? null
      : WHOLE * backbone >= basisPoints(percent) * exchanged;
  return backboneInWords(exchange, { percent, least: leastOf(percent, exchanged ?? 0), met });
}

/** What the facts can add: whether posts on file follow the posts due; that the county allots them is for papers to show. */
function postsAcrossSchools({ establishment }: GuaranteeFacts): Answered {
  const sum = (of: (section: SectionEstablishment) => number | null) =>
    establishment.reduce<number | null>((total, section) => {
      const own = of(section);
      return total === null || own === null ? null : total + own;
    }, 0);
  return postsInWords({
    sections: establishment.length,
    unknown: establishment.filter(({ onFile }) => onFile === null).length,
    onFile: sum(({ onFile }) => onFile),
    due: sum(({ due }) => due),
    registered: establishment.reduce((total, { registered }) => total + registered, 0),
  });
}

/** Whoever teaches a subject has a certificate on file. Where nobody has, certificates are not kept here at all. */
function certificates({ problem, silent }: GuaranteeFacts): Answered {
  const teaching = problem.teachers.filter(({ subject }) => subject !== undefined);
  const has = teaching.filter(({ certificates }) => certificates.length > 0).length;
  const schoolOf = new Map(problem.sections.map(({ id, school }) => [id, school]));
  const stageOf = new Map(problem.sections.map(({ id, stage }) => [id, stage]));
  const fitting = teaching.filter(({ subject, serving, certificates }) =>
    certificates.some((one) => one.subject === subject && one.stage === stageOf.get(serving.section)),
  ).length;
  const breaches =
    has === 0
      ? []
      : [...grouped(teaching, ({ serving }) => serving.section)].flatMap(([section, staff]): Breach[] => {
          const found = staff.filter(({ certificates }) => certificates.length > 0).length;
          if (found === staff.length) return [];
          return [{ school: schoolOf.get(section) ?? '', section, grade: null, found, limit: staff.length }];
        });
  return certificatesInWords({ teaching: teaching.length, has, fitting, silent: silent.size, breaches });
}

/** All courses in full (开齐开足): no subject without anybody to teach it, and none that lacks hours. */
function courses({ cells, problem, silent }: GuaranteeFacts): Answered {
  const specialist = cells.filter((cell) => cell.specialist && cell.need > 0);
  const unstaffed = new Set(problem.sections.flatMap(({ id, school }) => (silent.has(school) ? id : [])));
  const told = specialist.filter(({ section }) => !unstaffed.has(section));
  const isSpecialist = new Map(problem.curriculum.subjects.map(({ code, specialist }) => [code, specialist]));
  return coursesInWords({
    sections: problem.sections.length,
    needed: specialist.length,
    critical: told.filter(({ critical }) => critical).length,
    short: told.filter(({ gap }) => gap > 0).length,
    unknown: {
      ...withoutClasses(problem),
      loads: problem.sections
        .flatMap((section) => subjectsWithoutLoad(problem, section))
        .filter((subject) => isSpecialist.get(subject)).length,
      staff: problem.sections.filter((section) => unstaffed.has(section.id) && classesOf(section) > 0).length,
    },
  });
}

const withoutClasses = ({ sections }: Problem) => ({
  sections: sections.filter(isWithoutClasses).length,
  grades: sections.flatMap((section) => (isWithoutClasses(section) ? [] : gradesWithoutClasses(section)))
    .length,
});

/**
 * More pupils of a grade than its classes may hold are a breach, whatever the classes are; fewer are no proof, as one class
 * may be larger than another: rolls are not on file.
 */
function classSize({ problem }: GuaranteeFacts, { classSize: most }: GuaranteeStandard): Answered {
  const breaches: Breach[] = [];
  let grades = 0;
  let proven = 0;
  for (const { id, school, stage, classes, pupils } of problem.sections)
    for (const [grade, count] of Object.entries(classes)) {
      if (count === undefined || count === 0) continue;
      grades += 1;
      const learning = pupils[grade];
      if (learning === undefined) continue;
      if (learning > most[stage] * count)
        breaches.push({
          school,
          section: id,
          grade: Number(grade),
          found: Math.ceil(learning / count),
          limit: most[stage],
        });
      else if (count === 1) proven += 1;
    }
  return classSizeInWords({ grades, proven, breaches, most, unknown: withoutClasses(problem) });
}

/** Sites not counted as schools are in the school they are part of. */
function schoolSize(
  { problem, reported }: GuaranteeFacts,
  { schoolSize: most }: GuaranteeStandard,
): Answered {
  const pupils = pupilsKnown(problem, reported);
  const headIn = headsOf(problem, reported);
  const breaches: Breach[] = [];
  let unknown = 0;
  const schools = grouped(problem.sections, ({ school }) => headIn(school));
  for (const [school, sections] of schools) {
    const limit = new Set(sections.map(({ stage }) => stage)).size > 1 ? most.nineYear : most.oneStage;
    const found = sections.reduce((sum, { id }) => sum + (pupils.get(id) ?? 0), 0);
    // What is known may be too many by itself.
    if (found > limit) breaches.push({ school, section: null, grade: null, found, limit });
    else if (sections.some(({ id }) => (pupils.get(id) ?? null) === null)) unknown += 1;
  }
  return schoolSizeInWords({ schools: schools.size, unknown, breaches, most });
}

/** `headOf` (balance/rows.ts) of the schools of a problem, which are all public. */
export function headsOf(
  { schools }: Pick<Problem, 'schools'>,
  reported: ReadonlyMap<string, Pick<Reported, 'parent'>>,
): (school: string) => string {
  const known = new Map(
    schools.map(({ id, kind }) => [
      id,
      { id, kind, parent: reported.get(id)?.parent ?? null, ownership: 'public' as const },
    ]),
  );
  return (school) => {
    const own = known.get(school);
    return own ? headOf(own, known).id : school;
  };
}
