import { ProblemRefused, RoundNotOpen } from '../../schema/errors.ts';
import type { Words } from '../../solver/plan.ts';
import { PlanBreaksRules, RegistryChanged } from '../rounds/store-plan.ts';

/** Why a solve failed, in words an officer can act on; never internals. */
export function failureOf(error: unknown): Words {
  if (error instanceof RoundNotOpen)
    return {
      zh: '轮到求解时，本轮次已不在编制方案阶段。',
      en: 'When its turn came, the round was no longer being planned.',
    };
  if (error instanceof ProblemRefused) return refusedFacts(error);
  if (error instanceof RegistryChanged)
    return {
      zh: '求解期间学校或教师的编号有变动，方案未保存。请重新求解。',
      en: 'School codes or staff numbers changed while solving, so the plan was not kept. Solve again.',
    };
  if (error instanceof Error && failedAudits.has(error.name))
    return {
      zh: '求解结果未通过规则复核，方案未保存。请换一种求解引擎重试，并报告此问题。',
      en: 'The answer did not pass the audit of the rules, so it was not kept. Try the other engine, and report this.',
    };
  if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
    return {
      zh: '求解所需内存超出限额，已停止。请缩小范围（如减少可选岗位或缩短距离上限）后重试。',
      en: 'Solving needed more memory than allowed and was stopped. Narrow the round (a shorter travel limit, fewer openings), then try again.',
    };
  return {
    zh: '求解意外中断，方案未保存。请重试；若再次发生，请联系管理员查看日志。',
    en: 'Solving broke off unexpectedly and no plan was kept. Try again; if it happens again, ask the administrator to look at the log.',
  };
}

/** What is on file cannot be solved; of whom is not said, as more people read this than the county's. */
const refusedFacts = ({ faults: { length } }: ProblemRefused): Words => ({
  zh: `档案中有 ${length} 处资料有误，无法求解。请县人事部门在轮次页面求解，查看并更正这些资料。`,
  en: `${length === 1 ? 'One thing' : `${length} things`} on file cannot be solved with. HR of the county sees them when it solves the round itself, and mends them.`,
});

/** The process solving it died each time, or its database failed it. */
export const givenUp = (times: number): Words => ({
  zh: `求解已中断 ${times} 次，不再自动重试。可能是内存不足，或数据库出了故障（如磁盘已满），请联系管理员后再求解。`,
  en: `Solving this broke off ${times} times, so it is not tried again by itself. Memory may be short, or the database in trouble (a full disk): ask the administrator before solving again.`,
});

/** By name: an error out of a thread comes without its class. */
const failedAudits: ReadonlySet<string> = new Set([PlanBreaksRules.name, 'PlanFailsAudit']);
