import { canonical, hashOf } from './canonical.ts';
import { circuitsOf, daysWanted, type MadeCircuit, type PossibleCircuit } from './circuits.ts';
import { type Cell, type Demand, demandOf } from './demand.ts';
import { type Point, roadKm, roadKmAtLeast } from './distance.ts';
import { type Form, formsOf } from './forms.ts';
import type { StandingGoal } from './goals/goal.ts';
import { goals } from './goals/index.ts';
import { shortfall } from './goals/shortfall.ts';
import { weightedSum } from './goals/weighted-sum.ts';
import { grouped } from './grouped.ts';
import { once } from './once.ts';
import type { Move, PlannedCircuit, Words } from './plan.ts';
import {
  type BaseMove,
  type CadreRole,
  type ClusterKind,
  cadreRoles,
  type HoldBack,
  levelReaches,
  type Pin,
  type Policy,
  type Problem,
  roleNames,
  type School,
  type Section,
  type Teacher,
  type Wish,
} from './problem.ts';
import { returnsOf, withReturns } from './returns.ts';
import { cadre } from './rules/cadre.ts';
import { certificate } from './rules/certificate.ts';
import { circuit } from './rules/circuit.ts';
import { establishment } from './rules/establishment.ts';
import { exemption } from './rules/exemption.ts';
import { rules } from './rules/index.ts';
import { openings as openingsRule } from './rules/openings.ts';
import type { Bar, StandingRule } from './rules/rule.ts';
import { senderFloor } from './rules/sender-floor.ts';
import { swap } from './rules/swap.ts';
import { lodging, travel } from './rules/travel.ts';
import { wholePost } from './rules/whole-post.ts';

/**
 * The problem as rules, goals and reasons read it: canonical, indexed, with its demand, its standing rules and
 * goals, and every posting that breaks no rule by itself.
 *
 * A waived rule (diagnosis) keeps no candidate out and constrains nothing; the counts quotas are measured
 * against stay as the policy makes them.
 */
export interface Case {
  readonly problem: Problem;
  /** What the problem is known by (canonical.ts). */
  readonly hash: string;
  readonly demand: Demand;
  /** In the order findings explain best. */
  readonly rules: readonly StandingRule[];
  /** In the policy's order; before them, where a rule is relaxed, how far it is broken. */
  readonly goals: readonly StandingGoal[];
  /** The goals a weighted sum is made of; empty where the policy takes them in order. */
  readonly parts: readonly StandingGoal[];
  /** The rules that a named decision lets this plan break. */
  readonly relaxed: ReadonlySet<string>;
  /** By staff number; whose posting is over serves at home again. */
  readonly teachers: readonly Teacher[];
  /** Those of them who come home from a posting that is over. */
  readonly returns: ReadonlyMap<Teacher, Return>;
  /** Every post of a section with something to fill, vacant seats of cadres included, by section, then post. */
  readonly openings: readonly Opening[];
  /** Those, and every section × subject that wants days of circuits, each once. */
  readonly lacking: readonly Opening[];
  /** Days of lessons that make one post. */
  readonly week: number;
  /** Whether who comes to a post may make up for who leaves it, so that moves can follow one another. */
  readonly flows: boolean;
  /** The teachers who may go: no rule about the person bars them. Cadres who rotate are not among them. */
  readonly eligible: readonly Teacher[];
  /** Whom the quotas are measured by: the eligible, and the exempt where the policy counts them. */
  readonly base: readonly Teacher[];
  /** The cadres who are due to rotate, and whom no rule about the person bars. */
  readonly cadres: readonly Teacher[];
  /** Every posting of somebody who may go that no rule forbids by itself, by teacher, then opening. */
  readonly candidates: readonly Candidate[];
  /** Every circuit that no rule forbids by itself, by teacher, then section and subject; none without the rule. */
  readonly circuits: readonly PossibleCircuit[];
  readonly pins: readonly Pin[];
  /** Each of these throws an Error on a key the problem does not have. */
  teacher(id: string): Teacher;
  section(id: string): Section;
  school(id: string): School;
  /** The teachers serving in a section, by staff number. */
  staff(section: string): readonly Teacher[];
  wish(teacher: string): Wish | undefined;
  /** The bureau's score for a teacher at a post, its subject's own before the section's; 0 where it gives none. */
  points(teacher: string, section: string, post: string): number;
  /** Whether a standing rule of this name is in force and not waived. */
  holds(rule: string): boolean;
  /** The role in which the teacher takes part in the rotation of cadres; null: takes part as a teacher. */
  rotates(teacher: Teacher): CadreRole | null;
  /** The first rule that bars the teacher from going at all, those relaxed apart. */
  barred(teacher: Teacher): Barred | null;
  /** The first rule that keeps the posting from being made, those relaxed apart. */
  kept(posting: Posting): StandingRule | null;
  /** The opening of a section × subject; one with no post to fill where none is open. */
  opening(section: string, subject: string): Opening;
  /** The seats of a cadre role at a section. */
  seat(section: string, role: CadreRole): Opening;
  posting(teacher: Teacher, opening: Opening): Posting;
  /** The postings of a plan's moves, whoever made the plan; returns from a posting are not among them. */
  postings(moves: readonly PlannedMove[]): readonly Posting[];
  /** The circuits of a plan, whoever made it. */
  circuitsOf(planned: readonly PlannedCircuit[]): readonly MadeCircuit[];
  /** Days of lessons a week that an opening lacks and circuits may bring; 0: none. */
  daysWanted(opening: Opening): number;
  /** What the school asked when it asked to keep the teacher; undefined: it did not. */
  heldBack(teacher: string): HoldBack | undefined;
  /** Where the plan this one starts from sends the teacher; undefined: nowhere. */
  baseMove(teacher: string): BaseMove | undefined;
  /** The school's clusters of these kinds. */
  clustersOf(school: School, kinds: readonly ClusterKind[]): readonly string[];
  /** Road distance between two schools, km; null: unknown. */
  apart(one: School, other: School): number | null;
  /** How many established staff are registered at a school. */
  registered(school: string): number;
  /** Whether the personnel relation goes along with a posting of this form. */
  relationMoves(posting: Pick<Posting, 'form'>): boolean;
  /** What a section, a subject and an opening's post are called. */
  nameOf(section: Section): Words;
  subject(code: string): Words;
  postOf(opening: Pick<Opening, 'subject' | 'role'>): Words;
}

export type PlannedMove = Pick<Move, 'teacher' | 'to' | 'subject'> & Partial<Pick<Move, 'role' | 'form'>>;

/** One section × subject, or section × cadre role, that people may be posted to. */
export interface Opening {
  readonly section: Section;
  readonly school: School;
  /** Section and post, as the names of rows and columns have them. */
  readonly key: string;
  /** The subject's code; of a seat, the role. */
  readonly post: string;
  /** Null: a seat. */
  readonly subject: string | null;
  /** Null: a teacher's post. */
  readonly role: CadreRole | null;
  /** Posts to fill, beside those that others leave. */
  readonly count: number;
  /** The demand it stands for; of a seat, none. */
  readonly cell: Cell;
}

/** A teacher who comes home from a posting that is over. */
export interface Return {
  readonly teacher: Teacher;
  /** Where the teacher served until then. */
  readonly from: Section;
  readonly home: Section;
}

/** A teacher at an opening, with what the rules and goals ask about the two. */
export interface Posting {
  readonly teacher: Teacher;
  readonly from: Section;
  readonly opening: Opening;
  /** Road distance from home, or from the serving school where no home is known; null: unknown. */
  readonly km: number | null;
  /** Whether the host must house the teacher. */
  readonly bed: boolean;
  /** The host's place in the teacher's wishes, 1 is the first; null: not wished. */
  readonly wish: number | null;
  /** As what it is made; null: in no form that the policy knows. */
  readonly form: Form | null;
  /** The post it leaves open behind it; null: none, where the teacher serves less than one. */
  readonly leaves: Opening | null;
  /** How many relaxed rules it breaks by itself. */
  readonly waives: number;
}

/** A posting the plan may make; `column` is its place among the candidates and in the model. */
export interface Candidate extends Posting {
  readonly column: number;
}

export interface Barred {
  rule: StandingRule;
  bar: Bar;
}

export function caseOf(given: Problem, waived: ReadonlySet<string> = new Set()): Case {
  const frozen = canonical(given);
  const problem = withReturns(frozen);
  const demand = demandOf(problem);
  const teachers = index('teacher', problem.teachers, ({ id }) => id);
  const sections = index('section', problem.sections, ({ id }) => id);
  const schools = index('school', problem.schools, ({ id }) => id);
  const subjects = index('subject', problem.curriculum.subjects, ({ code }) => code);
  const staff = grouped(problem.teachers, ({ serving }) => serving.section);
  const wishes = new Map(problem.wishes.map((wish) => [wish.teacher, wish]));
  const scores = new Map(
    problem.points.map(({ teacher, section, subject, points }) => [keyOf(teacher, section, subject), points]),
  );
  const heldBack = new Map((problem.holdBacks ?? []).map((held) => [held.teacher, held]));
  const baseMoves = new Map((problem.base ?? []).map((move) => [move.teacher, move]));
  const kindOf = new Map((problem.clusters ?? []).map(({ id, kind }) => [id, kind]));
  const standing = standingRules(problem.policy);
  const inForce = standing.filter(({ name }) => !waived.has(name));
  const relaxed = inForce.filter((rule) => rule.relaxed !== null);
  const strict = inForce.filter((rule) => rule.relaxed === null);
  const strictWho = ofScope('who', strict);
  const strictWhere = ofScope('where', strict);
  const relaxedWho = ofScope('who', relaxed);
  const relaxedWhere = ofScope('where', relaxed);
  const settings = problem.policy.rules;
  const stands = (name: string) => inForce.some((rule) => rule.name === name);
  /** Waived or not: what other rules and goals count by is the same where a diagnosis leaves the rule out. */
  const agreed = (name: string) => standing.some((rule) => rule.name === name);
  const roads = travel.read(settings[travel.name]);
  const travels = agreed(travel.name);
  const { leastFte } = wholePost.read(settings[wholePost.name]);
  const { backfill } = openingsRule.read(settings[openingsRule.name]);
  const swaps = stands(swap.name) ? swap.read(settings[swap.name]) : null;
  const madeUp =
    agreed(senderFloor.name) && senderFloor.read(settings[senderFloor.name]).madeUpBy === 'arrivals';
  const walks = circuit.read(settings[circuit.name]);
  const cadres = stands(cadre.name) ? cadre.read(settings[cadre.name]) : null;
  const rotating = cadres?.rotation === true ? cadres.roles : [];
  const movesAlong = agreed(establishment.name) ? establishment.read(settings[establishment.name]).forms : [];

  const wanted = standingGoals(problem.policy);
  const summed = problem.policy.combine === 'weights';

  const rotates = ({ cadre: held }: Teacher): CadreRole | null =>
    held && rotating.includes(held.role) ? held.role : null;

  const openingOf = (cell: Cell, section: Section): Opening => ({
    section,
    school: schools(section.school),
    key: keyOf(section.id, cell.subject),
    post: cell.subject,
    subject: cell.subject,
    role: null,
    count: cell.openings,
    cell,
  });
  const everyCell = demand.cells.map((cell) => openingOf(cell, sections(cell.section)));
  const cells = new Map(everyCell.map((opening) => [opening.key, opening]));
  const openingAt = (section: string, subject: string): Opening => {
    const found = cells.get(keyOf(section, subject));
    if (found) return found;
    const none = openingOf(emptyCell(section, subject), sections(section));
    cells.set(none.key, none);
    return none;
  };
  const seatOf = (section: string, role: CadreRole, count: number): Opening => {
    const at = sections(section);
    const cell = emptyCell(section, role);
    const key = keyOf(section, role);
    return { section: at, school: schools(at.school), key, post: role, subject: null, role, count, cell };
  };
  const seats = new Map(
    seatsOf(problem, rotating, staff).map(({ section, role, vacant }) => {
      const seat = seatOf(section, role, vacant);
      return [seat.key, seat];
    }),
  );
  const seatAt = (section: string, role: CadreRole): Opening => {
    const known = seats.get(keyOf(section, role));
    if (known) return known;
    const none = seatOf(section, role, 0);
    seats.set(none.key, none);
    return none;
  };
  const openings = [...everyCell, ...seats.values()].filter(({ count }) => count > 0).sort(bySectionAndPost);

  const daysAt = (opening: Opening) => (stands(circuit.name) ? daysWanted(walks, opening) : 0);
  const wanting = everyCell.filter((opening) => daysAt(opening) > 0);

  const startOf = (teacher: Teacher): Point | undefined =>
    teacher.home ?? schools(sections(teacher.serving.section).school).location;
  const distance = (teacher: Teacher, host: School): number | null => {
    const start = startOf(teacher);
    return start && host.location ? roadKm(start, host.location, roads.roadFactor) : null;
  };
  const within = new Map<Point, ReadonlySet<School>>();
  /** The schools that are not too far for the teacher; null: no distance keeps from any. */
  const reach = (teacher: Teacher): ReadonlySet<School> | null => {
    const start = startOf(teacher);
    if (!start || !strictWhere.some(({ name }) => name === travel.name)) return null;
    const known = within.get(start);
    if (known) return known;
    const found = problem.schools.filter(({ location }) => {
      if (!location) return true;
      if (roadKmAtLeast(start, location, roads.roadFactor) > Math.max(roads.withoutBed, roads.withBed))
        return false;
      return lodging(roads, roadKm(start, location, roads.roadFactor)) !== 'too-far';
    });
    const near = new Set(found);
    // Schools are few, homes are many.
    if (!teacher.home) within.set(start, near);
    return near;
  };

  const postLeft = (teacher: Teacher): Opening | null => {
    const role = rotates(teacher);
    if (role) return seatAt(teacher.serving.section, role);
    const subject = demand.share(teacher.id)[0]?.subject ?? teacher.subject;
    return subject === undefined || teacher.fte < leastFte
      ? null
      : openingAt(teacher.serving.section, subject);
  };
  const postsLeft = new Map<Teacher, Opening | null>();

  const facts: Facts = {
    km: distance,
    houses: (km) => travels && lodging(roads, km) === 'bed',
    wishes: (teacher) => wishes.get(teacher.id)?.schools ?? [],
    form: formsOf({ problem, rules: inForce }),
    leaves(teacher) {
      const known = postsLeft.get(teacher);
      if (known !== undefined) return known;
      const left = postLeft(teacher);
      postsLeft.set(teacher, left);
      return left;
    },
    waives: (wanted) =>
      relaxedWho.filter((rule) => rule.bars(county, wanted.teacher)).length +
      relaxedWhere.filter((rule) => rule.keepsFrom(county, wanted) > 0).length,
  };
  const posting = (teacher: Teacher, opening: Opening) =>
    new Pair(teacher, sections(teacher.serving.section), opening, facts);

  const county: Case = {
    problem,
    demand,
    rules: inForce,
    goals: [...(relaxed.length > 0 ? [shortfall] : []), ...(summed ? [weightedSum(wanted)] : wanted)],
    parts: summed ? wanted : [],
    relaxed: new Set(relaxed.map(({ name }) => name)),
    teachers: problem.teachers,
    returns: new Map(
      returnsOf(frozen).map(({ teacher, from }) => {
        const back = teachers(teacher);
        return [back, { teacher: back, from: sections(from), home: sections(back.serving.section) }];
      }),
    ),
    openings,
    lacking: [...new Set([...openings, ...wanting])],
    week: walks.week,
    flows: backfill || swaps !== null || madeUp,
    pins: onlyOnce(problem.pins),
    teacher: teachers,
    section: sections,
    school: schools,
    staff: (section) => staff.get(section) ?? [],
    wish: (teacher) => wishes.get(teacher),
    points: (teacher, section, subject) =>
      scores.get(keyOf(teacher, section, subject)) ?? scores.get(keyOf(teacher, section, undefined)) ?? 0,
    holds: stands,
    rotates,
    barred: (teacher) => barred().get(teacher) ?? null,
    kept: (wanted) => strictWhere.find((rule) => rule.keepsFrom(county, wanted) > 0) ?? null,
    opening: openingAt,
    seat: seatAt,
    posting,
    postings: (moves) =>
      moves
        .filter(({ form }) => form !== 'return')
        .map(({ teacher, to, subject, role = null }) =>
          posting(
            teachers(teacher),
            subject === null ? seatAt(to, role ?? 'principal') : openingAt(to, subject),
          ),
        ),
    circuitsOf: (planned) =>
      planned.map(({ teacher: id, to, subject, days }) => {
        const teacher = teachers(id);
        const from = sections(teacher.serving.section);
        const opening = openingAt(to, subject);
        return { teacher, from, opening, km: county.apart(schools(from.school), opening.school), days };
      }),
    daysWanted: daysAt,
    nameOf: (section) => {
      const { name } = schools(section.school);
      return {
        zh: saysStage(name, section.stage) ? name : `${name}${stageNames[section.stage].zh}`,
        en: `${name} (${stageNames[section.stage].en})`,
      };
    },
    subject: (code) => subjects(code).name,
    heldBack: (teacher) => heldBack.get(teacher),
    baseMove: (teacher) => baseMoves.get(teacher),
    clustersOf: ({ clusters }, kinds) =>
      clusters.filter((id) => {
        const kind = kindOf.get(id);
        return kind !== undefined && kinds.includes(kind);
      }),
    apart: (one, other) =>
      one.location && other.location ? roadKm(one.location, other.location, roads.roadFactor) : null,
    registered: (school) => registered().get(school)?.length ?? 0,
    relationMoves: ({ form }) => movesAlong.some((moving) => moving === (form ?? 'order-based')),
    postOf: ({ subject, role }) => (role ? roleNames[role] : subjects(subject ?? '').name),
    get hash() {
      return hash();
    },
    get eligible() {
      return eligible();
    },
    get base() {
      return base();
    },
    get cadres() {
      return cadresDue();
    },
    get candidates() {
      return candidates();
    },
    get circuits() {
      return circuits();
    },
  };

  const hash = once(() => hashOf(frozen));
  const registered = once(() =>
    grouped(
      problem.teachers.filter(({ established }) => established),
      (teacher) => teacher.registered.school,
    ),
  );
  const barredBy = (among: readonly StandingRule[], teacher: Teacher): Barred | null => {
    for (const rule of among) {
      const bar = rule.bars(county, teacher);
      if (bar) return { rule, bar };
    }
    return null;
  };
  const barred = once(
    () => new Map(problem.teachers.map((teacher) => [teacher, barredBy(strictWho, teacher)])),
  );
  const passing = (among: readonly StandingRule[]) =>
    problem.teachers.filter((teacher) => !barredBy(ofScope('who', among), teacher));
  const unbarred = once(() => passing(standing));
  const eligible = once(() => unbarred().filter((teacher) => rotates(teacher) === null));
  const cadresDue = once(() => unbarred().filter((teacher) => rotates(teacher) !== null));
  const base = once(() => {
    if (!exemption.read(settings[exemption.name]).countInBase) return county.eligible;
    return passing(standing.filter(({ name }) => name !== exemption.name)).filter(
      (teacher) => rotates(teacher) === null,
    );
  });

  const circuits = once(() => circuitsOf(county, walks, wanting));

  /** Every opening somebody may be sent to, by post: what is open, and what one who may go would leave open. */
  const fillable = (goers: readonly Teacher[]): Map<string, Opening[]> => {
    const found = new Set(openings);
    for (const goer of county.flows || rotating.length > 0 ? goers : []) {
      const left = facts.leaves(goer);
      const filled =
        backfill || left?.role || (swaps !== null && levelReaches(goer.backbone, swaps.outLevel));
      if (left && filled && (left.role || left.cell.specialist)) found.add(left);
    }
    return grouped([...found].sort(bySectionAndPost), ({ post }) => post);
  };
  const candidates = once(() => {
    const goers = problem.teachers.filter((teacher) => !county.barred(teacher));
    const byPost = fillable(goers);
    const everySubject = [...byPost.values()]
      .flat()
      .filter(({ role }) => role === null)
      .sort(bySectionAndPost);
    const certified = strictWhere.some(({ name }) => name === certificate.name);
    const found: Candidate[] = [];
    for (const teacher of goers) {
      const role = rotates(teacher);
      const within = role
        ? (byPost.get(role) ?? []).filter((seat) => seat.role === role)
        : certified
          ? certifiedFor(teacher, byPost)
          : everySubject;
      const near = reach(teacher);
      for (const opening of within) {
        if (near && !near.has(opening.school)) continue;
        if (opening.section.id === teacher.serving.section) continue;
        const wanted = posting(teacher, opening);
        if (opening.count === 0 && !backfill && !opening.role && wanted.form !== 'swap') continue;
        if (!county.kept(wanted)) found.push(wanted.at(found.length));
      }
    }
    return found;
  });
  return county;
}

/** What is pinned twice over is pinned. */
const onlyOnce = (pins: readonly Pin[]): Pin[] => [
  ...new Map(pins.map((pin) => [JSON.stringify(pin), pin])).values(),
];

const ofScope = (scope: StandingRule['scope'], among: readonly StandingRule[]): StandingRule[] =>
  among.filter((rule) => rule.scope === scope);

/** The openings of the subjects a teacher is certified for, in their order. */
function certifiedFor(
  { certificates }: Teacher,
  byPost: ReadonlyMap<string, readonly Opening[]>,
): readonly Opening[] {
  const subjects = [...new Set(certificates.map(({ subject }) => subject))];
  const lists = subjects.map((subject) => (byPost.get(subject) ?? []).filter(({ role }) => role === null));
  const [only = [], ...others] = lists;
  return others.length === 0 ? only : lists.flat().sort(bySectionAndPost);
}

const bySectionAndPost = (a: Opening, b: Opening): number =>
  order(a.section.id, b.section.id) || order(a.post, b.post) || order(a.role ?? '', b.role ?? '');

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The vacant seats of every section × role that rotates: those given, or as many as are held. */
function seatsOf(
  { sections, seats = [] }: Problem,
  roles: readonly CadreRole[],
  staff: ReadonlyMap<string, readonly Teacher[]>,
): { section: string; role: CadreRole; vacant: number }[] {
  const given = new Map(seats.map(({ section, role, count }) => [keyOf(section, role), count]));
  return sections.flatMap(({ id }) =>
    cadreRoles
      .filter((role) => roles.includes(role))
      .map((role) => {
        const held = (staff.get(id) ?? []).filter(({ cadre: holds }) => holds?.role === role).length;
        return { section: id, role, vacant: Math.max(0, (given.get(keyOf(id, role)) ?? held) - held) };
      }),
  );
}

interface Facts {
  km(teacher: Teacher, host: School): number | null;
  houses(km: number | null): boolean;
  wishes(teacher: Teacher): readonly string[];
  form(posting: Posting): Form | null;
  leaves(teacher: Teacher): Opening | null;
  waives(posting: Posting): number;
}

/** Works its figures out when asked: most pairs of a teacher and a post fall at the first rule. */
class Pair implements Candidate {
  readonly teacher: Teacher;
  readonly from: Section;
  readonly opening: Opening;
  readonly column: number;
  readonly #facts: Facts;
  #form: Form | null | undefined;
  #km: number | null | undefined;

  constructor(teacher: Teacher, from: Section, opening: Opening, facts: Facts, column = -1) {
    this.teacher = teacher;
    this.from = from;
    this.opening = opening;
    this.column = column;
    this.#facts = facts;
  }

  get km(): number | null {
    if (this.#km === undefined) this.#km = this.#facts.km(this.teacher, this.opening.school);
    return this.#km;
  }

  get bed(): boolean {
    return this.#facts.houses(this.km);
  }

  get wish(): number | null {
    const place = this.#facts.wishes(this.teacher).indexOf(this.opening.school.id);
    return place < 0 ? null : place + 1;
  }

  get form(): Form | null {
    if (this.#form === undefined) this.#form = this.#facts.form(this);
    return this.#form;
  }

  get leaves(): Opening | null {
    return this.#facts.leaves(this.teacher);
  }

  get waives(): number {
    return this.#facts.waives(this);
  }

  at(column: number): Pair {
    const pair = new Pair(this.teacher, this.from, this.opening, this.#facts, column);
    pair.#form = this.#form;
    pair.#km = this.#km;
    return pair;
  }
}

const stageNames = { primary: { zh: '小学部', en: 'primary' }, junior: { zh: '初中部', en: 'junior' } };

/** A 小学 has no need of the word again, nor a 中学 of the junior stage. */
const saysStage = (school: string, stage: Section['stage']): boolean =>
  (stage === 'primary' ? /小学$/ : /(中学|初中)$/).test(school);

const keyOf = (...parts: readonly (string | undefined)[]): string => JSON.stringify(parts);

function index<T>(kind: string, items: readonly T[], key: (item: T) => string): (id: string) => T {
  const found = new Map(items.map((item) => [key(item), item]));
  return (id) => {
    const item = found.get(id);
    if (item === undefined) throw new Error(`The problem has no ${kind} '${id}'.`);
    return item;
  };
}

function standingRules({ rules: settings }: Policy): StandingRule[] {
  for (const name of Object.keys(settings)) {
    if (!rules.some((rule) => rule.name === name)) throw new Error(`There is no rule '${name}'.`);
  }
  return rules.map((rule) => rule.stand(settings[rule.name])).filter((rule) => rule !== null);
}

function standingGoals({ goals: settings }: Policy): StandingGoal[] {
  return settings.map((setting) => {
    const goal = goals.find(({ name }) => name === setting.name);
    if (!goal) throw new Error(`There is no goal '${setting.name}'.`);
    return goal.stand(setting);
  });
}

/** A section × subject that nobody needs, teaches or asks for. */
const emptyCell = (section: string, subject: string): Cell => ({
  section,
  subject,
  need: 0,
  supply: 0,
  lent: 0,
  gap: 0,
  surplus: 0,
  openings: 0,
  requested: 0,
  priority: 3,
  level: 'none',
  critical: false,
  specialist: true,
});
