import type { Database } from '../../prisma/client.ts';
import type { WindowKind } from '../../prisma/generated/enums.ts';
import type { RoleName } from '../../schema/context.ts';
import type { Alarm } from '../../schema/year-acts.ts';
import type { Words } from '../../solver/plan.ts';
import { countsIn, unorderedMoves, unreportedPostings } from './round-step.ts';

/** What is late in rounds, each as of a day; in the order of the year. Nothing of it is stored. */
export async function alarms(
  { db }: Pick<Database, 'db'>,
  rounds: readonly { readonly id: string; readonly today: string }[],
): Promise<Map<string, Alarm[]>> {
  const rows = await db.$queryRawUnsafe<Row[]>(
    statement,
    rounds.map(({ id }) => id),
    rounds.map(({ today }) => today),
  );
  const found = new Map<string, Alarm[]>(rounds.map(({ id }) => [id, []]));
  for (const { round, place, since, count } of rows) {
    const known = checks[place];
    if (known === undefined) continue;
    const { code, role, counted, told } = known;
    found.get(round)?.push({ code, role, since, count: counted ? count : null, text: told(count) });
  }
  return found;
}

interface Row {
  readonly round: string;
  readonly place: number;
  readonly since: string;
  readonly count: number;
}

interface Check {
  readonly code: string;
  /** Late once the window of this kind is over. */
  readonly window: WindowKind;
  readonly role: RoleName;
  /** Of `late`, a round whose window is over: how many wait; 0: none, and no alarm. */
  readonly waiting: string;
  readonly counted: boolean;
  told(count: number): Words;
}

const open = `late.state IN ('open', 'planning')`;
const once = (condition: string) => `CASE WHEN ${condition} THEN 1 ELSE 0 END`;

const checks: readonly Check[] = [
  {
    code: 'corrections-unanswered',
    window: 'registry_check',
    role: 'hr-officer',
    // What is asked for later is no matter of this check: the round takes the facts as they are.
    waiting: `SELECT CASE WHEN ${open} THEN count(*)::int ELSE 0 END FROM "Correction" correction
      JOIN "County" county ON county.id = correction."countyId"
      WHERE correction."countyId" = late."countyId" AND correction.state = 'submitted'
        AND (correction."createdAt" AT TIME ZONE county."timeZone")::date <= late.until`,
    counted: true,
    told: (count) => ({
      zh: `数据核对时段已截止，还有${count}件更正申请没有答复。`,
      en: `The registry check is over, and ${are(count, 'request for a correction', 'unanswered', 'requests for corrections')}.`,
    }),
  },
  {
    code: 'requests-undecided',
    window: 'requests',
    role: 'hr-officer',
    waiting: `SELECT count(*)::int FROM "Request" request
      WHERE request."countyId" = late."countyId" AND request.state = 'submitted'
        AND (request."roundId" = late.id OR request."roundId" IS NULL AND ${open})`,
    counted: true,
    told: (count) => ({
      zh: `申请时段已截止，还有${count}件学校申请没有答复。`,
      en: `The window for requests is over, and ${are(count, 'request', 'undecided')}.`,
    }),
  },
  {
    code: 'hold-backs-undecided',
    window: 'requests',
    role: 'hr-officer',
    waiting: `SELECT count(*)::int FROM "HoldBack" held WHERE held."roundId" = late.id AND held.state = 'submitted'`,
    counted: true,
    told: (count) => ({
      zh: `申请时段已截止，还有${count}件暂留申请没有答复。`,
      en: `The window for requests is over, and ${are(count, 'hold-back', 'undecided')}.`,
    }),
  },
  {
    code: 'contests-unanswered',
    window: 'points_frozen',
    role: 'hr-officer',
    waiting: `SELECT count(*)::int FROM "PointsContest" contest JOIN "Points" points ON points.id = contest."pointsId"
      WHERE ${countsIn('points', 'late')} AND contest.state = 'submitted'`,
    counted: true,
    told: (count) => ({
      zh: `积分核定时段已截止，还有${count}件积分复核没有答复。`,
      en: `Points should be frozen by now, and ${are(count, 'contest', 'unanswered')}.`,
    }),
  },
  {
    code: 'points-not-frozen',
    window: 'points_frozen',
    role: 'hr-officer',
    waiting: `SELECT ${once(`late."pointsFrozenAt" IS NULL AND ${open}`)}`,
    counted: false,
    told: () => ({
      zh: '积分核定时段已截止，积分还没有冻结。',
      en: 'Points should be frozen by now, and are not.',
    }),
  },
  {
    code: 'no-plan-submitted',
    window: 'plan',
    role: 'hr-officer',
    waiting: `SELECT ${once(`${open} AND NOT EXISTS (
      SELECT 1 FROM "Plan" plan WHERE plan."roundId" = late.id AND plan.state NOT IN ('draft', 'discarded'))`)}`,
    counted: false,
    told: () => ({
      zh: '方案编制时段已截止，还没有方案提交审批。',
      en: 'The window for the plan is over, and no plan is submitted.',
    }),
  },
  {
    code: 'no-provisional-list',
    window: 'provisional_list',
    role: 'hr-officer',
    waiting: `SELECT ${once(open)}`,
    counted: false,
    told: () => ({
      zh: '公示时段已截止，名单还没有公示。',
      en: 'The provisional list should have been published, and is not.',
    }),
  },
  {
    code: 'objections-unanswered',
    window: 'objections',
    role: 'hr-officer',
    waiting: `SELECT count(*)::int FROM "Objection" objection
      WHERE objection."roundId" = late.id AND objection.state = 'submitted'`,
    counted: true,
    told: (count) => ({
      zh: `异议受理时段已截止，还有${count}件异议没有答复。`,
      en: `The window for objections is over, and ${are(count, 'objection', 'unanswered')}.`,
    }),
  },
  {
    code: 'not-final',
    window: 'final',
    role: 'hr-officer',
    waiting: `SELECT ${once(`late.state IN ('open', 'planning', 'provisional')`)}`,
    counted: false,
    told: () => ({
      zh: '最终名单时段已截止，名单还没有定稿。',
      en: 'The final list is due, and not published.',
    }),
  },
  {
    code: 'orders-not-issued',
    window: 'orders',
    role: 'hr-officer',
    waiting: unorderedMoves('late.id'),
    counted: true,
    told: (count) => ({
      zh: `派遣函时段已截止，还有${count}名教师没有派遣。`,
      en: `The window for orders is over, and ${are(count, 'teacher', 'without one')}.`,
    }),
  },
  {
    code: 'not-reported',
    window: 'report_for_duty',
    role: 'principal',
    waiting: unreportedPostings('late.id'),
    counted: true,
    told: (count) => ({
      zh: `报到时段已截止，还有${count}名教师没有报到记录，请接收学校确认。`,
      en: `The window for reporting is over, and ${are(count, 'teacher', 'not known to have come')}. Their hosts have to say.`,
    }),
  },
];

const are = (count: number, noun: string, what: string, nouns = `${noun}s`): string =>
  count === 1 ? `1 ${noun} is ${what}` : `${count} ${nouns} are ${what}`;

/** Kinds as the database writes them. */
const written = (kind: WindowKind): string => kind.replaceAll('_', '-');

const statement = `
  WITH late AS (
    SELECT round.*, "window".kind, "window".until
    FROM unnest($1::uuid[], $2::date[]) AS asked(id, today)
    JOIN "Round" round ON round.id = asked.id AND round.state <> 'closed'
    JOIN "RoundWindow" "window" ON "window"."roundId" = round.id AND "window".until < asked.today)
  SELECT late.id AS round, checked.place, to_char(late.until + 1, 'YYYY-MM-DD') AS since, checked.waiting AS count
  FROM late CROSS JOIN LATERAL (VALUES
    ${checks
      .map(
        ({ window, waiting }, place) =>
          `(${place}, CASE WHEN late.kind = '${written(window)}' THEN (${waiting}) ELSE 0 END)`,
      )
      .join(',\n    ')}
  ) AS checked(place, waiting)
  WHERE checked.waiting > 0
  ORDER BY checked.place, late.id`;
