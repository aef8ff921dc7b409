import { demo } from '../../data/demo.ts';
import { plusDays } from '../../solver/calendar.ts';
import type { Cast, Named, School } from './cast.ts';
import type { Person } from './people.ts';
import type { Stage } from './stage.ts';

/** The terms by which the demo's postings last one school year, so that the first ones are back within the play. */
const oneYear = { stayMonths: 12, cadreMonths: 12 };

/** The rules of the county's year are written down before the first round. */
export async function layDownRules(stage: Stage, { head, countyId, approver }: Cast): Promise<void> {
  const effectiveFrom = '2026-01-01';
  const { calendar, pointsRule } = demo;
  await head.does('addCalendarStandard', {
    countyId,
    effectiveFrom,
    version: calendar.version,
    windows: calendar.windows.map(({ kind, ...days }) => ({ ...days, kind: kind.toUpperCase() })),
  });
  head.tells('calendar-laid-down', {
    zh: `制定一年的日程（${calendar.version}）：从数据核对到报到共${calendar.windows.length}个时段。`,
    en: `lays down the calendar of a year (${calendar.version}): ${calendar.windows.length} windows from registry check to report for duty.`,
  });
  await head.does('addPointsRule', { countyId, effectiveFrom, ...pointsRule });
  head.tells('points-rule-laid-down', {
    zh: `制定积分办法（${pointsRule.version}），共${pointsRule.body.components.length}项。`,
    en: `lays down by what teachers are scored (${pointsRule.version}), ${pointsRule.body.components.length} components.`,
  });
  await head.does('setPostingTerms', { countyId, version: 'demo-year/1', effectiveFrom, settings: oneYear });
  head.tells('terms-laid-down', {
    zh: '规定派任期限：一学年，期满考核。',
    en: 'sets the terms of postings: one school year, assessed at its end.',
  });
  await head.does('nameApprover', { countyId, email: approver.login.email, from: stage.today() });
  head.tells('approver-named', {
    zh: `指定方案审批人：${approver.login.name}。`,
    en: `names who approves plans: ${approver.login.name}.`,
  });
}

/** A round under way: its windows by kind, and what it was opened for. */
export interface Opened {
  readonly id: string;
  readonly schoolYear: number;
  readonly effective: string;
  window(kind: string): { readonly from: string; readonly until: string };
}

/** Opens the round of a school year on the day before its first window, by the county's calendar. */
export async function openRound(stage: Stage, { head, countyId }: Cast, schoolYear: number): Promise<Opened> {
  const effective = `${schoolYear}-09-01`;
  const first = Math.max(...demo.calendar.windows.map(({ from }) => from));
  await stage.moveTo(plusDays(effective, -first - 1));
  const name = `${schoolYear}年秋季教师交流`;
  const { id, windows } = await head.does<{
    id: string;
    windows: { kind: string; from: string; until: string }[];
  }>(
    'openRound',
    { input: { countyId, name, schoolYear, effective } },
    '... on Round { id windows { kind from until } }',
  );
  head.tells('round-opened', {
    zh: `开启“${name}”，${effective}生效。`,
    en: `opens the round “${name}”, to take effect on ${effective}.`,
  });
  return {
    id,
    schoolYear,
    effective,
    window(kind) {
      const found = windows.find((window) => window.kind === kind);
      if (found === undefined) throw new Error(`The round has no window ${kind}.`);
      return found;
    },
  };
}

export const roundVersion = async (by: Person, id: string): Promise<number> =>
  (
    await by.reads<{ node: { version: number } }>(
      'query ($id: ID!) { node(id: $id) { ... on Round { version } } }',
      { id },
    )
  ).node.version;

interface Gap {
  readonly section: { readonly id: string; readonly school: School };
  readonly subject: { readonly code: string; readonly name: string };
  readonly gap: number;
}

/** Everybody looks at what is on file; what is wrong is mended by import. */
export async function checkRegistry(stage: Stage, cast: Cast, round: Opened): Promise<void> {
  const { head, inspector, province, countyCode: code } = cast;
  await stage.moveTo(round.window('REGISTRY_CHECK').from);
  const { county } = await head.reads<{
    county: {
      registryFindings: { text: string }[];
      teachers: { totalCount: number; nodes: (Named & { phone: string | null })[] };
    };
  }>(
    `query ($code: String!, $on: Day!) { county(code: $code) { registryFindings(on: $on) { text }
      teachers(first: 1, orderBy: STAFF_NUMBER) { totalCount nodes { id name staffNumber phone } } } }`,
    { code, on: round.effective },
  );
  head.tells('registry-checked', {
    zh: `核对${county.teachers.totalCount}名教师的登记，待核事项${county.registryFindings.length}条。`,
    en: `checks the records of ${county.teachers.totalCount} teachers: ${county.registryFindings.length} things to look into.`,
  });
  const [wrong] = county.teachers.nodes;
  if (wrong === undefined) throw new Error('The county has no teachers.');
  const teacher = await cast.teacher(wrong);
  await teacher.reads(
    'query ($id: ID!) { node(id: $id) { ... on Teacher { name phone teachingSince servingSince certificates { stage } exemptions { kind } } } }',
    { id: wrong.id },
  );
  teacher.tells('own-record-read', {
    zh: '查看本人登记，发现联系电话已变，告知人事科。',
    en: 'reads the own record, and tells HR that the telephone number is another by now.',
  });
  const phone = `1390000${String(round.schoolYear).padStart(4, '0')}`;
  const rows = [
    ['工号', '姓名', '联系电话'],
    [wrong.staffNumber, wrong.name, phone],
  ];
  const file = new File([rows.map((row) => row.join(',')).join('\n')], 'telephone.csv');
  const { faultCount, sheets } = await head.uploads<{ faultCount: number; sheets: { changed: number }[] }>(
    'importWorkbook',
    { countyId: cast.countyId, dryRun: false },
    file,
    '... on ImportReport { faultCount sheets { changed } }',
  );
  const changed = sheets.reduce((sum, sheet) => sum + sheet.changed, 0);
  if (faultCount !== 0 || changed !== 1)
    throw new Error(`The import changed ${changed} rows, with ${faultCount} faults.`);
  head.tells('record-corrected', {
    zh: `导入更正表，更改${changed}条登记。`,
    en: `imports the correction: ${changed} record is changed.`,
  });
  await tellBalance(inspector, code, 'balance-before-read', round.effective);
  const { counties } = await province.reads<{ counties: { nodes: { name: string }[] } }>(
    '{ counties(first: 50) { nodes { name balance { stages { stage balanced } } } } }',
  );
  province.tells('counties-read', {
    zh: `查看所辖各县的均衡指标（${counties.nodes.length}个县）。`,
    en: `reads the balance of the province’s counties, ${counties.nodes.length} in all.`,
  });
}

/** What the coefficients of variation are on a day. */
export async function tellBalance(by: Person, code: string, step: string, on: string): Promise<void> {
  const { county } = await by.reads<{
    county: {
      balance: {
        stages: { stage: string; indicators: { code: string; coefficient: number | null }[] }[];
      } | null;
    };
  }>(
    `query ($code: String!, $on: Day!) { county(code: $code) { balance(on: $on) { stages { stage indicators { code coefficient } } } } }`,
    { code, on },
  );
  const told = (county.balance?.stages ?? []).map(({ stage, indicators }) => {
    const found = indicators.filter(({ code: name }) => ['L1', 'L2', 'L3'].includes(name));
    return `${stage} ${found.map(({ code: name, coefficient }) => `${name} ${coefficient === null ? '–' : coefficient.toFixed(3)}`).join(' ')}`;
  });
  const text = told.join('; ');
  by.tells(step, { zh: `查看校际差异系数：${text}。`, en: `reads the coefficients of variation: ${text}.` });
}

/** Principals ask; HR approves one request, changes one, refuses one, and answers a hold-back. */
export async function askAndAnswer(
  stage: Stage,
  cast: Cast,
  round: Opened,
): Promise<{ readonly heldBack: string }> {
  const { head, countyCode: code } = cast;
  const { county } = await head.reads<{ county: { gaps: { nodes: Gap[] } } }>(
    `query ($code: String!, $on: Day!) { county(code: $code) {
      gaps(first: 100, on: $on, orderBy: GAP, descending: true, filter: { open: true, specialist: true }) {
        nodes { section { id school { id } } subject { code name } gap } } } }`,
    { code, on: round.effective },
  );
  const places = new Set<string>();
  const cells = county.gaps.nodes.filter(({ section }) => {
    const first = !places.has(section.school.id);
    places.add(section.school.id);
    return first;
  });
  const [one, two, three] = cells;
  if (one === undefined || two === undefined || three === undefined)
    throw new Error('Fewer than three schools of the county lack a teacher.');
  const asked: { cell: Gap; count: number; by: Person; id: string; number: string }[] = [];
  const before = await cast.principalOf(one.section.school.id);
  const request = (count: number, priority: number) => ({
    count,
    priority,
    reason: '本学科教师不足，课程由他科教师兼任',
  });
  const early = await before.isRefused('window-closed', 'submitRequest', {
    roundId: round.id,
    sectionId: one.section.id,
    subject: one.subject.code,
    request: request(1, 5),
  });
  before.tells('request-too-early', {
    zh: `提前申请教师，被拒：${early}`,
    en: `asks for a teacher too early, and is refused: ${early}`,
  });
  await stage.moveTo(round.window('REQUESTS').from);
  for (const [cell, count, priority] of [
    [one, 1, 5],
    [two, 2, 4],
    [three, 2, 2],
  ] as const) {
    const by = await cast.principalOf(cell.section.school.id);
    const { id, number, evidence } = await by.does<{
      id: string;
      number: string;
      evidence: { need: number; supply: number; openings: number } | null;
    }>(
      'submitRequest',
      {
        roundId: round.id,
        sectionId: cell.section.id,
        subject: cell.subject.code,
        request: request(count, priority),
      },
      '... on Request { id number evidence { need supply openings } }',
    );
    asked.push({ cell, count, by, id, number });
    const { need, supply, openings } = evidence ?? { need: 0, supply: 0, openings: 0 };
    by.tells('request-submitted', {
      zh: `提出${number}号申请：${cell.subject.name}教师${count}名（需${fte(need)}、有${fte(supply)}、空岗${openings}）。`,
      en: `asks for ${count} of ${cell.subject.name}, request ${number} (need ${fte(need)}, supply ${fte(supply)}, ${openings} open).`,
    });
  }
  const held = await keeps(cast, round);
  await stage.moveTo(plusDays(round.window('REQUESTS').from, 14));
  const decide = (index: number, answer: object) => {
    const request = asked[index];
    if (request === undefined) throw new Error('A request was lost.');
    return head
      .does('decideRequest', { requestId: request.id, version: 1, ...answer }, '... on Request { state }')
      .then(() => request.number);
  };
  const approved = await decide(0, { answer: 'APPROVE' });
  head.tells('request-approved', {
    zh: `同意${approved}号申请。`,
    en: `approves request ${approved} as asked.`,
  });
  const changed = await decide(1, {
    answer: 'APPROVE',
    count: 1,
    reason: '全县该学科紧张，先解决一名',
  });
  head.tells('request-changed', {
    zh: `${changed}号申请改为1名：全县该学科紧张，先解决一名。`,
    en: `approves request ${changed} for 1 instead of 2: the subject is short in the whole county.`,
  });
  const refused = await decide(2, { answer: 'REFUSE', reason: '可由本校教师调整课程解决' });
  head.tells('request-refused', {
    zh: `不同意${refused}号申请：可由本校教师调整课程解决。`,
    en: `refuses request ${refused}: the school can see to it by its own timetable.`,
  });
  await head.does(
    'decideHoldBack',
    { holdBackId: held.id, version: 1, approve: true },
    '... on HoldBack { state }',
  );
  head.tells('hold-back-approved', {
    zh: `同意暂留${held.teacher.name}。`,
    en: `approves that ${held.teacher.name} is kept.`,
  });
  return { heldBack: held.teacher.id };
}

/** Of full-time teachers, to two places. */
const fte = (amount: number): string => String(Math.round(amount * 100) / 100);

/** The principal of a school of town asks to keep somebody. */
async function keeps({ schools, head, principalOf, countyCode: code }: Cast, round: Opened) {
  const home = schools.find(({ place }) => place === 'URBAN');
  if (home === undefined) throw new Error('The county has no school in town.');
  const { county } = await head.reads<{ county: { teachers: { nodes: Named[] } } }>(
    `query ($code: String!, $id: ID!) { county(code: $code) {
      teachers(first: 1, orderBy: BACKBONE, descending: true, filter: { servingSchoolId: $id, registeredSchoolId: $id, established: true }) { nodes { id name staffNumber } } } }`,
    { code, id: home.id },
  );
  const [teacher] = county.teachers.nodes;
  if (teacher === undefined) throw new Error(`Nobody serves at ${home.name}.`);
  const by = await principalOf(home.id);
  const { id } = await by.does<{ id: string }>(
    'askHoldBack',
    { roundId: round.id, teacherId: teacher.id, reason: '主持市级课题，本学年结题' },
    '... on HoldBack { id }',
  );
  by.tells('hold-back-asked', {
    zh: `申请本轮暂留${teacher.name}。`,
    en: `asks to keep ${teacher.name} in this round.`,
  });
  return { id, teacher };
}

/** Points are reckoned; teachers wish, with their chances before them; one contests, is answered, and points are frozen. */
export async function wishAndScore(stage: Stage, cast: Cast, round: Opened): Promise<void> {
  const { head } = cast;
  await stage.moveTo(round.window('POINTS_FROZEN').from);
  await head.does(
    'reckonPoints',
    { roundId: round.id, version: await roundVersion(head, round.id) },
    '... on Round { id }',
  );
  head.tells('points-reckoned', {
    zh: '按积分办法为全县教师计分。',
    en: 'has all teachers scored by the rule.',
  });
  await stage.moveTo(plusDays(round.window('WISHES').from, 3));
  const wishers = await wishersOf(cast, round);
  for (const { teacher, by, choices } of wishers) {
    await by.does(
      'setWishes',
      { roundId: round.id, teacherId: teacher.id, version: 0, volunteer: true, choices },
      '... on Wish { version }',
    );
    const { node } = await by.reads<{
      node: { wishChances: { text: string; section: { school: { name: string } } }[] };
    }>(
      'query ($id: ID!, $round: ID!) { node(id: $id) { ... on Teacher { wishChances(roundId: $round) { text section { school { name } } } } } }',
      { id: teacher.id, round: round.id },
    );
    const [chance] = node.wishChances;
    if (chance === undefined) throw new Error(`${by.who} is told no chance of a wish.`);
    by.tells('wishes-set', {
      zh: `填报${choices.length}所学校，自愿。首选${chance.section.school.name}：${chance.text}`,
      en: `volunteers for ${choices.length === 1 ? 'a school' : `${choices.length} schools`}. Of the first, ${chance.section.school.name}: ${chance.text}`,
    });
  }
  const [first] = wishers;
  if (first === undefined) throw new Error('Nobody wished.');
  await contestAndFreeze(stage, cast, round, first);
}

interface Wisher {
  readonly teacher: Named;
  readonly by: Person;
  readonly choices: readonly { readonly schoolId: string }[];
}

const WISHERS = 3;

/** Teachers of town with a subject that is wanted elsewhere, who have wished for nothing yet this year. */
async function wishersOf(cast: Cast, round: Opened): Promise<Wisher[]> {
  const found: Wisher[] = [];
  for (const { id } of cast.schools.filter(({ place }) => place === 'URBAN' || place === 'COUNTY_TOWN')) {
    const { county } = await cast.head.reads<{
      county: {
        teachers: {
          nodes: (Named & {
            cadreRole: string | null;
            subject: object | null;
            exemptions: object[];
            wishes: { nodes: { schoolYear: number }[] };
          })[];
        };
      };
    }>(
      `query ($code: String!, $id: ID!) { county(code: $code) {
        teachers(first: 12, orderBy: STAFF_NUMBER, filter: { servingSchoolId: $id, registeredSchoolId: $id, established: true }) { nodes {
          id name staffNumber cadreRole subject { code } exemptions { kind } wishes(first: 20) { nodes { schoolYear } } } } } }`,
      { code: cast.countyCode, id },
    );
    for (const teacher of county.teachers.nodes) {
      const { cadreRole, subject, exemptions, wishes } = teacher;
      const wished = wishes.nodes.some(({ schoolYear }) => schoolYear === round.schoolYear);
      if (cadreRole !== null || subject === null || exemptions.length > 0 || wished) continue;
      const by = await cast.teacher(teacher);
      const { node } = await by.reads<{
        node: { openingsToWish: { section: { school: { id: string } } }[] };
      }>(
        'query ($id: ID!, $round: ID!) { node(id: $id) { ... on Teacher { openingsToWish(roundId: $round) { section { school { id } } } } } }',
        { id: teacher.id, round: round.id },
      );
      const schools = [...new Set(node.openingsToWish.map(({ section }) => section.school.id))];
      if (schools.length === 0) continue;
      found.push({ teacher, by, choices: schools.slice(0, 3).map((schoolId) => ({ schoolId })) });
      if (found.length === WISHERS) return found;
      // One a school: the chances are of different subjects and roads.
      break;
    }
  }
  if (found.length < WISHERS) throw new Error(`Only ${found.length} teachers could wish.`);
  return found;
}

async function contestAndFreeze(
  stage: Stage,
  { head }: Cast,
  round: Opened,
  { teacher, by }: Wisher,
): Promise<void> {
  await stage.moveTo(plusDays(stage.today(), 2));
  const { node } = await by.reads<{
    node: {
      points: { nodes: { id: string; points: number; schoolYear: number; parts: { text: string }[] }[] };
    };
  }>(
    'query ($id: ID!) { node(id: $id) { ... on Teacher { points(first: 50) { nodes { id points schoolYear parts { text } } } } } }',
    { id: teacher.id },
  );
  const scored = node.points.nodes.find(
    ({ schoolYear, parts }) => schoolYear === round.schoolYear && parts.length > 0,
  );
  if (scored === undefined) throw new Error(`${by.who} has no points.`);
  const { id: contestId } = await by.does<{ id: string }>(
    'contestPoints',
    { pointsId: scored.id, reason: '支教一年没有计入' },
    '... on PointsContest { id }',
  );
  by.tells('points-contested', {
    zh: `本人积分${scored.points}分，申请复核：支教一年没有计入。`,
    en: `has ${scored.points} points and contests them: a year of support teaching was not counted.`,
  });
  const waiting = await head.isRefused('not-done-yet', 'freezePoints', {
    roundId: round.id,
    version: await roundVersion(head, round.id),
  });
  head.tells('freeze-refused', {
    zh: `冻结积分被拒：${waiting}`,
    en: `may not freeze points yet: ${waiting}`,
  });
  const points = scored.points + 2;
  await head.does(
    'answerContest',
    { contestId, version: 1, points, answer: '经核实补计2分' },
    '... on PointsContest { state }',
  );
  head.tells('contest-answered', {
    zh: `答复复核：经核实补计2分，改为${points}分。`,
    en: `answers the contest: 2 points more are due, ${points} in all.`,
  });
  await stage.moveTo(round.window('POINTS_FROZEN').until);
  await head.does(
    'freezePoints',
    { roundId: round.id, version: await roundVersion(head, round.id) },
    '... on Round { id }',
  );
  head.tells('points-frozen', { zh: '冻结全县积分。', en: 'freezes the points.' });
}
