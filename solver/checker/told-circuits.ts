import type { Plan } from '../plan.ts';
import type { Facts } from './facts.ts';
import { fault, type PlanFault } from './plan-fault.ts';

/** No policy knows circuit teaching yet, so that no plan has any. */
export function* circuitFaults(_facts: Facts, { circuits }: Plan): Generator<PlanFault> {
  for (const { teacher, to } of circuits) {
    yield fault(
      'wrong-circuit',
      `政策没有走教，方案却列有教师${teacher}到${to}走教。`,
      `The policy knows no circuit teaching, yet teacher ${teacher} is said to teach at ${to} on set days.`,
    );
  }
}
