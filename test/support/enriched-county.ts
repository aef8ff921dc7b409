import { plusDays } from '../../solver/calendar.ts';
import { caseOf } from '../../solver/case.ts';
import {
  clusterKinds,
  exemptionKinds,
  problem as format,
  type Problem,
  type ProblemInput,
  schoolKinds,
} from '../../solver/problem.ts';
import { rules } from '../../solver/rules/index.ts';
import { type Draw, draw } from './draw.ts';

/**
 * The same county with what a random one has not: clusters, hold-backs, seats, allowances and a budget, postings
 * running and over, circuits on file, the graduating grade, a base plan, rules relaxed, goals added up. The same for the same seed.
 */
export function enriched(county: Problem, seed: number): Problem {
  const chance = draw(seed + 77_777);
  const { teachers, sections } = county;
  const some = <Row>(rows: readonly Row[], share: number): Row[] => rows.filter(() => chance.chance(share));
  return withCircuitsBefore(
    seed,
    withCircuitsOnFile(
      seed,
      format.parse({
        ...county,
        policy: policyOf(county, chance),
        teachers: teachers.map((teacher) => ({
          ...teacher,
          graduatingGrade: chance.chance(0.3),
          ...(chance.chance(0.15) && {
            cadre: {
              role: chance.pick(['principal', 'deputy', 'mid-level', 'reserve']),
              since: teacher.serving.since,
              terms: chance.int(1, 3),
            },
          }),
          ...(chance.chance(0.12) && postingOf(county, teacher.serving.section, chance)),
        })),
        clusters: ['east', 'west', 'north'].map((id) => ({ id, kind: chance.pick(clusterKinds) })),
        holdBacks: some(teachers, 0.04).map(({ id }) => ({ teacher: id })),
        seats: sections.flatMap(({ id }) =>
          some(['principal', 'deputy'] as const, 0.6).map((role) => ({
            section: id,
            role,
            count: chance.int(0, 3),
          })),
        ),
        ...(chance.chance(0.8) && {
          allowance: {
            version: 'random',
            months: chance.int(9, 12),
            perHead: chance.int(0, 500),
            area: some(['near', 'far'], 0.8).map((zone) => ({ zone, monthly: chance.int(0, 300) })),
            transport: some([0, 5, 10, 20], 0.7).map((fromYears) => ({ fromYears, monthly: 20 * fromYears })),
          },
        }),
        ...(chance.chance(0.6) && { budget: chance.int(0, 60_000) }),
        ...(chance.chance(0.7) && {
          base: some(teachers, 0.2).map(({ id }) => ({
            teacher: id,
            section: chance.pick(sections).id,
            ...(chance.chance(0.5) && { subject: chance.pick(['chinese', 'maths', 'pe', 'music']) }),
          })),
        }),
      }),
    ),
  );
}

/** The rule about recruits is drawn for no county, so that all else stays as it is. */
const ofTeachers = rules.filter(({ name }) => name !== 'recruit');

/** Special and vocational schools; circuits on file that run, are over, go on or lack their days; drawn apart, so that all else stays as it is. */
function withCircuitsOnFile(seed: number, county: Problem): Problem {
  const chance = draw(seed + 888_888);
  if (!chance.chance(0.5)) return county;
  const { effective, teachers, sections } = county;
  const circuits = teachers.flatMap(({ id, serving }) => {
    const hosts = sections.filter((section) => section.id !== serving.section);
    if (hosts.length === 0 || !chance.chance(0.1)) return [];
    const from = chance.pick(['2024-09-01', plusDays(effective, -700), plusDays(effective, 1)]);
    const until = chance.pick([undefined, effective, plusDays(effective, 300), plusDays(effective, -1)]);
    return {
      teacher: id,
      section: chance.pick(hosts).id,
      subject: chance.pick(['chinese', 'maths', 'pe', 'music']),
      ...(chance.chance(0.8) && { days: chance.int(1, 7) / 2 }),
      from,
      ...(until !== undefined && until >= from && { until }),
    };
  });
  const schools = county.schools.map((school) => ({
    ...school,
    ...(chance.chance(0.15) && { kind: chance.pick(schoolKinds) }),
  }));
  return format.parse({ ...county, schools, ...(circuits.length > 0 && { circuits }) });
}

/** The circuits of a plan before, some that can be made again among them; drawn apart, so that all else stays as it is. */
function withCircuitsBefore(seed: number, county: Problem): Problem {
  const chance = draw(seed + 555_555);
  if (!chance.chance(0.7)) return county;
  const known = caseOf(county).circuits.map(({ teacher, opening }) => ({
    teacher: teacher.id,
    section: opening.section.id,
    subject: opening.post,
  }));
  const gone = county.teachers
    .slice(0, 2)
    .flatMap(({ id }) =>
      county.sections.slice(0, 1).map((section) => ({ teacher: id, section: section.id, subject: 'maths' })),
    );
  const rows = new Map([...known, ...gone].map((row) => [JSON.stringify(row), row]));
  const baseCircuits = [...rows.values()]
    .filter(() => chance.chance(0.3))
    .map((row) => ({ ...row, days: chance.int(1, 3) }));
  return { ...county, baseCircuits };
}

function postingOf({ sections, effective }: Problem, serving: string, chance: Draw) {
  const elsewhere = sections.filter(({ id }) => id !== serving);
  if (elsewhere.length === 0) return {};
  const until = chance.pick([undefined, effective, plusDays(effective, -1), plusDays(effective, -40)]);
  const home = chance.pick(elsewhere).id;
  return { posting: { home, since: '2024-09-01', ...(until !== undefined && { until }) } };
}

type PolicyInput = ProblemInput['policy'];

function policyOf(county: Problem, chance: Draw): PolicyInput {
  const { policy } = county;
  const weights = chance.chance(0.2);
  const relaxing = chance.chance(0.4);
  return {
    ...policy,
    rules: Object.fromEntries(
      ofTeachers.map(({ name, always, relaxable, level }) => {
        const given = policy.rules[name];
        // Drawn with the random policy, and never relaxed.
        if (name === 'circuit') return [name, given ?? { level }] as const;
        const usual =
          given?.level ?? (level === 'off' ? chance.pick(['off', 'law', 'policy'] as const) : level);
        const relaxed = relaxing && relaxable && usual !== 'off' && chance.chance(0.25);
        const setting = {
          ...given,
          ...figures[name]?.(chance, county),
          level: always ? 'law' : relaxed ? 'policy' : usual,
          ...(relaxed && { relaxed: 'the bureau, 1 July' }),
        };
        return [name, setting] as const;
      }),
    ),
    goals: policy.goals.map((goal) => ({
      ...goal,
      ...(weights && chance.chance(0.9) && { weight: chance.int(0, 9) }),
      ...spread(goal.name, chance),
    })),
    ...(weights && { combine: 'weights' as const }),
  };
}

/** Of indicators that few random teachers count in by themselves. */
const spread = (goal: string, chance: Draw) =>
  goal === 'balance' || goal === 'balance-limit'
    ? {
        indicators: ['teachers', 'education', 'titles', 'backbone', 'arts-and-pe'],
        primary: 0.2,
        junior: 0.1,
        view: chance.pick(['serving', 'serving', 'registered']),
      }
    : {};

const figures: Readonly<Record<string, (chance: Draw, county: Problem) => object>> = {
  cadre: (chance) => ({
    roles: ['principal', 'deputy'],
    rotation: chance.chance(0.7),
    terms: chance.int(1, 3),
    years: chance.pick([0, 4, 5, 6, 7, 8, 9]),
  }),
  tenure: (chance) => ({ years: chance.int(0, 4), afterReturn: chance.pick(['resets', 'continues']) }),
  exemption: (chance) => ({ kinds: exemptionKinds, countInBase: chance.chance(0.5) }),
  openings: (chance) => ({ backfill: chance.chance(0.4) }),
  swap: (chance) => ({ outLevel: chance.pick(['school', 'county']), maxAge: chance.int(35, 55) }),
  direction: (chance) => ({
    allowed: chance.shuffled(['outward', 'level', 'inward', 'strong-to-weak']).slice(0, chance.int(1, 3)),
    within: chance.shuffled(clusterKinds).slice(0, chance.int(0, 3)),
  }),
  cluster: (chance) => ({ kinds: chance.shuffled(clusterKinds).slice(0, chance.int(1, 2)) }),
  couples: (chance) => ({
    withinKm: chance.pick([0, 15, 30, 60]),
    clusters: chance.shuffled(clusterKinds).slice(0, chance.pick([0, 0, 1])),
  }),
  'longest-stay': (chance) => ({ years: chance.int(12, 40) }),
  'indicator-floor': (chance) => ({
    below: chance.pick(['keeps', 'may-fall', 'may-fall']),
    view: chance.pick(['serving', 'serving', 'registered']),
    ...(chance.chance(0.5) && {
      floors: (['primary', 'junior'] as const).flatMap((stage) =>
        chance
          .shuffled(['teachers', 'education', 'titles', 'backbone', 'arts-and-pe'])
          .slice(0, 2)
          .map((indicator) => ({ indicator, stage, least: chance.pick([0.5, 1.25, 4]) })),
      ),
    }),
  }),
  'sender-floor': (chance) => ({ madeUpBy: chance.pick(['arrivals', 'replacements']) }),
  'hold-back': (chance) => ({ percent: chance.pick([5, 10, 20]), atLeast: chance.pick([0, 1, 2, 2, 2]) }),
  establishment: (chance) => ({
    forms: chance
      .shuffled(['order-based', 'swap', 'pool', 'district', 'group', 'pair', 'cadre'])
      .slice(0, chance.int(1, 5)),
  }),
  'exchange-quota': (chance, { schools }) => ({
    percent: chance.pick([0, 5, 10]),
    ...(chance.chance(0.4) && { places: ['urban'], schools: [chance.pick(schools).id] }),
  }),
  'backbone-quota': (chance) => ({ percent: chance.pick([0, 0, 20]) }),
  'graduating-quota': (chance) => ({ percent: chance.pick([0, 0, 10, 30]) }),
  'cadre-quota': (chance) => ({ percent: chance.pick([0, 0, 10, 30]) }),
};
