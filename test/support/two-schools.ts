import { type Problem, type ProblemInput, problem } from '../../solver/problem.ts';

type TeacherInput = ProblemInput['teachers'][number];

/**
 * A town school with five teachers of mathematics where it needs one, and a village school ten kilometres away
 * that needs two and has none. Nobody teaches music. Of the five, `new` came last year and may not go yet;
 * `star` is a county backbone teacher; `near` wishes for the village.
 */
export const twoSchools = (changes: Partial<ProblemInput> = {}): Problem =>
  problem.parse({ ...twoSchoolsInput, ...changes });

const teacher = (id: string, facts: Partial<TeacherInput> = {}): TeacherInput => ({
  id,
  name: `Teacher ${id}`,
  sex: 'female',
  born: '1986-05-04',
  certificates: [{ subject: 'maths', stage: 'primary', rank: 'main' }],
  subject: 'maths',
  teachingSince: '2008-09-01',
  registered: { school: 'town', since: '2012-09-01' },
  serving: { section: 'town-primary', since: '2012-09-01' },
  ...facts,
});

export const twoSchoolsInput = {
  format: 'junheng-problem/1',
  county: { code: '420525', name: 'Yuan' },
  schoolYear: 2026,
  effective: '2026-09-01',
  curriculum: {
    version: 'v',
    subjects: [
      { code: 'maths', name: { zh: '数学', en: 'Mathematics' }, periods: { 1: 7 } },
      { code: 'music', name: { zh: '音乐', en: 'Music' }, periods: { 1: 3.5 } },
    ],
  },
  load: { version: 'v', periods: [{ stage: 'primary', load: 14 }] },
  policy: {
    version: 'v',
    rules: { 'outflow-cap': { level: 'off' } },
    goals: [{ name: 'gap' }, { name: 'burden' }, { name: 'fewest-moves' }],
  },
  schools: [
    { id: 'town', name: 'Lakeside', place: 'urban', location: { longitude: 111, latitude: 31 } },
    { id: 'village', name: 'Hillside', place: 'village', location: { longitude: 111.1, latitude: 31 } },
  ],
  sections: [
    { id: 'town-primary', school: 'town', stage: 'primary', classes: { 1: 2 } },
    { id: 'village-primary', school: 'village', stage: 'primary', classes: { 1: 4 } },
  ],
  teachers: [
    teacher('far'),
    teacher('near'),
    teacher('new', { serving: { section: 'town-primary', since: '2025-09-01' } }),
    teacher('star', { backbone: 'county' }),
    teacher('tutor', { classTeacher: true }),
  ],
  wishes: [{ teacher: 'near', volunteer: true, schools: ['village'] }],
} satisfies ProblemInput;
