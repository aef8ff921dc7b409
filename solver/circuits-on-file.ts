import { inForce } from './calendar.ts';
import type { CircuitOnFile, Problem } from './problem.ts';

/**
 * The circuits on file that run on the day the moves take effect. One that leads to the section the teacher serves by then
 * is none: who has come home to where the days were given gives them there as the own ones.
 */
export function runningCircuits({ circuits = [], teachers, effective }: Problem): CircuitOnFile[] {
  if (circuits.length === 0) return [];
  const serves = new Map(teachers.map(({ id, serving }) => [id, serving.section]));
  return circuits.filter(
    (circuit) => inForce(circuit, effective) && serves.get(circuit.teacher) !== circuit.section,
  );
}
