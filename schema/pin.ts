import { builder } from './builder.ts';
import type { Context, PinInput as PinFacts } from './context.ts';
import { PinKind } from './enums.ts';
import { InvalidInput, NotAllowed, NotFound, RoundNotOpen, VersionConflict } from './errors.ts';
import { keyOf } from './ids.ts';
import { administers, mustAdminister, rows } from './scope.ts';
import { Subject, subjectOf } from './subject.ts';
import { User, userOf } from './user.ts';

const Pin = builder.prismaNode('Pin', {
  description: 'What an officer has fixed by hand for a round.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    round: t.relation('round', { description: 'The round.' }),
    kind: t.expose('kind', { type: PinKind, description: 'What is fixed.' }),
    teacher: t.relation('teacher', { description: 'The teacher.' }),
    section: t.relation('section', { nullable: true, description: 'The section; null: the teacher stays.' }),
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'The subject of the opening; null: any.',
      select: { subject: true, countyId: true },
      resolve: ({ subject, countyId }, _args, context) =>
        subject === null ? null : subjectOf(context, countyId, subject),
    }),
    reason: t.field({
      type: 'String',
      nullable: true,
      description: 'Why, as the officer noted it; null: not told. For HR.',
      select: { reason: true, countyId: true },
      resolve: ({ reason, countyId }, _args, { viewer }) => (administers(viewer, countyId) ? reason : null),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When.' }),
    createdBy: t.field({
      type: User,
      nullable: true,
      description: 'Who; null: not known.',
      select: { createdBy: true },
      resolve: ({ createdBy }, _args, context) => userOf(context, createdBy),
    }),
  }),
});

export const PinConnection = builder.connectionObject(
  { type: Pin, name: 'PinConnection', description: 'Pins, page by page.' },
  { name: 'PinEdge', description: 'A pin in a list.' },
);

const PinInput = builder.inputType('PinInput', {
  description: 'What to fix.',
  fields: (t) => ({
    kind: t.field({ type: PinKind, required: true, description: 'What is fixed.' }),
    teacherId: t.id({ required: true, description: 'The teacher.' }),
    sectionId: t.id({ description: 'The section to go to, or not to go to; for `MOVE` and `FORBID`.' }),
    subject: t.string({ description: 'Code of the subject of the opening; for `MOVE`, where it matters.' }),
    reason: t.string({ description: 'Why.' }),
  }),
});

builder.mutationField('pinTeachers', (t) =>
  t.prismaField({
    type: 'Round',
    description:
      'Fixes what teachers do in a round: all pins, or none. A teacher’s earlier pins are replaced.',
    errors: { types: [NotAllowed, NotFound, VersionConflict, InvalidInput, RoundNotOpen] },
    args: {
      roundId: t.arg.id({ required: true, description: 'The round.' }),
      version: t.arg.int({ required: true, description: 'The version of the round the officer has read.' }),
      pins: t.arg({ type: [PinInput], required: true, description: 'What to fix.' }),
    },
    resolve: async (query, _root, { roundId, version, pins }, context) => {
      const id = keyOf(roundId, 'Round');
      const round = await context.db.round.findFirst({
        where: { AND: [{ id }, rows(context.viewer).round] },
        select: { countyId: true },
      });
      if (!round) throw new NotFound();
      const viewer = await mustAdminister(context, round.countyId);
      await context.rounds.pin(viewer, id, version, pins.map(factsOf));
      return context.db.round.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

const Unpinned = builder.objectRef<{ pinIds: readonly string[] }>('Unpinned').implement({
  description: 'Pins taken away.',
  fields: (t) => ({
    pinIds: t.idList({ description: 'Their ids.', resolve: ({ pinIds }) => [...pinIds] }),
  }),
});

builder.mutationField('unpin', (t) =>
  t.field({
    type: Unpinned,
    description: 'Takes pins away: all of them, or none.',
    errors: { types: [NotAllowed, NotFound, RoundNotOpen] },
    args: { pinIds: t.arg.idList({ required: true, description: 'The pins.' }) },
    resolve: async (_root, { pinIds }, context) => {
      const ids = [...new Set(pinIds.map((id) => keyOf(id, 'Pin')))];
      const counties = await countiesOfPins(context, ids);
      for (const county of counties) await mustAdminister(context, county);
      if (context.viewer !== null) await context.rounds.unpin(context.viewer, ids);
      return { pinIds };
    },
  }),
);

async function countiesOfPins({ db, viewer }: Context, ids: readonly string[]): Promise<Set<string>> {
  const pins = await db.pin.findMany({
    where: { AND: [{ id: { in: [...ids] } }, rows(viewer).pin] },
    select: { countyId: true },
  });
  if (pins.length < ids.length) throw new NotFound();
  return new Set(pins.map(({ countyId }) => countyId));
}

/** Which fields go with which kind; whether the rows exist is for the use case to say. */
function factsOf(pin: typeof PinInput.$inferInput, index: number): PinFacts {
  const { kind, teacherId, sectionId, subject, reason } = pin;
  if (kind === 'stay' && sectionId != null) {
    throw new InvalidInput(['pins', String(index), 'sectionId'], {
      zh: '固定留任时不应指定学部。',
      en: 'A teacher who stays is pinned without a section.',
    });
  }
  if (kind !== 'stay' && sectionId == null) {
    throw new InvalidInput(['pins', String(index), 'sectionId'], {
      zh: '请指定学部。',
      en: 'Name the section.',
    });
  }
  return {
    kind,
    teacherId: keyOf(teacherId, 'Teacher'),
    sectionId: sectionId == null ? undefined : keyOf(sectionId, 'Section'),
    subject: subject ?? undefined,
    reason: reason ?? undefined,
  };
}
