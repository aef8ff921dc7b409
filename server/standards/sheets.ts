import type { Words } from '../../solver/plan.ts';
import type { Column } from '../imports/catalogue.ts';
import { stages } from '../imports/catalogue.ts';
import { balanceColumns } from './balance-sheet.ts';

/** What a workbook of standards holds: a sheet a kind of standard, several rows a version. */
export interface StandardSheet extends Words {
  readonly kind: StandardKind;
  readonly synonyms: readonly string[];
  /** The columns by which the rows of one version are told apart. */
  readonly key: readonly string[];
  readonly columns: readonly Column[];
}

export const standardKinds = ['curriculum', 'load', 'establishment', 'balance'] as const;
export type StandardKind = (typeof standardKinds)[number];

const version: Column = {
  key: 'version',
  zh: '标准版本',
  en: 'Version',
  synonyms: ['版本', '版本号', '标准名称'],
  kind: { type: 'text', longest: 60 },
  required: true,
  example: 'county-2026/1',
  note: {
    zh: '同一版本的各行写相同的版本和生效日期；已有的版本不再修改，更改请用新版本。',
    en: 'All rows of a version bear the same version and day. A version on file is never edited: a change is a new one.',
  },
};

const effectiveFrom: Column = {
  key: 'effectiveFrom',
  zh: '生效日期',
  en: 'In force from',
  synonyms: ['起始日期', '执行日期', 'effective from'],
  kind: { type: 'day' },
  required: true,
  example: '2026-09-01',
};

const stage: Column = {
  key: 'stage',
  zh: '学段',
  en: 'Stage',
  synonyms: [],
  kind: stages,
  required: true,
  example: '小学',
};

const ratio = (key: string, zh: string, en: string, example: string, ...synonyms: string[]): Column => ({
  key,
  zh,
  en,
  synonyms,
  kind: { type: 'number', least: 0.1, most: 1_000 },
  required: true,
  example,
});

const gradeNames = ['一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** Grade 1 to 9, as the curriculum standard counts them. */
export const grades = gradeNames.map((_name, at) => String(at + 1));

export const standardSheets: readonly StandardSheet[] = [
  {
    kind: 'curriculum',
    zh: '课程标准',
    en: 'Curriculum',
    synonyms: ['课程设置', '课时计划', '课程计划'],
    key: ['code'],
    columns: [
      version,
      effectiveFrom,
      {
        key: 'code',
        zh: '学科代码',
        en: 'Subject code',
        synonyms: ['代码'],
        kind: { type: 'code', longest: 60 },
        required: true,
        example: 'music',
      },
      {
        key: 'zh',
        zh: '学科',
        en: 'Subject in Chinese',
        synonyms: ['学科名称', '课程', '科目'],
        kind: { type: 'text', longest: 60 },
        required: true,
        example: '音乐',
      },
      {
        key: 'en',
        zh: '学科英文名',
        en: 'Subject in English',
        synonyms: ['英文名称'],
        kind: { type: 'text', longest: 60 },
        example: 'Music',
        note: { zh: '不填则与中文名相同。', en: 'Left out: the Chinese name.' },
      },
      {
        key: 'specialist',
        zh: '设专任岗位',
        en: 'Specialist',
        synonyms: ['专任'],
        kind: { type: 'yes-no' },
        example: '是',
        note: {
          zh: '不填为“是”；“否”的课程由其他教师兼任，不开岗位。',
          en: 'Left out: Yes. What is no specialist’s is taught by whoever has hours free and opens no post.',
        },
      },
      ...gradeNames.map(
        (name, at): Column => ({
          key: `grade${at + 1}`,
          zh: `${name}年级`,
          en: `Grade ${at + 1}`,
          synonyms: [`${at + 1}年级`, `g${at + 1}`],
          kind: { type: 'number', least: 0, most: 40 },
          example: '2',
          note: { zh: '每周课时；不填为 0。', en: 'Periods a week; left out: none.' },
        }),
      ),
    ],
  },
  {
    kind: 'load',
    zh: '课时标准',
    en: 'Loads',
    synonyms: ['工作量标准', '周课时标准', '教师工作量'],
    key: ['stage', 'subject'],
    columns: [
      version,
      effectiveFrom,
      stage,
      {
        key: 'subject',
        zh: '学科代码',
        en: 'Subject code',
        synonyms: ['代码', '学科'],
        kind: { type: 'code', longest: 60 },
        example: 'maths',
        note: {
          zh: '不填为该学段其余各学科。',
          en: 'Left out: every subject of the stage that is not named.',
        },
      },
      {
        key: 'load',
        zh: '满工作量周课时',
        en: 'Periods of a full load',
        synonyms: ['周课时', '课时'],
        kind: { type: 'number', least: 1, most: 40 },
        required: true,
        example: '14',
      },
      {
        key: 'classTeacherDuty',
        zh: '班主任折算',
        en: 'Class-teacher duty',
        synonyms: ['班主任折合工作量'],
        kind: { type: 'number', least: 0, most: 1 },
        example: '0.5',
        note: {
          zh: '班主任工作占满工作量的比例，各行相同；不填为 0.5。',
          en: 'The share of a full load that it takes, the same in all rows; left out: 0.5.',
        },
      },
    ],
  },
  {
    kind: 'establishment',
    zh: '编制标准',
    en: 'Establishment',
    synonyms: ['编制', '师生比'],
    key: ['stage'],
    columns: [
      version,
      effectiveFrom,
      stage,
      ratio('city', '城市每编学生数', 'Pupils a post, city', '19', '城市'),
      ratio('county-town', '县城每编学生数', 'Pupils a post, county town', '19', '县城', '县镇'),
      ratio('rural', '农村每编学生数', 'Pupils a post, rural', '19', '农村', '乡村'),
      {
        key: 'below',
        zh: '小规模学校学生数低于',
        en: 'Small below (pupils)',
        synonyms: ['小规模标准'],
        kind: { type: 'integer', least: 1, most: 10_000 },
        example: '200',
        note: {
          zh: '农村学校学生数低于此数的，还按班级核编；各行相同；不填则不按班级核编。',
          en: 'Rural schools of fewer pupils also earn posts by classes; the same in all rows; left out: none does.',
        },
      },
      {
        key: 'postsPerClass',
        zh: '每班编制数',
        en: 'Posts a class',
        synonyms: ['班师比'],
        kind: { type: 'number', least: 0.1, most: 20 },
        example: '1.7',
      },
    ],
  },
  {
    kind: 'balance',
    zh: '均衡标准',
    en: 'Balance',
    synonyms: ['均衡', '差异系数标准', '督导评估标准'],
    key: ['code'],
    columns: [version, effectiveFrom, ...balanceColumns],
  },
];
