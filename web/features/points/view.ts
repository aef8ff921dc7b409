/** What the address keeps of the page; unsaid: every score. */
export interface PointsView {
  readonly tab?: 'contests' | 'wishes' | undefined;
}

export type OnView = (patch: PointsView) => void;
