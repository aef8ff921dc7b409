import type { RegistryEntity } from '../../schema/registry-acts.ts';
import type { Words } from '../../solver/plan.ts';

/**
 * What a workbook may hold: one sheet an entity, one column a fact. The importer, the exporter, the template
 * and the demo county all go by this list, in this order: a row may only refer to sheets above its own.
 */

/** One word of a closed list: what is stored, and how people write it. */
export interface Choice extends Words {
  readonly value: string;
  /** Other spellings, compared like headers (headers.ts). */
  readonly synonyms: readonly string[];
}

/**
 * What a cell may hold. `code` is text that may look like a number (leading zeros count). A `day` is stored as
 * YYYY-MM-DD; with `month` also 2019-09 is taken, as the first of that month. A `reference` names a row by
 * its code, or a school by a name only it bears. A `list` names several schools, best first; it may be spread
 * over several columns.
 */
export type Kind =
  | { readonly type: 'text'; readonly longest: number }
  | { readonly type: 'code'; readonly longest: number }
  | { readonly type: 'integer'; readonly least: number; readonly most: number }
  | { readonly type: 'number'; readonly least: number; readonly most: number }
  | { readonly type: 'day'; readonly month?: true }
  | { readonly type: 'yes-no' }
  | { readonly type: 'choice'; readonly choices: readonly Choice[] }
  | { readonly type: 'subject' }
  | {
      readonly type: 'reference';
      readonly to: 'zones' | 'clusters' | 'schools' | 'teachers' | 'recruits' | 'rounds';
    }
  | { readonly type: 'list'; readonly of: 'schools'; readonly longest: number };

export interface Column extends Words {
  readonly key: string;
  readonly synonyms: readonly string[];
  readonly kind: Kind;
  /** A new row must have it; a row already on file may leave it out. */
  readonly required?: true;
  /** As an officer would type it. */
  readonly example: string;
  readonly note?: Words;
}

export type Entity = RegistryEntity;

/** One sheet of the workbook; `key` lists the columns by which a row is known again. */
export interface Sheet extends Words {
  readonly entity: Entity;
  readonly synonyms: readonly string[];
  readonly key: readonly string[];
  readonly columns: readonly Column[];
}

const text = (longest = 200): Kind => ({ type: 'text', longest });
const code: Kind = { type: 'code', longest: 120 };
const integer = (least: number, most: number): Kind => ({ type: 'integer', least, most });
const number = (least: number, most: number): Kind => ({ type: 'number', least, most });
const day: Kind = { type: 'day' };
const dayOrMonth: Kind = { type: 'day', month: true };
const yesNo: Kind = { type: 'yes-no' };
const subjectKind: Kind = { type: 'subject' };
const oneOf = (...choices: readonly Choice[]): Kind => ({ type: 'choice', choices });
const word = (value: string, zh: string, en: string, ...synonyms: readonly string[]): Choice => ({
  value,
  zh,
  en,
  synonyms,
});

/** Days of service are often known by their month alone. */
const firstOfMonth: Words = {
  zh: '只写年月（如 2019年9月）时按当月 1 日计。',
  en: 'A month alone (2019-09) counts as its first day.',
};

const places = oneOf(
  word('urban', '城区', 'Urban', '市区', '城市', '县城城区', 'city'),
  word('county-town', '县城', 'County town', '县镇', '城关', 'town'),
  word('township-centre', '乡镇中心', 'Township centre', '镇区', '乡镇', '中心校', 'township'),
  word('village', '村小', 'Village', '村', '乡村', '农村', 'rural'),
  word('teaching-point', '教学点', 'Teaching point', 'point'),
);
export const stages = oneOf(
  word('primary', '小学', 'Primary', '小学部', '小学段', 'elementary'),
  word('junior', '初中', 'Junior', '初级中学', '初中部', '初中段', '中学', 'junior secondary', 'middle'),
);
const ownerships = oneOf(
  word('public', '公办', 'Public', '公立', 'state'),
  word('private', '民办', 'Private', '私立'),
);
const schoolKinds = oneOf(
  word('ordinary', '普通学校', 'Ordinary', '普通', '普通中小学', 'regular'),
  word('special', '特殊教育学校', 'Special', '特教学校', '特教', '特殊教育', 'special education'),
  word('vocational', '职业学校', 'Vocational', '职业', '中职', '职业初中', '职业教育', 'vocational school'),
);
const clusterKinds = oneOf(
  word('district', '学区', 'District', 'school district'),
  word('group', '教育集团', 'Group', '集团', 'education group'),
  word('pair', '结对', 'Pair', '对口', '结对帮扶'),
  word('pool', '联谊片区', 'Pool', '片区', 'regional pool'),
);
const sexes = oneOf(word('female', '女', 'Female', 'f', 'woman'), word('male', '男', 'Male', 'm', 'man'));
const educations = oneOf(
  word('below-college', '大专以下', 'Below college', '中专', '中师', '高中', '中师及以下'),
  word('college', '大专', 'College', '专科', '大学专科', '高职'),
  word('bachelor', '本科', 'Bachelor', '大学本科', '学士', '大学'),
  word('master', '硕士', 'Master', '硕士研究生', '研究生'),
  word('doctor', '博士', 'Doctor', '博士研究生', 'phd'),
);
const titles = oneOf(
  word('none', '未评', 'None', '无', '未定级', '未评职称', '见习'),
  word('third', '三级教师', 'Third', '三级', '员级'),
  word('second', '二级教师', 'Second', '二级', '初级', '助理级'),
  word('first', '一级教师', 'First', '一级', '中级'),
  word('senior', '高级教师', 'Senior', '高级', '副高', '副高级'),
  word('full-senior', '正高级教师', 'Full senior', '正高级', '正高'),
);
const backboneLevels = oneOf(
  word('none', '无', 'None', '否', '非骨干', 'no'),
  word('school', '校级', 'School', '校级骨干'),
  word('county', '县级', 'County', '县级骨干', '区级', '县骨干'),
  word('city', '市级', 'City', '市级骨干', '市骨干'),
  word('province', '省级', 'Province', '省级骨干', '省骨干', '特级', '特级教师', 'provincial'),
);
const cadreRoles = oneOf(
  word('principal', '校长', 'Principal', '正校长', '园长', 'head'),
  word('deputy', '副校长', 'Deputy', 'deputy head', 'vice principal'),
  word('mid-level', '中层', 'Mid-level', '中层干部', '主任', 'middle leader'),
  word('reserve', '后备', 'Reserve', '后备干部'),
);
const certificateRanks = oneOf(
  word('main', '主学科', 'Main', '主', '主教', 'first'),
  word('second', '兼学科', 'Second', '兼', '兼教', '辅'),
);
const exemptionKinds = oneOf(
  word('pregnancy', '孕期', 'Pregnancy', '怀孕'),
  word('nursing', '哺乳期', 'Nursing', '哺乳', 'breastfeeding'),
  word('serious-illness', '重大疾病', 'Serious illness', '重病', '大病', 'illness'),
  word('near-retirement', '临近退休', 'Near retirement', '即将退休'),
  word('leave', '离岗休假', 'Leave', '请假', '休假', '病假', '产假'),
  word('secondment', '借调', 'Secondment', '外借', 'seconded'),
  word('sole-carer', '独自赡养照料', 'Sole carer', '独自照料', 'carer'),
);
const forms = oneOf(
  word('order-based', '订单式交流', 'Order-based', '订单', '定期交流', 'regular'),
  word('swap', '对调', 'Swap', '互换', '同学科对调'),
  word('pool', '区域联谊', 'Pool', '片区交流'),
  word('district', '学区内交流', 'District', '学区'),
  word('group', '集团内交流', 'Group', '集团'),
  word('pair', '结对交流', 'Pair', '结对', '对口支援'),
  word('cadre', '干部交流', 'Cadre', '干部'),
  word('return', '期满返回', 'Return', '返回'),
  word('circuit', '走教', 'Circuit', 'circuit teaching'),
  word('support', '支教', 'Support', 'support teaching'),
  word('substitution', '顶岗', 'Substitution', '顶岗支教'),
  word('recruitment', '新聘到岗', 'Recruitment', '新聘', '招聘到岗'),
);
const postingStates = oneOf(
  word('ordered', '已派', 'Ordered', '待报到'),
  word('serving', '在岗', 'Serving', '进行中', '交流中'),
  word('ended', '已结束', 'Ended', '期满', '结束'),
  word('cancelled', '已取消', 'Cancelled', '取消', 'canceled'),
);
const recruitKinds = oneOf(
  word('graduate', '应届毕业生', 'Graduate', '毕业生', '公招', '招聘', '公费师范生', 'recruit'),
  word('special-post', '特岗教师', 'Special post', '特岗', 'special-post teacher'),
);
const requestStates = oneOf(
  word('draft', '草稿', 'Draft'),
  word('submitted', '已提交', 'Submitted', '提交', '待审'),
  word('approved', '已批准', 'Approved', '批准', '同意', '通过'),
  word('refused', '已驳回', 'Refused', '驳回', '不同意', 'rejected'),
  word('withdrawn', '已撤回', 'Withdrawn', '撤回'),
);

const year: Kind = integer(1950, 2100);
const longitude: Column = {
  key: 'longitude',
  zh: '经度',
  en: 'Longitude',
  synonyms: ['lng', 'lon', 'x', '东经'],
  kind: number(-180, 180),
  example: '111.6402',
  note: { zh: 'WGS84，度；与纬度成对填写。', en: 'WGS84 degrees; goes with the latitude.' },
};
const latitude: Column = {
  key: 'latitude',
  zh: '纬度',
  en: 'Latitude',
  synonyms: ['lat', 'y', '北纬'],
  kind: number(-90, 90),
  example: '31.0605',
  note: { zh: 'WGS84，度；与经度成对填写。', en: 'WGS84 degrees; goes with the longitude.' },
};
const school = (): Column => ({
  key: 'school',
  zh: '学校代码',
  en: 'School code',
  synonyms: ['学校', '学校编码', '学校标识码', '学校名称', 'school', 'school id'],
  kind: { type: 'reference', to: 'schools' },
  required: true,
  example: 'YA001',
  note: {
    zh: '学校代码；校名唯一时也可填校名。',
    en: 'The school’s code, or its name where only one school bears it.',
  },
});
const stage = (): Column => ({
  key: 'stage',
  zh: '学段',
  en: 'Stage',
  synonyms: ['学段名称', '任教学段', '阶段', 'phase'],
  kind: stages,
  required: true,
  example: '小学',
});
const stageOf = (zh: string, en: string, key: string, ...synonyms: readonly string[]): Column => ({
  key,
  zh,
  en,
  synonyms,
  kind: stages,
  example: '小学',
  note: {
    zh: '学校只有一个学段时可不填。',
    en: 'May stay empty where the school has one stage only.',
  },
});
const teacher = (): Column => ({
  key: 'teacher',
  zh: '工号',
  en: 'Staff number',
  synonyms: ['教师工号', '教职工号', '职工号', '教师编号', '人员编号', 'teacher', 'staff no', 'staff id'],
  kind: { type: 'reference', to: 'teachers' },
  required: true,
  example: 'T00001',
});
const subject = (required?: true): Column => ({
  key: 'subject',
  zh: '学科',
  en: 'Subject',
  synonyms: ['任教学科', '科目', '学科名称', '课程'],
  kind: subjectKind,
  ...(required ? { required } : {}),
  example: '数学',
});
const round: Column = {
  key: 'round',
  zh: '轮次',
  en: 'Round',
  synonyms: ['交流轮次', '批次', 'round name'],
  kind: { type: 'reference', to: 'rounds' },
  example: '2026年交流',
  note: {
    zh: '轮次名称；不填表示尚未归入任何轮次。',
    en: 'Name of the round; empty: not of any round yet.',
  },
};
const schoolYear: Column = {
  key: 'schoolYear',
  zh: '学年',
  en: 'School year',
  synonyms: ['学年度', '年度', '秋季学年', 'year'],
  kind: year,
  required: true,
  example: '2026',
  note: {
    zh: '学年开始的年份：2026 即 2026—2027 学年。',
    en: 'The autumn it starts in: 2026 is 2026–2027.',
  },
};

const rank: Column = {
  key: 'rank',
  zh: '主兼',
  en: 'Rank',
  synonyms: ['主次', '主教兼教', '类型'],
  kind: certificateRanks,
  example: '主学科',
};
const certificateNumber: Column = {
  key: 'number',
  zh: '证书编号',
  en: 'Certificate number',
  synonyms: ['证书号', '资格证号', '证号', 'number'],
  kind: code,
  example: '',
};
const issuedOn: Column = {
  key: 'issuedOn',
  zh: '发证日期',
  en: 'Issued on',
  synonyms: ['取得日期', '发证时间', 'issued'],
  kind: dayOrMonth,
  example: '2007-06-30',
  note: firstOfMonth,
};
const choices: Column = {
  key: 'choices',
  zh: '志愿学校',
  en: 'Schools wished',
  synonyms: [
    '第一志愿',
    '第二志愿',
    '第三志愿',
    '第四志愿',
    '第五志愿',
    '志愿1',
    '志愿2',
    '志愿3',
    '志愿4',
    '志愿5',
    '志愿',
    'choice 1',
    'choice 2',
    'choice 3',
    'choice 4',
    'choice 5',
    'choices',
  ],
  kind: { type: 'list', of: 'schools', longest: 20 },
  example: 'YA012；YA007',
  note: {
    zh: '按志愿先后填学校代码或区代码（指该区各校），用分号隔开，或分列填写；填写即替换原有全部志愿。',
    en: 'Codes of schools or of zones (each of their schools), best first, parted by semicolons, or in columns side by side; what is written replaces the whole list.',
  },
};
const homePlace: Column = {
  key: 'homePlace',
  zh: '居住地',
  en: 'Home place',
  synonyms: ['住址', '家庭住址', '家庭所在地', 'home', 'address'],
  kind: text(),
  example: '鸣凤镇',
};
const home: readonly Column[] = [
  homePlace,
  { ...longitude, key: 'homeLongitude', zh: '居住地经度', en: 'Home longitude', synonyms: ['家庭经度'] },
  { ...latitude, key: 'homeLatitude', zh: '居住地纬度', en: 'Home latitude', synonyms: ['家庭纬度'] },
];
const sex: Column = {
  key: 'sex',
  zh: '性别',
  en: 'Sex',
  synonyms: ['gender'],
  kind: sexes,
  required: true,
  example: '女',
};
const born: Column = {
  key: 'born',
  zh: '出生日期',
  en: 'Born',
  synonyms: ['出生年月日', '生日', '出生年月', 'birth date', 'date of birth', 'birthday'],
  kind: dayOrMonth,
  required: true,
  example: '1985-03-12',
  note: firstOfMonth,
};
const education: Column = {
  key: 'education',
  zh: '学历',
  en: 'Education',
  synonyms: ['最高学历', '学历层次', 'degree', 'qualification'],
  kind: educations,
  example: '本科',
};
/** The recruit's number; a sheet of the recruit's own is known by it. */
const recruitNumber = (key: string, kind: Kind): Column => ({
  key,
  zh: '招聘编号',
  en: 'Recruit number',
  synonyms: ['新聘编号', '招聘号', '准考证号', 'recruit no', 'recruit id'],
  kind,
  required: true,
  example: 'N2027001',
});

export const catalogue: readonly Sheet[] = [
  {
    entity: 'zones',
    zh: '补贴区',
    en: 'Zones',
    synonyms: ['区域', '片区类别', '边远类别', '乡村分类', 'zone'],
    key: ['code'],
    columns: [
      {
        key: 'code',
        zh: '区代码',
        en: 'Zone code',
        synonyms: ['代码', '编码', '补贴区代码', 'code'],
        kind: code,
        required: true,
        example: 'Z1',
      },
      {
        key: 'name',
        zh: '区名称',
        en: 'Zone name',
        synonyms: ['名称', '补贴区名称', 'name'],
        kind: text(),
        required: true,
        example: '一类区',
      },
      {
        key: 'tier',
        zh: '边远等级',
        en: 'Tier',
        synonyms: ['等级', '类别', '级别', 'remoteness'],
        kind: integer(0, 20),
        required: true,
        example: '1',
        note: {
          zh: '0 为县城，数字越大越边远。',
          en: '0 is the county seat; a higher tier is more remote.',
        },
      },
      {
        key: 'monthly',
        zh: '地区补贴（元/月）',
        en: 'Area allowance (yuan/month)',
        synonyms: ['地区补贴', '月补贴', '补贴标准', 'area allowance', 'monthly'],
        kind: integer(0, 100_000),
        example: '45',
      },
    ],
  },
  {
    entity: 'clusters',
    zh: '学区集团',
    en: 'Clusters',
    synonyms: ['学区', '教育集团', '集团', '结对', '联谊片区', 'cluster', 'districts', 'groups'],
    key: ['code'],
    columns: [
      {
        key: 'code',
        zh: '组代码',
        en: 'Cluster code',
        synonyms: ['代码', '编码', '学区代码', '集团代码', 'code'],
        kind: code,
        required: true,
        example: 'G1',
      },
      {
        key: 'name',
        zh: '组名称',
        en: 'Cluster name',
        synonyms: ['名称', '学区名称', '集团名称', 'name'],
        kind: text(),
        required: true,
        example: '城区小学联谊片区',
      },
      {
        key: 'kind',
        zh: '类型',
        en: 'Kind',
        synonyms: ['类别', '组类型', 'type'],
        kind: clusterKinds,
        required: true,
        example: '联谊片区',
      },
      {
        key: 'boundUntil',
        zh: '有效期至',
        en: 'Bound until',
        synonyms: ['截止日期', '结对期限', 'until'],
        kind: day,
        example: '2028-08-31',
        note: { zh: '不填表示长期。', en: 'Empty: until further notice.' },
      },
    ],
  },
  {
    entity: 'schools',
    zh: '学校',
    en: 'Schools',
    synonyms: ['学校信息', '学校基本信息', '学校表', '学校名单', 'school', 'school list'],
    key: ['code'],
    columns: [
      {
        key: 'code',
        zh: '学校代码',
        en: 'School code',
        synonyms: ['学校编码', '学校标识码', '代码', '编码', 'code', 'school id'],
        kind: code,
        required: true,
        example: 'YA001',
      },
      {
        key: 'name',
        zh: '学校名称',
        en: 'School name',
        synonyms: ['校名', '名称', '学校', '学校全称', 'name', 'school'],
        kind: text(),
        required: true,
        example: '鸣凤镇中心小学',
      },
      {
        key: 'otherName',
        zh: '其他名称',
        en: 'Other name',
        synonyms: ['第二名称', '又名', '外文名称', '英文名称', 'second name'],
        kind: text(),
        example: 'Mingfeng Central Primary School',
      },
      {
        key: 'place',
        zh: '所在地',
        en: 'Place',
        synonyms: ['所在地类型', '城乡类型', '学校类型', '地域', '城乡', 'kind of place', 'location'],
        kind: places,
        required: true,
        example: '乡镇中心',
      },
      {
        key: 'weak',
        zh: '薄弱学校',
        en: 'Weak school',
        synonyms: ['是否薄弱', '薄弱校', 'weak'],
        kind: yesNo,
        example: '否',
      },
      {
        key: 'ownership',
        zh: '办学性质',
        en: 'Ownership',
        synonyms: ['举办者', '性质', '办别'],
        kind: ownerships,
        example: '公办',
      },
      {
        key: 'kind',
        zh: '办学类别',
        en: 'Kind of school',
        synonyms: ['学校类别', '教育类别', 'kind of education', 'school kind'],
        kind: schoolKinds,
        example: '普通学校',
        note: {
          zh: '特殊教育学校和职业学校不纳入均衡指标，也不按普通学校的生师比核编。',
          en: 'Special and vocational schools count in no indicator of balance, and the ratios of posts are not theirs.',
        },
      },
      longitude,
      latitude,
      {
        key: 'zone',
        zh: '补贴区',
        en: 'Zone',
        synonyms: ['补贴区代码', '区代码', '边远类别', 'zone code'],
        kind: { type: 'reference', to: 'zones' },
        example: 'Z1',
      },
      {
        key: 'beds',
        zh: '教师周转房床位',
        en: 'Beds',
        synonyms: ['周转房', '床位', '宿舍床位', '教师宿舍床位', 'housing', 'teacher beds'],
        kind: integer(0, 10_000),
        example: '24',
        note: {
          zh: '可供交流教师入住的床位数。',
          en: 'Beds in teacher housing that teachers who come may use.',
        },
      },
      {
        key: 'parent',
        zh: '所属学校代码',
        en: 'Parent school code',
        synonyms: ['上级学校', '所属学校', '中心校代码', 'parent', 'parent school'],
        kind: { type: 'reference', to: 'schools' },
        example: 'YA001',
        note: { zh: '不计校数的校点填所属学校。', en: 'For a site not counted as a school of its own.' },
      },
      {
        key: 'statistics.pupils',
        zh: '上报学生数',
        en: 'Reported pupils',
        synonyms: ['学生总数', '在校生数', 'enrolment', 'pupils'],
        kind: integer(0, 100_000),
        example: '456',
        note: {
          zh: '仅在没有班级明细时使用。',
          en: 'Used only where single classes are not on file.',
        },
      },
      {
        key: 'statistics.teachers',
        zh: '上报教师数',
        en: 'Reported teachers',
        synonyms: ['教师总数', '专任教师数', 'teachers'],
        kind: integer(0, 10_000),
        example: '30',
        note: {
          zh: '仅在没有教师名单时使用。',
          en: 'Used only where single teachers are not on file.',
        },
      },
      {
        key: 'statistics.seniorPupils',
        zh: '高中部学生数',
        en: 'Senior pupils',
        synonyms: ['高中学生数', '高中在校生数', 'senior pupils'],
        kind: integer(0, 100_000),
        example: '',
        note: {
          zh: '完全中学、十二年一贯制学校填写，用于拆分共用的校舍和设备。',
          en: 'Of schools with senior grades, which share rooms and equipment with the others.',
        },
      },
      ...facility('teachingArea', '教学及辅助用房面积（㎡）', 'Teaching area (m²)'),
      ...facility('sportsArea', '体育运动场馆面积（㎡）', 'Sports area (m²)'),
      ...facility('equipmentValue', '教学仪器设备值（元）', 'Equipment value (yuan)'),
      ...facility('computers', '教学用计算机台数', 'Computers'),
      ...facility('books', '图书册数', 'Books'),
      ...facility('multimediaRooms', '网络多媒体教室数', 'Multimedia classrooms'),
      {
        key: 'openedOn',
        zh: '建校日期',
        en: 'Opened on',
        synonyms: ['建校时间', '开办日期', 'opened'],
        kind: dayOrMonth,
        example: '1956-09-01',
        note: firstOfMonth,
      },
      {
        key: 'closedOn',
        zh: '停办日期',
        en: 'Closed on',
        synonyms: ['撤并日期', '撤销日期', 'closed'],
        kind: day,
        example: '2030-08-31',
      },
    ],
  },
  {
    entity: 'members',
    zh: '学区集团成员',
    en: 'Cluster members',
    synonyms: ['成员学校', '学区成员', '集团成员', 'members', 'membership'],
    key: ['cluster', 'school'],
    columns: [
      {
        key: 'cluster',
        zh: '组代码',
        en: 'Cluster code',
        synonyms: ['学区代码', '集团代码', '学区', '集团', 'cluster'],
        kind: { type: 'reference', to: 'clusters' },
        required: true,
        example: 'G1',
      },
      school(),
      {
        key: 'from',
        zh: '加入日期',
        en: 'From',
        synonyms: ['起始日期', '开始日期', 'joined'],
        kind: dayOrMonth,
        example: '2024-09-01',
        note: firstOfMonth,
      },
      {
        key: 'until',
        zh: '退出日期',
        en: 'Until',
        synonyms: ['结束日期', '截止日期', 'left'],
        kind: day,
        example: '2028-08-31',
      },
    ],
  },
  {
    entity: 'sections',
    zh: '学段',
    en: 'Sections',
    synonyms: ['学校学段', '编制', '学段编制', 'section'],
    key: ['school', 'stage'],
    columns: [
      school(),
      stage(),
      {
        key: 'establishment',
        zh: '核定编制',
        en: 'Establishment',
        synonyms: ['编制数', '编制', '核编数', '教职工编制', 'establishment posts'],
        kind: integer(0, 10_000),
        example: '32',
        note: { zh: '不填表示未知。', en: 'Empty: not known.' },
      },
    ],
  },
  {
    entity: 'classes',
    zh: '班级',
    en: 'Classes',
    synonyms: ['班级学生', '年级', '学生数', '在校生', 'enrolments', 'grades'],
    key: ['school', 'schoolYear', 'grade'],
    columns: [
      school(),
      schoolYear,
      {
        key: 'grade',
        zh: '年级',
        en: 'Grade',
        synonyms: ['年级数'],
        kind: integer(1, 9),
        required: true,
        example: '3',
        note: {
          zh: '1—6 为小学，7—9 为初中；学段由年级得出。',
          en: '1 to 6 primary, 7 to 9 junior; the stage follows from it.',
        },
      },
      {
        key: 'classes',
        zh: '班级数',
        en: 'Classes',
        synonyms: ['班数', '教学班数', 'class count', 'number of classes'],
        kind: integer(0, 200),
        required: true,
        example: '4',
      },
      {
        key: 'pupils',
        zh: '学生数',
        en: 'Pupils',
        synonyms: ['人数', '在校生数', '学生人数', 'students', 'pupil count'],
        kind: integer(0, 20_000),
        required: true,
        example: '176',
      },
    ],
  },
  {
    entity: 'teachers',
    zh: '教师',
    en: 'Teachers',
    synonyms: [
      '教师信息',
      '教师名册',
      '教师花名册',
      '花名册',
      '教职工',
      '名册',
      'teacher',
      'roster',
      'staff',
    ],
    key: ['staffNumber'],
    columns: [
      {
        key: 'staffNumber',
        zh: '工号',
        en: 'Staff number',
        synonyms: [
          '教师工号',
          '教职工号',
          '职工号',
          '教师编号',
          '人员编号',
          '编号',
          'staff no',
          'staff id',
          'employee number',
        ],
        kind: code,
        required: true,
        example: 'T00001',
      },
      {
        key: 'name',
        zh: '姓名',
        en: 'Name',
        synonyms: ['教师姓名', '名字', 'teacher name', 'full name'],
        kind: text(),
        required: true,
        example: '李秀兰',
      },
      sex,
      born,
      {
        key: 'identityNumber',
        zh: '身份证号',
        en: 'Identity number',
        synonyms: ['身份证', '身份证号码', '公民身份号码', '证件号', '证件号码', 'id number', 'id card'],
        kind: code,
        example: '',
        note: {
          zh: '单元格须为文本格式，否则 Excel 会丢失末几位。',
          en: 'The cell must be formatted as text, or Excel loses the last digits.',
        },
      },
      {
        key: 'phone',
        zh: '联系电话',
        en: 'Phone',
        synonyms: ['电话', '手机', '手机号', '手机号码', 'mobile', 'telephone'],
        kind: code,
        example: '',
      },
      education,
      {
        key: 'title',
        zh: '职称',
        en: 'Professional title',
        synonyms: ['专业技术职务', '职称等级', '专业技术职称', 'title'],
        kind: titles,
        example: '一级教师',
      },
      {
        key: 'backbone',
        zh: '骨干级别',
        en: 'Backbone level',
        synonyms: ['骨干教师', '骨干', '骨干教师级别', 'backbone', 'backbone teacher'],
        kind: backboneLevels,
        example: '县级',
      },
      {
        key: 'established',
        zh: '在编',
        en: 'Established',
        synonyms: ['是否在编', '编制情况', 'established staff'],
        kind: yesNo,
        example: '是',
      },
      {
        key: 'subject',
        zh: '任教学科',
        en: 'Subject',
        synonyms: ['学科', '主教学科', '现任教学科', '科目', 'main subject', 'teaching subject'],
        kind: subjectKind,
        example: '数学',
      },
      {
        key: 'secondSubject',
        zh: '兼教学科',
        en: 'Second subject',
        synonyms: ['第二学科', '兼任学科', '兼课', 'other subject'],
        kind: subjectKind,
        example: '科学',
      },
      {
        key: 'fte',
        zh: '工作量',
        en: 'Share of a full post',
        synonyms: ['折算工作量', '岗位比例', 'fte', 'full time equivalent'],
        kind: number(0.01, 1),
        example: '1',
        note: { zh: '大于 0，至多 1；1 为满岗。', en: 'Above 0 to 1; 1 is a full post.' },
      },
      {
        key: 'classTeacher',
        zh: '班主任',
        en: 'Class teacher',
        synonyms: ['是否班主任', 'form teacher', 'homeroom'],
        kind: yesNo,
        example: '否',
      },
      {
        key: 'graduatingGrade',
        zh: '任教毕业年级',
        en: 'Graduating grade',
        synonyms: ['毕业年级', '毕业班', '是否毕业年级', 'graduating class'],
        kind: yesNo,
        example: '否',
      },
      {
        key: 'cadreRole',
        zh: '干部职务',
        en: 'Cadre role',
        synonyms: ['行政职务', '职务', '校级职务', 'cadre', 'leadership role'],
        kind: cadreRoles,
        example: '中层',
      },
      {
        key: 'cadreSince',
        zh: '任职起始日期',
        en: 'Cadre since',
        synonyms: ['任现职日期', '任职时间', '任职日期', 'role since'],
        kind: dayOrMonth,
        example: '2022-09-01',
        note: firstOfMonth,
      },
      {
        key: 'cadreTerms',
        zh: '任职届数',
        en: 'Cadre terms',
        synonyms: ['届数', 'terms'],
        kind: integer(0, 20),
        example: '1',
      },
      {
        key: 'teachingSince',
        zh: '参加教学工作日期',
        en: 'Teaching since',
        synonyms: [
          '从教日期',
          '从教时间',
          '参加工作时间',
          '参加工作日期',
          '参加工作年月',
          'started teaching',
        ],
        kind: dayOrMonth,
        required: true,
        example: '2007-09-01',
        note: firstOfMonth,
      },
      {
        key: 'servingSchool',
        zh: '在岗学校代码',
        en: 'Serving school code',
        synonyms: [
          '在岗学校',
          '任教学校',
          '现任教学校',
          '所在学校',
          '学校',
          '学校代码',
          '工作单位',
          'serving school',
          'school',
          'school code',
        ],
        kind: { type: 'reference', to: 'schools' },
        required: true,
        example: 'YA001',
        note: school().note ?? { zh: '', en: '' },
      },
      stageOf('在岗学段', 'Serving stage', 'servingStage', '任教学段', '学段', 'stage'),
      {
        key: 'servingSince',
        zh: '到现校日期',
        en: 'Serving since',
        synonyms: ['到岗日期', '到校日期', '到校时间', '来校时间', '现校任教起始', 'at this school since'],
        kind: dayOrMonth,
        required: true,
        example: '2018-09-01',
        note: firstOfMonth,
      },
      {
        key: 'registeredSchool',
        zh: '在编学校代码',
        en: 'Registered school code',
        synonyms: [
          '在编学校',
          '编制所在学校',
          '人事关系学校',
          '编制单位',
          'registered school',
          'home school',
        ],
        kind: { type: 'reference', to: 'schools' },
        example: 'YA001',
        note: {
          zh: '新教师不填时即在岗学校。',
          en: 'For a new teacher empty means the serving school.',
        },
      },
      {
        key: 'registeredSince',
        zh: '入编日期',
        en: 'Registered since',
        synonyms: ['编制转入日期', '人事关系转入日期', '入编时间', 'relation since'],
        kind: dayOrMonth,
        example: '2018-09-01',
        note: {
          zh: '只写年月时按当月 1 日计；新教师不填时即到现校日期。',
          en: 'A month alone counts as its first day; for a new teacher empty means the day of serving since.',
        },
      },
      ...home,
      {
        key: 'partner',
        zh: '配偶工号',
        en: 'Partner staff number',
        synonyms: ['配偶教师工号', '双职工配偶', '配偶', 'partner', 'spouse'],
        kind: { type: 'reference', to: 'teachers' },
        example: 'T00002',
        note: { zh: '配偶也在本县任教时填写。', en: 'Where the partner teaches in the county too.' },
      },
      {
        key: 'leftOn',
        zh: '离职日期',
        en: 'Left on',
        synonyms: ['退休日期', '调离日期', '离岗日期', 'left'],
        kind: day,
        example: '2030-08-31',
      },
    ],
  },
  {
    entity: 'certificates',
    zh: '教师资格',
    en: 'Certificates',
    synonyms: ['教师资格证', '资格证', '证书', 'certificate', 'qualifications'],
    key: ['teacher', 'subject', 'stage'],
    columns: [teacher(), subject(true), stage(), rank, certificateNumber, issuedOn],
  },
  {
    entity: 'exemptions',
    zh: '免交流情形',
    en: 'Exemptions',
    synonyms: ['豁免', '暂缓交流', '不宜交流', 'exemption'],
    key: ['teacher', 'kind', 'from'],
    columns: [
      teacher(),
      {
        key: 'kind',
        zh: '情形',
        en: 'Kind',
        synonyms: ['豁免情形', '原因', '类型', 'reason'],
        kind: exemptionKinds,
        required: true,
        example: '哺乳期',
      },
      {
        key: 'from',
        zh: '开始日期',
        en: 'From',
        synonyms: ['起始日期', '起', 'start'],
        kind: day,
        required: true,
        example: '2026-03-01',
      },
      {
        key: 'until',
        zh: '结束日期',
        en: 'Until',
        synonyms: ['截止日期', '止', 'end'],
        kind: day,
        example: '2027-02-28',
        note: {
          zh: '含当日；不填表示另行通知为止。',
          en: 'The day is included; empty: until further notice.',
        },
      },
      {
        key: 'note',
        zh: '备注',
        en: 'Note',
        synonyms: ['说明', 'remark'],
        kind: text(2000),
        example: '',
      },
    ],
  },
  {
    entity: 'postings',
    zh: '交流经历',
    en: 'Postings',
    synonyms: ['交流轮岗经历', '任职经历', '支教经历', '轮岗记录', 'posting', 'past service'],
    key: ['teacher', 'hostSchool', 'startsOn'],
    columns: [
      teacher(),
      {
        key: 'fromSchool',
        zh: '派出学校代码',
        en: 'From school code',
        synonyms: ['派出学校', '原学校', 'from school', 'sending school'],
        kind: { type: 'reference', to: 'schools' },
        example: 'YA001',
        note: { zh: '县外或不详时不填。', en: 'Empty where it was outside the county or is unknown.' },
      },
      stageOf('派出学段', 'From stage', 'fromStage'),
      {
        key: 'hostSchool',
        zh: '接收学校代码',
        en: 'Host school code',
        synonyms: ['接收学校', '交流学校', '受援学校', 'host school', 'receiving school', 'to school'],
        kind: { type: 'reference', to: 'schools' },
        required: true,
        example: 'YA012',
      },
      stageOf('接收学段', 'Host stage', 'hostStage'),
      subject(),
      {
        key: 'form',
        zh: '交流形式',
        en: 'Form',
        synonyms: ['形式', '交流方式'],
        kind: forms,
        example: '订单式交流',
      },
      {
        key: 'days',
        zh: '每周天数',
        en: 'Days a week',
        synonyms: ['走教天数', '每周走教天数', 'days', 'weekly days'],
        kind: number(0.5, 7),
        example: '',
        note: {
          zh: '只用于走教，可写半天（如 1.5）：每天按一周的相应份额从本校供给转到接收学校。不填表示不详，不计入供给。',
          en: 'For circuit teaching alone, in halves (1.5): each day goes from the supply of the own school to that of the host. Empty: not known, and not counted.',
        },
      },
      {
        key: 'relationMoves',
        zh: '人事关系随转',
        en: 'Relation moves',
        synonyms: ['人走关系动', '关系随转', '是否转编', 'relation transferred'],
        kind: yesNo,
        example: '否',
      },
      {
        key: 'startsOn',
        zh: '开始日期',
        en: 'Starts on',
        synonyms: ['起始日期', '交流开始', '起始年月', 'from', 'start'],
        kind: dayOrMonth,
        required: true,
        example: '2019-09-01',
        note: firstOfMonth,
      },
      {
        key: 'endsOn',
        zh: '计划结束日期',
        en: 'Ends on',
        synonyms: ['计划截止', '期满日期', 'planned end'],
        kind: day,
        example: '2022-08-31',
      },
      {
        key: 'endedOn',
        zh: '实际结束日期',
        en: 'Ended on',
        synonyms: ['结束日期', '实际截止', '交流结束', 'until', 'ended', 'end'],
        kind: day,
        example: '2022-08-31',
        note: { zh: '不填表示仍在进行。', en: 'Empty: it goes on.' },
      },
      {
        key: 'state',
        zh: '状态',
        en: 'State',
        synonyms: ['交流状态', 'status'],
        kind: postingStates,
        example: '已结束',
        note: {
          zh: '新记录不填时：有实际结束日期为“已结束”，否则为“在岗”。',
          en: 'For a new row empty means Ended where there is an end, else Serving.',
        },
      },
    ],
  },
  {
    entity: 'requests',
    zh: '用人需求',
    en: 'Requests',
    synonyms: ['学校需求', '订单', '需求', '教师需求', 'request', 'orders'],
    key: ['number'],
    columns: [
      {
        key: 'number',
        zh: '需求编号',
        en: 'Request number',
        synonyms: ['编号', '订单号', 'number', 'request id'],
        kind: code,
        required: true,
        example: 'R001',
      },
      school(),
      { ...stageOf('学段', 'Stage', 'stage'), synonyms: stage().synonyms },
      subject(true),
      {
        key: 'count',
        zh: '需求人数',
        en: 'How many',
        synonyms: ['人数', '数量', 'count', 'teachers wanted'],
        kind: integer(1, 1000),
        required: true,
        example: '1',
      },
      {
        key: 'level',
        zh: '最低骨干级别',
        en: 'Least backbone level',
        synonyms: ['骨干要求', '级别要求', '骨干级别', 'level', 'backbone level'],
        kind: backboneLevels,
        example: '无',
      },
      {
        key: 'priority',
        zh: '紧急程度',
        en: 'Priority',
        synonyms: ['优先级', '急需程度', 'urgency'],
        kind: integer(1, 5),
        example: '3',
        note: { zh: '1 为低，5 为最急。', en: '1 is low, 5 most urgent.' },
      },
      {
        key: 'reason',
        zh: '理由',
        en: 'Reason',
        synonyms: ['需求理由', '说明', '原因'],
        kind: text(2000),
        example: '两名数学教师退休',
      },
      {
        key: 'state',
        zh: '状态',
        en: 'State',
        synonyms: ['审批状态', '审核状态', 'status'],
        kind: requestStates,
        example: '已批准',
      },
      round,
    ],
  },
  {
    entity: 'wishes',
    zh: '交流志愿',
    en: 'Wishes',
    synonyms: ['志愿', '教师志愿', '意愿', 'wish', 'preferences'],
    key: ['teacher', 'schoolYear'],
    columns: [
      teacher(),
      schoolYear,
      {
        key: 'volunteer',
        zh: '自愿报名',
        en: 'Volunteer',
        synonyms: ['是否自愿', '自愿', '自愿交流'],
        kind: yesNo,
        example: '是',
      },
      choices,
      {
        key: 'note',
        zh: '备注',
        en: 'Note',
        synonyms: ['说明', 'remark'],
        kind: text(2000),
        example: '',
      },
      round,
    ],
  },
  {
    entity: 'points',
    zh: '积分',
    en: 'Points',
    synonyms: ['量化积分', '教师积分', '赋分', 'scores', 'score'],
    key: ['teacher', 'schoolYear', 'school', 'stage', 'subject'],
    columns: [
      teacher(),
      schoolYear,
      {
        ...schoolAs('school', '学校代码', 'School code'),
        note: {
          zh: '只对某校的岗位计分时填写；不填表示教师本人的积分。',
          en: 'For the score at one school; empty: the teacher’s own score.',
        },
      },
      stageOf('学段', 'Stage', 'stage'),
      subject(),
      {
        key: 'points',
        zh: '积分',
        en: 'Points',
        synonyms: ['分数', '得分', '总分', 'score'],
        kind: integer(-1_000_000, 1_000_000),
        required: true,
        example: '86',
      },
      {
        key: 'source',
        zh: '依据',
        en: 'Source',
        synonyms: ['积分依据', '计分办法', 'rule'],
        kind: text(500),
        example: '《远安县教师交流量化积分办法》',
      },
      round,
    ],
  },
  {
    entity: 'recruits',
    zh: '新聘教师',
    en: 'Recruits',
    synonyms: ['新聘教师名册', '新招聘教师', '招聘教师', '特岗教师', '新教师', 'recruit', 'new teachers'],
    key: ['number'],
    columns: [
      {
        ...recruitNumber('number', code),
        note: {
          zh: '到岗之日即为工号，不能与现有教师的工号相同。',
          en: 'Becomes the staff number on the first day; no teacher’s staff number now.',
        },
      },
      {
        key: 'name',
        zh: '姓名',
        en: 'Name',
        synonyms: ['名字', 'full name'],
        kind: text(),
        required: true,
        example: '周小雨',
      },
      {
        key: 'kind',
        zh: '聘用类别',
        en: 'Kind',
        synonyms: ['招聘类别', '类别', '类型', '招聘类型', 'type'],
        kind: recruitKinds,
        required: true,
        example: '特岗教师',
      },
      sex,
      { ...born, example: '2004-03-12' },
      education,
      {
        key: 'arrivesOn',
        zh: '可到岗日期',
        en: 'Arrives on',
        synonyms: ['到岗日期', '报到日期', '可到岗时间', 'arrives', 'available from'],
        kind: day,
        required: true,
        example: '2027-08-20',
        note: {
          zh: '生效日在此之前的轮次不安置。',
          en: 'Placed in no round that takes effect before.',
        },
      },
      {
        key: 'contractEnds',
        zh: '特岗合同截止日期',
        en: 'Contract ends',
        synonyms: ['合同截止日期', '合同到期日', '服务期满日期', '合同期满日期', 'contract until'],
        kind: day,
        example: '2030-08-31',
        note: {
          zh: '含当日；特岗教师必填，其他人不填。',
          en: 'The day is included; of special-post teachers alone, who must have one.',
        },
      },
      ...home,
      choices,
    ],
  },
  {
    entity: 'recruitCertificates',
    zh: '新聘教师资格',
    en: 'Recruits’ certificates',
    synonyms: ['新聘教师资格证', '新聘教师证书', 'recruit certificates'],
    key: ['recruit', 'subject', 'stage'],
    columns: [
      recruitNumber('recruit', { type: 'reference', to: 'recruits' }),
      subject(true),
      stage(),
      rank,
      certificateNumber,
      issuedOn,
    ],
  },
];

function facility(indicator: string, zh: string, en: string): readonly Column[] {
  const column = { key: `facilities.${indicator}`, zh, en, synonyms: [indicator] };
  return [{ ...column, kind: number(0, 1e12), example: '' }];
}

function schoolAs(key: string, zh: string, en: string): Column {
  const { required: _required, ...column } = school();
  return { ...column, key, zh, en };
}

/** The sheet of an entity. */
export function sheetOf(entity: Entity): Sheet {
  const sheet = catalogue.find((one) => one.entity === entity);
  if (sheet === undefined) throw new RangeError(`No sheet for ${entity}.`);
  return sheet;
}
