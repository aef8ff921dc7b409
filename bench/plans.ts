import { readFile } from 'node:fs/promises';
import { demo } from '../data/demo.ts';
import type { Engine, Plan } from '../solver/plan.ts';
import type { Problem } from '../solver/problem.ts';
import { readProblem } from '../solver/read.ts';
import { solve } from '../solver/solve.ts';
import { verify } from '../solver/verify.ts';
import { randomCounty } from '../test/support/random-county.ts';
import { type BenchCase, hold, type Measured, timed } from './case.ts';
import { districtProblem } from './district.ts';

const soundPlan = 'optimal, no rule broken, verified, one reason a teacher';

/** Plans without a database: the demo county by both engines, larger counties, and many small ones. */
export const plans: readonly BenchCase[] = [
  {
    name: 'demo-highs',
    size: '1,009 teachers',
    checks: soundPlan,
    agrees: 'demo',
    limit: { seconds: 10 },
    run: async () => planned(await demoProblem(), 'highs'),
  },
  {
    name: 'demo-simplex',
    size: '1,009 teachers',
    checks: `${soundPlan}; as demo-highs`,
    agrees: 'demo',
    limit: { seconds: 10 },
    run: async () => planned(await demoProblem(), 'javascript-lp-solver'),
  },
  {
    name: 'demo-verify',
    size: '1,009 teachers',
    checks: 'confirmed; a plan with one move less is not',
    limit: { seconds: 2 },
    run: verified,
  },
  {
    name: 'county-3000',
    size: '3,000 teachers',
    checks: soundPlan,
    limit: { seconds: 10 },
    run: () => planned(districtProblem(3_000, 1), 'highs'),
  },
  {
    name: 'county-10000',
    size: '10,000 teachers',
    checks: soundPlan,
    limit: { seconds: 60 },
    run: () => planned(districtProblem(10_000, 1), 'highs'),
  },
  {
    name: 'random-counties',
    size: '100 of 5 to 60 teachers',
    checks: 'both engines agree, no rule broken, verified',
    limit: { seconds: 60 },
    run: manySmall,
  },
];

async function demoProblem(): Promise<Problem> {
  const read = readProblem(JSON.parse(await readFile(demo.firstProblem, 'utf8')));
  hold(read.ok, 'data/demo-problem.json is a sound problem');
  return read.problem;
}

async function planned(problem: Problem, engine: Engine): Promise<Measured> {
  const { value: plan, ...took } = await timed(() => solve(problem, { engine }));
  holdSound(problem, plan);
  hold(plan.status === 'optimal', `the plan is optimal, and not ${plan.status}`);
  return { ...took, answer: answerOf(plan) };
}

function holdSound(problem: Problem, plan: Plan): void {
  const breaches = plan.findings.filter(({ level }) => level !== 'note');
  hold(breaches.length === 0, 'no rule is broken');
  const { faults } = verify(problem, plan);
  hold(faults.length === 0, `the plan is verified (${faults.length} faults)`);
  const told = new Set(plan.reasons.map(({ teacher }) => teacher));
  const once = told.size === plan.reasons.length && told.size === problem.teachers.length;
  hold(once, 'every teacher has one reason');
}

const answerOf = ({ moves, goals }: Plan): string =>
  `${moves.length} moves; ${goals.map(({ name, value }) => `${name} ${value}`).join(', ')}`;

async function verified(): Promise<Measured> {
  const problem = await demoProblem();
  const plan = await solve(problem, { engine: 'highs' });
  const { value, ...took } = await timed(() => verify(problem, plan));
  hold(value.confirmed, 'the plan is confirmed');
  const tampered = { ...plan, moves: plan.moves.slice(1) };
  hold(!verify(problem, tampered).confirmed, 'a plan with one move less is not confirmed');
  return { ...took, answer: `${plan.reasons.length} reasons, ${plan.moves.length} moves` };
}

async function manySmall(): Promise<Measured> {
  const counties = Array.from({ length: 100 }, (_, seed) => randomCounty(seed));
  const { value, ...took } = await timed(async () => {
    const plans: [Plan, Plan][] = [];
    for (const county of counties) {
      plans.push([
        await solve(county, { engine: 'highs' }),
        await solve(county, { engine: 'javascript-lp-solver' }),
      ]);
    }
    return plans;
  });
  let optimal = 0;
  for (const [index, county] of counties.entries()) {
    for (const plan of value[index] ?? []) holdSound(county, plan);
    const [one, other] = value[index] ?? [];
    hold(one?.status === other?.status, `both engines agree whether county ${index} has a plan`);
    if (one?.status !== 'optimal' || !other) continue;
    hold(answerOf(one) === answerOf(other), `both engines agree on county ${index}`);
    optimal += 1;
  }
  return { ...took, answer: `${optimal} with a plan; ${(200 / took.seconds).toFixed(1)} solves a second` };
}
