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
  /** The day of its public figures. */
  figuresOn: '2026-09-01',
  workbook: new URL('./demo-county.xlsx', import.meta.url),
  firstProblem: new URL('./demo-problem.json', import.meta.url),
} as const;
