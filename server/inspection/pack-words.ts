import type { Words } from '../../solver/plan.ts';

type Named<Key extends string> = Readonly<Record<Key, Words>>;

/** What the pack calls the values of the house. */
export const stages: Named<'primary' | 'junior'> = {
  primary: { zh: '小学', en: 'Primary' },
  junior: { zh: '初中', en: 'Junior' },
};

export const severities: Named<'grave' | 'serious' | 'minor'> = {
  grave: { zh: '重大', en: 'Grave' },
  serious: { zh: '较重', en: 'Serious' },
  minor: { zh: '一般', en: 'Minor' },
};

export const itemStates: Named<'open' | 'submitted' | 'closed'> = {
  open: { zh: '整改中', en: 'Open' },
  submitted: { zh: '待销号', en: 'Submitted' },
  closed: { zh: '已销号', en: 'Closed' },
};

export const roundStates: Readonly<Record<string, Words>> = {
  open: { zh: '已开启', en: 'Open' },
  planning: { zh: '编制中', en: 'Planning' },
  provisional: { zh: '公示中', en: 'Provisional' },
  final: { zh: '已确定', en: 'Final' },
  closed: { zh: '已结束', en: 'Closed' },
};

export const ruleLevels: Readonly<Record<string, Words>> = {
  law: { zh: '法规', en: 'Law' },
  policy: { zh: '政策', en: 'Policy' },
};

export const establishmentStandards: Readonly<Record<string, Words>> = {
  'unified-2014': { zh: '城乡统一编制标准（2014）', en: 'One ratio for town and country (2014)' },
  'by-place-2001': { zh: '分城乡编制标准（2001）', en: 'A ratio for each kind of place (2001)' },
};

/** Whether something holds; null: not known. */
export const verdict = (holds: boolean | null, known: 'data' | 'papers' = 'data'): Words =>
  holds === null
    ? known === 'papers'
      ? { zh: '查材料', en: 'By papers' }
      : { zh: '不明', en: 'Not known' }
    : holds
      ? { zh: '达到', en: 'Met' }
      : { zh: '未达到', en: 'Not met' };

export const yesOrNo = (is: boolean | null): Words =>
  is === null ? { zh: '不明', en: 'Not known' } : is ? { zh: '是', en: 'Yes' } : { zh: '否', en: 'No' };

/** What a school fills in of the training of its teachers, row by row; nothing of it is on file. */
export const trainingForm: readonly Words[] = [
  { zh: '学校', en: 'School' },
  { zh: '学段', en: 'Stage' },
  { zh: '专任教师数', en: 'Teachers' },
  { zh: '应完成五年学时', en: 'Hours due in five years' },
  { zh: '已完成教师数', en: 'Teachers who have them' },
  { zh: '完成率', en: 'Part' },
  { zh: '未完成原因', en: 'Why not all' },
  { zh: '佐证材料', en: 'Papers' },
  { zh: '填报人', en: 'Filled in by' },
];
