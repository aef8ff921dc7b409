import { useId } from 'react';

interface Props {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'number';
  /** More than one line, over the whole width. */
  readonly long?: boolean;
  /** Lines shown; 1 unless `long`. */
  readonly rows?: number;
  readonly required?: boolean;
  readonly maxLength?: number;
  /** What is expected, under the field. */
  readonly help?: string | undefined;
  readonly min?: string | number;
  readonly max?: string | number;
}

/** The browser's own field with its label above. */
export function TextField({ label, value, onChange, long, help, required, maxLength, ...rest }: Props) {
  const { type = 'text', rows = long ? 3 : 1, min, max } = rest;
  const id = useId();
  const shared = {
    id,
    value,
    className: 'native',
    required: required ?? false,
    ...(maxLength === undefined ? {} : { maxLength }),
    ...(help === undefined ? {} : { 'aria-describedby': `${id}-help` }),
  };
  return (
    <div className={long ? 'field long-field' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {rows > 1 ? (
        <textarea {...shared} rows={rows} onChange={({ target }) => onChange(target.value)} />
      ) : (
        <input
          {...shared}
          type={type}
          min={min}
          max={max}
          onChange={({ target }) => onChange(target.value)}
        />
      )}
      {help === undefined ? null : (
        <span id={`${id}-help`} className="quiet small">
          {help}
        </span>
      )}
    </div>
  );
}
