/** Pages of the menu where something is done, by its code; the first the reader has. What is not here is done at the round. */
const places = {
  'requests-undecided': ['requests'],
  'requests-to-decide': ['requests'],
  'hold-backs-undecided': ['requests'],
  'hold-backs-to-decide': ['requests'],
  'corrections-to-answer': ['corrections'],
  'objections-unanswered': ['objections'],
  'objections-to-answer': ['objections'],
  'contests-to-answer': ['rounds'],
  'orders-not-issued': ['letters', 'postings'],
  'moves-to-order': ['letters', 'postings'],
  'letters-to-issue': ['letters'],
  'placements-to-tell': ['letters'],
  'not-reported': ['postings', 'school'],
  'arrivals-to-report': ['postings', 'school'],
  'assessments-to-give': ['postings', 'school'],
  'assessments-returned': ['school'],
  'assessments-to-confirm': ['postings'],
  'assessments-to-answer': ['postings'],
  'ends-to-decide': ['postings'],
  'postings-due-back': ['postings'],
  'rectification-to-close': ['rectification'],
  'rectification-due': ['rectification'],
  'plans-to-approve': ['rounds'],
  'plans-to-publish': ['rounds'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type PlaceKey = (typeof places)[keyof typeof places][number];

export function placesOf(code: string): readonly PlaceKey[] {
  const known: Readonly<Record<string, readonly PlaceKey[]>> = places;
  return known[code] ?? [];
}
