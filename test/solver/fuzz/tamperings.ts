import { problemHash } from '../../../solver/canonical.ts';
import { systemOf } from '../../../solver/checker/system.ts';
import { type Certificate, digestOf, type Plan } from '../../../solver/plan.ts';
import type { Problem } from '../../../solver/problem.ts';

/** Plans that are wrong in one way each: what the plan says, what its certificate says, what it is a plan of. */
export function* tamperings(county: Problem, plan: Plan): Iterable<[string, Plan]> {
  const signed = (certificate: Certificate): Certificate => ({
    ...certificate,
    digest: digestOf(certificate),
  });
  yield [
    'another problem',
    { ...plan, problemHash: problemHash({ ...county, schoolYear: county.schoolYear + 1 }) },
  ];
  if (plan.status === 'infeasible') {
    const nodes = plan.certificate?.infeasible;
    if (plan.certificate && nodes?.some((node) => 'ray' in node && node.ray.length > 0)) {
      const infeasible = nodes.map((node) => ('ray' in node ? { ray: [] } : node));
      if (!boundsAloneShow(county))
        yield ['an empty ray', { ...plan, certificate: signed({ ...plan.certificate, infeasible }) }];
    }
    return;
  }
  const [move] = plan.moves.filter(({ form }) => form !== 'return');
  if (move) {
    yield ['a move left out', { ...plan, moves: plan.moves.filter((other) => other !== move) }];
    yield [
      'a move told wrongly',
      { ...plan, moves: plan.moves.map((other) => (other === move ? { ...move, bed: !move.bed } : other)) },
    ];
  }
  const [circuit] = plan.circuits;
  if (circuit) {
    const circuitsBut = (changes: Partial<Plan['circuits'][number]>) =>
      plan.circuits.map((other) => (other === circuit ? { ...circuit, ...changes } : other));
    yield ['a circuit told as farther', { ...plan, circuits: circuitsBut({ km: (circuit.km ?? 0) + 1 }) }];
    yield ['a circuit from elsewhere', { ...plan, circuits: circuitsBut({ from: circuit.to }) }];
    yield ['a circuit left out', { ...plan, circuits: plan.circuits.filter((other) => other !== circuit) }];
    if (plan.goals.some(({ name }) => name === 'circuit-travel'))
      yield ['a day more', { ...plan, circuits: circuitsBut({ days: circuit.days + 1 }) }];
  }
  const [goal] = plan.goals;
  if (goal) {
    const better = goal.value + (goal.sense === 'minimise' ? -1 : 1);
    yield [
      'a goal one better',
      { ...plan, goals: [{ ...goal, value: better, bound: better }, ...plan.goals.slice(1)] },
    ];
  }
  const { certificate } = plan;
  const stage =
    certificate?.stages.findIndex(
      ({ goal, shows, root, tree }) =>
        tree === null && asks(certificate.rows, root ?? []) && shows !== shownByEnds(county, goal),
    ) ?? -1;
  if (certificate && stage >= 0) {
    const stages = certificate.stages.map((other, index) =>
      index === stage
        ? {
            ...other,
            root: other.root?.map((entry, place) => (place % 2 === 1 ? -9 * entry : entry)) ?? null,
          }
        : other,
    );
    yield ['duals turned round', { ...plan, certificate: signed({ ...certificate, stages }) }];
    yield ['a dual changed and not signed', { ...plan, certificate: { ...certificate, stages } }];
  }
}

/** Whether a dual stands on a row that asks something: those of a total alone may prove the same with either sign. */
const asks = (rows: readonly string[], root: readonly number[]): boolean =>
  root.some((entry, place) => place % 2 === 0 && rows[entry]?.startsWith('total:') === false);

/** What a goal cannot pass with every column at its better end, no row asked: wrong duals then change nothing. */
function shownByEnds(county: Problem, name: string): number | undefined {
  const { goals, tightened } = systemOf(county);
  const goal = goals.find((one) => one.name === name);
  return goal?.terms.reduce((sum, [column, coefficient]) => {
    const least = (goal.sense === 'minimise') === coefficient > 0;
    return sum + coefficient * ((least ? tightened.lower : tightened.upper)[column] ?? 0);
  }, goal.constant);
}

/** Whether the rows by themselves leave some column no value: then any ray will do. */
function boundsAloneShow(county: Problem): boolean {
  const { tightened } = systemOf(county);
  return tightened.lower.some((least, column) => least > (tightened.upper[column] ?? 0));
}
