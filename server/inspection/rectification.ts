import type { Rectification } from '../../schema/rectification-acts.ts';
import { drawUp } from './draw-up.ts';
import { inspect, type Means, usually } from './facts.ts';
import { assign, attach, close, sendBack, submit, withdraw } from './steps.ts';

export const createRectification = (means: Means): Rectification => ({
  inspect: (countyId, on, kind, view) =>
    means.kept.of(countyId, 'inspection', [on, kind, view], () =>
      inspect(means, countyId, on, { ...usually, kind, view }),
    ),
  drawUp: (viewer, countyId, input) => drawUp(means, viewer, countyId, input),
  assign: (viewer, itemId, version, input) => assign(means.database, viewer, itemId, version, input),
  attach: (viewer, itemId, version, file) => attach(means.database, viewer, itemId, version, file),
  submit: (viewer, itemId, version, note) => submit(means.database, viewer, itemId, version, note),
  withdraw: (viewer, itemId, version, note) => withdraw(means.database, viewer, itemId, version, note),
  close: (viewer, itemId, version, note) => close(means.database, viewer, itemId, version, note),
  sendBack: (viewer, itemId, version, reason) => sendBack(means.database, viewer, itemId, version, reason),
});
