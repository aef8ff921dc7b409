import type { Prisma } from '../prisma/generated/client.ts';
import { type ChangeSince, VersionConflict } from '../schema/errors.ts';
import * as stored from '../schema/stored.ts';
import type { Words } from '../solver/plan.ts';

/** A row that bears a version, every step of which is a deed on it in the record. */
interface Versioned {
  readonly id: string;
  readonly version: number;
}

/** What deeds call it; see `deedNames`. */
type Entity =
  | 'Plan'
  | 'Round'
  | 'Objection'
  | 'Approver'
  | 'StandIn'
  | 'Posting'
  | 'Recruit'
  | 'Assessment'
  | 'Request'
  | 'HoldBack'
  | 'Correction'
  | 'Scenario'
  | 'Batch'
  | 'RectificationItem'
  | 'User'
  | 'Letter'
  | 'Wish'
  | 'Points'
  | 'PointsContest';

/** What is never changed but followed by a newer version, each a row of its own. */
type Series = 'LetterTemplate' | 'PublicFigures';

/** The row is at the version its writer has read. Throws `VersionConflict`, which tells who did what since. */
export async function mustBeAt(
  tx: Prisma.TransactionClient,
  entity: Entity,
  { id, version }: Versioned,
  read: number,
): Promise<void> {
  if (version === read) return;
  const changes = version > read ? await changesOf(tx, entity, [id], Math.min(version - read, most)) : [];
  throw new VersionConflict(version, changes[0]?.by ?? null, changes);
}

/**
 * The newest of a series is the version its writer has read; 0 where there is none yet. Throws `VersionConflict`, which tells
 * who added what since.
 */
export async function mustBeNewest(
  tx: Prisma.TransactionClient,
  series: Series,
  versions: readonly Versioned[],
  read: number,
): Promise<void> {
  const newest = Math.max(0, ...versions.map(({ version }) => version));
  if (newest === read) return;
  const since = versions.filter(({ version }) => version > read).map(({ id }) => id);
  const changes = await changesOf(tx, series, since, most);
  throw new VersionConflict(newest, changes[0]?.by ?? null, changes);
}

/** As many as anybody reads. */
const most = 20;

/** The latest deeds on rows. */
async function changesOf(
  tx: Prisma.TransactionClient,
  entity: Entity | Series,
  ids: readonly string[],
  count: number,
): Promise<ChangeSince[]> {
  const asked = entity === 'Posting' ? latestOfPosting : latest;
  const deeds = await tx.$queryRawUnsafe<Deed[]>(asked, entity, ids, count);
  return deeds.map(({ at, by, action, words }) => ({
    at,
    by,
    action,
    what: words === null ? (deedNames[action] ?? { zh: action, en: action }) : stored.words.parse(words),
  }));
}

interface Deed {
  readonly at: Date;
  readonly by: string | null;
  readonly action: string;
  /** In the deed's own words; null: it has none. */
  readonly words: unknown;
}

/** What is recorded on a row and leaves its version as it is. */
export const unversioned = [
  'account.take-data',
  'account.sign-out-everywhere',
  'account.start-totp',
  'account.confirm-totp',
  'account.stop-totp',
  'account.use-recovery-code',
] as const;

const quoted = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');

/** $1 the model, $2 the rows, $3 how many. A scenario that is taken over changes its round. */
const latest = `
  SELECT event.at, "user".name AS by, event.action, event.after->'words' AS words
  FROM "AuditEvent" event LEFT JOIN "User" "user" ON "user".id = event."userId"
  WHERE event.entity = $1::text AND event."entityId" = ANY($2::uuid[]) AND event.action NOT IN (${quoted(unversioned)})
    OR $1::text = 'Round' AND event.action = 'scenario.promote' AND event.after->>'roundId' = ANY($2::text[])
  ORDER BY event.position DESC LIMIT $3::int`;

/** The same of a posting, whose steps are kept with it: also those that its day has brought about. */
const latestOfPosting = `
  SELECT change.at, "user".name AS by, lower($1::text) || '.' || replace(change.step::text, '_', '-') AS action, NULL AS words
  FROM "PostingChange" change LEFT JOIN "User" "user" ON "user".id = change.by
  WHERE change."postingId" = ANY($2::uuid[])
  ORDER BY change.position DESC LIMIT $3::int`;

/** What a deed is called that says no more of itself. */
export const deedNames: Readonly<Record<string, Words>> = {
  'round.open': { zh: '开启轮次', en: 'opened the round' },
  'round.pin': { zh: '固定了人员安排', en: 'pinned teachers' },
  'round.unpin': { zh: '取消了人员固定', en: 'took pins away' },
  'round.set-window': { zh: '调整了时段', en: 'set a window' },
  'round.begin-planning': { zh: '开始编制方案', en: 'began planning' },
  'round.take-back-planning': { zh: '退回受理申请和意愿', en: 'went back to taking requests and wishes' },
  'round.close': { zh: '结束轮次', en: 'closed the round' },
  'round.reopen': { zh: '重新开启轮次', en: 'opened the round again' },
  'points.reckon': { zh: '按办法计分', en: 'reckoned the points' },
  'points.freeze': { zh: '冻结积分', en: 'froze the points' },
  'points.correct': { zh: '更正积分', en: 'corrected the points' },
  'points.contest': { zh: '申请积分复核', en: 'contested the points' },
  'points.answer': { zh: '答复积分复核', en: 'answered the contest' },
  'round.follow': { zh: '轮次随方案进入下一阶段', en: 'the round followed its plan' },
  'scenario.promote': { zh: '采用了情景', en: 'took a scenario over' },
  'batch.start': { zh: '发起全省求解', en: 'started the batch' },
  'batch.restart': { zh: '重新发起未完成的县', en: 'asked again for what was left' },
  'batch.cancel': { zh: '取消全省求解', en: 'cancelled the batch' },
  'scenario.create': { zh: '新建情景', en: 'wrote the scenario' },
  'scenario.change': { zh: '修改情景', en: 'changed the scenario' },
  'scenario.drop': { zh: '搁置情景', en: 'put the scenario aside' },
  'plan.store': { zh: '生成方案', en: 'made the plan' },
  'plan.edit': { zh: '手工调整', en: 'moved somebody by hand' },
  'plan.undo': { zh: '撤销手工调整', en: 'took a move by hand back' },
  'posting.order-plan': { zh: '按方案派遣', en: 'ordered its postings' },
  'plan.branch': { zh: '由此另立手工方案', en: 'made a plan by hand from it' },
  'plan.submit': { zh: '提交审批', en: 'submitted it' },
  'plan.withdraw': { zh: '撤回提交', en: 'took the submission back' },
  'plan.approve': { zh: '批准', en: 'approved it' },
  'plan.send-back': { zh: '退回修改', en: 'sent it back' },
  'plan.publish': { zh: '公示', en: 'published it' },
  'plan.replace': { zh: '公示方案被新方案取代', en: 'put another plan in its place' },
  'plan.finalise': { zh: '定稿', en: 'made it final' },
  'plan.discard': { zh: '作废', en: 'put it aside' },
  'objection.submit': { zh: '提出异议', en: 'objected' },
  'objection.withdraw': { zh: '撤回异议', en: 'took the objection back' },
  'objection.uphold': { zh: '支持异议', en: 'upheld the objection' },
  'objection.refuse': { zh: '不支持异议', en: 'refused the objection' },
  'objection.branch': { zh: '为异议另行求解', en: 'had another plan solved for the objection' },
  'posting.report': { zh: '确认报到', en: 'said that the teacher came' },
  'posting.replace': { zh: '改派他人', en: 'ordered somebody else in its place' },
  'posting.extend': { zh: '延长', en: 'made it longer' },
  'posting.end-early': { zh: '提前结束', en: 'ended it early' },
  'posting.decide': { zh: '决定期满去留', en: 'decided of its end' },
  'posting.cancel': { zh: '取消派任', en: 'called it off' },
  'posting.undo': { zh: '撤回上一步', en: 'took the last step back' },
  'posting.land': { zh: '派任生效', en: 'its first day came' },
  'posting.end': { zh: '派任期满', en: 'its last day was over' },
  'recruit.withdraw': { zh: '办理退出', en: 'had the recruit withdraw' },
  'recruit.restore': { zh: '恢复待安置', en: 'had the recruit wait again' },
  'recruit.order': { zh: '下达派任', en: 'ordered the recruit to a school' },
  'recruit.never-came': { zh: '始终未报到', en: 'never came' },
  'recruit.place': { zh: '到岗', en: 'the first day came' },
  'assessment.assess': { zh: '提交考核', en: 'assessed it' },
  'assessment.confirm': { zh: '审定考核', en: 'confirmed the assessment' },
  'assessment.comment': { zh: '教师写了意见', en: 'the teacher commented' },
  'assessment.answer': { zh: '答复教师意见', en: 'answered the teacher' },
  'assessment.return': { zh: '退回重新考核', en: 'returned it to be written anew' },
  'request.submit': { zh: '提出申请', en: 'asked' },
  'request.change': { zh: '修改申请', en: 'changed the request' },
  'request.withdraw': { zh: '撤回申请', en: 'withdrew the request' },
  'request.approve': { zh: '批准申请', en: 'approved the request' },
  'request.refuse': { zh: '不予批准', en: 'refused the request' },
  'request.adopt': { zh: '随情景采用而调整', en: 'changed it with a scenario that was taken over' },
  'request.reconsider': { zh: '收回答复', en: 'took the answer back' },
  'hold-back.ask': { zh: '申请暂留', en: 'asked to keep a teacher' },
  'hold-back.withdraw': { zh: '撤回暂留申请', en: 'withdrew the hold-back' },
  'hold-back.approve': { zh: '批准暂留', en: 'approved the hold-back' },
  'hold-back.refuse': { zh: '不予暂留', en: 'refused the hold-back' },
  'correction.request': { zh: '申请更正', en: 'asked for a correction' },
  'correction.withdraw': { zh: '撤回更正申请', en: 'withdrew the correction' },
  'correction.accept': { zh: '同意更正', en: 'accepted the correction' },
  'correction.refuse': { zh: '不予更正', en: 'refused the correction' },
  'wish.set': { zh: '填报志愿', en: 'gave the wishes' },
  'letter.void': { zh: '作废文书', en: 'made the letter void' },
  'letter-template.add': { zh: '新增模板版本', en: 'added a version of the template' },
  'figures.publish': { zh: '公布数据', en: 'published figures' },
  'figures.withdraw': { zh: '撤下公布的数据', en: 'took the figures back' },
  'rectification.assign': { zh: '落实责任人和期限', en: 'gave the item an owner and a day' },
  'rectification.attach': { zh: '上传佐证材料', en: 'attached evidence' },
  'rectification.submit': { zh: '提交销号', en: 'asked that the item be closed' },
  'rectification.withdraw': { zh: '撤回销号申请', en: 'took the asking back' },
  'rectification.close': { zh: '销号', en: 'closed the item' },
  'rectification.send-back': { zh: '退回整改', en: 'sent the item back' },
  'account.accept-invitation': { zh: '接受邀请并设置密码', en: 'took the invitation up' },
  'account.change-password': { zh: '修改密码', en: 'changed the password' },
  'account.set-password': { zh: '设置密码', en: 'set a password' },
  'account.reset-password': { zh: '重置密码', en: 'reset the password' },
  'account.grant-role': { zh: '授予角色', en: 'gave a role' },
  'account.revoke-role': { zh: '收回角色', en: 'took a role away' },
  'account.enable': { zh: '启用账号', en: 'enabled the account' },
  'account.disable': { zh: '停用账号', en: 'disabled the account' },
  'account.remove-totp': { zh: '停用动态口令', en: 'ended its one-time codes' },
  'approver.name': { zh: '指定审批人', en: 'named the approver' },
  'approver.end': { zh: '终止审批人', en: 'ended the approver' },
  'stand-in.name': { zh: '指定代理人', en: 'named the stand-in' },
  'stand-in.end': { zh: '终止代理', en: 'ended the stand-in' },
};
