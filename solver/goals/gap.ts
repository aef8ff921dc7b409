import * as z from 'zod';
import type { Case } from '../case.ts';
import { millionths } from '../demand.ts';
import type { Model, Term } from '../model.ts';
import type { Opening } from '../opening.ts';
import { netArrivals, sparePosts } from '../staffing.ts';
import { defineByOpening } from './goal.ts';

/**
 * Gap
 *
 * The weight of every post left unfilled. A post weighs its request's priority (1 to 5) × the tenths of the
 * subject's need that lack a teacher before it is filled (1 to 10), so a subject's first teacher counts most
 * and a second never more than a first. The first post of a subject nobody at the section can teach (开不齐课)
 * weighs `missing` times that. A vacant seat of a cadre weighs as much as a post can.
 *
 * Where who comes may make up for who goes, who comes counts less who is missed: one more missed than before weighs as
 * much as the first post.
 *
 * Source: domain B1; by severity and the request's priority (design, goal 3).
 */
export const gap = defineByOpening({
  name: 'gap',
  title: { zh: '学科缺口', en: 'Unfilled posts, weighted' },
  sense: 'minimise',
  unit: 'weight',
  source: 'Zero subject gap is a quality-balance inspection item (all courses offered in full)',
  settings: z.strictObject({
    /** How many times its weight the first post of a missing subject counts. */
    missing: z.int().min(1).max(100).default(5),
  }),

  cost(county, settings, model) {
    const terms: Term[] = [];
    let constant = 0;
    for (const opening of county.openings) {
      const weights = weightsOf(opening, settings.missing);
      constant += total(weights);
      terms.push(...filling(county, opening, weights, model));
    }
    return { terms, constant };
  },

  at(county, settings, opening, plan) {
    const weights = weightsOf(opening, settings.missing);
    const net = netArrivals(county, opening, plan);
    return total(weights.slice(Math.max(0, net))) + (weights[0] ?? 0) * Math.max(0, -net);
  },
});

/** What filling an opening's posts takes off, post by post. */
function filling(county: Case, opening: Opening, weights: readonly number[], model: Model): Term[] {
  const coming = [...model.filling(opening), ...model.recruited(opening)];
  const going = county.flows || opening.role ? model.vacating(opening) : [];
  // Without a decision to relax swaps, no more come than there are posts, or than those who go.
  if (going.length === 0 && new Set(weights).size === 1 && !model.relaxes('swap')) {
    return coming.map((column): Term => [column, -(weights[0] ?? 0)]);
  }
  const steps = weights
    .slice(0, coming.length)
    .map((weight, place): Term => [model.column(`gap:${opening.key}:${place + 1}`, 0, 1), -weight]);
  // As many steps as teachers come; the heaviest first, because weights fall.
  const held = [...steps.map(([step]): Term => [step, 1]), ...coming.map((c): Term => [c, -1])];
  model.atMost(null, `gap:${opening.key}`, held, 0);
  if (going.length === 0) return steps;
  const missed = model.column(`gap:${opening.key}:missed`, 0, going.length);
  const net = [...held, ...going.map((c): Term => [c, 1]), [missed, -1] as const];
  model.atMost(null, `gap:${opening.key}:missed`, net, sparePosts(county, opening));
  return [...steps, [missed, weights[0] ?? 0]];
}

/** The weight of each of an opening's posts, in the order they are filled; never rising. */
function weightsOf({ count, cell, role }: Opening, missing: number): number[] {
  if (role) return Array.from({ length: count }, () => MOST_PRIORITY * TENTHS);
  return Array.from({ length: count }, (_, place) => {
    const lacking = millionths(cell.gap) - place * MILLION;
    const tenths = cell.need > 0 ? Math.ceil((TENTHS * lacking) / millionths(cell.need)) : 1;
    const severity = Math.min(TENTHS, Math.max(1, tenths));
    return cell.priority * severity * (place === 0 && cell.critical ? missing : 1);
  });
}

const MILLION = 1_000_000;
const TENTHS = 10;
const MOST_PRIORITY = 5;

const total = (weights: readonly number[]): number => weights.reduce((sum, weight) => sum + weight, 0);
