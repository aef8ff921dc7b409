import type { ReactNode } from 'react';

interface Figure {
  readonly label: string;
  readonly value: ReactNode;
  readonly unit?: string;
  readonly tone?: 'bad' | 'good' | undefined;
}

/** Totals side by side. */
export function Figures({ figures }: { readonly figures: readonly Figure[] }) {
  return (
    <dl className="figures">
      {figures.map(({ label, value, unit, tone }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd className={tone}>
            {value}
            {unit ? <small>{unit}</small> : null}
          </dd>
        </div>
      ))}
    </dl>
  );
}

interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Names and values, one a line. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(({ label, value }) => (
        <div key={label} className="contents">
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
