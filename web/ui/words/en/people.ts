import type { Shape } from '../shape.ts';
import type { peopleWords as zhCn } from '../zh-cn/people.ts';

/** Words about teachers that several pages use, in English. */
export const peopleWords: Shape<typeof zhCn> = {
  people: {
    education: {
      BELOW_COLLEGE: 'Below college',
      COLLEGE: 'College diploma',
      BACHELOR: 'Bachelor',
      MASTER: 'Master',
      DOCTOR: 'Doctor',
    },
    exemptionKind: {
      PREGNANCY: 'Pregnancy',
      NURSING: 'Nursing',
      SERIOUS_ILLNESS: 'Serious illness',
      NEAR_RETIREMENT: 'Near retirement',
      LEAVE: 'Long leave',
      SECONDMENT: 'Secondment',
      SOLE_CARER: 'Sole carer',
    },
    objectionText: 'What you object to',
    object: 'Send the objection',
    objectionState: {
      SUBMITTED: 'Waits for an answer',
      UPHELD: 'Upheld',
      REFUSED: 'Not upheld',
      WITHDRAWN: 'Withdrawn',
    },
    withdraw: 'Withdraw',
    withdrawObjection: 'Withdraw the objection',
    withdrawObjectionSure:
      'The bureau will not answer it any more. You may object again while objections are heard.',
    answer: 'Answer:',
    assessment: {
      passed: 'Passed',
      failed: 'Not passed',
      limit: 'Assessed by',
      asked: 'Asked for',
      found: 'Found',
      met: 'Met',
      isMet: 'Met',
      notMet: 'Not met',
      notTold: 'Not told',
      atLeast: 'At least {{amount}}',
      within: 'Among the first {{place}}',
      place: 'Place {{place}} of {{of}}',
      code: {
        PUPIL_SATISFACTION: 'Content pupils',
        RANK: 'Place by the annual rating',
        SERIOUS_VIOLATION: 'Serious violation',
        QUALITY_GAIN: 'Clear gain in quality',
      },
    },
  },
};
