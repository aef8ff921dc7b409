import { Button } from 'antd';
import { useState } from 'react';
import type { RecordRowFragment, RecordValueInput } from '../../graphql/generated/graphql.ts';
import { Facts } from '../../ui/figures.tsx';
import { useWords } from '../../ui/language.ts';
import { RecordField } from './record-field.tsx';
import { RefusalAlert } from './refusal-alert.tsx';
import type { Refusal } from './use-change.ts';

interface Props {
  readonly record: readonly RecordRowFragment[];
  readonly mayEdit: boolean;
  readonly schools: readonly { readonly code: string; readonly name: string }[];
  readonly saving: boolean;
  readonly refused: Refusal | undefined;
  /** Writes what differs; answers whether it was written. */
  readonly onSave: (values: RecordValueInput[]) => Promise<boolean>;
  readonly onReadAgain: () => void;
  /** What was refused is of no interest any more. */
  readonly onCancel: () => void;
}

/** A row as it stands, and, on demand, as a form: only what was typed is sent, and it stays until it is written. */
export function RecordForm({
  record,
  mayEdit,
  schools,
  saving,
  refused,
  onSave,
  onReadAgain,
  onCancel,
}: Props) {
  const { t } = useWords();
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>();
  const nameOf = (code: string) => schools.find((school) => school.code === code)?.name;
  if (typed === undefined)
    return (
      <div className="stack">
        {mayEdit ? (
          <div>
            <Button onClick={() => setTyped({})}>{t('registry.edit')}</Button>
          </div>
        ) : null}
        <Facts
          facts={record
            .filter(({ shown }) => shown !== null && shown !== undefined)
            .map(({ column, shown }) => ({
              label: column.name,
              value: column.refersTo === 'schools' ? (nameOf(shown ?? '') ?? shown) : shown,
            }))}
        />
      </div>
    );
  const values = record.flatMap(({ column: { key }, value }) => {
    const next = typed[key];
    return next === undefined || next === (value ?? '')
      ? []
      : [{ column: key, value: next === '' ? null : next }];
  });
  const close = () => {
    setTyped(undefined);
    onCancel();
  };
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        void onSave(values).then((done) => {
          if (done) setTyped(undefined);
        });
      }}
    >
      <RefusalAlert refused={refused} onReadAgain={onReadAgain} />
      <div className="record-fields">
        {record
          .filter(({ column }) => !column.known)
          .map((row) => (
            <RecordField
              key={row.column.key}
              row={row}
              typed={typed[row.column.key]}
              schools={schools}
              fault={refused?.faults.find(({ column, grade }) => column === row.column.key && grade == null)}
              onType={(text) => setTyped((before) => ({ ...before, [row.column.key]: text }))}
            />
          ))}
      </div>
      <div className="row record-foot">
        <Button type="primary" htmlType="submit" loading={saving} disabled={values.length === 0}>
          {t('registry.save', { count: values.length })}
        </Button>
        <Button onClick={close}>{t('registry.cancel')}</Button>
      </div>
    </form>
  );
}
