import { grouped } from '../grouped.ts';
import type { Move, Plan, Unfilled } from '../plan.ts';
import { isRule } from './figures.ts';
import { fault, type PlanFault } from './plan-fault.ts';
import type { Post } from './posts.ts';
import type { System } from './system.ts';
import { mostOf, Tallies } from './tallies.ts';
import { type Due, firstWrong, NONE } from './told.ts';
import { filledAt, placedAt } from './unfilled.ts';

/** Every post with something left is listed once, with what became of everybody who could fill it; no other is. */
export function* unfilledFaults(system: System, sent: readonly Move[], plan: Plan): Generator<PlanFault> {
  const { posts } = system.facts;
  const filled = filledAt(system, sent, plan.circuits, plan.placements ?? []);
  const moves = new Map(sent.map((move) => [move.teacher, system.facts.postingOf(move).post]));
  const listed = grouped(plan.unfilled, keyOf);
  const short = posts.open.filter((post) => filled(post) < post.count);
  const expected = new Set(short.map((post) => keyOf(namesOf(post))));

  for (const post of short) {
    const [entry, ...again] = listed.get(keyOf(namesOf(post))) ?? [];
    const came = filled(post);
    const place = `${post.section.id} ${post.code}`;
    const counts = { openings: post.count, filled: came, left: post.count - came };
    if (!entry || again.length > 0 || !agrees(entry, counts)) {
      yield fault(
        'wrong-unfilled',
        `${place}：缺岗${post.count}个，补充${came}人，应列为余缺${post.count - came}个，且只列一次。`,
        `${place} has ${post.count} posts, ${came} filled: to be listed once, with ${post.count - came} left.`,
      );
      continue;
    }
    const wrong = firstWrong(dueOf(system, plan, moves, post, entry), entry.code, entry.figures);
    if (!wrong) continue;
    yield fault(
      'wrong-unfilled',
      `${place}余缺的理由：${wrong.what}应为${wrong.due}，写作${wrong.told}。`,
      `What is said of ${place} left open: ${wrong.what} ${wrong.told}; it is ${wrong.due}.`,
    );
  }
  for (const [key, [entry]] of listed) {
    if (!entry || expected.has(key)) continue;
    const place = [entry.section, entry.subject, entry.role].filter((part) => part !== null).join(' ');
    yield fault('wrong-unfilled', `${place}没有余缺岗位。`, `${place} has no post left open.`);
  }
}

type Names = Pick<Unfilled, 'section' | 'subject' | 'role'>;

const keyOf = ({ section, subject, role }: Names): string => JSON.stringify([section, subject, role]);

const namesOf = ({ section, code, role }: Post): Names => ({
  section: section.id,
  subject: role === null ? code : null,
  role,
});

const agrees = (entry: Unfilled, counts: Pick<Unfilled, 'openings' | 'filled' | 'left'>): boolean =>
  entry.openings === counts.openings && entry.filled === counts.filled && entry.left === counts.left;

/** Whom rules keep away, who goes elsewhere; of the rest, which rule of all moves or which goal stands against each. */
function dueOf(
  { facts }: System,
  plan: Plan,
  moves: ReadonlyMap<string, Post>,
  post: Post,
  entry: Unfilled,
): Due {
  if (plan.status === 'infeasible') return { codes: ['no-plan'], figures: {}, open: NONE };
  if (plan.status === 'cut-short') return { codes: ['cut-short', 'not-proven'], figures: {}, open: NONE };
  const outside = new Tallies();
  let [came, certified, elsewhere] = [0, 0, 0];
  for (const person of facts.certifiedFor(post)) {
    if (person.section === post.section) continue;
    if (moves.get(person.teacher.id) === post) {
      came += 1;
      continue;
    }
    certified += 1;
    const barrier = person.barredBy ?? facts.kept(person, post);
    if (barrier) outside.add(barrier);
    else if (moves.has(person.teacher.id)) elsewhere += 1;
  }
  const riding = plan.circuits.filter(
    ({ to, subject }) => post.role === null && to === post.section.id && subject === post.code,
  );
  const placed = placedAt(plan.placements ?? [])(post);
  const figures = {
    came,
    certified,
    ...(placed > 0 && { recruits: placed }),
    ...(riding.length > 0 && {
      circuitDays: riding.reduce((sum, { days }) => sum + days, 0),
      circuitTeachers: new Set(riding.map(({ teacher }) => teacher)).size,
    }),
    ...Object.fromEntries(outside.entries),
    ...(elsewhere > 0 && { 'needed-elsewhere': elsewhere }),
  };
  const others = Object.entries(entry.figures).filter(([name]) => !Object.hasOwn(figures, name));
  const left = certified - outside.total - elsewhere;
  const sums = others.reduce((sum, [, count]) => sum + Number(count), 0) === left;
  const may = (name: string) => (count: unknown) =>
    sums && Number(count) > 0 && (name === 'goals' || (isRule(name) && facts.rules.strict(name)));
  const inside = [...others, ...(elsewhere > 0 ? [['needed-elsewhere', elsewhere] as const] : [])];
  const barred = inside.length === 0 ? ['all-barred'] : mostOf(inside, []);
  return {
    codes: certified === 0 ? ['no-certified-teacher'] : left > 0 && !sums ? [] : barred,
    figures,
    open: new Map(others.map(([name]) => [name, may(name)])),
  };
}
