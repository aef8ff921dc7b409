import { batched } from './batch.ts';
import { builder } from './builder.ts';
import { Posting } from './posting.ts';
import type { RuralService as Shape } from './posting-acts.ts';
import { readsPersonal, whoseTeacher } from './scope.ts';

/** By `DAY TEACHER`: of all teachers that a document asks for at once. */
const services = batched<Shape>(async (keys, { rounds }) => {
  const found = new Map<string, Shape>();
  const days = new Map<string, string[]>();
  for (const key of keys) {
    const [day = '', teacher = ''] = key.split(' ');
    days.set(day, [...(days.get(day) ?? []), teacher]);
  }
  for (const [day, teachers] of days)
    for (const [teacher, service] of await rounds.postings.service(teachers, day))
      found.set(`${day} ${teacher}`, service);
  return found;
});

const postings = batched(async (ids, { db }) => {
  const found = await db.posting.findMany({ where: { id: { in: [...ids] } } });
  return new Map(found.map((posting) => [posting.id, posting]));
});

const RuralServiceLine = builder.objectRef<Shape['lines'][number]>('RuralServiceLine').implement({
  description: 'One posting, and what of it counts as rural service.',
  fields: (t) => ({
    posting: t.field({
      type: Posting,
      description: 'The posting.',
      resolve: async ({ postingId }, _args, context) => {
        const posting = await postings(context, postingId);
        if (posting === undefined) throw new TypeError('The posting is gone.');
        return posting;
      },
    }),
    from: t.string({ description: 'First day counted, YYYY-MM-DD.', resolve: ({ from }) => from }),
    until: t.string({
      nullable: true,
      description: 'Last day counted; null: nothing is yet.',
      resolve: ({ until }) => until,
    }),
    months: t.exposeInt('months', { description: 'Whole months of it.' }),
    days: t.int({
      description: 'Days left over, which count for nothing.',
      resolve: ({ days }) => days,
    }),
    counted: t.float({
      description:
        'Months that count: all of them at a rural or weak school, by days a week of five in circuit teaching, none elsewhere.',
      resolve: ({ fifths }) => fifths / 5,
    }),
  }),
});

const RuralService = builder.objectRef<Shape>('RuralService').implement({
  description:
    'Rural service of a teacher, with the arithmetic: whole months of each posting, from the day it began to the same day of the month.',
  fields: (t) => ({
    lines: t.field({
      type: [RuralServiceLine],
      description: 'Posting by posting, in their order.',
      resolve: ({ lines }) => lines,
    }),
    months: t.float({
      description: 'Months that count, together; a fifth of a month is the least.',
      resolve: ({ fifths }) => fifths / 5,
    }),
    required: t.exposeInt('required', {
      description: 'Months that a senior title asks for, by the county’s terms.',
    }),
    met: t.boolean({
      description: 'Whether there are so many; compared without rounding.',
      resolve: ({ fifths, required }) => fifths >= 5 * required,
    }),
  }),
});

builder.prismaObjectField('Teacher', 'ruralService', (t) =>
  t.field({
    type: RuralService,
    nullable: true,
    description:
      'Rural service up to today, for promotion (≥ 1 year unless the county says otherwise). For HR, the own principal and the teacher.',
    select: { ...whoseTeacher, county: { select: { timeZone: true } } },
    resolve: async (teacher, _args, context) =>
      readsPersonal(context.viewer, teacher)
        ? ((await services(context, `${context.today(teacher.county.timeZone)} ${teacher.id}`)) ?? null)
        : null,
  }),
);
