import { outcomesFrom } from '../server/jobs/figures.ts';
import { nationalBalance } from '../solver/balance/standard.ts';
import { outlook } from '../solver/roadmap/outlook.ts';
import { roadmap } from '../solver/roadmap/roadmap.ts';
import { type BenchCase, hold, type Measured, timed } from './case.ts';
import { districtProblem } from './district.ts';

/** What looks ahead or compares: roadmaps, which solve every year, and a table of scenarios, which reads what was solved. */
export const foresight: readonly BenchCase[] = [
  {
    name: 'roadmap-300',
    size: '300 teachers, 5 years',
    checks: 'five years, none cut short; teachers conserved but for who retires',
    limit: { seconds: 600 },
    run: () => years(300, 5),
  },
  {
    name: 'roadmap-1000',
    size: '1,000 teachers, 5 years',
    checks: 'five years, none cut short; teachers conserved but for who retires',
    limit: { seconds: 600 },
    run: () => years(1_000, 1),
  },
  {
    name: 'scenarios-3000',
    size: '3,000 teachers, 20 plans',
    checks: 'an outcome a plan, all of those who go told of, the first as by itself',
    limit: {},
    run: table,
  },
];

async function years(teachers: number, seed: number): Promise<Measured> {
  const problem = districtProblem(teachers, seed);
  const { value: found, ...took } = await timed(() => roadmap(problem, outlook.parse({}), { years: 5 }));
  hold(found.years.length === 5, 'five years are told');
  hold(
    found.years.every(({ cutShort }) => !cutShort),
    'no year is cut short',
  );
  let left = problem.teachers.length;
  for (const year of found.years) {
    left -= year.retirements.length;
    hold(year.teachers === left, `${year.schoolYear} has those who have not retired`);
  }
  const planned = found.years.filter(({ plan }) => plan.status === 'optimal').length;
  const missed = found.years.filter(({ missingQuotas }) => missingQuotas !== null).length;
  return { ...took, answer: `${planned} years planned, ${missed} with quotas missed` };
}

/** As the server reads it: the text of each plan with its problem, one after the other in one thread; no plan is solved. */
async function table(): Promise<Measured> {
  const problem = districtProblem(3_000, 1);
  const hosts = problem.sections.map(({ id }) => id);
  const facts = Array.from({ length: 20 }, (_, scenario) =>
    JSON.stringify({
      problem,
      reported: [],
      visits: [],
      moves: problem.teachers
        .filter((_teacher, place) => place % 40 === scenario)
        .flatMap((teacher, place) => {
          const to = hosts[(place * 7 + scenario) % hosts.length];
          const { subject } = teacher;
          return to === undefined || to === teacher.serving.section || subject === undefined
            ? []
            : [{ teacher: teacher.id, to, subject, form: 'order-based', relationMoves: false }];
        }),
    }),
  );
  const standard = nationalBalance.quality;
  const plans = facts.map((text) => ({ facts: text, standard }));
  const view = 'serving' as const;
  const { value: found, ...took } = await timed(() => outcomesFrom({ plans, view }));
  hold(found.length === 20, 'there are 20 outcomes');
  hold(
    found.every(({ posted }) => posted > 0),
    'everyone who goes is told of',
  );
  const [first] = outcomesFrom({ plans: plans.slice(0, 1), view });
  hold(JSON.stringify(first) === JSON.stringify(found[0]), 'a plan comes to the same alone');
  return {
    ...took,
    answer: `${found.length} outcomes, ${found.reduce((sum, { posted }) => sum + posted, 0)} moves`,
  };
}
