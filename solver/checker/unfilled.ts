import { grouped } from '../grouped.ts';
import type { MoveMade } from './facts.ts';
import { type Post, spareAt } from './posts.ts';
import type { CircuitMade } from './recount.ts';
import type { PlacementMade } from './recruits.ts';
import type { System } from './system.ts';

/**
 * How many of a post's openings a plan fills: as many as come, and one for every week of circuit days, less those needed
 * to make up for who leaves beyond what could be spared; none at least, and no more than there are.
 */
export function filledAt(
  { facts }: System,
  moves: readonly MoveMade[],
  circuits: readonly CircuitMade[],
  placements: readonly PlacementMade[],
): (post: Post) => number {
  const { week } = facts.rules.figures('circuit');
  const days = new Map<string, number>();
  for (const { to, subject, days: each } of circuits) {
    const key = JSON.stringify([to, subject]);
    days.set(key, (days.get(key) ?? 0) + each);
  }
  const placed = placedAt(placements);
  const postings = moves.map((move) => facts.postingOf(move));
  const coming = grouped(postings, ({ post }) => post);
  const going = grouped(postings, ({ leaves }) => leaves);
  return (post) => {
    const came = (coming.get(post)?.length ?? 0) + placed(post);
    const left = facts.flows || post.role !== null ? (going.get(post)?.length ?? 0) : 0;
    const spare =
      post.role === null ? Math.floor(spareAt(facts.demand, post.section.id, post.code) / 1000) : 0;
    const whole = post.role === null ? Math.floor((days.get(post.key) ?? 0) / week) : 0;
    return Math.min(post.count, Math.max(0, came + whole - Math.max(0, left - spare)));
  };
}

/** How many recruits a plan places at a post. */
export function placedAt(placements: readonly PlacementMade[]): (post: Post) => number {
  const there = grouped(placements, ({ to, subject }) => JSON.stringify([to, subject]));
  return ({ key, role }) => (role === null ? (there.get(key)?.length ?? 0) : 0);
}
