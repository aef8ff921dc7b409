import { count, seconds } from '../figures.ts';
import { solvedCold } from '../planner.ts';
import { plannerProblem } from '../planner-problem.ts';
import type { Sheet } from '../sheet.ts';

const COUNTIES = 4;
const COUNTY = { teachers: 3_000, schools: 27, seed: 1 };

/**
 * As many counties solved by one process after the other and by two at a time, with no queue, no server and no database between
 * them: by how much a second worker can be the quicker on this machine at all.
 */
export function machine(limit: number): Sheet {
  let alone: number | undefined;
  const line = (name: string, processes: number) => ({
    name,
    async measure() {
      const problem = plannerProblem(COUNTY, 'by-order');
      let [left, processor] = [COUNTIES, 0];
      const began = performance.now();
      const work = async () => {
        while (left-- > 0) {
          const { measured } = await solvedCold(problem, 'highs', limit);
          if (measured === null) throw new Error(`A county is not solved within ${limit} s.`);
          processor += measured.cpuSeconds;
        }
      };
      await Promise.all(Array.from({ length: processes }, work));
      const wall = (performance.now() - began) / 1000;
      if (processes === 1) alone = wall;
      return [
        count(COUNTIES),
        count(COUNTIES * COUNTY.teachers),
        String(processes),
        seconds(wall),
        seconds(processor),
        alone === undefined || processes === 1 ? '' : `${(alone / wall).toFixed(2)} × one`,
      ];
    },
  });
  return {
    title: 'The machine: counties solved by one process and by two, with nothing between them',
    columns: [
      ['case', 20],
      ['counties', 8],
      ['teachers', 8],
      ['processes', 9],
      ['wall s', 8],
      ['CPU s', 8],
      ['speed', 0],
    ],
    lines: [line('machine-1-process', 1), line('machine-2-processes', 2)],
  };
}
