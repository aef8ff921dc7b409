import type { GoalValue, Move, Plan, PlannedCircuit, Words } from './plan.ts';
import type { CadreRole } from './problem.ts';

/** Two plans side by side, `a` on the left. */
export interface Comparison {
  /** Whether both answer the very same problem, pins included. */
  sameProblem: boolean;
  /** The better plan by the first goal on which they differ; null where their goals cannot be compared. */
  better: 'a' | 'b' | 'neither' | null;
  onlyInA: readonly Move[];
  onlyInB: readonly Move[];
  /** Who moves in both, but to another section or subject. */
  changed: readonly { teacher: string; a: Move; b: Move }[];
  /** How many moves are the same in both. */
  same: number;
  /** Who teaches elsewhere on other days, by teacher, then section and subject. */
  circuits: readonly ComparedCircuit[];
  /** Goals of either, `a`'s in their order, then what `b` alone has. */
  goals: readonly GoalPair[];
  /** Posts left open where the two plans differ, by section, then subject. */
  unfilled: readonly {
    section: string;
    /** Null: seats of `role`. */
    subject: string | null;
    role: CadreRole | null;
    a: number;
    b: number;
  }[];
  text: Words;
}

/** Days a week of one circuit in two plans; 0: it is not in that plan. */
interface ComparedCircuit extends Pick<PlannedCircuit, 'teacher' | 'to' | 'subject'> {
  a: number;
  b: number;
}

interface GoalPair {
  name: string;
  unit: string;
  a: number | null;
  b: number | null;
  /** Null where a plan has no such goal, or where it does not measure the same in both. */
  better: 'a' | 'b' | 'neither' | null;
}

/** As much of a plan as a comparison looks at. */
export type Compared = Pick<Plan, 'problemHash' | 'goals' | 'moves' | 'circuits' | 'unfilled'>;

/** What is known of two problems that are not the same. */
interface Difference {
  /** Nothing but pins: the goals still measure the same thing, only what is allowed is another. */
  onlyPins: boolean;
}

/** Goals are compared where they measure the same thing: in plans of one problem, whatever is pinned in it. */
export function compare(a: Compared, b: Compared, differ: Difference = { onlyPins: false }): Comparison {
  const movesOfA = new Map(a.moves.map((move) => [move.teacher, move]));
  const movesOfB = new Map(b.moves.map((move) => [move.teacher, move]));
  const inBoth = a.moves.flatMap((move) => {
    const other = movesOfB.get(move.teacher);
    return other ? [{ teacher: move.teacher, a: move, b: other }] : [];
  });
  const changed = inBoth.filter(
    (pair) => pair.a.to !== pair.b.to || pair.a.subject !== pair.b.subject || pair.a.role !== pair.b.role,
  );
  const sameProblem = a.problemHash === b.problemHash;
  const comparable = sameProblem || differ.onlyPins;
  const pairs = goalPairs(a.goals, b.goals);
  const goals = comparable ? pairs : pairs.map((pair) => ({ ...pair, better: null }));
  const compared = {
    sameProblem,
    better: comparable ? betterPlan(goals) : null,
    onlyInA: a.moves.filter(({ teacher }) => !movesOfB.has(teacher)),
    onlyInB: b.moves.filter(({ teacher }) => !movesOfA.has(teacher)),
    changed,
    same: inBoth.length - changed.length,
    circuits: circuitPairs(a, b),
    goals,
    unfilled: unfilledPairs(a, b),
  };
  return { ...compared, text: inWords(compared, comparable) };
}

function goalPairs(a: readonly GoalValue[], b: readonly GoalValue[]): GoalPair[] {
  const both = [...a, ...b.filter(({ name }) => !a.some((goal) => goal.name === name))];
  return both.map(({ name, unit, sense }) => {
    const left = a.find((goal) => goal.name === name)?.value ?? null;
    const right = b.find((goal) => goal.name === name)?.value ?? null;
    return { name, unit, a: left, b: right, better: betterValue(left, right, sense) };
  });
}

function betterValue(a: number | null, b: number | null, sense: GoalValue['sense']): GoalPair['better'] {
  if (a === null || b === null) return null;
  if (a === b) return 'neither';
  return a < b === (sense === 'minimise') ? 'a' : 'b';
}

/** By the first goal that tells them apart: every goal outweighs all that come after it. */
function betterPlan(goals: readonly GoalPair[]): Comparison['better'] {
  const first = goals.find(({ better }) => better !== 'neither');
  if (first) return first.better;
  return goals.length === 0 ? null : 'neither';
}

function circuitPairs(a: Compared, b: Compared): Comparison['circuits'] {
  const pairs = new Map<string, ComparedCircuit>();
  for (const [side, { circuits }] of Object.entries({ a, b })) {
    for (const { teacher, to, subject, days } of circuits) {
      const key = JSON.stringify([teacher, to, subject]);
      pairs.set(key, { teacher, to, subject, a: 0, b: 0, ...pairs.get(key), [side]: days });
    }
  }
  return [...pairs]
    .filter(([, pair]) => pair.a !== pair.b)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, pair]) => pair);
}

function unfilledPairs(a: Compared, b: Compared): Comparison['unfilled'] {
  const pairs = new Map<string, Comparison['unfilled'][number]>();
  for (const [side, { unfilled }] of Object.entries({ a, b })) {
    for (const { section, subject, role, left } of unfilled) {
      const key = JSON.stringify([section, subject, role]);
      pairs.set(key, { section, subject, role, a: 0, b: 0, ...pairs.get(key), [side]: left });
    }
  }
  return [...pairs]
    .filter(([, pair]) => pair.a !== pair.b)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([, pair]) => pair);
}

function inWords(compared: Omit<Comparison, 'text'>, comparable: boolean): Words {
  const { sameProblem, better, onlyInA, onlyInB, changed, same, circuits, unfilled } = compared;
  const moves = {
    zh: `${same} 人调动相同，${changed.length} 人去向不同，${onlyInA.length} 人仅方案甲调动，${onlyInB.length} 人仅方案乙调动`,
    en: `Moves: ${same} the same, ${changed.length} to elsewhere, ${onlyInA.length} only in plan A, ${onlyInB.length} only in plan B`,
  };
  const posts = {
    zh: `${unfilled.length} 处学部学科的缺岗补充情况不同`,
    en: `Section and subject pairs with other posts left open: ${unfilled.length}`,
  };
  const days =
    circuits.length === 0
      ? { zh: '', en: '' }
      : {
          zh: `；${circuits.length} 项走教的天数不同`,
          en: ` Circuits with other days: ${circuits.length}.`,
        };
  const verdict = comparable ? verdicts[better ?? 'unknown'] : otherFacts;
  const pins = comparable && !sameProblem ? otherPins(better !== null) : { zh: '', en: '' };
  return {
    zh: `${pins.zh}${verdict.zh}。${moves.zh}；${posts.zh}${days.zh}。`,
    en: `${pins.en}${verdict.en}. ${moves.en}. ${posts.en}.${days.en}`,
  };
}

const verdicts = {
  a: { zh: '按目标顺序，方案甲更优', en: 'Plan A is better by the order of the goals' },
  b: { zh: '按目标顺序，方案乙更优', en: 'Plan B is better by the order of the goals' },
  neither: { zh: '两个方案的各项目标值相同', en: 'Both plans reach the same on every goal' },
  unknown: { zh: '两个方案的目标不同，无法比较', en: 'The plans have different goals and cannot be ranked' },
};

const otherFacts: Words = {
  zh: '两个方案所依据的数据不同，目标值不可直接比较',
  en: 'The plans answer different problems: their goals do not measure the same thing',
};

const otherPins = (ranked: boolean): Words =>
  ranked
    ? {
        zh: '两个方案只有手工指定不同，目标值可以直接比较。',
        en: 'The plans differ in nothing but their pins, so their goals measure the same thing. ',
      }
    : { zh: '两个方案只有手工指定不同。', en: 'The plans differ in nothing but their pins. ' };
