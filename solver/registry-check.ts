import { twoDecimals } from './amounts.ts';
import { runningCircuits } from './circuits-on-file.ts';
import { loadOf, overspent } from './demand.ts';
import { grouped } from './grouped.ts';
import { classesOf, pupilsOf, pupilsOnFile } from './indicators.ts';
import { order } from './order.ts';
import type { Words } from './plan.ts';
import type { Problem, School, Section } from './problem.ts';
import { withReturns } from './returns.ts';
import { sectionName } from './section-name.ts';

/** Something in the registry that figures cannot be reckoned from, or not rightly; told by its place. */
export interface RegistryFinding {
  readonly code:
    | 'pupils-not-on-file'
    | 'classes-not-on-file'
    | 'grade-without-class'
    | 'more-classes-than-pupils'
    | 'subject-without-load'
    | 'school-with-two-codes'
    | 'more-circuit-days-than-post'
    | 'circuit-days-not-on-file';
  /** Key of the section; null: it is about the school, or the stage. */
  readonly section: string | null;
  /** Keys of the schools. */
  readonly schools: readonly string[];
  readonly text: Words;
}

/** By code, then place; empty: everything that is needed is there. */
export function registryFindings(problem: Problem): RegistryFinding[] {
  return [
    ...problem.sections.flatMap((section) => sectionFindings(problem, section)),
    ...loadFindings(problem),
    ...twins(problem.schools),
    ...circuitFindings(withReturns(problem)),
  ].sort((a, b) => order(a.code, b.code) || order(placeOf(a), placeOf(b)));
}

const placeOf = ({ section, schools, text }: RegistryFinding): string =>
  `${section ?? ''} ${schools.join(' ')} ${text.en}`;

function sectionFindings({ schools }: Problem, section: Section): RegistryFinding[] {
  const school = schools.find(({ id }) => id === section.school)?.name ?? section.school;
  const name = sectionName(school, section.stage);
  const finding = (code: RegistryFinding['code'], zh: string, en: string): RegistryFinding => ({
    code,
    section: section.id,
    schools: [section.school],
    text: { zh: `${name.zh}${zh}`, en: `${name.en}: ${en}` },
  });
  const classes = classesOf(section);
  if (pupilsOnFile(section) === null)
    return [
      finding(
        'pupils-not-on-file',
        '没有登记学生数：其指标和按学生数核定的编制无法计算。',
        'its pupils are not on file, so neither its indicators nor its posts by pupils can be reckoned.',
      ),
      ...(classes === 0 ? [withoutClasses(finding)] : []),
    ];
  if (classes === 0) return pupilsOf(section) === 0 ? [] : [withoutClasses(finding)];
  const grades = [...new Set([...Object.keys(section.classes), ...Object.keys(section.pupils)])].sort();
  return grades.flatMap((grade) => {
    const own = section.classes[grade] ?? 0;
    const taught = section.pupils[grade];
    if (taught === undefined)
      return own === 0
        ? []
        : finding(
            'pupils-not-on-file',
            `${grade}年级有${own}个班级，没有登记学生数。`,
            `grade ${grade} has ${own} classes, and its pupils are not on file.`,
          );
    if (own === 0 && taught > 0)
      return finding(
        'grade-without-class',
        `${grade}年级有${taught}名学生而没有班级：该年级未计学科需求。`,
        `grade ${grade} has ${taught} pupils and no class, so nothing is needed for it.`,
      );
    if (own > taught)
      return finding(
        'more-classes-than-pupils',
        `${grade}年级有${own}个班级，学生只有${taught}名：需求按班级数计算。`,
        `grade ${grade} has ${own} classes for ${taught} pupils; need is reckoned by the classes.`,
      );
    return [];
  });
}

const withoutClasses = (
  finding: (code: RegistryFinding['code'], zh: string, en: string) => RegistryFinding,
) =>
  finding(
    'classes-not-on-file',
    '没有登记班级：学科需求无法计算，不能据此认为不缺教师。',
    'its classes are not on file, so that no need can be reckoned; that is not to say that nobody lacks.',
  );

/** Subjects that are taught at a stage of the county, and for which the load standard tells no load. */
function loadFindings(problem: Problem): RegistryFinding[] {
  return (['primary', 'junior'] as const).flatMap((stage) => {
    const taught = problem.sections.filter((section) => section.stage === stage && classesOf(section) > 0);
    const grades = new Set(taught.flatMap(({ classes }) => Object.keys(classes)));
    return problem.curriculum.subjects
      .filter(({ code, periods }) => {
        const isTaught = [...grades].some((grade) => (periods[grade] ?? 0) > 0);
        return isTaught && loadOf(problem, stage, code) === null;
      })
      .map(
        ({ name }): RegistryFinding => ({
          code: 'subject-without-load',
          section: null,
          schools: [...new Set(taught.map(({ school }) => school))].sort(),
          text: {
            zh: `课时标准“${problem.load.version}”没有${stage === 'primary' ? '小学' : '初中'}“${name.zh}”的周课时：该学科未计需求。`,
            en: `The load standard “${problem.load.version}” tells no load for ${name.en} in the ${stage} stage, so nothing is needed of it.`,
          },
        }),
      );
  });
}

/** Circuit teaching on file of which more days are told than a post holds, or none; by staff number. */
function circuitFindings(problem: Problem): RegistryFinding[] {
  const sections = new Map(problem.sections.map((section) => [section.id, section]));
  const finding = (id: string, code: RegistryFinding['code'], text: Words): RegistryFinding => ({
    code,
    section: id,
    schools: [sections.get(id)?.school ?? id],
    text,
  });
  const untold = runningCircuits(problem).filter(({ days }) => days === undefined);
  return [
    ...overspent(problem).map(({ teacher: { id, serving }, days, held }) =>
      finding(serving.section, 'more-circuit-days-than-post', {
        zh: `教师${id}每周外出走教共${days}天，而其岗位除班主任工作外只有${twoDecimals(held)}天：多出的天数未计入接收学校。`,
        en: `Teacher ${id} gives ${days} days a week by circuit teaching, and the post holds ${twoDecimals(held)} beside class-teacher duty: what is beyond counts at no host.`,
      }),
    ),
    ...untold.map(({ teacher, section }) =>
      finding(section, 'circuit-days-not-on-file', {
        zh: `教师${teacher}到此走教，没有登记每周天数：未计入供给，请补登。`,
        en: `Teacher ${teacher} comes by circuit teaching, on how many days a week is not on file: nothing of it counts in supply.`,
      }),
    ),
  ];
}

/** Schools of one name at one place, or of one name of which a place is not known: perhaps one school under two codes. */
function twins(schools: readonly School[]): RegistryFinding[] {
  const bare = (name: string) => name.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  return [...grouped(schools, ({ name }) => bare(name)).values()].flatMap((alike) => {
    const sorted = alike.toSorted((a, b) => order(a.id, b.id));
    const placed = groupsOf(sorted.filter(({ location }) => location !== undefined));
    const unplaced = sorted.filter(({ location }) => location === undefined);
    // One whose place is not known may be any of them.
    const groups = unplaced.length === 0 ? placed : [[...placed.flat(), ...unplaced]];
    return groups.filter((group) => group.length > 1).map(twinFinding);
  });
}

/** Those near each other, or near one that is near: in the order they are given. */
function groupsOf(schools: readonly School[]): School[][] {
  const groups: School[][] = [];
  for (const school of schools) {
    const [first, ...others] = groups.filter((group) => group.some((one) => isNear(one, school)));
    if (!first) groups.push([school]);
    else {
      first.push(school, ...others.flat());
      for (const other of others) groups.splice(groups.indexOf(other), 1);
    }
  }
  return groups;
}

function twinFinding(schools: readonly School[]): RegistryFinding {
  const codes = schools.map(({ id }) => id).toSorted(order);
  const name = schools[0]?.name ?? '';
  return {
    code: 'school-with-two-codes',
    section: null,
    schools: codes,
    text: {
      zh: `“${name}”有${codes.length}个代码（${codes.join('、')}）：如为同一所学校，请合并，否则各项指标会重复计算。`,
      en: `“${name}” has ${codes.length} codes (${codes.join(', ')}): if it is one school, make them one, or it counts as several.`,
    },
  };
}

/** Within some hundred metres. */
const isNear = ({ location: one }: School, { location: other }: School): boolean =>
  one !== undefined &&
  other !== undefined &&
  Math.abs(one.longitude - other.longitude) < NEAR &&
  Math.abs(one.latitude - other.latitude) < NEAR;

/** Degrees. */
const NEAR = 0.005;
