import { completeYears, plusDays, plusYears } from '../calendar.ts';
import { keyed } from '../keyed.ts';
import { order } from '../order.ts';
import type { Move, Plan } from '../plan.ts';
import type { Place, Policy, Problem, School, Section, Teacher } from '../problem.ts';
import { retirementDay } from '../retirement.ts';
import { withReturns } from '../returns.ts';
import { cadre } from '../rules/cadre.ts';
import type { Outlook } from './outlook.ts';

/** A year's problem, and what is remembered of those whom the years before sent. */
export interface Standing {
  readonly problem: Problem;
  readonly sent: ReadonlyMap<string, Sent>;
}

/** What a teacher taught before being sent, and comes back to. */
interface Sent extends Pick<Teacher, 'subject' | 'secondSubject'> {
  /** The school whose bed the teacher has; null: needs none. */
  readonly bed: string | null;
}

/** The facts of a problem that nobody has been sent by yet. */
export const standing = (problem: Problem): Standing => ({ problem, sent: new Map() });

/**
 * The same year once its plan is carried out: who comes home is at home, and who moves serves at the host from the day of
 * effect, registered there where the relation moves, else on a posting of so many years. Cadres who rotate stay where they
 * go. Without a plan (none exists, or none was found) everybody but who comes home stays.
 */
export function carriedOut(
  { problem, sent }: Standing,
  { moves }: Pick<Plan, 'moves'>,
  outlook: Outlook,
): Standing {
  const { effective, sections, schools, teachers, ...rest } = withReturns(problem);
  const section = keyed('section', sections, ({ id }) => id);
  const made = new Map(moves.filter(({ form }) => form !== 'return').map((move) => [move.teacher, move]));
  const taken = [...made.values()].filter(({ bed }) => bed).map(({ to }) => section(to).school);
  const left = [...made.keys()].flatMap((id) => sent.get(id)?.bed ?? []);
  return {
    problem: {
      ...rest,
      effective,
      sections,
      schools: withBeds(withBeds(schools, left, 1), taken, -1),
      teachers: teachers.map((teacher) => {
        const move = made.get(teacher.id);
        return move ? movedBy(move, teacher, section(move.to), effective, outlook) : teacher;
      }),
    },
    sent: new Map([
      ...sent,
      ...teachers.flatMap(({ id, subject, secondSubject }) => {
        const move = made.get(id);
        if (!move) return [];
        const bed = move.bed ? section(move.to).school : null;
        return [[id, { ...(subject && { subject }), ...(secondSubject && { secondSubject }), bed }] as const];
      }),
    ]),
  };
}

function movedBy(
  { relationMoves, role, subject, from }: Move,
  teacher: Teacher,
  host: Section,
  effective: string,
  { postingYears }: Outlook,
): Teacher {
  const { posting: _posting, ...rest } = teacher;
  const away = !relationMoves && role === null;
  return {
    ...rest,
    ...(subject !== null && teaching(teacher, subject)),
    ...(role !== null && { cadre: { role, since: effective, terms: 1 } }),
    serving: { section: host.id, since: effective },
    ...(relationMoves && { registered: { school: host.school, since: effective } }),
    ...(away && {
      posting: { home: from, since: effective, until: plusDays(plusYears(effective, postingYears), -1) },
    }),
  };
}

/** Who fills a post teaches its subject first, and the own main subject second. */
const teaching = ({ subject: own }: Teacher, subject: string): Pick<Teacher, 'subject' | 'secondSubject'> =>
  own === subject ? {} : { subject, ...(own !== undefined && { secondSubject: own }) };

/** Somebody who leaves at the age of retirement. */
export interface Retirement {
  readonly teacher: string;
  /** Where the teacher served last. */
  readonly section: string;
  readonly subject: string | null;
  /** The day the age is reached. */
  readonly on: string;
}

export interface NextYear extends Standing {
  /** Who leaves until the day the next moves take effect, that day included; by day, then staff number. */
  readonly retirements: readonly Retirement[];
  /** Who stays, as they stood this year. */
  readonly staying: readonly Teacher[];
}

/**
 * The problem of the next school year, by this one's as its plan was carried out: who reaches the age of retirement is gone,
 * the clocks run on by themselves as they are days, and a term of a cadre that ends is followed by another. Requests, wishes,
 * points, pins, hold-backs, the plan it started from and decisions to relax a rule are of one year, and are not carried on.
 */
export function nextYear(
  { problem, sent }: Standing,
  sections: readonly Section[],
  { retirement }: Outlook,
): NextYear {
  const effective = plusYears(problem.effective, 1);
  const retirements = retiring(problem.teachers, retirement, effective);
  const gone = new Set(retirements.map(({ teacher }) => teacher));
  const staying = problem.teachers.filter(({ id }) => !gone.has(id));
  const isOver = ({ posting }: Teacher) => posting?.until !== undefined && posting.until < effective;
  const back = new Set(staying.filter(isOver).map(({ id }) => id));
  const freed = [...gone, ...back].flatMap((id) => sent.get(id)?.bed ?? []);
  const host = hostOf(problem);
  const { format, county, curriculum, load, clusters, allowance, budget } = problem;
  const circuits = problem.circuits?.filter(
    ({ teacher, until }) => !gone.has(teacher) && (until === undefined || until >= effective),
  );
  return {
    problem: {
      format,
      county,
      schoolYear: problem.schoolYear + 1,
      effective,
      curriculum,
      load,
      policy: withoutDecisions(problem.policy),
      schools: withBeds(problem.schools, freed, 1),
      sections: [...sections],
      teachers: staying.map((teacher) =>
        older(teacher, {
          problem,
          gone,
          rural: (teacher.posting !== undefined || sent.has(teacher.id)) && isRuralOrWeak(host(teacher)),
          own: back.has(teacher.id) ? sent.get(teacher.id) : undefined,
        }),
      ),
      requests: [],
      wishes: [],
      points: [],
      pins: [],
      ...(circuits && circuits.length > 0 && { circuits }),
      ...(clusters && { clusters }),
      ...(allowance && { allowance }),
      ...(budget !== undefined && { budget }),
      ...seatsOf(problem),
    },
    sent: new Map([...sent].filter(([id]) => !gone.has(id) && !back.has(id))),
    retirements,
    staying,
  };
}

/** Who reaches the age of retirement by a day, and after another where one is given; by day, then staff number. */
const retiring = (
  teachers: readonly Teacher[],
  { rows }: Outlook['retirement'],
  until: string,
  after: string | null = null,
): Retirement[] =>
  teachers
    .flatMap((teacher): Retirement[] => {
      const on = retirementDay(teacher, rows);
      if (on === null || on > until || (after !== null && on <= after)) return [];
      return [
        { teacher: teacher.id, section: teacher.serving.section, subject: teacher.subject ?? null, on },
      ];
    })
    .sort((a, b) => order(a.on, b.on) || order(a.teacher, b.teacher));

/**
 * The facts of a day on the later day that the first moves take effect: who reaches the age of retirement after the one and
 * by the other is gone, with everything that names them; the seats they held are vacant. Who had reached it before and is
 * still on file serves on, as the file says. Postings that are over by then end by themselves (returns.ts).
 */
export function onFirstDay(
  problem: Problem,
  { asOf, retirement }: Outlook,
): Pick<NextYear, 'problem' | 'retirements'> {
  if (asOf === undefined) return { problem, retirements: [] };
  const retirements = retiring(problem.teachers, retirement, problem.effective, asOf);
  if (retirements.length === 0) return { problem, retirements };
  const gone = new Set(retirements.map(({ teacher }) => teacher));
  const left = <Row extends { readonly teacher: string }>(rows: readonly Row[]): Row[] =>
    rows.filter(({ teacher }) => !gone.has(teacher));
  const { holdBacks, base, baseCircuits, circuits } = problem;
  const remaining = circuits && left(circuits);
  return {
    retirements,
    problem: {
      ...problem,
      teachers: problem.teachers
        .filter(({ id }) => !gone.has(id))
        .map(({ partner, ...teacher }) => ({
          ...teacher,
          ...(partner !== undefined && !gone.has(partner) && { partner }),
        })),
      wishes: left(problem.wishes),
      points: left(problem.points),
      pins: left(problem.pins),
      ...(holdBacks && { holdBacks: left(holdBacks) }),
      ...(base && { base: left(base) }),
      ...(baseCircuits && { baseCircuits: left(baseCircuits) }),
      ...(remaining && { circuits: remaining }),
      ...seatsOf(problem),
    },
  };
}

interface Aging {
  readonly problem: Problem;
  readonly gone: ReadonlySet<string>;
  /** Whether the year counts as one of rural service. */
  readonly rural: boolean;
  /** What is taught again from now on; undefined: no change. */
  readonly own: Sent | undefined;
}

function older(teacher: Teacher, { problem, gone, rural, own }: Aging): Teacher {
  const { partner, cadre: held, subject, secondSubject, ...rest } = teacher;
  const taught = own ?? { subject, secondSubject };
  return {
    ...rest,
    ...(taught.subject !== undefined && { subject: taught.subject }),
    ...(taught.secondSubject !== undefined && { secondSubject: taught.secondSubject }),
    ...(partner !== undefined && !gone.has(partner) && { partner }),
    ...(held && { cadre: inTerm(held, problem) }),
    ruralYears: rural ? Math.min(MOST_RURAL_YEARS, teacher.ruralYears + 1) : teacher.ruralYears,
  };
}

/** The most years of rural service a problem holds. */
const MOST_RURAL_YEARS = 80;

/** A term that ends within the year is followed by the next; one that had ended before has no successor on file. */
function inTerm(
  held: NonNullable<Teacher['cadre']>,
  { policy, effective }: Problem,
): NonNullable<Teacher['cadre']> {
  const { termYears } = cadre.read(policy.rules[cadre.name]);
  const next = plusYears(effective, 1);
  const ends =
    completeYears(held.since, effective) < termYears && completeYears(held.since, next) >= termYears;
  return ends
    ? { ...held, since: plusYears(held.since, termYears), terms: Math.min(20, held.terms + 1) }
    : held;
}

/** The seats that were held go on being seats when who held them leaves. */
function seatsOf({ seats = [], teachers }: Problem): Pick<Problem, 'seats'> {
  type Seat = (typeof seats)[number];
  const known = new Map<string, Seat>(seats.map((seat) => [JSON.stringify([seat.section, seat.role]), seat]));
  const given = new Set(known.keys());
  for (const { cadre: held, serving } of teachers) {
    if (!held) continue;
    const key = JSON.stringify([serving.section, held.role]);
    if (given.has(key)) continue;
    const count = (known.get(key)?.count ?? 0) + 1;
    known.set(key, { section: serving.section, role: held.role, count });
  }
  return known.size === 0 ? {} : { seats: [...known.values()] };
}

/** A rule is relaxed for one plan: the next year asks for a decision of its own. */
const withoutDecisions = ({ rules, ...policy }: Policy): Policy => ({
  ...policy,
  rules: Object.fromEntries(
    Object.entries(rules).map(([name, { relaxed: _relaxed, ...setting }]) => [name, setting]),
  ),
});

/** A bed more, or fewer, for each time a school is named; below 0, where the rule about beds is not applied, counts as none. */
const withBeds = (schools: readonly School[], named: readonly string[], by: 1 | -1): School[] =>
  schools.map((school) => ({
    ...school,
    beds: Math.max(0, school.beds + by * named.filter((id) => id === school.id).length),
  }));

function hostOf({ sections, schools }: Problem): (teacher: Teacher) => School {
  const section = keyed('section', sections, ({ id }) => id);
  const school = keyed('school', schools, ({ id }) => id);
  return ({ serving }) => school(section(serving.section).school);
}

/** Where years count as rural service: beyond the county town, and in weak schools. */
const isRuralOrWeak = ({ place, weak }: School): boolean => weak || ruralPlaces.includes(place);
const ruralPlaces: readonly Place[] = ['township-centre', 'village', 'teaching-point'];
