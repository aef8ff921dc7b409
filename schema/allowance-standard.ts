import type { z } from 'zod';
import { builder } from './builder.ts';
import * as stored from './stored.ts';

const TransportStep = builder
  .objectRef<z.infer<typeof stored.allowance>['transport'][number]>('TransportStep')
  .implement({
    description: 'Transport allowance from so many years of teaching on.',
    fields: (t) => ({
      fromYears: t.exposeInt('fromYears', { description: 'Whole years of teaching, from which it is paid.' }),
      monthly: t.exposeInt('monthly', { description: 'Yuan a month.' }),
    }),
  });

builder.prismaNode('AllowanceStandard', {
  description:
    'What an exchanged teacher is paid, from a day on, besides the area allowance of the host’s zone.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    version: t.exposeString('version', { description: 'Its name, unique in the county.' }),
    effectiveFrom: t.expose('effectiveFrom', { type: 'Day', description: 'First day in force.' }),
    transport: t.field({
      type: [TransportStep],
      description: 'Steps by years of teaching: the highest reached counts; below the first, nothing.',
      select: { body: true },
      resolve: ({ body }) => stored.allowance.parse(body).transport,
    }),
    months: t.int({
      description: 'Months a year it is paid, 1 to 12.',
      select: { body: true },
      resolve: ({ body }) => stored.allowance.parse(body).months,
    }),
  }),
});
