import { createSolver } from '../../server/jobs/solve-in-thread.ts';
import { canonical } from '../../solver/canonical.ts';
import { hold } from '../case.ts';
import { count, seconds } from '../figures.ts';
import { plannerProblem } from '../planner-problem.ts';
import type { Sheet } from '../sheet.ts';

const COUNTIES = 8;
const COUNTY = { teachers: 3_000, schools: 27, seed: 1 };

/**
 * As many counties solved by one thread and by two, each of which has solved one before, with no queue, no server and no
 * database between them: by how much a second worker can be the quicker on this machine at all.
 */
export function machine(limit: number): Sheet {
  let alone: number | undefined;
  const line = (name: string, threads: number) => ({
    name,
    async measure() {
      const task = {
        problem: JSON.stringify(canonical(plannerProblem(COUNTY, 'by-order'))),
        engine: 'highs' as const,
      };
      const late = AbortSignal.timeout(limit * 1000);
      const solvers = Array.from({ length: threads }, () => createSolver());
      const solved = async (solver: (typeof solvers)[number]) => {
        const { status } = await solver.solve(task, () => {}, late);
        hold(status === 'optimal', `a county is solved to its best, and not ${status}`);
      };
      await Promise.all(solvers.map(solved));
      const [began, used] = [performance.now(), process.cpuUsage()];
      let left = COUNTIES;
      await Promise.all(
        solvers.map(async (solver) => {
          while (left-- > 0) await solved(solver);
        }),
      );
      const wall = (performance.now() - began) / 1000;
      const { user, system } = process.cpuUsage(used);
      await Promise.all(solvers.map((solver) => solver.close()));
      if (threads === 1) alone = wall;
      return [
        count(COUNTIES),
        count(COUNTIES * COUNTY.teachers),
        String(threads),
        seconds(wall),
        seconds((user + system) / 1e6),
        alone === undefined || threads === 1 ? '' : `${(alone / wall).toFixed(2)} × one`,
      ];
    },
  });
  return {
    title: 'The machine: counties solved by one thread and by two, with nothing between them',
    columns: [
      ['case', 20],
      ['counties', 8],
      ['teachers', 8],
      ['threads', 7],
      ['wall s', 8],
      ['CPU s', 8],
      ['speed', 0],
    ],
    lines: [line('machine-1-thread', 1), line('machine-2-threads', 2)],
  };
}
