import type { Page } from 'playwright-core';
import { writeWorkbook } from '../../server/sheets/write.ts';
import { ask } from './browse.ts';

/** Two recruits of the spring of 2026: one for a subject that villages lack, one who is certified for nothing yet. */
export const recruits = {
  artist: { number: 'N2026001', name: '周小雨' },
  uncertified: { number: 'N2026002', name: '赵一鸣' },
} as const;

/** Brings the two into the demo county by a workbook; again: nothing more. */
export async function importRecruits(page: Page): Promise<void> {
  const { artist, uncertified } = recruits;
  const arrives = '2026-08-20';
  const bytes = await writeWorkbook([
    {
      name: '新聘教师',
      columns: heads(
        '招聘编号',
        '姓名',
        '聘用类别',
        '性别',
        '出生日期',
        '学历',
        '可到岗日期',
        '特岗合同截止日期',
        '居住地经度',
        '居住地纬度',
      ),
      rows: [
        [
          artist.number,
          artist.name,
          '特岗教师',
          '女',
          '2003-04-12',
          '本科',
          arrives,
          '2029-08-31',
          111.64,
          31.06,
        ],
        [
          uncertified.number,
          uncertified.name,
          '应届毕业生',
          '男',
          '2003-11-02',
          '本科',
          arrives,
          null,
          null,
          null,
        ],
      ],
    },
    {
      name: '新聘教师资格',
      columns: heads('招聘编号', '学科', '学段', '主兼'),
      rows: [[artist.number, '美术', '小学', '主']],
    },
  ]);
  const { counties } = await ask(page, '{ counties { nodes { id } } }');
  const response = await page.request.post('/graphql', {
    headers: { 'x-graphql-yoga-csrf': 'test' },
    multipart: {
      operations: JSON.stringify({
        query: `mutation ($county: ID!, $file: File!) { importWorkbook(countyId: $county, file: $file, dryRun: false) {
          ... on ImportReport { faultCount } ... on Refusal { message }
          ... on ImportRefused { report { faults { sheet row column expected } } } } }`,
        variables: { county: counties.nodes[0].id, file: null },
      }),
      map: JSON.stringify({ file: ['variables.file'] }),
      file: {
        name: '新聘教师.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: Buffer.from(bytes),
      },
    },
  });
  const answer = await response.json();
  if (answer.data?.importWorkbook.faultCount !== 0) throw new Error(JSON.stringify(answer));
}

const heads = (...headers: string[]) => headers.map((header) => ({ header }));
