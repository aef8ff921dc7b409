import { demandOf } from '../../solver/demand.ts';
import type { Teacher } from '../../solver/problem.ts';
import type { Draw } from '../../test/support/draw.ts';
import { weighted } from './chance.ts';
import type { Site } from './plan.ts';
import { type PrincipalRequest, problemOf, type Registry } from './registry.ts';

/** Volunteers and others with schools in mind: mostly from town, some from the country. */
export function wishesOf(
  chance: Draw,
  sites: readonly Site[],
  teachers: readonly Teacher[],
): Registry['wishes'] {
  const town = new Set(sites.filter(({ inTown }) => inTown).map(({ section }) => section.id));
  const hosts = [...new Set(sites.filter(({ inTown }) => !inTown).map(({ school }) => school.id))];
  return teachers
    .filter(({ serving }) => chance.chance(town.has(serving.section) ? 0.18 : 0.03))
    .map(({ id, registered }) => {
      const volunteer = chance.chance(0.55);
      const ranked = chance.shuffled(hosts.filter((host) => host !== registered.school));
      return { teacher: id, volunteer, schools: ranked.slice(0, chance.int(volunteer ? 0 : 1, 3)) };
    });
}

/** What rural principals order: the subjects nobody teaches first, then any that lack; not all of it approved. */
export function requestsOf(chance: Draw, sites: readonly Site[], registry: Registry): PrincipalRequest[] {
  const country = new Set(sites.filter(({ inTown }) => !inTown).map(({ section }) => section.id));
  const lacking = demandOf(problemOf(registry)).cells.filter(
    ({ section, specialist, gap }) => country.has(section) && specialist && gap >= LEAST_GAP,
  );
  return chance
    .shuffled(lacking)
    .toSorted((a, b) => Number(b.critical) - Number(a.critical))
    .slice(0, Math.round(registry.teachers.length / 35))
    .map(({ section, subject, openings, critical }, index) => ({
      id: `R${registry.schoolYear}-${`${index + 1}`.padStart(3, '0')}`,
      section,
      subject,
      count: Math.max(1, openings),
      level: weighted(chance, levels),
      priority: critical ? 5 : chance.int(2, 4),
      state: states[index % states.length] ?? 'approved',
      reason: critical ? '无本学科教师，课程未能开齐' : '本学科教师不足，现由他科教师兼任',
    }));
}

/** FTE below which no principal would ask. */
const LEAST_GAP = 0.3;

const levels = [
  [6, 'none'],
  [1, 'school'],
  [2, 'county'],
] as const;
/** In turn, so that every state occurs. */
const states = [
  'approved',
  'approved',
  'submitted',
  'approved',
  'approved',
  'refused',
  'approved',
  'approved',
  'withdrawn',
] as const;
