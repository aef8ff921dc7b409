import type { ReportFragment } from '../../graphql/generated/graphql.ts';

export type FileColumn = ReportFragment['columns'][number];

/** One sheet of the file: what its rows are (undefined: nobody knows) and its headers. */
export interface FileSheet {
  /** Which of the sheets it is. */
  readonly key: string;
  /** Null: a text table. */
  readonly sheet: string | null;
  readonly entity: string | undefined;
  readonly columns: readonly { readonly header: string; readonly column: string | undefined }[];
}

export function sheetsOf(columns: readonly FileColumn[]): readonly FileSheet[] {
  const sheets = new Map<string, FileSheet>();
  for (const { sheet, entity, header, column } of columns) {
    const key = `${sheet ?? ''}/${entity ?? ''}`;
    const before = sheets.get(key);
    sheets.set(key, {
      key,
      sheet: sheet ?? null,
      entity: entity ?? undefined,
      columns: [...(before?.columns ?? []), { header, column: column ?? undefined }],
    });
  }
  return [...sheets.values()];
}

/** The sheets as `saveColumnMapping` takes them; those of which nothing is read are left out. */
export const mappingBody = (sheets: readonly FileSheet[]) => ({
  sheets: sheets.flatMap(({ sheet, entity, columns }) => {
    const read = columns.flatMap(({ header, column }) =>
      column === undefined ? [] : [[header, column] as const],
    );
    if (entity === undefined || read.length === 0) return [];
    return [{ ...(sheet === null ? {} : { sheet }), entity, columns: Object.fromEntries(read) }];
  }),
});
