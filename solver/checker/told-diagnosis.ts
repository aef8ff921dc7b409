import type { Diagnosis, Plan, Relaxation } from '../plan.ts';
import type { Pin } from '../problem.ts';
import { isRule, levelOf, measureOf, type RuleName, usualRules } from './figures.ts';
import { silenceOf } from './notes.ts';
import { fault, type PlanFault } from './plan-fault.ts';
import { brokenRows, pointOf } from './recount.ts';
import { ruleWords } from './rule-words.ts';
import type { System } from './system.ts';

/**
 * What a claim that no plan exists must show beside its proof: that moving nobody breaks a rule, which rules clash, each
 * of them in force and able to stop something, or a note that this is not told; and of every relaxation, that it names
 * rules and figures of the policy. Whether a relaxation is the least takes a solver.
 */
export function* diagnosisFaults(system: System, plan: Plan): Generator<PlanFault> {
  const { diagnosis } = plan;
  const nobody = pointOf(system, []);
  const broken = new Set(
    (nobody.ok ? brokenRows(system, nobody.values) : []).flatMap(({ rule }) =>
      rule !== null && !system.facts.rules.relaxed(rule) ? [rule] : [],
    ),
  );
  if (broken.size === 0) {
    yield fault(
      'wrong-status',
      '状态为“infeasible”，但不调动任何人即不违反规则。',
      'The status is infeasible, yet moving nobody breaks no rule.',
    );
    return;
  }
  if (diagnosis === null) {
    if (silenceOf(plan)) return;
    yield fault(
      'missing-diagnosis',
      '方案称无可行方案，却未说明哪些规则冲突。',
      'The plan says that no plan exists, and not which rules clash.',
    );
    return;
  }
  for (const { clash } of [diagnosis, ...diagnosis.further]) {
    for (const rule of repeated(clash.map((entry) => entry.rule))) {
      yield wrong(`规则${rule}列了两次`, `names ${rule} twice`);
    }
    for (const entry of clash) yield* clashFaults(system, entry);
    if (!clash.some(({ rule }) => isRule(rule) && broken.has(rule))) {
      yield fault(
        'wrong-diagnosis',
        '不调动任何人即不违反诊断所列的各项规则。',
        'Moving nobody breaks none of the rules said to clash.',
      );
    }
  }
  const sets = [diagnosis, ...diagnosis.further].map(({ clash }) => clash.map(({ rule }) => rule));
  for (const clash of repeated(sets.map((names) => names.toSorted().join('、')))) {
    yield wrong(`冲突${clash}列了两次`, `tells the clash of ${clash} twice`);
  }
  for (const relaxation of repeated(diagnosis.relaxations.map(({ rules }) => rules.toSorted().join('、')))) {
    yield wrong(`放宽${relaxation}列了两次`, `gives up ${relaxation} twice`);
  }
  for (const relaxation of diagnosis.relaxations) yield* relaxationFaults(system, relaxation);
}

const repeated = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.filter((name, place) => names.indexOf(name) < place));

const wrong = (zh: string, en: string): PlanFault =>
  fault('wrong-diagnosis', `诊断有误：${zh}。`, `The diagnosis ${en}.`);

function* clashFaults(
  system: System,
  { rule, level, clause, pins }: Diagnosis['clash'][number],
): Generator<PlanFault> {
  const { rules, problem } = system.facts;
  if (pins !== undefined) yield* pinFaults(problem.pins, rule, pins);
  if (!isRule(rule) || !rules.stands(rule)) {
    yield fault(
      'wrong-diagnosis',
      `诊断所列规则${rule}并未施行。`,
      `The clash names the rule ${rule}, which is not in force.`,
    );
  } else if (usualRules[rule].always && !wanting.includes(rule)) {
    yield fault(
      'wrong-diagnosis',
      `诊断所列规则${rule}始终成立，不会冲突。`,
      `The clash names the rule ${rule}, which always holds.`,
    );
  } else if (
    level !== levelOf(problem.policy, rule) ||
    clause !== (problem.policy.rules[rule]?.clause ?? ruleWords[rule].clause)
  ) {
    yield fault(
      'wrong-diagnosis',
      `诊断所列规则${rule}的级别或条款有误。`,
      `The clash misstates the level or clause of the rule ${rule}.`,
    );
  } else if (isInnocent(system, rule)) {
    yield fault(
      'wrong-diagnosis',
      `诊断所列规则${rule}没有限制任何人、任何岗位。`,
      `The clash names the rule ${rule}, which stops nobody and nothing.`,
    );
  }
}

/** Rules that always hold, and for which others clash all the same: posts are wanting, or people who are free. */
const wanting: readonly RuleName[] = ['openings', 'running-posting'];

/** The pins said to clash are pins of the problem, each once, told of the rule that is about pins. */
function* pinFaults(known: readonly Pin[], rule: string, told: readonly Pin[]): Generator<PlanFault> {
  if (rule !== 'pins')
    yield wrong(`规则${rule}不涉及人工指定`, `names pins of the rule ${rule}, which is about none`);
  if (told.length === 0) yield wrong('冲突的人工指定一项也未列', 'names no pin of those that clash');
  const keys = told.map(keyOf);
  for (const key of repeated(keys)) yield wrong(`人工指定${key}列了两次`, `names the pin ${key} twice`);
  const all = new Set(known.map(keyOf));
  for (const key of new Set(keys)) {
    if (!all.has(key))
      yield wrong(`数据中没有人工指定${key}`, `names the pin ${key}, which the problem does not have`);
  }
}

const keyOf = (pin: Pin): string =>
  JSON.stringify([
    pin.kind,
    pin.teacher,
    pin.kind === 'stay' ? null : pin.section,
    pin.kind === 'move' ? (pin.subject ?? null) : null,
  ]);

/** Rules about a person at a place, and about a person; their breaches are postings. */
const aboutPlaces: readonly RuleName[] = [
  'certificate',
  'whole-post',
  'home-school',
  'direction',
  'cluster',
  'travel',
];

const aboutPeople: readonly RuleName[] = [
  'established',
  'cadre',
  'exemption',
  'tenure',
  'age',
  'cooling-off',
  'hold-back',
];

/**
 * Whether the rule stops nothing whatever other rules stand beside it: it bars nobody, or there is nothing it is about.
 * Of the others that takes every posting there could be to say.
 */
function isInnocent({ facts: { people, problem } }: System, rule: RuleName): boolean {
  if (rule === 'pins') return problem.pins.length === 0;
  if (rule === 'budget') return problem.budget === undefined;
  if (rule === 'couples') return people.every(({ teacher }) => teacher.partner === undefined);
  if (rule === 'cadre') return people.every(({ teacher }) => teacher.cadre === undefined);
  return (
    [...aboutPeople, 'running-posting'].includes(rule) && people.every((person) => person.bar(rule) === null)
  );
}

/** Laws about something that can be provided. */
const provided: readonly string[] = ['beds', 'budget', 'establishment'];

function* relaxationFaults(
  { facts }: System,
  { rules, cases, waives, accepts }: Relaxation,
): Generator<PlanFault> {
  const { problem } = facts;
  const [teachers, sections] = [problem.teachers, problem.sections].map(
    (rows) => new Set(rows.map(({ id }) => id)),
  );
  const mayGive = (rule: string): rule is RuleName =>
    isRule(rule) &&
    facts.rules.stands(rule) &&
    !usualRules[rule].always &&
    (provided.includes(rule) || (rule !== 'swap' && levelOf(problem.policy, rule) === 'policy'));
  for (const rule of new Set([...rules, ...accepts.map((accepted) => accepted.rule)])) {
    if (!mayGive(rule)) yield wrong(`规则${rule}不能放宽`, `gives up ${rule}, which cannot be relaxed`);
  }
  const broken = [...new Set(waives.map(({ rule }) => rule))];
  if (broken.toSorted().join() !== rules.toSorted().join() || rules.length === 0) {
    yield wrong('放宽所列的规则与例外不符', 'gives up other rules than its exceptions are about');
  }
  for (const rule of repeated(accepts.map((accepted) => accepted.rule))) {
    yield wrong(`规则${rule}的替代数值列了两次`, `accepts another figure of ${rule} twice`);
  }
  for (const text of repeated(waives.map((waived) => JSON.stringify(waived)))) {
    yield wrong(`同一例外列了两次：${text}`, `tells one exception twice: ${text}`);
  }
  let counted = 0;
  for (const { rule, teachers: people, sections: places, amount, unit } of waives) {
    if (!isRule(rule)) continue;
    if (unit !== ruleWords[rule].unit || !(amount > 0)) {
      yield wrong(`规则${rule}的例外计量有误`, `miscounts an exception to ${rule}`);
    }
    if (people.some((id) => !teachers?.has(id)) || places.some((id) => !sections?.has(id))) {
      yield wrong(
        `规则${rule}的例外所列的人或学部不在数据中`,
        `excepts somebody, or a place, not in the problem`,
      );
    }
    if (measureOf(rule) === 'cases') counted += ofPosting(rule, people, places) ? 1 : amount;
  }
  if (cases !== counted) {
    yield wrong(
      `例外应为${counted}项，写作${cases}项`,
      `counts ${cases} cases where its exceptions are ${counted}`,
    );
  }
  for (const { rule, figure, asked, reached } of accepts) {
    if (!isRule(rule) || !rules.includes(rule)) {
      yield wrong(
        `规则${rule}的替代数值与例外不符`,
        `accepts another figure of ${rule}, to which it has no exception`,
      );
      continue;
    }
    const standing = Object.entries(facts.rules.figures(rule)).find(([name]) => name === figure)?.[1];
    const way = laxer[rule]?.[figure];
    const eases = way === 'more' ? reached > asked : way === 'less' && reached >= 0 && reached < asked;
    if (standing !== asked || !eases) {
      yield wrong(
        `规则${rule}的${figure}现为${standing ?? '（无）'}`,
        `accepts ${reached} in place of ${asked} as ${figure} of ${rule}, which stands at ${standing ?? 'nothing'}`,
      );
    }
  }
}

/** The figures of which another may be accepted, and whether more or less of each asks for less. */
const laxer: Partial<Record<RuleName, Readonly<Record<string, 'more' | 'less'>>>> = {
  tenure: { years: 'less' },
  age: { male: 'more', female: 'more', maleCadre: 'more', femaleCadre: 'more', remaining: 'less' },
  'cooling-off': { years: 'less' },
  'hold-back': { atLeast: 'more' },
  travel: { withBed: 'more' },
  couples: { withinKm: 'more' },
  'longest-stay': { years: 'more' },
  'outflow-cap': { percent: 'more' },
  'receiver-cap': { percent: 'more' },
  'exchange-quota': { percent: 'less' },
  'backbone-quota': { percent: 'less' },
  'graduating-quota': { percent: 'less' },
  'cadre-quota': { percent: 'less' },
};

/** Whether an exception lets one person go to one place, rather than a count be passed. */
const ofPosting = (rule: RuleName, teachers: readonly string[], sections: readonly string[]): boolean =>
  teachers.length === 1 && sections.length === 2 && [...aboutPlaces, ...aboutPeople].includes(rule);
