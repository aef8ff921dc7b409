import { countyOf } from './county.ts';
import { withEdgeCases } from './edge-cases.ts';
import type { Registry } from './registry.ts';
import { yuanan } from './yuanan.ts';

/** The demo county, the same on every machine. */
export const demoCounty = (): Registry => withEdgeCases(countyOf(yuanan, SEED));

const SEED = 12;
