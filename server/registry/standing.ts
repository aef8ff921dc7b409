import type { Database } from '../../prisma/client.ts';
import type { Standing } from '../../schema/personal-acts.ts';
import type { Words } from '../../solver/plan.ts';
import { dateOf } from '../day.ts';
import type { Reckoner } from '../jobs/reckoner.ts';
import { standingFacts } from '../rounds/standing-facts.ts';

/** Of a whole county at once, by the policy in force that day; those not on the staff of a school in scope are in none. */
export async function standing(
  { db }: Pick<Database, 'db'>,
  reckoner: Pick<Reckoner, 'standing'>,
  countyId: string,
  on: string,
): Promise<Standing> {
  const day = dateOf(on);
  const exemptions = await db.exemption.findMany({
    where: { teacher: { countyId }, from: { lte: day }, OR: [{ until: null }, { until: { gte: day } }] },
    select: { teacher: { select: { staffNumber: true } } },
    orderBy: { teacher: { staffNumber: 'asc' } },
  });
  const found = await reckoner.standing(await standingFacts(db, countyId, on));
  const eligible: string[] = [];
  const barred = new Map<string, { rule: string; title: Words; teachers: string[] }>();
  for (const { teacher, bar } of found) {
    if (bar === null) eligible.push(teacher);
    else {
      const group = barred.get(bar.rule) ?? { rule: bar.rule, title: bar.title, teachers: [] };
      group.teachers.push(teacher);
      barred.set(bar.rule, group);
    }
  }
  const exempt = [...new Set(exemptions.map(({ teacher }) => teacher.staffNumber))];
  return { on, eligible, barred: [...barred.values()], exempt };
}
