import type { Shape } from '../shape.ts';
import type { gapsWords as zhCn } from '../zh-cn/gaps.ts';

/** The words of gaps in English. */
export const gapsWords: Shape<typeof zhCn> = {
  gaps: {
    title: 'Subject gaps',
    lead: 'How many teachers each section needs in each subject, reckoned from classes, weekly periods and the standard load, beside the teachers it has. In full-time posts.',
    leadSchool: 'Teachers your school needs and has in each subject. In full-time posts.',
    need: 'Need',
    supply: 'Have',
    lent: 'Lent to other courses',
    gap: 'Short',
    surplus: 'Over',
    openings: 'Openings',
    requested: 'Requested',
    critical: 'Not taught',
    criticalMark: '!',
    criticalText:
      'The section has no teacher of this subject at all, so the curriculum cannot be offered in full. Where the gap makes a post, it is filled first; a smaller one needs a teacher who comes from another school for some days, or one of another subject.',
    people: 'posts',
    posts: 'posts',
    places: 'cells',
    stage: 'Stage',
    place: 'Kind of place',
    onlyGaps: 'Only sections with a gap',
    matrix: 'Gaps by section and subject',
    section: 'Section',
    total: 'Total',
    legend:
      'Red is short, blue is over, “!” is not taught at all, “·” is even, blank is not in the curriculum. A click or Enter shows the figures of a cell; arrow keys move. Hours to spare first go to labour, practice and other courses without specialists; what is left is over.',
    none: 'No section fits these filters',
    noneText: 'Widen the filters above.',
    clear: 'Clear filters',
    cellGap: '{{school}}, {{stage}}, {{subject}}: {{amount}} short',
    cellSurplus: '{{school}}, {{stage}}, {{subject}}: {{amount}} over',
    cellEven: '{{school}}, {{stage}}, {{subject}}: even',
    cellCritical: '{{label}}, nobody teaches it',
    how: 'How this is reckoned',
    howText:
      'Need = classes of each grade × weekly periods ÷ standard weekly load. Have = serving teachers, main subject first, then the second; class-teacher duty takes its share. Hours to spare first go to courses without specialists, such as labour: have − lent = need + over − short. Openings are the gap rounded as the policy says; approved requests may raise them.',
    empty: 'No schools and teachers yet',
    emptyText:
      'Import the county’s workbook first: schools, sections with their classes, and teachers. Then this page shows who is short and who is over, school by school and subject by subject.',
    emptySchool:
      'Classes and teachers of your school are not on file yet. Ask the bureau’s HR officer to import them.',
    establishment: 'Posts',
    full: 'full',
    over: '{{count}} over',
    under: '{{count}} under',
    structuralMark: 'structural',
    structural:
      'Every post is taken while subjects lack teachers (structural shortage): there is no free post to recruit into; it takes exchange, retraining or circuit teaching.',
    postsText: '{{due}} due, {{onFile}} on file, {{registered}} registered, {{serving}} serving',
    recruit: 'To recruit, as no exchange fills them: {{count}} posts',
    recruitText: 'By the newest plan: by the rules as they are nobody can be sent to these posts. Plan:',
    recruitNoPlan: 'Once a plan is solved, the posts that no exchange fills stand here: to be recruited.',
    recruitPosts: 'Posts',
    recruitWhy: 'Why nobody comes',
    toRecruit: '{{count}} posts that “{{plan}}” cannot fill by exchange',
    goImport: 'Import data',
    goRound: 'Plan a rotation',
  },
};
