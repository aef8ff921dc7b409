import * as z from 'zod';
import { monthsBetween, plusMonths } from './calendar.ts';
import { day, type Teacher } from './problem.ts';

const months = z.int().min(1).max(1200);

/**
 * Retirement age by sex and birth: `months` for those born before `bornFrom`; from then on a month later for
 * every `everyMonths` months of birth begun, up to `upTo`.
 */
export const retirementRows = z
  .array(
    z.strictObject({
      sex: z.enum(['female', 'male']),
      bornFrom: day,
      months,
      everyMonths: months,
      upTo: months,
    }),
  )
  .refine((rows) => new Set(rows.map(({ sex }) => sex)).size === rows.length, 'one row for each sex');
export type RetirementRows = z.infer<typeof retirementRows>;

/** At what age teachers retire; where a sex has no row, nobody of it is known to. */
export const retirementTable = z.strictObject({
  version: z.string().min(1),
  /** The decision its figures are from. */
  source: z.string().min(1),
  rows: retirementRows,
});

/**
 * Men from 60 to 63, women (cadres and professionals, as teachers are) from 55 to 58, a month later for every four months
 * from January 2025 on.
 */
export const retirement2025: z.infer<typeof retirementTable> = {
  version: 'statutory-2025',
  source: '全国人民代表大会常务委员会关于实施渐进式延迟法定退休年龄的决定（2024年9月13日）',
  rows: [
    { sex: 'male', bornFrom: '1965-01-01', months: 720, everyMonths: 4, upTo: 756 },
    { sex: 'female', bornFrom: '1970-01-01', months: 660, everyMonths: 4, upTo: 696 },
  ],
};

/** The day the age of retirement is reached; null: the table has no row for the sex. */
export function retirementDay(
  { sex, born }: Pick<Teacher, 'sex' | 'born'>,
  rows: RetirementRows,
): string | null {
  const row = rows.find((entry) => entry.sex === sex);
  if (!row) return null;
  if (born < row.bornFrom) return plusMonths(born, row.months);
  const later = Math.floor(monthsBetween(row.bornFrom, born) / row.everyMonths) + 1;
  return plusMonths(born, Math.min(row.months + later, row.upTo));
}
