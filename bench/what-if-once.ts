import { readFile } from 'node:fs/promises';
import { WhatIf } from '../solver/what-if.ts';
import { draw } from '../test/support/draw.ts';
import { hold } from './case.ts';
import { plannerProblem, type Size } from './planner-problem.ts';

export interface WhatIfMeasured {
  /** Of the first solve, in seconds; and of each change after it, in milliseconds. */
  readonly opened: number;
  readonly milliseconds: readonly number[];
  /** How many of the changes have a plan. */
  readonly possible: number;
}

/** A process of its own: solves a county, then as many changes to it: by turns somebody goes who stays, and stays who goes. */
const size = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8')) as Size;
const wanted = Number(process.argv[3]);
const problem = plannerProblem(size, 'by-order');
const began = performance.now();
const whatIf = await WhatIf.open(problem);
const opened = (performance.now() - began) / 1000;
const chance = draw(size.seed);
const goers = chance.shuffled([...whatIf.made]);
const stayers = chance.shuffled(whatIf.county.candidates.filter((candidate) => !whatIf.made.has(candidate)));
hold(goers.length > 0 && stayers.length > 0, 'some go and some stay');

const milliseconds: number[] = [];
let possible = 0;
for (let index = 0; index < wanted; index++) {
  const from = index % 2 === 0 ? stayers : goers;
  const column = from[Math.floor(index / 2) % from.length]?.column ?? 0;
  const start = performance.now();
  const goals = whatIf.try(index % 2 === 0 ? { make: [column] } : { forbid: [column] });
  milliseconds.push(performance.now() - start);
  // No change can better the first goal that it changes: the plan was the best.
  const first = goals?.find(({ worse }) => worse !== 0);
  hold(first === undefined || first.worse > 0, `change ${index} betters no goal`);
  if (goals) possible += 1;
}
whatIf.close();
const measured: WhatIfMeasured = { opened, milliseconds, possible };
process.stdout.write(`${JSON.stringify(measured)}\n`);
