import type { Finding, Plan, Words } from '../plan.ts';
import type { Facts } from './facts.ts';

type Note = Pick<Finding, 'rule' | 'amount' | 'unit' | 'sections'>;

/** The remarks a plan must carry, and no others: why nobody goes, and what the problem leaves out. */
export function notesAbout(facts: Facts): readonly Note[] {
  const { people, posts, problem, candidates } = facts;
  const { schools, sections, budget, allowance } = problem;
  const goers = people.filter(({ barredBy }) => barredBy === null).length;
  const unplaced = schools.filter(({ location }) => location === undefined).length;
  const said = (holds: boolean, rule: string, amount: number, unit: string) =>
    holds ? [{ rule, amount, unit, sections: [] }] : [];
  return [
    ...ofGrades(facts, 'pupils-without-class', (classes, pupils) => classes === 0 && pupils > 0),
    ...ofGrades(facts, 'more-classes-than-pupils', (classes, pupils) => classes > pupils),
    ...said(people.length === 0, 'no-teachers', 0, 'teachers'),
    ...said(people.length > 0 && goers === 0, 'nobody-may-go', people.length, 'teachers'),
    ...said(posts.open.length === 0, 'no-openings', sections.length, 'sections'),
    ...said(goers > 0 && posts.open.length > 0 && candidates.length === 0, 'nothing-fits', goers, 'teachers'),
    ...said(
      unplaced > 0,
      unplaced === schools.length ? 'no-distances' : 'some-distances-missing',
      unplaced,
      'schools',
    ),
    ...said(budget !== undefined && allowance === undefined, 'no-allowance', budget ?? 0, 'yuan'),
  ];
}

/** How many grades there are of which this holds, and in which sections; of sections that tell their pupils. */
function ofGrades(
  { problem: { sections } }: Facts,
  rule: string,
  holds: (classes: number, pupils: number) => boolean,
): Note[] {
  const found = sections.flatMap(({ id, classes, pupils }) =>
    Object.keys(pupils).length === 0
      ? []
      : Array.from({ length: 9 }, (_, grade) => `${grade + 1}`).flatMap((grade) =>
          holds(classes[grade] ?? 0, pupils[grade] ?? 0) ? [id] : [],
        ),
  );
  return found.length === 0
    ? []
    : [{ rule, amount: found.length, unit: 'grades', sections: [...new Set(found)] }];
}

/**
 * The remark by which an answer without a plan owns that it does not say which rules clash, and what is open by it; null:
 * it says so, or there is a plan, or nothing is owned.
 */
export function silenceOf({ status, diagnosis, findings }: Plan): (Note & { open: Words }) | null {
  if (status !== 'infeasible' || diagnosis !== null) return null;
  const [code] = findings.flatMap(({ rule, level }) =>
    level === 'note' && Object.hasOwn(silences, rule) ? [rule] : [],
  );
  const open = code === undefined ? undefined : silences[code];
  return code !== undefined && open ? { rule: code, amount: 0, unit: 'clashes', sections: [], open } : null;
}

const silences: Readonly<Record<string, Words>> = {
  'diagnosis-not-asked': {
    zh: '未说明哪些规则冲突：没有要求诊断。',
    en: 'Which rules clash is not told: the diagnosis was not asked for.',
  },
  'diagnosis-cut-short': {
    zh: '未说明哪些规则冲突：查找过程被中止。',
    en: 'Which rules clash is not told: the search for them was stopped.',
  },
};
