import type { MoveForm as FormKey } from '../prisma/generated/enums.ts';
import type { Comparison } from '../solver/compare.ts';
import type { Move } from '../solver/plan.ts';
import { builder } from './builder.ts';
import { Better, CadreRole, cadreRoles, MoveForm } from './enums.ts';
import { keyOf } from './ids.ts';
import { rows } from './scope.ts';
import { Subject, subjectOf } from './subject.ts';
import { sentence } from './words.ts';

/** The solver's forms as the database has them. */
export const forms: Readonly<Record<Move['form'], FormKey>> = {
  'order-based': 'order_based',
  swap: 'swap',
  pool: 'pool',
  district: 'district',
  group: 'group',
  pair: 'pair',
  cadre: 'cadre',
  return: 'return',
};

/** A part of a comparison, and the county whose rows its ids are of. */
type OfCounty<Part> = Part & { readonly countyId: string };

const ComparedMove = builder.objectRef<OfCounty<Comparison['onlyInA'][number]>>('ComparedMove').implement({
  description: 'A move of one of two plans.',
  fields: (t) => ({
    teacher: t.prismaField({
      type: 'Teacher',
      description: 'Who goes.',
      resolve: (query, { teacher }, _args, { db }) =>
        db.teacher.findUniqueOrThrow({ ...query, where: { id: teacher } }),
    }),
    from: t.prismaField({
      type: 'Section',
      description: 'Section left.',
      resolve: (query, { from }, _args, { db }) =>
        db.section.findUniqueOrThrow({ ...query, where: { id: from } }),
    }),
    to: t.prismaField({
      type: 'Section',
      description: 'Section gone to.',
      resolve: (query, { to }, _args, { db }) =>
        db.section.findUniqueOrThrow({ ...query, where: { id: to } }),
    }),
    subject: t.field({
      type: Subject,
      nullable: true,
      description:
        'Subject of the opening it fills; null: a cadre’s seat, or the return of somebody who teaches no subject.',
      resolve: ({ countyId, subject }, _args, context) =>
        subject === null ? null : subjectOf(context, countyId, subject),
    }),
    role: t.field({
      type: CadreRole,
      nullable: true,
      description: 'Role of the seat it fills; null: a teacher’s post.',
      resolve: ({ role }) => (role === null ? null : cadreRoles[role]),
    }),
    form: t.field({
      type: MoveForm,
      description: 'Form of the exchange.',
      resolve: ({ form }) => forms[form],
    }),
    km: t.exposeFloat('km', { nullable: true, description: 'Road distance from home, km; null: unknown.' }),
    wishRank: t.exposeInt('wish', {
      nullable: true,
      description: 'Place of the host in the teacher’s wishes, 1 is the first; null: not wished.',
    }),
  }),
});

const ChangedMove = builder.objectRef<OfCounty<Comparison['changed'][number]>>('ChangedMove').implement({
  description: 'A teacher whom both plans move, but not to the same post.',
  fields: (t) => ({
    a: t.field({
      type: ComparedMove,
      description: 'The move of plan A.',
      resolve: ({ countyId, a }) => ({ countyId, ...a }),
    }),
    b: t.field({
      type: ComparedMove,
      description: 'The move of plan B.',
      resolve: ({ countyId, b }) => ({ countyId, ...b }),
    }),
  }),
});

const ComparedGoal = builder.objectRef<Comparison['goals'][number]>('ComparedGoal').implement({
  description: 'What two plans reach on one goal.',
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name; stable, for programs.' }),
    unit: t.exposeString('unit', { description: 'The unit of the values.' }),
    a: t.exposeFloat('a', { nullable: true, description: 'What plan A reaches; null: it has no such goal.' }),
    b: t.exposeFloat('b', { nullable: true, description: 'What plan B reaches; null: it has no such goal.' }),
    better: t.expose('better', {
      type: Better,
      nullable: true,
      description: 'Which is better; null: one has no such goal, or it does not measure the same in both.',
    }),
  }),
});

const ComparedOpening = builder
  .objectRef<OfCounty<Comparison['unfilled'][number]>>('ComparedOpening')
  .implement({
    description:
      'Posts of one section and subject, or seats of one role, that two plans leave open, where they differ.',
    fields: (t) => ({
      section: t.prismaField({
        type: 'Section',
        description: 'Where.',
        resolve: (query, { section }, _args, { db }) =>
          db.section.findUniqueOrThrow({ ...query, where: { id: section } }),
      }),
      subject: t.field({
        type: Subject,
        nullable: true,
        description: 'Which subject; null: seats of `role`.',
        resolve: ({ countyId, subject }, _args, context) =>
          subject === null ? null : subjectOf(context, countyId, subject),
      }),
      role: t.field({
        type: CadreRole,
        nullable: true,
        description: 'Role of the seats; null: posts of `subject`.',
        resolve: ({ role }) => (role === null ? null : cadreRoles[role]),
      }),
      a: t.exposeInt('a', { description: 'Posts plan A leaves.' }),
      b: t.exposeInt('b', { description: 'Posts plan B leaves.' }),
    }),
  });

const ComparedCircuit = builder
  .objectRef<OfCounty<Comparison['circuits'][number]>>('ComparedCircuit')
  .implement({
    description: 'Circuit teaching (走教) of one teacher at one section, where two plans differ.',
    fields: (t) => ({
      teacher: t.prismaField({
        type: 'Teacher',
        description: 'Who travels.',
        resolve: (query, { teacher }, _args, { db }) =>
          db.teacher.findUniqueOrThrow({ ...query, where: { id: teacher } }),
      }),
      to: t.prismaField({
        type: 'Section',
        description: 'Section visited.',
        resolve: (query, { to }, _args, { db }) =>
          db.section.findUniqueOrThrow({ ...query, where: { id: to } }),
      }),
      subject: t.field({
        type: Subject,
        description: 'Subject taught there.',
        resolve: ({ countyId, subject }, _args, context) => subjectOf(context, countyId, subject),
      }),
      a: t.exposeInt('a', { description: 'Days a week in plan A; 0: none.' }),
      b: t.exposeInt('b', { description: 'Days a week in plan B; 0: none.' }),
    }),
  });

const PlanComparison = builder.objectRef<OfCounty<Comparison>>('PlanComparison').implement({
  description: 'Two plans side by side.',
  fields: (t) => ({
    sameProblem: t.exposeBoolean('sameProblem', {
      description:
        'Whether both answer the very same problem, pins included; goals still compare where only pins differ.',
    }),
    better: t.expose('better', {
      type: Better,
      nullable: true,
      description: 'The better plan by the first goal on which they differ; null: they cannot be ranked.',
    }),
    ...sentence(
      t,
      {
        text: 'The difference in a sentence, in the reader’s language.',
        words: 'The difference in a sentence, in both languages.',
      },
      ({ text }) => text,
    ),
    onlyInA: t.field({
      type: [ComparedMove],
      description: 'Moves of teachers whom plan B leaves in place.',
      resolve: ({ countyId, onlyInA }) => onlyInA.map((move) => ({ countyId, ...move })),
    }),
    onlyInB: t.field({
      type: [ComparedMove],
      description: 'Moves of teachers whom plan A leaves in place.',
      resolve: ({ countyId, onlyInB }) => onlyInB.map((move) => ({ countyId, ...move })),
    }),
    changed: t.field({
      type: [ChangedMove],
      description: 'Teachers whom both move, but not to the same post.',
      resolve: ({ countyId, changed }) => changed.map((pair) => ({ countyId, ...pair })),
    }),
    same: t.exposeInt('same', { description: 'How many moves are the same in both.' }),
    circuits: t.field({
      type: [ComparedCircuit],
      description: 'Who teaches elsewhere on other days.',
      resolve: ({ countyId, circuits }) => circuits.map((circuit) => ({ countyId, ...circuit })),
    }),
    goals: t.field({
      type: [ComparedGoal],
      description: 'The goals of either, in their order.',
      resolve: ({ goals }) => goals,
    }),
    unfilled: t.field({
      type: [ComparedOpening],
      description: 'Posts left open, where the two differ.',
      resolve: ({ countyId, unfilled }) => unfilled.map((opening) => ({ countyId, ...opening })),
    }),
  }),
});

builder.queryField('comparePlans', (t) =>
  t.field({
    type: PlanComparison,
    nullable: true,
    description:
      'Two plans of one county side by side. For who reads the whole county; null where there is no such pair.',
    args: {
      a: t.arg.id({ required: true, description: 'Plan A, on the left.' }),
      b: t.arg.id({ required: true, description: 'Plan B, on the right.' }),
    },
    resolve: async (_root, args, { db, viewer, rounds }) => {
      const [a, b] = [keyOf(args.a, 'Plan'), keyOf(args.b, 'Plan')];
      const plans = await db.plan.findMany({
        where: { AND: [{ id: { in: [a, b] } }, rows(viewer).wholePlan] },
        select: { id: true, countyId: true },
      });
      const countyOf = (id: string) => plans.find((plan) => plan.id === id)?.countyId;
      const countyId = countyOf(a);
      if (countyId === undefined || countyId !== countyOf(b)) return null;
      return { countyId, ...(await rounds.compare(a, b)) };
    },
  }),
);
