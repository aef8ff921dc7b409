import type { Shape } from '../shape.ts';
import type { compareWords as zhCn } from '../zh-cn/compare.ts';

/** The words of compare in English. */
export const compareWords: Shape<typeof zhCn> = {
  compare: {
    title: 'Compare plans',
    lead: 'Two to four plans side by side: which is better, by what, what it costs, and for whom it makes a difference. The others are set against plan A.',
    a: 'Plan A',
    b: 'Plan B',
    c: 'Plan C',
    d: 'Plan D',
    choose: 'Choose the plans to compare',
    noMore: 'No more',
    swap: 'Swap A and B',
    with: 'With {{plan}}:',
    people: '({{same}} people alike, {{other}} not)',
    figure: 'Figure',
    goals: 'Goals side by side',
    totals: 'People, openings and money',
    open: 'Left open (places)',
    cost: 'Allowances in all (yuan)',
    indicators: 'Coefficients of variation (quality balance)',
    limit: 'limit {{limit}}',
    moves: 'Moves that differ',
    movesNone: 'All plans move the same teachers to the same places.',
    unfilled: 'Openings left, where they differ',
    unfilledNone: 'All plans leave the same openings.',
    stays: 'does not move',
    pickBoth: 'Choose two plans',
    pickBothText: 'Choose two plans or more above, and they are compared.',
  },
};
