import { completeYears } from '../../solver/calendar.ts';
import { grouped } from '../../solver/grouped.ts';
import type { Teacher } from '../../solver/problem.ts';
import type { Draw } from '../../test/support/draw.ts';
import { apportion } from './chance.ts';
import { september } from './people.ts';
import type { CountyPlan } from './plan.ts';

/**
 * Makes cadres of some teachers, school by school in proportion to staff: every school has its principal, and
 * class teachers are the last to be one.
 */
export function appoint(
  chance: Draw,
  cadres: CountyPlan['cadres'],
  teachers: readonly Teacher[],
  year: number,
): void {
  const staffs = [...grouped(teachers, ({ registered }) => registered.school).values()];
  const sizes = staffs.map((staff) => staff.length);
  const shares = {
    deputy: apportion(cadres.deputy, sizes),
    'mid-level': apportion(cadres['mid-level'], sizes),
    reserve: apportion(cadres.reserve, sizes),
  };
  for (const [index, staff] of staffs.entries()) {
    const [free, inCharge] = [false, true].map((duty) =>
      staff.filter(({ established, classTeacher }) => established && classTeacher === duty),
    );
    const seasonedFirst = chance
      .shuffled(free ?? [])
      .sort((a, b) => Number(isSeasoned(b, year)) - Number(isSeasoned(a, year)));
    const candidates = [...seasonedFirst, ...(inCharge ?? [])];
    const roles: Cadre['role'][] = ['principal'];
    for (const role of ['deputy', 'mid-level', 'reserve'] as const) {
      roles.push(...Array<typeof role>(shares[role][index] ?? 0).fill(role));
    }
    for (const [place, role] of roles.entries()) {
      const teacher = candidates[place];
      if (!teacher) throw new RangeError('A school has too few teachers for its cadres.');
      teacher.cadre = termsOf(chance, teacher, role, year);
      teacher.fte = teaching[role];
    }
  }
}

type Cadre = NonNullable<Teacher['cadre']>;

/** The share of a full post that a cadre teaches. */
const teaching: Readonly<Record<Cadre['role'], number>> = {
  principal: 0.4,
  deputy: 0.6,
  'mid-level': 0.8,
  reserve: 1,
};

const isSeasoned = ({ teachingSince }: Teacher, year: number): boolean =>
  teachingSince <= september(year - 10);

/** Terms of three years, begun at this school. */
function termsOf(chance: Draw, { serving }: Teacher, role: Cadre['role'], year: number): Cadre {
  const years = Math.min(completeYears(serving.since, september(year)), chance.int(0, 8));
  return { role, since: september(year - years), terms: 1 + Math.floor(years / 3) };
}
