import { completeYears, plusDays, plusYears } from '../../solver/calendar.ts';
import { type Problem, type ProblemInput, places, problem, type Stage } from '../../solver/problem.ts';
import { type Draw, draw } from './draw.ts';
import { randomPolicy, withCircuits } from './random-policy.ts';

export interface Size {
  sections: readonly [least: number, most: number];
  teachers: readonly [least: number, most: number];
}

/**
 * A county that never was, the same for the same seed: few subjects, so that certificates meet openings, more
 * teachers in town than there is need for, and days that fall on the edge of every rule about days.
 */
export function randomCounty(seed: number, size: Size = small): Problem {
  const chance = draw(seed);
  const schools = schoolsOf(chance, size);
  const sections = sectionsOf(chance, schools, chance.int(...size.sections));
  const teachers = teachersOf(chance, schools, sections, headcount(chance, size));
  return problem.parse({
    format: 'junheng-problem/1',
    county: { code: `seed-${seed}`, name: `County ${seed}` },
    schoolYear: YEAR,
    effective: EFFECTIVE,
    curriculum: { version: 'random', subjects },
    load: {
      version: 'random',
      periods: [
        { stage: 'primary', load: 16 },
        { stage: 'junior', load: 14 },
      ],
    },
    policy: withCircuits(randomPolicy(chance), draw(seed + 33_333)),
    schools,
    sections,
    teachers,
    requests: requestsOf(chance, sections),
    wishes: wishesOf(chance, schools, teachers),
    points: pointsOf(chance, sections, teachers),
    pins: pinsOf(chance, sections, teachers),
  } satisfies ProblemInput);
}

/** The same county with every list of rows in another order, and its objects' keys too. */
export function shuffledRows(county: Problem, seed: number): Problem {
  const chance = draw(seed);
  const { clusters, holdBacks, seats, base, baseCircuits, circuits, allowance, budget, recruits } = county;
  return {
    ...(budget !== undefined && { budget }),
    ...(clusters && { clusters: chance.shuffled(clusters) }),
    ...(holdBacks && { holdBacks: chance.shuffled(holdBacks) }),
    ...(seats && { seats: chance.shuffled(seats) }),
    ...(base && { base: chance.shuffled(base) }),
    ...(baseCircuits && { baseCircuits: chance.shuffled(baseCircuits) }),
    ...(circuits && { circuits: chance.shuffled(circuits) }),
    ...(recruits && {
      recruits: chance.shuffled(recruits).map((recruit) => ({
        ...recruit,
        certificates: chance.shuffled(recruit.certificates),
      })),
    }),
    ...(allowance && {
      allowance: {
        ...allowance,
        area: chance.shuffled(allowance.area),
        transport: chance.shuffled(allowance.transport),
      },
    }),
    pins: chance.shuffled(county.pins),
    points: chance.shuffled(county.points),
    wishes: chance.shuffled(county.wishes),
    requests: chance.shuffled(county.requests),
    teachers: chance.shuffled(county.teachers).map((teacher) => ({
      ...teacher,
      certificates: chance.shuffled(teacher.certificates),
      exemptions: chance.shuffled(teacher.exemptions),
    })),
    sections: chance.shuffled(county.sections),
    schools: chance.shuffled(county.schools).map((school) => ({
      ...school,
      clusters: chance.shuffled(school.clusters),
    })),
    policy: {
      ...county.policy,
      rules: Object.fromEntries(chance.shuffled(Object.entries(county.policy.rules))),
    },
    load: { ...county.load, periods: chance.shuffled(county.load.periods) },
    curriculum: { ...county.curriculum, subjects: chance.shuffled(county.curriculum.subjects) },
    effective: county.effective,
    schoolYear: county.schoolYear,
    county: county.county,
    format: county.format,
  };
}

/** The same county with every staff number another, and their order turned round. */
export function withOtherNumbers(county: Problem): Problem {
  const numbers = new Map(county.teachers.map(({ id }) => [id, `Z${99_999 - Number(id)}`]));
  const other = (id: string) => numbers.get(id) ?? id;
  const named = <Row extends { teacher: string }>(rows: readonly Row[]): Row[] =>
    rows.map((row) => ({ ...row, teacher: other(row.teacher) }));
  return {
    ...county,
    teachers: county.teachers.map((teacher) => ({
      ...teacher,
      id: other(teacher.id),
      ...(teacher.partner !== undefined && { partner: other(teacher.partner) }),
    })),
    wishes: named(county.wishes),
    points: named(county.points),
    pins: named(county.pins),
    ...(county.holdBacks && { holdBacks: named(county.holdBacks) }),
    ...(county.base && { base: named(county.base) }),
    ...(county.baseCircuits && { baseCircuits: named(county.baseCircuits) }),
    ...(county.circuits && { circuits: named(county.circuits) }),
  };
}

const small: Size = { sections: [2, 8], teachers: [5, 60] };
const YEAR = 2026;
const EFFECTIVE = '2026-09-01';

/** Mostly in the lower half: large counties are few, as they are dear to prove. */
const headcount = (chance: Draw, { teachers: [least, most] }: Size): number =>
  chance.int(least, chance.chance(0.8) ? Math.ceil((least + most) / 2) : most);

type SchoolInput = ProblemInput['schools'][number];
type SectionInput = ProblemInput['sections'][number];
type TeacherInput = ProblemInput['teachers'][number];
type Rows<List extends 'requests' | 'wishes' | 'points' | 'pins'> = NonNullable<ProblemInput[List]>;

const periods = { 1: 4, 2: 4, 7: 4, 8: 4 };
const subjects = [
  { code: 'chinese', name: { zh: '语文', en: 'Chinese' }, periods: { 1: 8, 2: 8, 7: 6, 8: 6 } },
  { code: 'maths', name: { zh: '数学', en: 'Mathematics' }, periods: { 1: 5, 2: 5, 7: 6, 8: 6 } },
  { code: 'pe', name: { zh: '体育', en: 'Physical education' }, periods },
  { code: 'music', name: { zh: '音乐', en: 'Music' }, periods: { 1: 2, 2: 2, 7: 1, 8: 1 } },
  {
    code: 'labour',
    name: { zh: '劳动', en: 'Labour' },
    specialist: false,
    periods: { 1: 1, 2: 1, 7: 1, 8: 1 },
  },
];
const taught = ['chinese', 'maths', 'pe', 'music'];
const grades = { primary: ['1', '2'], junior: ['7', '8'] };

function schoolsOf(chance: Draw, { sections }: Size): SchoolInput[] {
  return Array.from({ length: chance.int(2, Math.max(2, Math.ceil(sections[1] / 1.5))) }, (_, index) => ({
    id: `S${index}`,
    name: `School ${index}`,
    place: index === 0 ? 'urban' : index === 1 ? 'village' : chance.pick(places),
    weak: chance.chance(0.3),
    beds: chance.int(0, 4),
    clusters: chance.shuffled(['east', 'west', 'north']).slice(0, chance.int(0, 2)),
    ...(chance.chance(0.5) && { zone: chance.pick(['near', 'far']) }),
    ...(chance.chance(0.93) && { location: near(chance) }),
  }));
}

/** Within some 60 km of the county seat. */
const near = (chance: Draw) => ({
  longitude: 111 + chance.int(-400, 400) / 1000,
  latitude: 31 + chance.int(-400, 400) / 1000,
});

function sectionsOf(chance: Draw, schools: readonly SchoolInput[], count: number): SectionInput[] {
  const sites = schools.flatMap(({ id }) => (['primary', 'junior'] as const).map((stage) => ({ id, stage })));
  const [first, second, ...others] = sites.toSorted((a, b) =>
    a.stage < b.stage ? 1 : a.stage > b.stage ? -1 : 0,
  );
  const chosen = [first, second, ...chance.shuffled(others)].slice(0, Math.max(2, count));
  return chosen.flatMap((site, index) => (site ? [sectionOf(chance, site, crowded(index))] : []));
}

/** Whether a section has more teachers than it needs; the first, in town, always has. */
const crowded = (index: number): boolean => index % 3 === 0;

interface Site {
  id: string;
  stage: Stage;
}

function sectionOf(chance: Draw, { id, stage }: Site, overstaffed: boolean): SectionInput {
  const most = overstaffed ? 1 : 5;
  const classes = grades[stage].map((grade) => [grade, chance.int(overstaffed ? 0 : 2, most)] as const);
  return {
    id: `${id}-${stage}`,
    school: id,
    stage,
    classes: Object.fromEntries(classes),
    pupils: Object.fromEntries(classes.map(([grade, count]) => [grade, count * chance.int(15, 45)])),
    ...(chance.chance(0.5) && { establishment: chance.int(1, 12) }),
  };
}

function teachersOf(
  chance: Draw,
  schools: readonly SchoolInput[],
  sections: readonly SectionInput[],
  count: number,
): TeacherInput[] {
  const overstaffed = sections.filter((_, index) => crowded(index));
  const teachers = Array.from({ length: count }, (_, index) => {
    const section = chance.pick(chance.chance(0.7) ? overstaffed : sections);
    return teacherOf(chance, index, section, schools);
  });
  for (let index = 0; index + 1 < teachers.length; index += 9) {
    const [one, other] = [teachers[index], teachers[index + 1]];
    if (!one || !other || chance.chance(0.5)) continue;
    one.partner = other.id;
    other.partner = one.id;
  }
  return teachers;
}

function teacherOf(
  chance: Draw,
  index: number,
  section: SectionInput,
  schools: readonly SchoolInput[],
): TeacherInput {
  const subject = chance.pick(taught);
  const second = chance.pick(taught);
  const born = chance.chance(0.05)
    ? '1976-02-29'
    : aged(chance, chance.int(25, chance.chance(0.8) ? 45 : 58));
  const service = Math.min(completeYears(born, EFFECTIVE) - 20, chance.int(3, 30));
  const stay = Math.min(service, chance.chance(0.6) ? chance.int(6, 12) : chance.int(0, 7));
  const since = aged(chance, stay);
  const registered = chance.chance(0.9) ? section.school : chance.pick(schools).id;
  return {
    id: `${1000 + index}`,
    name: `Teacher ${index}`,
    sex: chance.pick(['female', 'male']),
    born,
    established: chance.chance(0.93),
    education: chance.pick(['college', 'bachelor', 'master']),
    title: chance.pick(['none', 'second', 'first', 'senior']),
    backbone: chance.pick(['none', 'none', 'school', 'county', 'city']),
    subject,
    fte: chance.pick([1, 1, 1, 1, 1, 0.5, 0.7]),
    classTeacher: chance.chance(0.2),
    teachingSince: aged(chance, service),
    registered: { school: registered, since },
    serving: { section: section.id, since },
    ruralYears: chance.int(0, 8),
    certificates: certificatesOf(chance, section, subject, second),
    exemptions: exemptionsOf(chance),
    ...(second !== subject && chance.chance(0.4) && { secondSubject: second }),
    ...(chance.chance(0.3) && { home: near(chance) }),
    ...(chance.chance(0.1) && { lastPosting: { ended: aged(chance, chance.int(0, 5)) } }),
    ...(chance.chance(0.1) && {
      cadre: { role: chance.pick(['principal', 'deputy', 'mid-level', 'reserve']), since },
    }),
  };
}

/** The day on which someone is, or for some is a day short of, so many complete years by the moves. */
function aged(chance: Draw, years: number): string {
  const edge = plusYears(EFFECTIVE, -years);
  return chance.chance(0.3) ? edge : plusDays(edge, -chance.int(0, 364));
}

function certificatesOf(chance: Draw, { stage }: SectionInput, subject: string, second: string) {
  const other: Stage = stage === 'primary' ? 'junior' : 'primary';
  return [
    ...(chance.chance(0.93) ? [{ subject, stage, rank: 'main' as const }] : []),
    ...(second !== subject && chance.chance(0.5)
      ? [{ subject: second, stage, rank: 'second' as const }]
      : []),
    ...(chance.chance(0.5) ? [{ subject, stage: other, rank: 'second' as const }] : []),
  ];
}

function exemptionsOf(chance: Draw): NonNullable<TeacherInput['exemptions']> {
  if (!chance.chance(0.12)) return [];
  const kind = chance.pick(['pregnancy', 'nursing', 'serious-illness', 'sole-carer', 'leave'] as const);
  const from = chance.pick(['2026-01-01', EFFECTIVE, plusDays(EFFECTIVE, 1)]);
  const ends = [undefined, EFFECTIVE, plusDays(EFFECTIVE, -1), plusDays(EFFECTIVE, 1)];
  const until = chance.pick(ends);
  return [{ kind, from, ...(until !== undefined && until >= from && { until }) }];
}

const requestsOf = (chance: Draw, sections: readonly SectionInput[]): Rows<'requests'> =>
  Array.from({ length: chance.int(0, 4) }, (_, index) => ({
    id: `R${index}`,
    section: chance.pick(sections).id,
    subject: chance.pick(taught),
    count: chance.int(1, 2),
    level: chance.pick(['none', 'none', 'school', 'county']),
    priority: chance.int(1, 5),
  }));

const wishesOf = (
  chance: Draw,
  schools: readonly SchoolInput[],
  teachers: readonly TeacherInput[],
): Rows<'wishes'> =>
  teachers
    .filter(() => chance.chance(0.3))
    .map(({ id }) => ({
      teacher: id,
      volunteer: chance.chance(0.5),
      schools: chance
        .shuffled(schools)
        .slice(0, chance.int(0, 3))
        .map((school) => school.id),
    }));

function pointsOf(
  chance: Draw,
  sections: readonly SectionInput[],
  teachers: readonly TeacherInput[],
): Rows<'points'> {
  if (chance.chance(0.5)) return [];
  return teachers.flatMap(({ id }) =>
    sections
      .filter(() => chance.chance(0.5))
      .map((section) => ({ teacher: id, section: section.id, points: chance.int(-20, 100) })),
  );
}

/** At most three: a pin that moves somebody often leaves no plan, and most counties should have one. */
function pinsOf(
  chance: Draw,
  sections: readonly SectionInput[],
  teachers: readonly TeacherInput[],
): Rows<'pins'> {
  if (chance.chance(0.6)) return [];
  const pinned = chance.shuffled(teachers).slice(0, chance.int(1, 3));
  return pinned.flatMap(({ id, serving }): Rows<'pins'> => {
    const elsewhere = sections.filter((section) => section.id !== serving.section);
    if (elsewhere.length === 0) return [];
    const section = chance.pick(elsewhere).id;
    if (chance.chance(0.15)) return [{ kind: 'move', teacher: id, section }];
    return [chance.chance(0.5) ? { kind: 'stay', teacher: id } : { kind: 'forbid', teacher: id, section }];
  });
}
