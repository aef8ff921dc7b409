/** What of a plan is looked at: kept in the address. */
export interface PlanView {
  readonly tab?: 'unfilled' | 'reasons' | 'findings' | 'circuits' | undefined;
  /** Search text. */
  readonly q?: string | undefined;
  readonly outcome?: 'MOVES' | 'STAYS' | 'NOT_ELIGIBLE' | undefined;
  /** A column, with `-` before it for the falling order. */
  readonly sort?: string | undefined;
  /** Whose drawer is open. */
  readonly teacher?: string | undefined;
}

export interface PlanViewProps {
  readonly planId: string;
  readonly view: PlanView;
  readonly onView: (patch: PlanView) => void;
}

/** The order an address asks for, if the list can be read in it. */
export function orderOf<Order extends string>(
  sort: string | undefined,
  known: readonly Order[],
  usual: Order,
): { orderBy: Order; descending: boolean } {
  const falling = sort?.startsWith('-') ?? false;
  const orderBy = known.find((order) => order === sort?.replace(/^-/, ''));
  return orderBy === undefined ? { orderBy: usual, descending: false } : { orderBy, descending: falling };
}
