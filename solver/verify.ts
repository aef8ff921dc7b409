import { problemHash } from './canonical.ts';
import { isRule, levelOf } from './checker/figures.ts';
import { silenceOf } from './checker/notes.ts';
import { fault, type PlanFault, shown } from './checker/plan-fault.ts';
import { Proofs, type Stage } from './checker/proof.ts';
import { brokenRows, formValue, type Point, pointOf } from './checker/recount.ts';
import { type System, systemOf } from './checker/system.ts';
import { circuitFaults } from './checker/told-circuits.ts';
import { diagnosisFaults } from './checker/told-diagnosis.ts';
import { findingFaults } from './checker/told-findings.ts';
import { reasonFaults } from './checker/told-reasons.ts';
import { placementFaults, recruitFaults } from './checker/told-recruits.ts';
import { unfilledFaults } from './checker/told-unfilled.ts';
import { engineReasons, kindOf } from './engine-reason.ts';
import { digestOf, type GoalValue, type Move, type Plan, type Words } from './plan.ts';
import type { Problem } from './problem.ts';

/** What an independent reckoning says of a plan. */
export interface Verification {
  /** No fault: everything the plan says that can be reckoned from the problem alone is so. */
  confirmed: boolean;
  faults: readonly PlanFault[];
  /** What the plan says and this reckoning does not prove, or what it owns not to say. */
  unproven: readonly Words[];
}

/**
 * Checks a plan against its problem without the solver: no model, no engine, none of the rules' own code. Rules and
 * goals are derived from the problem a second time (checker/), as rows of whole numbers. The moves must keep every row,
 * every goal must come to what the plan says, every move, post, finding and teacher must be accounted for; and the
 * certificate's duals are added up in exact integers, which shows that no plan is better, or that none exists.
 *
 * What a feasible plan leaves open is said in `unproven`. Not checked: wording; what the best single change would have
 * cost those who stay and who go, beyond that it names people, posts and goals there are; and whether the rules of a
 * diagnosis clash, no fewer do, and its exceptions are enough and the fewest: that no plan exists is proven without it.
 */
export function verify(problem: Problem, plan: Plan): Verification {
  const system = systemOf(problem);
  const faults = [...hashFaults(problem, plan), ...statusFaults(system, plan), ...engineFaults(system, plan)];
  const unknown = [...unknownFaults(system, plan)];
  faults.push(...unknown);
  const silence = silenceOf(plan);
  const unproven: Words[] = silence ? [silence.open] : [];
  if (unknown.length === 0) {
    const sent = plan.moves.filter(({ form }) => form !== 'return');
    faults.push(...unfilledFaults(system, sent, plan), ...reasonFaults(system, plan));
    const point = hasPlan(plan) ? pointOf(system, sent, plan.circuits, plan.placements) : null;
    if (point) {
      faults.push(
        ...moveFaults(system, sent),
        ...circuitFaults(system.facts, plan),
        ...placementFaults(system, plan),
        ...returnFaults(system, plan),
        ...ruleFaults(system, point),
        ...(point.ok ? goalFaults(system, point.values, plan) : []),
      );
    }
    if (!point || point.ok) faults.push(...recruitFaults(system, plan, point?.values ?? null));
    faults.push(...findingFaults(system, plan, sent, point?.ok ? point.values : null));
    const proof = proofFaults(system, plan);
    faults.push(...proof.faults);
    unproven.push(...proof.unproven);
  }
  return { confirmed: faults.length === 0, faults, unproven };
}

/** Whether the file says who goes; the other statuses only say why nobody does. */
const hasPlan = ({ status }: Plan): boolean => status === 'optimal' || status === 'feasible';

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
  const { status, moves, circuits, goals, placements = [] } = plan;
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
  if (placements.length > 0) {
    yield fault(
      'wrong-status',
      `状态为“${status}”，却安置了${placements.length}名新聘教师。`,
      `The status is ${status}, yet ${placements.length} recruits are placed.`,
    );
  }
  if (goals.length > 0) {
    yield fault(
      'wrong-status',
      `状态为“${status}”，却列有${goals.length}项目标。`,
      `The status is ${status}, yet ${goals.length} goals are stated.`,
    );
  }
  if (status === 'infeasible') yield* diagnosisFaults(system, plan);
}

/**
 * The engine is one there is a reason for: asked for, or by the size and kind of the model. Rows that no plan can break the model
 * leaves out, so that it has no more than there are here.
 */
function* engineFaults(
  { facts, columns, rows, candidates, circuits }: System,
  { engine, engineReason }: Plan,
): Generator<PlanFault> {
  const told = Number(/ (\d+) rows/.exec(engineReason.en)?.[1] ?? Number.NaN);
  const kind = kindOf({
    flows: facts.flows,
    seats: candidates.some(({ post }) => post.role !== null),
    circuits: circuits.length,
    goals: facts.problem.policy.goals.map(({ name }) => name),
  });
  const reasons = engineReasons({ columns: columns.length, rows: told, kind }, engine);
  const given = reasons.some(({ zh, en }) => zh === engineReason.zh && en === engineReason.en);
  if (given && told <= rows.size) return;
  yield fault(
    'wrong-engine',
    `引擎${engine}的选用理由与模型大小不符：${engineReason.zh}`,
    `The size of the model gives no such reason for the engine ${engine}: ${engineReason.en}`,
  );
}

/** Keys the problem does not have; with one of them nothing else can be reckoned. */
function* unknownFaults({ facts: { problem } }: System, plan: Plan): Generator<PlanFault> {
  const teachers = new Set(problem.teachers.map(({ id }) => id));
  const sections = new Set(problem.sections.map(({ id }) => id));
  const subjects = new Set(problem.curriculum.subjects.map(({ code }) => code));
  const named = {
    teacher: [...plan.moves, ...plan.circuits, ...plan.reasons].map(({ teacher }) => teacher),
    recruit: [...(plan.placements ?? []), ...(plan.recruitReasons ?? [])].map(({ recruit }) => recruit),
    section: [
      ...[...plan.moves, ...plan.circuits].flatMap(({ from, to }) => [from, to]),
      ...plan.unfilled.map(({ section }) => section),
      ...(plan.placements ?? []).map(({ to }) => to),
    ],
    subject: [...plan.moves, ...plan.circuits, ...plan.unfilled, ...(plan.placements ?? [])].flatMap(
      ({ subject }) => subject ?? [],
    ),
  };
  const recruits = new Set((problem.recruits ?? []).map(({ id }) => id));
  const known = { teacher: teachers, recruit: recruits, section: sections, subject: subjects };
  const kinds = { teacher: '教师', recruit: '新聘教师', section: '学部', subject: '学科' };
  for (const kind of ['teacher', 'recruit', 'section', 'subject'] as const) {
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

/** Every row kept, but for those that a decision lets the plan break. */
function* ruleFaults(system: System, point: Point): Generator<PlanFault> {
  if (!point.ok) {
    const { move, rule } = point;
    if ('recruit' in move) {
      const word = levelWord(system, rule);
      yield fault(
        'rule-broken',
        `${word.zh}规则${rule}未满足：新聘教师${move.recruit}不得安置到${move.to}任教${move.subject}。`,
        `The ${word.en} rule ${rule} is broken: recruit ${move.recruit} may not be placed at ${move.to} for ${move.subject}.`,
      );
      return;
    }
    yield fault(
      'rule-broken',
      `${levelWord(system, rule).zh}规则${rule}未满足：教师${move.teacher}不得到${move.to}。`,
      `The ${levelWord(system, rule).en} rule ${rule} is broken: teacher ${move.teacher} may not go to ${move.to}.`,
    );
    return;
  }
  for (const { rule, name, sum, lower, upper } of brokenRows(system, point.values)) {
    const asked =
      sum > upper
        ? { zh: `至多${upper}`, en: `at most ${upper}` }
        : { zh: `至少${lower}`, en: `at least ${lower}` };
    yield fault(
      'rule-broken',
      `${levelWord(system, rule).zh}规则${rule ?? name}未满足：${name}为${sum}，应${asked.zh}。`,
      `The ${levelWord(system, rule).en} rule ${rule ?? name} is broken: ${name} comes to ${sum}, not ${asked.en}.`,
    );
  }
}

const levelWord = (system: System, rule: string | null) =>
  rule !== null && isRule(rule) && levelOf(system.facts.problem.policy, rule) === 'policy'
    ? { zh: '政策', en: 'policy' }
    : { zh: '法规', en: 'law' };

/** A move's own facts: where from, to which post, in what form, how far, whether housed, whether wished. */
function* moveFaults({ facts }: System, moves: readonly Move[]): Generator<PlanFault> {
  for (const move of moves) {
    const { person, post, form, relationMoves, km, bed, wish } = facts.postingOf(move);
    const { role } = post;
    yield* factFaults(
      move,
      {
        from: person.section.id,
        subject: role === null ? post.code : null,
        role,
        form: form ?? 'order-based',
        relationMoves,
        km,
        bed,
        wish,
      },
      'wrong-move',
    );
  }
}

function* factFaults(move: Move, due: Omit<Move, 'teacher' | 'to'>, code: string): Generator<PlanFault> {
  for (const field of Object.keys(fields) as (keyof typeof fields)[]) {
    if (move[field] === due[field]) continue;
    yield fault(
      code,
      `教师${move.teacher}的调动：${fields[field]}应为${shown(due[field])}，方案写作${shown(move[field])}。`,
      `The move of teacher ${move.teacher} says ${field} ${shown(move[field])}; it is ${shown(due[field])}.`,
    );
  }
}

const fields = {
  from: '派出学部',
  subject: '任教学科',
  role: '职务',
  form: '交流形式',
  relationMoves: '人事关系是否调动',
  km: '路程',
  bed: '住宿',
  wish: '志愿',
};

/** Everybody whose posting is over comes home, once, and nobody else. */
function* returnFaults({ facts }: System, plan: Plan): Generator<PlanFault> {
  const returns = plan.moves.filter(({ form }) => form === 'return');
  for (const { id, serving, subject = null } of facts.problem.teachers) {
    const own = returns.filter(({ teacher }) => teacher === id);
    const home = facts.homecomers.get(id);
    if (home === undefined) {
      if (own.length === 0) continue;
      yield fault(
        'wrong-return',
        `教师${id}并无期满的交流，不应列为返回。`,
        `Teacher ${id} has no posting that is over, yet is said to return.`,
      );
      continue;
    }
    const [move] = own;
    if (!move || own.length > 1 || move.to !== home) {
      yield fault(
        'wrong-return',
        `教师${id}交流期满，应返回${home}，且只列一次。`,
        `The posting of teacher ${id} is over: the plan must list the return to ${home}, once.`,
      );
      continue;
    }
    yield* factFaults(
      move,
      {
        from: serving.section,
        subject,
        role: null,
        form: 'return',
        relationMoves: false,
        km: null,
        bed: false,
        wish: null,
      },
      'wrong-return',
    );
  }
}

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
    const solved = system.goals.includes(goal);
    if (solved ? boundIsWrong(plan, stated) : stated.bound !== null) {
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
  if (certificate && saysTooMuch(system, plan.status, certificate)) {
    const beside = fault(
      'wrong-certificate',
      `证书所证明的与状态“${plan.status}”及其目标不符。`,
      `The certificate is about something else than the goals of a plan of status ${plan.status}.`,
    );
    return { faults: [beside], unproven: [] };
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

/** A plan's certificate is about its goals, that no plan exists about nothing else, and a search cut short has none. */
function saysTooMuch(
  { goals }: System,
  status: Plan['status'],
  { stages, infeasible }: NonNullable<Plan['certificate']>,
): boolean {
  if (status === 'cut-short') return true;
  return status === 'infeasible' ? stages.length > 0 : stages.length > goals.length || infeasible !== null;
}

function nothingShown(system: System, { certificate }: Plan): ProofResult {
  const shown = certificate && proofsOf(system, certificate).nothing();
  if (shown?.ok === false)
    return { faults: [fault('wrong-certificate', shown.fault.zh, shown.fault.en)], unproven: [] };
  if (shown?.ok) return { faults: [], unproven: [] };
  const unshown = fault(
    'not-proven',
    '方案称无可行方案，证书没有证明。',
    'The plan says that no plan exists; its certificate does not show it.',
  );
  return { faults: [unshown], unproven: [] };
}

/**
 * Every bound that the plan states is shown by its certificate, and that of every goal where it is called optimal. One
 * that stays short of its value is what remains unproven.
 */
function stagesShown(system: System, plan: Plan): ProofResult {
  const result: ProofResult = { faults: [], unproven: [] };
  const proofs = plan.certificate && proofsOf(system, plan.certificate);
  let reached = 0;
  for (const [index, goal] of system.goals.entries()) {
    const stated = plan.goals[index];
    if (!stated || stated.name !== goal.name) return result;
    const sign = goal.sense === 'minimise' ? 1 : -1;
    const claimed = plan.certificate?.stages[index]?.shows ?? null;
    const stage: Stage = {
      goal: goal.name,
      claimed: claimed === null ? null : sign * (claimed - goal.constant),
      row: `goal:${index + 1}`,
      terms: goal.terms.map(([column, each]) => [column, sign * each] as const),
      least: sign * (stated.value - goal.constant),
    };
    const shown = proofs?.stage(index, stage) ?? { ok: true as const, bound: null };
    if (!shown.ok) {
      result.faults.push(fault('wrong-certificate', shown.fault.zh, shown.fault.en));
      return result;
    }
    const certified = shown.bound === null ? null : sign * shown.bound + goal.constant;
    if (claimed !== null && (certified === null || sign * certified < sign * claimed)) {
      result.faults.push(
        fault(
          'wrong-certificate',
          `证书称目标${goal.name}的界为${claimed}，其对偶值只证明到${certified ?? '（无）'}。`,
          `The certificate says that no plan passes ${claimed} on ${goal.name}; its duals show ${certified ?? 'nothing'}.`,
        ),
      );
    } else if (claimed !== stated.bound) {
      result.faults.push(
        fault(
          'not-proven',
          `目标${goal.name}：方案称界为${stated.bound ?? '（无）'}，证书证明的是${claimed ?? '（无）'}。`,
          `${goal.name}: the plan says that none passes ${stated.bound ?? 'what is not known'}; the certificate shows ${claimed ?? 'nothing'}.`,
        ),
      );
    }
    if (certified === stated.value) reached += 1;
    else {
      result.unproven.push({
        zh: `目标${goal.name}：方案为${stated.value}，已证明的界为${certified ?? '（无）'}，其间是否有更好的方案未知。`,
        en: `${goal.name}: the plan reaches ${stated.value}; what is proven is ${certified === null ? 'nothing' : `that none passes ${certified}`}, so a better plan may exist.`,
      });
    }
  }
  if (plan.status === 'feasible' && result.faults.length === 0 && reached === system.goals.length) {
    result.faults.push(
      fault(
        'wrong-status',
        '状态为“feasible”，证书却证明没有更好的方案。',
        'The status is feasible, yet the certificate proves that no plan is better.',
      ),
    );
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
