import { readFile } from 'node:fs/promises';
import { untilDone } from '../solver/backends/backend.ts';
import { highs } from '../solver/backends/highs.ts';
import { costsOf } from '../solver/model.ts';
import { Planner } from '../solver/planner.ts';
import { hold } from './case.ts';
import { plannerProblem, type Size } from './planner-problem.ts';

/** Seconds of one relaxation in an engine just loaded, and of the same anew once its code is compiled. */
export interface RelaxationMeasured {
  readonly cold: number;
  readonly warm: number;
  readonly cost: number;
}

/** A process of its own: relaxes the scarce coverage model of a size, twice from nothing. */
const size = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as Size;
const model = new Planner(plannerProblem(size, 'scarce')).first();
hold(model !== null, 'the policy has a goal');
const { program } = model;
const cost = costsOf(program, model.terms);

async function relaxed() {
  const began = performance.now();
  const backend = await highs();
  const found = backend.relax(program, cost, untilDone);
  const seconds = (performance.now() - began) / 1000;
  backend.close();
  hold(found.status === 'solved', `the relaxation is solved, and not ${found.status}`);
  return { seconds, cost: found.values.reduce((sum, value, column) => sum + value * (cost[column] ?? 0), 0) };
}

const first = await relaxed();
const second = await relaxed();
hold(
  Math.abs(first.cost - second.cost) < 1e-6 * Math.max(1, Math.abs(first.cost)),
  'both times cost the same',
);
const measured: RelaxationMeasured = { cold: first.seconds, warm: second.seconds, cost: second.cost };
process.stdout.write(`${JSON.stringify(measured)}\n`);
