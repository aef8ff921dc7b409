import type { Database } from '../../prisma/client.ts';
import type { Postings, RuralService } from '../../schema/posting-acts.ts';
import { serviceOf } from '../../solver/postings/service.ts';
import { usualTerms } from '../../solver/postings/terms.ts';
import { dateOf, dayOf } from '../day.ts';
import { termsOn } from './terms.ts';

/** Rural service of each teacher, posting by posting; in three statements and one more for each further county. */
export async function service(
  { db }: Pick<Database, 'db'>,
  ...[teacherIds, on]: Parameters<Postings['service']>
): Promise<ReadonlyMap<string, RuralService>> {
  const teachers = await db.teacher.findMany({
    where: { id: { in: [...teacherIds] } },
    select: { id: true, countyId: true },
  });
  const postings = await db.posting.findMany({
    where: {
      teacherId: { in: [...teacherIds] },
      state: { in: ['serving', 'ended'] },
      // A first post is no service away from home.
      form: { not: 'recruitment' },
      startsOn: { lt: dateOf(on) },
    },
    select: {
      id: true,
      teacherId: true,
      startsOn: true,
      endedOn: true,
      form: true,
      days: true,
      hostSchool: { select: { place: true, weak: true } },
    },
    orderBy: [{ startsOn: 'asc' }, { id: 'asc' }],
  });
  const required = new Map<string, number>();
  for (const county of new Set(teachers.map(({ countyId }) => countyId)))
    required.set(county, (await termsOn(db, county, on)).promotionMonths);
  return new Map(
    teachers.map(({ id, countyId }): [string, RuralService] => {
      const lines = postings
        .filter(({ teacherId }) => teacherId === id)
        .map((posting) => {
          const stay = {
            from: dayOf(posting.startsOn),
            until: posting.endedOn && dayOf(posting.endedOn),
            rural: posting.hostSchool.weak || ruralPlaces.includes(posting.hostSchool.place),
            days: posting.form === 'circuit' ? posting.days : null,
          };
          return { postingId: posting.id, ...stay, ...serviceOf(stay, on) };
        });
      return [
        id,
        {
          lines,
          fifths: lines.reduce((sum, { fifths }) => sum + fifths, 0),
          required: required.get(countyId) ?? usualTerms.promotionMonths,
        },
      ];
    }),
  );
}

/** Beyond the county town, as a problem is frozen (server/rounds/facts.ts). */
const ruralPlaces: readonly string[] = ['township_centre', 'village', 'teaching_point'];
