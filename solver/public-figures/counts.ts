import type { BalanceFacts, BalanceSection, BalanceTeacher } from '../balance/facts.ts';
import { headOf } from '../balance/rows.ts';
import { silentSchools } from '../balance/silent.ts';
import { grouped } from '../grouped.ts';
import { counts, type Indicator } from '../indicators.ts';
import { order } from '../order.ts';
import type { Stage } from '../problem.ts';
import { type Category, type Column, eachColumn, type SchoolCounts, type StageCounts } from './table.ts';

/**
 * Who learns and teaches (在岗) where, school by school: public schools, each with the sites that fold into it, teaching points
 * too; special and vocational ones not, as
 * no coefficient counts them. Pupils of a school are not known where those of one of its sections are not; teachers are not where it or a site reports
 * some and has none on file; educations are not where none of its teachers has one on file.
 */
export function countsOf(facts: BalanceFacts, artsAndPe: readonly string[]): StageCounts[] {
  const schools = new Map(facts.schools.map((school) => [school.id, school]));
  const sectionsOf = grouped(facts.sections, ({ school }) => school);
  const staffOf = grouped(facts.staff, ({ section }) => section);
  const silent = silentSchools(facts);
  const families = [...grouped(facts.schools, (school) => headOf(school, schools))]
    .filter(([{ ownership, kind }]) => ownership === 'public' && (kind ?? 'ordinary') === 'ordinary')
    .sort(([a], [b]) => order(a.id, b.id));
  const at = (stage: Stage): SchoolCounts[] =>
    families.flatMap(([{ id }, members]) => {
      const sections = members
        .flatMap((one) => sectionsOf.get(one.id) ?? [])
        .filter((one) => one.stage === stage);
      if (sections.length === 0) return [];
      const staff = members.some((one) => silent.has(one.id))
        ? null
        : sections.flatMap((section) => staffOf.get(section.id) ?? []);
      const count = (column: Column) =>
        column === 'pupils'
          ? pupilsOf(sections)
          : column === 'teachers'
            ? (staff?.length ?? null)
            : having(column);
      const having = (category: Category) => staff && countedBy(category, staff, stage, artsAndPe);
      return { school: id, people: eachColumn(count) };
    });
  return (['primary', 'junior'] as const).map((stage) => ({ stage, schools: at(stage) }));
}

const pupilsOf = (sections: readonly BalanceSection[]): number | null =>
  sections.reduce<number | null>(
    (sum, { pupils }) => (sum === null || pupils === null ? null : sum + pupils),
    0,
  );

const indicatorOf: Readonly<Record<Exclude<Category, 'established'>, Indicator>> = {
  education: 'education',
  titles: 'titles',
  backbone: 'backbone',
  artsAndPe: 'arts-and-pe',
};

function countedBy(
  category: Category,
  staff: readonly BalanceTeacher[],
  stage: Stage,
  artsAndPe: readonly string[],
): number | null {
  if (category === 'established') return staff.filter(({ established }) => established).length;
  const isOnFile = staff.length === 0 || staff.some(({ education }) => education !== undefined);
  if (category === 'education' && !isOnFile) return null;
  return staff.filter((teacher) => counts(indicatorOf[category], { artsAndPe }, stage, teacher)).length;
}

/** Where a category of one school is not on file, it is told of none: a total of the others would stand for all. */
export const isComplete = ({ schools }: StageCounts, category: Category): boolean =>
  schools.every(({ people }) => people.teachers === null || people[category] !== null);
