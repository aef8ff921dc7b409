import type { Database } from '../prisma/client.ts';
import type { Viewer } from '../schema/context.ts';
import { keepsNothing } from './counties/kept.ts';
import { drawUp } from './inspection/draw-up.ts';
import { usually } from './inspection/facts.ts';
import { assign, attach, close, submit } from './inspection/steps.ts';
import { inspectionFrom } from './jobs/figures.ts';
import { writeWorkbook } from './sheets/write.ts';

/** The day the demo county's first moves take effect, whenever the demo is looked at. */
const AS_OF = '2026-09-01';

/** Who does what in the demo: users by their ids. */
export interface DemoPeople {
  readonly officer: string;
  readonly inspector: string;
}

/**
 * The demo county's rectification list: drawn up, the gravest problems with an owner and a day, one of them closed with evidence
 * and one waiting to be. What an earlier start left half done is done again.
 */
export async function keepDemoList(
  database: Database,
  countyId: string,
  { officer, inspector }: DemoPeople,
): Promise<void> {
  const { db } = database;
  await db.rectificationItem.deleteMany({ where: { countyId } });
  const [hr, other] = [named(officer), named(inspector)];
  const reckoner = {
    inspection: async (asked: Parameters<typeof inspectionFrom>[0]) => inspectionFrom(asked),
  };
  const { kind, view } = usually;
  await drawUp({ database, reckoner, kept: keepsNothing }, hr, countyId, { on: AS_OF, kind, view });
  const items = await db.rectificationItem.findMany({
    where: { countyId },
    orderBy: [{ severity: 'asc' }, { key: 'asc' }],
    take: OWNED,
    select: { id: true },
  });
  for (const [index, { id }] of items.entries())
    await assign(database, hr, id, 1, {
      owner: { userId: null, name: '王敏', office: offices[index % offices.length] ?? '' },
      dueOn: index % 2 === 0 ? '2026-12-31' : '2027-06-30',
    });
  // Two coefficients come first, then subjects nobody can teach: those are mended one by one.
  const [closed, waiting] = items.slice(2);
  for (const item of [closed, waiting]) {
    if (!item) continue;
    const bytes = await writeWorkbook(evidence);
    await attach(database, hr, item.id, 2, { name: '整改佐证.xlsx', bytes });
    await submit(database, hr, item.id, 3, '已按清单整改，材料见附件。');
  }
  if (closed) await close(database, other, closed.id, 4, '已核对附件和现场。');
}

const OWNED = 6;
const offices = ['人事科', '基础教育科', '计财科'];

/** Somebody to act as; the login is made with the same id. */
const named = (userId: string): Viewer => ({ userId, sessionId: '', name: '', email: '', grants: [] });

const evidence = [
  {
    name: '整改佐证',
    columns: [{ header: '整改措施' }, { header: '完成日期', format: 'day' as const }],
    rows: [['调入学科教师1名，已报到任课（演示数据）', AS_OF]],
  },
];
