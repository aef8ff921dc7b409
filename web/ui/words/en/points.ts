import type { Shape } from '../shape.ts';
import type { pointsWords as zhCn } from '../zh-cn/points.ts';

/** The words of points and wishes in English. */
export const pointsWords: Shape<typeof zhCn> = {
  points: {
    title: 'Wishes and points',
    lead: 'Teachers scored by the rule, contests answered, frozen for planning.',
    tab: { scores: 'All scores', contests: 'Contests to answer', wishes: 'Wishes' },
    reckon: 'Reckon points',
    freeze: 'Freeze points',
    help: 'May be reckoned again until frozen. Every contest is answered before.',
    reckonEffect:
      'Scores every teacher of the county by the rule in force, over what was reckoned before; scores changed by a decision stay.',
    on: 'As of',
    reckoned: 'Reckoned.',
    freezeEffect:
      'From then on only a named decision changes a score. Refused while a contest is unanswered.',
    frozenNow: 'The points are frozen.',
    frozen: '{{by}} froze the points on {{at}}.',
    teacher: 'Teacher',
    score: 'Points',
    how: 'How reckoned',
    corrected: 'changed by decision',
    contest: 'Contest',
    state: { SUBMITTED: 'to answer', CHANGED: 'changed', REFUSED: 'stays' },
    answer: 'Answer',
    answerOf: 'Answer {{name}}',
    answerEffect:
      '{{name}} has {{points}} points and says: {{reason}}. Write another score to change it, or leave it.',
    another: 'Another score (empty: it stays)',
    answerText: 'Why (the teacher reads it)',
    decision: 'By which decision (needed once points are frozen)',
    decisionHelp: 'Such as: minutes 5 of 2026',
    answered: 'Answered.',
    find: 'Name, pinyin or staff number',
    empty: 'There are no points yet',
    emptyText: 'Reckon them by the rule, or import a table of points.',
    noContests: 'No contest waits',
    noContestsText: 'What teachers contest in its window stands here.',
    noWishes: 'Nobody has wished yet',
    noWishesText:
      'Once teachers wish in their window, they are counted here by school and zone; nobody is named.',
    wishers: 'Have wished',
    volunteers: 'Volunteer',
    place: 'Where',
    kind: 'Kind',
    kinds: { school: 'School', zone: 'Zone' },
    first: 'First choice',
    any: 'Any choice',
  },
};
