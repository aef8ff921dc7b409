import { counts, isIndicator, type View } from '../indicators.ts';
import { order } from '../order.ts';
import type { Words } from '../plan.ts';
import type { Stage } from '../problem.ts';
import type { BalanceFacts, BalanceTeacher, Visit } from './facts.ts';
import { type BalanceReport, balanceOf, type IndicatorReport } from './report.ts';
import { placesOf } from './rows.ts';
import type { BalanceStandard } from './standard.ts';

/** Where a plan sends somebody. */
export interface BalanceMove {
  readonly teacher: string;
  /** The section. */
  readonly to: string;
  /** What is taught there; left out: what is taught now. */
  readonly subject?: string | undefined;
  /** Whether the personnel relation goes along (人走关系动). */
  readonly relationMoves: boolean;
}

/** How balanced a county is before and after its moves, and what each of them has to do with it. */
export interface BalanceChange {
  readonly before: BalanceReport;
  readonly after: BalanceReport;
  /** Those that are computable before and after and that moves can change. */
  readonly indicators: readonly IndicatorShares[];
  /** Those that the moves leave as they are, and why. */
  readonly unchanged: readonly Unchanged[];
}

/** What moves do not change: what is not of people, what is not computable, or what counts nobody who moves. */
export interface Unchanged {
  readonly stage: Stage;
  readonly indicator: string;
  readonly code: 'not-of-people' | 'not-computable' | 'nobody-counted-moves';
  readonly words: Words;
}

export interface IndicatorShares {
  readonly stage: Stage;
  readonly indicator: string;
  /** The coefficient after, less that before. */
  readonly change: number;
  /** The moves with a part in it, the largest first. They add up to the change; below 0: one makes things more even. */
  readonly moves: readonly { readonly teacher: string; readonly share: number }[];
}

/**
 * A county before and after moves, and after visits that begin with them (circuit teaching). A move's share of a change of CV² is what it would change first of all moves and what it
 * would change last, in the mean, which for a sum of squares are shares that add up (Shapley 1953); of a change of CV they are
 * the same in proportion, as `CV₁ − CV₀ = (CV₁² − CV₀²) ÷ (CV₁ + CV₀)`. No order of the moves has a part in it.
 */
export function balanceChange(
  facts: BalanceFacts,
  moves: readonly BalanceMove[],
  standard: BalanceStandard,
  view: View,
  visits: readonly Visit[] = [],
): BalanceChange {
  const moved = { ...afterMoves(facts, moves, view), visits: [...(facts.visits ?? []), ...visits] };
  const [before, after] = [balanceOf(facts, standard, view), balanceOf(moved, standard, view)];
  const placeOf = placesOf(facts, view);
  const now = new Map(facts.staff.map((teacher) => [teacher.id, teacher]));
  const then = new Map(moved.staff.map((teacher) => [teacher.id, teacher]));
  const indicators = before.stages.flatMap(({ stage, indicators: reports }, at) =>
    reports.flatMap((here, place): IndicatorShares[] => {
      const there = after.stages[at]?.indicators[place];
      const { code, amount } = here.indicator;
      if (!isIndicator(amount) || !here.computable || !there?.computable) return [];
      const schoolOf = new Map(
        here.values.flatMap(({ school, sections }) => sections.map((id) => [id, school] as const)),
      );
      const countedAt = (teacher: BalanceTeacher | undefined) => {
        const section = teacher && placeOf(teacher);
        if (!section || section.stage !== stage || !counts(amount, standard, stage, teacher))
          return undefined;
        return schoolOf.get(section.id);
      };
      const shifts = moves.map(({ teacher }) => ({
        from: countedAt(now.get(teacher)),
        to: countedAt(then.get(teacher)),
      }));
      const visitors = visitorShifts(here, there);
      const who = [...moves, ...visitors];
      const shares = sharesOf(here, there, [...shifts, ...visitors])
        .map((share, place) => ({ teacher: who[place]?.teacher ?? '', share }))
        .filter(({ share }) => share !== 0)
        .sort((a, b) => Math.abs(b.share) - Math.abs(a.share) || order(a.teacher, b.teacher));
      const change = there.coefficient - here.coefficient;
      return [{ stage, indicator: code, change, moves: shares }];
    }),
  );
  return { before, after, indicators, unchanged: unchangedOf(before, after, indicators) };
}

function unchangedOf(
  before: BalanceReport,
  after: BalanceReport,
  changed: readonly IndicatorShares[],
): Unchanged[] {
  return before.stages.flatMap(({ stage, indicators }, at) =>
    indicators.flatMap((here, place): Unchanged[] => {
      const { code: indicator, amount } = here.indicator;
      const there = after.stages[at]?.indicators[place];
      const told = (code: Unchanged['code'], words: Words) => [{ stage, indicator, code, words }];
      if (!isIndicator(amount)) return told('not-of-people', notOfPeople);
      if (!here.computable) return told('not-computable', here.because.words);
      if (!there?.computable) return told('not-computable', there?.because.words ?? here.indicator.name);
      const shares = changed.find((one) => one.stage === stage && one.indicator === indicator);
      return shares?.moves.length === 0 ? told('nobody-counted-moves', nobodyCountedMoves) : [];
    }),
  );
}

const notOfPeople: Words = {
  zh: '交流只调动教师，不改变校舍、场地、设备、图书和教室。',
  en: 'An exchange moves teachers, and no rooms, grounds, equipment, books or computers.',
};

const nobodyCountedMoves: Words = {
  zh: '所调动的人不计入该指标，或调动后仍计在原来的学校。',
  en: 'Nobody who moves is counted by it, or they count at the same school afterwards.',
};

/**
 * The facts once everybody has gone where the moves send them. By the relation a move that leaves it changes nothing: at home
 * the teacher counts as before, whatever is taught elsewhere.
 */
function afterMoves(
  { schools, sections, staff }: BalanceFacts,
  moves: readonly BalanceMove[],
  view: View,
): BalanceFacts {
  const counted = view === 'serving' ? moves : moves.filter(({ relationMoves }) => relationMoves);
  const goes = new Map(counted.map((move) => [move.teacher, move]));
  const schoolOf = new Map(sections.map(({ id, school }) => [id, school]));
  return {
    schools,
    sections,
    staff: staff.map((teacher) => {
      const move = goes.get(teacher.id);
      if (!move) return teacher;
      const { to, subject = teacher.subject, relationMoves } = move;
      const { subject: _taughtNow, ...person } = teacher;
      return {
        ...person,
        ...(subject !== undefined && { subject }),
        section: to,
        registered: relationMoves ? (schoolOf.get(to) ?? teacher.registered) : teacher.registered,
      };
    }),
  };
}

/** Who is counted before or after for coming on some days, and not both times. */
function visitorShifts(before: Computed, after: Computed): (Shift & { readonly teacher: string })[] {
  const at = ({ values }: Computed) => new Map(values.map(({ school, visitors }) => [school, visitors]));
  const [now, then] = [at(before), at(after)];
  return [...then.keys()].flatMap((school) => {
    const [here, there] = [now.get(school) ?? [], then.get(school) ?? []];
    return [
      ...there
        .filter((one) => !here.includes(one))
        .map((teacher) => ({ teacher, from: undefined, to: school })),
      ...here
        .filter((one) => !there.includes(one))
        .map((teacher) => ({ teacher, from: school, to: undefined })),
    ];
  });
}

type Computed = Extract<IndicatorReport, { computable: true }>;

/** From which school to which a move takes somebody who is counted there; undefined: is not counted there. */
interface Shift {
  readonly from: string | undefined;
  readonly to: string | undefined;
}

/**
 * With `Q = Σ xᵢ²/pᵢ` and `g = 1/X²`, `CV² + 1 = P·Q·g`. A move's part of the change of Q is by the mean of what schools have
 * before and after, of g by the one person more or less in all; and the change of a product is each change times the mean of
 * the other factor. Exact, whatever changes.
 */
function sharesOf(before: Computed, after: Computed, shifts: readonly Shift[]): number[] {
  const sums = ({ values }: Computed) => {
    const all = { amount: 0, pupils: 0, squares: 0 };
    for (const { amount, pupils } of values) {
      all.amount += amount;
      all.pupils += pupils;
      all.squares += (amount * amount) / pupils;
    }
    return all;
  };
  const [now, then] = [sums(before), sums(after)];
  const weight = (1 / now.amount ** 2 + 1 / then.amount ** 2) / 2;
  const squares = (now.squares + then.squares) / 2;
  const slope = -(now.amount + then.amount) / (now.amount ** 2 * then.amount ** 2);
  const amountThen = new Map(after.values.map(({ school, amount }) => [school, amount]));
  const steps = new Map(
    before.values.map(({ school, amount, pupils }) => [
      school,
      (amount + (amountThen.get(school) ?? 0)) / pupils,
    ]),
  );
  const step = (school: string | undefined) => (school === undefined ? 0 : (steps.get(school) ?? 0));
  const both = before.coefficient + after.coefficient;
  return shifts.map(({ from, to }) => {
    const heads = Number(to !== undefined) - Number(from !== undefined);
    const squared = now.pupils * ((step(to) - step(from)) * weight + squares * slope * heads);
    return both === 0 ? 0 : squared / both;
  });
}
