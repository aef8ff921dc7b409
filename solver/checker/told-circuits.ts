import type { Plan } from '../plan.ts';
import type { Facts } from './facts.ts';
import { fault, type PlanFault, shown } from './plan-fault.ts';

/** A circuit's own facts: listed once, where from, and how far; whether it may be made at all its rows say. */
export function* circuitFaults({ places, person, apart }: Facts, { circuits }: Plan): Generator<PlanFault> {
  const listed = new Set<string>();
  for (const circuit of circuits) {
    const { teacher, to, subject } = circuit;
    const { section, school } = person(teacher);
    const due = { from: section.id, km: apart(school, places.school(places.section(to).school)) };
    for (const field of Object.keys(fields) as (keyof typeof fields)[]) {
      if (circuit[field] === due[field]) continue;
      yield fault(
        'wrong-circuit',
        `教师${teacher}的走教：${fields[field]}应为${shown(due[field])}，方案写作${shown(circuit[field])}。`,
        `The circuit of teacher ${teacher} says ${field} ${shown(circuit[field])}; it is ${shown(due[field])}.`,
      );
    }
    const key = JSON.stringify([teacher, to, subject]);
    if (listed.has(key)) {
      yield fault(
        'wrong-circuit',
        `教师${teacher}到${to}走教${subject}列了不止一次。`,
        `The circuit of teacher ${teacher} to ${to} for ${subject} is listed more than once.`,
      );
    }
    listed.add(key);
  }
}

const fields = { from: '派出学部', km: '路程' };
