/** The demo county's keys, and where its files lie: README.md tells what is public and what is made up. */
export const demo = {
  province: { code: 'DEMO-HB', name: '湖北省（演示数据）' },
  county: { code: 'DEMO-YA', name: '远安县（演示数据）' },
  workbook: new URL('./demo-county.xlsx', import.meta.url),
  firstProblem: new URL('./demo-problem.json', import.meta.url),
} as const;
