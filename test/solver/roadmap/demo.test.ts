import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readProblem } from '../../../solver/read.ts';
import { outlook } from '../../../solver/roadmap/outlook.ts';
import { roadmap } from '../../../solver/roadmap/roadmap.ts';
import { carriedOn } from '../../../solver/roadmap/year.ts';

const file = new URL('../../../data/demo-problem.json', import.meta.url);

test('the demo county has a roadmap of five years', async () => {
  const read = readProblem(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.ok) throw new Error('The demo problem is one.');
  const { years, startNow } = await roadmap(read.problem, outlook.parse({}), { years: 5 });
  expect(years.map(({ schoolYear }) => schoolYear)).toEqual([2026, 2027, 2028, 2029, 2030]);
  for (const [place, year] of years.entries()) {
    expect(carriedOn(year)?.moves.length).toBeGreaterThan(0);
    expect(year.gaps.length).toBeGreaterThan(0);
    const before = years[place - 1];
    if (!before) continue;
    expect(year.retirements.length).toBeGreaterThan(0);
    expect(year.teachers).toBe(before.teachers - year.retirements.length);
    expect(year.newGaps.length).toBeGreaterThan(0);
    const inGrade = ({ enrolment }: typeof year, grade: number) =>
      enrolment.filter((one) => one.grade === grade).reduce((sum, { pupils }) => sum + (pupils ?? 0), 0);
    for (const grade of [2, 3, 4, 5, 6, 7, 8, 9])
      expect(inGrade(year, grade)).toBe(inGrade(before, grade - 1));
  }
  expect(new Set(startNow.map(({ code }) => code))).toEqual(new Set(['recruit', 'second-subject', 'quota']));
}, 180_000);
