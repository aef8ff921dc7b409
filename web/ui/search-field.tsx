import { useEffect, useId, useState } from 'react';

interface Props {
  readonly label: string;
  readonly value: string | undefined;
  readonly onSearch: (text: string | undefined) => void;
}

/** Milliseconds without a key after which the list is asked for: a word typed is one question, not five. */
const pause = 300;

export function SearchField({ label, value, onSearch }: Props) {
  const id = useId();
  const [typed, setTyped] = useState(value ?? '');
  useEffect(() => {
    if (typed === (value ?? '')) return;
    const timer = setTimeout(() => onSearch(typed.trim() === '' ? undefined : typed), pause);
    return () => clearTimeout(timer);
  }, [typed, value, onSearch]);
  return (
    <div className="field search-field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        className="native"
        type="search"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </div>
  );
}
