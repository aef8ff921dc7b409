import { type ReactNode, useId } from 'react';

/** What ties a field of the browser's own to its label and help. */
interface FieldProps {
  readonly id: string;
  readonly className: 'native';
  readonly 'aria-describedby'?: string;
}

interface Props {
  readonly label: string;
  /** What is expected, under the field. */
  readonly help?: string | undefined;
  /** Takes the whole line. */
  readonly wide?: boolean;
  readonly children: (field: FieldProps) => ReactNode;
}

/** A label, the field that `children` makes of what it is given, and help that readers hear with it. */
export function FormField({ label, help, wide, children }: Props) {
  const id = useId();
  return (
    <div className={wide ? 'field form-field-wide' : 'field'}>
      <label htmlFor={id}>{label}</label>
      {children({
        id,
        className: 'native',
        ...(help === undefined ? {} : { 'aria-describedby': `${id}-help` }),
      })}
      {help === undefined ? null : (
        <span id={`${id}-help`} className="quiet small">
          {help}
        </span>
      )}
    </div>
  );
}
