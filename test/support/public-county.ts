import fc from 'fast-check';
import {
  type Category,
  type Column,
  categories,
  eachColumn,
  type Figure,
  type PublicStage,
  type SchoolCounts,
  type StageCounts,
} from '../../solver/public-figures/table.ts';

/** A school of so many pupils and teachers, of whom so many are of each kind; none where nothing is said. */
export const school = (
  name: string,
  teachers: number | null,
  having: Partial<Record<Category, number | null>> = {},
  pupils: number | null = 100,
): SchoolCounts => ({
  school: name,
  people: eachColumn((column) => {
    if (column === 'pupils') return pupils;
    if (column === 'teachers') return teachers;
    return column in having ? (having[column] ?? null) : 0;
  }),
});

export const stageOf = (...schools: readonly SchoolCounts[]): StageCounts => ({ stage: 'primary', schools });

/** A column as it is told, by school; the total last. */
export const columnOf = ({ schools, total }: PublicStage, column: Column): Figure[] => [
  ...schools.map(({ figures }) => figures[column]),
  total[column],
];

/** Stages of up to so many schools, small and large ones, with every kind of part: none, few, all but few, all. */
export const randomStage = (most: number): fc.Arbitrary<StageCounts> => {
  const few = fc.integer({ min: 1, max: 4 });
  const part = (whole: number) =>
    fc.oneof(
      fc.constantFrom(0, whole),
      fc.integer({ min: 0, max: whole }),
      few.map((count) => Math.min(count, whole)),
      few.map((count) => Math.max(0, whole - count)),
    );
  const people = fc.oneof(
    fc.integer({ min: 0, max: 9 }),
    fc.integer({ min: 0, max: 60 }),
    fc.integer({ min: 30, max: 80 }),
  );
  const one = people.chain((teachers) =>
    fc.record({
      teachers: fc.constant(teachers),
      pupils: fc.oneof(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 900 })),
      having: fc.record(eachCategory(() => part(teachers))),
    }),
  );
  return fc
    .array(one, { minLength: 1, maxLength: most })
    .map((rows) =>
      stageOf(
        ...rows.map(({ teachers, having, pupils }, place) => school(`S${place}`, teachers, having, pupils)),
      ),
    );
};

const eachCategory = <Value>(made: (category: Category) => Value): Record<Category, Value> => {
  const {
    pupils: _pupils,
    teachers: _teachers,
    ...rest
  } = eachColumn((column) => made(categories.find((one) => one === column) ?? 'education'));
  return rest;
};
