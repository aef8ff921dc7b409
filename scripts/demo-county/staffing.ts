import { demandOf } from '../../solver/demand.ts';
import { classesOf } from '../../solver/indicators.ts';
import type { Stage } from '../../solver/problem.ts';
import type { Draw } from '../../test/support/draw.ts';
import { apportion } from './chance.ts';
import type { CountyPlan, Site } from './plan.ts';
import { problemOf, type Registry } from './registry.ts';

/** One teacher's place in a section, before there is a person in it. */
export interface Place {
  site: Site;
  subject: string;
  secondSubject?: string;
  classTeacher: boolean;
}

/**
 * Who teaches what, section by section: town schools have more than they need of the subjects the villages
 * lack, and the villages plenty of Chinese and morality, so that the county has about enough teachers and yet
 * not every school every subject (结构性缺编).
 */
export function placesOf(
  chance: Draw,
  ground: Ground,
  sites: readonly Site[],
  teachers: CountyPlan['teachers'],
): Place[] {
  const needs = needsOf(ground);
  const wanted = new Map(
    sites.map((site) => [site, wantedIn(site, needs.get(site.section.id) ?? new Map())]),
  );
  const staff = new Map<Site, number>();
  for (const [inTown, total] of [
    [true, teachers.urban],
    [false, teachers.rural],
  ] as const) {
    const group = sites.filter((site) => site.inTown === inTown);
    const shares = apportion(
      total,
      group.map((site) => sum(wanted.get(site) ?? new Map())),
    );
    for (const [index, site] of group.entries()) staff.set(site, shares[index] ?? 0);
  }
  return sites.flatMap((site) => placesIn(chance, site, wanted.get(site) ?? new Map(), staff.get(site) ?? 0));
}

type Ground = Omit<Registry, 'teachers' | 'postings' | 'requests' | 'wishes'>;

/** How many times its need a subject is staffed with teachers who teach it first. */
const town: Readonly<Record<Stage, Readonly<Record<string, number>>>> = {
  primary: { 'foreign-language': 1.5, it: 1.2, music: 1.75, art: 1.6, pe: 1.45, science: 1.6 },
  junior: {
    'foreign-language': 1.25,
    physics: 1.7,
    chemistry: 1.6,
    biology: 1.6,
    it: 1.2,
    music: 1.9,
    art: 1.8,
    pe: 1.35,
  },
};
const country: Readonly<Record<Stage, Readonly<Record<string, number>>>> = {
  primary: {
    chinese: 1.08,
    'foreign-language': 0.7,
    it: 0.2,
    music: 0.4,
    art: 0.5,
    pe: 0.65,
    science: 0.6,
    morality: 1.25,
  },
  junior: {
    chinese: 1.05,
    'foreign-language': 0.78,
    physics: 0.45,
    chemistry: 0.6,
    biology: 0.5,
    geography: 0.8,
    it: 0.2,
    music: 0.4,
    art: 0.6,
    pe: 0.75,
    morality: 1.3,
  },
};

/** Labour, practical and local courses are taught by who has hours free: mostly teachers of these subjects. */
const cover: Readonly<Record<string, number>> = { chinese: 0.5, maths: 0.3, morality: 0.1 };
/** Class teachers are mostly teachers of these. */
const classTeachers: Readonly<Record<string, number>> = {
  chinese: 0.45,
  maths: 0.35,
  'foreign-language': 0.2,
};

/** Need in FTE by subject of every section; what belongs to nobody in particular under an empty key. */
function needsOf(ground: Ground): Map<string, Map<string, number>> {
  const unstaffed = problemOf({
    ...ground,
    teachers: [],
    postings: [],
    requests: [],
    wishes: [],
  });
  const needs = new Map<string, Map<string, number>>();
  for (const { section, subject, need, specialist } of demandOf(unstaffed).cells) {
    const subjects = needs.get(section) ?? new Map<string, number>();
    const key = specialist ? subject : '';
    subjects.set(key, (subjects.get(key) ?? 0) + need);
    needs.set(section, subjects);
  }
  return needs;
}

/** Teachers wanted by subject, in FTE: need × profile, the hours that are nobody's, and class-teacher duty. */
function wantedIn({ section, inTown }: Site, needs: ReadonlyMap<string, number>): Map<string, number> {
  const profile = (inTown ? town : country)[section.stage];
  const shared = needs.get('') ?? 0;
  const duty = classesOf(section) / 2;
  return new Map(
    [...needs]
      .filter(([subject]) => subject !== '')
      .map(([subject, need]) => [
        subject,
        need * (profile[subject] ?? 1) +
          shared * (cover[subject] ?? 0) +
          duty * (classTeachers[subject] ?? 0),
      ]),
  );
}

function placesIn(chance: Draw, site: Site, wanted: ReadonlyMap<string, number>, staff: number): Place[] {
  const counts = apportion(staff, [...wanted.values()]);
  const taught = [...wanted.keys()];
  const subjects = chance.shuffled(
    taught.flatMap((subject, index) => Array<string>(counts[index] ?? 0).fill(subject)),
  );
  const missing = taught.filter((subject) => !subjects.includes(subject));
  const inCharge = chargesOf(chance, subjects, classesOf(site.section));
  return subjects.map((subject, index) => {
    const second = secondOf(chance, site, subject, missing, taught);
    return {
      site,
      subject,
      ...(second !== undefined && { secondSubject: second }),
      classTeacher: inCharge.has(index),
    };
  });
}

/** Which of the places, by index, have a class: those of the usual subjects first. */
function chargesOf(chance: Draw, subjects: readonly string[], classes: number): Set<number> {
  const order = chance
    .shuffled([...subjects.entries()])
    .sort(
      ([, a], [, b]) => (classTeachers[b] === undefined ? 0 : 1) - (classTeachers[a] === undefined ? 0 : 1),
    );
  return new Set(order.slice(0, classes).map(([index]) => index));
}

/** Small rural schools live by second subjects: of those nobody teaches first, or of any other. */
function secondOf(
  chance: Draw,
  { school, inTown }: Site,
  subject: string,
  missing: readonly string[],
  taught: readonly string[],
): string | undefined {
  if (!chance.chance(inTown ? 0.06 : school.place === 'township-centre' ? 0.16 : 0.4)) return undefined;
  const second = chance.pick(missing.length > 0 && chance.chance(0.6) ? missing : taught);
  return second === subject ? undefined : second;
}

const sum = (values: ReadonlyMap<string, number>): number =>
  [...values.values()].reduce((all, value) => all + value, 0);
