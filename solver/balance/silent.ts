import type { BalanceSchool, BalanceSection, BalanceTeacher } from './facts.ts';

/** What tells that a school has staff: by its own word, and on file. */
interface StaffFacts {
  readonly schools: readonly Pick<BalanceSchool, 'id' | 'teachers'>[];
  readonly sections: readonly Pick<BalanceSection, 'id' | 'school'>[];
  readonly staff: readonly Pick<BalanceTeacher, 'section' | 'registered'>[];
}

/**
 * Schools that report teachers and have not one on file, neither serving nor registered there: by id, how many they report. What
 * they have or lack is not known, and is never taken for none.
 */
export function silentSchools({ schools, sections, staff }: StaffFacts): ReadonlyMap<string, number> {
  const schoolOf = new Map(sections.map(({ id, school }) => [id, school]));
  const onFile = new Set(staff.flatMap(({ section, registered }) => [schoolOf.get(section), registered]));
  const silent = new Map<string, number>();
  for (const { id, teachers } of schools)
    if (teachers !== null && teachers > 0 && !onFile.has(id)) silent.set(id, teachers);
  return silent;
}
