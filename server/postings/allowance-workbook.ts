import type { Database } from '../../prisma/client.ts';
import type { Words } from '../../solver/plan.ts';
import { writeWorkbook } from '../sheets/write.ts';
import { allowances } from './allowances.ts';

/** The allowances of a month as a workbook: who, how many days, what is paid, and what was approved before. */
export async function allowanceWorkbook(
  { db }: Pick<Database, 'db'>,
  countyId: string,
  month: string,
  language: keyof Words,
): Promise<Uint8Array> {
  const { rows } = await allowances({ db }, countyId, month);
  const teachers = await db.teacher.findMany({
    where: { id: { in: rows.map(({ teacher }) => teacher) } },
    select: {
      id: true,
      staffNumber: true,
      name: true,
      serving: { select: { school: { select: { name: true } } } },
    },
    orderBy: { staffNumber: 'asc' },
  });
  const byTeacher = new Map(rows.map((row) => [row.teacher, row]));
  return writeWorkbook([
    {
      name: { zh: `${month}津贴`, en: `Allowances ${month}` }[language],
      columns: headers.map(({ zh, en, ...column }) => ({ header: { zh, en }[language], ...column })),
      rows: teachers.flatMap(({ id, staffNumber, name, serving }) => {
        const row = byTeacher.get(id);
        if (row === undefined) return [];
        const { days, area, transport, approved } = row;
        const before = approved === null ? null : approved.area + approved.transport;
        return [
          [
            staffNumber,
            name,
            serving.school.name,
            days,
            area,
            transport,
            area + transport,
            before,
            before === null ? null : area + transport - before,
          ],
        ];
      }),
    },
  ]);
}

const headers = [
  { zh: '工号', en: 'Staff number', format: 'text', width: 12 },
  { zh: '姓名', en: 'Name', format: 'text', width: 12 },
  { zh: '现任教学校', en: 'Serves at', format: 'text', width: 26 },
  { zh: '任教天数', en: 'Days served' },
  { zh: '地区津贴（元）', en: 'Area (yuan)' },
  { zh: '交通津贴（元）', en: 'Transport (yuan)' },
  { zh: '合计（元）', en: 'Total (yuan)' },
  { zh: '已审定（元）', en: 'Approved (yuan)' },
  { zh: '待更正（元）', en: 'To correct (yuan)' },
] as const;
