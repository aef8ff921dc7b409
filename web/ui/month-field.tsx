import { FormField } from './form-field.tsx';
import { useWords } from './language.ts';

interface Props {
  readonly label: string;
  /** YYYY-MM. */
  readonly value: string;
  readonly onMonth: (month: string) => void;
}

/** A month of the last three years or the next, and the one that is chosen whenever it is. */
export function MonthField({ label, value, onMonth }: Props) {
  const { language } = useWords();
  const format = new Intl.DateTimeFormat(language, { year: 'numeric', month: 'long', timeZone: 'UTC' });
  const now = new Date();
  const months = Array.from({ length: 49 }, (_, at) =>
    new Date(Date.UTC(now.getFullYear(), now.getMonth() + 12 - at, 1)).toISOString().slice(0, 7),
  );
  const all = value === '' || months.includes(value) ? months : [...months, value].sort().reverse();
  return (
    <FormField label={label}>
      {(field) => (
        <select {...field} value={value} onChange={({ target }) => onMonth(target.value)}>
          {value === '' ? <option value="" /> : null}
          {all.map((month) => (
            <option key={month} value={month}>
              {format.format(new Date(`${month}-15T12:00:00Z`))}
            </option>
          ))}
        </select>
      )}
    </FormField>
  );
}
