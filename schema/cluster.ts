import { builder } from './builder.ts';
import { ClusterKind } from './enums.ts';
import { rows } from './scope.ts';

builder.prismaNode('Cluster', {
  description: 'Schools bound to each other: a district, a group, a pair or a closed pool.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    code: t.exposeString('code', { description: 'Unique in the county.' }),
    name: t.exposeString('name', { description: 'Name.' }),
    kind: t.expose('kind', { type: ClusterKind, description: 'What binds them.' }),
    boundUntil: t.expose('boundUntil', {
      type: 'Day',
      nullable: true,
      description: 'Last day of a pair bound for years; null: until further notice.',
    }),
    members: t.relation('members', {
      description: 'Its schools, by code.',
      query: (_args, { viewer }) => ({
        where: { school: rows(viewer).school },
        orderBy: [{ school: { code: 'asc' } }],
      }),
    }),
  }),
});

builder.prismaObject('ClusterMember', {
  description: 'One school’s membership in a cluster.',
  select: { id: true },
  fields: (t) => ({
    cluster: t.relation('cluster', { description: 'The cluster.' }),
    school: t.relation('school', { description: 'The school.' }),
    from: t.expose('from', { type: 'Day', nullable: true, description: 'First day; null: from the start.' }),
    until: t.expose('until', {
      type: 'Day',
      nullable: true,
      description: 'Last day, included; null: until further notice.',
    }),
  }),
});
