/** The demo county's keys, and where its files lie: README.md tells what is public and what is made up. */
export const demo = {
  province: { code: 'DEMO-HB', name: '湖北省（演示数据）' },
  county: { code: 'DEMO-YA', name: '远安县（演示数据）' },
  /** Transport of 远安, yuan a month by years of teaching; the public figures do not say how many months a year. */
  allowance: {
    version: 'yuanan/1',
    body: {
      transport: [
        { fromYears: 10, monthly: 100 },
        { fromYears: 20, monthly: 200 },
        { fromYears: 30, monthly: 300 },
      ],
      months: 12,
    },
  },
  /** Its own standard of quality balance: the limits that it has set itself from 2027 on, made up; all else as the national one. */
  balance: {
    version: 'yuanan-quality-2027',
    effectiveFrom: '2027-01-01',
    title: { zh: '义务教育优质均衡（县定，2027）', en: 'Quality balance (the county’s own, 2027)' },
    limit: { of: 'each', primary: 0.45, junior: 0.4 },
  },
  /** When windows open and close by default, in days before the moves: a year as counties plan it, made up. */
  calendar: {
    version: 'demo/1',
    windows: [
      { kind: 'registry_check', from: 180, until: 160 },
      { kind: 'requests', from: 159, until: 130 },
      { kind: 'wishes', from: 140, until: 110 },
      { kind: 'points_frozen', from: 140, until: 105 },
      { kind: 'plan', from: 104, until: 75 },
      { kind: 'provisional_list', from: 74, until: 68 },
      { kind: 'objections', from: 74, until: 61 },
      { kind: 'final', from: 60, until: 50 },
      { kind: 'orders', from: 50, until: 30 },
      { kind: 'report_for_duty', from: 2, until: -5 },
    ],
  },
  /** By what its teachers are scored; made up, after what such rules usually count. */
  pointsRule: {
    version: 'demo/1',
    body: {
      source: '演示县教师交流积分办法（演示数据）',
      components: [
        component('teaching', '教龄', 'Years of teaching', {
          kind: 'months',
          of: 'teaching',
          per: 12,
          each: 1,
          cap: 30,
        }),
        component('serving', '本校任教年限', 'Years at the school', {
          kind: 'months',
          of: 'serving',
          per: 12,
          each: 1,
          cap: 12,
        }),
        component('rural', '乡村任教年限', 'Rural years', {
          kind: 'months',
          of: 'rural',
          per: 6,
          each: 1,
          cap: 20,
        }),
        component('title', '职称', 'Title', {
          kind: 'level',
          of: 'title',
          points: { second: 2, first: 5, senior: 8, 'full-senior': 10 },
        }),
        component('honour', '骨干称号', 'Honours', {
          kind: 'level',
          of: 'backbone',
          points: { school: 2, county: 5, city: 8, province: 10 },
        }),
        component('class-teacher', '班主任', 'Class teacher', {
          kind: 'flag',
          of: 'class-teacher',
          points: 3,
        }),
        component('couple', '夫妻分居两校', 'Couple at two schools', {
          kind: 'flag',
          of: 'couple-apart',
          points: 4,
        }),
        component('distance', '上班路程', 'Way to school', { kind: 'distance', per: 10, each: 1, cap: 5 }),
      ],
    },
  },
  /** The day of its public figures. */
  figuresOn: '2026-09-01',
  workbook: new URL('./demo-county.xlsx', import.meta.url),
  firstProblem: new URL('./demo-problem.json', import.meta.url),
} as const;

function component<const Part extends object>(code: string, zh: string, en: string, part: Part) {
  return { code, name: { zh, en }, ...part };
}
