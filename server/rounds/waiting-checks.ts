import type { Words } from '../../solver/plan.ts';
import { handsOf } from '../plans/four-eyes.ts';
import { unorderedMoves } from './round-step.ts';

/** Something that may wait for somebody. */
export interface Check {
  /** Stable. */
  readonly code: string;
  /** Rows that wait, one each; of `asked`: county, day, and what the viewer is there. */
  readonly from: string;
  /** Until when it wants to be done, of each row; left out: no day is set. */
  readonly due?: string;
  /** The plan it is about; left out: it is about none. */
  readonly planId?: string;
  told(count: number): Words;
}

/** Days before the end of a posting from which its assessment and what comes after it are to be seen to. */
const beforeTheEnd = 92;
/** Days before its last day from which an item of the rectification list is shown. */
const beforeDue = 30;

const windowOf = (kind: string, roundId: string) => `
  LEFT JOIN "RoundWindow" "window" ON "window"."roundId" = ${roundId} AND "window".kind = '${kind}'`;

const endsSoon = `posting."countyId" = asked.id AND posting.state = 'serving' AND posting.form <> 'circuit'
  AND posting.decision IS NULL AND posting."endsOn" <= asked.today + ${beforeTheEnd}`;

/** A school year goes from September to August (solver/calendar.ts). */
const assessment = `"Assessment" assessment WHERE assessment."postingId" = posting.id
  AND assessment."schoolYear" = extract(year FROM posting."endsOn" - interval '8 months')::int`;

/** Who may approve plans of the county today; where there are none, any officer of it may (server/plans/approvers.ts). */
const onDuty = `"Approver" approver WHERE approver."countyId" = asked.id AND approver."from" <= asked.today
  AND (approver.until IS NULL OR approver.until >= asked.today)
  AND EXISTS (SELECT 1 FROM "User" "user" JOIN "RoleGrant" held ON held."userId" = "user".id
    WHERE "user".id = approver."userId" AND "user"."disabledAt" IS NULL AND held.role = 'hr-officer'
      AND held."countyId" = asked.id AND (held."from" IS NULL OR held."from" <= asked.today)
      AND (held.until IS NULL OR held.until >= asked.today))`;

/** Who had a hand in the plan, and cannot approve it. */
const handed = `SELECT who FROM (${handsOf('ARRAY[plan.id]')}) hands`;

const many = (count: number, one: string, more: string): string => `${count} ${count === 1 ? one : more}`;

/** In the order of a day's work: decisions on people first. */
export const checks: readonly Check[] = [
  {
    code: 'plans-to-approve',
    from: `"Plan" plan JOIN "Round" round ON round.id = plan."roundId"
      WHERE plan."countyId" = asked.id AND plan.state = 'submitted' AND round.state IN ('open', 'planning', 'provisional')
        AND (asked.officer AND NOT EXISTS (SELECT 1 FROM ${onDuty})
          OR EXISTS (SELECT 1 FROM ${onDuty} AND approver."userId" = asked.viewer)
          OR EXISTS (SELECT 1 FROM ${onDuty} AND approver."userId" NOT IN (${handed}) AND EXISTS (
            SELECT 1 FROM "StandIn" other WHERE other."approverId" = approver.id AND other."userId" = asked.viewer
              AND asked.today BETWEEN other."from" AND other.until)))
        AND asked.viewer NOT IN (${handed})`,
    planId: 'plan.id',
    told: (count) => ({
      zh: `${count}个方案已提交，等您审批`,
      en: `${many(count, 'plan is', 'plans are')} submitted and wait for your approval`,
    }),
  },
  {
    code: 'objections-to-answer',
    from: `"Objection" objection JOIN "Round" round ON round.id = objection."roundId"
      ${windowOf('objections', 'round.id')}
      WHERE asked.officer AND objection."countyId" = asked.id AND objection.state = 'submitted' AND round.state <> 'closed'`,
    due: '"window".until',
    told: (count) => ({
      zh: `${count}件异议待答复`,
      en: `${many(count, 'objection', 'objections')} to answer`,
    }),
  },
  {
    code: 'requests-to-decide',
    from: `"Request" request LEFT JOIN "Round" round ON round.id = request."roundId"
      ${windowOf('requests', 'round.id')}
      WHERE asked.officer AND request."countyId" = asked.id AND request.state = 'submitted'
        AND (round.id IS NULL OR round.state <> 'closed')`,
    due: '"window".until',
    told: (count) => ({
      zh: `${count}件学校用人申请待审核`,
      en: `${many(count, 'request of a school', 'requests of schools')} to decide`,
    }),
  },
  {
    code: 'hold-backs-to-decide',
    from: `"HoldBack" held JOIN "Round" round ON round.id = held."roundId" ${windowOf('requests', 'round.id')}
      WHERE asked.officer AND held."countyId" = asked.id AND held.state = 'submitted' AND round.state <> 'closed'`,
    due: '"window".until',
    told: (count) => ({
      zh: `${count}件暂留申请待审核`,
      en: `${many(count, 'hold-back', 'hold-backs')} to decide`,
    }),
  },
  {
    code: 'contests-to-answer',
    from: `"PointsContest" contest
      WHERE asked.officer AND contest."countyId" = asked.id AND contest.state = 'submitted'`,
    told: (count) => ({
      zh: `${count}件积分复核待答复`,
      en: `${many(count, 'contest of points', 'contests of points')} to answer`,
    }),
  },
  {
    code: 'corrections-to-answer',
    from: `"Correction" correction
      WHERE asked.officer AND correction."countyId" = asked.id AND correction.state = 'submitted'`,
    told: (count) => ({
      zh: `${count}件信息更正申请待答复`,
      en: `${many(count, 'correction of a record', 'corrections of records')} to answer`,
    }),
  },
  {
    code: 'plans-to-publish',
    from: `"Plan" plan JOIN "Round" round ON round.id = plan."roundId" ${windowOf('provisional-list', 'round.id')}
      WHERE asked.officer AND plan."countyId" = asked.id AND plan.state = 'approved' AND round.state IN ('open', 'planning', 'provisional')`,
    due: '"window".until',
    planId: 'plan.id',
    told: (count) => ({
      zh: `${count}个方案已批准，待公示`,
      en: `${many(count, 'plan is', 'plans are')} approved and not published`,
    }),
  },
  {
    code: 'moves-to-order',
    from: `"Round" round ${windowOf('orders', 'round.id')}
      CROSS JOIN LATERAL generate_series(1, (${unorderedMoves('round.id')}))
      WHERE asked.officer AND round."countyId" = asked.id AND round.state = 'final'`,
    due: '"window".until',
    told: (count) => ({
      zh: `最终名单上有${count}名教师待派遣`,
      en: `${many(count, 'teacher of the final list', 'teachers of the final list')} to order`,
    }),
  },
  {
    code: 'letters-to-issue',
    from: `"Posting" posting WHERE asked.officer AND posting."countyId" = asked.id AND posting.state = 'ordered'
        AND posting."planId" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "Letter" letter
          WHERE letter."planId" = posting."planId" AND letter."teacherId" = posting."teacherId"
            AND letter.kind::text = CASE posting.form WHEN 'circuit' THEN 'circuit' ELSE 'dispatch' END
            AND letter.state = 'issued')`,
    due: 'posting."startsOn"',
    told: (count) => ({
      zh: `${count}名教师的派遣函或走教安排通知待开具`,
      en: `${many(count, 'letter of dispatch or of a circuit', 'letters of dispatch or of a circuit')} to issue`,
    }),
  },
  {
    code: 'placements-to-tell',
    from: `"Placement" placement JOIN "Recruit" recruit ON recruit.id = placement."recruitId"
      WHERE asked.officer AND recruit."countyId" = asked.id AND recruit.state = 'ordered' AND placement."startsOn" IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM "Letter" letter
          WHERE letter."planId" = placement."planId" AND letter."recruitId" = recruit.id AND letter.state = 'issued')`,
    due: 'placement."startsOn"',
    told: (count) => ({
      zh: `${count}名新聘教师的安置通知待开具`,
      en: `${many(count, 'notice', 'notices')} of placement to issue`,
    }),
  },
  {
    code: 'arrivals-to-report',
    from: `"Posting" posting WHERE posting."hostSchoolId" = ANY(asked.schools) AND posting."countyId" = asked.id
        AND posting.state IN ('ordered', 'serving') AND posting."reportBy" IS NOT NULL AND posting."reportedOn" IS NULL
        AND posting."startsOn" <= asked.today`,
    due: 'posting."reportBy"',
    told: (count) => ({
      zh: `${count}名教师是否到校，待您确认`,
      en: `Confirm whether ${many(count, 'teacher has', 'teachers have')} arrived`,
    }),
  },
  {
    code: 'assessments-to-give',
    from: `"Posting" posting WHERE posting."hostSchoolId" = ANY(asked.schools) AND ${endsSoon}
        AND NOT EXISTS (SELECT 1 FROM ${assessment})`,
    due: 'posting."endsOn"',
    told: (count) => ({
      zh: `${count}名交流教师将期满，待您考核`,
      en: `Assess ${many(count, 'teacher', 'teachers')} whose posting ends soon`,
    }),
  },
  {
    code: 'assessments-returned',
    from: `"Assessment" assessment JOIN "Posting" posting ON posting.id = assessment."postingId"
      WHERE posting."hostSchoolId" = ANY(asked.schools) AND posting."countyId" = asked.id AND assessment.state = 'returned'`,
    told: (count) => ({
      zh: `${count}份考核被退回，待您重新填写`,
      en: `Write ${many(count, 'assessment', 'assessments')} anew that HR has returned`,
    }),
  },
  {
    code: 'assessments-to-confirm',
    from: `"Assessment" assessment WHERE asked.officer AND assessment."countyId" = asked.id
        AND assessment.state = 'submitted' AND assessment.by IS DISTINCT FROM asked.viewer`,
    told: (count) => ({
      zh: `${count}份考核待确认`,
      en: `${many(count, 'assessment', 'assessments')} to confirm`,
    }),
  },
  {
    code: 'assessments-to-answer',
    from: `"Assessment" assessment WHERE asked.officer AND assessment."countyId" = asked.id AND assessment.state = 'confirmed'
        AND assessment."commentedAt" IS NOT NULL AND assessment."answeredAt" IS NULL
        AND assessment.by IS DISTINCT FROM asked.viewer`,
    told: (count) => ({
      zh: `${count}名教师对考核提出意见，待答复`,
      en: `${many(count, 'teacher has', 'teachers have')} something to say to an assessment, to be answered`,
    }),
  },
  {
    code: 'ends-to-decide',
    from: `"Posting" posting WHERE asked.officer AND ${endsSoon}
        AND EXISTS (SELECT 1 FROM ${assessment} AND assessment.state = 'confirmed'
          AND (assessment."commentedAt" IS NULL OR assessment."answeredAt" IS NOT NULL))`,
    due: 'posting."endsOn"',
    told: (count) => ({
      zh: `${count}名交流教师已考核，去留待决定`,
      en: `Decide the end of ${many(count, 'assessed posting', 'assessed postings')}`,
    }),
  },
  {
    code: 'postings-due-back',
    from: `"Posting" posting WHERE asked.officer AND ${endsSoon}
        AND NOT EXISTS (SELECT 1 FROM ${assessment} AND assessment.state = 'confirmed')`,
    due: 'posting."endsOn"',
    told: (count) => ({
      zh: `${count}名交流教师三个月内期满，考核尚未确认`,
      en: `${many(count, 'posting ends', 'postings end')} within three months without a confirmed assessment`,
    }),
  },
  {
    code: 'rectification-to-close',
    from: `"RectificationItem" item
      WHERE asked.inspector AND item."countyId" = asked.id AND item.state = 'submitted'`,
    due: 'item."dueOn"',
    told: (count) => ({
      zh: `${count}项整改已报送，待您核查销号`,
      en: `${many(count, 'rectification', 'rectifications')} submitted for you to check`,
    }),
  },
  {
    code: 'rectification-due',
    from: `"RectificationItem" item WHERE asked.officer AND item."countyId" = asked.id AND item.state = 'open'
        AND item."dueOn" <= asked.today + ${beforeDue}`,
    due: 'item."dueOn"',
    told: (count) => ({
      zh: `${count}项整改30天内到期或已逾期`,
      en: `${many(count, 'rectification is', 'rectifications are')} due within 30 days, or overdue`,
    }),
  },
];
