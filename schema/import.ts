import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { Encoding, ImportState } from './enums.ts';
import { ImportCannotBeUndone, ImportRefused, InvalidInput, NotAllowed, NotFound } from './errors.ts';
import { keyOf } from './ids.ts';
import { ImportReport, SheetCount } from './import-report.ts';
import { mustAdminister, rows } from './scope.ts';
import * as stored from './stored.ts';
import { User, userOf } from './user.ts';

const Import = builder.prismaNode('Import', {
  description: 'One file taken in, whole. Read by HR alone.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    fileName: t.exposeString('fileName', { description: 'Name of the file.' }),
    sha256: t.exposeString('sha256', { description: 'SHA-256 of the file.' }),
    bytes: t.exposeInt('bytes', { description: 'Size of the file, bytes.' }),
    state: t.expose('state', { type: ImportState, description: 'What became of it.' }),
    sheets: t.field({
      type: [SheetCount],
      description: 'Counts sheet by sheet.',
      select: { counts: true },
      resolve: ({ counts }) => stored.sheetCounts.parse(counts),
    }),
    importedAt: t.expose('importedAt', { type: 'DateTime', description: 'When.' }),
    importedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who; null: not known.',
      select: { importedBy: true },
      resolve: ({ importedBy }, _args, context) => userOf(context, importedBy),
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

export const ImportConnection = builder.connectionObject(
  { type: Import, name: 'ImportConnection', description: 'Imports, page by page.' },
  { name: 'ImportEdge', description: 'An import in a list.' },
);

builder.prismaNode('ColumnMapping', {
  description: 'A saved answer to «which of our columns is this header?». Read by HR alone.',
  id: { field: 'id' },
  select: { id: true },
  fields: (t) => ({
    name: t.exposeString('name', { description: 'Its name, unique in the county.' }),
    body: t.expose('body', { type: 'JSON', description: 'Header to column, sheet by sheet.' }),
    updatedAt: t.expose('updatedAt', { type: 'DateTime', description: 'When last changed.' }),
  }),
});

builder.mutationField('importWorkbook', (t) =>
  t.field({
    type: ImportReport,
    description:
      'Takes a workbook (.xlsx) or table (.csv) in: all of it, or, with any fault, nothing. Sent as multipart/form-data.',
    errors: { types: [NotAllowed, NotFound, InvalidInput, ImportRefused] },
    args: {
      countyId: t.arg.id({ required: true, description: 'The county whose registry it is for.' }),
      file: t.arg({ type: 'File', required: true, description: 'The file.' }),
      dryRun: t.arg.boolean({
        required: true,
        defaultValue: false,
        description:
          'Only tells what would be added, changed, left and refused; faults are part of that report.',
      }),
      mapping: t.arg.string({ description: 'Name of a saved column mapping; unsaid: by the headers alone.' }),
      annotate: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: 'Whether `annotated` of the report is wanted.',
      }),
      encoding: t.arg({
        type: Encoding,
        description: 'Encoding of a text table; unsaid: found out, with a note where that was a guess.',
      }),
    },
    resolve: async (_root, { countyId, file, dryRun, mapping, encoding, annotate }, context) => {
      const id = keyOf(countyId, 'County');
      const viewer = await mustAdminister(context, id);
      const upload = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
      const report = await context.imports.run(viewer, id, upload, {
        dryRun,
        mapping: mapping ?? undefined,
        encoding: encoding ?? undefined,
        annotate: annotate ? (context.language === 'en' ? 'en' : 'zh') : undefined,
      });
      if (!dryRun && report.faultCount > 0) throw new ImportRefused(report);
      return report;
    },
  }),
);

builder.mutationField('importStandards', (t) =>
  t.field({
    type: ImportReport,
    description:
      'Takes new versions of the county’s standards out of a workbook (课程标准, 课时标准, 编制标准): all of it, or, with any fault, nothing. A version on file is never edited. `/standards.xlsx` is such a workbook. Sent as multipart/form-data.',
    errors: { types: [NotAllowed, NotFound, ImportRefused] },
    args: {
      countyId: t.arg.id({ required: true, description: 'The county.' }),
      file: t.arg({ type: 'File', required: true, description: 'The file.' }),
      dryRun: t.arg.boolean({
        required: true,
        defaultValue: false,
        description: 'Only tells which versions would be added; faults are part of that report.',
      }),
    },
    resolve: async (_root, { countyId, file, dryRun }, context) => {
      const id = keyOf(countyId, 'County');
      const viewer = await mustAdminister(context, id);
      const upload = { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
      const report = await context.imports.runStandards(viewer, id, upload, { dryRun });
      if (!dryRun && report.faultCount > 0) throw new ImportRefused(report);
      return report;
    },
  }),
);

builder.mutationField('undoImport', (t) =>
  t.prismaField({
    type: Import,
    description: 'Puts back what an import changed, unless it was edited since.',
    errors: { types: [NotAllowed, NotFound, ImportCannotBeUndone] },
    args: { importId: t.arg.id({ required: true, description: 'The import.' }) },
    resolve: async (query, _root, { importId }, context) => {
      const id = keyOf(importId, 'Import');
      const viewer = await mustAdminister(context, await countyOfImport(context, id));
      await context.imports.undo(viewer, id);
      return context.db.import.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

builder.mutationField('saveColumnMapping', (t) =>
  t.prismaField({
    type: 'ColumnMapping',
    description: 'Keeps a column mapping under a name; one of the same name is replaced.',
    errors: { types: [NotAllowed, NotFound, InvalidInput] },
    args: {
      countyId: t.arg.id({ required: true, description: 'The county.' }),
      name: t.arg.string({ required: true, description: 'Its name.' }),
      body: t.arg({ type: 'JSON', required: true, description: 'Header to column, sheet by sheet.' }),
    },
    resolve: async (query, _root, { countyId, name, body }, context) => {
      const county = keyOf(countyId, 'County');
      const viewer = await mustAdminister(context, county);
      const id = await context.imports.saveMapping(viewer, county, name, body);
      return context.db.columnMapping.findUniqueOrThrow({ ...query, where: { id } });
    },
  }),
);

async function countyOfImport({ db, viewer }: Context, id: string): Promise<string> {
  const found = await db.import.findFirst({
    where: { AND: [{ id }, rows(viewer).import] },
    select: { countyId: true },
  });
  if (!found) throw new NotFound();
  return found.countyId;
}
