import type { ReactNode } from 'react';

interface Props {
  /** What the parts are of, for readers. */
  readonly label: string;
  /** A link a part; the one that is shown carries `aria-current`. */
  readonly children: ReactNode;
}

/** The parts of a long page, in a line that wraps on a phone. */
export const PartLinks = ({ label, children }: Props) => (
  <nav className="part-links no-print" aria-label={label}>
    {children}
  </nav>
);
