interface Props {
  readonly faults: readonly {
    readonly path: readonly string[];
    readonly found: string;
    readonly text: string;
  }[];
}

/** Every fault of a template or a letter, with its place. */
export function Faults({ faults }: Props) {
  return (
    <ul className="remedies">
      {faults.map(({ path, text, found }) => (
        <li key={`${path.join('.')} ${text}`}>
          <code>{path.join(' › ')}</code> {text} {found ? <span className="quiet">({found})</span> : null}
        </li>
      ))}
    </ul>
  );
}
