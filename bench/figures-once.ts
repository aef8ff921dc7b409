import { facilitiesOf } from '../scripts/demo-county/facilities.ts';
import { problemOf } from '../scripts/demo-county/registry.ts';
import { type BalanceFacts, factsOfProblem, type Reported } from '../solver/balance/facts.ts';
import { balanceOf } from '../solver/balance/report.ts';
import { basicBalance, qualityBalance } from '../solver/balance/standard.ts';
import { demandOf } from '../solver/demand.ts';
import { hold } from './case.ts';
import { district } from './district.ts';
import { peakMegabytes } from './memory.ts';

export interface FiguresMeasured {
  /** Of all counties together, in seconds. */
  readonly balanceSeconds: number;
  readonly demandSeconds: number;
  readonly megabytes: number;
  readonly coefficients: number;
  readonly cells: number;
}

/**
 * A process of its own: every indicator of both standards in both views, and every gap, of so many counties of so many
 * teachers, one after the other. What the counties are is no part of the time; reading their facts from text is.
 */
const [counties = 0, teachers = 0, schools = 0] = process.argv.slice(2).map(Number);
let [balanceSeconds, demandSeconds, coefficients, cells] = [0, 0, 0, 0];
for (let seed = 1; seed <= counties; seed++) {
  const registry = district(teachers, seed, schools);
  const problem = problemOf(registry);
  const reported = [...facilitiesOf(registry)].map(([school, amounts]): [string, Reported] => [
    school,
    { parent: null, facilities: Object.fromEntries(amounts), seniorPupils: 0, teachers: null, pupils: null },
  ]);
  const text = JSON.stringify(factsOfProblem(problem, new Map(reported)));
  let began = performance.now();
  const read = JSON.parse(text) as BalanceFacts;
  for (const view of ['serving', 'registered'] as const)
    for (const standard of [basicBalance, qualityBalance])
      for (const { indicators } of balanceOf(read, standard, view).stages)
        for (const report of indicators) {
          hold(report.computable, `${report.indicator.code} is computable`);
          hold(report.coefficient > 0, `${report.indicator.code} varies`);
          coefficients += 1;
        }
  balanceSeconds += (performance.now() - began) / 1000;
  began = performance.now();
  const found = demandOf(problem).cells;
  demandSeconds += (performance.now() - began) / 1000;
  hold(found.length > 0, 'there are needs');
  cells += found.length;
}
const megabytes = await peakMegabytes();
const measured: FiguresMeasured = { balanceSeconds, demandSeconds, megabytes, coefficients, cells };
process.stdout.write(`${JSON.stringify(measured)}\n`);
