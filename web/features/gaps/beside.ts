import { PostsBesideGapsDocument, type PostsBesideGapsQuery } from '../../graphql/generated/graphql.ts';
import { useLiveQuery } from '../../graphql/use-live-query.ts';

type County = NonNullable<PostsBesideGapsQuery['county']>;
export type Posts = NonNullable<County['establishment']>[number];
type Round = County['rounds']['nodes'][number];
export type Unfilled = Round['plans']['nodes'][number]['unfilled']['nodes'][number];

/** What stands beside gaps for who reads the whole county: posts of each section, and what the newest plan cannot fill. */
export interface Beside {
  /** By id of the section. */
  readonly posts: ReadonlyMap<string, Posts>;
  /** The newest plan of the newest round; undefined: there is none. */
  readonly plan: { readonly id: string; readonly name: string; readonly round: string } | undefined;
  /** Posts that no exchange of that plan fills: to be recruited. */
  readonly unfilled: readonly Unfilled[];
}

const nothing: Beside = { posts: new Map(), plan: undefined, unfilled: [] };

export function useBeside(county: string, whole: boolean) {
  const { data, error, again } = useLiveQuery({
    query: PostsBesideGapsDocument,
    variables: { county },
    pause: !whole,
  });
  return { beside: besideIn(data), error, again };
}

function besideIn(data: PostsBesideGapsQuery | undefined): Beside {
  const known = data?.county;
  if (!known) return nothing;
  const [round] = known.rounds.nodes;
  const [plan] = round?.plans.nodes ?? [];
  const found = plan?.found ? plan : undefined;
  return {
    posts: new Map(
      (known.establishment ?? []).flatMap((one) => (one.section ? [[one.section.id, one]] : [])),
    ),
    plan: round && found ? { id: found.id, name: found.name, round: round.name } : undefined,
    unfilled: found?.unfilled.nodes ?? [],
  };
}
