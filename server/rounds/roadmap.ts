import type { Rounds } from '../../schema/context.ts';
import { ProblemRefused } from '../../schema/errors.ts';
import { schoolYearOn } from '../../solver/calendar.ts';
import type { EnrolmentRow } from '../../solver/roadmap/outlook.ts';
import type { Roadmap } from '../../solver/roadmap/roadmap.ts';
import { dateOf } from '../day.ts';
import type { Answerer } from '../jobs/answerer.ts';
import type { Reckoner } from '../jobs/reckoner.ts';
import type { RoundsOptions } from './rounds.ts';
import { inForce, noPolicyInForce } from './standards.ts';
import { keptFacts } from './standing-facts.ts';

/** What it acts through. */
type Means = Pick<RoundsOptions, 'database' | 'kept'> & {
  readonly reckoner: Pick<Reckoner, 'check'>;
  readonly forecaster: Pick<Answerer, 'roadmap'>;
};

/**
 * The next school years of a county, the first as its facts stand on the day its moves take effect, without those who retire
 * between `asOf` and that day. Throws `NotFound`, and
 * what `Rounds.roadmap` throws.
 */
export async function roadmap(
  means: Means,
  countyId: string,
  on: string,
  years: number,
  { userId, gone, asOf }: Parameters<Rounds['roadmap']>[3],
): Promise<Roadmap> {
  const {
    database: { db, pool },
    reckoner,
    forecaster,
  } = means;
  const { policy } = await inForce(db, countyId, dateOf(on));
  if (policy === null && (await db.county.count({ where: { id: countyId } })) > 0)
    throw noPolicyInForce(['on']);
  const checked = await reckoner.check(await keptFacts(means, countyId, on));
  if (!checked.ok) throw new ProblemRefused(checked.faults);
  const { rows } = await pool.query<EnrolmentRow>(otherYears, [countyId, schoolYearOn(on)]);
  const { hash, text } = checked;
  return forecaster.roadmap({ userId, hash, problem: async () => text, years, asOf, enrolments: rows }, gone);
}

/**
 * Enrolments of later school years; and of earlier ones where the year's own is on file, as otherwise the facts hold an
 * earlier one already, and two years are not two in a row.
 */
const otherYears = `
  SELECT school.code || ':' || section.stage AS section, enrolment."schoolYear", enrolment.grade,
    enrolment.classes, enrolment.pupils
  FROM "Enrolment" enrolment
  JOIN "Section" section ON section.id = enrolment."sectionId"
  JOIN "School" school ON school.id = section."schoolId"
  WHERE section."countyId" = $1::uuid AND (
    enrolment."schoolYear" > $2::int
    OR enrolment."schoolYear" < $2::int AND EXISTS (
      SELECT FROM "Enrolment" own WHERE own."sectionId" = section.id AND own."schoolYear" = $2::int))
  ORDER BY 1, 2, 3`;
