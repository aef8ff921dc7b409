import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import type * as context from './context.ts';
import { ChangeKind } from './enums.ts';
import { hidden, maskedNumber } from './masked.ts';

export const SheetCount = builder.objectRef<context.ImportSheetCount>('SheetCount').implement({
  description: 'How many rows of one sheet an import touches.',
  fields: (t) => ({
    sheet: t.exposeString('sheet', { description: 'Name of the sheet.' }),
    entity: t.exposeString('entity', { description: 'What its rows are: school, teacher, and so on.' }),
    added: t.exposeInt('added', { description: 'New rows.' }),
    changed: t.exposeInt('changed', { description: 'Rows that were there and change.' }),
    left: t.exposeInt('left', { description: 'Rows that were there and stay as they are.' }),
    refused: t.exposeInt('refused', { description: 'Rows with a fault.' }),
  }),
});

const ImportFault = builder.objectRef<context.ImportFault>('ImportFault').implement({
  description: 'One place in a file, what stands there and what should.',
  fields: (t) => ({
    code: t.exposeString('code', { description: 'The kind of fault; stable, for programs.' }),
    file: t.exposeString('file', { description: 'Name of the file.' }),
    sheet: t.exposeString('sheet', {
      nullable: true,
      description: 'Name of the sheet; null: the whole file.',
    }),
    row: t.exposeInt('row', {
      nullable: true,
      description: 'Row number as the spreadsheet shows it, from 1; null: not about a row.',
    }),
    column: t.exposeString('column', {
      nullable: true,
      description: 'Header of the column, or its letter where it has none; null: not about a column.',
    }),
    found: t.exposeString('found', { nullable: true, description: 'What stands there; null: nothing.' }),
    expected: t.string({
      description: 'What should stand there, in the reader’s language.',
      resolve: ({ expected }, _args, { language }) => inWords(expected, language),
    }),
  }),
});

type Change = context.ImportReport['changes'][number];

type Field = Change['fields'][number];

/** A file with other values must not be a way to read those on file: whoever sent it has its own. */
const personal: Readonly<Record<string, (value: string | null) => string | null>> = {
  'teachers.identityNumber': maskedNumber,
  'teachers.phone': maskedNumber,
  'teachers.homePlace': (value) => value && hidden,
  'recruits.homePlace': (value) => value && hidden,
  'exemptions.note': (value) => value && hidden,
};

const FieldChange = builder.objectRef<Field & { readonly entity: string }>('FieldChange').implement({
  description:
    'One value an import changes. Identity numbers and telephones are masked, addresses and notes of exemptions not told.',
  fields: (t) => ({
    field: t.exposeString('field', { description: 'Which value.' }),
    before: t.string({
      nullable: true,
      description: 'Before; null: none.',
      resolve: ({ entity, field, before }) => (personal[`${entity}.${field}`] ?? asItIs)(before),
    }),
    after: t.string({
      nullable: true,
      description: 'After; null: none.',
      resolve: ({ entity, field, after }) => (personal[`${entity}.${field}`] ?? asItIs)(after),
    }),
  }),
});

const asItIs = (value: string | null): string | null => value;

const RowChange = builder.objectRef<Change>('RowChange').implement({
  description: 'One row an import adds or changes.',
  fields: (t) => ({
    entity: t.exposeString('entity', { description: 'What the row is: school, teacher, and so on.' }),
    key: t.exposeString('key', { description: 'Its code or number.' }),
    kind: t.expose('kind', { type: ChangeKind, description: 'Whether the row is new.' }),
    fields: t.field({
      type: [FieldChange],
      description: 'The values that change.',
      resolve: ({ entity, fields }) => fields.map((field) => ({ entity, ...field })),
    }),
  }),
});

const ImportColumn = builder.objectRef<context.ImportColumn>('ImportColumn').implement({
  description: 'A header of a file, and what it is read as.',
  fields: (t) => ({
    sheet: t.exposeString('sheet', {
      nullable: true,
      description: 'Name of the sheet; null: of a text table.',
    }),
    entity: t.exposeString('entity', {
      nullable: true,
      description: 'What the rows of the sheet are; null: nobody knows.',
    }),
    header: t.exposeString('header', { description: 'As it stands in the file.' }),
    column: t.exposeString('column', {
      nullable: true,
      description: 'Key of the column it is read as; null: it is not read.',
    }),
  }),
});

export const ImportReport = builder.objectRef<context.ImportReport>('ImportReport').implement({
  description: 'What an import did, or would do.',
  fields: (t) => ({
    import: t.prismaField({
      type: 'Import',
      nullable: true,
      description: 'The import as stored; null: nothing was written.',
      resolve: (query, { importId }, _args, { db }) =>
        importId === null ? null : db.import.findUnique({ ...query, where: { id: importId } }),
    }),
    sheets: t.field({
      type: [SheetCount],
      description: 'Counts sheet by sheet.',
      resolve: ({ sheets }) => sheets,
    }),
    faults: t.field({
      type: [ImportFault],
      description: 'What has to be mended, the first 1,000.',
      resolve: ({ faults }) => faults,
    }),
    faultCount: t.exposeInt('faultCount', { description: 'How many faults there are in all.' }),
    notes: t.field({
      type: [ImportFault],
      description: 'What stops nothing but should be known: columns left aside, sheets passed over.',
      resolve: ({ notes }) => notes,
    }),
    columns: t.field({
      type: [ImportColumn],
      description: 'Every header of the file and what it is read as.',
      resolve: ({ columns }) => columns ?? [],
    }),
    annotated: t.string({
      nullable: true,
      description:
        'The file as it was sent, as a workbook (.xlsx, in Base64), with a column that says what is wrong with each row; null: not asked for, or nothing is wrong.',
      resolve: ({ annotated }) => (annotated == null ? null : Buffer.from(annotated).toString('base64')),
    }),
    changes: t.field({
      type: [RowChange],
      description: 'The single changes, the first 1,000.',
      resolve: ({ changes }) => changes,
    }),
  }),
});
