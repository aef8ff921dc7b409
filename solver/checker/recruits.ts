import { roadKm } from '../distance.ts';
import type { PlannedPlacement } from '../plan.ts';
import type { Problem, Recruit } from '../problem.ts';
import type { Rules } from './figures.ts';
import type { Post, Posts } from './posts.ts';

/** A recruit at a post, as the checker reckons it: by none of the solver's own code. */
export interface Placing {
  readonly recruit: Recruit;
  readonly post: Post;
  /** By road from home; null: unknown. */
  readonly km: number | null;
  readonly bed: boolean;
  /** Place of the host among the recruit's wishes, 1 is the first; null: not wished. */
  readonly wish: number | null;
  /** What keeps the recruit from the post whatever the plan; null: nothing. */
  readonly keeps: Keeps | null;
}

export type Keeps = 'contract' | 'certificate' | 'direction' | 'travel';

export interface Recruiting {
  readonly recruits: readonly Recruit[];
  /** The posts that recruits are placed into. */
  readonly open: readonly Post[];
  /** Every recruit at every such post. */
  readonly pairs: readonly Placing[];
  /** Those of them that may be made. */
  readonly possible: readonly Placing[];
}

export function recruitingIn(problem: Problem, rules: Rules, posts: Posts): Recruiting {
  const recruits = problem.recruits ?? [];
  const open = posts.open.filter(({ role }) => role === null);
  const { withoutBed, withBed, roadFactor, unknown } = rules.figures('travel');
  const { ranks } = rules.figures('certificate');
  const asked = rules.stands('certificate');
  const limited = rules.stands('travel');

  const lodgingOf = (km: number | null) =>
    km === null ? unknown : km <= withoutBed ? 'near' : km <= withBed ? 'needs-bed' : 'too-far';
  const keepsOf = (recruit: Recruit, post: Post, km: number | null): Keeps | null => {
    const { kind, contractEnds, certificates } = recruit;
    if (kind === 'special-post' && (contractEnds ?? '9999') < problem.effective) return 'contract';
    const fits = certificates.filter(
      ({ subject, stage, rank }) =>
        subject === post.code && stage === post.section.stage && (ranks !== 'main' || rank === 'main'),
    );
    if (asked && fits.length === 0) return 'certificate';
    const { place } = post.school;
    if (kind === 'special-post' && (place === 'urban' || place === 'county-town')) return 'direction';
    return limited && lodgingOf(km) === 'too-far' ? 'travel' : null;
  };

  const pairs = recruits.flatMap((recruit) =>
    open.map((post): Placing => {
      const { location } = post.school;
      const km = recruit.home && location ? roadKm(recruit.home, location, roadFactor) : null;
      const wish = 1 + (recruit.wishes ?? []).indexOf(post.school.id);
      return {
        recruit,
        post,
        km,
        bed: limited && lodgingOf(km) !== 'near',
        wish: wish === 0 ? null : wish,
        keeps: keepsOf(recruit, post, km),
      };
    }),
  );
  return { recruits, open, pairs, possible: pairs.filter(({ keeps }) => keeps === null) };
}

/** The name of a placement's column: who is placed where, for what. */
export const placingName = (recruit: string, section: string, code: string): string =>
  `place:${JSON.stringify([recruit, section, code])}`;

export type PlacementMade = Pick<PlannedPlacement, 'recruit' | 'to' | 'subject'>;

/** The pair a plan's placement is about; undefined: no post is open there. */
export const pairOf = ({ pairs }: Recruiting, { recruit, to, subject }: PlacementMade): Placing | undefined =>
  pairs.find(
    (pair) => pair.recruit.id === recruit && pair.post.section.id === to && pair.post.code === subject,
  );
