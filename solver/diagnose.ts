import type { Backend, Control } from './backends/backend.ts';
import { minimise } from './backends/minimise.ts';
import { caseOf } from './case.ts';
import { modelOf } from './model.ts';
import type { Plan } from './plan.ts';
import type { Problem } from './problem.ts';
import type { StandingRule } from './rules/rule.ts';

/**
 * The rules that cannot all hold together, when no plan exists: leave out any one of the set and its others can
 * hold. Found by leaving out ever smaller groups, laws before policies, so that as few laws as can be are in it;
 * that each member is needed, and that the set has no plan, are both solved, not inferred. Policy rules come first
 * in the answer, for they are the ones an officer may relax.
 *
 * Null when stopped before the set was certain.
 */
export function diagnose(problem: Problem, backend: Backend, control: Control): Plan['diagnosis'] {
  const county = caseOf(problem);
  const rules = county.rules.filter(({ always }) => !always);
  const waived = new Set<string>();

  /** Those of a group that the clash cannot do without; the others are waived. Null: not known. */
  const needed = (group: readonly StandingRule[]): StandingRule[] | null => {
    if (group.length === 0) return [];
    const without = new Set([...waived, ...group.map(({ name }) => name)]);
    const exists = planExists(problem, without, backend, control);
    if (exists === null) return null;
    if (!exists) {
      for (const { name } of group) waived.add(name);
      return [];
    }
    if (group.length === 1) return [...group];
    const half = Math.ceil(group.length / 2);
    const first = needed(group.slice(0, half));
    const second = first && needed(group.slice(half));
    return first && second && [...first, ...second];
  };

  const laws = needed(rules.filter(({ level }) => level === 'law'));
  const policies = laws && needed(rules.filter(({ level }) => level === 'policy'));
  if (!laws || !policies) return null;
  return {
    clash: [...policies, ...laws].map((rule) => ({
      rule: rule.name,
      level: rule.level,
      clause: rule.clause,
      text: rule.states(county),
    })),
  };
}

/** Whether the rules that are not waived have a plan; null: not known. */
function planExists(
  problem: Problem,
  waived: ReadonlySet<string>,
  backend: Backend,
  control: Control,
): boolean | null {
  const program = modelOf(caseOf(problem, waived)).program();
  let found = false;
  // Any plan will do: the first one ends the search.
  const untilFound: Control = {
    shouldStop: () => found || control.shouldStop(),
    improved: (incumbent) => {
      found ||= incumbent !== null;
    },
  };
  const { status } = minimise(backend, program, new Float64Array(program.columns), untilFound);
  if (status === 'cut-short') return null;
  return status !== 'infeasible';
}
