import * as z from 'zod';
import type { Case, Posting } from '../case.ts';
import { defineSum } from './goal.ts';

/**
 * Fewest changes
 *
 * How many moves differ from the plan this one starts from: those it does not make any more, and those it makes anew.
 * 0 where there is no such plan; one that sends nobody is a plan too.
 *
 * Source: a published plan is changed as little as new facts ask (design, goal 6).
 */
export const fewestChanges = defineSum({
  name: 'fewest-changes',
  title: { zh: '与基准方案的差异', en: 'Changes from the base plan' },
  sense: 'minimise',
  unit: 'moves',
  source: 'A plan people know already is changed as little as can be',
  settings: z.strictObject({}),
  each: (county, _settings, posting) =>
    county.problem.base === undefined ? 0 : isBase(county, posting) ? -1 : 1,
  constant: ({ problem: { base = [] } }) => base.length,
});

const isBase = (county: Case, { teacher, opening }: Posting): boolean => {
  const move = county.baseMove(teacher.id);
  return (
    move?.section === opening.section.id && (move.subject === undefined || move.subject === opening.subject)
  );
};
