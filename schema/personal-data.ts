import { builder } from './builder.ts';
import { actorOf } from './calendar.ts';
import { correctedValue } from './corrected.ts';
import { Correction } from './correction.ts';
import { ExemptionKind, PersonalField } from './enums.ts';
import { InvalidInput, NotAllowed, NotFound } from './errors.ts';
import { keyOf } from './ids.ts';
import type { Revealable } from './personal-acts.ts';
import { Teacher } from './teacher.ts';

interface Revealed {
  readonly teacherId: string;
  readonly fields: readonly Revealable[];
}

const RevealedExemption = builder.prismaObject('Exemption', {
  variant: 'RevealedExemption',
  description: 'A time of exemption, in clear.',
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

const RevealedCorrection = builder.prismaObject('Correction', {
  variant: 'RevealedCorrection',
  description: 'A request to correct the record, in clear.',
  select: { id: true },
  fields: (t) => ({
    correction: t.variant(Correction, { description: 'The request.' }),
    value: t.field({
      type: 'JSON',
      nullable: true,
      description: 'What should be on file; null: nothing.',
      select: { value: true },
      resolve: ({ value }) => correctedValue.parse(value).value,
    }),
    reason: t.exposeString('reason', { description: 'What is wrong, as the teacher wrote.' }),
  }),
});

const RevealedPersonalData = builder.objectRef<Revealed>('RevealedPersonalData').implement({
  description: 'Personal data in clear: what was asked for; null, or empty, what was not, or is not on file.',
  fields: (t) => ({
    teacher: t.field({
      type: Teacher,
      description: 'Whose.',
      resolve: ({ teacherId }, _args, { db }) => db.teacher.findUniqueOrThrow({ where: { id: teacherId } }),
    }),
    identityNumber: t.string({
      nullable: true,
      description: 'Identity number.',
      resolve: async ({ teacherId, fields }, _args, { db }) =>
        fields.includes('identity_number')
          ? (await db.teacher.findUniqueOrThrow({ where: { id: teacherId } })).identityNumber
          : null,
    }),
    phone: t.string({
      nullable: true,
      description: 'Telephone.',
      resolve: async ({ teacherId, fields }, _args, { db }) =>
        fields.includes('phone')
          ? (await db.teacher.findUniqueOrThrow({ where: { id: teacherId } })).phone
          : null,
    }),
    homePlace: t.string({
      nullable: true,
      description: 'Where the teacher lives.',
      resolve: async ({ teacherId, fields }, _args, { db }) =>
        fields.includes('home_place')
          ? (await db.teacher.findUniqueOrThrow({ where: { id: teacherId } })).homePlace
          : null,
    }),
    exemptions: t.prismaField({
      type: [RevealedExemption],
      description: 'Times of exemption, newest first.',
      resolve: (query, { teacherId, fields }, _args, { db }) =>
        fields.includes('exemptions')
          ? db.exemption.findMany({
              ...query,
              where: { teacherId },
              orderBy: [{ from: 'desc' }, { id: 'asc' }],
            })
          : [],
    }),
    corrections: t.prismaField({
      type: [RevealedCorrection],
      description: 'Requests to correct the record that wait for an answer, newest first.',
      resolve: (query, { teacherId, fields }, _args, { db }) =>
        fields.includes('corrections')
          ? db.correction.findMany({
              ...query,
              where: { teacherId, state: 'submitted' },
              orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
            })
          : [],
    }),
  }),
});

builder.mutationField('revealPersonalData', (t) =>
  t.field({
    type: RevealedPersonalData,
    description:
      'Answers personal data of a teacher in clear; who asked, for which and why stands in the record, and what it says does not. For HR officers of the county and the teacher; the telephone for the principal of the school served or registered at, too. Takes no `Idempotency-Key`: the answer is kept nowhere.',
    errors: { types: [NotAllowed, NotFound, InvalidInput] },
    args: {
      teacherId: t.arg.id({ required: true, description: 'Whose.' }),
      fields: t.arg({ type: [PersonalField], required: true, description: 'Which.' }),
      reason: t.arg.string({ required: true, description: 'What for, in at most 500 characters.' }),
    },
    resolve: async (_root, { teacherId, fields, reason }, context) => {
      const key = keyOf(teacherId, 'Teacher');
      await context.rounds.personal.reveal(actorOf(context), key, fields, reason);
      return { teacherId: key, fields };
    },
  }),
);
