import { useEffect, useState } from 'react';
import { TextField } from './text-field.tsx';

interface Props {
  readonly label: string;
  /** YYYY-MM-DD; undefined: none is said. */
  readonly value: string | undefined;
  readonly onDay: (day: string | undefined) => void;
}

/** A day from 2000 to 2199, as the API takes it. A year half typed is kept in the field and told to nobody. */
export function DayField({ label, value, onDay }: Props) {
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => setTyped(value ?? ''), [value]);
  return (
    <TextField
      label={label}
      type="date"
      value={typed}
      min="2000-01-01"
      max="2199-12-31"
      onChange={(next) => {
        setTyped(next);
        if (next === '' || whole.test(next)) onDay(next || undefined);
      }}
    />
  );
}

const whole = /^2[01]\d{2}-\d{2}-\d{2}$/;
