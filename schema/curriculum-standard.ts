import { builder } from './builder.ts';
import * as stored from './stored.ts';
import { Subject } from './subject.ts';

builder.prismaNode('CurriculumStandard', {
  description: 'Weekly periods of every subject in every grade, from a day on.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    version: t.exposeString('version', { description: 'Its name, unique in the county.' }),
    effectiveFrom: t.expose('effectiveFrom', { type: 'Day', description: 'First day in force.' }),
    subjects: t.field({
      type: [Subject],
      description: 'Its subjects, in the order of the standard.',
      select: { body: true },
      resolve: ({ body }) => stored.curriculum.parse(body).subjects,
    }),
  }),
});
