import { completeYears } from '../calendar.ts';
import { canonical } from '../canonical.ts';
import { type Demand, demandOf, millionths } from '../demand.ts';
import { roadKm } from '../distance.ts';
import { grouped } from '../grouped.ts';
import type { Move } from '../plan.ts';
import {
  type ClusterKind,
  clusterKinds,
  type Problem,
  places as placeKinds,
  type School,
} from '../problem.ts';
import { type Circuits, circuitsIn } from './circuits.ts';
import { type RuleName, type Rules, rulesOf } from './figures.ts';
import { type Find, type Person, type Places, peopleOf } from './people.ts';
import { type Post, Posts, postLeft, refilled } from './posts.ts';
import { type Recruiting, recruitingIn } from './recruits.ts';

/** Somebody at a post, with what rules and goals ask about the two. */
export interface Posting {
  readonly person: Person;
  readonly post: Post;
  /** As what it is made; null: in no form the policy knows. */
  readonly form: Exclude<Move['form'], 'return'> | null;
  /** By road from home, or from the school served where no home is known; null: unknown. */
  readonly km: number | null;
  readonly bed: boolean;
  /** Place of the host among the teacher's wishes, 1 is the first; null: not wished. */
  readonly wish: number | null;
  /** The post left behind; null: none. */
  readonly leaves: Post | null;
  readonly relationMoves: boolean;
  /** Yuan a year. */
  readonly cost: number;
  /** The rules it breaks by itself, relaxed ones among them. */
  readonly breaks: readonly RuleName[];
  /** How many relaxed rules it breaks by itself. */
  readonly waived: number;
}

export type MoveMade = Pick<Move, 'teacher' | 'to' | 'subject'> & Partial<Pick<Move, 'role'>>;

/** A problem as the checker reads it: reckoned a second time, by none of the rules' own code. */
export interface Facts {
  /** Canonical. */
  readonly problem: Problem;
  readonly rules: Rules;
  readonly places: Places;
  /** The home section of everybody whose posting is over by the day of effect, by staff number. */
  readonly homecomers: ReadonlyMap<string, string>;
  /** On the day of effect; serving at home again where a posting is over. */
  readonly people: readonly Person[];
  readonly person: Find<Person>;
  readonly demand: Demand;
  readonly posts: Posts;
  /** Every posting that no rule forbids by itself. */
  readonly candidates: readonly Posting[];
  readonly circuits: Circuits;
  readonly recruiting: Recruiting;
  /** Whether who comes to a post may make up for who leaves it. */
  readonly flows: boolean;
  /** By road between two schools, km; null: unknown. */
  apart(one: School, other: School): number | null;
  /** Whether a couple at these two schools is together, as the policy has it. */
  together(one: School, other: School): boolean;
  /** A move as a posting, allowed or not; throws an Error on keys the problem does not have. */
  postingOf(move: MoveMade): Posting;
  /** The first rule about a person at a place that keeps somebody from a post, those relaxed apart; null: none does. */
  kept(person: Person, post: Post): RuleName | null;
  /** Everybody whom no rule about certificates keeps from a post, wherever they serve. */
  certifiedFor(post: Post): readonly Person[];
  /** The first rule that forbids a posting by itself; null: none does. */
  forbids(posting: Posting): RuleName | null;
}

export function factsOf(given: Problem): Facts {
  const problem = canonical(given);
  const rules = rulesOf(problem.policy);
  const places: Places = {
    section: finder('section', problem.sections, ({ id }) => id),
    school: finder('school', problem.schools, ({ id }) => id),
  };
  const people = peopleOf(problem, rules, places);
  const demand = demandOf({ ...problem, teachers: people.map(({ teacher }) => teacher) });
  const posts = new Posts(problem, demand, people, rules, places);
  const leaves = new Map(people.map((person) => [person, postLeft(person, posts, demand, rules)]));
  const goers = people.filter(({ barredBy }) => barredBy === null);
  const madeUp = rules.stands('sender-floor') && rules.figures('sender-floor').madeUpBy === 'arrivals';
  const flows = rules.figures('openings').backfill || rules.stands('swap') || madeUp;
  const fillable = new Set(posts.open);
  for (const goer of goers) {
    const left = leaves.get(goer);
    if (left && refilled(goer, left, rules)) fillable.add(left);
  }

  const ties = new Ties(problem, rules);
  const { unknown, withoutBed, withBed, roadFactor } = rules.figures('travel');
  const apart = (one: School, other: School) =>
    one.location && other.location ? roadKm(one.location, other.location, roadFactor) : null;
  const couples = rules.figures('couples');
  const together = (one: School, other: School) => {
    if (one === other || ties.share(couples.clusters, one, other)) return true;
    const km = couples.withinKm > 0 ? apart(one, other) : null;
    return km !== null && km <= couples.withinKm;
  };
  const kmOf = ({ teacher, school }: Person, host: School) => {
    const start = teacher.home ?? school.location;
    return start && host.location ? roadKm(start, host.location, roadFactor) : null;
  };
  const reachOf = (km: number | null): 'near' | 'needs-bed' | 'too-far' => {
    if (km === null) return unknown;
    return km <= withoutBed ? 'near' : km <= withBed ? 'needs-bed' : 'too-far';
  };
  const wishes = new Map(problem.wishes.map((wish) => [wish.teacher, wish.schools]));
  const housing = rules.stands('travel');
  const moving: readonly unknown[] = rules.stands('establishment')
    ? rules.figures('establishment').forms
    : [];
  const { ranks } = rules.figures('certificate');
  const { leastFte } = rules.figures('whole-post');

  const formOf = (person: Person, post: Post): Posting['form'] => {
    if (post.role) return 'cadre';
    const form = ties.form(person.school, post.school);
    if (form || !rules.stands('swap') || person.teacher.subject !== post.code) return form;
    const age = completeYears(person.teacher.born, problem.effective);
    return age <= rules.figures('swap').maxAge ? 'swap' : null;
  };

  const fits = ({ certificates }: Person['teacher'], { code, role, section }: Post): boolean =>
    role !== null ||
    certificates.some(
      ({ subject, stage, rank }) =>
        subject === code && stage === section.stage && (rank === 'main' || ranks !== 'main'),
    );
  const certified = new Map<string, readonly Person[]>();
  const certifiedFor = (post: Post): readonly Person[] => {
    if (!rules.strict('certificate')) return people;
    const key = JSON.stringify([post.code, post.role, post.section.stage]);
    const found = certified.get(key) ?? people.filter(({ teacher }) => fits(teacher, post));
    certified.set(key, found);
    return found;
  };

  /** The rules about a person at a place that a posting breaks, in the published order. */
  function* misplaced({ teacher, school }: Person, post: Post, form: Posting['form'], km: number | null) {
    if (!fits(teacher, post)) yield* standing('certificate');
    if (!post.role && millionths(teacher.fte) < millionths(leastFte)) yield* standing('whole-post');
    if (post.school === school || post.school.id === teacher.registered.school)
      yield* standing('home-school');
    if (form === null) yield* standing('direction');
    if (ties.apart(school, post.school)) yield* standing('cluster');
    if (reachOf(km) === 'too-far') yield* standing('travel');
  }
  const standing = (name: RuleName): RuleName[] => (rules.stands(name) ? [name] : []);

  /** The posting, or the rule that keeps it: with a decision to relax it, a rule only counts. */
  const weighed = (person: Person, post: Post): { posting: Posting; kept: RuleName | null } => {
    const form = formOf(person, post);
    const km = kmOf(person, post.school);
    const broken = [...misplaced(person, post, form, km)];
    const wish = (wishes.get(person.teacher.id) ?? []).indexOf(post.school.id) + 1;
    const posting: Posting = {
      person,
      post,
      form,
      km,
      bed: housing && reachOf(km) !== 'near',
      wish: wish === 0 ? null : wish,
      leaves: leaves.get(person) ?? null,
      relationMoves: moving.includes(form ?? 'order-based'),
      cost: costOf(problem, person, post),
      breaks: [...person.bars, ...broken],
      waived: [...person.bars, ...broken].filter((rule) => rules.relaxed(rule)).length,
    };
    return { posting, kept: broken.find((rule) => !rules.relaxed(rule)) ?? null };
  };

  /** Whether there can be a place to fill: a post open, or one that somebody leaves and that this form may take. */
  const takes = (post: Post, form: Posting['form']): boolean =>
    fillable.has(post) &&
    (post.count > 0 || post.role !== null || form === 'swap' || rules.figures('openings').backfill);

  const forbids = ({ person, post, form }: Posting): RuleName | null => {
    if (person.barredBy) return person.barredBy;
    if (post.section === person.section) return 'one-posting';
    if (post.role !== person.rotates) return 'cadre';
    const { kept } = weighed(person, post);
    if (kept) return kept;
    if (takes(post, form)) return null;
    return form === 'swap' ? 'swap' : 'openings';
  };

  const byCode = grouped(fillable, ({ code, role }) => JSON.stringify([code, role]));
  const everyPost = [...fillable].filter(({ role }) => role === null);
  const within = ({ teacher, rotates }: Person): readonly Post[] => {
    if (rotates) return byCode.get(JSON.stringify([rotates, rotates])) ?? [];
    if (!rules.strict('certificate')) return everyPost;
    const codes = new Set(teacher.certificates.map(({ subject }) => subject));
    return [...codes].flatMap((code) => byCode.get(JSON.stringify([code, null])) ?? []);
  };
  const candidates = goers.flatMap((person) =>
    within(person).flatMap((post) => {
      if (post.section === person.section || !takes(post, formOf(person, post))) return [];
      const { posting, kept } = weighed(person, post);
      return kept ? [] : [posting];
    }),
  );

  const person = finder('teacher', people, ({ teacher }) => teacher.id);
  const subjects = finder('subject', problem.curriculum.subjects, ({ code }) => code);
  return {
    problem,
    rules,
    places,
    homecomers: new Map(
      problem.teachers.flatMap(({ id, posting }) =>
        posting?.until !== undefined && posting.until < problem.effective
          ? [[id, posting.home] as const]
          : [],
      ),
    ),
    people,
    person,
    demand,
    posts,
    candidates,
    circuits: circuitsIn(problem, rules, people, demand, posts, apart),
    recruiting: recruitingIn(problem, rules, posts),
    flows,
    apart,
    together,
    postingOf({ teacher, to, subject, role }) {
      const at = places.section(to).id;
      const post =
        subject === null ? posts.seat(at, role ?? 'principal') : posts.subject(at, subjects(subject).code);
      return weighed(person(teacher), post).posting;
    },
    kept(who, post) {
      // The first rule of all, and most people are kept by it.
      if (rules.strict('certificate') && !fits(who.teacher, post)) return 'certificate';
      return weighed(who, post).kept;
    },
    certifiedFor,
    forbids,
  };
}

/** What two schools are to each other, reckoned once for each two. */
class Ties {
  readonly #problem: Problem;
  readonly #rules: Rules;
  readonly #kinds: ReadonlyMap<string, (typeof clusterKinds)[number]>;
  readonly #known = new Map<School, Map<School, { form: Posting['form']; apart: boolean }>>();

  constructor(problem: Problem, rules: Rules) {
    this.#problem = problem;
    this.#rules = rules;
    this.#kinds = new Map((this.#problem.clusters ?? []).map(({ id, kind }) => [id, kind]));
  }

  /** The form of a teacher's posting from one to the other, a swap apart; null: in none. */
  form(home: School, host: School): Posting['form'] {
    return this.#between(home, host).form;
  }

  /** Whether a closed cluster keeps the two from each other. */
  apart(home: School, host: School): boolean {
    return this.#between(home, host).apart;
  }

  /** Whether the two belong to one cluster of these kinds. */
  share(kinds: readonly ClusterKind[], one: School, other: School): boolean {
    return one.clusters.some((id) => {
      const kind = this.#kinds.get(id);
      return kind !== undefined && kinds.includes(kind) && other.clusters.includes(id);
    });
  }

  #between(home: School, host: School) {
    const hosts = this.#known.get(home) ?? new Map<School, { form: Posting['form']; apart: boolean }>();
    this.#known.set(home, hosts);
    const known = hosts.get(host);
    if (known) return known;
    const found = { form: this.#formBetween(home, host), apart: this.#closedTo(home, host) };
    hosts.set(host, found);
    return found;
  }

  #formBetween(home: School, host: School): Posting['form'] {
    const { allowed, within } = this.#rules.figures('direction');
    const shared = new Set(
      home.clusters.filter((id) => host.clusters.includes(id)).map((id) => this.#kinds.get(id)),
    );
    const cluster = clusterKinds.find((kind) => within.includes(kind) && shared.has(kind));
    if (cluster) return cluster;
    const fall = placeKinds.indexOf(host.place) - placeKinds.indexOf(home.place);
    const ways = [
      fall > 0 ? 'outward' : fall === 0 ? 'level' : 'inward',
      ...(fall >= 0 && host.weak && !home.weak ? ['strong-to-weak'] : []),
    ];
    const free = !this.#rules.stands('direction');
    return free || allowed.some((way) => ways.includes(way)) ? 'order-based' : null;
  }

  #closedTo(home: School, host: School): boolean {
    const { kinds } = this.#rules.figures('cluster');
    const closed = ({ clusters }: School) =>
      clusters.filter((id) => kinds.some((kind) => kind === this.#kinds.get(id)));
    const [ofHome, ofHost] = [closed(home), closed(host)];
    return ofHome.length + ofHost.length > 0 && !ofHome.some((id) => ofHost.includes(id));
  }
}

/** Months × (the host zone's allowance + transport by complete years of teaching) + a sum a head, in yuan (domain E). */
function costOf({ allowance, effective }: Problem, { teacher }: Person, { school }: Post): number {
  if (!allowance) return 0;
  const years = completeYears(teacher.teachingSince, effective);
  const zone = allowance.area.find((row) => row.zone === school.zone);
  const transport = allowance.transport.findLast(({ fromYears }) => fromYears <= years);
  return allowance.perHead + allowance.months * ((zone?.monthly ?? 0) + (transport?.monthly ?? 0));
}

function finder<Row>(kind: string, rows: readonly Row[], key: (row: Row) => string): Find<Row> {
  const found = new Map(rows.map((row) => [key(row), row]));
  return (id) => {
    const row = found.get(id);
    if (row === undefined) throw new Error(`The problem has no ${kind} '${id}'.`);
    return row;
  };
}
