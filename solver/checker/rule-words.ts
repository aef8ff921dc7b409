import type { RuleName } from './figures.ts';

/** The unit a rule counts in, and the clause it stands on where a policy cites none; a second time, as figures.ts is. */
interface RuleWords {
  readonly unit: string;
  readonly clause: string;
}

export const ruleWords: Readonly<Record<RuleName, RuleWords>> = {
  established: { unit: 'teachers', clause: '交流对象为公办学校在编在岗教师' },
  cadre: { unit: 'teachers', clause: '教师〔2014〕4号：校长、副校长按任期交流' },
  'running-posting': { unit: 'teachers', clause: '交流期未满的教师不再安排交流' },
  exemption: { unit: 'teachers', clause: '孕期、哺乳期、重大疾病等情形可不交流' },
  tenure: { unit: 'years', clause: '在同一所学校连续任教满六年' },
  age: { unit: 'years', clause: '男教师不超过50周岁，女教师不超过45周岁' },
  'cooling-off': { unit: 'years', clause: '交流期满返校后三年内不再安排交流' },
  'hold-back': { unit: 'teachers', clause: '学校确因工作需要可暂留个别教师，人数不超过规定比例' },
  certificate: { unit: 'certificates', clause: '教师须持有任教学科、学段的教师资格' },
  'whole-post': { unit: 'FTE', clause: '空缺岗位由专任教师整岗补充' },
  'home-school': { unit: 'moves', clause: '交流须跨校进行' },
  direction: { unit: 'moves', clause: '城镇学校向乡村学校、优质学校向薄弱学校、中心学校向村小和教学点交流' },
  cluster: { unit: 'moves', clause: '教师在本学区（集团、片区）内交流' },
  travel: { unit: 'km', clause: '合理确定交流距离，路远者由接收学校安排住宿' },
  'one-posting': { unit: 'postings', clause: '一名教师只安排一个交流岗位' },
  openings: { unit: 'teachers', clause: '按接收学校的需求派出' },
  circuit: { unit: 'days', clause: '紧缺学科教师可在邻近学校走教，保留原岗位' },
  swap: { unit: 'teachers', clause: '城区骨干教师下乡，乡村同学科中青年教师进城跟岗' },
  pins: { unit: 'pins', clause: '经办人指定' },
  couples: { unit: 'people', clause: '夫妻双方均为教师的，统筹安排，不造成两地分居' },
  'longest-stay': { unit: 'teachers', clause: '在同一所学校任教满规定最长年限的教师应当交流' },
  'sender-floor': { unit: 'FTE', clause: '派出后不得影响派出学校开齐开足课程' },
  'sole-teacher': { unit: 'teachers', clause: '派出后不得出现学科无教师的情形' },
  'indicator-floor': {
    unit: 'teachers',
    clause: '教督〔2017〕6号：每所学校每百名学生高于规定学历、县级以上骨干、体育艺术教师数达到标准',
  },
  recruit: { unit: 'placements', clause: '新聘教师按空缺岗位安置，特岗教师安置到乡村学校' },
  'cadre-seats': { unit: 'seats', clause: '干部交流后，原任职务须有人接任' },
  'outflow-cap': { unit: 'teachers', clause: '同一学校每学年派出教师不超过专任教师的15%' },
  'receiver-cap': { unit: 'teachers', clause: '同一学校每学年接收交流教师不超过专任教师的30%' },
  establishment: { unit: 'posts', clause: '接收学校在核定编制内接收调入人员' },
  beds: { unit: 'beds', clause: '路远的交流教师由接收学校安排周转房' },
  budget: { unit: 'yuan', clause: '交流教师补助经费不超过年度预算' },
  'exchange-quota': {
    unit: 'teachers',
    clause: '教师〔2014〕4号：每学年交流教师不低于符合交流条件教师总数的10%',
  },
  'backbone-quota': { unit: 'teachers', clause: '教师〔2014〕4号：骨干教师不低于交流教师总数的20%' },
  'graduating-quota': { unit: 'teachers', clause: '毕业年级教师交流比例不低于符合条件人数的30%' },
  'cadre-quota': { unit: 'cadres', clause: '任期届满的校级干部交流比例' },
};
