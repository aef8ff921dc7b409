import { builder } from './builder.ts';
import { CertificateRank, Stage } from './enums.ts';
import { Subject, subjectOf } from './subject.ts';

builder.prismaObject('Certificate', {
  description: 'What a teacher is certified to teach.',
  select: { id: true },
  fields: (t) => ({
    subject: t.field({
      type: Subject,
      description: 'The subject certified.',
      select: { subject: true, teacher: { select: { countyId: true } } },
      resolve: ({ subject, teacher }, _args, context) => subjectOf(context, teacher.countyId, subject),
    }),
    stage: t.expose('stage', { type: Stage, description: 'The stage certified.' }),
    rank: t.expose('rank', { type: CertificateRank, description: 'Main or second subject.' }),
    number: t.exposeString('number', {
      nullable: true,
      description: 'Number of the paper; null: not on file.',
    }),
    issuedOn: t.expose('issuedOn', {
      type: 'Day',
      nullable: true,
      description: 'Day of issue; null: not on file.',
    }),
  }),
});
