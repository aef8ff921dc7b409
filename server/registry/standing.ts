import type { Standing } from '../../schema/personal-acts.ts';
import type { Words } from '../../solver/plan.ts';
import { dateOf } from '../day.ts';
import type { PersonalMeans } from '../personal/personal.ts';
import { keptFacts } from '../rounds/standing-facts.ts';

/** Of a whole county at once, by the policy in force that day; those not on the staff of a school in scope are in none. */
export async function standing(means: PersonalMeans, countyId: string, on: string): Promise<Standing> {
  const day = dateOf(on);
  const exemptions = await means.database.db.exemption.findMany({
    where: { teacher: { countyId }, from: { lte: day }, OR: [{ until: null }, { until: { gte: day } }] },
    select: { teacher: { select: { staffNumber: true } } },
    orderBy: { teacher: { staffNumber: 'asc' } },
  });
  const found = await means.reckoner.standing(await keptFacts(means, countyId, on));
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
