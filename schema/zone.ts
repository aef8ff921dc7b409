import { builder } from './builder.ts';

builder.prismaNode('Zone', {
  description: 'A remoteness tier (乡村分类), which drives allowances.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Unique in the county.' }),
    name: t.exposeString('name', { description: 'Name.' }),
    tier: t.exposeInt('tier', { description: '0 is the county seat; a higher tier is more remote.' }),
    monthly: t.exposeInt('monthly', { description: 'Area allowance, yuan a month.' }),
  }),
});
