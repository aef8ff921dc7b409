import { grouped } from '../grouped.ts';
import type { Figures, Move, Plan } from '../plan.ts';
import { isPinned } from './breaches.ts';
import type { Facts, Posting } from './facts.ts';
import { isRule } from './figures.ts';
import type { Person } from './people.ts';
import { fault, type PlanFault } from './plan-fault.ts';
import type { System } from './system.ts';
import { mostOf, Tallies } from './tallies.ts';
import { type Due, firstWrong, NONE } from './told.ts';

/** Every teacher has one reason, and it says what the moves, the rules and the demand say. */
export function* reasonFaults(system: System, plan: Plan): Generator<PlanFault> {
  const { facts } = system;
  const given = new Map<string, number>();
  for (const { teacher } of plan.reasons) given.set(teacher, (given.get(teacher) ?? 0) + 1);
  for (const { teacher } of facts.people) {
    const count = given.get(teacher.id) ?? 0;
    if (count === 1) continue;
    yield fault(
      'wrong-reason',
      `教师${teacher.id}有${count}条理由，应恰有一条。`,
      `Teacher ${teacher.id} has ${count} reasons; there is to be exactly one.`,
    );
  }
  const moves = new Map(plan.moves.map((move) => [move.teacher, move]));
  const riding = grouped(plan.circuits, ({ teacher }) => teacher);
  const fitting = new Map<Person, Posting[]>();
  for (const candidate of system.candidates) {
    const own = fitting.get(candidate.person);
    if (own) own.push(candidate);
    else fitting.set(candidate.person, [candidate]);
  }
  const before = new Map(facts.problem.teachers.map((teacher) => [teacher.id, teacher]));
  for (const { teacher, outcome, code, figures } of plan.reasons) {
    const person = facts.person(teacher);
    const comesHome = facts.homecomers.has(teacher) && hasPlan(plan);
    const move = moves.get(teacher);
    const rides = hasPlan(plan) && !comesHome ? (riding.get(teacher) ?? []) : [];
    const stands = person.barredBy && rides.length === 0 ? 'not-eligible' : 'stays';
    const actual = move || comesHome ? 'moves' : stands;
    if (outcome !== actual) {
      yield fault(
        'wrong-reason',
        `教师${teacher}：${outcomes[actual]}，理由却称${outcomes[outcome]}。`,
        `Teacher ${teacher}: ${actual}, but the reason says ${outcome}.`,
      );
      continue;
    }
    if (actual === 'not-eligible' && person.barredBy && code !== person.barredBy) {
      yield fault(
        'wrong-reason',
        `教师${teacher}因规则${person.barredBy}不符合条件，理由却称${code}。`,
        `Teacher ${teacher} is barred by ${person.barredBy}, but the reason says ${code}.`,
      );
      continue;
    }
    const due = comesHome
      ? homeDue(facts, person, before.get(teacher)?.serving.section ?? '')
      : rides.length > 0
        ? circuitDue(facts, person, rides)
        : actual === 'not-eligible'
          ? {
              codes: [code],
              figures: (person.barredBy && person.bar(person.barredBy)?.figures) ?? {},
              open: NONE,
            }
          : move && move.form !== 'return'
            ? moveDue(system, plan, move)
            : stayDue(system, plan, person, fitting.get(person) ?? [], code, figures);
    const wrong = firstWrong(due, code, figures);
    if (!wrong) continue;
    yield fault(
      'wrong-reason',
      `教师${teacher}的理由：${wrong.what}应为${wrong.due}，写作${wrong.told}。`,
      `The reason of teacher ${teacher} says ${wrong.what} ${wrong.told}; it is ${wrong.due}.`,
    );
  }
}

const outcomes = { moves: '调动', stays: '留任', 'not-eligible': '不符合条件' };
const hasPlan = ({ status }: Plan): boolean => status === 'optimal' || status === 'feasible';
const homeDue = ({ homecomers }: Facts, { teacher }: Person, from: string): Due => ({
  codes: ['return'],
  figures: { from, home: homecomers.get(teacher.id) ?? '', since: teacher.serving.since },
  open: NONE,
});

/** How many days in all, at how many schools, and where first. */
function circuitDue({ places }: Facts, { barredBy }: Person, rides: Plan['circuits']): Due {
  const [first] = rides;
  return {
    codes: ['circuit'],
    figures: {
      days: rides.reduce((sum, { days }) => sum + days, 0),
      schools: new Set(rides.map(({ to }) => places.section(to).school)).size,
      section: first?.to ?? null,
      subject: first?.subject ?? null,
      barred: barredBy,
    },
    open: NONE,
  };
}

/** Which gap the move fills, and what of it the teacher asked for. */
function moveDue(system: System, plan: Plan, move: Move): Due {
  const { problem, rules } = system.facts;
  const posting = system.facts.postingOf(move);
  const { post, wish, km, bed } = posting;
  const { need = 0, supply = 0, gap = 0, requested = 0, critical = false } = post.cell ?? {};
  const pinned =
    rules.stands('pins') && problem.pins.some((pin) => pin.kind === 'move' && isPinned(pin, posting));
  const stays = new Set(problem.teachers.map(({ id }) => id));
  for (const { teacher } of plan.moves) stays.delete(teacher);
  return {
    codes: [pinned ? 'pins' : post.role ? 'seat' : critical ? 'missing-subject' : lackOf(gap, requested)],
    figures: { need, supply, gap, openings: post.count, requested, wish, km, bed },
    open: new Map([
      ['instead', (value: unknown) => value === null || stays.has(String(value))],
      ...changeOf(system, () => true),
    ]),
  };
}

const lackOf = (gap: number, requested: number): string =>
  gap > 0 ? 'gap' : requested > 0 ? 'request' : 'backfill';

/** A goal and by how much it would be worse: both or neither. */
const changeOf = ({ goals }: System, may: (worse: number | null) => boolean) => [
  ['goal', (value: unknown) => value === null || goals.some(({ name }) => name === value)] as const,
  [
    'worse',
    (value: unknown) =>
      value === null ? may(null) : typeof value === 'number' && Number.isInteger(value) && may(value),
  ] as const,
];

function stayDue(
  system: System,
  plan: Plan,
  person: Person,
  fitting: readonly Posting[],
  code: string,
  told: Figures,
): Due {
  const { facts } = system;
  if (plan.status === 'infeasible') return { codes: ['no-plan'], figures: {}, open: NONE };
  if (plan.status === 'cut-short') {
    return { codes: ['cut-short', 'not-proven'], figures: {}, open: NONE };
  }
  if (fitting.length === 0) return nowhereDue(facts, person);
  const figures = { fitting: fitting.length };
  const { pins } = facts.problem;
  if (
    facts.rules.stands('pins') &&
    pins.some(({ kind, teacher }) => kind === 'stay' && teacher === person.teacher.id)
  ) {
    return { codes: ['pins'], figures, open: NONE };
  }
  const worseBy: Readonly<Record<string, (worse: number | null) => boolean>> = {
    draw: (worse) => worse === null,
    'costs-more': (worse) => worse !== null && worse > 0,
    'not-proven': (worse) => worse !== null && worse < 0 && plan.status === 'feasible',
  };
  const may = worseBy[code];
  if (may) {
    const at = fitting.filter(({ post }) => post.section.id === told['section']);
    const goers = new Set(plan.moves.flatMap(({ form, teacher }) => (form === 'return' ? [] : [teacher])));
    return {
      codes: [code],
      figures: { ...figures, ...(code === 'draw' && { goal: null }) },
      open: new Map<string, (value: unknown) => boolean>([
        ['section', () => at.length > 0],
        ['subject', (value) => at.some(({ post }) => (post.role ? null : post.code) === value)],
        ['insteadOf', (value) => value === null || goers.has(String(value))],
        ...changeOf(system, may).filter(([name]) => name !== 'goal' || code !== 'draw'),
      ]),
    };
  }
  const blocks = Object.entries(told).filter(([name]) => name !== 'fitting' && name !== 'tried');
  const counts = blocks.map(([, count]) => Number(count));
  // Each change tried is stopped by one rule at least, and by none twice.
  const tried = (told: unknown) =>
    Number.isInteger(told) &&
    Number(told) >= Math.max(1, ...counts) &&
    Number(told) <= counts.reduce((sum, count) => sum + count, 0);
  return {
    codes: mostOf(blocks, ['openings', 'one-posting']),
    figures,
    open: new Map<string, (value: unknown) => boolean>([
      ['tried', tried],
      ...blocks.map(
        ([name]) =>
          [name, (count: unknown) => isRule(name) && facts.rules.strict(name) && Number(count) >= 1] as const,
      ),
    ]),
  };
}

/** Which rules keep the posts there are from somebody whom none of them fits. */
function nowhereDue(facts: Facts, person: Person): Due {
  const kept = new Tallies();
  for (const post of facts.posts.open) {
    if (post.section === person.section) continue;
    const rule = facts.kept(person, post);
    if (rule) kept.add(rule);
  }
  if (kept.total === 0) return { codes: ['no-opening'], figures: { openings: 0 }, open: NONE };
  const counts = kept.entries;
  return {
    codes: mostOf(counts, counts.length > 1 ? ['certificate'] : []),
    figures: { openings: kept.total, ...Object.fromEntries(counts) },
    open: NONE,
  };
}
