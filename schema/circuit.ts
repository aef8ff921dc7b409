import { builder } from './builder.ts';
import type { Stored } from './circuits-read.ts';
import { Subject, subjectOf } from './subject.ts';

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
