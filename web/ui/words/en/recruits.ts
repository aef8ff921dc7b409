import type { Shape } from '../shape.ts';
import type { recruitsWords as zhCn } from '../zh-cn/recruits.ts';

/** The words of recruits in English. */
export const recruitsWords: Shape<typeof zhCn> = {
  recruits: {
    title: 'Recruits',
    lead: 'Who was recruited and serves nowhere yet. The plan of a round places them; once ordered, they are on the roster from the day it takes effect.',
    search: 'Name, pinyin initials or recruit number',
    empty: 'No recruits yet',
    emptyText:
      'Fill the sheets “Recruits” and “Recruits’ certificates” of the workbook and import it: everybody stands here with subjects, state and school. Rounds that take effect once a recruit may arrive look for an open post.',
    emptyReader: 'Recruits whom a published plan places at a school you may see stand here.',
    none: 'No recruit fits',
    noneText: 'Widen the filters, or check the spelling of the name or number.',
    number: 'Recruit no.',
    name: 'Name',
    kindLabel: 'Kind',
    kind: { GRADUATE: 'Graduate', SPECIAL_POST: 'Special post' },
    certificates: 'Certified for',
    second: ' (second)',
    arrives: 'May arrive',
    ends: 'Contract ends',
    stateLabel: 'State',
    state: { WAITING: 'Waiting', ORDERED: 'Ordered', PLACED: 'In post', WITHDRAWN: 'Withdrawn' },
    where: 'Placed at',
    since: 'from {{day}}',
    byPlan: 'By “{{plan}}”',
    inPlan: { PLACED: 'Placed by “{{plan}}”', NOT_PLACED: 'Not placed by “{{plan}}”' },
    acts: 'Acts',
    act: { WITHDRAW: 'Withdraw', RESTORE: 'Restore' },
    actOf: '{{act}}: {{name}}',
    effect: {
      WITHDRAW:
        '{{name}} does not come: plans solved from now on leave the person out, and an order that has not taken effect is called off. It can be taken back.',
      RESTORE:
        '{{name}} waits again to be placed by plans solved from now on. An order that has not taken effect is called off.',
    },
    done: { WITHDRAW: '{{name}} has withdrawn.', RESTORE: '{{name}} waits again.' },
    reason: 'Why',
    reasonHelp: 'Stands in the audit trail.',
    recruit: 'Recruit',
    to: 'Placed at',
    firstDay: 'First day',
    notOrdered: 'Not ordered',
    planLead:
      'This plan takes effect on {{day}}; once it is final and ordered, those whom it places serve from that day on.',
    placed: 'Placed: {{count}}',
    placedNone: 'This plan places no recruits.',
    unplaced: 'Not placed: {{count}}',
    figure: 'Newly placed',
    comes: 'Recruits who come: {{count}}',
  },
};
