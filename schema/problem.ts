import { builder } from './builder.ts';
import { administers } from './scope.ts';

builder.prismaNode('Problem', {
  description: 'The facts a plan rests on, frozen.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    hash: t.exposeString('hash', {
      description: 'SHA-256 of the whole problem: the same hash, the same facts, the same plan.',
    }),
    exportPath: t.string({
      nullable: true,
      description:
        'Where it can be fetched as JSON, for `npm run plan` and `npm run verify`, with the same login; for HR officers alone.',
      select: { id: true, countyId: true },
      resolve: ({ id, countyId }, _args, { viewer }) =>
        administers(viewer, countyId) ? `/problems/${id}.json` : null,
    }),
    frozenAt: t.expose('frozenAt', { type: 'DateTime', description: 'When it was frozen.' }),
  }),
});
