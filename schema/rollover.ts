import { schoolYear as spanOf } from '../solver/calendar.ts';
import type { RolloverFinding as FindingShape, RolledGrade as GradeShape } from '../solver/rollover.ts';
import { builder } from './builder.ts';
import { ForecastBasis, RolloverCode, StandardKind } from './enums.ts';
import { InvalidInput, NotAllowed, NotFound } from './errors.ts';
import { idOf, keyOf } from './ids.ts';
import { sectionKeyed, sectionOnFile } from './on-file.ts';
import { RefusalInterface } from './refusal.ts';
import type { RolloverPreview as PreviewShape, NewVersion as VersionShape } from './rollover-acts.ts';
import { RolledOverAlready, RolloverCannotBeUndone } from './rollover-refusals.ts';
import { administers, mustAdminister, rows } from './scope.ts';
import { User, userOf } from './user.ts';
import { sentence } from './words.ts';

type Of<Shape> = Shape & { readonly countyId: string };

const RolledGrade = builder.objectRef<Of<GradeShape>>('RolledGrade').implement({
  description: 'One grade of a section in the school year to begin.',
  fields: (t) => ({
    section: sectionOnFile(t, 'The section.', ({ countyId, section }, context) =>
      sectionKeyed(context, countyId, section),
    ),
    grade: t.exposeInt('grade', { description: 'Grade, 1 to 9.' }),
    classesBefore: t.int({
      nullable: true,
      description: 'Classes of this grade in the year before; null: not on file.',
      resolve: ({ before }) => before?.classes ?? null,
    }),
    pupilsBefore: t.int({
      nullable: true,
      description: 'Its pupils in the year before; null: not on file.',
      resolve: ({ before }) => before?.pupils ?? null,
    }),
    classes: t.exposeInt('classes', { description: 'Its classes in the year to begin.' }),
    pupils: t.exposeInt('pupils', {
      nullable: true,
      description: 'Its pupils; null: not known, and not written.',
    }),
    basis: t.expose('basis', {
      type: ForecastBasis,
      description: 'What the figures are from; `IMPORTED`: on file already, and left as they are.',
    }),
  }),
});

const RolloverFinding = builder.objectRef<Of<FindingShape>>('RolloverFinding').implement({
  description: 'What an officer should see to as a school year begins.',
  fields: (t) => ({
    code: t.expose('code', { type: RolloverCode, description: 'What.' }),
    section: sectionOnFile(t, 'Where; null: in the whole county.', ({ countyId, section }, context) =>
      section === null ? null : sectionKeyed(context, countyId, section),
    ),
    ...sentence(
      t,
      { text: 'The sentence, in the reader’s language.', words: 'The sentence in both languages.' },
      ({ text }) => text,
    ),
  }),
});

const NewVersion = builder.objectRef<VersionShape>('NewVersion').implement({
  description: 'A version of a policy or standard that takes effect.',
  fields: (t) => ({
    kind: t.expose('kind', { type: StandardKind, description: 'Of what.' }),
    version: t.exposeString('version', { description: 'Its version.' }),
    effectiveFrom: t.field({
      type: 'Day',
      description: 'Its first day.',
      resolve: ({ effectiveFrom }) => new Date(`${effectiveFrom}T00:00:00Z`),
    }),
  }),
});

const RolloverPreview = builder.objectRef<PreviewShape>('RolloverPreview').implement({
  description: 'What the step into a school year would come to; nothing is written.',
  fields: (t) => ({
    schoolYear: t.exposeInt('schoolYear', { description: 'The school year, by its autumn.' }),
    from: t.field({
      type: 'Day',
      description: 'Its first day.',
      resolve: ({ from }) => new Date(`${from}T00:00:00Z`),
    }),
    grades: t.field({
      type: [RolledGrade],
      description: 'Every grade of the public schools, by section, then grade.',
      resolve: ({ grades, countyId }) => grades.map((grade) => ({ ...grade, countyId })),
    }),
    findings: t.field({
      type: [RolloverFinding],
      description: 'What to see to.',
      resolve: ({ findings, countyId }) => findings.map((finding) => ({ ...finding, countyId })),
    }),
    pupilsBefore: t.exposeInt('pupilsBefore', { description: 'Pupils on file of the year before.' }),
    pupils: t.exposeInt('pupils', { description: 'Pupils of the year to begin.' }),
    leaving: t.exposeInt('leaving', { description: 'Pupils who finish grade 9.' }),
    endingPostings: t.prismaField({
      type: ['Posting'],
      description: 'Postings under way that are to end before its first day, by that day.',
      resolve: (query, { endingPostings }, _args, { db, viewer }) =>
        db.posting.findMany({
          ...query,
          where: { AND: [{ id: { in: [...endingPostings] } }, rows(viewer).posting] },
          orderBy: [{ endsOn: 'asc' }, { id: 'asc' }],
        }),
    }),
    undecided: t.exposeInt('undecided', {
      description:
        'Of how many of these postings nobody has decided: their teachers stay where they are until somebody does.',
    }),
    newVersions: t.field({
      type: [NewVersion],
      description:
        'Versions of policies and standards that take effect up to its first day, since that of the year before.',
      resolve: ({ newVersions }) => [...newVersions],
    }),
    openRounds: t.prismaField({
      type: ['Round'],
      description: 'Rounds of earlier school years that are not closed.',
      resolve: (query, { openRounds }, _args, { db, viewer }) =>
        db.round.findMany({
          ...query,
          where: { AND: [{ id: { in: [...openRounds] } }, rows(viewer).round] },
          orderBy: [{ schoolYear: 'asc' }, { id: 'asc' }],
        }),
    }),
    seal: t.exposeString('seal', {
      description: 'What `rollOver` wants: that these very figures were seen.',
    }),
  }),
});

const Rollover = builder.prismaNode('Rollover', {
  description: 'A step of a county from one school year into the next. Read by HR alone.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    county: t.relation('county', { description: 'The county.' }),
    schoolYear: t.exposeInt('schoolYear', { description: 'The school year begun, by its autumn.' }),
    from: t.field({
      type: 'Day',
      description: 'Its first day.',
      select: { schoolYear: true },
      resolve: ({ schoolYear }) => new Date(`${spanOf(schoolYear).from}T00:00:00Z`),
    }),
    grades: t.int({
      description: 'How many grades it wrote.',
      select: { written: true },
      resolve: ({ written }) => (Array.isArray(written) ? written.length : 0),
    }),
    appliedAt: t.expose('appliedAt', { type: 'DateTime', description: 'When.' }),
    appliedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who; null: not known.',
      select: { appliedBy: true },
      resolve: ({ appliedBy }, _args, context) => userOf(context, appliedBy),
    }),
    undoneAt: t.expose('undoneAt', {
      type: 'DateTime',
      nullable: true,
      description: 'When it was taken back; null: it was not.',
    }),
    undoneBy: t.field({
      type: User,
      nullable: true,
      description: 'Who took it back; null: nobody.',
      select: { undoneBy: true },
      resolve: ({ undoneBy }, _args, context) => userOf(context, undoneBy),
    }),
  }),
});

builder.prismaObjectFields('County', (t) => ({
  rollovers: t.prismaField({
    type: [Rollover],
    description: 'Steps from school year to school year, newest first; empty for everybody but HR.',
    select: { id: true },
    resolve: (query, { id }, _args, { db, viewer }) =>
      db.rollover.findMany({
        ...query,
        where: { AND: [{ countyId: id }, rows(viewer).rollover] },
        orderBy: [{ appliedAt: 'desc' }, { id: 'desc' }],
      }),
  }),
  rolloverPreview: t.field({
    type: RolloverPreview,
    nullable: true,
    description:
      'What the step into a school year would come to: the present one, begun late, or the next. For HR; null for everybody else.',
    args: {
      schoolYear: t.arg.int({ description: 'The school year, by its autumn; unsaid: the next.' }),
    },
    select: { id: true, timeZone: true },
    resolve: ({ id, timeZone }, { schoolYear }, { viewer, rollovers, today }) =>
      administers(viewer, id) ? rollovers.preview(id, schoolYear ?? null, today(timeZone)) : null,
  }),
}));

const refusal = { interfaces: [RefusalInterface] };

builder.objectType(RolledOverAlready, {
  ...refusal,
  name: 'RolledOverAlready',
  description: 'The county has stepped into this school year already.',
  fields: (t) => ({
    rolloverId: t.id({
      description: 'The rollover in force.',
      resolve: ({ rolloverId }) => idOf('Rollover', rolloverId),
    }),
  }),
});

builder.objectType(RolloverCannotBeUndone, {
  ...refusal,
  name: 'RolloverCannotBeUndone',
  description: 'The rollover was taken back already, or what it wrote was changed since.',
  fields: (t) => ({
    edited: t.stringList({
      description: 'Grades changed since, as `CODE:stage GRADE`; the first 100.',
      resolve: ({ edited }) => [...edited],
    }),
  }),
});

builder.mutationField('rollOver', (t) =>
  t.prismaField({
    type: Rollover,
    description:
      'Begins a school year: every grade moves up, and classes are formed anew. What is on file of it already stays. For HR officers of the county.',
    errors: { types: [NotAllowed, NotFound, InvalidInput, RolledOverAlready] },
    args: {
      countyId: t.arg.id({ required: true, description: 'The county.' }),
      schoolYear: t.arg.int({ required: true, description: 'The school year, by its autumn.' }),
      seal: t.arg.string({ required: true, description: 'The seal of the preview.' }),
    },
    resolve: async (query, _root, { countyId, schoolYear, seal }, context) => {
      const county = keyOf(countyId, 'County');
      const viewer = await mustAdminister(context, county);
      const { timeZone } = await context.db.county.findUniqueOrThrow({
        where: { id: county },
        select: { timeZone: true },
      });
      const id = await context.rollovers.apply(viewer, {
        countyId: county,
        schoolYear,
        seal,
        today: context.today(timeZone),
      });
      return context.db.rollover.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('undoRollover', (t) =>
  t.prismaField({
    type: Rollover,
    description:
      'Takes a rollover back: what it wrote is removed, wholly; of the present school year or the next, and while no later one is begun. For HR officers of the county.',
    errors: { types: [NotAllowed, NotFound, InvalidInput, RolloverCannotBeUndone] },
    args: {
      rolloverId: t.arg.id({ required: true, description: 'The rollover.' }),
      reason: t.arg.string({ required: true, description: 'Why; at most 500 characters.' }),
    },
    resolve: async (query, _root, { rolloverId, reason }, context) => {
      const found = await context.db.rollover.findFirst({
        where: { AND: [{ id: keyOf(rolloverId, 'Rollover') }, rows(context.viewer).rollover] },
        select: { id: true, countyId: true, county: { select: { timeZone: true } } },
      });
      if (!found) throw new NotFound();
      const viewer = await mustAdminister(context, found.countyId);
      await context.rollovers.undo(viewer, found.id, reason, context.today(found.county.timeZone));
      return context.db.rollover.findUniqueOrThrow({ ...query, where: { id: found.id } });
    },
  }),
);
