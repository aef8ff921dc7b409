import type { Case } from './case.ts';
import { millionths } from './demand.ts';
import { grouped } from './grouped.ts';
import { onceFor } from './once.ts';
import type { Opening } from './opening.ts';
import { order } from './order.ts';
import type { Words } from './plan.ts';
import type { Place, School, Section, Teacher } from './problem.ts';
import { certificate } from './rules/certificate.ts';
import { wholePost } from './rules/whole-post.ts';
import { lossesOf, spareInAll, spareOf } from './staffing.ts';

/** Who could teach where on some days of the week, the own post and school kept (走教): what the rule `circuit` lets be. */
export interface Circuit {
  readonly teacher: Teacher;
  /** The own section. */
  readonly from: Section;
  /** The section × subject taught elsewhere. */
  readonly opening: Opening;
  /** Road distance from the own school; null: unknown. */
  readonly km: number | null;
}

/** A circuit the plan may make; `column` is its place in the model, and counts its days. */
export interface PossibleCircuit extends Circuit {
  readonly column: number;
  /** The most days a week. */
  readonly most: number;
}

/** A circuit of a plan. */
export interface MadeCircuit extends Circuit {
  /** Days a week. */
  readonly days: number;
}

/** Days a week of all of them together. */
export const daysOf = (circuits: readonly MadeCircuit[]): number =>
  circuits.reduce((sum, { days }) => sum + days, 0);

/** What the rule `circuit` is set to. */
export interface CircuitFigures {
  week: number;
  mostDays: number;
  mostSchools: number;
  withinKm: number;
  leastGap: number;
  places: readonly Place[];
  weak: boolean;
  nearest: number;
}

/** The most days a week anybody is away: at least one is left for the own school. */
export const mostDaysOf = ({ mostDays, week }: CircuitFigures): number => Math.min(mostDays, week - 1);

/**
 * The days of lessons that circuits may bring to a section × subject: its gap as days of the week, a day begun counting
 * as one. 0 where the section does not receive, or the gap is worth none.
 */
export function daysWanted(figures: CircuitFigures, { school, subject, cell }: Opening): number {
  const receives = figures.places.includes(school.place) || (figures.weak && school.weak);
  const worth = cell.critical || millionths(cell.gap) >= millionths(figures.leastGap);
  if (subject === null || !receives || !cell.specialist || !worth) return 0;
  return Math.ceil((figures.week * millionths(cell.gap)) / millionths(1));
}

/**
 * Every circuit that is allowed by itself, by teacher, then section and subject. Of the sections with hours to spare in
 * the subject only those `nearest` to one that wants days are asked, so that their number grows with what is wanted.
 */
export function circuitsOf(
  county: Case,
  figures: CircuitFigures,
  wanting: readonly Opening[],
): PossibleCircuit[] {
  if (wanting.length === 0) return [];
  const lenders = lendersOf(county, figures);
  const distances = distancesWithin(county, figures.withinKm);
  const forbidden = forbiddenOf(county);
  const found = wanting.flatMap((opening): Omit<PossibleCircuit, 'column'>[] => {
    const { school, section, subject } = opening;
    const apart = distances(school);
    const able = lenders.get(keyOf(subject, section.stage)) ?? new Map<Section, Teacher[]>();
    const near = [...able]
      .flatMap(([from, teachers]) => {
        const km = from.school === school.id ? null : apart(county.school(from.school));
        return km === null ? [] : [{ from, teachers, km }];
      })
      .sort((a, b) => a.km - b.km || order(a.from.id, b.from.id))
      .slice(0, figures.nearest);
    const most = Math.min(mostDaysOf(figures), county.daysWanted(opening));
    return near.flatMap(({ from, teachers, km }) =>
      teachers
        .filter(({ id }) => !forbidden.has(keyOf(id, section.id)))
        .map((teacher) => ({ teacher, from, opening, km, most })),
    );
  });
  return found
    .sort((a, b) => order(a.teacher.id, b.teacher.id))
    .map((circuit, place) => ({ ...circuit, column: county.candidates.length + place }));
}

/** The circuits of a point of the model, with their days. */
export const circuitsAt = ({ circuits }: Case, values: Float64Array): (PossibleCircuit & MadeCircuit)[] =>
  circuits
    .map((circuit) => ({ ...circuit, days: values[circuit.column] ?? 0 }))
    .filter(({ days }) => days > 0);

/** What keeps a circuit from being made at all, as a clause; null: nothing does. */
export function obstacle(county: Case, figures: CircuitFigures, circuit: Circuit): Words | null {
  const { teacher, from, opening, km } = circuit;
  if (barOf(county, teacher)) return { zh: '本人不宜走教', en: 'the teacher is not free for it' };
  if (!isWhole(leastFteOf(county), teacher)) {
    return { zh: '任教不足一个专任岗位', en: 'the teacher serves less than a whole post' };
  }
  if (!certified(ranksOf(county), teacher).includes(keyOf(opening.subject, opening.section.stage))) {
    return { zh: '没有该学科、学段的资格', en: 'the teacher is not certified for it' };
  }
  if (from.school === opening.school.id) return { zh: '即本校', en: 'it is the own school' };
  if (county.daysWanted(opening) === 0) return { zh: '该处不需要走教', en: 'no days are wanted there' };
  if (km === null || km > figures.withinKm) {
    return { zh: `路程超过${figures.withinKm}公里`, en: `it is beyond ${figures.withinKm} km` };
  }
  if (!hasDayToSpare(county, figures, teacher)) {
    return { zh: '本校该学科没有富余课时', en: 'the own school has no day to spare' };
  }
  if (forbiddenOf(county).has(keyOf(teacher.id, opening.section.id))) {
    return { zh: '经办人已禁止', en: 'it is forbidden by a pin' };
  }
  return allowedOf(county).get(teacher)?.has(opening)
    ? null
    : {
        zh: `另有${figures.nearest}个更近的学部有富余课时`,
        en: `${figures.nearest} nearer sections have hours to spare`,
      };
}

/** Those who may teach elsewhere on a day, by subject and stage they are certified for, then by own section. */
function lendersOf(county: Case, figures: CircuitFigures): Map<string, Map<Section, Teacher[]>> {
  const found = new Map<string, Map<Section, Teacher[]>>();
  const ranks = ranksOf(county);
  const leastFte = leastFteOf(county);
  for (const teacher of county.teachers) {
    const lends =
      isWhole(leastFte, teacher) && hasDayToSpare(county, figures, teacher) && !barOf(county, teacher);
    for (const key of lends ? certified(ranks, teacher) : []) {
      const sections = found.get(key) ?? new Map<Section, Teacher[]>();
      found.set(key, sections);
      const from = county.section(teacher.serving.section);
      sections.set(from, [...(sections.get(from) ?? []), teacher]);
    }
  }
  return found;
}

/** Whether a rule keeps the teacher from teaching elsewhere even on a day; cadres who rotate are kept too. */
const barOf = (county: Case, teacher: Teacher): boolean =>
  county.rotates(teacher) !== null ||
  county.rules.some((rule) => barring.includes(rule.name) && rule.bars(county, teacher) !== null);

const barring: readonly string[] = ['cadre', 'running-posting', 'exemption', 'hold-back'];

type Ranks = 'main' | 'main-or-second';

/** What certificates a post, and so a day, may be filled by. */
const ranksOf = ({ problem }: Case): Ranks => certificate.read(problem.policy.rules[certificate.name]).ranks;

/** The least share of a full-time post that fills a post, and so a day. */
const leastFteOf = ({ problem }: Case): number =>
  wholePost.read(problem.policy.rules[wholePost.name]).leastFte;

const isWhole = (leastFte: number, { fte }: Teacher): boolean => millionths(fte) >= millionths(leastFte);

/** Each subject and stage the teacher is certified for. */
const certified = (ranks: Ranks, { certificates }: Teacher): string[] => [
  ...new Set(
    certificates
      .filter(({ rank }) => rank === 'main' || ranks !== 'main')
      .map(({ subject, stage }) => keyOf(subject, stage)),
  ),
];

/** Whether what the own section has to spare today, by subject and in all, holds one day of the teacher. */
function hasDayToSpare(county: Case, { week }: CircuitFigures, teacher: Teacher): boolean {
  const { section } = teacher.serving;
  const losses = lossesOf(county, teacher);
  const all = losses.reduce((sum, { amount }) => sum + amount, 0);
  return (
    losses.length > 0 &&
    all <= week * spareInAll(county, section) &&
    losses.every(({ subject, amount }) => amount <= week * spareOf(county, section, subject))
  );
}

/** Teachers and sections that an officer keeps apart. */
const forbiddenOf = onceFor(
  (county: Case): ReadonlySet<string> =>
    new Set(
      (county.holds('pins') ? county.pins : []).flatMap((pin) =>
        pin.kind === 'forbid' ? [keyOf(pin.teacher, pin.section)] : [],
      ),
    ),
);

/** Where each teacher may teach on some days. */
const allowedOf = onceFor(
  (county: Case): ReadonlyMap<Teacher, ReadonlySet<Opening>> =>
    new Map(
      [...grouped(county.circuits, ({ teacher }) => teacher)].map(([teacher, own]) => [
        teacher,
        new Set(own.map(({ opening }) => opening)),
      ]),
    ),
);

/** Road distances between two schools, each reckoned once; null: beyond so many km, or unknown. */
const distancesWithin = (county: Case, most: number): ((host: School) => (own: School) => number | null) =>
  onceFor((host) =>
    onceFor((own) => {
      const km = areFar(host, own, most) ? null : county.apart(own, host);
      return km !== null && km <= most ? km : null;
    }),
  );

/** Whether so many degrees of latitude alone lie between two schools: cheaper to ask than the road. */
const areFar = (one: School, other: School, km: number): boolean =>
  one.location !== undefined &&
  other.location !== undefined &&
  Math.abs(one.location.latitude - other.location.latitude) * KM_OF_DEGREE > km + 1;

/** No more than a degree of latitude; with the kilometre above, a distance rounded down is not passed over. */
const KM_OF_DEGREE = 111;

const keyOf = (...parts: readonly (string | null)[]): string => JSON.stringify(parts);
