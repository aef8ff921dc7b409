import { onCircuit } from './circuits-read.ts';
import type { Context } from './context.ts';
import { rows } from './scope.ts';

/** What names a row among all rows of all types. */
export interface RowName {
  readonly typename: string;
  readonly key: string;
}

/** Tells of each of these whether there is such a row that the reader may see. Costs one statement a type. */
export async function readable(
  context: Context,
  names: readonly RowName[],
): Promise<(name: RowName) => boolean> {
  const seen = new Map<string, ReadonlySet<string>>();
  for (const [typename, keys] of byType(names)) {
    const found = (await finders[typename]?.(context, keys)) ?? [];
    seen.set(typename, new Set(found.map(({ id }) => id)));
  }
  return ({ typename, key }) => seen.get(typename)?.has(key) === true;
}

type Finder = (context: Context, keys: string[]) => PromiseLike<readonly { id: string }[]>;

const select = { id: true };

/** Every type `node` answers, and the rows of it the reader may see. */
const finders: Readonly<Record<string, Finder>> = {
  Province: ({ db, viewer }, keys) =>
    db.province.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).province] }, select }),
  County: ({ db, viewer }, keys) =>
    db.county.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).county] }, select }),
  Zone: ({ db, viewer }, keys) =>
    db.zone.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).zone] }, select }),
  Cluster: ({ db, viewer }, keys) =>
    db.cluster.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).cluster] }, select }),
  School: ({ db, viewer }, keys) =>
    db.school.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).school] }, select }),
  Section: ({ db, viewer }, keys) =>
    db.section.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).section] }, select }),
  Teacher: async (context, keys) => {
    const { db, viewer } = context;
    const told = await db.teacher.findMany({
      where: { AND: [{ id: { in: keys } }, rows(viewer).teacherTold] },
      select,
    });
    const others = keys.filter((key) => !told.some(({ id }) => id === key));
    return [...told, ...(await onCircuit(context, others))];
  },
  Posting: ({ db, viewer }, keys) =>
    db.posting.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).posting] }, select }),
  Assessment: ({ db, viewer }, keys) =>
    db.assessment.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).assessment] }, select }),
  PostingStandard: ({ db, viewer }, keys) =>
    db.postingStandard.findMany({
      where: { AND: [{ id: { in: keys } }, rows(viewer).postingStandard] },
      select,
    }),
  CurriculumStandard: ({ db, viewer }, keys) =>
    db.curriculumStandard.findMany({
      where: { AND: [{ id: { in: keys } }, rows(viewer).curriculumStandard] },
      select,
    }),
  LoadStandard: ({ db, viewer }, keys) =>
    db.loadStandard.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).loadStandard] }, select }),
  CountyBalanceStandard: ({ db, viewer }, keys) =>
    db.balanceStandard.findMany({
      where: { AND: [{ id: { in: keys } }, rows(viewer).balanceStandard] },
      select,
    }),
  AllowanceStandard: ({ db, viewer }, keys) =>
    db.allowanceStandard.findMany({
      where: { AND: [{ id: { in: keys } }, rows(viewer).allowanceStandard] },
      select,
    }),
  Policy: ({ db, viewer }, keys) =>
    db.policy.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).policy] }, select }),
  Round: ({ db, viewer }, keys) =>
    db.round.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).round] }, select }),
  Scenario: ({ db, viewer }, keys) =>
    db.scenario.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).scenario] }, select }),
  Request: ({ db, viewer }, keys) =>
    db.request.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).request] }, select }),
  Wish: ({ db, viewer }, keys) =>
    db.wish.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).wish] }, select }),
  Points: ({ db, viewer }, keys) =>
    db.points.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).points] }, select }),
  PointsContest: ({ db, viewer }, keys) =>
    db.pointsContest.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).pointsContest] }, select }),
  Correction: ({ db, viewer }, keys) =>
    db.correction.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).correction] }, select }),
  PointsRule: ({ db, viewer }, keys) =>
    db.pointsRule.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).pointsRule] }, select }),
  CalendarStandard: ({ db, viewer }, keys) =>
    db.calendarStandard.findMany({
      where: { AND: [{ id: { in: keys } }, rows(viewer).calendarStandard] },
      select,
    }),
  HoldBack: ({ db, viewer }, keys) =>
    db.holdBack.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).holdBack] }, select }),
  Problem: ({ db, viewer }, keys) =>
    db.problem.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).problem] }, select }),
  Solve: ({ db, viewer }, keys) =>
    db.solve.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).solve] }, select }),
  Batch: ({ db, viewer }, keys) =>
    db.batch.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).batch] }, select }),
  Plan: ({ db, viewer }, keys) =>
    db.plan.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).plan] }, select }),
  Move: ({ db, viewer }, keys) =>
    db.move.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).move] }, select }),
  Recruit: ({ db, viewer }, keys) =>
    db.recruit.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).recruit] }, select }),
  Placement: ({ db, viewer }, keys) =>
    db.placement.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).placement] }, select }),
  RecruitReason: ({ db, viewer }, keys) =>
    db.recruitReason.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).recruitReason] }, select }),
  UnfilledOpening: ({ db, viewer }, keys) =>
    db.unfilled.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).unfilledOpening] }, select }),
  Finding: ({ db, viewer }, keys) =>
    db.planFinding.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).finding] }, select }),
  Reason: ({ db, viewer }, keys) =>
    db.reason.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).reason] }, select }),
  Pin: ({ db, viewer }, keys) =>
    db.pin.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).pin] }, select }),
  AuditEvent: ({ db, viewer }, keys) =>
    db.auditEvent.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).auditEvent] }, select }),
  PlanEdit: ({ db, viewer }, keys) =>
    db.planEdit.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).planEdit] }, select }),
  PlanNote: ({ db, viewer }, keys) =>
    db.planNote.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).planNote] }, select }),
  PlanDecision: ({ db, viewer }, keys) =>
    db.planDecision.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).planDecision] }, select }),
  Approver: ({ db, viewer }, keys) =>
    db.approver.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).approver] }, select }),
  StandIn: ({ db, viewer }, keys) =>
    db.standIn.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).standIn] }, select }),
  Objection: ({ db, viewer }, keys) =>
    db.objection.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).objection] }, select }),
  RectificationItem: ({ db, viewer }, keys) =>
    db.rectificationItem.findMany({
      where: { AND: [{ id: { in: keys } }, rows(viewer).rectificationItem] },
      select,
    }),
  Evidence: ({ db, viewer }, keys) =>
    db.evidence.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).evidence] }, select }),
  Rollover: ({ db, viewer }, keys) =>
    db.rollover.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).rollover] }, select }),
  Letter: ({ db, viewer }, keys) =>
    db.letter.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).letter] }, select }),
  LetterIssue: ({ db, viewer }, keys) =>
    db.letterIssue.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).letterIssue] }, select }),
  LetterTemplate: ({ db, viewer }, keys) =>
    db.letterTemplate.findMany({
      where: { AND: [{ id: { in: keys } }, rows(viewer).letterTemplate] },
      select,
    }),
  Import: ({ db, viewer }, keys) =>
    db.import.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).import] }, select }),
  ColumnMapping: ({ db, viewer }, keys) =>
    db.columnMapping.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).columnMapping] }, select }),
  SignInSession: ({ db, viewer }, keys) =>
    db.session.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).signInSession] }, select }),
  Account: ({ db, viewer }, keys) =>
    db.user.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).account] }, select }),
  AccountRole: ({ db, viewer }, keys) =>
    db.roleGrant.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).roleGrant] }, select }),
  Invitation: ({ db, viewer }, keys) =>
    db.invitation.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).invitation] }, select }),
  AccessToken: ({ db, viewer }, keys) =>
    db.session.findMany({ where: { AND: [{ id: { in: keys } }, rows(viewer).accessToken] }, select }),
};

function byType(names: readonly RowName[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { typename, key } of names) {
    const keys = found.get(typename);
    if (keys) keys.push(key);
    else found.set(typename, [key]);
  }
  return found;
}
