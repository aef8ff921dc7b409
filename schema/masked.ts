import type { ExemptionKind } from '../prisma/generated/enums.ts';

/**
 * Personal data as it is answered until somebody has it revealed: enough to tell one from another by, too little to use.
 * What is in it is never longer than what it stands for.
 */

/** Of a number of 8 characters or more the first three and the last two; of a shorter one nothing. */
export function maskedNumber(number: string | null): string | null {
  if (number === null) return null;
  const characters = [...number];
  if (characters.length < SHORTEST_SHOWN) return hidden;
  const [first, last] = [characters.slice(0, 3), characters.slice(-2)];
  return [...first, '*'.repeat(characters.length - 5), ...last].join('');
}

const SHORTEST_SHOWN = 8;

/** Of an address the county, where it is the teacher's own and named at the start, the province before it or not. */
export function maskedPlace(place: string | null, county: string): string | null {
  if (place === null) return null;
  const at = place.indexOf(county);
  return county !== '' && at >= 0 && at <= LONGEST_PROVINCE && place.length > at + county.length
    ? `${county}${hidden}`
    : hidden;
}

/** Characters that the names of a province and a prefecture may take before the county's. */
const LONGEST_PROVINCE = 16;

/** Stands for a text of which nothing is shown. */
export const hidden = '***';

/** What an exemption is about, roughly: all that is told of it before it is revealed. */
export type ExemptionGroup = 'health' | 'family' | 'age' | 'duty';

export const exemptionGroups: Readonly<Record<ExemptionKind, ExemptionGroup>> = {
  pregnancy: 'health',
  serious_illness: 'health',
  nursing: 'family',
  sole_carer: 'family',
  near_retirement: 'age',
  leave: 'duty',
  secondment: 'duty',
};

/** Whether the kind itself says what the body or the family suffers. */
export const isIntimate = (kind: ExemptionKind): boolean =>
  exemptionGroups[kind] === 'health' || exemptionGroups[kind] === 'family';
