import { useWords } from '../../ui/language.ts';
import { SelectField } from '../../ui/select-field.tsx';
import type { Choice } from './wish-list.tsx';
import type { Wisher } from './wishes-part.tsx';

interface Props {
  readonly teacher: Wisher;
  readonly chosen: readonly Choice[];
  readonly onAdd: (choice: Choice) => void;
}

/** A zone, or any school of the county, put at the end of the wishes. */
export function WishAdding({ teacher, chosen, onAdd }: Props) {
  const { t } = useWords();
  const { zones, schools } = teacher.county;
  const rest = (rows: readonly { readonly id: string; readonly name: string }[]) =>
    rows
      .filter(({ id }) => !chosen.some((choice) => choice.id === id))
      .map(({ id, name }) => ({ value: id, label: name }));
  const added = (kind: Choice['kind'], rows: readonly { readonly id: string; readonly name: string }[]) => {
    return (id: string | undefined) => {
      const row = rows.find((one) => one.id === id);
      if (row) onAdd({ kind, id: row.id, name: row.name });
    };
  };
  return (
    <div className="row-end">
      <SelectField
        label={t('me.addZone')}
        none={t('me.choose')}
        value={undefined}
        choices={rest(zones)}
        onChange={added('zone', zones)}
      />
      <SelectField
        label={t('me.addSchool')}
        none={t('me.choose')}
        value={undefined}
        choices={rest(schools.nodes)}
        onChange={added('school', schools.nodes)}
      />
    </div>
  );
}
