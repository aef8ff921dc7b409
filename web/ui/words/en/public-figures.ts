import type { Shape } from '../shape.ts';
import type { publicFiguresWords as zhCn } from '../zh-cn/public-figures.ts';

/** The words of the public figures in English. */
export const publicFiguresWords: Shape<typeof zhCn> = {
  publicFigures: {
    title: 'Public figures',
    lead: 'Totals of how schools are staffed, for everybody to read. Figures so small that somebody could be known by them are hidden by themselves; see first what would be told, and what it tells beside the last publication.',
    now: 'Published now',
    none: 'Nothing was published yet',
    noneText: 'Look through the preview below and publish it: everybody can read it then without a login.',
    withdrawn: 'Publication no. {{version}} was withdrawn on {{at}}; nothing is published now.',
    version: 'Published',
    versionOf: 'no. {{version}}, {{at}}',
    day: 'As of',
    threshold: 'Fewer people than this are hidden',
    thresholdText: '5 as a rule; up to 20 where more care is asked. The higher, the more is hidden.',
    open: 'Open the public page',
    withdraw: 'Withdraw',
    withdrawText:
      'Nobody can read it any more, nor an older one in its place. Whoever has saved it has it still.',
    next: 'Publish anew',
    publish: 'Publish',
    publishText:
      'Publishes the figures as of {{day}} in place of the last ones; everybody can read them without a login. You have looked through the figures and differences below and answer for them.',
    confirm: 'Yes',
    cancel: 'Cancel',
    figures: 'Figures',
    hidden: 'Hidden',
    differences: 'Telling beside the last',
    first: 'This is the first publication: there is none to hold it against.',
    noDifference: 'Beside what was published last nothing more is told.',
    warn: '{{count}} figures tell more beside those published last',
    warnText:
      'Each is in order by itself. But whoever kept the last ones may work out who came or went. Publish once a school year, or hide more.',
    stage: 'Stage',
    figure: 'Figure',
    what: 'What',
    kind: {
      'now-hidden': 'told last time, hidden now',
      'no-longer-hidden': 'hidden last time, told now',
      'few-changed': 'differs by very few people',
    },
    legend: '“*” is hidden: small, or beside a small one; nobody is told which. “–” is not on file.',
    table: '{{stage}} (preview)',
    school: 'School',
    together: 'Schools whose teachers are hidden, together',
    total: 'Total',
    hiddenCell: 'hidden',
    column: {
      pupils: 'Pupils',
      teachers: 'Teachers',
      education: 'Above required education',
      titles: 'First title or higher',
      backbone: 'County backbone',
      artsAndPe: 'PE and the arts',
      established: 'Established',
    },
  },
};
