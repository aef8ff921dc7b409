import { builder } from './builder.ts';
import { ExemptionGroup, ExemptionKind } from './enums.ts';
import { exemptionGroups, hidden, isIntimate } from './masked.ts';
import { isTeacher } from './scope.ts';

builder.prismaObject('Exemption', {
  description:
    'A time during which a teacher is exempt from the exchange. Read by HR and by the teacher alone; by HR masked, where it is about health or family, until it is revealed.',
  select: { id: true },
  fields: (t) => ({
    kind: t.field({
      type: ExemptionKind,
      nullable: true,
      description:
        'Why; null: it is about health or family, and `revealPersonalData` answers it. In clear for the teacher.',
      select: { kind: true, teacherId: true },
      resolve: ({ kind, teacherId }, _args, { viewer }) =>
        isIntimate(kind) && !isTeacher(viewer, teacherId) ? null : kind,
    }),
    group: t.field({
      type: ExemptionGroup,
      description: 'What it is about, roughly.',
      select: { kind: true },
      resolve: ({ kind }) => exemptionGroups[kind],
    }),
    from: t.expose('from', { type: 'Day', description: 'First day.' }),
    until: t.expose('until', {
      type: 'Day',
      nullable: true,
      description: 'Last day, included; null: until further notice.',
    }),
    note: t.string({
      nullable: true,
      description:
        'What HR noted; null: nothing. Masked as `***` until it is revealed; in clear for the teacher.',
      select: { note: true, teacherId: true },
      resolve: ({ note, teacherId }, _args, { viewer }) =>
        note === null || isTeacher(viewer, teacherId) ? note : hidden,
    }),
  }),
});
