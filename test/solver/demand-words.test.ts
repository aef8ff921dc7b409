import { describe, expect, test } from 'vitest';
import { toldDemand } from '../../solver/demand-words.ts';
import { type ProblemInput, problem } from '../../solver/problem.ts';

const subjects: ProblemInput['curriculum']['subjects'] = [
  { code: 'maths', name: { zh: '数学', en: 'Mathematics' }, specialist: true, periods: { 1: 4, 2: 5 } },
  { code: 'music', name: { zh: '音乐', en: 'Music' }, specialist: true, periods: { 2: 2 } },
  { code: 'labour', name: { zh: '劳动', en: 'Labour' }, specialist: false, periods: { 1: 1 } },
  { code: 'art', name: { zh: '美术', en: 'Art' }, specialist: true, periods: { 3: 2 } },
];

const teacher = (id: string, facts: Partial<ProblemInput['teachers'][number]> = {}) => ({
  ...{ id, name: id, sex: 'female' as const, born: '1985-01-01', subject: 'maths' },
  teachingSince: '2008-09-01',
  registered: { school: 'A', since: '2008-09-01' },
  serving: { section: 'A1', since: '2008-09-01' },
  ...facts,
});

const told = (subject: string, facts: Partial<ProblemInput> = {}) => {
  const county = problem.parse({
    format: 'junheng-problem/1',
    county: { code: '1', name: 'Yuan' },
    schoolYear: 2026,
    effective: '2026-09-01',
    curriculum: { version: 'v', subjects },
    load: { version: 'v', classTeacherDuty: 0.2, periods: [{ stage: 'primary', load: 14 }] },
    policy: { version: 'v', goals: [{ name: 'gap' }] },
    schools: [{ id: 'A', name: 'Lakeside', place: 'village' }],
    sections: [{ id: 'A1', school: 'A', stage: 'primary', classes: { 1: 3, 2: 1, 3: 1 } }],
    teachers: [teacher('a'), teacher('b'), teacher('c', { classTeacher: true })],
    ...facts,
  } satisfies ProblemInput);
  return toldDemand(county).find((cell) => cell.subject === subject)?.arithmetic;
};

describe('how a cell is reckoned', () => {
  test('classes by periods by load, teachers by their shares, what is lent and what is left', () =>
    expect(told('maths')).toEqual([
      {
        zh: '需要：1年级3班 × 4节 + 2年级1班 × 5节 = 每周17节；17节 ÷ 每人14节 = 1.21。',
        en: 'Need: 3 classes of grade 1 × 4 + 1 class of grade 2 × 5 = 17 periods a week; 17 ÷ a load of 14 = 1.21.',
      },
      { zh: '现有：2人 × 1 + 1人 × 0.8 = 2.8。', en: 'Have: 2 teachers × 1 + 1 teacher × 0.8 = 2.8.' },
      {
        zh: '兼教：其中0.21去教不设专任教师的课程。',
        en: 'Lent: 0.21 of it goes to courses without specialists.',
      },
      { zh: '余：2.8 − 0.21 − 1.21 = 1.37。', en: 'Over: 2.8 − 0.21 − 1.21 = 1.37.' },
    ]));

  test('where nobody teaches it, all of it lacks', () =>
    expect(told('music')?.map(({ en }) => en)).toEqual([
      'Need: 1 class of grade 2 × 2 = 2 periods a week; 2 ÷ a load of 14 = 0.14.',
      'Have: nobody teaches it, so 0.',
      'Short: 0.14 − 0 = 0.14.',
    ]));

  test('what others teach beside their own is borrowed', () =>
    expect(told('labour')?.map(({ en }) => en)).toEqual([
      'Need: 3 classes of grade 1 × 1 = 3 periods a week; 3 ÷ a load of 14 = 0.21.',
      'Have: nobody teaches it, so 0.',
      'Borrowed: teachers of other subjects bring 0.21.',
      'Over: 0 + 0.21 − 0.21 = 0.',
    ]));

  test('where no class is taught it, nothing is needed', () => {
    const sections: ProblemInput['sections'] = [
      { id: 'A1', school: 'A', stage: 'primary', classes: { 3: 1 } },
    ];
    expect(told('maths', { sections })?.[0]).toEqual({
      zh: '需要：没有班级上这门课，为0。',
      en: 'Need: no class is taught it, so 0.',
    });
  });

  test('who teaches a second subject is counted in both, each by the share', () => {
    const teachers = [teacher('a', { secondSubject: 'art' }), teacher('b')];
    expect(told('art', { teachers })?.map(({ en }) => en)).toEqual([
      'Need: 1 class of grade 3 × 2 = 2 periods a week; 2 ÷ a load of 14 = 0.14.',
      'Have: 1 teacher × 0.14 = 0.14.',
      'Over: 0.14 − 0.14 = 0.',
    ]);
  });
});
