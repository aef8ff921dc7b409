import type { EngineChoice, Viewer } from './context.ts';

/** What of a province is solved county by county. The caller has checked that the viewer is an officer of the province. */
export interface Batches {
  /**
   * Queues a solve of every round of the school year that is being planned and is not being solved. Throws `NoRoundToSolve`,
   * `BatchUnderWay`. Answers the batch's id.
   */
  start(
    viewer: Viewer,
    input: { readonly provinceId: string; readonly schoolYear: number; readonly engine: EngineChoice },
  ): Promise<string>;
  /** Asks again for the counties of which it has no plan. Throws `VersionConflict`, `NoRoundToSolve`, `BatchUnderWay`. */
  restart(viewer: Viewer, batch: { readonly id: string; readonly version: number }): Promise<void>;
  /** Ends what of it is queued or running. Throws `VersionConflict`, `BatchHasEnded`. */
  cancel(viewer: Viewer, batch: { readonly id: string; readonly version: number }): Promise<void>;
}
