import { useWords } from './language.ts';

interface Props {
  readonly faults: readonly { readonly path: string; readonly found: string; readonly expected: string }[];
}

/** Everything wrong with what was given, each with its place. */
export function Faults({ faults }: Props) {
  const { t } = useWords();
  if (faults.length === 0) return null;
  return (
    <ul className="remedies">
      {faults.map((fault) => (
        <li key={`${fault.path} ${fault.found}`}>{t('round.fault', { ...fault })}</li>
      ))}
    </ul>
  );
}
