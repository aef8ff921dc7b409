import { schoolYearOn, termEnd } from '../solver/calendar.ts';
import { builder } from './builder.ts';

builder.prismaObjectFields('County', (t) => ({
  schoolYear: t.int({
    description: 'The present school year, by the autumn it starts in and the day it is in the county.',
    select: { timeZone: true },
    resolve: ({ timeZone }, _args, { today }) => schoolYearOn(today(timeZone)),
  }),
  termEndsOn: t.field({
    type: 'Day',
    description:
      'The last day of the present term, by the day it is in the county; terms begin on 1 September and 1 March.',
    select: { timeZone: true },
    resolve: ({ timeZone }, _args, { today }) => new Date(`${termEnd(today(timeZone))}T00:00:00Z`),
  }),
}));
