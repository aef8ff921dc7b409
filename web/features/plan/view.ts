import type { CadreRole } from '../../graphql/generated/graphql.ts';

/** Besides the moves, which are shown first. */
export const planTabs = [
  'map',
  'recruits',
  'unfilled',
  'reasons',
  'findings',
  'circuits',
  'indicators',
  'worth',
  'fairness',
  'certificate',
  'notes',
] as const;
export type PlanTab = (typeof planTabs)[number];

/** What of a plan is looked at: kept in the address. */
export interface PlanView {
  readonly tab?: PlanTab | undefined;
  /** Search text. */
  readonly q?: string | undefined;
  readonly outcome?: 'MOVES' | 'STAYS' | 'NOT_ELIGIBLE' | undefined;
  /** A column, with `-` before it for the falling order. */
  readonly sort?: string | undefined;
  /** Whose drawer is open. */
  readonly teacher?: string | undefined;
  /** On the map: the post looked at, by subject or role. */
  readonly subject?: string | undefined;
  /** On the map: the two schools looked at. */
  readonly flow?: string | undefined;
  /** Of which post the candidates are shown, as `addressOfPost` writes it. */
  readonly post?: string | undefined;
}

/** A post of a section: of a subject, by its code, or a seat. */
export interface Post {
  readonly section: string;
  readonly subject?: string | undefined;
  readonly role?: CadreRole | undefined;
}

export const addressOfPost = ({ section, subject, role }: Post): string =>
  [section, role ?? subject ?? ''].join('~');

export function postOf(address: string | undefined): Post | undefined {
  const [section, post] = address?.split('~') ?? [];
  if (!section || !post) return undefined;
  const role = roles.find((known) => known === post);
  return role === undefined ? { section, subject: post } : { section, role };
}

const roles: readonly CadreRole[] = ['PRINCIPAL', 'DEPUTY', 'MID_LEVEL', 'RESERVE'];

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
