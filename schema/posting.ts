import { builder } from './builder.ts';
import { MoveForm, PostingState } from './enums.ts';
import { Subject, subjectOf } from './subject.ts';

const Posting = builder.prismaNode('Posting', {
  description: 'A stay at a host school, past or present; rural service is counted from these.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    teacher: t.relation('teacher', { description: 'Who is posted.' }),
    from: t.relation('from', {
      nullable: true,
      description: 'Section left; null: outside the county, or unknown.',
    }),
    to: t.relation('to', { nullable: true, description: 'Section served; null: unknown.' }),
    hostSchool: t.relation('hostSchool', { description: 'School served.' }),
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'Subject taught there; null: unknown.',
      select: { subject: true, countyId: true },
      resolve: ({ subject, countyId }, _args, context) =>
        subject === null ? null : subjectOf(context, countyId, subject),
    }),
    form: t.expose('form', { type: MoveForm, description: 'Form of the exchange.' }),
    relationMoves: t.exposeBoolean('relationMoves', {
      description: 'Whether the personnel relation moved too (人走关系动).',
    }),
    startsOn: t.expose('startsOn', { type: 'Day', description: 'First day.' }),
    endsOn: t.expose('endsOn', {
      type: 'Day',
      nullable: true,
      description: 'Planned last day; null: none set.',
    }),
    endedOn: t.expose('endedOn', {
      type: 'Day',
      nullable: true,
      description: 'Day it really ended; null: it goes on.',
    }),
    state: t.expose('state', { type: PostingState, description: 'How far it is.' }),
  }),
});

export const PostingConnection = builder.connectionObject(
  { type: Posting, name: 'PostingConnection', description: 'Postings, page by page.' },
  { name: 'PostingEdge', description: 'A posting in a list.' },
);
