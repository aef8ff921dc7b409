import type { AuditEventFilter } from '../../graphql/generated/graphql.ts';

/** What the address of the audit trail holds; all of it narrows the list. */
export interface AuditView {
  /** A name, or `system`. */
  readonly who?: string | undefined;
  /** The beginning of an action, such as `round.`. */
  readonly what?: string | undefined;
  /** Done to this row, by its id. */
  readonly of?: string | undefined;
  /** YYYY-MM-DD, both days included. */
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

/** Stands for the system itself in the address: no person has this name. */
export const bySystem = '*';

/** The day after, at its beginning, in the browser's own zone. */
function beginning(day: string, plus = 0): string | undefined {
  const [year, month, date] = day.split('-').map(Number);
  const at = new Date(year ?? Number.NaN, (month ?? 1) - 1, (date ?? 1) + plus);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
}

/** Days count in the browser's own zone, as the list shows its instants. */
export function filterOf({ who, what, of, from, until }: AuditView): AuditEventFilter {
  const after = from === undefined ? undefined : beginning(from);
  const before = until === undefined ? undefined : beginning(until, 1);
  return {
    ...(who === undefined ? {} : who === bySystem ? { bySystem: true } : { userName: who }),
    ...(what === undefined ? {} : { actions: [what] }),
    ...(of === undefined ? {} : { entityId: of }),
    ...(after === undefined ? {} : { from: after }),
    ...(before === undefined ? {} : { until: before }),
  };
}
