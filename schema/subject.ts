import type { Problem } from '../solver/problem.ts';
import { batched } from './batch.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import * as stored from './stored.ts';
import { sentence } from './words.ts';

type SubjectShape = Problem['curriculum']['subjects'][number];

const GradePeriods = builder.objectRef<{ grade: number; periods: number }>('GradePeriods').implement({
  description: 'Weekly periods of a subject in one grade.',
  fields: (t) => ({
    grade: t.exposeInt('grade', { description: 'Grade, 1 to 9.' }),
    periods: t.exposeFloat('periods', { description: 'Periods a week.' }),
  }),
});

export const Subject = builder.objectRef<SubjectShape>('Subject').implement({
  description: 'A subject of the county’s curriculum standard.',
  fields: (t) => {
    const name = sentence(
      t,
      {
        text: 'Its name in the reader’s language; the code where no standard names it.',
        words: 'Its name in both languages.',
      },
      ({ name }) => name,
    );
    return {
      code: t.exposeString('code', { description: 'Its code in the curriculum standard.' }),
      name: name.text,
      words: name.words,
      specialist: t.exposeBoolean('specialist', {
        description:
          'Taught by teachers of the subject; if not, by whoever has hours free, and opens no post.',
      }),
      periods: t.field({
        type: [GradePeriods],
        description: 'Weekly periods by grade; a grade left out has none.',
        resolve: ({ periods }) =>
          Object.entries(periods).map(([grade, count]) => ({ grade: Number(grade), periods: count ?? 0 })),
      }),
    };
  },
});

/** The county's subject of this code, by its newest curriculum standard that knows it. */
export async function subjectOf(context: Context, countyId: string, code: string): Promise<SubjectShape> {
  const subjects = await subjectsByCounty(context, countyId);
  return subjects?.get(code) ?? { code, name: { zh: code, en: code }, specialist: true, periods: {} };
}

const subjectsByCounty = batched<Map<string, SubjectShape>>(async (counties, { db }) => {
  const standards = await db.curriculumStandard.findMany({
    where: { countyId: { in: [...counties] } },
    orderBy: { effectiveFrom: 'asc' },
    select: { countyId: true, body: true },
  });
  const found = new Map<string, Map<string, SubjectShape>>();
  for (const { countyId, body } of standards) {
    const subjects = found.get(countyId) ?? new Map<string, SubjectShape>();
    for (const subject of stored.curriculum.parse(body).subjects) subjects.set(subject.code, subject);
    found.set(countyId, subjects);
  }
  return found;
});
