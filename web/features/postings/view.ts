import type { PostingFilter, PostingOrder } from '../../graphql/generated/graphql.ts';

export const postingTabs = ['report', 'serving', 'assess', 'due', 'late', 'ended', 'terms'] as const;
export type PostingTab = (typeof postingTabs)[number];

/** What the address keeps of the page. */
export interface PostingsView {
  readonly tab?: PostingTab | undefined;
  /** Only whose day to report is over. */
  readonly overdue?: true | undefined;
  /** Only of which an assessment waits for HR. */
  readonly waiting?: true | undefined;
  /** Due until this day instead of the end of the term. */
  readonly until?: string | undefined;
  readonly sort?: string | undefined;
  /** The posting whose history is open. */
  readonly posting?: string | undefined;
}

/** Patches the address. */
export type OnView = (patch: PostingsView) => void;

/** Which postings a tab lists. */
export function filterOf(tab: PostingTab, view: PostingsView): PostingFilter {
  switch (tab) {
    case 'report':
      return view.overdue ? { notArrived: true } : { awaited: true };
    case 'serving':
      return { states: ['SERVING'] };
    case 'assess':
      return view.waiting ? { assessmentWaits: true } : { undecided: true };
    case 'due':
      return { undecided: true, ...(view.until ? { endsUntil: view.until } : { endsThisTerm: true }) };
    case 'late':
      return { late: true };
    case 'ended':
    case 'terms':
      return { states: ['ENDED', 'CANCELLED'] };
  }
}

const orders: readonly PostingOrder[] = ['ENDS', 'STARTS', 'TEACHER'];

/** The order the address asks for; unsaid: what the tab is about. */
export function orderOf(tab: PostingTab, sort: string | undefined) {
  const usual: PostingOrder = tab === 'report' ? 'STARTS' : 'ENDS';
  const orderBy = orders.find((order) => order === sort?.replace(/^-/, '')) ?? usual;
  return { orderBy, descending: sort === undefined ? tab === 'ended' : sort.startsWith('-') };
}
