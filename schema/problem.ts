import { builder } from './builder.ts';

builder.prismaNode('Problem', {
  description: 'The facts a plan rests on, frozen.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    hash: t.exposeString('hash', {
      description: 'SHA-256 of the whole problem: the same hash, the same facts, the same plan.',
    }),
    frozenAt: t.expose('frozenAt', { type: 'DateTime', description: 'When it was frozen.' }),
  }),
});
