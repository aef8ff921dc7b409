import type { BalanceKind } from '../solver/balance/standard.ts';
import type { View } from '../solver/indicators.ts';
import type { Inspection } from '../solver/inspection.ts';
import type { Upload, Viewer } from './context.ts';

/** What came of drawing up a list. */
export interface DrawnUp {
  /** Problems new on the list. */
  readonly added: number;
  /** Found again, and updated. */
  readonly seen: number;
  /** No longer found. */
  readonly gone: number;
  /** On the list still, though what would tell is not on file. */
  readonly untold: number;
}

export interface Owner {
  /** A user with a role in the county; null: nobody with a login here. */
  readonly userId: string | null;
  readonly name: string;
  readonly office: string | null;
}

/**
 * Acts on the rectification list. The caller has checked the role; states, versions and four eyes are checked here. Each of
 * one item throws `NotFound`, `VersionConflict` and `NotAtThisStep`.
 */
export interface Rectification {
  /** Everything an inspection asks, of a county as it stands on the day, by the standard of balance of a kind in force then. */
  inspect(countyId: string, on: string, kind: BalanceKind, view: View): Promise<Inspection>;
  /** Adds what is new and marks what is gone; nothing of what people have entered is lost. Throws `InvalidInput`. */
  drawUp(
    viewer: Viewer,
    countyId: string,
    input: { readonly on: string; readonly kind: BalanceKind; readonly view: View },
  ): Promise<DrawnUp>;
  /** Throws `InvalidInput`. */
  assign(
    viewer: Viewer,
    itemId: string,
    version: number,
    input: { readonly owner: Owner | null; readonly dueOn: string | null },
  ): Promise<void>;
  /** Throws `InvalidInput` for a file that is too large, of another kind, or here already. */
  attach(viewer: Viewer, itemId: string, version: number, file: Upload): Promise<void>;
  /** Throws `EvidenceWanted`, `InvalidInput`. */
  submit(viewer: Viewer, itemId: string, version: number, note: string | null): Promise<void>;
  /** Throws `OthersSubmission`, `InvalidInput`. */
  withdraw(viewer: Viewer, itemId: string, version: number, note: string | null): Promise<void>;
  /** Throws `EvidenceWanted`, `SameHands`, `InvalidInput`. */
  close(viewer: Viewer, itemId: string, version: number, note: string | null): Promise<void>;
  /** Throws `InvalidInput` without a reason. */
  sendBack(viewer: Viewer, itemId: string, version: number, reason: string): Promise<void>;
}
