import { canonical } from './canonical.ts';
import { type Cell, type Demand, demandOf } from './demand.ts';
import { roadKm } from './distance.ts';
import type { StandingGoal } from './goals/goal.ts';
import { goals } from './goals/index.ts';
import { grouped } from './grouped.ts';
import type { Move, Words } from './plan.ts';
import type { Pin, Policy, Problem, School, Section, Teacher, Wish } from './problem.ts';
import { exemption } from './rules/exemption.ts';
import { rules } from './rules/index.ts';
import type { Bar, StandingRule } from './rules/rule.ts';
import { lodging, travel } from './rules/travel.ts';

/**
 * The problem as rules, goals and reasons read it: canonical, indexed, with its demand, its standing rules and
 * goals, and every posting that breaks no rule by itself.
 *
 * A waived rule (diagnosis) keeps no candidate out and constrains nothing; the counts quotas are measured
 * against stay as the policy makes them.
 */
export interface Case {
  readonly problem: Problem;
  readonly demand: Demand;
  /** In the order findings explain best. */
  readonly rules: readonly StandingRule[];
  /** In the policy's order. */
  readonly goals: readonly StandingGoal[];
  /** By staff number. */
  readonly teachers: readonly Teacher[];
  /** Every section × subject with a post to fill, by section, then subject. */
  readonly openings: readonly Opening[];
  /** Who may go: no rule about the person bars them. */
  readonly eligible: readonly Teacher[];
  /** Whom the quotas are measured by: the eligible, and the exempt where the policy counts them. */
  readonly base: readonly Teacher[];
  /** Every posting of an eligible teacher that no rule forbids by itself, by teacher, then opening. */
  readonly candidates: readonly Candidate[];
  readonly pins: readonly Pin[];
  /** Each of these throws an Error on a key the problem does not have. */
  teacher(id: string): Teacher;
  section(id: string): Section;
  school(id: string): School;
  /** The teachers serving in a section, by staff number. */
  staff(section: string): readonly Teacher[];
  wish(teacher: string): Wish | undefined;
  /** The bureau's score for a teacher at a post, its subject's own before the section's; 0 where it gives none. */
  points(teacher: string, section: string, subject: string): number;
  /** Whether a standing rule of this name is in force and not waived. */
  holds(rule: string): boolean;
  /** The first rule that bars the teacher from going at all. */
  barred(teacher: Teacher): Barred | null;
  /** The first rule that keeps the posting from being made. */
  kept(posting: Posting): StandingRule | null;
  /** The opening of a section × subject; one with no post to fill where none is open. */
  opening(section: string, subject: string): Opening;
  posting(teacher: Teacher, opening: Opening): Posting;
  /** The postings of a plan's moves, whoever made the plan. */
  postings(moves: readonly Pick<Move, 'teacher' | 'to' | 'subject'>[]): readonly Posting[];
  /** What a section and a subject are called. */
  nameOf(section: Section): Words;
  subject(code: string): Words;
}

/** One section × subject that teachers may be posted to. */
export interface Opening {
  readonly section: Section;
  readonly school: School;
  readonly subject: string;
  /** Posts to fill. */
  readonly count: number;
  readonly cell: Cell;
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
  const problem = canonical(given);
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
  const standing = standingRules(problem.policy);
  const inForce = standing.filter(({ name }) => !waived.has(name));
  const where = inForce.filter(({ scope }) => scope === 'where');
  const roads = travel.read(problem.policy.rules[travel.name]);
  const travels = standing.some(({ name }) => name === travel.name);

  const openingOf = (cell: Cell, section: Section): Opening => ({
    section,
    school: schools(section.school),
    subject: cell.subject,
    count: cell.openings,
    cell,
  });
  const everyCell = demand.cells.map((cell) => openingOf(cell, sections(cell.section)));
  const cells = new Map(everyCell.map((opening) => [keyOf(opening.section.id, opening.subject), opening]));
  const openings = everyCell.filter(({ count }) => count > 0);

  const distances = new Map<Teacher, Map<School, number | null>>();
  const distance = (teacher: Teacher, host: School): number | null => {
    const known = distances.get(teacher) ?? new Map<School, number | null>();
    distances.set(teacher, known);
    const before = known.get(host);
    if (before !== undefined) return before;
    const start = teacher.home ?? schools(sections(teacher.serving.section).school).location;
    const km = start && host.location ? roadKm(start, host.location, roads.roadFactor) : null;
    known.set(host, km);
    return km;
  };

  const facts: Facts = {
    km: distance,
    houses: (km) => travels && lodging(roads, km) === 'bed',
    wishes: (teacher) => wishes.get(teacher.id)?.schools ?? [],
  };
  const posting = (teacher: Teacher, opening: Opening) =>
    new Pair(teacher, sections(teacher.serving.section), opening, facts);

  const county: Case = {
    problem,
    demand,
    rules: inForce,
    goals: standingGoals(problem.policy),
    teachers: problem.teachers,
    openings,
    pins: problem.pins,
    teacher: teachers,
    section: sections,
    school: schools,
    staff: (section) => staff.get(section) ?? [],
    wish: (teacher) => wishes.get(teacher),
    points: (teacher, section, subject) =>
      scores.get(keyOf(teacher, section, subject)) ?? scores.get(keyOf(teacher, section, undefined)) ?? 0,
    holds: (rule) => inForce.some(({ name }) => name === rule),
    barred: (teacher) => barred().get(teacher) ?? null,
    kept: (wanted) => where.find((rule) => rule.keepsFrom(county, wanted) > 0) ?? null,
    opening: (section, subject) => {
      const found = cells.get(keyOf(section, subject));
      if (found) return found;
      const none = openingOf(emptyCell(section, subject), sections(section));
      cells.set(keyOf(section, subject), none);
      return none;
    },
    posting,
    postings: (moves) =>
      moves.map(({ teacher, to, subject }) => posting(teachers(teacher), county.opening(to, subject))),
    nameOf: (section) => {
      const { name } = schools(section.school);
      return {
        zh: `${name}${stageNames[section.stage].zh}`,
        en: `${name} (${stageNames[section.stage].en})`,
      };
    },
    subject: (code) => subjects(code).name,
    get eligible() {
      return eligible();
    },
    get base() {
      return base();
    },
    get candidates() {
      return candidates();
    },
  };

  const barredBy = (among: readonly StandingRule[], teacher: Teacher): Barred | null => {
    for (const rule of among) {
      if (rule.scope !== 'who') continue;
      const bar = rule.bars(county, teacher);
      if (bar) return { rule, bar };
    }
    return null;
  };
  const barred = once(
    () => new Map(problem.teachers.map((teacher) => [teacher, barredBy(inForce, teacher)])),
  );
  const eligible = once(() => problem.teachers.filter((teacher) => !barredBy(standing, teacher)));
  const base = once(() => {
    if (!exemption.read(problem.policy.rules[exemption.name]).countInBase) return county.eligible;
    const others = standing.filter(({ name }) => name !== exemption.name);
    return problem.teachers.filter((teacher) => !barredBy(others, teacher));
  });
  const candidates = once(() => {
    const found: Candidate[] = [];
    for (const teacher of problem.teachers) {
      if (county.barred(teacher)) continue;
      for (const opening of openings) {
        if (opening.section.id === teacher.serving.section) continue;
        const wanted = posting(teacher, opening);
        if (!county.kept(wanted)) found.push(wanted.at(found.length));
      }
    }
    return found;
  });
  return county;
}

interface Facts {
  km(teacher: Teacher, host: School): number | null;
  houses(km: number | null): boolean;
  wishes(teacher: Teacher): readonly string[];
}

/** Works its figures out when asked: most pairs of a teacher and a post fall at the first rule. */
class Pair implements Candidate {
  readonly teacher: Teacher;
  readonly from: Section;
  readonly opening: Opening;
  readonly column: number;
  readonly #facts: Facts;

  constructor(teacher: Teacher, from: Section, opening: Opening, facts: Facts, column = -1) {
    this.teacher = teacher;
    this.from = from;
    this.opening = opening;
    this.column = column;
    this.#facts = facts;
  }

  get km(): number | null {
    return this.#facts.km(this.teacher, this.opening.school);
  }

  get bed(): boolean {
    return this.#facts.houses(this.km);
  }

  get wish(): number | null {
    const place = this.#facts.wishes(this.teacher).indexOf(this.opening.school.id);
    return place < 0 ? null : place + 1;
  }

  at(column: number): Pair {
    return new Pair(this.teacher, this.from, this.opening, this.#facts, column);
  }
}

const stageNames = { primary: { zh: '小学部', en: 'primary' }, junior: { zh: '初中部', en: 'junior' } };

const keyOf = (...parts: readonly (string | undefined)[]): string => JSON.stringify(parts);

function index<T>(kind: string, items: readonly T[], key: (item: T) => string): (id: string) => T {
  const found = new Map(items.map((item) => [key(item), item]));
  return (id) => {
    const item = found.get(id);
    if (item === undefined) throw new Error(`The problem has no ${kind} '${id}'.`);
    return item;
  };
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
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
