import type { Stage, Teacher } from '../../solver/problem.ts';
import type { Draw } from '../../test/support/draw.ts';
import { september } from './people.ts';
import type { Site } from './plan.ts';
import type { PastPosting } from './registry.ts';

/** Postings that have ended: some of the town teachers have been out, and come back. */
export function pastPostings(
  chance: Draw,
  sites: readonly Site[],
  teachers: readonly Teacher[],
  year: number,
): PastPosting[] {
  const sections = new Map(sites.map((site) => [site.section.id, site]));
  return teachers.flatMap((teacher): PastPosting[] => {
    const site = sections.get(teacher.serving.section);
    const first = Number(teacher.teachingSince.slice(0, 4));
    if (!site?.inTown || teacher.cadre || first > year - 7 || !chance.chance(0.14)) return [];
    const years = chance.pick([1, 2, 3, 3]);
    const end = chance.int(Math.max(2015, first + years + 1), year);
    const until = `${end}-08-31`;
    const stay = { started: september(end - years), until, ended: until };
    const { stage } = site.section;
    const host = beside(chance, sites, stage, false);
    return [
      { ...stay, teacher: teacher.id, from: site.school.id, host, stage, subject: teacher.subject ?? '' },
    ];
  });
}

/** Makes town teachers of a few who serve in the country: they are out on a posting, their relation at home. */
export function sendOut(
  chance: Draw,
  sites: readonly Site[],
  teachers: readonly Teacher[],
  year: number,
): PastPosting[] {
  const sections = new Map(sites.map((site) => [site.section.id, site]));
  const guests = teachers.filter(
    ({ serving, cadre, classTeacher, partner, teachingSince, secondSubject }) =>
      sections.get(serving.section)?.inTown === false &&
      !cadre &&
      !classTeacher &&
      !partner &&
      !secondSubject &&
      teachingSince <= september(year - 6),
  );
  return chance
    .shuffled(guests)
    .slice(0, Math.round(teachers.length / 100))
    .flatMap((teacher) => {
      const host = sections.get(teacher.serving.section);
      if (!host) return [];
      const { stage } = host.section;
      const from = beside(chance, sites, stage, true);
      const years = chance.int(1, 2);
      teacher.established = true;
      teacher.registered = { school: from, since: teacher.teachingSince };
      teacher.serving.since = september(year - years);
      const stay = { started: teacher.serving.since, until: `${year - years + 3}-08-31` };
      return [
        { ...stay, teacher: teacher.id, from, host: host.school.id, stage, subject: teacher.subject ?? '' },
      ];
    });
}

/** A school of the stage, in town or not. */
const beside = (chance: Draw, sites: readonly Site[], stage: Stage, inTown: boolean): string =>
  chance.pick(sites.filter((site) => site.section.stage === stage && site.inTown === inTown)).school.id;
