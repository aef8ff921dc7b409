import * as z from 'zod';
import { counting, indicators as staffing } from '../indicators.ts';
import { schoolKind, schoolKinds } from '../problem.ts';
import { facilities } from './facts.ts';

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
const byStage = <T extends z.ZodType>(figure: T) => z.strictObject({ primary: figure, junior: figure });
const limits = byStage(z.number().min(0).max(10));

/** The two national standards: basic balance (基本均衡) and quality balance (优质均衡). */
export const balanceKinds = ['basic', 'quality'] as const;
export type BalanceKind = (typeof balanceKinds)[number];

/**
 * A standard of balance as it is applied: which indicators, over which schools, within which limits. Every figure is a setting,
 * a county's own from a day on; the national ones below hold where it has none.
 */
export const balanceStandard = z.strictObject({
  version: z.string().min(1),
  /** Which national standard it is an application of. */
  kind: z.enum(balanceKinds),
  title: words,
  /** Kinds of school that are left out; the tables are of primary and junior, nine-year and complete schools. */
  without: z.array(schoolKind).default([...schoolKinds]),
  /** Teaching points with fewer pupils are left out; 0: none is. */
  leastPupilsOfPoint: z.int().min(0).max(10_000),
  /** The most a coefficient of variation may be: the mean of all, or every one of them. */
  limit: z.strictObject({ of: z.enum(['mean', 'each']), ...limits.shape }),
  artsAndPe: counting.artsAndPe,
  /** Rural schools of so many pupils, both included, count circuit teachers of PE and the arts too; left out: none does. */
  visitors: z.strictObject({ least: z.int().min(0), most: z.int().max(10_000) }).optional(),
  /** What a pupil of each stage weighs where a school's stages share facilities: 1 : 1.1, and 1 : 1.2 of junior to senior. */
  split: z
    .strictObject({ ...byStage(z.number().positive()).shape, senior: z.number().positive() })
    .default({ primary: 1, junior: 1.1, senior: 1.32 }),
  /** Each school is to reach so many levels, and this part of those that it misses; left out: there are none. */
  levels: z.strictObject({ needed: z.int().min(0).max(20), otherwise: z.number().min(0).max(1) }).optional(),
  indicators: z
    .array(
      z.strictObject({
        code: z.string().min(1),
        name: words,
        unit: words,
        /** What is counted: teachers of a kind, or what schools report. */
        amount: z.enum([...staffing, ...facilities]),
        /** For how many pupils it is told: for each, or for a hundred. */
        per: z.literal([1, 100]),
        /** What every school is to have; left out: no level is set. */
        level: byStage(z.number().positive()).optional(),
      }),
    )
    .min(1),
});
export type BalanceStandard = z.infer<typeof balanceStandard>;
export type IndicatorOf = BalanceStandard['indicators'][number];

const area = { zh: '平方米', en: 'm²' };
const teachers = { zh: '人', en: 'teachers' };

/** Basic balance (教督〔2012〕3号): the mean of eight coefficients at most 0.65 in primary, 0.55 in junior schools (domain C2). */
export const basicBalance: BalanceStandard = balanceStandard.parse({
  version: 'basic-2012',
  kind: 'basic',
  title: { zh: '义务教育基本均衡（2012）', en: 'Basic balance (2012)' },
  leastPupilsOfPoint: 0,
  limit: { of: 'mean', primary: 0.65, junior: 0.55 },
  indicators: [
    {
      code: 'B1',
      name: { zh: '生均教学及辅助用房面积', en: 'Teaching rooms per pupil' },
      unit: area,
      amount: 'teachingArea',
      per: 1,
    },
    {
      code: 'B2',
      name: { zh: '生均体育运动场馆面积', en: 'Sports grounds per pupil' },
      unit: area,
      amount: 'sportsArea',
      per: 1,
    },
    {
      code: 'B3',
      name: { zh: '生均教学仪器设备值', en: 'Equipment per pupil' },
      unit: { zh: '元', en: 'yuan' },
      amount: 'equipmentValue',
      per: 1,
    },
    {
      code: 'B4',
      name: { zh: '每百名学生拥有计算机台数', en: 'Computers per 100 pupils' },
      unit: { zh: '台', en: 'computers' },
      amount: 'computers',
      per: 100,
    },
    {
      code: 'B5',
      name: { zh: '生均图书册数', en: 'Books per pupil' },
      unit: { zh: '册', en: 'books' },
      amount: 'books',
      per: 1,
    },
    {
      code: 'B6',
      name: { zh: '师生比', en: 'Teachers per pupil' },
      unit: teachers,
      amount: 'teachers',
      per: 1,
    },
    {
      code: 'B7',
      name: { zh: '生均高于规定学历教师数', en: 'Teachers above the required education per pupil' },
      unit: teachers,
      amount: 'education',
      per: 1,
    },
    {
      code: 'B8',
      name: { zh: '生均中级及以上专业技术职务教师数', en: 'Teachers of first title or higher per pupil' },
      unit: teachers,
      amount: 'titles',
      per: 1,
    },
  ],
});

/**
 * Quality balance (教督〔2017〕6号): every coefficient at most 0.50 in primary, 0.45 in junior schools; every school reaches six
 * of seven levels and 85 % of the seventh; teaching points of fewer than 50 pupils are left out, and rural schools of 50 to 99
 * count circuit teachers of PE and the arts (domain C3).
 */
export const qualityBalance: BalanceStandard = balanceStandard.parse({
  version: 'quality-2017',
  kind: 'quality',
  title: { zh: '义务教育优质均衡（2017）', en: 'Quality balance (2017)' },
  leastPupilsOfPoint: 50,
  limit: { of: 'each', primary: 0.5, junior: 0.45 },
  levels: { needed: 6, otherwise: 0.85 },
  visitors: { least: 50, most: 99 },
  indicators: [
    {
      code: 'L1',
      name: {
        zh: '每百名学生高于规定学历教师数',
        en: 'Teachers above the required education per 100 pupils',
      },
      unit: teachers,
      amount: 'education',
      per: 100,
      level: { primary: 4.2, junior: 5.3 },
    },
    {
      code: 'L2',
      name: { zh: '每百名学生县级以上骨干教师数', en: 'Backbone teachers per 100 pupils' },
      unit: teachers,
      amount: 'backbone',
      per: 100,
      level: { primary: 1, junior: 1 },
    },
    {
      code: 'L3',
      name: { zh: '每百名学生体育、艺术专任教师数', en: 'Teachers of PE and the arts per 100 pupils' },
      unit: teachers,
      amount: 'arts-and-pe',
      per: 100,
      level: { primary: 0.9, junior: 0.9 },
    },
    {
      code: 'L4',
      name: { zh: '生均教学及辅助用房面积', en: 'Teaching rooms per pupil' },
      unit: area,
      amount: 'teachingArea',
      per: 1,
      level: { primary: 4.5, junior: 5.8 },
    },
    {
      code: 'L5',
      name: { zh: '生均体育运动场馆面积', en: 'Sports grounds per pupil' },
      unit: area,
      amount: 'sportsArea',
      per: 1,
      level: { primary: 7.5, junior: 10.2 },
    },
    {
      code: 'L6',
      name: { zh: '生均教学仪器设备值', en: 'Equipment per pupil' },
      unit: { zh: '元', en: 'yuan' },
      amount: 'equipmentValue',
      per: 1,
      level: { primary: 2000, junior: 2500 },
    },
    {
      code: 'L7',
      name: { zh: '每百名学生拥有网络多媒体教室数', en: 'Multimedia classrooms per 100 pupils' },
      unit: { zh: '间', en: 'rooms' },
      amount: 'multimediaRooms',
      per: 100,
      level: { primary: 2.3, junior: 2.4 },
    },
  ],
});

/** What holds in a county without a standard of its own. */
export const nationalBalance: Readonly<Record<BalanceKind, BalanceStandard>> = {
  basic: basicBalance,
  quality: qualityBalance,
};
