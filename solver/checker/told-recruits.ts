import type { Plan, RecruitReason } from '../plan.ts';
import type { Recruit } from '../problem.ts';
import { ruleOrder } from './figures.ts';
import { fault, type PlanFault, shown } from './plan-fault.ts';
import { type Keeps, pairOf } from './recruits.ts';
import { sumOf } from './sheet.ts';
import type { System } from './system.ts';
import { mostOf, Tallies } from './tallies.ts';
import { type Due, firstWrong, NONE } from './told.ts';

/** A placement's own facts: how far, and whether housed; whether it may be made at all its rows say. */
export function* placementFaults({ facts }: System, { placements = [] }: Plan): Generator<PlanFault> {
  for (const placement of placements) {
    const due = pairOf(facts.recruiting, placement);
    if (!due) continue;
    for (const field of Object.keys(fields) as (keyof typeof fields)[]) {
      if (placement[field] === due[field]) continue;
      yield fault(
        'wrong-placement',
        `新聘教师${placement.recruit}的安置：${fields[field]}应为${shown(due[field])}，方案写作${shown(placement[field])}。`,
        `The placement of recruit ${placement.recruit} says ${field} ${shown(placement[field])}; it is ${shown(due[field])}.`,
      );
    }
  }
}

const fields = { km: '路程', bed: '住宿' };

/**
 * Every recruit has one reason, and it says what placements, rules and demand say; lists where there are recruits, and none
 * where there are not. `values`: the plan as a point; null: there is none.
 */
export function* recruitFaults(
  system: System,
  plan: Plan,
  values: readonly number[] | null,
): Generator<PlanFault> {
  const { recruits } = system.facts.recruiting;
  const listed = plan.placements !== undefined && plan.recruitReasons !== undefined;
  const silent = plan.placements === undefined && plan.recruitReasons === undefined;
  if (recruits.length > 0 ? !listed : !silent) {
    yield fault(
      'wrong-recruits',
      recruits.length > 0 ? '方案应列出新聘教师的安置与理由。' : '数据中没有新聘教师，方案不应列出安置。',
      recruits.length > 0
        ? 'The plan must list the placements of recruits and their reasons.'
        : 'The problem has no recruits; the plan must list no placements.',
    );
    return;
  }
  const given = plan.recruitReasons ?? [];
  for (const recruit of recruits) {
    const [reason, ...again] = given.filter((one) => one.recruit === recruit.id);
    if (!reason || again.length > 0) {
      const count = reason ? again.length + 1 : 0;
      yield fault(
        'wrong-reason',
        `新聘教师${recruit.id}有${count}条理由，应恰有一条。`,
        `Recruit ${recruit.id} has ${count} reasons; there is to be exactly one.`,
      );
      continue;
    }
    const placed = plan.placements?.some((one) => one.recruit === recruit.id) === true;
    const outcome = placed ? 'placed' : 'not-placed';
    if (reason.outcome !== outcome) {
      yield fault(
        'wrong-reason',
        `新聘教师${recruit.id}：${outcomes[outcome]}，理由却称${outcomes[reason.outcome]}。`,
        `Recruit ${recruit.id} is ${outcome}, but the reason says ${reason.outcome}.`,
      );
      continue;
    }
    const wrong = firstWrong(dueOf(system, plan, recruit, values), reason.code, reason.figures);
    if (!wrong) continue;
    yield fault(
      'wrong-reason',
      `新聘教师${recruit.id}的理由：${wrong.what}应为${wrong.due}，写作${wrong.told}。`,
      `The reason of recruit ${recruit.id} says ${wrong.what} ${wrong.told}; it is ${wrong.due}.`,
    );
  }
}

const outcomes: Readonly<Record<RecruitReason['outcome'], string>> = {
  placed: '已安置',
  'not-placed': '未安置',
};

function dueOf(system: System, plan: Plan, recruit: Recruit, values: readonly number[] | null): Due {
  if (plan.status === 'infeasible') return { codes: ['no-plan'], figures: {}, open: NONE };
  if (plan.status === 'cut-short') return { codes: ['cut-short', 'not-proven'], figures: {}, open: NONE };
  const { recruiting } = system.facts;
  const fitting = system.placements.filter((one) => one.recruit === recruit);
  const made = plan.placements?.find((one) => one.recruit === recruit.id);
  if (made) {
    const pair = pairOf(recruiting, made);
    if (!pair) return { codes: [], figures: {}, open: NONE };
    const { need = 0, supply = 0, gap = 0, requested = 0, critical = false } = pair.post.cell ?? {};
    const { wish, km, bed } = pair;
    return {
      codes: [critical ? 'missing-subject' : gap > 0 ? 'gap' : 'request'],
      figures: {
        need,
        supply,
        gap,
        openings: pair.post.count,
        requested,
        fitting: fitting.length,
        wish,
        km,
        bed,
      },
      open: NONE,
    };
  }
  if (fitting.length === 0) {
    const kept = new Map<Keeps, number>();
    for (const pair of recruiting.pairs) {
      if (pair.recruit === recruit && pair.keeps) kept.set(pair.keeps, (kept.get(pair.keeps) ?? 0) + 1);
    }
    if (kept.size === 0) return { codes: ['no-opening'], figures: { openings: 0 }, open: NONE };
    const others = [...kept].filter(([keeps]) => keeps !== 'certificate');
    const most = Math.max(0, ...others.map(([, count]) => count));
    const first = order.find((keeps) => keeps !== 'certificate' && kept.get(keeps) === most);
    return {
      codes: [first ?? 'certificate'],
      figures: { openings: recruiting.open.length, ...Object.fromEntries(kept) },
      open: NONE,
    };
  }
  const stopped = new Tallies();
  for (const { column } of fitting) stopped.add(firstBroken(system, column, values ?? []) ?? 'goals');
  return {
    codes: mostOf(stopped.entries, []),
    figures: { fitting: fitting.length, ...Object.fromEntries(stopped.entries) },
    open: NONE,
  };
}

const order: readonly Keeps[] = ['contract', 'certificate', 'direction', 'travel'];

/** The first rule, in the published order, that one placement more would break; null: none. */
function firstBroken({ facts, rows }: System, column: number, values: readonly number[]): string | null {
  const then = values.with(column, 1);
  const broken = new Set(
    [...rows.values()].flatMap(({ rule, terms, lower, upper }) => {
      if (rule === null || facts.rules.relaxed(rule) || !terms.some(([at]) => at === column)) return [];
      const sum = sumOf(terms, then);
      return sum < lower || sum > upper ? [rule] : [];
    }),
  );
  return ruleOrder.find((rule) => broken.has(rule)) ?? null;
}
