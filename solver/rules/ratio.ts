import * as z from 'zod';

/** A percentage to two decimals, 0 to 100. */
export const percent = z
  .number()
  .min(0)
  .max(100)
  .refine((value) => Math.abs(value * 100 - Math.round(value * 100)) < 1e-9, 'at most two decimals');

/** Ratios are compared as whole ten-thousandths: 9.96 % is 996, and less than 10 %. */
export const WHOLE = 10_000;
export const basisPoints = (percent: number): number => Math.round(percent * 100);

/** The least whole number that reaches a percentage of `base`. */
export const leastOf = (percent: number, base: number): number =>
  Math.ceil((basisPoints(percent) * base) / WHOLE);

/** The greatest whole number within a percentage of `staff`, but no less than `atLeast`. */
export const capOf = ({ percent, atLeast }: { percent: number; atLeast: number }, staff: number): number =>
  Math.max(atLeast, Math.floor((basisPoints(percent) * staff) / WHOLE));

/** The percentage, to two decimals downwards, that `part` of `base` reaches, told as what a quota could accept. */
export function reachedPercent(asked: number, part: number, base: number) {
  // Of nobody every share is reached.
  const reached = base === 0 ? asked : Math.floor((WHOLE * part) / base) / 100;
  if (reached >= asked) return null;
  return {
    figure: 'percent',
    asked,
    reached,
    text: {
      zh: `将比例由${asked}%降为${reached}%（${part}/${base}）`,
      en: `accept ${reached} % in place of ${asked} % (${part} of ${base})`,
    },
  };
}

/** The least percentage, to two decimals, that lets every section have so many, told as what a cap could accept. */
export function widerCap(
  cap: { percent: number; atLeast: number },
  sections: readonly { staff: number; heads: number }[],
) {
  const beyond = sections.filter(({ staff, heads }) => heads > capOf(cap, staff));
  if (beyond.length === 0) return null;
  const asked = cap.percent;
  const reached = Math.max(...beyond.map(({ staff, heads }) => Math.ceil((WHOLE * heads) / staff))) / 100;
  if (!Number.isFinite(reached) || reached > 100) return null;
  return {
    figure: 'percent',
    asked,
    reached,
    text: {
      zh: `将上限由${asked}%放宽到${reached}%`,
      en: `accept ${reached} % in place of ${asked} %`,
    },
  };
}
