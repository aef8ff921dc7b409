import { batched } from './batch.ts';
import { builder } from './builder.ts';
import { inWords } from './connection.ts';
import type { Context } from './context.ts';
import { ColumnKind, RegistryEntity } from './enums.ts';
import { hidden, maskedNumber, maskedPlace } from './masked.ts';
import type { RegistryColumn as ColumnShape, Recorded, RecordValue as ValueShape } from './registry-acts.ts';
import { administers } from './scope.ts';
import { sentence } from './words.ts';

const ColumnChoice = builder.objectRef<ColumnShape['choices'][number]>('ColumnChoice').implement({
  description: 'One word of a closed list.',
  fields: (t) => ({
    value: t.exposeString('value', { description: 'What is sent.' }),
    ...sentence(
      t,
      { text: 'How people write it, in the reader’s language.', words: 'The same in both languages.' },
      ({ words }) => words,
    ),
  }),
});

const RegistryColumn = builder.objectRef<ColumnShape>('RegistryColumn').implement({
  description: 'One column of a sheet of the registry, as the importer reads it.',
  fields: (t) => ({
    key: t.exposeString('key', { description: 'Stable, for programs and column mappings.' }),
    name: t.string({
      description: 'Its header, in the reader’s language.',
      resolve: ({ words }, _args, { language }) => inWords(words, language),
    }),
    kind: t.expose('kind', { type: ColumnKind, description: 'What may stand in it.' }),
    required: t.exposeBoolean('required', { description: 'Whether a new row must have it.' }),
    known: t.exposeBoolean('known', {
      description: 'Whether rows are known again by it: then it is never changed.',
    }),
    note: t.string({
      nullable: true,
      description: 'How to fill it in, in the reader’s language; null: it is plain.',
      resolve: ({ note }, _args, { language }) => note && inWords(note, language),
    }),
    example: t.exposeString('example', { description: 'As an officer would type it; empty: none.' }),
    least: t.exposeFloat('least', { nullable: true, description: 'Least number; null: not a number.' }),
    most: t.exposeFloat('most', { nullable: true, description: 'Greatest number; null: not a number.' }),
    longest: t.exposeInt('longest', { nullable: true, description: 'Most characters; null: not a text.' }),
    choices: t.field({
      type: [ColumnChoice],
      description: 'What may stand there; empty: no closed list.',
      resolve: ({ choices }) => choices,
    }),
    refersTo: t.exposeString('refersTo', {
      nullable: true,
      description: 'Of what rows it holds a code, such as `schools`; null: of none.',
    }),
  }),
});

builder.prismaObjectField('County', 'registryColumns', (t) =>
  t.field({
    type: [RegistryColumn],
    description: 'The columns of a sheet of the registry, with the county’s own subjects.',
    args: { entity: t.arg({ type: RegistryEntity, required: true, description: 'Which sheet.' }) },
    resolve: ({ id }, { entity }, { imports }) => imports.columns(id, entity),
  }),
);

interface Told extends ValueShape {
  readonly masked: boolean;
}

const RecordValue = builder.objectRef<Told>('RecordValue').implement({
  description: 'What stands in one column of a row.',
  fields: (t) => ({
    column: t.field({ type: RegistryColumn, description: 'The column.', resolve: ({ column }) => column }),
    value: t.exposeString('value', {
      nullable: true,
      description: 'As it may be sent back; null: nothing stands there, or it is masked.',
    }),
    shown: t.string({
      nullable: true,
      description: 'As people read it, in the reader’s language; null: nothing stands there.',
      resolve: ({ shown }, _args, { language }) => shown && inWords(shown, language),
    }),
    masked: t.exposeBoolean('masked', {
      description: 'Whether it is masked until `revealPersonalData` answers it.',
    }),
  }),
});

/** By `ENTITY COUNTY ID`: of all rows that a document asks for at once. */
const found = batched<readonly ValueShape[]>(async (keys, { imports }) => {
  const groups = new Map<string, string[]>();
  for (const key of keys) {
    const [entity = '', county = '', id = ''] = key.split(' ');
    groups.set(`${entity} ${county}`, [...(groups.get(`${entity} ${county}`) ?? []), id]);
  }
  const answers = new Map<string, readonly ValueShape[]>();
  for (const [group, ids] of groups) {
    const [entity, county = ''] = group.split(' ');
    for (const [id, values] of await imports.records(county, entity as Recorded, ids))
      answers.set(`${group} ${id}`, values);
  }
  return answers;
});

interface Row {
  readonly id: string;
  readonly countyId: string;
  readonly county: { readonly name: string };
}

async function recordOf(context: Context, entity: Recorded, row: Row): Promise<Told[]> {
  if (!administers(context.viewer, row.countyId)) return [];
  const values = (await found(context, `${entity} ${row.countyId} ${row.id}`)) ?? [];
  return values.map((told) => withoutPersonal(entity, told, row.county.name));
}

/** What HR reads of personal data before it is revealed; the rest as it is. */
function withoutPersonal(entity: Recorded, told: ValueShape, county: string): Told {
  const mask = entity === 'teachers' ? personal[told.column.key] : undefined;
  if (mask === undefined || told.value === null) return { ...told, masked: false };
  const shown = mask(told.value, county);
  return { column: told.column, value: null, shown: { zh: shown, en: shown }, masked: true };
}

const number = (value: string): string => maskedNumber(value) ?? hidden;

const personal: Readonly<Record<string, (value: string, county: string) => string>> = {
  identityNumber: number,
  phone: number,
  homePlace: (value, county) => maskedPlace(value, county) ?? hidden,
  homeLongitude: () => hidden,
  homeLatitude: () => hidden,
};

const described =
  'All that stands in the row, column by column as a workbook has them: what the change of a row takes. For HR; empty for others.';
const selected = { id: true, countyId: true, county: { select: { name: true } } } as const;

builder.prismaObjectField('Teacher', 'record', (t) =>
  t.field({
    type: [RecordValue],
    description: `${described} Personal data is masked until \`revealPersonalData\` answers it.`,
    select: selected,
    resolve: (row, _args, context) => recordOf(context, 'teachers', row),
  }),
);

builder.prismaObjectField('School', 'record', (t) =>
  t.field({
    type: [RecordValue],
    description: described,
    select: selected,
    resolve: (row, _args, context) => recordOf(context, 'schools', row),
  }),
);

builder.prismaObjectField('Section', 'record', (t) =>
  t.field({
    type: [RecordValue],
    description: described,
    select: selected,
    resolve: (row, _args, context) => recordOf(context, 'sections', row),
  }),
);
