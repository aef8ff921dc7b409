import { plusDays } from '../../solver/calendar.ts';
import type { Cast, Named } from './cast.ts';
import { movesOf } from './deciding.ts';
import type { Opened } from './preparing.ts';
import { orderedOf } from './recruits.ts';
import type { Stage } from './stage.ts';

/** A posting as the demo reads it. */
export interface PostingRead {
  readonly id: string;
  readonly version: number;
  readonly teacher: Named & {
    readonly teachingSince: string;
    readonly serving: {
      readonly id: string;
      readonly school: { readonly id: string; readonly name: string };
    };
  };
  readonly from: { readonly id: string } | null;
  readonly back: { readonly id: string } | null;
  readonly to: { readonly id: string } | null;
  readonly hostSchool: {
    readonly id: string;
    readonly name: string;
    readonly zone: { readonly monthly: number } | null;
  };
  readonly form: string;
  readonly relationMoves: boolean;
  readonly state: 'ORDERED' | 'SERVING' | 'ENDED' | 'CANCELLED';
  readonly decision: 'RETURN' | 'EXTEND' | null;
  readonly startsOn: string;
  readonly endsOn: string | null;
  readonly endedOn: string | null;
  readonly reportBy: string | null;
  readonly reportedOn: string | null;
}

const fields = `id version form relationMoves state decision startsOn endsOn endedOn reportBy reportedOn
  teacher { id name staffNumber teachingSince serving { id school { id name } } } from { id } back { id } to { id }
  hostSchool { id name zone { monthly } }`;

/** All postings of the county that meet a filter, by staff number. */
export async function postings(
  { head, countyCode: code }: Pick<Cast, 'head' | 'countyCode'>,
  filter: object = {},
): Promise<readonly PostingRead[]> {
  const found: PostingRead[] = [];
  let after: string | null = null;
  do {
    const page: {
      county: { postings: { nodes: PostingRead[]; pageInfo: { hasNextPage: boolean; endCursor: string } } };
    } = await head.reads(
      `query ($code: String!, $filter: PostingFilter, $after: String) { county(code: $code) {
          postings(first: 200, orderBy: TEACHER, filter: $filter, after: $after) { pageInfo { hasNextPage endCursor } nodes { ${fields} } } } }`,
      { code, filter, after },
    );
    const { nodes, pageInfo } = page.county.postings;
    found.push(...nodes);
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return found;
}

/** Orders what the final plan decides; nobody serves elsewhere before the day. */
export async function orderPostings(stage: Stage, cast: Cast, planId: string): Promise<void> {
  const { head } = cast;
  await stage.moveTo(plusDays(stage.today(), 1));
  const { node } = await head.reads<{ node: { version: number } }>(
    'query ($id: ID!) { node(id: $id) { ... on Plan { version } } }',
    { id: planId },
  );
  await head.does('orderPostings', { planId, version: node.version }, '... on Plan { id }');
  const ordered = await postings(cast, { planId });
  const circuits = ordered.filter(({ form }) => form === 'CIRCUIT').length;
  const returns = (await movesOf(head, planId)).filter(({ form }) => form === 'RETURN').length;
  const recruits = (await orderedOf(cast, planId)).length;
  const whole = ordered.length - circuits;
  head.tells('postings-ordered', {
    zh: `下达派任${whole}项、走教${circuits}项${recruits === 0 ? '' : `、新聘教师${recruits}人`}，期满返回${returns}人。`,
    en: `orders ${whole} postings${recruits === 0 ? ` and ${circuits} circuits` : `, ${circuits} circuits and ${recruits} recruits`}; ${returns} come home.`,
  });
}

/** The day before nobody has moved; on the day who is ordered serves at the host, and reports there; one does not come. */
export async function reportForDuty(stage: Stage, cast: Cast, round: Opened, planId: string): Promise<void> {
  const { effective } = round;
  await stage.moveTo(plusDays(effective, -1));
  const waiting = await postings(cast, { planId, states: ['ORDERED'] });
  const early = waiting.filter(
    ({ form, to, teacher }) => form !== 'CIRCUIT' && teacher.serving.id === to?.id,
  );
  if (early.length > 0) throw new Error(`${early[0]?.teacher.name} serves at the host before the day.`);
  const absent = await whoCanBeReplaced(cast, waiting);
  const recruits = await orderedOf(cast, planId);
  const before = await postings(cast, { states: ['SERVING'] });
  await stage.moveTo(effective);
  const serving = await postings(cast, { planId, states: ['SERVING'] });
  if (serving.length !== waiting.length + recruits.length)
    throw new Error(`Of ${waiting.length} postings and ${recruits.length} recruits ${serving.length} began.`);
  const standing = new Set((await postings(cast, { states: ['SERVING'] })).map(({ id }) => id));
  const home = before.filter(({ id }) => !standing.has(id));
  stage.tellOfServer('postings-landed', {
    zh: `当日生效：${serving.length}项派任开始，${home.length}项期满结束。`,
    en: `begins ${serving.length} postings and ends ${home.length}, as their day has come.`,
  });
  if (recruits.length > 0) {
    const names = recruits.map(({ recruit }) => recruit.name).join('、');
    stage.tellOfServer('recruits-began', {
      zh: `新聘教师${names}当日起为在册教师。`,
      en: `has teachers of the recruits ${names}, as their day has come.`,
    });
  }
  const hosts = new Map<string, PostingRead[]>();
  for (const posting of serving.filter(({ form, id }) => form !== 'CIRCUIT' && id !== absent.id))
    hosts.set(posting.hostSchool.id, [...(hosts.get(posting.hostSchool.id) ?? []), posting]);
  for (const [schoolId, came] of hosts) {
    const by = await cast.principalOf(schoolId);
    for (const { id, version } of came)
      await by.does('reportForDuty', { postingId: id, version, on: effective }, '... on Posting { state }');
    const names = came.map(({ teacher }) => teacher.name).join('、');
    by.tells('reported', { zh: `确认${names}报到。`, en: `says that ${names} came.` });
  }
  await replaceAbsent(stage, cast, absent);
}

/** Of those ordered, the first for whom the plan knows somebody in reserve. */
async function whoCanBeReplaced({ head }: Cast, waiting: readonly PostingRead[]): Promise<PostingRead> {
  for (const posting of waiting)
    if (
      posting.form !== 'CIRCUIT' &&
      posting.form !== 'CADRE' &&
      (await reserveOf(head, posting.id)) !== undefined
    )
      return posting;
  throw new Error('Nobody ordered has a reserve.');
}

async function reserveOf(head: Cast['head'], postingId: string): Promise<Named | undefined> {
  const { reserveList } = await head.reads<{
    reserveList: { options?: { kind: string; teacher: Named | null; goals: object[] | null }[] };
  }>(
    `query ($postingId: ID!) { reserveList(postingId: $postingId, most: 50) { __typename
      ... on Options { options { kind teacher { id name staffNumber } goals { text } } } } }`,
    { postingId },
  );
  return (
    reserveList.options?.find(
      ({ kind, teacher, goals }) => kind === 'GOES' && teacher !== null && goals !== null,
    )?.teacher ?? undefined
  );
}

async function replaceAbsent(stage: Stage, cast: Cast, absent: PostingRead): Promise<void> {
  const { head } = cast;
  await stage.moveTo(plusDays(absent.reportBy ?? stage.today(), 1));
  const missing = await postings(cast, { notArrived: true });
  const found = missing.find(({ id }) => id === absent.id);
  if (missing.length !== 1 || found === undefined)
    throw new Error(`One teacher has not come, and ${missing.length} are told.`);
  head.tells('absent-found', {
    zh: `查看未报到名单：${found.teacher.name}没有到${found.hostSchool.name}报到。`,
    en: `looks who did not come: ${found.teacher.name}, to ${found.hostSchool.name}.`,
  });
  const reserve = await reserveOf(head, found.id);
  if (reserve === undefined) throw new Error('Nobody is in reserve any more.');
  const { id, version } = await head.does<{ id: string; version: number }>(
    'replacePosting',
    {
      postingId: found.id,
      version: found.version,
      teacherId: reserve.id,
      reason: '未报到',
      explanation: '您是该岗位候补名单的第一名',
    },
    '... on Posting { id version }',
  );
  head.tells('absent-replaced', {
    zh: `按候补名单由${reserve.name}递补。`,
    en: `orders ${reserve.name} from the reserve list instead.`,
  });
  await stage.moveTo(plusDays(stage.today(), 1));
  const by = await cast.principalOf(found.hostSchool.id);
  const [landed] = (await postings(cast, { hostSchoolId: found.hostSchool.id })).filter(
    (posting) => posting.id === id,
  );
  await by.does(
    'reportForDuty',
    { postingId: id, version: landed?.version ?? version, on: stage.today() },
    '... on Posting { state }',
  );
  by.tells('replacement-reported', {
    zh: `确认${reserve.name}报到。`,
    en: `says that ${reserve.name} came.`,
  });
}

/** The first month is approved once it is over; then the round is closed. */
export async function payAndClose(stage: Stage, cast: Cast, round: Opened): Promise<void> {
  const { head, countyId, countyCode: code } = cast;
  const month = round.effective.slice(0, 7);
  await stage.moveTo(`${round.schoolYear}-10-08`);
  const { county } = await head.reads<{
    county: { allowances: { rows: { total: number }[]; area: number; transport: number; seal: string } };
  }>(
    `query ($code: String!, $month: String!) { county(code: $code) { allowances(month: $month) {
      ... on AllowanceList { rows { total } area transport seal } } } }`,
    { code, month },
  );
  const { rows, area, transport, seal } = county.allowances;
  await head.does('approveAllowances', { countyId, month, seal }, '... on AllowanceApproval { position }');
  head.tells('allowances-approved', {
    zh: `审定${month}津贴：${rows.length}人，地区${area}元、交通${transport}元。`,
    en: `approves the allowances of ${month}: ${rows.length} people, ${area} yuan by zone and ${transport} for transport.`,
  });
  await stage.moveTo(plusDays(stage.today(), 1));
  const { node } = await head.reads<{ node: { version: number; alarms: { code: string }[] } }>(
    'query ($id: ID!) { node(id: $id) { ... on Round { version alarms { code } } } }',
    { id: round.id },
  );
  if (node.alarms.length > 0)
    throw new Error(`Something is late: ${node.alarms.map((alarm) => alarm.code).join(', ')}`);
  await head.does('closeRound', { roundId: round.id, version: node.version }, '... on Round { state }');
  head.tells('round-closed', { zh: '结束本轮次。', en: 'closes the round.' });
}
