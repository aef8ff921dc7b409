import type { CorrectionState, RequestOrder, RequestState } from '../../graphql/generated/graphql.ts';

export const requestStates: readonly RequestState[] = ['SUBMITTED', 'APPROVED', 'REFUSED', 'WITHDRAWN'];
export const correctionStates: readonly CorrectionState[] = ['SUBMITTED', 'ACCEPTED', 'REFUSED', 'WITHDRAWN'];

/** What the address keeps of the page of requests. */
export interface RequestsView {
  readonly tab?: 'holdBacks' | undefined;
  /** Unsaid: those that wait for an answer; `ALL`: every one. */
  readonly state?: RequestState | 'ALL' | undefined;
  readonly sort?: string | undefined;
  readonly request?: string | undefined;
}

/** What the address keeps of the page of corrections. */
export interface CorrectionsView {
  readonly state?: CorrectionState | 'ALL' | undefined;
}

const orders: readonly RequestOrder[] = ['NUMBER', 'PRIORITY', 'CREATED'];

/** The order the address asks for; unsaid: the most urgent first. */
export function orderOf(sort: string | undefined) {
  const orderBy = orders.find((order) => order === sort?.replace(/^-/, ''));
  return orderBy === undefined
    ? { orderBy: 'PRIORITY' as const, descending: true }
    : { orderBy, descending: sort?.startsWith('-') ?? false };
}
