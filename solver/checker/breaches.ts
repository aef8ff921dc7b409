import { millionths } from '../demand.ts';
import type { Finding } from '../plan.ts';
import type { Pin } from '../problem.ts';
import type { Facts, MoveMade, Posting } from './facts.ts';
import type { RuleName } from './figures.ts';
import { type Draft, sumOf } from './sheet.ts';
import type { System } from './system.ts';

/** A relaxed rule that a set of moves breaks: who and where, and how far, in the rule's unit. */
export interface Breach extends Pick<Finding, 'teachers' | 'sections' | 'amount'> {
  readonly rule: RuleName;
}

/** Every breach that a decision allows; of a point that keeps every other rule. */
export function* breachesOf(
  { facts, candidates, waivable }: System,
  moves: readonly MoveMade[],
  values: readonly number[],
): Generator<Breach> {
  const made = moves.map((move) => facts.postingOf(move));
  for (const posting of made) {
    const teachers = [posting.person.teacher.id];
    const sections = [posting.person.section.id, posting.post.section.id];
    for (const rule of posting.breaks) {
      if (facts.rules.relaxed(rule)) yield { rule, teachers, sections, amount: beyond(facts, posting, rule) };
    }
  }
  if (facts.rules.relaxed('pins')) yield* pinBreaches(facts, made);
  if (facts.rules.relaxed('couples')) yield* coupleBreaches(facts, made);
  for (const draft of waivable) {
    const { rule, unit, limit } = draft;
    const over = sumOf(draft.terms, values) - limit;
    if (over <= 0 || rule === null || rule === 'pins' || rule === 'couples') continue;
    const amount = rule === 'sender-floor' ? over / (1000 * unit) : Math.ceil(over / unit);
    const counted = draft.terms.flatMap(([column, each]) =>
      each > 0 && values[column] === 1 ? [column] : [],
    );
    const people = counted.flatMap((column) => candidates[column] ?? []);
    yield { rule, amount, ...concerned(facts, made, draft, people) };
  }
}

/** How far a posting is beyond a rule by itself. */
function beyond({ rules }: Facts, { person, km }: Posting, rule: RuleName): number {
  const bar = person.bar(rule);
  if (bar) return bar.amount;
  if (rule === 'whole-post') {
    return (millionths(rules.figures(rule).leastFte) - millionths(person.teacher.fte)) / millionths(1);
  }
  if (rule !== 'travel') return 1;
  const { withBed } = rules.figures(rule);
  return km === null ? Math.max(1, withBed) : Math.ceil((km - withBed) * 10 - 1e-6) / 10;
}

/** Whom and where a broken row is about. */
function concerned(
  { problem, person }: Facts,
  made: readonly Posting[],
  { rule, key }: Draft,
  people: readonly Posting[],
): Pick<Breach, 'teachers' | 'sections'> {
  const goers = people.map((posting) => posting.person.teacher.id);
  switch (rule) {
    case 'outflow-cap':
    case 'receiver-cap':
      return { teachers: goers, sections: [key] };
    case 'sole-teacher':
    case 'indicator-floor':
    case 'cadre-seats':
      return { teachers: goers, sections: [inKey(key)] };
    case 'sender-floor': {
      const leaving = made.filter((posting) => posting.person.section.id === inKey(key));
      const inAll = key.endsWith(',null]');
      return {
        teachers: inAll ? leaving.map((posting) => posting.person.teacher.id) : goers,
        sections: [inKey(key)],
      };
    }
    case 'establishment':
    case 'beds':
      return { teachers: goers, sections: [...new Set(people.map(({ post }) => post.section.id))] };
    case 'hold-back': {
      const held = (problem.holdBacks ?? []).map(({ teacher }) => teacher);
      return { teachers: held.filter((id) => person(id).section.id === key), sections: [key] };
    }
    case 'longest-stay':
      return { teachers: [key], sections: [person(key).section.id] };
    default:
      return { teachers: [], sections: [] };
  }
}

/** The section a key of two begins with. */
function inKey(key: string): string {
  const parsed: unknown = JSON.parse(key);
  return Array.isArray(parsed) && typeof parsed[0] === 'string' ? parsed[0] : '';
}

function* pinBreaches({ problem }: Facts, made: readonly Posting[]): Generator<Breach> {
  const pins = new Map(problem.pins.map((pin) => [JSON.stringify(pin), pin]));
  for (const pin of pins.values()) {
    const found = made.filter((posting) => isPinned(pin, posting));
    if (found.length > 0 === (pin.kind === 'move')) continue;
    const sections = 'section' in pin ? [pin.section] : found.map(({ post }) => post.section.id);
    yield { rule: 'pins', teachers: [pin.teacher], sections, amount: 1 };
  }
}

/** Whether a posting is the one that the pin names, or one that it keeps from being made. */
export function isPinned(pin: Pin, { person, post }: Posting): boolean {
  if (pin.teacher !== person.teacher.id) return false;
  if (pin.kind === 'stay') return true;
  const named = pin.kind === 'move' ? pin.subject : undefined;
  return pin.section === post.section.id && (named === undefined || (named === post.code && !post.role));
}

/** Couples one of whom goes, and who do not end together. */
function* coupleBreaches(facts: Facts, made: readonly Posting[]): Generator<Breach> {
  const going = new Map(made.map((posting) => [posting.person.teacher.id, posting]));
  for (const { teacher, school } of facts.people) {
    const { id, partner } = teacher;
    if (partner === undefined || partner < id) continue;
    const moves = [going.get(id), going.get(partner)].flatMap((posting) => posting ?? []);
    const ends = [
      going.get(id)?.post.school ?? school,
      going.get(partner)?.post.school ?? facts.person(partner).school,
    ] as const;
    if (moves.length === 0 || facts.together(...ends)) continue;
    yield {
      rule: 'couples',
      teachers: [id, partner],
      sections: moves.map(({ post }) => post.section.id),
      amount: moves.length,
    };
  }
}
