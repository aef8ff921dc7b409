import { builder } from './builder.ts';
import { ExemptionKind } from './enums.ts';

builder.prismaObject('Exemption', {
  description:
    'A time during which a teacher is exempt from the exchange. Read by HR and by the teacher alone.',
  select: { id: true },
  fields: (t) => ({
    kind: t.expose('kind', { type: ExemptionKind, description: 'Why.' }),
    from: t.expose('from', { type: 'Day', description: 'First day.' }),
    until: t.expose('until', {
      type: 'Day',
      nullable: true,
      description: 'Last day, included; null: until further notice.',
    }),
    note: t.exposeString('note', { nullable: true, description: 'What HR noted; null: nothing.' }),
  }),
});
