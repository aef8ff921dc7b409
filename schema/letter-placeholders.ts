import type { LetterKind } from '../prisma/generated/enums.ts';
import type { Words } from '../solver/plan.ts';

/** Kinds of paper that are of somebody whom a school sends, of one person at all, and every kind. */
const sent = ['dispatch', 'transfer', 'return', 'circuit'] as const;
const personal = [...sent, 'placement'] as const;
const all = [...personal, 'notice'] as const;

/** What stands in braces in a template and is filled in when a paper is issued: the one place that says so. */
export const placeholders = {
  teacher: {
    kinds: personal,
    needed: true,
    words: { zh: '教师姓名', en: 'Name of the teacher' },
    sample: { zh: '张晓兰', en: 'Zhang Xiaolan' },
  },
  'staff number': {
    kinds: personal,
    words: { zh: '工号；新聘教师到岗之日即用此号', en: 'Staff number; of a recruit, from the first day on' },
    sample: { zh: 'T0001', en: 'T0001' },
  },
  from: {
    kinds: sent,
    needed: true,
    words: { zh: '派出学校（含学部）', en: 'Section left, with its school' },
    sample: { zh: '城关小学', en: 'Chengguan School (primary)' },
  },
  to: {
    kinds: personal,
    needed: true,
    words: { zh: '接收学校（含学部）', en: 'Section gone to, with its school' },
    sample: { zh: '河湾小学', en: 'Hewan School (primary)' },
  },
  'from school': {
    kinds: sent,
    words: { zh: '派出学校', en: 'School left' },
    sample: { zh: '城关小学', en: 'Chengguan School' },
  },
  'to school': {
    kinds: personal,
    words: { zh: '接收学校', en: 'School gone to' },
    sample: { zh: '河湾小学', en: 'Hewan School' },
  },
  subject: {
    kinds: personal,
    words: {
      zh: '任教学科，或所任干部职务；返回原校且不任学科的教师没有此项',
      en: 'Subject, or office of a cadre; of somebody who comes home and teaches no subject there is none',
    },
    sample: { zh: '数学', en: 'Mathematics' },
  },
  task: {
    kinds: personal,
    words: {
      zh: '到校后的工作：“任教数学”“任副校长”或“工作”',
      en: 'What for: “to teach Mathematics”, “to serve as deputy principal” or “to work”',
    },
    sample: { zh: '任教数学', en: 'to teach Mathematics' },
  },
  form: {
    kinds: sent,
    words: { zh: '交流形式', en: 'Form of the exchange' },
    sample: { zh: '订单式交流', en: 'by request' },
  },
  relation: {
    kinds: sent,
    words: {
      zh: '人事关系是否随同转移，一个短句',
      en: 'Whether the personnel relation moves too, as a clause',
    },
    sample: { zh: '人事关系保留在派出学校', en: 'The personnel relation stays with the sending school' },
  },
  'from day': {
    kinds: all,
    needed: personal,
    words: { zh: '调动（返校、走教、到岗）生效日期', en: 'First day at the school gone to' },
    sample: { zh: '2026年9月1日', en: '1 September 2026' },
  },
  'days a week': {
    kinds: ['circuit'],
    needed: true,
    words: { zh: '每周走教天数：“每周2天”', en: 'How often: “on 2 days a week”' },
    sample: { zh: '每周2天', en: 'on 2 days a week' },
  },
  'until day': {
    kinds: ['circuit'],
    needed: true,
    words: { zh: '走教截止日期', en: 'Last day of the circuit' },
    sample: { zh: '2027年8月31日', en: '31 August 2027' },
  },
  'recruited as': {
    kinds: ['placement'],
    words: {
      zh: '聘用类别：“应届毕业生”或“特岗教师”',
      en: 'As what: “a graduate” or “a special-post teacher”',
    },
    sample: { zh: '特岗教师', en: 'a special-post teacher' },
  },
  contract: {
    kinds: ['placement'],
    words: {
      zh: '编制和聘期，一个短句：特岗教师写明聘期截止日期',
      en: 'Post and contract, as a clause: of a special-post teacher the last day of the contract',
    },
    sample: {
      zh: '聘期至2029年8月31日，聘期内不占编制',
      en: 'The special-post contract runs until 31 August 2029, and takes no establishment post until then',
    },
  },
  'school year': {
    kinds: all,
    words: { zh: '学年', en: 'School year' },
    sample: { zh: '2026—2027', en: '2026–2027' },
  },
  county: {
    kinds: all,
    words: { zh: '县（市、区）名称', en: 'Name of the county' },
    sample: { zh: '永安县', en: 'Yong’an County' },
  },
  office: {
    kinds: all,
    words: {
      zh: '发文机关：县（市、区）名称加“教育局”',
      en: 'Issuing office: the county’s education bureau',
    },
    sample: { zh: '永安县教育局', en: 'Education Bureau of Yong’an County' },
  },
  reference: {
    kinds: all,
    needed: true,
    words: { zh: '文号', en: 'Number as it is written' },
    sample: { zh: '永教派〔2026〕12号', en: 'Dispatch No. 12 of 2026' },
  },
  dated: {
    kinds: all,
    needed: true,
    words: { zh: '成文日期', en: 'Day the paper is dated' },
    sample: { zh: '2026年7月15日', en: '15 July 2026' },
  },
  list: {
    kinds: ['notice'],
    words: {
      zh: '名单性质：方案公示期间为“拟安排”，确定后为“安排”',
      en: 'Kind of list: “proposed” while the plan is provisional, “decided” once it is final',
    },
    sample: { zh: '拟安排', en: 'proposed' },
  },
  count: {
    kinds: ['notice'],
    words: { zh: '名单人数', en: 'How many are listed' },
    sample: { zh: '2', en: '2' },
  },
  'objections until': {
    kinds: ['notice'],
    words: { zh: '公示截止日期，印发时填写', en: 'Last day for objections, given when it is issued' },
    sample: { zh: '2026年7月21日', en: '21 July 2026' },
  },
} as const satisfies Record<string, Placeholder>;

export type PlaceholderName = keyof typeof placeholders;

interface Placeholder {
  readonly kinds: readonly LetterKind[];
  /** Whether a template of its kinds, or of the kinds told, has to have it; left out: it need not. */
  readonly needed?: boolean | readonly LetterKind[];
  readonly words: Words;
  /** What it might be filled with. */
  readonly sample: Words;
}

/** What may stand in the pattern a number is written by. */
export const referencePlaceholders = {
  mark: { zh: '机关代字：县名首字', en: 'Mark of the county: the first character of its name' },
  county: { zh: '县（市、区）名称', en: 'Name of the county' },
  year: { zh: '年份', en: 'The year' },
  serial: {
    zh: '顺序号，每县、每类、每年从1起连续编号',
    en: 'The number: 1, 2, 3 … in its county, kind and year',
  },
} as const satisfies Record<string, Words>;

/** Of one kind of paper, in their order. */
export const placeholdersOf = (kind: LetterKind): readonly PlaceholderName[] =>
  names.filter((name) => forKind(placeholders[name].kinds, kind));

/** Whether a template of this kind has to have it. */
export function isNeeded(name: PlaceholderName, kind: LetterKind): boolean {
  const { kinds, needed = false }: Placeholder = placeholders[name];
  return kinds.includes(kind) && (typeof needed === 'boolean' ? needed : needed.includes(kind));
}

const isName = (name: string): name is PlaceholderName => name in placeholders;
const names = Object.keys(placeholders).filter(isName);
const forKind = (kinds: readonly LetterKind[], kind: LetterKind) => kinds.includes(kind);
