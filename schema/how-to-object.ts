import type { PlanState } from '../prisma/generated/enums.ts';
import type { Words } from '../solver/plan.ts';

/** Days of a round on which objections are heard, both included, YYYY-MM-DD. */
export interface ObjectionDays {
  readonly from: string;
  readonly until: string;
}

/** Whether a list is objected to on a day. A list without days of its own is objected to as long as it is provisional. */
export const mayObject = (state: PlanState, days: ObjectionDays | null, today: string): boolean =>
  state === 'provisional' && (days === null || (days.from <= today && today <= days.until));

/** How somebody whom a published plan names objects to it, and until when. */
export function howToObject(state: PlanState, days: ObjectionDays | null, today: string): Words {
  if (state === 'provisional' && mayObject(state, days, today))
    return days === null
      ? {
          zh: '公示期内可在本系统对本人的安排提出异议，县教育局逐件答复并说明理由。',
          en: 'While the list is provisional you may object to what it means for you, in this system; the bureau answers each objection with its reasons.',
        }
      : {
          zh: `${days.from}至${days.until}可在本系统对本人的安排提出异议，县教育局逐件答复并说明理由。`,
          en: `From ${days.from} to ${days.until} you may object to what the list means for you, in this system; the bureau answers each objection with its reasons.`,
        };
  if (state === 'provisional' && days !== null && today < days.from)
    return {
      zh: `异议受理时间为${days.from}至${days.until}，尚未开始；届时可在本系统提出。`,
      en: `Objections are heard from ${days.from} to ${days.until}, in this system; that has not begun.`,
    };
  if (state === 'discarded')
    return {
      zh: '该名单已由另一份公示名单取代，不再有效；有异议的，请对取代它的名单提出。',
      en: 'Another list was published in the place of this one, which holds no more; object to what that one means for you.',
    };
  const over =
    days === null ? { zh: '', en: '' } : { zh: `（至${days.until}）`, en: ` (until ${days.until})` };
  return {
    zh: `异议受理已经结束${over.zh}。仍不服的，可依照《中华人民共和国教师法》第三十九条，向同级人民政府或者上一级人民政府有关部门提出申诉。`,
    en: `The time for objections is over${over.en}. Whoever is still not content may appeal to the county government or to the department of the government above it (Teachers Law, article 39).`,
  };
}
