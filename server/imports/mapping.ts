import * as z from 'zod';
import type { Words } from '../../solver/plan.ts';
import { readInWords, type SaidFault } from '../read-in-words.ts';
import { type Column, catalogue, type Entity, sheetOf } from './catalogue.ts';

const entities = catalogue.map(({ entity }) => entity) as [Entity, ...Entity[]];

/** What PostgreSQL keeps neither in a text nor in JSON. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: it is one of them that is looked for.
const unstorable = /\u0000|\p{Surrogate}/u;
export const isStorable = (text: string): boolean => !unstorable.test(text);

const text = z.string().refine(isStorable, {
  message: 'holds a NUL or half a character.',
  params: { zh: '含有空字符（NUL）或不完整的字符' },
});
const someText = text.min(1);

const mappedSheet = z
  .strictObject({
    /** The sheet's name in the file; left out: any sheet that has these headers. */
    sheet: someText.optional(),
    entity: z.enum(entities),
    /** Header as it stands in the file, to column key of the catalogue. */
    columns: z.record(someText, someText),
    /** Column key to what every row has there. */
    fixed: z.record(text, text).default({}),
    /** Column key to what a cell says, to what that means; to nothing: as if the cell were empty. */
    values: z.record(text, z.record(text, text)).default({}),
  })
  .superRefine(({ entity, columns, fixed, values }, context) => {
    const known = new Set(sheetOf(entity).columns.map(({ key }) => key));
    const named = [...Object.values(columns), ...Object.keys(fixed), ...Object.keys(values)];
    for (const key of new Set(named))
      if (!known.has(key))
        context.addIssue({
          code: 'custom',
          message: `${entity} has no column ${key}.`,
          params: { zh: `${entity} 没有 ${key} 这一列` },
          input: key,
        });
  });

/**
 * Saved answers to «which of our columns is this header?», for files whose headers the catalogue does not know.
 * One sheet of a file may feed several entities: one entry each.
 */
export const columnMapping = z.strictObject({ sheets: z.array(mappedSheet).min(1) });

/** One that could take no row in is not saved: it has to have every column its rows are known by. */
const mappingToSave = z.strictObject({
  sheets: z
    .array(
      mappedSheet.superRefine(({ entity, columns, fixed }, context) => {
        const here = new Set([...Object.values(columns), ...Object.keys(fixed)]);
        for (const { key, zh, en } of keyColumns(entity))
          if (!here.has(key))
            context.addIssue({
              code: 'custom',
              message: `${entity} needs the column ${key} (${en}), by which rows are known.`,
              params: { zh: `${entity} 须有 ${key}（${zh}）列，每行据此识别` },
              input: columns,
            });
      }),
    )
    .min(1),
});

const keyColumns = (entity: Entity): readonly Column[] => {
  const { key, columns } = sheetOf(entity);
  return columns.filter((column) => column.required === true && key.includes(column.key));
};

export type ColumnMapping = z.infer<typeof columnMapping>;

/** Mappings every county has: public lists whose shape is known. */
export const builtInMappings: Readonly<Record<string, ColumnMapping>> = {
  /** Chinese-medium primary schools of Malaysia, as the ministry's public school map lists them. */
  'my-sjkc': {
    sheets: [
      {
        entity: 'schools',
        columns: {
          KODSEKOLAH: 'code',
          NAMASEKOLAH: 'name',
          NAMASEKOLAH_C: 'otherName',
          LOKASI: 'place',
          ENROLMEN: 'statistics.pupils',
          GURU: 'statistics.teachers',
          KOORDINATXX: 'longitude',
          KOORDINATYY: 'latitude',
        },
        fixed: { ownership: 'public' },
        values: {
          place: { Bandar: 'urban', 'Luar Bandar': 'village' },
          longitude: { '0': '' },
          latitude: { '0': '' },
        },
      },
      { entity: 'sections', columns: { KODSEKOLAH: 'school' }, fixed: { stage: 'primary' }, values: {} },
    ],
  },
};

/** A mapping as it may be saved under the name, or everything that speaks against it. */
export function mappingNamed(
  name: string,
  body: unknown,
): { readonly mapping: ColumnMapping } | { readonly faults: readonly SaidFault[] } {
  const named = nameFault(name);
  const faults: SaidFault[] = named === undefined ? [] : [{ path: ['name'], words: named }];
  const wanted = readInWords(mappingToSave, body);
  if ('faults' in wanted) {
    faults.push(...wanted.faults.map(({ path, words }) => ({ path: ['body', ...path], words })));
    return { faults };
  }
  return faults.length === 0 ? { mapping: wanted.read } : { faults };
}

function nameFault(name: string): Words | undefined {
  if (name.trim() === '') return { zh: '须有名称', en: 'it has to have a name.' };
  if (name.length > LONGEST_NAME)
    return { zh: `名称不超过 ${LONGEST_NAME} 字`, en: `no name of more than ${LONGEST_NAME} letters.` };
  if (!isStorable(name))
    return { zh: '名称含有空字符（NUL）或不完整的字符', en: 'the name holds a NUL or half a character.' };
  if (Object.hasOwn(builtInMappings, name))
    return { zh: `“${name}”是内置方案的名称`, en: `“${name}” is the name of a built-in mapping.` };
  return undefined;
}
const LONGEST_NAME = 100;
