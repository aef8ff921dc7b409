import type { Backend } from '../backends/backend.ts';
import type { Stage } from '../problem.ts';
import { type Bounds, type Form, isKnown, less, Reader } from './reader.ts';
import {
  type Column,
  categories,
  type Figure,
  type Hiding,
  type PublicStage,
  type StageCounts,
} from './table.ts';

/** A small figure that a reader can narrow down. */
export interface Leak {
  readonly stage: Stage;
  /** Null: of all schools. Empty: of the schools told together. */
  readonly school: string | null;
  readonly column: Column;
  /** How many people it can be for whoever works it out; null: the engine did not find out. */
  readonly found: Bounds | null;
  /** How many it has to be able to be at least: all that smallness alone tells. */
  readonly wanted: Bounds;
}

/**
 * What small figures can be worked out of what is told of a stage; empty: none. The audit knows nothing of how figures were
 * chosen: it writes down what a reader knows (every figure told, whole numbers not below 0, parts of wholes, sums) and looks for
 * the least and the most that each small figure and each small complement can be. Either end is a county in whole numbers that
 * would have been told alike.
 *
 * The reader is told besides of every hidden figure whether it is small, of which side, and so its range. Two things are not told:
 * why nothing at all is told of a column, and, of the teachers of a school told together with others, which parts are small; those
 * are looked for by a reader who is not told of any figure whether it is small.
 */
export function audit(
  counts: StageCounts,
  told: PublicStage,
  { threshold }: Hiding,
  engine: Backend,
): Leak[] {
  const leaks = [true, false].flatMap((informed) => {
    const reader = new Reader(engine);
    return questionsTo(reader, counts, told, threshold, informed)
      .filter((question) => question.informed === informed)
      .flatMap(({ school, column, form, wanted }): Leak[] => {
        const found = reader.reach(form);
        const isWhole = found && found.lowest <= wanted.lowest && found.highest >= wanted.highest;
        return isWhole ? [] : [{ stage: counts.stage, school, column, found, wanted }];
      });
  });
  engine.close();
  return leaks;
}

/** A small number of people that is looked for. */
interface Question extends Pick<Leak, 'school' | 'column' | 'wanted'> {
  readonly form: Form;
  /** By a reader who is told what is small. */
  readonly informed: boolean;
}

/** A number of people, as it is and as the reader knows it. */
interface Known {
  readonly value: number;
  readonly form: Form;
}

interface Size {
  readonly value: number;
  readonly whole: number;
}

interface Entry extends Known {
  readonly school: string;
  readonly whole: Known;
}

/** Writes down what the reader knows of a stage. */
function questionsTo(
  reader: Reader,
  counts: StageCounts,
  told: PublicStage,
  threshold: number,
  informed: boolean,
): Question[] {
  const questions: Question[] = [];
  const published = new Map(told.schools.map(({ school, figures }) => [school, figures]));
  const everybody = counts.schools.reduce(
    (sum, { people }) => sum + (people.pupils ?? 0) + (people.teachers ?? 0),
    2 * threshold,
  );
  const isSilent = (column: Column): boolean =>
    told.total[column] === '*' &&
    told.schools.every(({ figures }) => typeof figures[column] !== 'number') &&
    (column === 'pupils' || typeof told.together?.[column] !== 'number');
  /** `most`: what it cannot be more than, whoever reads it. */
  const formOf = (column: Column, figure: Figure, { value, whole }: Size, most: number): Form => {
    if (typeof figure === 'number') return reader.told(figure);
    if (informed && !isSilent(column))
      return reader.untold(within(rangeTold(value, whole, threshold), everybody));
    return reader.untold(within({ lowest: 0, highest: most }, everybody));
  };
  const ask = (school: string | null, column: Column, { value, form }: Known, whole: number) => {
    const wanted = smallness(value, whole, threshold);
    if (wanted) questions.push({ school, column, form, wanted, informed: true });
  };

  /** Of a school told together: the whole is not known either, so its parts and their complements are looked for apart. */
  const partApart = (school: string, column: Column, value: number, whole: Known): Known => {
    const form = reader.untold({ lowest: 0, highest: everybody });
    const rest = less(whole.form, form);
    reader.holds(rest, everybody);
    for (const part of [
      { value, form },
      { value: whole.value - value, form: rest },
    ])
      if (part.value >= 1 && part.value < threshold)
        questions.push({ school, column, form: part.form, wanted: few(threshold), informed: false });
    return { value, form };
  };

  const columnOf = (column: Column, wholeOf: (school: string) => Known | undefined): Entry[] => {
    const entries = counts.schools.flatMap(({ school, people }): Entry[] => {
      const figure = published.get(school)?.[column] ?? null;
      const value = people[column];
      const whole = wholeOf(school);
      if (value === null || !whole || figure === null) return [];
      if (!isKnown(whole.form)) return [{ school, whole, ...partApart(school, column, value, whole) }];
      const known = { value, form: formOf(column, figure, { value, whole: whole.value }, whole.value) };
      ask(school, column, known, whole.value);
      return [{ school, whole, ...known }];
    });
    if (entries.length === 0) return entries;
    const value = sum(entries);
    const whole = sum(entries.map((entry) => entry.whole));
    const total = { value, form: formOf(column, told.total[column], { value, whole }, everybody) };
    reader.adds(
      total.form,
      entries.map(({ form }) => form),
    );
    ask(null, column, total, whole);
    return entries;
  };

  columnOf('pupils', () => endless);
  const teachers = new Map(columnOf('teachers', () => endless).map((entry) => [entry.school, entry]));
  for (const category of categories) {
    const apart = columnOf(category, (school) => teachers.get(school)).filter(
      ({ whole }) => !isKnown(whole.form),
    );
    const figure = told.together?.[category] ?? null;
    if (figure === null || apart.length === 0) continue;
    const value = sum(apart);
    const whole = sum(apart.map((entry) => entry.whole));
    const form = formOf(category, figure, { value, whole }, everybody);
    reader.adds(
      form,
      apart.map((entry) => entry.form),
    );
    ask('', category, { value, form }, whole);
  }
  return questions;
}

const within = ({ lowest, highest }: Bounds, most: number): Bounds => ({
  lowest,
  highest: Math.min(highest, most),
});

const endless: Known = { value: Number.POSITIVE_INFINITY, form: { terms: new Map(), constant: 0 } };

const sum = (known: readonly Known[]): number => known.reduce((total, { value }) => total + value, 0);

const few = (threshold: number): Bounds => ({ lowest: 1, highest: threshold - 1 });

/** What smallness alone tells of a part of a whole: few people, all but few, or (of a small whole) some and not all. */
function smallness(value: number, whole: number, threshold: number): Bounds | null {
  const rest = whole - value;
  if (value < 1 || rest < 1 || Math.min(value, rest) >= threshold) return null;
  if (whole < 2 * threshold - 1) return { lowest: 1, highest: whole - 1 };
  return value < rest ? few(threshold) : { lowest: whole - threshold + 1, highest: whole - 1 };
}

/** What is told of a hidden figure: its range if it is small, else that it is not. */
const rangeTold = (value: number, whole: number, threshold: number): Bounds =>
  smallness(value, whole, threshold) ?? { lowest: threshold, highest: whole - threshold };
