import { useEffect, useState } from 'react';
import { TextField } from './text-field.tsx';

interface Props {
  readonly label: string;
  readonly value: number;
  /** Whole numbers from `min` to `max`. */
  readonly min: number;
  readonly max: number;
  readonly onNumber: (value: number) => void;
}

/** A whole number within bounds. What is half typed or out of bounds is kept in the field and told to nobody. */
export function NumberField({ label, value, min, max, onNumber }: Props) {
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);
  return (
    <TextField
      label={label}
      type="number"
      min={min}
      max={max}
      value={typed}
      onChange={(next) => {
        setTyped(next);
        const number = Number(next);
        if (next !== '' && Number.isInteger(number) && number >= min && number <= max) onNumber(number);
      }}
    />
  );
}
