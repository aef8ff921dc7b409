export const states = ['OPEN', 'SUBMITTED', 'CLOSED'] as const;
export const severities = ['GRAVE', 'SERIOUS', 'MINOR'] as const;
export const codes = [
  'coefficient',
  'mean',
  'levels',
  'not-computable',
  'critical-subject',
  'gap',
  'structural-shortage',
  'over-staffed',
  'exchange-quota',
  'backbone-quota',
  'certificates',
  'class-size',
  'school-size',
] as const;
export const waits = ['overdue', 'unowned', 'gone'] as const;

/** What of the list is looked at: kept in the address. */
export interface RectificationView {
  readonly state?: (typeof states)[number] | undefined;
  readonly severity?: (typeof severities)[number] | undefined;
  readonly code?: (typeof codes)[number] | undefined;
  readonly stage?: 'PRIMARY' | 'JUNIOR' | undefined;
  /** What waits for somebody: beyond its day, without an owner, found no longer. */
  readonly waits?: (typeof waits)[number] | undefined;
  /** A column, with `-` before it for the falling order. */
  readonly sort?: string | undefined;
  /** Id of the item that is open. */
  readonly item?: string | undefined;
}

/** What the API is asked for; `today`: YYYY-MM-DD in the county. */
export const filterOf = (
  { state, severity, code, stage, waits: wait }: RectificationView,
  today: string,
) => ({
  ...(state && { states: [state] }),
  ...(wait && wait !== 'overdue' && { states: ['OPEN' as const] }),
  ...(severity && { severities: [severity] }),
  ...(code && { codes: [code] }),
  ...(stage && { stage }),
  ...(wait === 'overdue' && { dueBefore: today }),
  ...(wait === 'unowned' && { owned: false }),
  ...(wait === 'gone' && { gone: true }),
});

const orders = { severity: 'SEVERITY', due: 'DUE' } as const;

/** The order an address asks for; gravest first unless it says otherwise. */
export function orderOf(sort: string | undefined) {
  const key = sort?.replace(/^-/, '');
  const known = key === 'due' || key === 'severity' ? key : 'severity';
  return { orderBy: orders[known], descending: known === key && sort?.startsWith('-') === true };
}
