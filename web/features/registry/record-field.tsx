import { useId } from 'react';
import type { RecordRowFragment } from '../../graphql/generated/graphql.ts';
import { useWords } from '../../ui/language.ts';

interface Props {
  readonly row: RecordRowFragment;
  /** What was typed; undefined: nothing, and what is on file stands there. */
  readonly typed: string | undefined;
  readonly schools: readonly { readonly code: string; readonly name: string }[];
  readonly fault: { readonly found?: string | null; readonly expected: string } | undefined;
  readonly onType: (text: string) => void;
}

/** One value of a row: a list where there is a closed one, else a text as a workbook would have it. */
export function RecordField({ row, typed, schools, fault, onType }: Props) {
  const { t } = useWords();
  const id = useId();
  const { column, value, shown, masked } = row;
  const text = typed ?? value ?? '';
  const choices =
    column.refersTo === 'schools'
      ? schools.map(({ code, name }) => ({ value: code, text: name }))
      : column.choices;
  const note = masked ? t('registry.maskedNote') : column.note;
  const described =
    [fault ? `${id}-fault` : '', note ? `${id}-note` : ''].filter(Boolean).join(' ') || undefined;
  const props = {
    id,
    className: 'native',
    value: text,
    'aria-describedby': described,
    'aria-invalid': fault !== undefined,
    'data-changed': (typed !== undefined && typed !== (value ?? '')) || undefined,
  };
  return (
    <div className="field">
      <label htmlFor={id}>{column.name}</label>
      {choices.length > 0 ? (
        <select {...props} onChange={({ target }) => onType(target.value)}>
          {column.required && text !== '' ? null : <option value="">{t('none')}</option>}
          {choices.map((choice) => (
            <option key={choice.value} value={choice.value}>
              {choice.text}
            </option>
          ))}
        </select>
      ) : (
        <input
          {...props}
          placeholder={masked ? (shown ?? '') : column.kind === 'DAY' ? column.example : undefined}
          onChange={({ target }) => onType(target.value)}
        />
      )}
      {fault ? (
        <span id={`${id}-fault`} className="bad small" role="alert">
          {t('registry.expected', { expected: fault.expected })}
        </span>
      ) : null}
      {note ? (
        <span id={`${id}-note`} className="quiet small">
          {note}
        </span>
      ) : null}
    </div>
  );
}
