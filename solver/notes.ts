import type { Case } from './case.ts';
import type { Finding, Words } from './plan.ts';

/** That no plan exists, and not which rules clash: nobody asked, or the search for them was stopped. */
export const undiagnosed = (asked: boolean): Finding => ({
  rule: asked ? 'diagnosis-cut-short' : 'diagnosis-not-asked',
  level: 'note',
  teachers: [],
  sections: [],
  amount: 0,
  unit: 'clashes',
  text: asked
    ? {
        zh: '没有可行方案已经证明；查找冲突规则的过程被中止，本结果未说明哪些规则冲突。',
        en: 'That no plan exists is proven; the search for the rules that clash was stopped, so they are not named.',
      }
    : {
        zh: '没有可行方案已经证明；未要求诊断，本结果未说明哪些规则冲突。',
        en: 'That no plan exists is proven; no diagnosis was asked for, so the rules that clash are not named.',
      },
});

/** What a plan rests on that its reader may not expect: why nobody goes, and what the problem leaves out. No breaches. */
export function notesOf(county: Case): Finding[] {
  const { problem, teachers, openings, candidates } = county;
  const goers = teachers.filter((teacher) => county.barred(teacher) === null).length;
  const located = problem.schools.some(({ location }) => location !== undefined);
  const notes: Finding[] = [];
  const note = (rule: string, amount: number, unit: string, text: Words) =>
    notes.push({ rule, level: 'note', teachers: [], sections: [], amount, unit, text });

  if (teachers.length === 0) {
    note('no-teachers', 0, 'teachers', {
      zh: '数据中没有教师，没有人可以交流。',
      en: 'The problem lists no teachers, so nobody can go.',
    });
  } else if (goers === 0) {
    note('nobody-may-go', teachers.length, 'teachers', {
      zh: `全部${teachers.length}名教师均不符合交流条件，各人的理由见名单。`,
      en: `None of the ${teachers.length} teachers may go; each one's reason says why.`,
    });
  }
  if (openings.length === 0) {
    note('no-openings', problem.sections.length, 'sections', {
      zh: `${problem.sections.length}个学部均没有空缺岗位。`,
      en: `None of the ${problem.sections.length} sections has a post open.`,
    });
  }
  if (goers > 0 && openings.length > 0 && candidates.length === 0) {
    note('nothing-fits', goers, 'teachers', {
      zh: `${goers}名教师符合交流条件，但没有一处空缺适合其中任何人。`,
      en: `${goers} teachers may go, and no post open fits any of them.`,
    });
  }
  if (problem.schools.length > 0 && !located) {
    note('no-distances', problem.schools.length, 'schools', {
      zh: `${problem.schools.length}所学校均无坐标，所有路程不明。`,
      en: `None of the ${problem.schools.length} schools has a location: every distance is unknown.`,
    });
  }
  if (problem.budget !== undefined && problem.allowance === undefined) {
    note('no-allowance', problem.budget, 'yuan', {
      zh: `有经费预算${problem.budget}元而无补助标准，预算不起作用。`,
      en: `There is a budget of ${problem.budget} yuan and no allowance standard: the budget limits nothing.`,
    });
  }
  return notes;
}
