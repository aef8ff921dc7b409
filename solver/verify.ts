import { audit } from './audit.ts';
import { problemHash } from './canonical.ts';
import { type Case, caseOf, type Opening, type Posting } from './case.ts';
import type { GoalValue, Move, Plan, Unfilled, Words } from './plan.ts';
import type { Problem } from './problem.ts';
import { filled as filledOf, flowOf } from './staffing.ts';

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
 * Checks a plan against its problem without the solver: no model, no engine. Every rule is audited, every goal
 * counted, every move, post and teacher accounted for, from the problem's facts alone. A teacher's reason is held
 * against what happens: there is one, its outcome agrees, and it names the rule that bars.
 *
 * Not proven here: that no plan is better (the bounds are the engine's word), or that no plan exists (only that
 * moving nobody is none). Not checked: the other codes, the figures and the texts of reasons and of open posts.
 */
export function verify(problem: Problem, plan: Plan): Verification {
  const county = caseOf(problem);
  const faults = [...hashFaults(problem, plan), ...statusFaults(county, plan)];
  const unknown = [...unknownFaults(county, plan)];
  faults.push(...unknown);
  if (unknown.length === 0) {
    const sent = plan.moves.filter(({ form }) => form !== 'return');
    const postings = county.postings(sent);
    faults.push(...unfilledFaults(county, postings, plan), ...reasonFaults(county, plan));
    if (hasPlan(plan)) {
      faults.push(
        ...ruleFaults(county, postings, plan),
        ...moveFaults(county, sent, postings),
        ...returnFaults(county, plan),
        ...goalFaults(county, postings, plan),
      );
    }
  }
  return { confirmed: faults.length === 0, faults, unproven: unproven(plan) };
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

function* statusFaults(county: Case, plan: Plan): Generator<PlanFault> {
  const { status, moves, goals } = plan;
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
  if (goals.length > 0) {
    yield fault(
      'wrong-status',
      `状态为“${status}”，却列有${goals.length}项目标。`,
      `The status is ${status}, yet ${goals.length} goals are stated.`,
    );
  }
  if (status === 'infeasible') yield* clashFaults(county, plan);
}

/** What a claim that no plan exists must show: moving nobody breaks a rule, and one of those said to clash. */
function* clashFaults(county: Case, { diagnosis }: Plan): Generator<PlanFault> {
  const broken = new Set(audit(county, []).map(({ rule }) => rule));
  if (broken.size === 0) {
    yield fault(
      'wrong-status',
      '状态为“infeasible”，但不调动任何人即不违反规则。',
      'The status is infeasible, yet moving nobody breaks no rule.',
    );
    return;
  }
  if (diagnosis === null) return;
  for (const { rule, level, clause } of diagnosis.clash) {
    const standing = county.rules.find(({ name }) => name === rule);
    if (!standing) {
      yield fault(
        'wrong-diagnosis',
        `诊断所列规则${rule}并未施行。`,
        `The clash names the rule ${rule}, which is not in force.`,
      );
    } else if (standing.always) {
      yield fault(
        'wrong-diagnosis',
        `诊断所列规则${rule}始终成立，不会冲突。`,
        `The clash names the rule ${rule}, which always holds.`,
      );
    } else if (standing.level !== level || standing.clause !== clause) {
      yield fault(
        'wrong-diagnosis',
        `诊断所列规则${rule}的级别或条款有误。`,
        `The clash misstates the level or clause of the rule ${rule}.`,
      );
    }
  }
  if (!diagnosis.clash.some(({ rule }) => broken.has(rule))) {
    yield fault(
      'wrong-diagnosis',
      '不调动任何人即不违反诊断所列的各项规则。',
      'Moving nobody breaks none of the rules said to clash.',
    );
  }
}

/** Keys the problem does not have; with one of them nothing else can be reckoned. */
function* unknownFaults({ problem }: Case, plan: Plan): Generator<PlanFault> {
  const teachers = new Set(problem.teachers.map(({ id }) => id));
  const sections = new Set(problem.sections.map(({ id }) => id));
  const subjects = new Set(problem.curriculum.subjects.map(({ code }) => code));
  const named = {
    teacher: [...plan.moves, ...plan.reasons].map(({ teacher }) => teacher),
    section: [
      ...plan.moves.flatMap(({ from, to }) => [from, to]),
      ...plan.unfilled.map(({ section }) => section),
    ],
    subject: [...plan.moves, ...plan.unfilled].flatMap(({ subject }) => subject ?? []),
  };
  const known = { teacher: teachers, section: sections, subject: subjects };
  const words = { teacher: '教师', section: '学部', subject: '学科' };
  for (const kind of ['teacher', 'section', 'subject'] as const) {
    for (const key of new Set(named[kind])) {
      if (known[kind].has(key)) continue;
      yield fault(
        `unknown-${kind}`,
        `数据中没有${words[kind]}${key}。`,
        `The problem has no ${kind} ${key}.`,
      );
    }
  }
}

function* ruleFaults(county: Case, postings: readonly Posting[], plan: Plan): Generator<PlanFault> {
  const broken = audit(county, postings);
  for (const { rule, level, text, relaxed } of broken) {
    if (relaxed !== undefined) {
      if (plan.findings.some((stated) => stated.rule === rule && stated.text.en === text.en)) continue;
      yield fault(
        'missing-finding',
        `方案突破了放宽的规则${rule}而未列出：${text.zh}`,
        `The plan breaks the relaxed rule ${rule} and does not say so: ${text.en}`,
      );
      continue;
    }
    yield fault(
      'rule-broken',
      `${level === 'law' ? '法规' : '政策'}规则${rule}未满足：${text.zh}`,
      `The ${level} rule ${rule} is broken: ${text.en}`,
    );
  }
  for (const { rule, level, text } of plan.findings) {
    if (level === 'note' || broken.some((found) => found.rule === rule && found.text.en === text.en))
      continue;
    yield fault(
      'wrong-finding',
      `方案称规则${rule}未满足，实则满足：${text.zh}`,
      `The plan says that rule ${rule} is broken, which it is not: ${text.en}`,
    );
  }
}

/** A move's own facts: where from, in what form, how far, whether housed, whether wished. */
function* moveFaults(
  county: Case,
  moves: readonly Move[],
  postings: readonly Posting[],
): Generator<PlanFault> {
  for (const [index, move] of moves.entries()) {
    const posting = postings[index];
    if (!posting) continue;
    const { from, km, bed, wish } = posting;
    const relationMoves = county.relationMoves(posting);
    const facts = { from: from.id, form: posting.form ?? 'order-based', relationMoves, km, bed, wish };
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

/** Everybody whose posting is over comes home, and nobody else. */
function* returnFaults(county: Case, plan: Plan): Generator<PlanFault> {
  const due = new Map(county.returns.map(({ teacher, home }) => [teacher.id, home.id]));
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

const fields = {
  from: '派出学部',
  form: '交流形式',
  relationMoves: '人事关系是否调动',
  km: '路程',
  bed: '住宿',
  wish: '志愿',
};
const shown = (value: unknown): string => (value === null ? '—' : String(value));

function* goalFaults(county: Case, postings: readonly Posting[], plan: Plan): Generator<PlanFault> {
  const wanted = [...county.goals, ...county.parts].map(({ name }) => name);
  const given = plan.goals.map(({ name }) => name);
  if (wanted.join() !== given.join()) {
    yield fault(
      'wrong-goals',
      `目标应依次为${wanted.join('、')}，方案为${given.join('、')}。`,
      `The policy's goals are ${wanted.join(', ')}; the plan's are ${given.join(', ')}.`,
    );
    return;
  }
  for (const [index, goal] of [...county.goals, ...county.parts].entries()) {
    const stated = plan.goals[index];
    if (!stated) continue;
    const value = goal.value(county, postings);
    if (stated.value !== value) {
      yield fault(
        'wrong-value',
        `目标“${goal.title.zh}”应为${value}，方案写作${stated.value}。`,
        `The plan reaches ${value} on ${goal.name}; it says ${stated.value}.`,
      );
    }
    if (stated.sense !== goal.sense || stated.unit !== goal.unit) {
      yield fault(
        'wrong-goals',
        `目标“${goal.title.zh}”的方向或单位有误。`,
        `The goal ${goal.name} is to ${goal.sense}, in ${goal.unit}.`,
      );
    }
    if (!county.parts.includes(goal) && boundIsWrong(plan, stated)) {
      yield fault(
        'wrong-bound',
        `目标“${goal.title.zh}”的界${stated.bound}与值${stated.value}矛盾。`,
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

function* unfilledFaults(county: Case, postings: readonly Posting[], plan: Plan): Generator<PlanFault> {
  const filled = new Map<string, number>();
  const flow = flowOf(postings);
  for (const opening of county.openings) filled.set(keyOf(opening), filledOf(county, opening, flow));
  const listed = new Map<string, Unfilled[]>();
  for (const entry of plan.unfilled) {
    const key = JSON.stringify([entry.section, entry.subject ?? entry.role]);
    listed.set(key, [...(listed.get(key) ?? []), entry]);
  }
  const short = county.openings.filter((opening) => (filled.get(keyOf(opening)) ?? 0) < opening.count);
  const expected = new Set(short.map(keyOf));

  for (const opening of short) {
    const [entry, ...again] = listed.get(keyOf(opening)) ?? [];
    const came = filled.get(keyOf(opening)) ?? 0;
    const right =
      entry?.openings === opening.count && entry.filled === came && entry.left === opening.count - came;
    if (right && again.length === 0) continue;
    const place = `${opening.section.id} ${opening.post}`;
    yield fault(
      'wrong-unfilled',
      `${place}：缺岗${opening.count}个，补充${came}人，应列为余缺${opening.count - came}个，且只列一次。`,
      `${place} has ${opening.count} posts, ${came} filled: to be listed once, with ${opening.count - came} left.`,
    );
  }
  for (const [key, [entry]] of listed) {
    if (!entry || expected.has(key)) continue;
    const place = `${entry.section} ${entry.subject ?? entry.role}`;
    yield fault('wrong-unfilled', `${place}没有余缺岗位。`, `${place} has no post left open.`);
  }
}

const keyOf = ({ section, post }: Opening): string => JSON.stringify([section.id, post]);

/** Every teacher has one reason, and it says what the moves and the rules say. */
function* reasonFaults(county: Case, plan: Plan): Generator<PlanFault> {
  const moves = new Set(plan.moves.flatMap(({ teacher, form }) => (form === 'return' ? [] : [teacher])));
  const returns = new Set(county.returns.map(({ teacher }) => teacher.id));
  const given = new Map<string, number>();
  for (const { teacher } of plan.reasons) given.set(teacher, (given.get(teacher) ?? 0) + 1);
  for (const { id } of county.teachers) {
    const count = given.get(id) ?? 0;
    if (count === 1) continue;
    yield fault(
      'wrong-reason',
      `教师${id}有${count}条理由，应恰有一条。`,
      `Teacher ${id} has ${count} reasons; there is to be exactly one.`,
    );
  }
  for (const { teacher, outcome, code } of plan.reasons) {
    const barred = county.barred(county.teacher(teacher));
    const actual = moves.has(teacher) || returns.has(teacher) ? 'moves' : barred ? 'not-eligible' : 'stays';
    if (outcome !== actual) {
      yield fault(
        'wrong-reason',
        `教师${teacher}：${outcomes[actual]}，理由却称${outcomes[outcome]}。`,
        `Teacher ${teacher}: ${actual}, but the reason says ${outcome}.`,
      );
    } else if (outcome === 'not-eligible' && barred && code !== barred.rule.name) {
      yield fault(
        'wrong-reason',
        `教师${teacher}因规则${barred.rule.name}不符合条件，理由却称${code}。`,
        `Teacher ${teacher} is barred by ${barred.rule.name}, but the reason says ${code}.`,
      );
    }
  }
}

const outcomes = { moves: '调动', stays: '留任', 'not-eligible': '不符合条件' };

function unproven({ status }: Plan): Words[] {
  switch (status) {
    case 'optimal':
      return [
        {
          zh: '“没有更优方案”出自求解引擎给出的界，本核验未加证明。',
          en: "That no plan is better is stated by the engine's bounds; it is not proven here.",
        },
      ];
    case 'feasible':
      return [
        {
          zh: '各目标的界出自求解引擎，本核验未加证明。',
          en: "The bounds are the engine's word; they are not proven here.",
        },
      ];
    case 'infeasible':
      return [
        {
          zh: '“无可行方案”出自求解引擎，本核验未加证明。',
          en: "That no plan exists is the engine's word; it is not proven here.",
        },
      ];
    case 'cut-short':
      return [
        { zh: '求解中途停止，没有方案可核验。', en: 'The search was cut short: there is no plan to check.' },
      ];
  }
}
