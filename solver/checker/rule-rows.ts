import { grouped } from '../grouped.ts';
import { levelReaches, places, type Recruit, type School } from '../problem.ts';
import { isPinned } from './breaches.ts';
import type { Circuit } from './circuits.ts';
import type { Facts, Posting } from './facts.ts';
import type { RuleName } from './figures.ts';
import { writeFloors } from './floor-rows.ts';
import { writeIndicators } from './indicator-rows.ts';
import type { Person } from './people.ts';
import type { Post } from './posts.ts';
import type { Placing } from './recruits.ts';
import { Draft, type Sheet } from './sheet.ts';

/** A posting the plan may make, by its column. */
export interface Candidate extends Posting {
  readonly column: number;
}

/** A circuit the plan may make, by the column that counts its days. */
export interface CircuitColumn extends Circuit {
  readonly column: number;
}

/** A placement the plan may make, by its column. */
export interface PlacingColumn extends Placing {
  readonly column: number;
}

/** Every row that a rule in force asks of all moves, and days of circuits, together. */
export function writeRules(
  facts: Facts,
  candidates: readonly Candidate[],
  circuits: readonly CircuitColumn[],
  placements: readonly PlacingColumn[],
  sheet: Sheet,
): void {
  writeCounts(facts, candidates, placements, sheet);
  writeCircuits(facts, candidates, circuits, placements, sheet);
  writeFloors(facts, candidates, circuits, sheet);
  writeSoles(facts, candidates, sheet);
  writeIndicators(facts, candidates, sheet);
  writeCouples(facts, candidates, sheet);
  writeDuties(facts, candidates, sheet);
  writeQuotas(facts, candidates, sheet);
}

/** The rows of one rule, each begun when somebody first counts in it. */
function rowsOf<About>(rule: RuleName, begin: (about: About) => { key: string; limit: number } | null) {
  const drafts = new Map<About, Draft | null>();
  return {
    drafts,
    /** Nothing where the rule asks nothing there. */
    count(about: About, column: number, coefficient: number): void {
      let draft = drafts.get(about);
      if (draft === undefined) {
        const begun = begin(about);
        draft = begun && new Draft(rule, begun.key, begun.limit);
        drafts.set(about, draft);
      }
      draft?.add(column, coefficient);
    },
  };
}

/** One pass over the postings: each counts where it leaves, where it arrives, and in what it costs. */
function writeCounts(
  facts: Facts,
  candidates: readonly Candidate[],
  placements: readonly PlacingColumn[],
  sheet: Sheet,
): void {
  const { rules, problem, people } = facts;
  const { backfill } = rules.figures('openings');
  const { outLevel } = rules.figures('swap');
  const staff = grouped(people, ({ section }) => section.id);
  const cap = (rule: 'outflow-cap' | 'receiver-cap') => (section: string) => {
    const { percent, atLeast } = rules.figures(rule);
    return { key: section, limit: Math.max(atLeast, shareWithin(percent, staff.get(section)?.length ?? 0)) };
  };

  const once = rowsOf('one-posting', ({ teacher }: Person) => ({ key: teacher.id, limit: 1 }));
  const open = rowsOf('openings', ({ key, count }: Post) => ({ key, limit: count }));
  const swaps = rowsOf('swap', ({ key }: Post) => ({ key, limit: 0 }));
  const seats = rowsOf('cadre-seats', ({ key }: Post) => ({ key, limit: 0 }));
  const outflow = rowsOf('outflow-cap', cap('outflow-cap'));
  const inflow = rowsOf('receiver-cap', cap('receiver-cap'));
  const beds = rowsOf('beds', (school: School) => ({ key: school.id, limit: school.beds }));
  const registered = rowsOf('establishment', (school: string) => {
    const free = freePosts(facts, school);
    return free === null ? null : { key: school, limit: Math.max(0, free) };
  });
  const money = rowsOf('budget', (limit: number) => ({ key: '', limit }));

  for (const { column, person, post, leaves, form, bed, relationMoves, cost } of candidates) {
    once.count(person, column, 1);
    outflow.count(person.section.id, column, 1);
    inflow.count(post.section.id, column, 1);
    if (backfill || post.role || form !== 'swap') open.count(post, column, 1);
    if (leaves && (backfill || leaves.role)) open.count(leaves, column, -1);
    if (form === 'swap') swaps.count(post, column, 1);
    else if (leaves && levelReaches(person.teacher.backbone, outLevel)) swaps.count(leaves, column, -1);
    if (leaves?.role) seats.count(leaves, column, 1);
    if (post.role) seats.count(post, column, -1);
    if (bed) beds.count(post.school, column, 1);
    if (relationMoves && person.teacher.established) {
      registered.count(post.school.id, column, 1);
      registered.count(person.teacher.registered.school, column, -1);
    }
    if (problem.budget !== undefined) money.count(problem.budget, column, cost);
  }
  const oncePlaced = rowsOf('recruit', ({ id }: Recruit) => ({ key: id, limit: 1 }));
  for (const { column, recruit, post, bed } of placements) {
    oncePlaced.count(recruit, column, 1);
    open.count(post, column, 1);
    inflow.count(post.section.id, column, 1);
    if (bed) beds.count(post.school, column, 1);
  }
  for (const { drafts } of [once, oncePlaced, open, swaps, seats, outflow, inflow, beds, registered, money]) {
    for (const draft of drafts.values()) if (draft && stands(facts, draft)) sheet.atMost(draft);
  }
}

/** Days away: of each teacher, at how many schools, and no more at each post than lack beside who is posted there. */
function writeCircuits(
  { rules, circuits: { mostDays, wanted }, flows }: Facts,
  candidates: readonly Candidate[],
  circuits: readonly CircuitColumn[],
  placements: readonly PlacingColumn[],
  sheet: Sheet,
): void {
  const { week, mostSchools } = rules.figures('circuit');
  const named = (rule: string, ...about: string[]) => JSON.stringify([rule, ...about]);
  const going = grouped(candidates, ({ person }) => person);
  for (const [person, own] of grouped(circuits, (circuit) => circuit.person)) {
    const { id } = person.teacher;
    const days = new Draft('circuit', named('days', id), mostDays);
    days.addAll(columnsOf(own), 1);
    days.addAll(columnsOf(going.get(person)), mostDays);
    sheet.atMost(days);
    const schools = grouped(own, ({ post }) => post.school);
    if (mostSchools >= mostDays || mostSchools >= schools.size) continue;
    const visited = new Draft('circuit', named('schools', id), mostSchools);
    for (const [school, there] of schools) {
      const columns = columnsOf(there);
      const name = `visits:${JSON.stringify([id, school.id])}`;
      const visit = sheet.column(name, 0, 1, (values) =>
        columns.some((column) => (values[column] ?? 0) > 0) ? 1 : 0,
      );
      const counted = new Draft('circuit', named('visits', id, school.id), 0);
      counted.addAll(columns, 1);
      counted.add(visit, -mostDays);
      sheet.atMost(counted);
      visited.add(visit, 1);
    }
    sheet.atMost(visited);
  }
  const coming = grouped([...candidates, ...placements], ({ post }) => post);
  const leaving = grouped(candidates, ({ leaves }) => leaves);
  for (const [post, there] of grouped(circuits, (circuit) => circuit.post)) {
    const lessons = new Draft('circuit', named('lessons', post.section.id, post.code), wanted(post));
    lessons.addAll(columnsOf(there), 1);
    sheet.atMost(lessons);
    const posted = columnsOf(coming.get(post));
    if (posted.length === 0) continue;
    // A single post takes all the days that lack, a week of them at most.
    const each = post.count === 1 ? Math.min(week, wanted(post)) : week;
    const room = Math.max(wanted(post), each * post.count);
    const posts = new Draft('circuit', named('posts', post.section.id, post.code), room);
    posts.addAll(columnsOf(there), 1);
    posts.addAll(posted, each);
    if (flows) posts.addAll(columnsOf(leaving.get(post)), -each);
    sheet.atMost(posts);
  }
}

const columnsOf = (counted: readonly { column: number }[] = []): number[] =>
  counted.map(({ column }) => column);

const stands = ({ rules }: Facts, { rule }: Draft): boolean => rule === null || rules.stands(rule);

/** Establishment posts of a school that no established staff registered there holds; null: not known of all sections. */
function freePosts({ problem, people }: Facts, school: string): number | null {
  const posts = problem.sections
    .filter((section) => section.school === school)
    .map((one) => one.establishment);
  const held = people.filter(
    ({ teacher }) => teacher.established && teacher.registered.school === school,
  ).length;
  return posts.reduce<number | null>(
    (free, count) => (free === null || count === undefined ? null : free + count),
    -held,
  );
}

/**
 * Those who teach a needed subject of a section do not all go unless another comes for it; of several that follows from the
 * sender floor, where nobody comes to a seat there.
 */
function writeSoles(
  { rules, demand, people, posts }: Facts,
  candidates: readonly Candidate[],
  sheet: Sheet,
): void {
  if (!rules.stands('sole-teacher')) return;
  const going = grouped(candidates, ({ person }) => person);
  const coming = grouped(candidates, ({ post }) => post);
  const floored = rules.stands('sender-floor') && !rules.relaxed('sender-floor');
  const seated = new Set(candidates.flatMap(({ post }) => (post.role ? post.section : [])));
  const lessons = people.flatMap((person) =>
    demand
      .share(person.teacher.id)
      .map(({ subject }) => ({ person, post: posts.subject(person.section.id, subject) })),
  );
  for (const [post, givers] of grouped(lessons, (lesson) => lesson.post)) {
    if (!post.cell?.specialist || post.cell.need <= 0) continue;
    if (givers.length > 1 && floored && !seated.has(post.section)) continue;
    const leaving = givers.map(({ person }) => going.get(person) ?? []);
    if (leaving.some((columns) => columns.length === 0)) continue;
    const draft = new Draft('sole-teacher', post.key, givers.length - 1);
    for (const { column } of leaving.flat()) draft.add(column, 1);
    for (const { column } of coming.get(post) ?? []) draft.add(column, -1);
    sheet.atMost(draft);
  }
}

/** Wherever one of a couple goes, the other ends together with them: by staying, or by coming along. */
function writeCouples(facts: Facts, candidates: readonly Candidate[], sheet: Sheet): void {
  const { rules, people, together } = facts;
  if (!rules.stands('couples')) return;
  const going = grouped(candidates, ({ person }) => person);
  for (const mover of people) {
    const { partner } = mover.teacher;
    if (partner === undefined) continue;
    const other = facts.person(partner);
    const others = going.get(other) ?? [];
    const made = going.get(mover) ?? [];
    const write = (about: string, within: readonly Candidate[], stays: boolean) => {
      const draft = new Draft('couples', JSON.stringify([mover.teacher.id, about]), stays ? 1 : 0);
      for (const { column } of within) draft.add(column, 1);
      for (const { column, post } of others) {
        const reached = within.some((own) => together(own.post.school, post.school));
        if (reached !== stays) draft.add(column, stays ? 1 : -1);
      }
      sheet.atMost(draft);
    };
    for (const [school, within] of grouped(made, ({ post }) => post.school)) {
      write(school.id, within, together(school, other.school));
    }
    if (rules.relaxed('couples')) continue;
    // Nobody goes to two schools, so what holds of each alone holds of all on one side together.
    for (const [stays, within] of grouped(made, ({ post }) => together(post.school, other.school))) {
      if (new Set(within.map(({ post }) => post.school)).size > 1) {
        write(stays ? ':within' : ':beyond', within, stays);
      }
    }
  }
}

/** What must happen, or be left alone, whatever else does: pins, longest stays, the number held back. */
function writeDuties(
  { rules, problem, people, person }: Facts,
  candidates: readonly Candidate[],
  sheet: Sheet,
): void {
  const going = grouped(candidates, (candidate) => candidate.person.teacher.id);
  const pins = new Map(problem.pins.map((pin) => [JSON.stringify(pin), pin]));
  for (const pin of rules.stands('pins') ? pins.values() : []) {
    const made = (going.get(pin.teacher) ?? []).filter((candidate) => isPinned(pin, candidate));
    const key = JSON.stringify([pin.kind, pin.teacher, 'section' in pin ? pin.section : null]);
    const draft = new Draft('pins', key, pin.kind === 'move' ? -1 : 0);
    for (const { column } of made) draft.add(column, pin.kind === 'move' ? -1 : 1);
    sheet.atMost(draft);
  }
  for (const { teacher, bars, rotates, stay } of rules.stands('longest-stay') ? people : []) {
    if (bars.length > 0 || rotates || stay < rules.figures('longest-stay').years) continue;
    const draft = new Draft('longest-stay', teacher.id, -1);
    for (const { column } of going.get(teacher.id) ?? []) draft.add(column, -1);
    sheet.atMost(draft);
  }
  const { percent, atLeast } = rules.figures('hold-back');
  const held = rules.stands('hold-back') ? (problem.holdBacks ?? []) : [];
  for (const [section, asked] of grouped(held, ({ teacher }) => person(teacher).section)) {
    const staff = people.filter((one) => one.section === section).length;
    const most = Math.max(atLeast, shareWithin(percent, staff));
    sheet.atMost(new Draft('hold-back', section.id, most - asked.length));
  }
}

/** Shares of those who go, and of the eligible, as whole numbers of people. */
function writeQuotas({ rules, people }: Facts, candidates: readonly Candidate[], sheet: Sheet): void {
  const total = (name: string, counts: (candidate: Candidate) => boolean) =>
    sheet.total(
      name,
      candidates.filter(counts).map(({ column }) => column),
    );
  const base = people.filter(({ inBase }) => inBase);
  const atLeast = (rule: RuleName, column: number, least: number) => {
    const draft = new Draft(rule, '', -least);
    draft.add(column, -1);
    sheet.atMost(draft);
  };
  const everyone = () => total('moved', ({ post }) => post.role === null);

  if (rules.stands('exchange-quota')) {
    const { percent, places: counted, schools } = rules.figures('exchange-quota');
    const from = ({ school }: Person) => counted.includes(school.place) || schools.includes(school.id);
    const moved = places.every((place) => counted.includes(place))
      ? everyone()
      : total(
          `moved from ${[...counted, ...schools].join()}`,
          ({ person, post }) => post.role === null && from(person),
        );
    atLeast('exchange-quota', moved, shareReached(percent, base.filter(from).length));
  }
  if (rules.stands('backbone-quota')) {
    const { percent, of, leastLevel } = rules.figures('backbone-quota');
    const isBackbone = ({ teacher }: Person) => levelReaches(teacher.backbone, leastLevel);
    const moved = total(
      `backbone ${leastLevel}`,
      ({ person, post }) => post.role === null && isBackbone(person),
    );
    const measure = { EXCHANGED: [], ELIGIBLE_BACKBONE: base.filter(isBackbone), ELIGIBLE_ALL: base }[of];
    // In ten-thousandths of a teacher, so that the share of an unknown whole is whole too.
    const draft = new Draft('backbone-quota', '', -basisPoints(percent) * measure.length, WHOLE);
    draft.add(moved, -WHOLE);
    if (of === 'EXCHANGED') draft.add(everyone(), basisPoints(percent));
    sheet.atMost(draft);
  }
  if (rules.stands('graduating-quota')) {
    const graduating = ({ teacher, rotates }: Person) => rotates === null && teacher.graduatingGrade === true;
    const moved = total('graduating', ({ person }) => graduating(person));
    const { percent } = rules.figures('graduating-quota');
    atLeast('graduating-quota', moved, shareReached(percent, base.filter(graduating).length));
  }
  if (rules.stands('cadre-quota')) {
    const due = people.filter(({ rotates, bars }) => rotates !== null && bars.length === 0).length;
    const moved = total('cadres', ({ post }) => post.role !== null);
    atLeast('cadre-quota', moved, shareReached(rules.figures('cadre-quota').percent, due));
  }
}

const WHOLE = 10_000;

/** A percentage to two decimals in ten-thousandths. */
const basisPoints = (percent: number): number => Math.round(percent * 100);

/** The most heads within a percentage of so many. */
function shareWithin(percent: number, heads: number): number {
  const parts = basisPoints(percent) * heads;
  return (parts - (parts % WHOLE)) / WHOLE;
}

/** The least heads that reach a percentage of so many. */
const shareReached = (percent: number, heads: number): number => heads - shareWithin(100 - percent, heads);
