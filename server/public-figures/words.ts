import type { Words } from '../../solver/plan.ts';
import type { PublicCoefficient } from '../../solver/public-figures/coefficients.ts';
import type { Column } from '../../solver/public-figures/table.ts';

/** What the page and the table for spreadsheets call things. */
export const stageWords: Readonly<Record<'primary' | 'junior', Words>> = {
  primary: { zh: '小学', en: 'Primary schools' },
  junior: { zh: '初中', en: 'Junior schools' },
};

export const columnWords: Readonly<Record<Column, Words>> = {
  pupils: { zh: '学生', en: 'Pupils' },
  teachers: { zh: '教师', en: 'Teachers' },
  education: { zh: '高于规定学历', en: 'Above required education' },
  titles: { zh: '一级及以上职称', en: 'First title or higher' },
  backbone: { zh: '县级以上骨干', en: 'Backbone, county or higher' },
  artsAndPe: { zh: '体育、艺术', en: 'PE and the arts' },
  established: { zh: '在编', en: 'Established' },
};

export const rowWords = {
  school: { zh: '学校', en: 'School' },
  code: { zh: '学校代码', en: 'School code' },
  stage: { zh: '学段', en: 'Stage' },
  together: { zh: '教师数未列出的学校合计', en: 'Schools whose teachers are hidden, together' },
  total: { zh: '全县合计', en: 'County' },
} satisfies Record<string, Words>;

export const becauseWords: Readonly<Record<NonNullable<PublicCoefficient['because']>, Words>> = {
  hidden: { zh: '所依据的数据有隐藏，不公布', en: 'Not told: it rests on a hidden figure' },
  'no-schools': { zh: '无可计算的学校', en: 'Not computable: no school counts' },
  'pupils-unknown': { zh: '学生数未全部登记，无法计算', en: 'Not computable: pupils are not all on file' },
  'not-reported': { zh: '学校未全部上报，无法计算', en: 'Not computable: not all schools have reported' },
  'nothing-counted': { zh: '全县合计为0，无法计算', en: 'Not computable: the county has none' },
};
