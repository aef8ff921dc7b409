import * as z from 'zod';
import { backboneLevel } from '../problem.ts';
import { percent } from '../rules/ratio.ts';

const size = z.int().min(1).max(100_000);

/**
 * What a county's government guarantees (政府保障程度) of the staffing and size of its schools, and within which figures; each
 * is a setting. Source: the quality standard (教督〔2017〕6号), 15 items of guarantee (domain C3).
 */
export const guaranteeStandard = z.strictObject({
  version: z.string().min(1),
  /** Q1: of the eligible, the least part that is exchanged in a school year. */
  exchanged: percent,
  /** Q2: of the exchanged, the least part that are backbone teachers, and from which level on. */
  backbone: z.strictObject({ percent, leastLevel: backboneLevel.exclude(['none']) }),
  /** Hours of training that every teacher has in five years. */
  trainingHours: z.int().min(0).max(10_000),
  /** The most pupils of a class. */
  classSize: z.strictObject({ primary: size, junior: size }),
  /** The most pupils of a school, its compulsory stages together: of one that has one of them, and of a nine-year school. */
  schoolSize: z.strictObject({ oneStage: size, nineYear: size }),
});
export type GuaranteeStandard = z.infer<typeof guaranteeStandard>;

export const guarantees2017: GuaranteeStandard = guaranteeStandard.parse({
  version: 'quality-2017',
  exchanged: 10,
  backbone: { percent: 20, leastLevel: 'county' },
  trainingHours: 360,
  classSize: { primary: 45, junior: 50 },
  schoolSize: { oneStage: 2000, nineYear: 2500 },
});
