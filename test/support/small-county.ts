import { caseOf } from '../../solver/case.ts';
import type { Move } from '../../solver/plan.ts';
import { type Problem, type ProblemInput, problem, type RuleSetting } from '../../solver/problem.ts';
import { rules } from '../../solver/rules/index.ts';

/**
 * A county to read at a glance. Lakeside (urban) has four classes and needs four teachers of maths; Hillfoot, a
 * village 20 km off, has one class, nobody for maths and so one opening. Every class needs one teacher of maths.
 */
export function county(facts: Partial<ProblemInput> = {}): Problem {
  return problem.parse({
    format: 'junheng-problem/1',
    county: { code: '420525', name: 'Yuan' },
    schoolYear: 2026,
    effective: '2026-09-01',
    curriculum: {
      version: 'small',
      subjects: [
        { code: 'maths', name: { zh: '数学', en: 'Mathematics' }, periods: { 1: 10, 7: 10 } },
        { code: 'music', name: { zh: '音乐', en: 'Music' }, periods: {} },
      ],
    },
    load: {
      version: 'small',
      periods: [
        { stage: 'primary', load: 10 },
        { stage: 'junior', load: 10 },
      ],
    },
    policy: { version: 'small', rules: only({}), goals: [{ name: 'gap' }] },
    schools: [lakeside, hillfoot],
    sections: [
      { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 } },
      { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 } },
    ],
    teachers: [],
    ...facts,
  } satisfies ProblemInput);
}

export const lakeside = {
  id: 'lakeside',
  name: 'Lakeside',
  place: 'urban',
  location: { longitude: 111, latitude: 31 },
} as const satisfies ProblemInput['schools'][number];

export const hillfoot = {
  id: 'hillfoot',
  name: 'Hillfoot',
  place: 'village',
  weak: true,
  location: { longitude: 111, latitude: 31.1384 },
} as const satisfies ProblemInput['schools'][number];

type TeacherInput = ProblemInput['teachers'][number];

/** A teacher of maths at Lakeside primary since 2010, whom every rule lets go. */
export const teacher = (id: string, facts: Partial<TeacherInput> = {}): TeacherInput => ({
  id,
  name: id,
  sex: 'female',
  born: '1986-05-04',
  teachingSince: '2008-09-01',
  subject: 'maths',
  certificates: [{ subject: 'maths', stage: 'primary', rank: 'main' }],
  registered: { school: 'lakeside', since: '2010-09-01' },
  serving: { section: 'L', since: '2010-09-01' },
  ...facts,
});

/** So many teachers named by the letters from A on. */
export const teachers = (count: number, facts: Partial<TeacherInput> = {}): TeacherInput[] =>
  Array.from({ length: count }, (_, index) => teacher(String.fromCodePoint(65 + index), facts));

/** Only these rules in force; every other one off, but for those that always hold. */
export const only = (settings: Record<string, object>): Record<string, RuleSetting> =>
  Object.fromEntries(
    rules.map(({ name }): [string, RuleSetting] => {
      const figures = settings[name];
      return [name, figures ? { level: 'law', ...figures } : { level: 'off' }];
    }),
  );

/** What one rule finds in a set of moves, with these figures and no other rule in force but `beside`. */
export function audit(
  rule: string,
  figures: object,
  facts: Partial<ProblemInput>,
  moves: readonly Pick<Move, 'teacher' | 'to' | 'subject'>[],
  beside: Record<string, object> = {},
) {
  const policy = { version: 'small', rules: only({ ...beside, [rule]: figures }), goals: [{ name: 'gap' }] };
  const found = caseOf(county({ ...facts, policy }));
  return found.rules
    .filter(({ name }) => name === rule)
    .flatMap((standing) => [...standing.audit(found, found.postings(moves))]);
}

/** A move to Hillfoot for maths, but for what is said otherwise. */
export const move = (teacher: string, to = 'H', subject = 'maths') => ({ teacher, to, subject });
