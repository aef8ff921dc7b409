import { problemHash } from './canonical.ts';
import { type RuleName, ruleOrder, usualRules } from './checker/figures.ts';
import { Proofs, type Stage } from './checker/proof.ts';
import { type BrokenRow, brokenRows, formValue, type Point, pointOf } from './checker/recount.ts';
import { type System, systemOf } from './checker/system.ts';
import { filledAt } from './checker/unfilled.ts';
import { digestOf, type GoalValue, type Move, type Plan, type Unfilled, type Words } from './plan.ts';
import type { Problem } from './problem.ts';

/** What an independent reckoning says of a plan. */
export interface Verification {
  /** No fault: everything the plan says that can be reckoned from the problem alone is so. */
  confirmed: boolean;
  faults: readonly PlanFault[];
  /** What the plan says and this reckoning does not prove. */
  unproven: readonly Words[];
}

/** Something a plan says that is not so; `code` is stable. */
export interface PlanFault {
  code: string;
  text: Words;
}

/**
 * Checks a plan against its problem without the solver: no model, no engine, none of the rules' own code. Rules and
 * goals are derived from the problem a second time (checker/), as rows of whole numbers. The moves must keep every row,
 * every goal must come to what the plan says, every move, post and teacher must be accounted for; and the certificate's
 * duals are added up in exact integers, which shows that no plan is better, or that none exists. A teacher's reason is
 * held against what happens: there is one, its outcome agrees, and it names the rule that bars.
 *
 * What the certificate leaves open is said in `unproven`. Not checked: the other codes, the figures and the texts of
 * reasons and of open posts, and the relaxations of a diagnosis.
 */
export function verify(problem: Problem, plan: Plan): Verification {
  const system = systemOf(problem);
  const faults = [...hashFaults(problem, plan), ...statusFaults(system, plan)];
  const unknown = [...unknownFaults(system, plan)];
  faults.push(...unknown);
  const unproven: Words[] = [];
  if (unknown.length === 0) {
    const sent = plan.moves.filter(({ form }) => form !== 'return');
    faults.push(...unfilledFaults(system, sent, plan), ...reasonFaults(system, plan));
    if (hasPlan(plan)) {
      const point = pointOf(system, sent, plan.circuits);
      faults.push(
        ...moveFaults(system, sent),
        ...circuitFaults(system, plan),
        ...returnFaults(system, plan),
        ...ruleFaults(system, point, plan),
      );
      if (point.ok) faults.push(...goalFaults(system, point.values, plan));
    }
    const proof = proofFaults(system, plan);
    faults.push(...proof.faults);
    unproven.push(...proof.unproven);
  }
  return { confirmed: faults.length === 0, faults, unproven };
}

/** Whether the file says who goes; the other statuses only say why nobody does. */
const hasPlan = ({ status }: Plan): boolean => status === 'optimal' || status === 'feasible';

const fault = (code: string, zh: string, en: string): PlanFault => ({ code, text: { zh, en } });

function* hashFaults(problem: Problem, plan: Plan): Generator<PlanFault> {
  const hash = problemHash(problem);
  if (plan.problemHash === hash) return;
  yield fault(
    'wrong-hash',
    `方案所依据的数据校验值为${plan.problemHash}，本数据为${hash}：方案不是由这份数据得出的。`,
    `The plan is for problem ${plan.problemHash}; this problem is ${hash}.`,
  );
}

function* statusFaults(system: System, plan: Plan): Generator<PlanFault> {
  const { status, moves, circuits, goals } = plan;
  if (status !== 'infeasible' && plan.diagnosis !== null) {
    yield fault(
      'wrong-status',
      `状态为“${status}”，却附有无解诊断。`,
      `The status is ${status}, yet it is explained why no plan exists.`,
    );
  }
  if (hasPlan(plan)) return;
  if (moves.length > 0) {
    yield fault(
      'wrong-status',
      `状态为“${status}”，却列有${moves.length}人调动。`,
      `The status is ${status}, yet ${moves.length} teachers move.`,
    );
  }
  if (circuits.length > 0) {
    yield fault(
      'wrong-status',
      `状态为“${status}”，却列有${circuits.length}项走教。`,
      `The status is ${status}, yet ${circuits.length} circuits are planned.`,
    );
  }
  if (goals.length > 0) {
    yield fault(
      'wrong-status',
      `状态为“${status}”，却列有${goals.length}项目标。`,
      `The status is ${status}, yet ${goals.length} goals are stated.`,
    );
  }
  if (status === 'infeasible') yield* clashFaults(system, plan);
}

/** What a claim that no plan exists must show: moving nobody breaks a rule, and one of those said to clash. */
function* clashFaults(system: System, { diagnosis }: Plan): Generator<PlanFault> {
  const nobody = pointOf(system, []);
  const broken = new Set(nobody.ok ? strictlyBroken(system, nobody.values).map(({ rule }) => rule) : []);
  if (broken.size === 0) {
    yield fault(
      'wrong-status',
      '状态为“infeasible”，但不调动任何人即不违反规则。',
      'The status is infeasible, yet moving nobody breaks no rule.',
    );
    return;
  }
  if (diagnosis === null) return;
  const { rules, problem } = system.facts;
  for (const { rule, level, clause } of diagnosis.clash) {
    if (!isRule(rule) || !rules.stands(rule)) {
      yield fault(
        'wrong-diagnosis',
        `诊断所列规则${rule}并未施行。`,
        `The clash names the rule ${rule}, which is not in force.`,
      );
      continue;
    }
    const setting = problem.policy.rules[rule];
    if (usualRules[rule].always) {
      yield fault(
        'wrong-diagnosis',
        `诊断所列规则${rule}始终成立，不会冲突。`,
        `The clash names the rule ${rule}, which always holds.`,
      );
    } else if (level !== levelOf(system, rule) || (setting?.clause ?? clause) !== clause) {
      yield fault(
        'wrong-diagnosis',
        `诊断所列规则${rule}的级别或条款有误。`,
        `The clash misstates the level or clause of the rule ${rule}.`,
      );
    }
  }
  if (!diagnosis.clash.some(({ rule }) => isRule(rule) && broken.has(rule))) {
    yield fault(
      'wrong-diagnosis',
      '不调动任何人即不违反诊断所列的各项规则。',
      'Moving nobody breaks none of the rules said to clash.',
    );
  }
}

const isRule = (name: string): name is RuleName => ruleOrder.some((known) => known === name);

const levelOf = ({ facts: { problem } }: System, rule: RuleName): string =>
  usualRules[rule].always ? 'law' : (problem.policy.rules[rule]?.level ?? usualRules[rule].level);

/** Rows of rules that no decision relaxes. */
const strictlyBroken = (system: System, values: readonly number[]): readonly BrokenRow[] =>
  brokenRows(system, values).filter(({ rule }) => rule !== null && !system.facts.rules.relaxed(rule));

/** Keys the problem does not have; with one of them nothing else can be reckoned. */
function* unknownFaults({ facts: { problem } }: System, plan: Plan): Generator<PlanFault> {
  const teachers = new Set(problem.teachers.map(({ id }) => id));
  const sections = new Set(problem.sections.map(({ id }) => id));
  const subjects = new Set(problem.curriculum.subjects.map(({ code }) => code));
  const named = {
    teacher: [...plan.moves, ...plan.circuits, ...plan.reasons].map(({ teacher }) => teacher),
    section: [
      ...[...plan.moves, ...plan.circuits].flatMap(({ from, to }) => [from, to]),
      ...plan.unfilled.map(({ section }) => section),
    ],
    subject: [...plan.moves, ...plan.circuits, ...plan.unfilled].flatMap(({ subject }) => subject ?? []),
  };
  const known = { teacher: teachers, section: sections, subject: subjects };
  const kinds = { teacher: '教师', section: '学部', subject: '学科' };
  for (const kind of ['teacher', 'section', 'subject'] as const) {
    for (const key of new Set(named[kind])) {
      if (known[kind].has(key)) continue;
      yield fault(
        `unknown-${kind}`,
        `数据中没有${kinds[kind]}${key}。`,
        `The problem has no ${kind} ${key}.`,
      );
    }
  }
}

/** Every row kept; what a decision relaxes and the plan breaks, and nothing else, told as a finding. */
function* ruleFaults(system: System, point: Point, { findings }: Plan): Generator<PlanFault> {
  const told = new Set(findings.filter(({ level }) => level !== 'note').map(({ rule }) => rule));
  const broken = new Set<string>();
  if (!point.ok) {
    const { move, rule } = point;
    broken.add(rule);
    yield fault(
      'rule-broken',
      `${levelWord(system, rule).zh}规则${rule}未满足：教师${move.teacher}不得到${move.to}。`,
      `The ${levelWord(system, rule).en} rule ${rule} is broken: teacher ${move.teacher} may not go to ${move.to}.`,
    );
  } else {
    for (const { rule, name, sum, lower, upper } of brokenRows(system, point.values)) {
      const asked =
        sum > upper
          ? { zh: `至多${upper}`, en: `at most ${upper}` }
          : { zh: `至少${lower}`, en: `at least ${lower}` };
      if (rule !== null) broken.add(rule);
      yield fault(
        'rule-broken',
        `${levelWord(system, rule).zh}规则${rule ?? name}未满足：${name}为${sum}，应${asked.zh}。`,
        `The ${levelWord(system, rule).en} rule ${rule ?? name} is broken: ${name} comes to ${sum}, not ${asked.en}.`,
      );
    }
    for (const rule of waivedRules(system, point.values)) {
      broken.add(rule);
      if (told.has(rule)) continue;
      yield fault(
        'missing-finding',
        `方案突破了放宽的规则${rule}而未列出。`,
        `The plan breaks the relaxed rule ${rule} and does not say so.`,
      );
    }
  }
  for (const { rule, level, text } of findings) {
    if (level === 'note' || broken.has(rule)) continue;
    yield fault(
      'wrong-finding',
      `方案称规则${rule}未满足，实则满足：${text.zh}`,
      `The plan says that rule ${rule} is broken, which it is not: ${text.en}`,
    );
  }
}

const levelWord = (system: System, rule: string | null) =>
  rule !== null && isRule(rule) && levelOf(system, rule) === 'policy'
    ? { zh: '政策', en: 'policy' }
    : { zh: '法规', en: 'law' };

/** The relaxed rules that a point breaks: by a posting made, or by the slack of a row. */
function waivedRules(system: System, values: readonly number[]): Set<RuleName> {
  const { candidates, columns, facts } = system;
  const found = new Set<RuleName>();
  for (const { column, breaks } of candidates) {
    if (values[column] === 1) for (const rule of breaks) if (facts.rules.relaxed(rule)) found.add(rule);
  }
  for (const [column, { name }] of columns.entries()) {
    const rule = /^short:([a-z-]+):/.exec(name)?.[1];
    if (rule !== undefined && isRule(rule) && (values[column] ?? 0) > 0) found.add(rule);
  }
  return found;
}

/** A move's own facts: where from, in what form, how far, whether housed, whether wished. */
function* moveFaults({ facts: reckoned }: System, moves: readonly Move[]): Generator<PlanFault> {
  for (const move of moves) {
    const { person, form, relationMoves, km, bed, wish } = reckoned.postingOf(move);
    const facts = { from: person.section.id, form: form ?? 'order-based', relationMoves, km, bed, wish };
    for (const field of ['from', 'form', 'relationMoves', 'km', 'bed', 'wish'] as const) {
      if (move[field] === facts[field]) continue;
      yield fault(
        'wrong-move',
        `教师${move.teacher}的调动：${fields[field]}应为${shown(facts[field])}，方案写作${shown(move[field])}。`,
        `The move of teacher ${move.teacher} says ${field} ${shown(move[field])}; it is ${shown(facts[field])}.`,
      );
    }
  }
}

/** A circuit's own facts: where from, and how far; whether it may be made at all its rows say. */
function* circuitFaults({ facts: reckoned }: System, { circuits }: Plan): Generator<PlanFault> {
  for (const circuit of circuits) {
    const { section, school } = reckoned.person(circuit.teacher);
    const host = reckoned.places.school(reckoned.places.section(circuit.to).school);
    const facts = { from: section.id, km: reckoned.apart(school, host) };
    for (const field of ['from', 'km'] as const) {
      if (circuit[field] === facts[field]) continue;
      yield fault(
        'wrong-circuit',
        `教师${circuit.teacher}的走教：${fields[field]}应为${shown(facts[field])}，方案写作${shown(circuit[field])}。`,
        `The circuit of teacher ${circuit.teacher} says ${field} ${shown(circuit[field])}; it is ${shown(facts[field])}.`,
      );
    }
  }
}

/** Everybody whose posting is over comes home, and nobody else. */
function* returnFaults({ facts }: System, plan: Plan): Generator<PlanFault> {
  const due = homecomers(facts);
  const told = new Map(
    plan.moves.filter(({ form }) => form === 'return').map(({ teacher, to }) => [teacher, to]),
  );
  for (const [teacher, home] of due) {
    if (told.get(teacher) === home) continue;
    yield fault(
      'wrong-return',
      `教师${teacher}交流期满，应返回${home}。`,
      `The posting of teacher ${teacher} is over: the plan must list the return to ${home}.`,
    );
  }
  for (const teacher of told.keys()) {
    if (due.has(teacher)) continue;
    yield fault(
      'wrong-return',
      `教师${teacher}并无期满的交流，不应列为返回。`,
      `Teacher ${teacher} has no posting that is over, yet is said to return.`,
    );
  }
}

/** The home section of everybody whose posting is over by the day of effect, by staff number. */
const homecomers = ({ problem }: System['facts']): Map<string, string> =>
  new Map(
    problem.teachers.flatMap(({ id, posting }) =>
      posting?.until !== undefined && posting.until < problem.effective ? [[id, posting.home] as const] : [],
    ),
  );

const fields = {
  from: '派出学部',
  form: '交流形式',
  relationMoves: '人事关系是否调动',
  km: '路程',
  bed: '住宿',
  wish: '志愿',
};
const shown = (value: unknown): string => (value === null ? '—' : String(value));

/** The goals as the plan must state them: those solved in order, then the parts of a weighted sum. */
const statedGoals = ({ goals }: System) => [...goals, ...goals.flatMap(({ parts }) => parts)];

function* goalFaults(system: System, values: readonly number[], plan: Plan): Generator<PlanFault> {
  const goals = statedGoals(system);
  const wanted = goals.map(({ name }) => name);
  const given = plan.goals.map(({ name }) => name);
  if (wanted.join() !== given.join()) {
    yield fault(
      'wrong-goals',
      `目标应依次为${wanted.join('、')}，方案为${given.join('、')}。`,
      `The policy's goals are ${wanted.join(', ')}; the plan's are ${given.join(', ')}.`,
    );
    return;
  }
  for (const [index, goal] of goals.entries()) {
    const stated = plan.goals[index];
    if (!stated) continue;
    const value = formValue(goal, values);
    if (stated.value !== value) {
      yield fault(
        'wrong-value',
        `目标${goal.name}应为${value}，方案写作${stated.value}。`,
        `The plan reaches ${value} on ${goal.name}; it says ${stated.value}.`,
      );
    }
    if (stated.sense !== goal.sense || stated.unit !== goal.unit) {
      yield fault(
        'wrong-goals',
        `目标${goal.name}的方向或单位有误。`,
        `The goal ${goal.name} is to ${goal.sense}, in ${goal.unit}.`,
      );
    }
    if (system.goals.includes(goal) && boundIsWrong(plan, stated)) {
      yield fault(
        'wrong-bound',
        `目标${goal.name}的界${stated.bound}与值${stated.value}矛盾。`,
        `The bound ${stated.bound} of ${goal.name} contradicts its value ${stated.value}.`,
      );
    }
  }
}

/** A plan cannot pass its bound, and one called optimal reaches it. */
function boundIsWrong({ status }: Plan, { value, bound, sense }: GoalValue): boolean {
  if (status === 'optimal') return bound !== value;
  if (bound === null) return false;
  return sense === 'minimise' ? value < bound : value > bound;
}

function* unfilledFaults(system: System, sent: readonly Move[], plan: Plan): Generator<PlanFault> {
  const { posts } = system.facts;
  const filled = filledAt(system, sent, plan.circuits);
  const listed = new Map<string, Unfilled[]>();
  for (const entry of plan.unfilled) {
    const key = JSON.stringify([entry.section, entry.subject ?? entry.role]);
    listed.set(key, [...(listed.get(key) ?? []), entry]);
  }
  const short = posts.open.filter((post) => filled(post) < post.count);
  const expected = new Set(short.map(({ key }) => key));

  for (const post of short) {
    const [entry, ...again] = listed.get(post.key) ?? [];
    const came = filled(post);
    const right = entry?.openings === post.count && entry.filled === came && entry.left === post.count - came;
    if (right && again.length === 0) continue;
    const place = `${post.section.id} ${post.code}`;
    yield fault(
      'wrong-unfilled',
      `${place}：缺岗${post.count}个，补充${came}人，应列为余缺${post.count - came}个，且只列一次。`,
      `${place} has ${post.count} posts, ${came} filled: to be listed once, with ${post.count - came} left.`,
    );
  }
  for (const [key, [entry]] of listed) {
    if (!entry || expected.has(key)) continue;
    const place = `${entry.section} ${entry.subject ?? entry.role}`;
    yield fault('wrong-unfilled', `${place}没有余缺岗位。`, `${place} has no post left open.`);
  }
}

/** Every teacher has one reason, and it says what the moves and the rules say. */
function* reasonFaults({ facts }: System, plan: Plan): Generator<PlanFault> {
  const moves = new Set(plan.moves.map(({ teacher }) => teacher));
  const away = new Set(plan.circuits.map(({ teacher }) => teacher));
  const returns = homecomers(facts);
  const given = new Map<string, number>();
  for (const { teacher } of plan.reasons) given.set(teacher, (given.get(teacher) ?? 0) + 1);
  for (const { teacher } of facts.people) {
    const count = given.get(teacher.id) ?? 0;
    if (count === 1) continue;
    yield fault(
      'wrong-reason',
      `教师${teacher.id}有${count}条理由，应恰有一条。`,
      `Teacher ${teacher.id} has ${count} reasons; there is to be exactly one.`,
    );
  }
  for (const { teacher, outcome, code } of plan.reasons) {
    const barred = facts.person(teacher).barredBy;
    const comesHome = returns.has(teacher) && hasPlan(plan);
    const rides = away.has(teacher);
    const actual = moves.has(teacher) || comesHome ? 'moves' : barred && !rides ? 'not-eligible' : 'stays';
    if (outcome !== actual) {
      yield fault(
        'wrong-reason',
        `教师${teacher}：${outcomes[actual]}，理由却称${outcomes[outcome]}。`,
        `Teacher ${teacher}: ${actual}, but the reason says ${outcome}.`,
      );
    } else if (outcome === 'stays' && rides && code !== 'circuit') {
      yield fault(
        'wrong-reason',
        `教师${teacher}走教，理由却称${code}。`,
        `Teacher ${teacher} teaches elsewhere on some days, but the reason says ${code}.`,
      );
    } else if (outcome === 'not-eligible' && barred && code !== barred) {
      yield fault(
        'wrong-reason',
        `教师${teacher}因规则${barred}不符合条件，理由却称${code}。`,
        `Teacher ${teacher} is barred by ${barred}, but the reason says ${code}.`,
      );
    }
  }
}

const outcomes = { moves: '调动', stays: '留任', 'not-eligible': '不符合条件' };

interface ProofResult {
  faults: PlanFault[];
  unproven: Words[];
}

/** Adds the certificate up; what a plan claims beyond what that shows is unproven. */
function proofFaults(system: System, plan: Plan): ProofResult {
  const { certificate } = plan;
  if (certificate && certificate.digest !== digestOf(certificate)) {
    const changed = fault(
      'wrong-certificate',
      '证书内容与其校验值不符：制作后被改动。',
      'The certificate does not match its digest: it was changed after it was made.',
    );
    return { faults: [changed], unproven: [] };
  }
  switch (plan.status) {
    case 'cut-short':
      return {
        faults: [],
        unproven: [
          {
            zh: '求解中途停止，没有方案可核验。',
            en: 'The search was cut short: there is no plan to check.',
          },
        ],
      };
    case 'infeasible':
      return nothingShown(system, plan);
    default:
      return stagesShown(system, plan);
  }
}

function nothingShown(system: System, { certificate }: Plan): ProofResult {
  const shown = certificate && proofsOf(system, certificate).nothing();
  if (shown?.ok === false)
    return { faults: [fault('wrong-certificate', shown.fault.zh, shown.fault.en)], unproven: [] };
  if (shown?.ok) return { faults: [], unproven: [] };
  return {
    faults: [],
    unproven: [
      {
        zh: '“无可行方案”出自求解引擎，本核验未加证明。',
        en: "That no plan exists is the engine's word; it is not proven here.",
      },
    ],
  };
}

function stagesShown(system: System, plan: Plan): ProofResult {
  const result: ProofResult = { faults: [], unproven: [] };
  const proofs = plan.certificate && proofsOf(system, plan.certificate);
  for (const [index, goal] of system.goals.entries()) {
    const stated = plan.goals[index];
    if (!stated || stated.name !== goal.name) break;
    if (plan.status === 'feasible' && stated.bound !== stated.value && stated.bound === null) continue;
    const sign = goal.sense === 'minimise' ? 1 : -1;
    const stage: Stage = {
      goal: goal.name,
      row: `goal:${index + 1}`,
      terms: goal.terms.map(([column, each]) => [column, sign * each] as const),
      least: sign * (stated.value - goal.constant),
    };
    const shown = proofs?.stage(index, stage) ?? { ok: true as const, bound: null };
    if (!shown.ok) {
      result.faults.push(fault('wrong-certificate', shown.fault.zh, shown.fault.en));
      break;
    }
    const certified = shown.bound === null ? null : sign * shown.bound + goal.constant;
    const claimed = plan.certificate?.stages[index]?.shows ?? null;
    if (claimed !== null && (certified === null || sign * certified < sign * claimed)) {
      result.faults.push(
        fault(
          'wrong-certificate',
          `证书称目标${goal.name}的界为${claimed}，其对偶值只证明到${certified ?? '（无）'}。`,
          `The certificate says that no plan passes ${claimed} on ${goal.name}; its duals show ${certified ?? 'nothing'}.`,
        ),
      );
    }
    if (certified !== null && stated.bound !== null && sign * certified >= sign * stated.bound) continue;
    if (stated.bound === null) continue;
    result.unproven.push({
      zh: `目标${goal.name}：方案称界为${stated.bound}，证书只证明到${certified ?? '（无）'}，其余出自求解引擎。`,
      en: `${goal.name}: the plan says that none passes ${stated.bound}; the certificate shows ${certified ?? 'nothing'}, the rest is the engine's word.`,
    });
  }
  return result;
}

const proofsOf = ({ columns, rows, tightened }: System, certificate: NonNullable<Plan['certificate']>) =>
  new Proofs(
    {
      columns: columns.map(({ name }, column) => ({
        name,
        lower: tightened.lower[column] ?? 0,
        upper: tightened.upper[column] ?? 0,
      })),
      rows,
    },
    certificate,
  );
