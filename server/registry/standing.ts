import type { Standing } from '../../schema/personal-acts.ts';
import type { Words } from '../../solver/plan.ts';
import type { PersonalMeans } from '../personal/personal.ts';
import { keptFacts } from '../rounds/standing-facts.ts';

/** Of a whole county at once, by the policy in force that day; those not on the staff of a school in scope are in none. */
export async function standing(means: PersonalMeans, countyId: string, on: string): Promise<Standing> {
  const { rows } = await means.database.pool.query<{ staffNumber: string }>(exempted, [countyId, on]);
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
  return { on, eligible, barred: [...barred.values()], exempt: rows.map(({ staffNumber }) => staffNumber) };
}

/** Looked for teacher by teacher (`OFFSET 0`), and not among all exemptions of a province. */
const exempted = `
  SELECT teacher."staffNumber" FROM "Teacher" teacher
  WHERE teacher."countyId" = $1::uuid AND EXISTS (
    SELECT FROM "Exemption"
    WHERE "teacherId" = teacher.id AND "from" <= $2::date AND (until IS NULL OR $2::date <= until) OFFSET 0)
  ORDER BY teacher."staffNumber"`;
