import { plusDays } from '../../solver/calendar.ts';
import type { Words } from '../../solver/plan.ts';
import type { Cast, Named } from './cast.ts';
import type { Person } from './people.ts';
import { type Opened, roundVersion } from './preparing.ts';
import { placementsOf } from './recruits.ts';
import type { Stage } from './stage.ts';

/** A plan as read: acts name the version. */
interface PlanRead {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly status: string;
  readonly moved: number;
  readonly unfilled: { readonly totalCount: number };
  readonly findings: { readonly totalCount: number };
}

interface Going {
  readonly teacher: Named & { readonly cadreRole: string | null };
  readonly from: { readonly school: { readonly id: string; readonly name: string } };
  readonly to: { readonly school: { readonly id: string; readonly name: string } };
  readonly form: string;
  readonly relationMoves: boolean;
}

const planFields =
  'id name version status moved unfilled(first: 1) { totalCount } findings(first: 1) { totalCount }';

const readPlan = async (by: Person, id: string): Promise<PlanRead> =>
  (
    await by.reads<{ node: PlanRead }>(
      `query ($id: ID!) { node(id: $id) { ... on Plan { ${planFields} } } }`,
      { id },
    )
  ).node;

/** Every move of a plan, by staff number. */
export async function movesOf(by: Person, id: string): Promise<readonly Going[]> {
  const { node } = await by.reads<{ node: { moves: { totalCount: number; nodes: Going[] } } }>(
    `query ($id: ID!) { node(id: $id) { ... on Plan { moves(first: 200) { totalCount nodes {
      teacher { id name staffNumber cadreRole } from { school { id name } } to { school { id name } } form relationMoves } } } } }`,
    { id },
  );
  const { nodes, totalCount } = node.moves;
  if (nodes.length !== totalCount)
    throw new Error(`A plan of ${totalCount} moves is longer than the demo reads.`);
  return nodes.toSorted((a, b) => (a.teacher.staffNumber < b.teacher.staffNumber ? -1 : 1));
}

/** Who may be asked to stay or to object: no cadre, and nobody coming home. */
const ordinary = (moves: readonly Going[]): readonly Going[] =>
  moves.filter(({ form, teacher }) => form !== 'RETURN' && form !== 'CADRE' && teacher.cadreRole === null);

/** From the first solve to the plan that goes to be approved: solved, changed by hand, solved around. Answers its id. */
export async function plan(stage: Stage, { head, planner, second }: Cast, round: Opened): Promise<string> {
  await stage.moveTo(round.window('PLAN').from);
  await head.does(
    'beginPlanning',
    { roundId: round.id, version: await roundVersion(head, round.id) },
    '... on Round { id }',
  );
  head.tells('planning-begun', {
    zh: '申请和意愿已齐，转入方案编制。',
    en: 'takes the round to planning: requests and wishes are in.',
  });
  await stage.moveTo(plusDays(stage.today(), 1));
  const solved = await solvedOf(planner, round);
  const standing =
    solved.status === 'INFEASIBLE' ? await relaxed(stage, head, planner, round, solved) : solved;
  if (standing.status !== 'OPTIMAL')
    throw new Error(`The solve answered ${standing.status} and not OPTIMAL.`);
  await stage.moveTo(plusDays(stage.today(), 5));
  const byHand = await changeByHand(planner, second, standing);
  await stage.moveTo(plusDays(stage.today(), 2));
  const asked = {
    planId: byHand.id,
    version: byHand.version,
    roundVersion: await roundVersion(planner, round.id),
  };
  if (byHand.id === standing.id) {
    const said = await planner.isRefused('invalid-input', 'solveAroundPlan', asked);
    planner.tells('solved-around', {
      zh: `方案没有手工安排，无需固定后重新求解：${said}`,
      en: `has nothing by hand to solve around: ${said}`,
    });
    return standing.id;
  }
  const { id: again } = await planner.does<{ id: string }>('solveAroundPlan', asked, '... on Solve { id }');
  const settled = await readPlan(planner, await planner.follows(again));
  planner.tells('solved-around', {
    zh: `将手工安排固定后重新求解得“${settled.name}”：${settled.moved}人，状态${settled.status}。`,
    en: `has it solved around what was placed by hand: “${settled.name}”, ${settled.moved} people, ${settled.status}.`,
  });
  return settled.id;
}

async function solvedOf(planner: Person, round: Opened): Promise<PlanRead> {
  const { id } = await planner.does<{ id: string }>(
    'startSolve',
    { roundId: round.id },
    '... on Solve { id }',
  );
  const solved = await readPlan(planner, await planner.follows(id));
  planner.tells(solved.status === 'INFEASIBLE' ? 'no-plan' : 'solved', {
    zh: `求解得“${solved.name}”：派出和返回共${solved.moved}人，${solved.unfilled.totalCount}处岗位仍空，状态${solved.status}。`,
    en: `has the round solved: “${solved.name}” sends or brings home ${solved.moved}, leaves openings at ${solved.unfilled.totalCount} places, ${solved.status}.`,
  });
  return solved;
}

/** Where no plan keeps every rule, the diagnosis says which decision costs least; it is taken, named in the policy of this round, and the round is solved again. */
async function relaxed(
  stage: Stage,
  head: Person,
  planner: Person,
  round: Opened,
  { id }: PlanRead,
): Promise<PlanRead> {
  const { node } = await planner.reads<{
    node: { diagnosis: { relaxations: { rules: string[]; text: string }[] } | null };
  }>('query ($id: ID!) { node(id: $id) { ... on Plan { diagnosis { relaxations { rules text } } } } }', {
    id,
  });
  const [least] = node.diagnosis?.relaxations ?? [];
  if (least === undefined) throw new Error('There is no plan, and no decision that would make one.');
  planner.tells('diagnosis-read', {
    zh: `没有可行方案，查看诊断：${least.text}`,
    en: `reads why there is no plan: ${least.text}`,
  });
  await stage.moveTo(plusDays(stage.today(), 1));
  const decision = `县教育局局务会〔${round.schoolYear}〕5号纪要`;
  const { id: scenarioId, version } = await head.does<{ id: string; version: number }>(
    'createScenario',
    {
      roundId: round.id,
      name: '局务会决定',
      assumptions: { rules: least.rules.map((rule) => ({ rule, relaxed: decision })) },
    },
    '... on Scenario { id version }',
  );
  await head.does(
    'promoteScenario',
    { scenarioId, version, roundVersion: await roundVersion(head, round.id), reason: decision },
    '... on Round { id }',
  );
  head.tells('rule-relaxed', {
    zh: `按${decision}，本轮次可不满足${least.rules.join('、')}。`,
    en: `puts down by which decision ${least.rules.join(', ')} may be missed in this round: ${decision}.`,
  });
  return solvedOf(planner, round);
}

/** What a move by hand comes to. */
interface Edit {
  readonly plan: { readonly id: string };
  readonly text: string;
  readonly breaches: number;
  readonly findings: readonly { readonly words: Words }[];
}

/**
 * One officer leaves somebody in place; another, who read the same plan, is told who was first and what they did. Where the
 * quotas or a couple bear it of nobody, that is told and taken back, and the plan stays as it was solved.
 */
async function changeByHand(planner: Person, second: Person, solved: PlanRead): Promise<PlanRead> {
  let version = solved.version;
  let last: { readonly teacher: Going['teacher']; readonly edit: Edit } | undefined;
  for (const { teacher, to } of ordinary(await movesOf(planner, solved.id))) {
    const edit = await planner.does<Edit>(
      'moveByHand',
      { planId: solved.id, version, teacherId: teacher.id, reason: '学校工作需要' },
      '... on HandEdit { plan { id } text breaches findings { words { zh en } } }',
    );
    if (edit.breaches > 0) {
      // Another is left in place.
      const made = await readPlan(planner, edit.plan.id);
      await planner.does(
        'undoMoveByHand',
        { planId: made.id, version: made.version },
        '... on HandEdit { breaches }',
      );
      version = (await readPlan(planner, solved.id)).version;
      last = { teacher, edit };
      continue;
    }
    planner.tells('changed-by-hand', {
      zh: `手工让${teacher.name}留任，不去${to.school.name}。${edit.text}`,
      en: `leaves ${teacher.name} in place by hand, not to go to ${to.school.name}. ${edit.text}`,
    });
    await isToldOfIt(second, solved, version, teacher.id);
    return readPlan(planner, edit.plan.id);
  }
  if (last === undefined) throw new Error('The plan sends nobody whom an officer could leave in place.');
  const { teacher, edit } = last;
  planner.tells('changed-by-hand', {
    zh: `试着手工让${teacher.name}留任，已撤销：${edit.findings.map(({ words }) => words.zh).join('')}`,
    en: `tries to leave ${teacher.name} in place by hand, and takes it back. ${edit.findings.map(({ words }) => words.en).join(' ')}`,
  });
  await isToldOfIt(second, solved, solved.version, teacher.id);
  return readPlan(planner, solved.id);
}

/** Somebody who read the plan at a version before is told who was first and what they did. */
async function isToldOfIt(second: Person, { id }: PlanRead, version: number, teacherId: string) {
  const said = await second.isRefused('version-conflict', 'moveByHand', { planId: id, version, teacherId });
  second.tells('conflict-told', {
    zh: `同时改动同一方案，被告知：${said}`,
    en: `changes the same plan at the same time, and is told: ${said}`,
  });
}

/** Asks for approval, which the author may not give, and has the list published. */
export async function approveAndPublish(
  cast: Cast,
  author: Person,
  planId: string,
  refusedAs: 'not-approver' | 'four-eyes',
): Promise<void> {
  const { approver, head } = cast;
  const at = async () => ({ planId, version: (await readPlan(author, planId)).version });
  const { name } = await readPlan(author, planId);
  await author.does('submitPlan', await at(), '... on Plan { state }');
  author.tells('plan-submitted', { zh: `将“${name}”报批。`, en: `submits “${name}” for approval.` });
  const said = await author.isRefused(refusedAs, 'approvePlan', await at());
  author.tells('own-approval-refused', { zh: `自行批准被拒：${said}`, en: `may not approve it: ${said}` });
  await approver.does('approvePlan', await at(), '... on Plan { state }');
  approver.tells('plan-approved', { zh: `批准“${name}”。`, en: `approves “${name}”.` });
  const { changes, replaced } = await head.does<{
    changes: { text: string }[];
    replaced: { name: string } | null;
  }>('publishPlan', await at(), '... on PlanPublished { changes { text } replaced { name } }');
  const instead =
    replaced === null
      ? { zh: '。', en: '.' }
      : {
          zh: `，代替“${replaced.name}”，${changes.length}人有变：${changes.map(({ text }) => text).join('')}`,
          en: `, in place of “${replaced.name}”; otherwise for ${changes.length}: ${changes.map(({ text }) => text).join(' ')}`,
        };
  head.tells(replaced === null ? 'list-published' : 'list-replaced', {
    zh: `公示“${name}”${instead.zh}`,
    en: `publishes “${name}” as the provisional list${instead.en}`,
  });
}

/** The list for the notice board. */
export async function postNotice(stage: Stage, { head }: Cast, round: Opened, planId: string): Promise<void> {
  const { version } = await readPlan(head, planId);
  const { letters } = await head.does<{ letters: { nodes: { reference: string }[] } }>(
    'issueLetters',
    {
      input: {
        planId,
        version,
        kind: 'NOTICE',
        datedOn: stage.today(),
        key: `notice ${planId}`,
        objectionsUntil: round.window('OBJECTIONS').until,
      },
    },
    '... on LetterIssue { letters(first: 5) { nodes { reference } } }',
  );
  head.tells('notice-posted', {
    zh: `张贴公示名单（${letters.nodes[0]?.reference}）。`,
    en: `posts the list on the notice board (${letters.nodes[0]?.reference}).`,
  });
}

/** One objection is refused with reasons; one is upheld, and a plan is made for it that changes as little as can be. Answers the plan that stands. */
export async function hearObjections(
  stage: Stage,
  cast: Cast,
  round: Opened,
  planId: string,
): Promise<string> {
  const { second } = cast;
  await stage.moveTo(plusDays(round.window('OBJECTIONS').from, 2));
  const goers = ordinary(await movesOf(second, planId));
  const [refused, ...others] = goers;
  if (refused === undefined) throw new Error('The list sends nobody.');
  const first = await objects(cast, planId, refused, {
    zh: '家中老人需要照顾，路途太远。',
    en: 'My parents need me, and the road is too far.',
  });
  await stage.moveTo(plusDays(stage.today(), 2));
  await second.does(
    'answerObjection',
    { objectionId: first, version: 1, upheld: false, text: '经核实路程在政策规定以内，接收学校提供周转房' },
    '... on Objection { state }',
  );
  second.tells('objection-refused', {
    zh: `答复${refused.teacher.name}：经核实路程在政策规定以内，接收学校提供周转房，不予采纳。`,
    en: `answers ${refused.teacher.name}: the road is within what the policy allows and the host has a room; the objection is not upheld.`,
  });
  for (const goer of others) {
    const { optionsForTeacher } = await second.reads<{ optionsForTeacher: Options }>(optionsForGoer, {
      planId,
      teacherId: goer.teacher.id,
    });
    if (!canStay(optionsForTeacher)) continue;
    return upheld(stage, cast, round, planId, goer);
  }
  throw new Error('Nobody of the list can stay without breaking a rule.');
}

interface Options {
  readonly options?: readonly {
    readonly kind: string;
    readonly chosen: boolean;
    readonly goals: object[] | null;
  }[];
  readonly message?: string;
}

const optionFields =
  '__typename ... on Refusal { message } ... on Options { options { kind chosen goals { text } } }';
const optionsForGoer = `query ($planId: ID!, $teacherId: ID!) { optionsForTeacher(planId: $planId, teacherId: $teacherId, most: 50) { ${optionFields} } }`;

const canStay = ({ options = [] }: Options): boolean =>
  options.some(({ kind, goals }) => kind === 'STAYS' && goals !== null);

async function objects(cast: Cast, planId: string, { teacher, to }: Going, text: Words): Promise<string> {
  const by = await cast.teacher(teacher);
  const { node } = await by.reads<{ node: { reasons: { nodes: { text: string }[] } } }>(
    'query ($id: ID!, $planId: ID!) { node(id: $id) { ... on Teacher { reasons(planId: $planId, first: 5) { nodes { text } } } } }',
    { id: teacher.id, planId },
  );
  const [reason] = node.reasons.nodes;
  if (reason === undefined) throw new Error(`${by.who} is told no reason.`);
  const { id } = await by.does<{ id: string }>(
    'submitObjection',
    { planId, teacherId: teacher.id, text: text.zh },
    '... on Objection { id }',
  );
  by.tells('objection-submitted', {
    zh: `读到派往${to.school.name}的理由（${reason.text}），提出异议：${text.zh}`,
    en: `reads why it is ${to.school.name} (${reason.text}), and objects: ${text.en}`,
  });
  return id;
}

async function upheld(stage: Stage, cast: Cast, round: Opened, planId: string, goer: Going): Promise<string> {
  const { second } = cast;
  const { teacher } = goer;
  const objectionId = await objects(cast, planId, goer, {
    zh: '配偶派往外地，子女尚小，请求本学年留任。',
    en: 'My husband is posted away and our child is small: let me stay this year.',
  });
  const { objectionOptions } = await second.reads<{ objectionOptions: Options }>(
    `query ($id: ID!) { objectionOptions(objectionId: $id) { ${optionFields} } }`,
    { id: objectionId },
  );
  const count = objectionOptions.options?.length ?? 0;
  if (!canStay(objectionOptions))
    throw new Error(`${teacher.name} could stay, and now cannot: ${objectionOptions.message}`);
  second.tells('options-seen', {
    zh: `先看采纳${teacher.name}的异议会改变什么：共${count}种安排。`,
    en: `looks at what else would change if ${teacher.name} were heard: ${count} ways.`,
  });
  await second.does(
    'answerObjection',
    { objectionId, version: 1, upheld: true, text: '情况属实，本学年留任' },
    '... on Objection { state }',
  );
  second.tells('objection-upheld', {
    zh: `采纳${teacher.name}的异议：情况属实，本学年留任。`,
    en: `upholds the objection of ${teacher.name}, who stays this year.`,
  });
  const { id: solveId } = await second.does<{ id: string }>(
    'branchForObjection',
    { objectionId, version: 2, wanted: { kind: 'STAY', teacherId: teacher.id } },
    '... on Solve { id }',
  );
  const branch = await readPlan(second, await second.follows(solveId));
  second.tells('branched', {
    zh: `为此另解“${branch.name}”，尽量不改动名单：${branch.moved}人，状态${branch.status}。`,
    en: `has “${branch.name}” solved for it, as close to the list as can be: ${branch.moved} people, ${branch.status}.`,
  });
  await stage.moveTo(plusDays(stage.today(), 2));
  await nameStandIn(stage, cast);
  await approveAndPublish(cast, second, branch.id, 'four-eyes');
  await postNotice(stage, cast, round, branch.id);
  return branch.id;
}

/** Who plans stands in for the approver, and still approves nothing of her own. */
async function nameStandIn(stage: Stage, { head, second, approver, countyCode: code }: Cast): Promise<void> {
  const { county } = await head.reads<{ county: { approvers: { id: string }[] } }>(
    'query ($code: String!) { county(code: $code) { approvers { id } } }',
    { code },
  );
  const from = stage.today();
  await head.does('nameStandIn', {
    approverId: county.approvers[0]?.id,
    email: second.login.email,
    from,
    until: plusDays(from, 10),
    reason: '外出开会',
  });
  head.tells('stand-in-named', {
    zh: `${approver.login.name}将外出，由${second.login.name}代批10天。`,
    en: `names ${second.login.name} to stand in for ${approver.login.name} for 10 days.`,
  });
}

/** The list becomes final, not before the days of objections are over. */
export async function finalise(stage: Stage, { head }: Cast, round: Opened, planId: string): Promise<void> {
  const at = async () => ({ planId, version: (await readPlan(head, planId)).version });
  const said = await head.isRefused('decision-wanted', 'finalisePlan', await at());
  head.tells('final-too-early', {
    zh: `提前定稿被拒：${said}`,
    en: `may not make the list final yet: ${said}`,
  });
  await stage.moveTo(round.window('FINAL').from);
  await head.does('finalisePlan', await at(), '... on Plan { state }');
  const { name, moved } = await readPlan(head, planId);
  head.tells('list-final', {
    zh: `“${name}”定稿，共${moved}人。`,
    en: `makes “${name}” final, ${moved} people.`,
  });
}

async function hasCircuits(by: Person, id: string): Promise<boolean> {
  const { node } = await by.reads<{ node: { circuits: unknown[] } }>(
    'query ($id: ID!) { node(id: $id) { ... on Plan { circuits { days } } } }',
    { id },
  );
  return node.circuits.length > 0;
}

/** Letters of dispatch, transfer forms, notices of return, of circuits and of placement; one letter is made void and issued anew under the next number. */
export async function issueLetters(stage: Stage, cast: Cast, round: Opened, planId: string): Promise<void> {
  const { head } = cast;
  await stage.moveTo(plusDays(round.window('ORDERS').from, 1));
  const all = await movesOf(head, planId);
  const moves = all.filter(({ form }) => form !== 'RETURN');
  const issue = async (kind: string, key: string, only: object = {}) => {
    const { version } = await readPlan(head, planId);
    const { letters } = await head.does<{
      letters: {
        totalCount: number;
        nodes: { id: string; reference: string; version: number; teacher: Named | null }[];
      };
    }>(
      'issueLetters',
      { input: { planId, version, kind, datedOn: stage.today(), key: `${key} ${planId}`, ...only } },
      '... on LetterIssue { letters(first: 200) { totalCount nodes { id reference version teacher { id name staffNumber } } } }',
    );
    return letters;
  };
  const letters = await issue('DISPATCH', 'dispatch');
  head.tells('letters-issued', {
    zh: `签发派遣函${letters.totalCount}份：${letters.nodes[0]?.reference} 至 ${letters.nodes.at(-1)?.reference}。`,
    en: `issues ${letters.totalCount} letters of dispatch, ${letters.nodes[0]?.reference} to ${letters.nodes.at(-1)?.reference}.`,
  });
  if (letters.totalCount < moves.length)
    throw new Error(`Only ${letters.totalCount} of ${moves.length} have a letter.`);
  if (moves.some(({ relationMoves }) => relationMoves)) {
    const forms = await issue('TRANSFER', 'transfer');
    head.tells('transfer-forms-issued', {
      zh: `签发人事关系转移表${forms.totalCount}份。`,
      en: `issues ${forms.totalCount} transfer forms.`,
    });
  }
  if (moves.length < all.length) {
    const notices = await issue('RETURN', 'return');
    head.tells('letters-issued', {
      zh: `签发返校通知${notices.totalCount}份。`,
      en: `issues ${notices.totalCount} notices of return.`,
    });
  }
  if (await hasCircuits(head, planId)) {
    const notices = await issue('CIRCUIT', 'circuit');
    head.tells('letters-issued', {
      zh: `签发走教安排通知${notices.totalCount}份。`,
      en: `issues ${notices.totalCount} notices of circuit teaching.`,
    });
  }
  const placed = await placementsOf(cast, planId);
  if (placed.length > 0) {
    const notices = await issue('PLACEMENT', 'placement');
    if (notices.totalCount !== placed.length)
      throw new Error(`Of ${placed.length} recruits ${notices.totalCount} have a notice.`);
    head.tells('letters-issued', {
      zh: `签发新聘教师安置通知${notices.totalCount}份。`,
      en: `issues ${notices.totalCount} notices of placement.`,
    });
  }
  const [wrong] = letters.nodes;
  if (wrong?.teacher == null) throw new Error('No letter was issued.');
  await head.does(
    'voidLetter',
    { letterId: wrong.id, version: wrong.version, reason: '收件学校名称有误' },
    '... on Letter { id }',
  );
  const again = await issue('DISPATCH', 'dispatch again', { teacherIds: [wrong.teacher.id] });
  head.tells('letter-reissued', {
    zh: `作废${wrong.reference}，另发${again.nodes[0]?.reference}。`,
    en: `makes ${wrong.reference} void and issues ${again.nodes[0]?.reference} in its place.`,
  });
}
