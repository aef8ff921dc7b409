import type { z } from 'zod';
import { batched } from './batch.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { readsCircuit } from './scope.ts';
import * as stored from './stored.ts';
import { Subject, subjectOf } from './subject.ts';

type Stored = z.infer<typeof stored.circuits>[number];

export const Circuit = builder.objectRef<Stored & { readonly countyId: string }>('Circuit').implement({
  description:
    'Lessons a plan has a teacher give away from home on set days of the week (走教); the teacher’s own post and school stay the same.',
  fields: (t) => ({
    teacher: t.prismaField({
      type: 'Teacher',
      description: 'Who travels.',
      resolve: (query, { teacherId }, _args, { db }) =>
        db.teacher.findUniqueOrThrow({ ...query, where: { id: teacherId } }),
    }),
    from: t.prismaField({
      type: 'Section',
      description: 'Section served.',
      resolve: (query, { fromSectionId }, _args, { db }) =>
        db.section.findUniqueOrThrow({ ...query, where: { id: fromSectionId } }),
    }),
    to: t.prismaField({
      type: 'Section',
      description: 'Section visited.',
      resolve: (query, { toSectionId }, _args, { db }) =>
        db.section.findUniqueOrThrow({ ...query, where: { id: toSectionId } }),
    }),
    subject: t.field({
      type: Subject,
      description: 'Subject taught there.',
      resolve: ({ countyId, subject }, _args, context) => subjectOf(context, countyId, subject),
    }),
    days: t.exposeInt('days', { description: 'Days a week there, 1 to 5.' }),
    km: t.exposeFloat('km', { nullable: true, description: 'Road distance, km; null: unknown.' }),
  }),
});

/** A plan's circuits that the viewer may read, as far as their sections are still on file. */
export async function circuitsOf(
  context: Context,
  countyId: string,
  list: unknown,
): Promise<(Stored & { countyId: string })[]> {
  const circuits = stored.circuits.parse(list);
  const seen = await Promise.all(
    circuits.map(async (circuit) => {
      const ends = await Promise.all(
        [circuit.fromSectionId, circuit.toSectionId].map((id) => placeOf(context, id)),
      );
      const [from, to] = ends;
      return from !== undefined && to !== undefined && readsCircuit(context.viewer, circuit, from, to);
    }),
  );
  return circuits.filter((_, index) => seen[index]).map((circuit) => ({ countyId, ...circuit }));
}

const placeOf = batched(async (ids, { db }) => {
  const sections = await db.section.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, schoolId: true, county: { select: { id: true, provinceId: true } } },
  });
  return new Map(sections.map((section) => [section.id, section]));
});
