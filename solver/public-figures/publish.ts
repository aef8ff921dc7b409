import { order } from '../order.ts';
import { isComplete } from './counts.ts';
import { type Cell, type Hidden, hide } from './hide.ts';
import {
  type Column,
  categories,
  eachColumn,
  type Figure,
  type Figures,
  type Hiding,
  type PublicStage,
  type SchoolCounts,
  type StageCounts,
} from './table.ts';

/**
 * What may be told of one stage. Pupils hide among pupils, teachers among teachers. A school whose teachers are hidden
 * tells no part of them either; such schools together are one row among the others, whose teachers are the rest of the total. So
 * the whole of every part is known, and each category hides by itself. `before`: what was published last, whose hidden figures
 * are hidden again before others are.
 */
export function publicStage(
  counts: StageCounts,
  { threshold }: Hiding,
  before: PublicStage | null,
): PublicStage {
  const schools = [...counts.schools].sort((a, b) => order(a.school, b.school));
  const wasHidden = hiddenBefore(before);
  const cellsOf = (column: Column, rows: readonly SchoolCounts[]): Cell[] =>
    rows.flatMap(({ school, people }) => {
      const value = people[column];
      const whole = categories.some((one) => one === column) ? people.teachers : Number.POSITIVE_INFINITY;
      return value === null || whole === null
        ? []
        : { key: school, value, whole, before: wasHidden(school, column) };
    });
  const hidden = new Map<Column, Hidden | null>([
    ['pupils', hide(cellsOf('pupils', schools), threshold, true)],
    ['teachers', hide(cellsOf('teachers', schools), threshold, false)],
  ]);
  const withoutTeachers = hidden.get('teachers')?.keys;
  const apart = (school: string) => withoutTeachers?.has(school) ?? true;
  const rest = together(schools.filter(({ school }) => apart(school)));
  for (const category of categories) {
    const rows = [...schools.filter(({ school }) => !apart(school)), ...(rest ? [rest] : [])];
    hidden.set(category, withoutTeachers ? hide(cellsOf(category, rows), threshold, true) : null);
  }
  const told = (column: Column, key: string, value: number | null): Figure => {
    if (value === null) return null;
    const found = hidden.get(column);
    return !found || found.keys.has(key) ? '*' : value;
  };
  const known = (column: Column) =>
    column === 'pupils' || column === 'teachers' || isComplete(counts, column);
  const figuresOf = ({ school, people }: SchoolCounts): Figures =>
    eachColumn((column) => {
      if (!known(column)) return null;
      const isApart = column !== 'pupils' && apart(school) && school !== TOGETHER;
      return isApart && people[column] !== null ? '*' : told(column, school, people[column]);
    });
  const total = eachColumn((column): Figure => {
    const found = hidden.get(column);
    const values = schools.flatMap(({ people }) => people[column] ?? []);
    if (!known(column) || values.length === 0) return null;
    return !found || found.total ? '*' : values.reduce((sum, value) => sum + value, 0);
  });
  return {
    stage: counts.stage,
    schools: schools.map((row) => ({ school: row.school, figures: figuresOf(row) })),
    together: rest && withoutTeachers ? withoutPupils(figuresOf(rest)) : null,
    total,
  };
}

/** The key of the row of schools together: no school has it. */
const TOGETHER = '';

function together(schools: readonly SchoolCounts[]): SchoolCounts | null {
  const known = schools.filter(({ people }) => people.teachers !== null);
  if (known.length === 0) return null;
  return {
    school: TOGETHER,
    people: eachColumn((column) => known.reduce((sum, { people }) => sum + (people[column] ?? 0), 0)),
  };
}

const withoutPupils = ({ pupils: _pupils, ...figures }: Figures) => figures;

function hiddenBefore(before: PublicStage | null): (school: string, column: Column) => boolean {
  const rows = new Map(before?.schools.map(({ school, figures }) => [school, figures]));
  return (school, column) => {
    const figures: Partial<Record<Column, Figure>> | null | undefined =
      school === TOGETHER ? before?.together : rows.get(school);
    return figures?.[column] === '*';
  };
}
