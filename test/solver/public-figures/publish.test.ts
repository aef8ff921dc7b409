import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { simplex } from '../../../solver/backends/simplex.ts';
import { audit } from '../../../solver/public-figures/audit.ts';
import { publicStage } from '../../../solver/public-figures/publish.ts';
import { columns, type PublicStage, type StageCounts } from '../../../solver/public-figures/table.ts';
import { columnOf, randomStage, school, stageOf } from '../../support/public-county.ts';

const usual = { threshold: 5 };
const publish = (counts: StageCounts, before: PublicStage | null = null) =>
  publicStage(counts, usual, before);

describe('a figure of fewer than five people', () => {
  test('is hidden, and beside it the smallest school whose figure protects it', () => {
    const told = publish(
      stageOf(
        school('A', 40, { backbone: 3 }),
        school('B', 30, { backbone: 8 }),
        school('C', 50, { backbone: 9 }),
      ),
    );
    expect(columnOf(told, 'backbone')).toEqual(['*', '*', 9, 20]);
    expect(columnOf(told, 'teachers')).toEqual([40, 30, 50, 120]);
  });
  test('is hidden with nothing beside it where others as small leave it its range', () => {
    const told = publish(
      stageOf(
        school('A', 40, { backbone: 2 }),
        school('B', 30, { backbone: 3 }),
        school('C', 50, { backbone: 9 }),
      ),
    );
    expect(columnOf(told, 'backbone')).toEqual(['*', '*', 9, 14]);
  });
  test('two fours are not hidden by each other: 8 in two schools of at most 4 are 4 and 4', () => {
    const told = publish(
      stageOf(
        school('A', 40, { backbone: 4 }),
        school('B', 30, { backbone: 4 }),
        school('C', 50, { backbone: 9 }),
      ),
    );
    expect(columnOf(told, 'backbone')).toEqual(['*', '*', '*', 17]);
  });
  test('of 40 teachers 37 are all but three, and hidden', () => {
    const told = publish(
      stageOf(
        school('A', 40, { education: 37 }),
        school('B', 30, { education: 20 }),
        school('C', 50, { education: 25 }),
      ),
    );
    expect(columnOf(told, 'education')).toEqual(['*', '*', 25, 82]);
  });
  test('five are told, and so are all but five', () => {
    const told = publish(
      stageOf(
        school('A', 40, { titles: 5 }),
        school('B', 40, { titles: 35 }),
        school('C', 50, { titles: 20 }),
      ),
    );
    expect(columnOf(told, 'titles')).toEqual([5, 35, 20, 60]);
  });
  test('none is told as 0, and all as all', () => {
    const told = publish(
      stageOf(
        school('A', 40, { backbone: 0, established: 40 }),
        school('B', 40, { backbone: 10, established: 40 }),
      ),
    );
    expect(columnOf(told, 'backbone')).toEqual([0, 10, 10]);
    expect(columnOf(told, 'established')).toEqual([40, 40, 80]);
  });
  test('pupils are people: a teaching point of two is hidden, and a school beside it', () => {
    const told = publish(
      stageOf(
        school('A', 9, {}, 2),
        school('B', 40, {}, 300),
        school('C', 40, {}, 200),
        school('D', 40, {}, 0),
      ),
    );
    expect(columnOf(told, 'pupils')).toEqual(['*', 300, '*', 0, 502]);
  });
});

describe('a school with fewer than five teachers', () => {
  const told = publish(
    stageOf(
      school('A', 3, { education: 2 }),
      school('B', 12, { education: 8 }),
      school('C', 50, { education: 30 }),
      school('D', 60, { education: 30 }),
    ),
  );
  test('tells neither how many nor of which kinds; nor does the school beside it', () => {
    expect(columnOf(told, 'teachers')).toEqual(['*', '*', 50, 60, 125]);
    expect(columnOf(told, 'education').slice(0, 2)).toEqual(['*', '*']);
  });
  test('is told together with it', () => {
    expect(told.together).toMatchObject({ teachers: 15, education: 10, backbone: 0 });
    expect(columnOf(told, 'education')).toEqual(['*', '*', 30, 30, 70]);
  });
  test('tells its pupils all the same', () => expect(columnOf(told, 'pupils')[0]).toBe(100));
});

describe('what nothing protects is not told at all', () => {
  test('three in the whole county', () =>
    expect(
      columnOf(
        publish(stageOf(school('A', 40, { backbone: 3 }), school('B', 40), school('C', 40))),
        'backbone',
      ),
    ).toEqual(['*', '*', '*', '*']));
  test('all but two of the county', () =>
    expect(
      columnOf(
        publish(stageOf(school('A', 40, { established: 38 }), school('B', 40, { established: 40 }))),
        'established',
      ),
    ).toEqual(['*', '*', '*']));
  test('the teachers of a county with one school of three', () => {
    const told = publish(stageOf(school('A', 3, { titles: 2 })));
    for (const column of columns.slice(1)) expect(columnOf(told, column)).toEqual(['*', '*']);
    expect(told.together).toBeNull();
  });
  test('where no school protects it and the total does, the total alone is hidden', () =>
    expect(
      columnOf(
        publish(
          stageOf(
            school('A', 40, { titles: 3 }),
            school('B', 40, { titles: 40 }),
            school('C', 40, { titles: 0 }),
          ),
        ),
        'titles',
      ),
    ).toEqual(['*', 40, 0, '*']));
});

describe('what is not on file', () => {
  test('is null, and the total is of the others', () => {
    const told = publish(stageOf(school('A', null, {}, null), school('B', 30), school('C', 20)));
    expect(columnOf(told, 'teachers')).toEqual([null, 30, 20, 50]);
    expect(columnOf(told, 'pupils')).toEqual([null, 100, 100, 200]);
  });
  test('of one school’s educations makes nobody’s be told: a total of the others would stand for all', () => {
    const told = publish(stageOf(school('A', 40, { education: null }), school('B', 30, { education: 20 })));
    expect(columnOf(told, 'education')).toEqual([null, null, null]);
  });
});

test('what was hidden before is hidden again rather than another figure', () => {
  const counts = stageOf(
    school('A', 40, { backbone: 3 }),
    school('B', 30, { backbone: 8 }),
    school('C', 50, { backbone: 9 }),
  );
  const first = publish(counts);
  const second = {
    ...first,
    schools: first.schools.map((row) => ({
      ...row,
      figures: { ...row.figures, backbone: row.school === 'B' ? (8 as const) : ('*' as const) },
    })),
  };
  expect(columnOf(publish(counts, first), 'backbone')).toEqual(['*', '*', 9, 20]);
  expect(columnOf(publish(counts, second), 'backbone')).toEqual(['*', 8, '*', 20]);
});

test('of every county nothing small is told, and nothing small can be worked out', () => {
  let hidden = 0;
  fc.assert(
    fc.property(randomStage(7), fc.integer({ min: 3, max: 6 }), (counts, threshold) => {
      const told = publicStage(counts, { threshold }, null);
      hidden += columns.filter((column) => columnOf(told, column).includes('*')).length;
      expect(audit(counts, told, { threshold }, simplex())).toEqual([]);
    }),
    { numRuns: 150 },
  );
  expect(hidden).toBeGreaterThan(100);
});

test('every figure told is the true one', () =>
  fc.assert(
    fc.property(randomStage(12), (counts) => {
      const told = publish(counts);
      const people = new Map(counts.schools.map((one) => [one.school, one.people]));
      for (const { school, figures } of told.schools)
        for (const column of columns)
          if (figures[column] !== '*') expect(figures[column]).toBe(people.get(school)?.[column]);
    }),
  ));

test('where nothing is small nothing is hidden', () =>
  fc.assert(
    fc.property(randomStage(12), (counts) => {
      const large = counts.schools.map(({ school: name, people }) => {
        const { pupils, teachers, ...having } = people;
        const tenfold = Object.fromEntries(
          Object.entries(having).map(([key, value]) => [key, (value ?? 0) * 10]),
        );
        return school(name, (teachers ?? 0) * 10, tenfold, (pupils ?? 0) * 10);
      });
      const told = publish(stageOf(...large));
      for (const column of columns) expect(columnOf(told, column)).not.toContain('*');
    }),
  ));

test('the order of schools changes nothing', () =>
  fc.assert(
    fc.property(
      randomStage(10).chain((counts) =>
        fc.tuple(
          fc.constant(counts),
          fc.shuffledSubarray([...counts.schools], { minLength: counts.schools.length }),
        ),
      ),
      ([counts, schools]) => {
        expect(publish({ ...counts, schools })).toEqual(publish(counts));
      },
    ),
  ));
