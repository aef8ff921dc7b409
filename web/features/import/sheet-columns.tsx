import { type RegistryEntity, SheetColumnsDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import { useWords } from '../../ui/language.ts';
import { SelectField } from '../../ui/select-field.tsx';
import { entities, useEntity } from './entity.ts';
import type { FileSheet } from './mapping-body.ts';

interface Props {
  /** Code of the county. */
  readonly county: string;
  readonly sheet: FileSheet;
  readonly onChange: (sheet: FileSheet) => void;
}

/** A list beside each header of a sheet; of a sheet nobody knows, first what it holds. */
export function SheetColumns({ county, sheet, onChange }: Props) {
  const { t } = useWords();
  const entityOf = useEntity();
  const { entity, columns } = sheet;
  const known = useLiveQuery({
    query: SheetColumnsDocument,
    variables: { county, entity: (entity ?? 'teachers').toUpperCase() as RegistryEntity },
    pause: entity === undefined,
  });
  const choices = known.data?.county?.registryColumns ?? [];
  const read = (header: string, column: string | undefined) =>
    onChange({
      ...sheet,
      columns: columns.map((one) =>
        one.header === header
          ? { header, column }
          : // A column of ours is read from one of theirs.
            { ...one, column: one.column === column && column !== undefined ? undefined : one.column },
      ),
    });
  return (
    <section className="stack">
      <h3>
        {sheet.sheet === null ? t('import.oneSheet') : t('import.sheetOf', { sheet: sheet.sheet })}
        {entity === undefined ? null : <span className="quiet"> · {entityOf(entity)}</span>}
      </h3>
      {entity === undefined ? (
        <SelectField
          label={t('import.sheetIs', { sheet: sheet.sheet ?? t('import.oneSheet') })}
          none={t('import.notRead')}
          value={entity}
          choices={entities.map((value) => ({ value, label: entityOf(value) }))}
          onChange={(value) => onChange({ ...sheet, entity: value })}
        />
      ) : (
        <div className="column-uses">
          {columns.map(({ header, column }) => (
            <SelectField
              key={header}
              label={t('import.readAs', { header })}
              none={t('import.notRead')}
              value={column}
              choices={choices.map(({ key, name, required, known: isKey }) => ({
                value: key,
                label: required || isKey ? `${name} *` : name,
              }))}
              onChange={(next) => read(header, next)}
            />
          ))}
        </div>
      )}
    </section>
  );
}
