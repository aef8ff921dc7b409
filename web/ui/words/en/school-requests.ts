import type { Shape } from '../shape.ts';
import type { schoolRequestsWords as zhCn } from '../zh-cn/school-requests.ts';

/** The words of a school's requests in English. */
export const schoolRequestsWords: Shape<typeof zhCn> = {
  schoolRequests: {
    title: 'Requests',
    lead: 'Ask the bureau for teachers, or to keep some; its replies stand here.',
    open: '“{{round}}” takes requests.',
    over: '“{{round}}” takes no more requests.',
    openUntil:
      '“{{round}}” takes requests until {{until}}, that day included. Until it is answered you may change or withdraw one.',
    closed:
      '“{{round}}” takes requests from {{from}} to {{until}}; not today. An HR officer of the county can help.',
    currentRound: 'The present round',
    noSchool: 'Your school is not on file',
    noSchoolText: 'Ask the bureau’s HR officer.',
    none: 'The school has no requests yet',
    noneText:
      'Press “Ask for teachers”, choose a subject, say how many and why. What demand shows goes along.',
    noneClosed: 'You may ask while the window for requests is open.',
    ask: 'Ask for teachers',
    step: { which: 'Subject', what: 'How many and why', send: 'Look over and send' },
    whichText: 'What lacks most first. Need, supply and lacks are full-time posts and go along as evidence.',
    evidence: 'What demand shows',
    subject: 'Subject',
    critical: 'Nobody teaches it',
    need: 'Need',
    supply: 'Supply',
    gap: 'Lacks',
    openings: 'Openings',
    post: 'Post',
    count: 'How many',
    level: 'Backbone level',
    levels: {
      NONE: 'Any',
      SCHOOL: 'School or above',
      COUNTY: 'County or above',
      CITY: 'City or above',
      PROVINCE: 'Province',
    },
    priority: 'How urgent',
    priorities: { p1: '1 (low)', p2: '2', p3: '3', p4: '4', p5: '5 (most urgent)' },
    reason: 'Why',
    reasonHelp:
      'Say who teaches it now, which classes it concerns, and why the school cannot see to it itself.',
    noGap:
      'By classes and periods the subject lacks nobody now. You may ask all the same: say why. The bureau is told.',
    sendText:
      'What demand shows is reckoned again on the day. Until it is answered you may change or withdraw it.',
    back: 'Back',
    next: 'Next',
    send: 'Send the request',
    cancel: 'Cancel',
    sent: 'Sent: request {{number}}',
    state: {
      DRAFT: 'Draft',
      SUBMITTED: 'Waits for an answer',
      APPROVED: 'Approved',
      REFUSED: 'Refused',
      WITHDRAWN: 'Withdrawn',
    },
    reply: 'Reply:',
    approvedCount: '{{count}} approved',
    approvedLevel: 'backbone level: {{level}}',
    approvedPriority: 'urgency: {{priority}}',
    evidenceText: '{{day}}: need {{need}}, supply {{supply}}, lacks {{gap}}, openings {{openings}}',
    evidenceCritical: '; nobody teaches it',
    change: 'Change the request',
    saveChange: 'Save',
    withdraw: 'Withdraw the request',
    withdrawSure:
      'The bureau will not answer request {{number}} any more. You may ask again while the window is open.',
    holdBacks: 'Kept back',
    places:
      '{{stage}}: {{staff}} teachers on the day of effect; the policy lets {{limit}} be kept, {{asked}} asked for.',
    noHoldBacks: '{{stage}}: the policy of this round lets nobody be kept.',
    askHold: 'Ask to keep a teacher',
    whom: 'Teacher',
    choose: 'Choose',
    holdReasonHelp: 'Read by the bureau alone. Approved, the teacher is not exchanged in this round.',
    sendHold: 'Ask',
    holdState: {
      SUBMITTED: 'Waits for an answer',
      APPROVED: 'Approved',
      REFUSED: 'Refused',
      WITHDRAWN: 'Given up',
    },
    giveUp: 'Give up',
    giveUpSure: 'Given up, {{name}} may be exchanged in this round.',
  },
};
