import type { For } from './asked.ts';
import { builder } from './builder.ts';
import type { Option as Shape, WhyNot as WhyNotShape } from './context.ts';
import { CadreRole, cadreRoles, OptionKind } from './enums.ts';
import { GoalChange } from './goal-change.ts';
import { sectionOnFile, teacherOnFile } from './on-file.ts';
import { Subject, subjectOf } from './subject.ts';
import { WhyNot } from './why-not.ts';

const Option = builder.objectRef<For<Shape>>('Option').implement({
  description: 'One answer to where a teacher could go, or who could fill a post, and what it costs.',
  fields: (t) => ({
    kind: t.expose('kind', { type: OptionKind, description: 'Whether somebody goes.' }),
    teacher: teacherOnFile(
      t,
      'Who goes or stays; null: nobody, somebody the reader may not read, or no longer on file.',
      ({ teacher }) => teacher,
    ),
    section: sectionOnFile(t, 'Where to; null: nobody goes, or no longer on file.', ({ section }) => section),
    subject: t.field({
      type: Subject,
      nullable: true,
      description: 'Subject of the post; null: a seat of `role`, or nobody goes.',
      resolve: ({ subject, asked }, _args, context) =>
        subject === null ? null : subjectOf(context, asked.county.id, subject),
    }),
    role: t.field({
      type: CadreRole,
      nullable: true,
      description: 'Role of the seat; null: a teacher’s post, or nobody goes.',
      resolve: ({ role }) => (role === null ? null : cadreRoles[role]),
    }),
    chosen: t.exposeBoolean('chosen', { description: 'Whether the plan has it so.' }),
    goals: t.field({
      type: [GoalChange],
      nullable: true,
      description: 'Every goal with it, in their order; null: no plan exists with it.',
      resolve: ({ goals }) => goals,
    }),
  }),
});

interface OptionsShape {
  readonly options: readonly For<Shape>[];
  readonly total: number;
  readonly none: For<WhyNotShape> | null;
}

export const Options = builder.objectRef<OptionsShape>('Options').implement({
  description: 'Everything that could be, each solved, best first.',
  fields: (t) => ({
    options: t.field({
      type: [Option],
      description: 'The best of them, the plan’s own among all.',
      resolve: ({ options }) => options,
    }),
    total: t.exposeInt('total', { description: 'How many there are.' }),
    none: t.field({
      type: WhyNot,
      nullable: true,
      description: 'Why there are none; null: there are.',
      resolve: ({ none }) => none,
    }),
  }),
});
