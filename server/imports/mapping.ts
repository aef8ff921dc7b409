import * as z from 'zod';
import { catalogue, type Entity, sheetOf } from './catalogue.ts';

const entities = catalogue.map(({ entity }) => entity) as [Entity, ...Entity[]];

/**
 * Saved answers to «which of our columns is this header?», for files whose headers the catalogue does not know.
 * One sheet of a file may feed several entities: one entry each.
 */
export const columnMapping = z.strictObject({
  sheets: z
    .array(
      z
        .strictObject({
          /** The sheet's name in the file; left out: any sheet that has these headers. */
          sheet: z.string().min(1).optional(),
          entity: z.enum(entities),
          /** Header as it stands in the file, to column key of the catalogue. */
          columns: z.record(z.string().min(1), z.string().min(1)),
          /** Column key to what every row has there. */
          fixed: z.record(z.string(), z.string()).default({}),
          /** Column key to what a cell says, to what that means; to nothing: as if the cell were empty. */
          values: z.record(z.string(), z.record(z.string(), z.string())).default({}),
        })
        .superRefine(({ entity, columns, fixed, values }, context) => {
          const known = new Set(sheetOf(entity).columns.map(({ key }) => key));
          const named = [...Object.values(columns), ...Object.keys(fixed), ...Object.keys(values)];
          for (const key of new Set(named))
            if (!known.has(key))
              context.addIssue({ code: 'custom', message: `${entity} has no column ${key}.`, input: key });
        }),
    )
    .min(1),
});

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
