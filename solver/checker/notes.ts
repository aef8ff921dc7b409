import type { Finding } from '../plan.ts';
import type { Facts } from './facts.ts';

/** The remarks a plan must carry, and no others: why nobody goes, and what the problem leaves out. */
export function notesAbout(facts: Facts): readonly Pick<Finding, 'rule' | 'amount' | 'unit'>[] {
  const { people, posts, problem, candidates } = facts;
  const { schools, sections, budget, allowance } = problem;
  const goers = people.filter(({ barredBy }) => barredBy === null).length;
  const said = (holds: boolean, rule: string, amount: number, unit: string) =>
    holds ? [{ rule, amount, unit }] : [];
  return [
    ...said(people.length === 0, 'no-teachers', 0, 'teachers'),
    ...said(people.length > 0 && goers === 0, 'nobody-may-go', people.length, 'teachers'),
    ...said(posts.open.length === 0, 'no-openings', sections.length, 'sections'),
    ...said(goers > 0 && posts.open.length > 0 && candidates.length === 0, 'nothing-fits', goers, 'teachers'),
    ...said(
      schools.length > 0 && schools.every(({ location }) => location === undefined),
      'no-distances',
      schools.length,
      'schools',
    ),
    ...said(budget !== undefined && allowance === undefined, 'no-allowance', budget ?? 0, 'yuan'),
  ];
}
