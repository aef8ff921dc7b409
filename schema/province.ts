import { builder } from './builder.ts';
import { rows } from './scope.ts';

export const Province = builder.prismaNode('Province', {
  description: 'A province.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Unique.' }),
    name: t.exposeString('name', { description: 'Name.' }),
    counties: t.relation('counties', {
      description: 'Its counties, of those the reader may see, by code.',
      query: (_args, { viewer }) => ({ where: rows(viewer).county, orderBy: [{ code: 'asc' }] }),
    }),
  }),
});
