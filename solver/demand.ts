import { runningCircuits } from './circuits-on-file.ts';
import { grouped } from './grouped.ts';
import { order } from './order.ts';
import type { BackboneLevel, Problem, Section, Stage, Teacher } from './problem.ts';
import { backboneLevels } from './problem.ts';
import { weekOf } from './week.ts';

/**
 * Demand: what every section needs, has, lacks and can spare, by subject (domain B1).
 *
 *     need   = Σ grades (classes × weekly periods) ÷ weekly load
 *     supply = Σ serving teachers' shares of their full-time post
 *
 * Reckoned in whole millionths of a full-time post (FTE): need is rounded once, to the nearest millionth, and
 * everything after that is integer addition, so neither the order of rows nor 0.1 + 0.2 can open a post.
 *
 * Supply, in this order within each section:
 * 1. A teacher's capacity is `fte`, less the share class-teacher duty takes, and less the days given to other sections by
 *    circuit teaching on file: a day is one of the week's share of a full-time post, and nobody gives more than the
 *    capacity holds. What such days bring is supply of the host in the subject taught there, counted before its own
 *    teachers. No subject: no capacity at home.
 * 2. Main subjects are taught first: by teachers without a second subject, then by those with one, who has taught
 *    longest first.
 * 3. What the main subject leaves over goes to the second subject as far as that still lacks hours, in the same order;
 *    the rest stays with the main subject. Of two who began on one day the one who came to the section first, then the
 *    older, comes first, and only then the lower staff number: who is told to teach what hangs on no number.
 * 4. Hours beyond a subject's need cover the section's non-specialist subjects (`lent`), from the subject with
 *    most to spare first, then by subject code. Only what is left after that is surplus.
 */
export interface Demand {
  /** Every section × subject that is needed, taught or asked for there, by section, then subject. */
  readonly cells: readonly Cell[];
  cell(section: string, subject: string): Cell | undefined;
  readonly sections: ReadonlyMap<string, SectionDemand>;
  /** What the teacher supplies now at the own section, main subject first, in FTE; empty for who teaches no subject. */
  share(teacher: string): readonly Share[];
}

/**
 * One section × subject. FTE figures are whole millionths. Always `supply − lent = need + surplus − gap`, and
 * gap and surplus are never both above 0.
 */
export interface Cell {
  section: string;
  subject: string;
  /** FTE. */
  need: number;
  /** FTE: the sum of the serving teachers' shares, and of what comes by circuit. */
  supply: number;
  /** FTE: how much of the supply comes by circuit teaching on file, from teachers of other sections. */
  circuitsIn: number;
  /** FTE: what the subject's own teachers give to other sections by circuit teaching on file; not in the supply. */
  circuitsOut: number;
  /** FTE lent to non-specialist subjects; below 0: borrowed from the others. Sums to 0 in a section. */
  lent: number;
  /** FTE. */
  gap: number;
  /** FTE. */
  surplus: number;
  /** Posts open to exchange. */
  openings: number;
  /** Posts asked for by approved requests. */
  requested: number;
  /** The highest priority asked, 1 to 5; 3 where nobody asked. */
  priority: number;
  /** The highest backbone level asked. */
  level: BackboneLevel;
  /** Needed by specialists, and nobody in the section teaches it or is certified for it (开不齐课). */
  critical: boolean;
  specialist: boolean;
}

/** A whole section, in FTE: all subjects together, non-specialist ones included. */
export interface SectionDemand {
  section: string;
  need: number;
  supply: number;
  /** The sum of its cells' surplus. */
  surplus: number;
}

interface Share {
  subject: string;
  fte: number;
}

/** The whole number of millionths in an FTE figure of this file, for sums that must be exact. */
export const millionths = (fte: number): number => Math.round(fte * MILLION);

export function demandOf(problem: Problem): Demand {
  const staff = grouped(sorted(problem.teachers, seniority), ({ serving }) => serving.section);
  const requests = grouped(problem.requests, ({ section }) => section);
  const subjects = sorted(problem.curriculum.subjects, ({ code }) => code);
  const visits = visitsOf(problem);
  const visitors = grouped(visits, ({ section }) => section);
  const away = new Map<string, number>();
  for (const { teacher, hours } of visits) away.set(teacher, (away.get(teacher) ?? 0) + hours);
  const capacity = (teacher: Teacher) => capacityOf(problem, teacher) - (away.get(teacher.id) ?? 0);
  const cells: Cell[] = [];
  const sections = new Map<string, SectionDemand>();
  const shares = new Map<string, readonly Share[]>();

  for (const section of sorted(problem.sections, ({ id }) => id)) {
    const teachers = staff.get(section.id) ?? [];
    const asked = requests.get(section.id) ?? [];
    const accounts = new Map<string, Account>();
    for (const subject of subjects) accounts.set(subject.code, account(problem, section, subject));

    for (const { subject, hours } of visitors.get(section.id) ?? []) {
      const host = accounts.get(subject);
      if (!host) continue;
      host.supply += hours;
      host.coming += hours;
    }
    for (const { id, subject } of teachers) {
      const home = accounts.get(subject ?? '');
      if (home) home.going += away.get(id) ?? 0;
    }
    for (const [teacher, share] of supplies(capacity, teachers, accounts)) shares.set(teacher, share);
    lend([...accounts.values()]);

    for (const entry of accounts.values()) {
      const wanted = asked.filter((request) => request.subject === entry.subject);
      const taught =
        entry.coming > 0 || teachers.some((teacher) => mayTeach(teacher, section, entry.subject));
      if (entry.need > 0 || entry.supply > 0 || wanted.length > 0) {
        cells.push(cellOf(section, entry, wanted, taught, problem.policy.openings));
      }
    }
    sections.set(section.id, sectionOf(section, [...accounts.values()]));
  }

  const index = new Map(cells.map((cell) => [keyOf(cell.section, cell.subject), cell]));
  return {
    cells,
    cell: (section, subject) => index.get(keyOf(section, subject)),
    sections,
    share: (teacher) => shares.get(teacher) ?? [],
  };
}

const MILLION = 1_000_000;

/** A subject's hours in one section while they are shared out, in millionths of a full-time post. */
interface Account {
  subject: string;
  specialist: boolean;
  need: number;
  supply: number;
  /** What of the supply comes by circuit, and what own teachers give elsewhere so. */
  coming: number;
  going: number;
  lent: number;
}

type Subject = Problem['curriculum']['subjects'][number];
type Openings = Problem['policy']['openings'];

/** By keys that are made once each. */
const sorted = <T>(items: readonly T[], key: (item: T) => string): T[] =>
  items
    .map((item): [string, T] => [key(item), item])
    .sort(([a], [b]) => order(a, b))
    .map(([, item]) => item);

/** Who has taught longest comes first. */
const seniority = ({ id, serving, teachingSince, born }: Teacher): string =>
  JSON.stringify([teachingSince, serving.since, born, id]);

const keyOf = (section: string, subject: string) => JSON.stringify([section, subject]);

function account(problem: Problem, section: Section, { code, specialist, periods }: Subject): Account {
  let weekly = 0;
  for (const [grade, classes] of Object.entries(section.classes)) {
    weekly += (classes ?? 0) * millionths(periods[grade] ?? 0);
  }
  // Where the load standard is silent no need can be told (registry-check.ts).
  const load = loadOf(problem, section.stage, code);
  const need = weekly === 0 || load === null ? 0 : Math.round(weekly / load);
  return { subject: code, specialist, need, supply: 0, coming: 0, going: 0, lent: 0 };
}

/** Weekly periods of one full-time post; null: the load standard is silent. */
export function loadOf({ load }: Pick<Problem, 'load'>, stage: Stage, subject: string): number | null {
  const ofStage = load.periods.filter((entry) => entry.stage === stage);
  const found =
    ofStage.find((entry) => entry.subject === subject) ??
    ofStage.find((entry) => entry.subject === undefined);
  return found?.load ?? null;
}

/** Steps 1 to 3 of the supply, written into the accounts; yields each teacher's shares. */
function supplies(
  capacityOf: (teacher: Teacher) => number,
  teachers: readonly Teacher[],
  accounts: Map<string, Account>,
) {
  const shares = new Map<string, Share[]>();
  const spare: { teacher: Teacher; hours: number }[] = [];
  const single = teachers.filter((teacher) => teacher.secondSubject === undefined);
  const double = teachers.filter((teacher) => teacher.secondSubject !== undefined);

  for (const teacher of [...single, ...double]) {
    const main = accounts.get(teacher.subject ?? '');
    if (!main) continue;
    const capacity = capacityOf(teacher);
    const beyond = Math.min(capacity, Math.max(0, main.supply + capacity - main.need));
    main.supply += capacity;
    shares.set(teacher.id, [{ subject: main.subject, fte: capacity / MILLION }]);
    if (beyond > 0 && teacher.secondSubject !== undefined) spare.push({ teacher, hours: beyond });
  }

  for (const { teacher, hours } of spare) {
    const main = accounts.get(teacher.subject ?? '');
    const second = accounts.get(teacher.secondSubject ?? '');
    if (!main || !second || second === main) continue;
    const given = Math.min(hours, Math.max(0, second.need - second.supply));
    if (given === 0) continue;
    main.supply -= given;
    second.supply += given;
    shares.set(teacher.id, [
      { subject: main.subject, fte: (capacityOf(teacher) - given) / MILLION },
      { subject: second.subject, fte: given / MILLION },
    ]);
  }
  return shares;
}

/** Millionths of a full-time post the teacher can teach, after class-teacher duty. */
const capacityOf = ({ load }: Problem, { fte, classTeacher }: Teacher): number =>
  millionths(fte * (1 - (classTeacher ? load.classTeacherDuty : 0)));

/** Lessons that somebody gives at another section by circuit teaching on file. */
interface Visit {
  readonly teacher: string;
  readonly section: string;
  readonly subject: string;
  /** Millionths of a full-time post. */
  readonly hours: number;
}

/**
 * What circuits on file bring on the day of effect. Whoever is told to give more days than the post holds gives what it
 * holds, to the first sections by key (registry-check.ts tells of it).
 */
function visitsOf(problem: Problem): Visit[] {
  const running = runningCircuits(problem);
  if (running.length === 0) return [];
  const left = new Map(problem.teachers.map((teacher) => [teacher.id, capacityOf(problem, teacher)]));
  const inTurn = sorted(running, ({ teacher, section, subject, from }) =>
    JSON.stringify([teacher, section, subject, from]),
  );
  return inTurn.flatMap(({ teacher, section, subject, days = 0 }): Visit[] => {
    const capacity = left.get(teacher) ?? 0;
    const hours = Math.min(capacity, dayShares(problem, days));
    left.set(teacher, capacity - hours);
    return hours > 0 ? [{ teacher, section, subject, hours }] : [];
  });
}

/** Millionths of a full-time post that so many days of the week are. */
const dayShares = ({ policy }: Pick<Problem, 'policy'>, days: number): number =>
  Math.round((days * MILLION) / weekOf(policy));

/** Teachers who are told to give more days by circuit than their post holds beside class-teacher duty. */
export function overspent(problem: Problem): { teacher: Teacher; days: number; held: number }[] {
  const running = grouped(runningCircuits(problem), ({ teacher }) => teacher);
  return problem.teachers.flatMap((teacher) => {
    const own = running.get(teacher.id) ?? [];
    const days = own.reduce((sum, one) => sum + (one.days ?? 0), 0);
    const capacity = capacityOf(problem, teacher);
    const held = (capacity * weekOf(problem.policy)) / MILLION;
    return dayShares(problem, days) > capacity ? [{ teacher, days, held }] : [];
  });
}

/** Step 4 of the supply: hours beyond need cover the non-specialist subjects. */
function lend(accounts: readonly Account[]): void {
  const lenders = accounts
    .filter((entry) => entry.supply > entry.need)
    .toSorted((a, b) => b.supply - b.need - (a.supply - a.need));
  for (const borrower of accounts.filter((entry) => !entry.specialist)) {
    for (const lender of lenders) {
      const hours = Math.min(lender.supply - lender.need - lender.lent, lacking(borrower));
      if (hours <= 0) continue;
      lender.lent += hours;
      borrower.lent -= hours;
    }
  }
}

const lacking = ({ need, supply, lent }: Account): number => Math.max(0, need - supply + lent);
const beyondNeed = ({ need, supply, lent }: Account): number => Math.max(0, supply - lent - need);

const mayTeach = ({ subject, secondSubject, certificates }: Teacher, { stage }: Section, wanted: string) =>
  subject === wanted ||
  secondSubject === wanted ||
  certificates.some((certificate) => certificate.subject === wanted && certificate.stage === stage);

function cellOf(
  section: Section,
  entry: Account,
  requests: Problem['requests'],
  taught: boolean,
  rule: Openings,
): Cell {
  const requested = requests.reduce((posts, request) => posts + request.count, 0);
  return {
    section: section.id,
    subject: entry.subject,
    need: entry.need / MILLION,
    supply: entry.supply / MILLION,
    circuitsIn: entry.coming / MILLION,
    circuitsOut: entry.going / MILLION,
    lent: entry.lent / MILLION,
    gap: lacking(entry) / MILLION,
    surplus: beyondNeed(entry) / MILLION,
    openings: entry.specialist ? openingsOf(lacking(entry), requested, rule) : 0,
    requested,
    priority: requests.length === 0 ? 3 : Math.max(...requests.map(({ priority }) => priority)),
    level: requests.reduce<BackboneLevel>((level, request) => higher(level, request.level), 'none'),
    critical: entry.specialist && entry.need > 0 && !taught,
    specialist: entry.specialist,
  };
}

/** Posts opened by a gap in millionths and the posts requested. */
function openingsOf(gap: number, requested: number, { rounding, threshold, requests }: Openings): number {
  const posts = gap === 0 || gap < millionths(threshold) ? 0 : rounded(gap, rounding);
  return requests === 'add' ? posts + requested : Math.max(posts, requested);
}

function rounded(gap: number, rounding: Openings['rounding']): number {
  if (rounding === 'up') return Math.ceil(gap / MILLION);
  return Math.floor((gap + (rounding === 'nearest' ? MILLION / 2 : 0)) / MILLION);
}

const higher = (a: BackboneLevel, b: BackboneLevel): BackboneLevel =>
  backboneLevels.indexOf(a) >= backboneLevels.indexOf(b) ? a : b;

function sectionOf({ id }: Section, accounts: readonly Account[]): SectionDemand {
  const need = accounts.reduce((sum, entry) => sum + entry.need, 0);
  const supply = accounts.reduce((sum, entry) => sum + entry.supply, 0);
  return {
    section: id,
    need: need / MILLION,
    supply: supply / MILLION,
    surplus: accounts.reduce((sum, entry) => sum + beyondNeed(entry), 0) / MILLION,
  };
}
