import {
  type BackboneLevel,
  type CadreRole,
  type ClusterKind,
  exemptionKinds,
  type Place,
  type Policy,
  type Problem,
  places,
  type SchoolKind,
  type Stage,
} from '../problem.ts';

/**
 * What every rule and goal stands at where a policy does not say otherwise, written down a second time for the
 * checker: a default that changes in one place only is found by `test/solver/checker/system.test.ts`.
 */

type ExemptionKind = (typeof exemptionKinds)[number];
type Direction = 'outward' | 'level' | 'inward' | 'strong-to-weak';
type FormWithRelation = 'order-based' | 'swap' | 'cadre' | ClusterKind;
export type Indicator = 'teachers' | 'education' | 'titles' | 'backbone' | 'arts-and-pe';

const counting = {
  artsAndPe: ['art', 'music', 'pe'] as readonly string[],
  leastPupilsOfPoint: 50,
  view: 'serving' as 'serving' | 'registered',
};

/** Figures that stand at these values and are not written out with the others, so that policies keep their text. */
const unwritten = {
  without: ['special', 'vocational'] as readonly SchoolKind[],
  visitors: { least: 50, most: 99 },
};
export type CountingFigures = typeof counting & Partial<typeof unwritten>;

/** Kinds of school that no indicator counts, and what pupils a rural school has that counts who comes by circuit. */
export const apartOf = ({ without = unwritten.without }: Pick<CountingFigures, 'without'>) => without;
export const visitedOf = ({ visitors = unwritten.visitors }: Pick<CountingFigures, 'visitors'>) => visitors;
/** What tells two such figures apart in a name; nothing where they stand as unwritten. */
export const visitedKey = (figures: CountingFigures): string => {
  const { least, most } = visitedOf(figures);
  return `${least}-${most}` === `${unwritten.visitors.least}-${unwritten.visitors.most}`
    ? ''
    : `:${least}-${most}`;
};

interface Usual<Figures> {
  readonly level: 'law' | 'policy' | 'off';
  /** In force as a law whatever the policy says. */
  readonly always: boolean;
  readonly figures: Figures;
}

const usual =
  (level: Usual<unknown>['level'], always = false) =>
  <Figures>(figures: Figures): Usual<Figures> => ({ level, always, figures });
const law = usual('law');
const policy = usual('policy');
const off = usual('off');
const always = usual('law', true);

/** By name, in the published order: the first of them that bars somebody, or keeps a posting, is the one named. */
export const usualRules = {
  established: law({}),
  cadre: law({
    roles: ['principal', 'deputy'] as readonly CadreRole[],
    rotation: false,
    terms: 2,
    /** Complete years at one school, 0 for terms alone, and of one term. */
    years: 8,
    termYears: 3,
  }),
  'running-posting': always({}),
  exemption: law({ kinds: exemptionKinds as readonly ExemptionKind[], countInBase: false }),
  tenure: policy({ years: 6, afterReturn: 'resets' as 'resets' | 'continues' }),
  age: policy({
    variant: 'cap' as 'cap' | 'to-retirement',
    /** The highest ages, in complete years. */
    male: 50,
    female: 45,
    maleCadre: 55,
    femaleCadre: 50,
    /** Years to retirement that must be exceeded. */
    remaining: 5,
    /** Ages of retirement in months; from births on `bornFrom` on, one more for every `everyMonths` begun. */
    retirement: [
      { sex: 'male', bornFrom: '1965-01-01', months: 720, everyMonths: 4, upTo: 756 },
      { sex: 'female', bornFrom: '1970-01-01', months: 660, everyMonths: 4, upTo: 696 },
    ],
  }),
  'cooling-off': policy({ years: 3 }),
  'hold-back': policy({ percent: 5, atLeast: 1 }),
  certificate: law({ ranks: 'main-or-second' as 'main' | 'main-or-second' }),
  'whole-post': policy({ leastFte: 1 }),
  'home-school': law({}),
  direction: policy({
    allowed: ['outward', 'strong-to-weak'] as readonly Direction[],
    within: [] as readonly ClusterKind[],
  }),
  cluster: off({ kinds: ['pool'] as readonly ClusterKind[] }),
  /** Limits in km by road. */
  travel: policy({
    withoutBed: 30,
    withBed: 120,
    roadFactor: 1.3,
    unknown: 'needs-bed' as 'near' | 'needs-bed' | 'too-far',
  }),
  'one-posting': always({}),
  openings: always({ backfill: false }),
  swap: off({ outLevel: 'county' as BackboneLevel, maxAge: 45 }),
  pins: policy({}),
  couples: policy({ withinKm: 0, clusters: [] as readonly ClusterKind[] }),
  'longest-stay': off({ years: 12 }),
  'sender-floor': law({ madeUpBy: 'arrivals' as 'arrivals' | 'replacements' }),
  'sole-teacher': policy({}),
  'indicator-floor': off({
    /** Teachers for every hundred pupils. */
    floors: [
      { indicator: 'education', stage: 'primary', least: 4.2 },
      { indicator: 'education', stage: 'junior', least: 5.3 },
      { indicator: 'backbone', stage: 'primary', least: 1 },
      { indicator: 'backbone', stage: 'junior', least: 1 },
      { indicator: 'arts-and-pe', stage: 'primary', least: 0.9 },
      { indicator: 'arts-and-pe', stage: 'junior', least: 0.9 },
    ] as readonly { indicator: Indicator; stage: Stage; least: number }[],
    below: 'keeps' as 'keeps' | 'may-fall',
    ...counting,
  }),
  circuit: policy({
    /** Working days of a week. */
    week: 5,
    mostDays: 2,
    mostSchools: 2,
    /** By road from the own school, km. */
    withinKm: 20,
    /** FTE. */
    leastGap: 0.1,
    places: ['township-centre', 'village', 'teaching-point'] as readonly Place[],
    weak: true,
    /** Sections with hours to spare that are asked, for each section × subject. */
    nearest: 8,
  }),
  recruit: always({}),
  'cadre-seats': law({}),
  'outflow-cap': policy({ percent: 15, atLeast: 1 }),
  'receiver-cap': policy({ percent: 30, atLeast: 2 }),
  establishment: law({ forms: [] as readonly FormWithRelation[] }),
  beds: law({}),
  budget: law({}),
  'exchange-quota': policy({
    percent: 10,
    places: places as readonly Place[],
    schools: [] as readonly string[],
  }),
  'backbone-quota': policy({
    percent: 20,
    of: 'EXCHANGED' as 'EXCHANGED' | 'ELIGIBLE_BACKBONE' | 'ELIGIBLE_ALL',
    leastLevel: 'county' as BackboneLevel,
  }),
  'graduating-quota': off({ percent: 30 }),
  'cadre-quota': off({ percent: 10 }),
};

export type RuleName = keyof typeof usualRules;
export type RuleFigures<Name extends RuleName> = (typeof usualRules)[Name]['figures'];

/** The names of every rule, in the published order. */
export const ruleOrder = Object.keys(usualRules) as readonly RuleName[];

export const isRule = (name: string): name is RuleName => Object.hasOwn(usualRules, name);

/** The level at which a policy has a rule. */
export const levelOf = ({ rules }: Policy, rule: RuleName): 'law' | 'policy' | 'off' =>
  usualRules[rule].always ? 'law' : (rules[rule]?.level ?? usualRules[rule].level);

const spread = {
  indicators: ['education', 'backbone', 'arts-and-pe'] as readonly Indicator[],
  stages: ['primary', 'junior'] as readonly Stage[],
  /** The most a coefficient of variation may be. */
  primary: 0.5,
  junior: 0.45,
  ...counting,
};
export type SpreadFigures = typeof spread;

type Sense = 'minimise' | 'maximise';

const goal = <Figures>(sense: Sense, unit: string, figures: Figures) => ({ sense, unit, figures });

export const usualGoals = {
  'critical-subjects': goal('minimise', 'subjects', {}),
  gap: goal('minimise', 'weight', { missing: 5 }),
  'recruits-placed': goal('minimise', 'recruits', {}),
  'level-wanted': goal('minimise', 'posts', {}),
  'balance-limit': goal('minimise', 'millionths of CV²', spread),
  balance: goal('minimise', 'millionths of CV²', spread),
  overdue: goal('minimise', 'people', { years: 12 }),
  compulsory: goal('minimise', 'moves', {}),
  willing: goal('maximise', 'moves', {}),
  points: goal('maximise', 'points', {}),
  burden: goal('minimise', 'burden points', {
    distance: 1,
    unknownDistance: 5,
    wishRank: 1,
    notWished: 10,
    notVolunteer: 10,
    classTeacher: 5,
    ruralYear: 2,
  }),
  cost: goal('minimise', 'yuan a year', {}),
  'fewest-changes': goal('minimise', 'changes', {}),
  'fewest-moves': goal('minimise', 'moves', {}),
  'days-unserved': goal('minimise', 'weighted days', {}),
  'circuit-travel': goal('minimise', 'km a week', {}),
  'recruit-burden': goal('minimise', 'burden points', {
    distance: 1,
    unknownDistance: 5,
    wishRank: 1,
    notWished: 10,
  }),
};

export type GoalName = keyof typeof usualGoals;
export type RecruitFigures = (typeof usualGoals)['recruit-burden']['figures'];
export type BurdenFigures = (typeof usualGoals)['burden']['figures'];

/** Whole cases come before thousandths of a full-time post, and these before money. */
const measures = ['cases', 'fte', 'yuan'] as const;

export type Measure = (typeof measures)[number];

/** What a rule's breaches are counted in. */
export const measureOf = (rule: RuleName): Measure =>
  rule === 'sender-floor' ? 'fte' : rule === 'budget' ? 'yuan' : 'cases';

/** A policy's rules with their figures. */
export interface Rules {
  /** Whether the rule is in force. */
  stands(name: RuleName): boolean;
  /** Whether it is in force, and a named decision lets it be broken. */
  relaxed(name: RuleName): boolean;
  /** Whether it is in force, and holds. */
  strict(name: RuleName): boolean;
  /** What breaches of relaxed rules are counted in, in the order of their goals; empty: no rule is relaxed. */
  readonly measures: readonly Measure[];
  /** Also of a rule that is not in force: other rules may read them. */
  figures<Name extends RuleName>(name: Name): RuleFigures<Name>;
}

/** Throws an Error on a rule that is none, or a figure that is not of its default's kind. */
export function rulesOf(policy: Policy): Rules {
  const { rules: settings } = policy;
  for (const name of Object.keys(settings)) {
    if (!Object.hasOwn(usualRules, name)) throw new Error(`There is no rule '${name}'.`);
  }
  const relaxed = (name: RuleName) =>
    name !== 'swap' &&
    name !== 'circuit' &&
    levelOf(policy, name) === 'policy' &&
    settings[name]?.relaxed !== undefined;
  const stands = (name: RuleName) => levelOf(policy, name) !== 'off';
  const figures = new Map(
    ruleOrder.map((name) => [name, filledIn(usualRules[name].figures, settings[name])]),
  );
  return {
    stands,
    relaxed,
    strict: (name) => stands(name) && !relaxed(name),
    measures: measures.filter((measure) =>
      ruleOrder.some((rule) => relaxed(rule) && measureOf(rule) === measure),
    ),
    figures: <Name extends RuleName>(name: Name) => figures.get(name) as RuleFigures<Name>,
  };
}

/** A goal of a policy, with its figures; `weight`: what one unit counts where goals are added up. */
export type Wanted = {
  [Name in GoalName]: Pick<(typeof usualGoals)[Name], 'sense' | 'unit' | 'figures'> & {
    readonly name: Name;
    readonly weight: number;
  };
}[GoalName];

/**
 * In the policy's order, with those about recruits where there are any; throws an Error on a goal that is none, or a figure
 * that is not of its default's kind.
 */
export const wantedGoals = (problem: Pick<Problem, 'policy' | 'recruits'>): readonly Wanted[] =>
  goalsAsked(problem).map(({ name, weight = 0, ...given }) => {
    if (!isGoal(name)) throw new Error(`There is no goal '${name}'.`);
    const { sense, unit, figures } = usualGoals[name];
    return { name, sense, unit, weight, figures: filledIn(figures, given) } as Wanted;
  });

/** Unless goals are added up: unplaced recruits after the last goal about what lacks, what is asked of recruits at the end. */
function goalsAsked({ policy, recruits }: Pick<Problem, 'policy' | 'recruits'>): Policy['goals'] {
  const asked = [...policy.goals];
  if (!recruits?.length || policy.combine === 'weights') return asked;
  const has = (wanted: GoalName) => policy.goals.some(({ name }) => name === wanted);
  if (!has('recruits-placed')) {
    const last = Math.max(
      ...['gap', 'critical-subjects'].map((lacks) => policy.goals.map(({ name }) => name).lastIndexOf(lacks)),
    );
    asked.splice(last + 1, 0, { name: 'recruits-placed' });
  }
  if (!has('recruit-burden')) asked.push({ name: 'recruit-burden' });
  return asked;
}

const isGoal = (name: string): name is GoalName => Object.hasOwn(usualGoals, name);

/** The default figures with the given ones in their place. */
function filledIn<Figures extends object>(
  defaults: Figures,
  given: Readonly<Record<string, unknown>> = {},
): Figures {
  const found: Record<string, unknown> = {};
  const more = Object.entries(unwritten).filter(([name]) => Object.hasOwn(given, name));
  for (const [name, usual] of [...Object.entries(defaults), ...more]) {
    const figure = given[name] ?? usual;
    if (typeof figure !== typeof usual || Array.isArray(figure) !== Array.isArray(usual)) {
      throw new Error(`The figure '${name}' is not of the kind it should be.`);
    }
    found[name] = figure;
  }
  return { ...defaults, ...found };
}
