import { OpenPostsDocument } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';
import type { Target } from './hand.ts';

/** The posts a plan leaves open, where most are missing first. */
export function useOpenPosts(planId: string) {
  const { data, error, again } = useLiveQuery({ query: OpenPostsDocument, variables: { plan: planId } });
  const posts: readonly Target[] = data?.node?.__typename === 'Plan' ? data.node.unfilled.nodes : [];
  return { posts, error, again };
}
