import { millionths } from '../demand.ts';
import { grouped } from '../grouped.ts';
import { levelReaches } from '../problem.ts';
import type { Facts } from './facts.ts';
import {
  type BurdenFigures,
  type Measure,
  type RecruitFigures,
  type Wanted,
  wantedGoals,
} from './figures.ts';
import { type Post, spareAt } from './posts.ts';
import type { Candidate, CircuitColumn, PlacingColumn } from './rule-rows.ts';
import { Draft, merged, type Sheet, sumOf, type Term } from './sheet.ts';
import { type Form, Spreads } from './spread-form.ts';

/** What a plan is to reach, in its own sense: `constant + terms`. */
export interface Goal extends Form {
  readonly name: string;
  readonly sense: 'minimise' | 'maximise';
  readonly unit: string;
  /** The goals a weighted sum is made of, with what one unit of each counts; empty: it is none. */
  readonly parts: readonly (Goal & { readonly weight: number })[];
}

/** In the order they are solved. To be asked for once every rule has written its rows. */
export function goalsOf(
  facts: Facts,
  candidates: readonly Candidate[],
  circuits: readonly CircuitColumn[],
  placements: readonly PlacingColumn[],
  sheet: Sheet,
): readonly Goal[] {
  const { problem, rules } = facts;
  const spreads = new Spreads(facts, candidates, sheet);
  const wanted = wantedGoals(problem).map((goal) => {
    const form = formOf(goal, facts, candidates, circuits, placements, sheet, spreads);
    const { name, sense, unit, weight } = goal;
    return { name, sense, unit, weight, terms: merged(form.terms), constant: form.constant, parts: [] };
  });
  return [
    ...rules.measures.map((measure) => shortfallOf(measure, candidates, sheet)),
    ...(problem.policy.combine === 'weights' ? [weighed(wanted)] : wanted),
  ];
}

/** How far relaxed rules are broken: by rows beyond their limits, and, a case each, by postings a rule would forbid. */
function shortfallOf(measure: Measure, candidates: readonly Candidate[], sheet: Sheet): Goal {
  const waived = candidates.map(({ column, waived: count }): Term => [column, count]);
  const terms = merged([...(measure === 'cases' ? waived : []), ...sheet.shortfall[measure]]);
  return { ...shortfallNames[measure], sense: 'minimise', terms, constant: 0, parts: [] };
}

const shortfallNames: Readonly<Record<Measure, Pick<Goal, 'name' | 'unit'>>> = {
  cases: { name: 'shortfall', unit: 'cases' },
  fte: { name: 'shortfall-fte', unit: 'thousandths of a full-time post' },
  yuan: { name: 'shortfall-yuan', unit: 'yuan a year' },
};

function weighed(parts: Goal['parts']): Goal {
  const signed = parts.map(({ sense, weight, terms, constant }) => ({
    by: sense === 'maximise' ? -weight : weight,
    terms,
    constant,
  }));
  return {
    name: 'weighted-sum',
    sense: 'minimise',
    unit: 'weighted units',
    terms: merged(
      signed.flatMap(({ by, terms }) => terms.map(([column, each]): Term => [column, by * each])),
    ),
    constant: signed.reduce((sum, { by, constant }) => sum + by * constant, 0),
    parts,
  };
}

function formOf(
  goal: Wanted,
  facts: Facts,
  candidates: readonly Candidate[],
  circuits: readonly CircuitColumn[],
  placements: readonly PlacingColumn[],
  sheet: Sheet,
  spreads: Spreads,
): Form {
  const each = (count: (candidate: Candidate) => number, constant = 0): Form => ({
    terms: candidates.map((candidate) => [candidate.column, count(candidate)]),
    constant,
  });
  const { problem, people } = facts;
  const volunteers = new Set(
    problem.wishes.filter(({ volunteer }) => volunteer).map(({ teacher }) => teacher),
  );
  switch (goal.name) {
    case 'gap':
      return gapForm(goal.figures.missing, facts, candidates, placements, sheet);
    case 'critical-subjects':
      return criticalForm(facts, candidates, circuits, placements, sheet);
    case 'days-unserved':
      return unservedForm(facts, candidates, circuits, placements, sheet);
    case 'circuit-travel':
      // There and back in km begun, one at least.
      return {
        terms: circuits.map(({ column, km }): Term => [column, km === 0 ? 1 : Math.ceil(2 * km)]),
        constant: 0,
      };
    case 'recruits-placed':
      return {
        terms: placements.map(({ column }): Term => [column, -1]),
        constant: facts.recruiting.recruits.length,
      };
    case 'recruit-burden':
      return {
        terms: placements.map((placing): Term => [placing.column, askedOf(goal.figures, placing)]),
        constant: 0,
      };
    case 'level-wanted':
      return levelForm(facts, candidates, sheet);
    case 'balance':
      return spreads.balance(goal.figures);
    case 'balance-limit':
      return spreads.limit(goal.figures);
    case 'overdue': {
      const { years } = goal.figures;
      const due = people.filter(
        ({ rotates, stay, barredBy }) => barredBy === null && (rotates !== null || stay >= years),
      );
      const whom = new Set(due);
      return each(({ person }) => (whom.has(person) ? -1 : 0), due.length);
    }
    case 'willing':
      return each(({ wish }) => (wish === null ? 0 : 1));
    case 'compulsory':
      return each(({ wish, person }) => (wish === null && !volunteers.has(person.teacher.id) ? 1 : 0));
    case 'points': {
      const scores = new Map(
        problem.points.map((row) => [
          JSON.stringify([row.teacher, row.section, row.subject ?? null]),
          row.points,
        ]),
      );
      const scored = (...key: readonly (string | null)[]) => scores.get(JSON.stringify(key));
      return each(
        ({ person: { teacher }, post: { section, code } }) =>
          scored(teacher.id, section.id, code) ?? scored(teacher.id, section.id, null) ?? 0,
      );
    }
    case 'burden':
      return each((candidate) =>
        burdenOf(goal.figures, candidate, volunteers.has(candidate.person.teacher.id)),
      );
    case 'cost':
      return each(({ cost }) => cost);
    case 'fewest-changes': {
      const base = new Map((problem.base ?? []).map((move) => [move.teacher, move]));
      const stands = ({ person, post }: Candidate) => {
        const move = base.get(person.teacher.id);
        if (move?.section !== post.section.id) return false;
        return move.subject === undefined || (move.subject === post.code && !post.role);
      };
      const sign = (candidate: Candidate) => (stands(candidate) ? -1 : 1);
      const moves = problem.base === undefined ? each(() => 0) : each(sign, problem.base.length);
      const away = changedCircuits(facts, circuits, sheet);
      return { terms: [...moves.terms, ...away.terms], constant: moves.constant + away.constant };
    }
    case 'fewest-moves':
      return each(() => 1);
  }
}

/** Circuits on other days than before: 1 each, those before that nobody can make any more among them. */
function changedCircuits(
  { problem: { baseCircuits } }: Facts,
  circuits: readonly CircuitColumn[],
  sheet: Sheet,
): Form {
  if (baseCircuits === undefined) return { terms: [], constant: 0 };
  const left = new Map(
    baseCircuits.map(({ teacher, section, subject, days }) => [
      JSON.stringify([teacher, section, subject]),
      days,
    ]),
  );
  let constant = left.size;
  const terms: Term[] = [];
  for (const { column, person, post, most } of circuits) {
    const key = JSON.stringify([person.teacher.id, post.section.id, post.code]);
    const before = left.get(key) ?? 0;
    if (before > most) continue;
    constant -= before > 0 ? 1 : 0;
    const other = sheet.column(`changed:${key}`, 0, 1, (values) => (values[column] === before ? 0 : 1));
    const bounded = (name: string, sign: 1 | -1, step: number) => {
      const draft = new Draft(null, name, sign * before);
      draft.add(column, sign);
      draft.add(other, -step);
      sheet.atMost(draft);
    };
    bounded(`changed:${key}`, 1, most - before);
    bounded(`changed:${key}:less`, -1, before);
    terms.push([other, 1]);
  }
  return { terms, constant };
}

/** What a placement asks of a recruit: tens of km begun, and places down the wishes. */
function askedOf(figures: RecruitFigures, { km, wish }: PlacingColumn): number {
  const way = km === null ? figures.unknownDistance : figures.distance * Math.ceil(km / 10);
  return (
    way + (wish === null ? figures.notWished : Math.min(figures.notWished, figures.wishRank * (wish - 1)))
  );
}

function burdenOf(figures: BurdenFigures, { person, km, wish }: Candidate, volunteers: boolean): number {
  const { classTeacher, ruralYears } = person.teacher;
  const parts = [
    km === null ? figures.unknownDistance : figures.distance * Math.ceil(km / 10),
    wish === null ? figures.notWished : Math.min(figures.notWished, figures.wishRank * (wish - 1)),
    volunteers ? 0 : figures.notVolunteer,
    classTeacher ? figures.classTeacher : 0,
    figures.ruralYear * Math.floor(ruralYears),
  ];
  return parts.reduce((sum, part) => sum + part, 0);
}

const columnsOf = (candidates: readonly { column: number }[] | undefined): readonly number[] =>
  (candidates ?? []).map(({ column }) => column);

/** Who comes to each post, recruits last. */
const comingTo = (candidates: readonly Candidate[], placements: readonly PlacingColumn[]) =>
  grouped([...candidates, ...placements], ({ post }) => post);

const ones = (columns: readonly number[]): readonly Term[] => columns.map((column) => [column, 1]);

/** The weight of what stays open, and of posts missed that were not before. */
function gapForm(
  missing: number,
  facts: Facts,
  candidates: readonly Candidate[],
  placements: readonly PlacingColumn[],
  sheet: Sheet,
): Form {
  const { posts, demand, flows, rules } = facts;
  const coming = comingTo(candidates, placements);
  const leaving = grouped(candidates, ({ leaves }) => leaves);
  const terms: Term[] = [];
  let constant = 0;
  for (const post of posts.open) {
    const weights = weightsOf(post, missing);
    const [first = 0] = weights;
    constant += weights.reduce((sum, weight) => sum + weight, 0);
    const arriving = columnsOf(coming.get(post));
    const going = flows || post.role ? columnsOf(leaving.get(post)) : [];
    if (going.length === 0 && weights.every((weight) => weight === first) && !rules.relaxed('swap')) {
      terms.push(...arriving.map((column): Term => [column, -first]));
      continue;
    }
    const spare = post.role ? 0 : Math.floor(spareAt(demand, post.section.id, post.code) / 1000);
    // As many as come, less those who only make up for who goes beyond what can be spared.
    const net = (values: readonly number[]) =>
      sumOf(ones(arriving), values) - Math.max(0, sumOf(ones(going), values) - spare);
    const key = `gap:${post.key}`;
    const steps = weights
      .slice(0, arriving.length)
      .map((_, place) =>
        sheet.column(`${key}:${place + 1}`, 0, 1, (values) => (net(values) > place ? 1 : 0)),
      );
    terms.push(...steps.map((step, place): Term => [step, -(weights[place] ?? 0)]));
    const filled = new Draft(null, key, 0);
    filled.addAll(steps, 1);
    filled.addAll(arriving, -1);
    sheet.atMost(filled);
    if (going.length === 0) continue;
    const missed = sheet.column(`${key}:missed`, 0, going.length, (values) => Math.max(0, -net(values)));
    const short = new Draft(null, `${key}:missed`, spare);
    short.addAll([...steps, ...going], 1);
    short.addAll([...arriving, missed], -1);
    sheet.atMost(short);
    terms.push([missed, first]);
  }
  return { terms, constant };
}

/** Priority × tenths of the need that lack before a post is filled; the first of a missing subject `missing` times that. */
function weightsOf({ count, cell, role }: Post, missing: number): readonly number[] {
  return Array.from({ length: count }, (_, place) => {
    if (role || !cell) return 50;
    const lacks = 10 * (millionths(cell.gap) - place * 1_000_000);
    const tenths = cell.need > 0 ? Math.ceil(lacks / millionths(cell.need)) : 1;
    return cell.priority * Math.max(1, Math.min(10, tenths)) * (cell.critical && place === 0 ? missing : 1);
  });
}

/** Subjects that nobody at a section can teach, open or wanting days, and to which nobody comes, not even on a day. */
function criticalForm(
  { posts, rules, circuits: { wanting } }: Facts,
  candidates: readonly Candidate[],
  circuits: readonly CircuitColumn[],
  placements: readonly PlacingColumn[],
  sheet: Sheet,
): Form {
  const coming = comingTo(candidates, placements);
  const days = grouped(circuits, ({ post }) => post);
  const critical = [...new Set([...posts.open, ...wanting])].filter(({ cell }) => cell?.critical);
  const terms = critical.flatMap((post): Term[] => {
    const arriving = [...columnsOf(coming.get(post)), ...columnsOf(days.get(post))];
    if (post.count === 1 && !days.has(post) && !rules.relaxed('swap'))
      return arriving.map((column): Term => [column, -1]);
    return arriving.length === 0 ? [] : [[metBy(`critical:${post.key}`, arriving, 1, sheet), -1]];
  });
  return { terms, constant: critical.length };
}

/** The weight of the days that lessons lack, of those that posts and circuits may serve. */
function unservedForm(
  { circuits: { wanting, wanted }, rules, flows }: Facts,
  candidates: readonly Candidate[],
  circuits: readonly CircuitColumn[],
  placements: readonly PlacingColumn[],
  sheet: Sheet,
): Form {
  const { week } = rules.figures('circuit');
  const coming = comingTo(candidates, placements);
  const leaving = grouped(candidates, ({ leaves }) => leaves);
  const days = grouped(circuits, ({ post }) => post);
  const terms: Term[] = [];
  let constant = 0;
  for (const post of wanting) {
    const arriving = columnsOf(coming.get(post));
    const going = flows ? columnsOf(leaving.get(post)) : [];
    const served = (each: number): Term[] => [
      ...ones(columnsOf(days.get(post))),
      ...arriving.map((column): Term => [column, each]),
      ...going.map((column): Term => [column, -each]),
    ];
    const lacks = wanted(post);
    const weight = dayWeight(post);
    const single = post.count === 1 && going.length === 0;
    if (arriving.length === 0 || week * post.count <= lacks || single) {
      constant += weight * lacks;
      const each = single ? Math.min(week, lacks) : week;
      terms.push(...served(each).map(([column, days]): Term => [column, -weight * days]));
      continue;
    }
    const key = `unserved:${post.key}`;
    const left = sheet.column(key, 0, lacks + week * going.length, (values) =>
      Math.max(0, lacks - sumOf(served(week), values)),
    );
    const atLeast = (name: string, each: number, least: number) => {
      const draft = new Draft(null, name, -least);
      for (const [column, days] of served(each)) draft.add(column, -days);
      draft.add(left, -1);
      sheet.atMost(draft);
    };
    atLeast(key, week, lacks);
    // Beside whole weeks the last post is worth what is left of the days: a line below the steps, and through the last two.
    atLeast(`${key}:last`, lacks % week, (lacks % week) * (1 + Math.floor(lacks / week)));
    terms.push([left, weight]);
  }
  return { terms, constant };
}

/** Priority × the tenths of the need that lack today. */
function dayWeight({ cell }: Post): number {
  if (!cell) return 0;
  const tenths = Math.ceil((10 * millionths(cell.gap)) / millionths(cell.need));
  return cell.priority * Math.max(1, Math.min(10, tenths));
}

/** Posts asked for with a backbone level, to which nobody of that level comes. */
function levelForm({ posts }: Facts, candidates: readonly Candidate[], sheet: Sheet): Form {
  const coming = grouped(candidates, ({ post }) => post);
  const terms: Term[] = [];
  let constant = 0;
  for (const post of posts.open) {
    const { level = 'none', requested = 0 } = post.cell ?? {};
    if (level === 'none' || requested === 0) continue;
    constant += requested;
    const able = (coming.get(post) ?? []).filter(({ person }) =>
      levelReaches(person.teacher.backbone, level),
    );
    if (able.length === 0) continue;
    const most = Math.min(requested, able.length);
    terms.push([metBy(`level:${post.key}`, columnsOf(able), most, sheet), -1]);
  }
  return { terms, constant };
}

/** A column that counts postings made, up to `most`. */
function metBy(key: string, columns: readonly number[], most: number, sheet: Sheet): number {
  const made = ones(columns);
  const met = sheet.column(key, 0, most, (values) => Math.min(most, sumOf(made, values)));
  const draft = new Draft(null, key, 0);
  draft.add(met, 1);
  draft.addAll(columns, -1);
  sheet.atMost(draft);
  return met;
}
