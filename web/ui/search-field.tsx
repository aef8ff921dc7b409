import { useEffect, useId, useState } from 'react';

interface Props {
  readonly label: string;
  readonly value: string | undefined;
  /** Milliseconds without a key after which the list is asked for; left out: as many as an answer of the server is worth. */
  readonly pause?: number;
  readonly onSearch: (text: string | undefined) => void;
}

/** A word typed is one question, not five. */
const usualPause = 300;

export function SearchField({ label, value, pause = usualPause, onSearch }: Props) {
  const id = useId();
  const [typed, setTyped] = useState(value ?? '');
  const [sent, setSent] = useState(value);
  // Another value than was asked for here comes from elsewhere: a filter taken off, a view opened.
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    if (value !== sent) {
      setSent(value);
      setTyped(value ?? '');
    }
  }
  useEffect(() => {
    if (typed === (value ?? '')) return;
    const timer = setTimeout(() => {
      const next = typed.trim() === '' ? undefined : typed;
      setSent(next);
      onSearch(next);
    }, pause);
    return () => clearTimeout(timer);
  }, [typed, value, pause, onSearch]);
  return (
    <div className={typed === '' ? 'field search-field no-print' : 'field search-field'}>
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
