import { builder } from './builder.ts';
import { actorOf } from './calendar.ts';
import { InvalidInput, NotAllowed, NotFound, VersionConflict } from './errors.ts';
import { keyOf } from './ids.ts';
import { RecordRefused } from './registry-refusals.ts';
import { School } from './school.ts';
import { Section } from './section.ts';
import { Teacher } from './teacher.ts';

const errors = { types: [NotAllowed, NotFound, InvalidInput, VersionConflict, RecordRefused] };

const ValueInput = builder.inputType('RecordValueInput', {
  description: 'What is to stand in one column.',
  fields: (t) => ({
    column: t.string({ required: true, description: 'Key of the column, as `registryColumns` names it.' }),
    value: t.string({
      description:
        'As a workbook would have it: a text, a number, a day such as 2026-09-01, a code, a word of the list; null or empty: nothing is to stand there.',
    }),
  }),
});

const GradeInput = builder.inputType('GradeInput', {
  description: 'Classes and pupils of one grade; what was on file of it is replaced.',
  fields: (t) => ({
    schoolYear: t.int({ required: true, description: 'The autumn the school year starts in.' }),
    grade: t.int({ required: true, description: 'Grade, 1 to 9.' }),
    classes: t.int({ required: true, description: 'Classes.' }),
    pupils: t.int({ required: true, description: 'Pupils.' }),
  }),
});

const told = (what: string) =>
  `Changes values of ${what} as an import of that row would: all that is given, or, with any fault, nothing. By HR officers of the county.`;
const given = {
  version: 'The version that was read.',
  values: 'The columns that change; the others stay as they are.',
  reason: 'Why, for the record, in at most 500 characters; unsaid: nothing.',
};

const valuesOf = (values: readonly (typeof ValueInput.$inferInput)[]) =>
  values.map(({ column, value }) => ({ column, value: value ?? null }));

builder.mutationField('changeTeacher', (t) =>
  t.prismaField({
    type: Teacher,
    description: `${told('a teacher')} Never on one’s own record.`,
    errors,
    args: {
      teacherId: t.arg.id({ required: true, description: 'The teacher.' }),
      version: t.arg.int({ required: true, description: given.version }),
      values: t.arg({ type: [ValueInput], required: true, description: given.values }),
      reason: t.arg.string({ description: given.reason }),
    },
    resolve: async (query, _root, { teacherId, version, values, reason }, context) => {
      const id = keyOf(teacherId, 'Teacher');
      await context.imports.change(actorOf(context), {
        entity: 'teachers',
        row: { id, version },
        values: valuesOf(values),
        grades: [],
        reason: reason ?? null,
      });
      return context.db.teacher.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('changeSchool', (t) =>
  t.prismaField({
    type: School,
    description: told('a school'),
    errors,
    args: {
      schoolId: t.arg.id({ required: true, description: 'The school.' }),
      version: t.arg.int({ required: true, description: given.version }),
      values: t.arg({ type: [ValueInput], required: true, description: given.values }),
      reason: t.arg.string({ description: given.reason }),
    },
    resolve: async (query, _root, { schoolId, version, values, reason }, context) => {
      const id = keyOf(schoolId, 'School');
      await context.imports.change(actorOf(context), {
        entity: 'schools',
        row: { id, version },
        values: valuesOf(values),
        grades: [],
        reason: reason ?? null,
      });
      return context.db.school.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('changeSection', (t) =>
  t.prismaField({
    type: Section,
    description: `${told('a section')} Grades of a section stand under its version.`,
    errors,
    args: {
      sectionId: t.arg.id({ required: true, description: 'The section.' }),
      version: t.arg.int({ required: true, description: given.version }),
      values: t.arg({ type: [ValueInput], required: true, description: given.values }),
      grades: t.arg({
        type: [GradeInput],
        required: true,
        defaultValue: [],
        description: 'Classes and pupils of grades of its stage.',
      }),
      reason: t.arg.string({ description: given.reason }),
    },
    resolve: async (query, _root, { sectionId, version, values, grades, reason }, context) => {
      const id = keyOf(sectionId, 'Section');
      await context.imports.change(actorOf(context), {
        entity: 'sections',
        row: { id, version },
        values: valuesOf(values),
        grades,
        reason: reason ?? null,
      });
      return context.db.section.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);
