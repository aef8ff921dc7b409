import { DayInput } from './day-input.tsx';
import { FormField } from './form-field.tsx';

interface Props {
  readonly label: string;
  /** YYYY-MM-DD; undefined: none is said. */
  readonly value: string | undefined;
  readonly onDay: (day: string | undefined) => void;
}

/** A day from 2000 to 2199, as the API takes it, with its label. */
export function DayField({ label, value, onDay }: Props) {
  return (
    <FormField label={label}>
      {(field) => (
        <DayInput
          {...field}
          value={value ?? ''}
          min="2000-01-01"
          max="2199-12-31"
          onDay={(day) => {
            if (day === '' || day >= '2000-01-01') onDay(day || undefined);
          }}
        />
      )}
    </FormField>
  );
}
