import { candidatesOf } from './candidates.ts';
import { canonical, hashOf } from './canonical.ts';
import { circuitsOf, daysWanted, type MadeCircuit, type PossibleCircuit } from './circuits.ts';
import { type Demand, demandOf } from './demand.ts';
import { formsOf } from './forms.ts';
import type { StandingGoal } from './goals/goal.ts';
import { shortfallsOf } from './goals/shortfall.ts';
import { weightedSum } from './goals/weighted-sum.ts';
import { grouped } from './grouped.ts';
import { keyed } from './keyed.ts';
import { onFile } from './on-file.ts';
import { once, onceFor } from './once.ts';
import { type Opening, openingsOf } from './opening.ts';
import type { Move, PlannedCircuit, PlannedPlacement, Words } from './plan.ts';
import { type Facts, Pair, type Posting } from './posting.ts';
import {
  type BaseMove,
  type CadreRole,
  type CircuitOnFile,
  type ClusterKind,
  type HoldBack,
  type Pin,
  type Problem,
  type Recruit,
  roleNames,
  type School,
  type Section,
  type Teacher,
  type Wish,
} from './problem.ts';
import { type Placement, type PossiblePlacement, possiblePlacements } from './recruits.ts';
import { type Return, returnsOf, withReturns } from './returns.ts';
import { roadsOf } from './roads.ts';
import { cadre } from './rules/cadre.ts';
import { circuit } from './rules/circuit.ts';
import { establishment } from './rules/establishment.ts';
import { openings as openingsRule } from './rules/openings.ts';
import type { Measure, StandingRule } from './rules/rule.ts';
import { senderFloor } from './rules/sender-floor.ts';
import { swap } from './rules/swap.ts';
import { travel } from './rules/travel.ts';
import { wholePost } from './rules/whole-post.ts';
import { sectionName } from './section-name.ts';
import { standingGoals, standingRules } from './standing.ts';
import { type Barred, whoMayGo } from './who-may-go.ts';

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
  /** The rules that a named decision lets this plan break, and what their breaches are counted in. */
  readonly relaxed: ReadonlyMap<string, Measure>;
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
  /** Recruits to be placed, by id. */
  readonly recruits: readonly Recruit[];
  /** Every placement of one that nothing forbids by itself, by recruit, then section and subject. */
  readonly placements: readonly PossiblePlacement[];
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
  placement(recruit: Recruit, opening: Opening): Placement;
  /** The placements of a plan, whoever made it. */
  placementsOf(planned: readonly PlannedPlacement[] | undefined): readonly Placement[];
  /** Days of lessons a week that an opening lacks and circuits may bring; 0: none. */
  daysWanted(opening: Opening): number;
  /** What the school asked when it asked to keep the teacher; undefined: it did not. */
  heldBack(teacher: string): HoldBack | undefined;
  /** Where the plan this one starts from sends the teacher; undefined: nowhere. */
  baseMove(teacher: string): BaseMove | undefined;
  /** The teacher's circuits on file that run on the day of effect. */
  onCircuit(teacher: string): readonly CircuitOnFile[];
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

/** A posting the plan may make; `column` is its place among the candidates and in the model. */
export interface Candidate extends Posting {
  readonly column: number;
}

type PlannedMove = Pick<Move, 'teacher' | 'to' | 'subject'> & Partial<Pick<Move, 'role' | 'form'>>;

/** Throws an Error where the policy names a rule or goal that there is not, or rows name what the problem has not. */
export function caseOf(given: Problem, waived: ReadonlySet<string> = new Set()): Case {
  const frozen = canonical(given);
  const problem = withReturns(frozen);
  const demand = demandOf(problem);
  const teachers = keyed('teacher', problem.teachers, ({ id }) => id);
  const sections = keyed('section', problem.sections, ({ id }) => id);
  const schools = keyed('school', problem.schools, ({ id }) => id);
  const subjects = keyed('subject', problem.curriculum.subjects, ({ code }) => code);
  const serving = grouped(problem.teachers, (teacher) => teacher.serving.section);
  const staff = (section: string) => serving.get(section) ?? [];
  const sectionOf = (teacher: Teacher) => sections(teacher.serving.section);
  const file = onFile(problem);

  const standing = standingRules(problem.policy);
  const inForce = standing.filter(({ name }) => !waived.has(name));
  const relaxed = inForce.filter((rule) => rule.relaxed !== null);
  const strict = inForce.filter((rule) => rule.relaxed === null);
  const strictWhere = ofScope('where', strict);
  const relaxedWho = ofScope('who', relaxed);
  const relaxedWhere = ofScope('where', relaxed);
  const settings = problem.policy.rules;
  const stands = (name: string) => inForce.some((rule) => rule.name === name);
  /** Waived or not: what other rules and goals count by is the same where a diagnosis leaves the rule out. */
  const agreed = (name: string) => standing.some((rule) => rule.name === name);
  const travels = agreed(travel.name);
  const { leastFte } = wholePost.read(settings[wholePost.name]);
  const { backfill } = openingsRule.read(settings[openingsRule.name]);
  const madeUp =
    agreed(senderFloor.name) && senderFloor.read(settings[senderFloor.name]).madeUpBy === 'arrivals';
  const walks = circuit.read(settings[circuit.name]);
  const cadres = stands(cadre.name) ? cadre.read(settings[cadre.name]) : null;
  const rotating = cadres?.rotation === true ? cadres.roles : [];
  const movesAlong = agreed(establishment.name) ? establishment.read(settings[establishment.name]).forms : [];
  const wanted = standingGoals(problem);
  const recruits = keyed('recruit', problem.recruits ?? [], ({ id }) => id);
  const summed = problem.policy.combine === 'weights';

  const rotates = ({ cadre: held }: Teacher): CadreRole | null =>
    held && rotating.includes(held.role) ? held.role : null;
  const openings = openingsOf({ problem, demand, rotating, section: sections, school: schools, staff });
  const daysAt = (opening: Opening) => (stands(circuit.name) ? daysWanted(walks, opening) : 0);
  const wanting = openings.cells.filter((opening) => daysAt(opening) > 0);
  const roads = roadsOf(problem, (teacher) => schools(sectionOf(teacher).school));

  const facts: Facts = {
    km: roads.km,
    houses: (km) => travels && roads.houses(km),
    wishes: ({ id }) => file.wish(id)?.schools ?? [],
    form: formsOf({ problem, rules: inForce }),
    leaves: onceFor((teacher) => {
      const { section } = teacher.serving;
      const role = rotates(teacher);
      if (role) return openings.seat(section, role);
      const subject = demand.share(teacher.id)[0]?.subject ?? teacher.subject;
      return subject === undefined || teacher.fte < leastFte ? null : openings.at(section, subject);
    }),
    waives: (posting) =>
      relaxedWho.filter((rule) => rule.bars(county, posting.teacher)).length +
      relaxedWhere.filter((rule) => rule.keepsFrom(county, posting) > 0).length,
  };
  const posting = (teacher: Teacher, opening: Opening) =>
    new Pair(teacher, sectionOf(teacher), opening, facts);

  const county: Case = {
    ...file,
    problem,
    demand,
    rules: inForce,
    goals: [...shortfallsOf(relaxed), ...(summed ? [weightedSum(wanted)] : wanted)],
    parts: summed ? wanted : [],
    relaxed: new Map(relaxed.map(({ name, measure }) => [name, measure])),
    teachers: problem.teachers,
    returns: new Map(
      returnsOf(frozen).map(({ teacher: id, from }) => {
        const teacher = teachers(id);
        return [teacher, { teacher, from: sections(from), home: sectionOf(teacher) }];
      }),
    ),
    openings: openings.toFill,
    lacking: [...new Set([...openings.toFill, ...wanting])],
    week: walks.week,
    flows: backfill || stands(swap.name) || madeUp,
    recruits: problem.recruits ?? [],
    pins: onlyOnce(problem.pins),
    teacher: teachers,
    section: sections,
    school: schools,
    staff,
    holds: stands,
    rotates,
    barred: (teacher) => goers.barred(teacher),
    kept: (wanted) => strictWhere.find((rule) => rule.keepsFrom(county, wanted) > 0) ?? null,
    opening: openings.at,
    seat: openings.seat,
    posting,
    postings: (moves) =>
      moves
        .filter(({ form }) => form !== 'return')
        .map(({ teacher, to, subject, role = null }) =>
          posting(
            teachers(teacher),
            subject === null ? openings.seat(to, role ?? 'principal') : openings.at(to, subject),
          ),
        ),
    circuitsOf: (planned) =>
      planned.map(({ teacher: id, to, subject, days }) => {
        const teacher = teachers(id);
        const from = sectionOf(teacher);
        const opening = openings.at(to, subject);
        return { teacher, from, opening, km: roads.apart(schools(from.school), opening.school), days };
      }),
    placement: (recruit, opening) => {
      const km = roads.way(recruit.home, opening.school);
      const wish = (recruit.wishes ?? []).indexOf(opening.school.id) + 1;
      return { recruit, opening, km, bed: facts.houses(km), wish: wish > 0 ? wish : null };
    },
    placementsOf: (planned = []) =>
      planned.map(({ recruit, to, subject }) =>
        county.placement(recruits(recruit), openings.at(to, subject)),
      ),
    daysWanted: daysAt,
    nameOf: ({ school, stage }) => sectionName(schools(school).name, stage),
    subject: (code) => subjects(code).name,
    apart: roads.apart,
    relationMoves: ({ form }) => movesAlong.some((moving) => moving === (form ?? 'order-based')),
    postOf: ({ subject, role }) => (role ? roleNames[role] : subjects(subject ?? '').name),
    get hash() {
      return hash();
    },
    get eligible() {
      return goers.eligible();
    },
    get base() {
      return goers.base();
    },
    get cadres() {
      return goers.cadres();
    },
    get candidates() {
      return candidates();
    },
    get circuits() {
      return circuits();
    },
    get placements() {
      return placements();
    },
  };

  const hash = once(() => hashOf(frozen));
  const goers = whoMayGo(county, standing, strict);
  const candidates = once(() =>
    candidatesOf(county, { strict: strictWhere, posting, leaves: facts.leaves, reach: roads.reach }),
  );
  const placements = once(() => possiblePlacements(county));
  const circuits = once(() => circuitsOf(county, walks, wanting));
  return county;
}

/** What is pinned twice over is pinned. */
const onlyOnce = (pins: readonly Pin[]): Pin[] => [
  ...new Map(pins.map((pin) => [JSON.stringify(pin), pin])).values(),
];

const ofScope = (scope: StandingRule['scope'], among: readonly StandingRule[]): StandingRule[] =>
  among.filter((rule) => rule.scope === scope);
