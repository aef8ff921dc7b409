import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { placeholders } from '../../schema/letter-placeholders.ts';
import { ask, contextWith } from '../support/ask.ts';
import { viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { type Decided, keepDecided } from '../support/decided-plan.ts';

let database: Database;
let kept: Decided;
let other: Decided;

beforeAll(async () => {
  database = await testDatabase();
  other = await keepDecided(database);
});
afterAll(() => database.close());

beforeEach(async () => {
  kept = await keepDecided(database);
});

const TODAY = '2026-07-10';

const as = (
  viewer: Viewer | null,
  document: string,
  variables: Record<string, unknown> = {},
  { today = TODAY, language = 'en' }: { today?: string; language?: 'en' | 'zh-CN' } = {},
) => ask({ ...contextWith(database, viewer), today: () => today, language }, document, variables);

const answer = `__typename ... on LetterIssue { id key reason letters { totalCount nodes {
    id kind language year number reference datedOn standing version templateVersion missingGlyphs
    teacher { name } fromSchool { name } toSchool { name } blocks { as label text } list { heads rows } replaces { reference } } } }
  ... on Refusal { code message } ... on InvalidInput { path } ... on VersionConflict { current }
  ... on PlanNotDecided { state } ... on TemplateRefused { faults { path found text } }`;

interface Issued {
  readonly __typename: string;
  readonly id: string;
  readonly path?: string[];
  readonly message?: string;
  readonly letters: { readonly totalCount: number; readonly nodes: readonly IssuedLetter[] };
}
interface IssuedLetter {
  readonly id: string;
  readonly number: number;
  readonly reference: string;
  readonly version: number;
  readonly teacher: { readonly name: string } | null;
  readonly blocks: readonly { readonly as: string; readonly label: string; readonly text: string }[];
  readonly list: { readonly heads: string[]; readonly rows: string[][] } | null;
}

async function issue(
  input: Record<string, unknown> = {},
  {
    viewer = kept.officer,
    of = kept,
    ...more
  }: { viewer?: Viewer | null; of?: Decided; today?: string } = {},
): Promise<Issued> {
  const { at, errors } = await as(
    viewer,
    `mutation ($input: IssueLettersInput!) { issueLetters(input: $input) { ${answer} } }`,
    {
      input: {
        planId: idOf('Plan', of.planId),
        version: 1,
        kind: 'DISPATCH',
        datedOn: TODAY,
        key: randomUUID(),
        ...input,
      },
    },
    more,
  );
  expect(errors).toEqual([]);
  return at('issueLetters') as Issued;
}

const notice = (input: Record<string, unknown> = {}) =>
  issue({ kind: 'NOTICE', objectionsUntil: '2026-07-17', ...input });

async function voided(letter: IssuedLetter, reason = 'A wrong school.', version = letter.version) {
  const { at } = await as(
    kept.officer,
    `mutation ($id: ID!, $version: Int!, $reason: String!) {
      voidLetter(letterId: $id, version: $version, reason: $reason) {
        __typename ... on Letter { standing number voidReason voidedBy { name } version }
        ... on Refusal { code } ... on InvalidInput { path } } }`,
    { id: letter.id, version, reason },
  );
  return at('voidLetter');
}

const textOf = (letter: IssuedLetter | undefined) => letter?.blocks.map(({ text }) => text).join('\n') ?? '';
const of = (issued: Issued, name: string) =>
  issued.letters.nodes.find(({ teacher }) => teacher?.name === name);

describe('a letter of dispatch', () => {
  test('is one for each teacher who goes, in official Chinese', async () => {
    const issued = await issue();
    expect(issued.letters.totalCount).toBe(3);
    const letter = of(issued, '张晓兰');
    expect(letter).toMatchObject({
      kind: 'DISPATCH',
      language: 'ZH_CN',
      year: 2026,
      standing: 'IN_FORCE',
      templateVersion: 0,
      missingGlyphs: [],
      fromSchool: { name: '城关小学' },
      toSchool: { name: '河湾小学' },
    });
    expect(letter?.blocks).toEqual([
      { as: 'TITLE', label: '', text: '教师交流轮岗派遣函' },
      { as: 'REFERENCE', label: '', text: letter?.reference },
      { as: 'TO', label: '', text: '河湾小学：' },
      {
        as: 'TEXT',
        label: '',
        text: '根据2026—2027学年义务教育学校校长教师交流轮岗工作安排，经研究，现派遣城关小学张晓兰同志（工号：A）自2026年9月1日起到河湾小学任教数学。人事关系保留在派出学校。',
      },
      expect.objectContaining({ as: 'TEXT' }),
      { as: 'TEXT', label: '', text: '特此函达。' },
      { as: 'SIGN', label: '', text: '永安县教育局' },
      { as: 'DATE', label: '', text: '2026年7月10日' },
    ]);
    expect(letter?.reference).toMatch(/^永教派〔2026〕[123]号$/);
    expect(textOf(of(issued, '欧阳小兰'))).toContain('人事关系随同转入接收学校');
    expect(textOf(of(issued, '李伟'))).toContain('到城关小学任副校长');
  });

  test('and in English', async () => {
    await database.db.school.updateMany({
      where: { countyId: kept.countyId, code: 'hillfoot' },
      data: { otherName: 'Hewan School' },
    });
    const issued = await issue({ language: 'EN' });
    expect(textOf(of(issued, '张晓兰'))).toContain(
      'for the school year 2026–2027, 张晓兰 (staff number A) of 城关小学 (primary) is dispatched to Hewan School (primary) from 1 September 2026 to teach Mathematics. The personnel relation stays with the sending school.',
    );
    expect(of(issued, '李伟')?.reference).toMatch(/^Dispatch No\. [123] of 2026$/);
    expect(textOf(of(issued, '李伟'))).toContain('10 July 2026');
  });

  test('of somebody who comes home and teaches no subject says that they go to work', async () => {
    const whole = await keepDecided(database, { more: true });
    const issued = await issue({}, { of: whole, viewer: whole.officer });
    expect(textOf(of(issued, '吉吉'))).toContain('到河湾小学工作。');
  });
});

describe('who comes home', () => {
  beforeEach(async () => {
    await database.db.move.updateMany({
      where: { planId: kept.planId, teacherId: kept.teachers.get('C') ?? '' },
      data: { form: 'return', role: null, subject: 'maths' },
    });
  });

  test('gets a notice of return to both schools, numbered by itself, and no letter of dispatch', async () => {
    const dispatched = await issue();
    expect(dispatched.letters.nodes.map(({ teacher }) => teacher?.name).sort()).toEqual(
      ['张晓兰', '欧阳小兰'].sort(),
    );
    const issued = await issue({ kind: 'RETURN' });
    expect(issued.letters.totalCount).toBe(1);
    const letter = of(issued, '李伟');
    expect(letter).toMatchObject({ kind: 'RETURN', number: 1, reference: '永教返〔2026〕1号' });
    expect(letter?.blocks.slice(0, 4).map(({ text }) => text)).toEqual([
      '教师交流期满返校通知',
      '永教返〔2026〕1号',
      '河湾小学、城关小学：',
      '河湾小学李伟同志（工号：C）交流期满，经研究，自2026年9月1日起返回城关小学任教数学。人事关系原在接收学校，不变。',
    ]);
    expect((await issue({ kind: 'RETURN' })).__typename).toBe('NothingToIssue');
  });

  test('and in English', async () => {
    const issued = await issue({ kind: 'RETURN', language: 'EN' });
    expect(textOf(of(issued, '李伟'))).toContain(
      'The exchange of 李伟 (staff number C) at 河湾小学 (primary) is over: the teacher returns to 城关小学 (primary) from 1 September 2026 to teach Mathematics.',
    );
  });
});

describe('who teaches on a circuit', () => {
  const visit = (who: string, subject: string, days: number) => ({
    teacherId: kept.teachers.get(who) ?? '',
    fromSectionId: kept.sections.get('lakeside:primary') ?? '',
    toSectionId: kept.sections.get('hillfoot:primary') ?? '',
    subject,
    days,
    km: 3,
  });
  beforeEach(async () => {
    await database.db.plan.update({
      where: { id: kept.planId },
      data: { circuits: [visit('D', 'maths', 2)] },
    });
  });
  const circuits = (more: Record<string, unknown> = {}) => issue({ kind: 'CIRCUIT', ...more });

  test('gets a notice to both schools that says how often and until when', async () => {
    const issued = await circuits();
    expect(issued.letters.totalCount).toBe(1);
    const letter = of(issued, '吉吉');
    expect(letter).toMatchObject({
      kind: 'CIRCUIT',
      number: 1,
      fromSchool: { name: '城关小学' },
      toSchool: { name: '河湾小学' },
    });
    expect(letter?.blocks.slice(0, 4).map(({ text }) => text)).toEqual([
      '教师走教安排通知',
      '永教走〔2026〕1号',
      '城关小学、河湾小学：',
      '根据2026—2027学年义务教育学校教师走教工作安排，经研究，城关小学吉吉同志（工号：D）自2026年9月1日起至2027年8月31日到河湾小学走教，每周2天，任教数学。走教期间，该同志的岗位和人事关系不变。',
    ]);
    expect((await issue()).letters.nodes.map(({ teacher }) => teacher?.name)).not.toContain('吉吉');
  });

  test('and in English; of several subjects at one school it is one, with all its days', async () => {
    await database.db.plan.update({
      where: { id: kept.planId },
      data: { circuits: [visit('D', 'maths', 1), visit('D', 'music', 2)] },
    });
    const issued = await circuits({ language: 'EN' });
    expect(issued.letters.totalCount).toBe(1);
    expect(textOf(of(issued, '吉吉'))).toContain(
      '吉吉 (staff number D) of 城关小学 (primary) goes to 河湾小学 (primary) on 3 days a week to work, from 1 September 2026 to 31 August 2027.',
    );
  });

  test('where the plan has no circuit there is none to issue', async () => {
    await database.db.plan.update({ where: { id: kept.planId }, data: { circuits: [] } });
    expect(await circuits()).toMatchObject({ message: 'None of these teaches on a circuit.' });
  });
});

test('the letter of a return says whose the personnel relation is all along', async () => {
  const relation = async (registered: string) => {
    const again = await keepDecided(database);
    const whose = again.teachers.get('C') ?? '';
    await database.db.move.updateMany({
      where: { planId: again.planId, teacherId: whose },
      data: { form: 'return', role: null },
    });
    await database.db.teacher.update({
      where: { id: whose },
      data: { registeredSchoolId: again.schools.get(registered) ?? '' },
    });
    const read = async (language: string) =>
      textOf(of(await issue({ kind: 'RETURN', language }, { of: again, viewer: again.officer }), '李伟'));
    const zh = await read('ZH_CN');
    await database.db.letter.updateMany({ where: { planId: again.planId }, data: { state: 'voided' } });
    return [zh, await read('EN')];
  };
  const [zh, en] = await relation('lakeside');
  expect(zh).toContain('。人事关系原在接收学校，不变。');
  expect(en).toContain('has been with the receiving school all along and does not change.');
  const [elsewhere] = await relation('hillfoot');
  expect(elsewhere).toContain('。人事关系不变。');
});

describe('once a plan is ordered', () => {
  beforeEach(async () => {
    await database.db.round.update({
      where: { id: kept.roundId },
      data: { effective: new Date('2026-09-01') },
    });
  });
  const mutation = async (call: string) => {
    const { at, errors } = await as(
      kept.officer,
      `mutation { done: ${call} { __typename ... on Refusal { code message } } }`,
    );
    expect(errors).toEqual([]);
    return at('done');
  };
  const whose = (who: string) => JSON.stringify(idOf('Teacher', kept.teachers.get(who) ?? ''));
  const order = (more = '') =>
    mutation(`orderPostings(planId: ${JSON.stringify(idOf('Plan', kept.planId))}, version: 1${more})`);
  const onPosting = async (who: string, name: string, more: string) => {
    const { id, version } = await database.db.posting.findFirstOrThrow({
      where: { teacherId: kept.teachers.get(who) ?? '' },
    });
    const named = JSON.stringify(idOf('Posting', id));
    return mutation(`${name}(postingId: ${named}, version: ${version}, reason: "A secret illness."${more})`);
  };
  const inForce = async () =>
    (
      await database.db.letter.findMany({
        where: { planId: kept.planId, state: 'issued', kind: 'dispatch' },
        select: { teacher: { select: { name: true } } },
        orderBy: { number: 'asc' },
      })
    ).map(({ teacher }) => teacher?.name);

  test('who is replaced keeps no letter in force, and the substitute gets one from the own first day', async () => {
    await order();
    await issue();
    expect(
      await onPosting('A', 'replacePosting', `, teacherId: ${whose('D')}, explanation: "First in reserve."`),
    ).toEqual({
      __typename: 'Posting',
    });
    expect(await inForce()).not.toContain('张晓兰');
    const { voidReason } = await database.db.letter.findFirstOrThrow({
      where: { planId: kept.planId, state: 'voided' },
    });
    expect(voidReason).toBe('该派任已取消，改派他人。');
    await database.db.posting.updateMany({
      where: { planId: kept.planId, teacherId: kept.teachers.get('D') ?? '' },
      data: { startsOn: new Date('2026-09-12') },
    });
    expect(await issue({ teacherIds: [idOf('Teacher', kept.teachers.get('A') ?? '')] })).toMatchObject({
      path: ['teacherIds', '0'],
      message: 'The posting of this teacher was cancelled.',
    });
    const issued = await issue();
    expect(issued.letters.totalCount).toBe(1);
    expect(textOf(of(issued, '吉吉'))).toContain('自2026年9月12日起');
    expect((await issue()).__typename).toBe('NothingToIssue');
  });

  test('who is called off keeps none, and gets another where that is taken back', async () => {
    await order();
    const [first] = (await issue()).letters.nodes;
    const who = first?.teacher?.name === '张晓兰' ? 'A' : 'B';
    await onPosting(who, 'cancelPosting', '');
    expect(await inForce()).not.toContain(first?.teacher?.name);
    expect((await issue()).__typename).toBe('NothingToIssue');
    await onPosting(who, 'undoPostingStep', '');
    expect((await issue()).letters.nodes).toMatchObject([{ replaces: { reference: first?.reference } }]);
  });

  test('a circuit is told by its posting, and one called off makes its notice void and no other', async () => {
    await database.db.plan.update({
      where: { id: kept.planId },
      data: {
        circuits: [
          {
            teacherId: kept.teachers.get('D') ?? '',
            fromSectionId: kept.sections.get('lakeside:primary') ?? '',
            toSectionId: kept.sections.get('hillfoot:primary') ?? '',
            subject: 'maths',
            days: 2,
            km: 3,
          },
        ],
      },
    });
    await order();
    await issue();
    const issued = await issue({ kind: 'CIRCUIT' });
    expect(textOf(of(issued, '吉吉'))).toContain('每周2天');
    await onPosting('D', 'cancelPosting', '');
    const standing = await database.db.letter.groupBy({
      by: ['kind', 'state'],
      where: { planId: kept.planId },
      _count: true,
      orderBy: { kind: 'asc' },
    });
    expect(standing).toEqual([
      { kind: 'dispatch', state: 'issued', _count: 3 },
      { kind: 'circuit', state: 'voided', _count: 1 },
    ]);
    expect((await issue({ kind: 'CIRCUIT' })).__typename).toBe('NothingToIssue');
  });

  test('who is left out keeps none that was issued before', async () => {
    await issue();
    await order(`, leftOut: [{ teacherId: ${whose('A')}, reason: "Ill." }]`);
    expect(await inForce()).toHaveLength(2);
    expect(await inForce()).not.toContain('张晓兰');
    expect((await issue()).__typename).toBe('NothingToIssue');
  });
});

test('a notice leads to no plan that its reader may not see', async () => {
  await notice();
  await database.db.plan.update({ where: { id: kept.planId }, data: { state: 'discarded' } });
  const named = async (viewer: Viewer) =>
    (await as(viewer, '{ counties { nodes { letters { nodes { plan { name } } } } } }')).at(
      'counties.nodes.letters.nodes.plan',
    );
  expect(await named(viewerAs('teacher', { teacherId: kept.teachers.get('D') ?? '' }))).toEqual([null]);
  expect(await named(kept.officer)).toEqual([{ name: 'Plan' }]);
  await database.db.plan.update({ where: { id: kept.planId }, data: { state: 'final' } });
  expect(await named(viewerAs('teacher', { teacherId: kept.teachers.get('D') ?? '' }))).toEqual([
    { name: 'Plan' },
  ]);
});

test('a transfer form is of those alone whose personnel relation moves', async () => {
  const issued = await issue({ kind: 'TRANSFER' });
  expect(issued.letters.nodes.map(({ teacher }) => teacher?.name)).toEqual(['欧阳小兰']);
  expect(issued.letters.nodes[0]?.blocks).toContainEqual({ as: 'ROW', label: '转入学校', text: '河湾小学' });
  expect(issued.letters.nodes[0]?.blocks).toContainEqual({
    as: 'ROW',
    label: '转出学校意见（盖章）',
    text: '',
  });
  const nobody = await issue({
    kind: 'TRANSFER',
    teacherIds: [idOf('Teacher', kept.teachers.get('A') ?? '')],
  });
  expect(nobody).toMatchObject({
    code: 'nothing-to-issue',
    message: 'The personnel relation of none of these moves, so there is no form to issue.',
  });
});

describe('numbers', () => {
  test('go on from issue to issue, by kind and by the year they are dated in', async () => {
    const one = await issue({ teacherIds: [idOf('Teacher', kept.teachers.get('C') ?? '')] });
    expect(one.letters.nodes.map(({ number }) => number)).toEqual([1]);
    expect((await issue()).letters.nodes.map(({ number }) => number)).toEqual([2, 3]);
    expect((await issue({ kind: 'TRANSFER' })).letters.nodes.map(({ number }) => number)).toEqual([1]);
    for (const letter of one.letters.nodes) await voided(letter);
    const next = await issue({ datedOn: '2027-01-04' });
    expect(next.letters.nodes).toMatchObject([{ year: 2027, number: 1 }]);
  });

  test('of 20 issues at once are 1 to 20, none twice, none left out', async () => {
    const more = await Promise.all(Array.from({ length: 19 }, () => keepDecided(database)));
    for (const { planId } of more)
      await database.db.plan.update({ where: { id: planId }, data: { countyId: kept.countyId } });
    const issued = await Promise.all(
      [kept, ...more].map((one) =>
        issue(
          { teacherIds: [idOf('Teacher', one.teachers.get('A') ?? '')] },
          { of: one, viewer: kept.officer },
        ),
      ),
    );
    const numbers = issued.flatMap(({ letters }) => letters.nodes.map(({ number }) => number));
    expect(numbers.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  test('of one issue asked for 20 times with one key are given once', async () => {
    const key = randomUUID();
    const issued = await Promise.all(Array.from({ length: 20 }, () => issue({ key })));
    expect(new Set(issued.map(({ id }) => id)).size).toBe(1);
    expect(await database.db.letter.count({ where: { countyId: kept.countyId } })).toBe(3);
    expect(await issue({ key, datedOn: '2026-07-11' })).toMatchObject({ code: 'key-used-before' });
    expect(await issue({ key, kind: 'TRANSFER' })).toMatchObject({ code: 'key-used-before' });
  });

  test('are not given where one letter of the issue cannot be written', async () => {
    const blocks = [...whole(), { as: 'NOTE', label: '', text: '学科：{subject}' }];
    const more = await keepDecided(database, { more: true });
    await addTemplate({ blocks }, { of: more });
    const refused = await issue({}, { of: more, viewer: more.officer });
    expect(refused).toMatchObject({
      code: 'template-refused',
      faults: [{ path: ['D', 'blocks', '6', 'text'], found: '{subject}' }],
    });
    expect(await database.db.letter.count({ where: { countyId: more.countyId } })).toBe(0);
    expect(await database.db.letterIssue.count({ where: { countyId: more.countyId } })).toBe(0);
    expect(
      await database.db.auditEvent.count({ where: { countyId: more.countyId, action: 'letters.issue' } }),
    ).toBe(0);
  });
});

describe('what is issued', () => {
  test('is not issued again while it is in force', async () => {
    await issue();
    expect(await issue()).toMatchObject({
      code: 'nothing-to-issue',
      message: 'All of these are issued already and not void. To correct one, make it void first.',
    });
  });

  test('stays as it is when names, schools and templates change', async () => {
    const issued = await issue();
    const before = of(issued, '张晓兰');
    await database.db.teacher.updateMany({ where: { countyId: kept.countyId }, data: { name: 'Changed' } });
    await database.db.school.updateMany({ where: { countyId: kept.countyId }, data: { name: 'Changed' } });
    await addTemplate({ blocks: whole('另一标题') });
    const { at } = await as(
      kept.officer,
      'query ($id: ID!) { node(id: $id) { ... on Letter { blocks { as label text } templateVersion } } }',
      { id: before?.id },
    );
    expect(at('node')).toEqual({ blocks: before?.blocks, templateVersion: 0 });
  });

  test('is on the record, with its numbers', async () => {
    const issued = await issue({ reason: ' ' });
    const deed = await database.db.auditEvent.findFirstOrThrow({
      where: { countyId: kept.countyId, action: 'letters.issue' },
    });
    expect(idOf('LetterIssue', deed.entityId ?? '')).toBe(issued.id);
    expect(deed).toMatchObject({
      userId: kept.officer.userId,
      after: { kind: 'dispatch', letters: 3, numbers: [1, 3], datedOn: TODAY, planId: kept.planId },
    });
  });
});

describe('issuing', () => {
  test.each(['draft', 'submitted', 'approved', 'provisional', 'discarded'] as const)(
    'letters of a plan that is %s is refused',
    async (state) => {
      await database.db.plan.update({ where: { id: kept.planId }, data: { state } });
      for (const kind of ['DISPATCH', 'TRANSFER'])
        expect(await issue({ kind })).toMatchObject({
          code: 'plan-not-decided',
          state: state.toUpperCase(),
          message: 'Letters are issued once the plan is final, and not before.',
        });
      expect((await notice()).__typename).toBe(state === 'provisional' ? 'LetterIssue' : 'PlanNotDecided');
    },
  );

  test('by another version of the plan is refused', async () =>
    expect(await issue({ version: 2 })).toMatchObject({ __typename: 'VersionConflict', current: 1 }));

  test('to a teacher whom the plan does not move, or of another county, is refused by place', async () => {
    for (const id of [kept.teachers.get('D'), other.teachers.get('A'), randomUUID()])
      expect(
        await issue({
          teacherIds: [idOf('Teacher', kept.teachers.get('A') ?? ''), idOf('Teacher', id ?? '')],
        }),
      ).toMatchObject({ path: ['teacherIds', '1'], message: 'The plan does not move this teacher.' });
  });

  test('wants a key', async () => {
    expect(await issue({ key: ' ' })).toMatchObject({ path: ['key'] });
    expect(await issue({ key: 'k'.repeat(101) })).toMatchObject({ path: ['key'] });
  });
});

describe('the day', () => {
  const decided = (at: string) =>
    database.db.plan.update({ where: { id: kept.planId }, data: { finalAt: new Date(at) } });

  test('may lie ahead: then the letter is dated ahead, until that day comes', async () => {
    const issued = await issue({ datedOn: '2026-09-01' });
    const standing = async (today: string) =>
      (
        await as(
          kept.officer,
          `query ($id: ID!) { node(id: $id) { ... on County { letters { nodes { standing } }
            ahead: letters(filter: { datedAfter: "${today}" }) { totalCount } } } }`,
          { id: idOf('County', kept.countyId) },
          { today },
        )
      ).data;
    expect(issued.letters.nodes).toMatchObject(Array(3).fill({ standing: 'DATED_AHEAD' }));
    expect(await standing('2026-08-31')).toMatchObject({ node: { ahead: { totalCount: 3 } } });
    expect(await standing('2026-09-01')).toMatchObject({
      node: { ahead: { totalCount: 0 }, letters: { nodes: Array(3).fill({ standing: 'IN_FORCE' }) } },
    });
  });

  test('may lie 366 days ahead and not 367', async () => {
    expect(await issue({ datedOn: '2027-07-12' })).toMatchObject({ path: ['datedOn'] });
    expect((await issue({ datedOn: '2027-07-11' })).__typename).toBe('LetterIssue');
  });

  test('may be the one on which the plan became final, in the county’s own time', async () => {
    // 00:30 on the 8th in Shanghai.
    await decided('2026-07-07T16:30:00Z');
    expect(await issue({ datedOn: '2026-07-07' })).toMatchObject({
      path: ['reason'],
      message: '2026-07-07 is before 2026-07-08, when the plan was decided. Say why, if it has to be.',
    });
    expect((await issue({ datedOn: '2026-07-08' })).__typename).toBe('LetterIssue');
  });

  test('before that wants a reason, which is kept', async () => {
    await decided('2026-07-08T04:00:00Z');
    const issued = await issue({ datedOn: '2026-07-01', reason: 'The leading group decided then.' });
    expect(issued).toMatchObject({ reason: 'The leading group decided then.' });
  });

  test('before today wants a reason where it is not on file when the plan became final', async () => {
    expect(await issue({ datedOn: '2026-07-09' })).toMatchObject({ path: ['reason'] });
  });
});

describe('a void letter', () => {
  test('keeps its number, and is replaced by another that names it', async () => {
    const letter = of(await issue(), '张晓兰');
    if (letter === undefined) throw new Error('There is no letter.');
    expect(await voided(letter)).toMatchObject({
      standing: 'VOID',
      number: letter.number,
      voidReason: 'A wrong school.',
      voidedBy: { name: 'Officer' },
      version: 2,
    });
    const [next, ...others] = (await issue()).letters.nodes;
    expect(others).toEqual([]);
    expect(next).toMatchObject({ number: 4, replaces: { reference: letter.reference } });
    expect(next?.blocks.map(({ as }) => as).slice(-3)).toEqual(['NOTE', 'SIGN', 'DATE']);
    expect(textOf(next)).toContain(`（本件替代已作废的${letter.reference}）`);
    const { at } = await as(
      kept.officer,
      'query ($id: ID!) { node(id: $id) { ... on Letter { replacedBy { reference } } } }',
      { id: letter.id },
    );
    expect(at('node.replacedBy.reference')).toBe(next?.reference);
  });

  test('is void once, for a reason, by the version that was read', async () => {
    const letter = (await issue()).letters.nodes[0];
    if (letter === undefined) throw new Error('There is no letter.');
    expect(await voided(letter, ' ')).toMatchObject({ path: ['reason'] });
    expect(await voided(letter, 'A reason.', 7)).toMatchObject({ code: 'version-conflict' });
    await voided(letter);
    expect(await voided(letter, 'Again.', 2)).toMatchObject({ code: 'already-void' });
    expect(
      await database.db.auditEvent.findFirstOrThrow({
        where: { countyId: kept.countyId, action: 'letter.void' },
      }),
    ).toMatchObject({ reason: 'A wrong school.', after: { state: 'voided', version: 2 } });
  });
});

describe('a list for the notice board', () => {
  test('has masked names, and no more of people than its columns', async () => {
    const [letter] = (await notice()).letters.nodes;
    expect(letter?.reference).toBe('永教公示〔2026〕1号');
    expect(letter?.list).toEqual({
      heads: ['序号', '姓名', '派出学校', '接收学校', '学科（职务）'],
      rows: [
        ['1', '张*兰', '城关小学', '河湾小学', '数学'],
        ['2', '欧**兰', '城关小学', '河湾小学', '数学'],
        ['3', '李*', '河湾小学', '城关小学', '副校长'],
      ],
    });
    expect(textOf(letter)).toContain(
      '现将2026—2027学年交流轮岗安排人员名单（共3人，自2026年9月1日起到岗）予以公示。公示期至2026年7月17日。',
    );
    const row = await database.db.letter.findFirstOrThrow({ where: { countyId: kept.countyId } });
    expect(row).toMatchObject({ teacherId: null, fromSchoolId: null, toSchoolId: null });
    // Neither the name nor anything else of anybody is kept with it.
    for (const private_ of ['晓', '阳', '伟', '1986', 'female', '"A"'])
      expect(JSON.stringify(row.body), private_).not.toContain(private_);
  });

  test('has whole names where the county’s template says so', async () => {
    await addTemplate(
      { names: 'WHOLE', columns: ['NAME', 'FORM'], reference: '公示{year}-{serial}', blocks: noticeBlocks() },
      { kind: 'NOTICE' },
    );
    const [letter] = (await notice()).letters.nodes;
    expect(letter).toMatchObject({
      reference: '公示2026-1',
      list: {
        heads: ['姓名', '交流形式'],
        rows: [
          ['张晓兰', '订单式交流'],
          ['欧阳小兰', '订单式交流'],
          ['李伟', '订单式交流'],
        ],
      },
    });
  });

  test('is proposed while the plan is provisional and decided once it is final: one each', async () => {
    await database.db.plan.update({ where: { id: kept.planId }, data: { state: 'provisional' } });
    expect(textOf((await notice()).letters.nodes[0])).toContain('拟安排');
    expect(await notice()).toMatchObject({ code: 'nothing-to-issue' });
    await database.db.plan.update({ where: { id: kept.planId }, data: { state: 'final' } });
    expect(textOf((await notice()).letters.nodes[0])).not.toContain('拟安排');
  });

  test('tells until when objections are taken, and not before its own day', async () => {
    expect(await notice({ objectionsUntil: null })).toMatchObject({
      code: 'template-refused',
      faults: [{ path: ['blocks', '2', 'text'], found: '{objections until}' }],
    });
    expect(await notice({ objectionsUntil: '2026-07-09' })).toMatchObject({ path: ['objectionsUntil'] });
    expect(await issue({ objectionsUntil: '2026-07-17' })).toMatchObject({ path: ['objectionsUntil'] });
    expect(await notice({ teacherIds: [] })).toMatchObject({ path: ['teacherIds'] });
  });

  test('can have no other columns: the schema knows none', async () => {
    const { at } = await as(kept.officer, '{ __type(name: "LetterColumn") { enumValues { name } } }');
    expect(at('__type.enumValues.name')).toEqual(['NUMBER', 'NAME', 'FROM', 'TO', 'SUBJECT', 'FORM']);
    expect(
      Object.keys(placeholders).filter((name) => (placeholders as Kinds)[name]?.kinds.includes('notice')),
    ).toEqual([
      'from day',
      'school year',
      'county',
      'office',
      'reference',
      'dated',
      'list',
      'count',
      'objections until',
    ]);
  });
});
type Kinds = Record<string, { readonly kinds: readonly string[] }>;

describe('a template', () => {
  test('of the county is used from its day on; before it, and of other counties, the one that comes along', async () => {
    expect(await addTemplate({ blocks: whole('本县派遣函') }, { effectiveFrom: '2026-08-01' })).toMatchObject(
      {
        __typename: 'LetterTemplate',
        version: 1,
        effectiveFrom: '2026-08-01',
      },
    );
    const before = await issue({ teacherIds: [idOf('Teacher', kept.teachers.get('A') ?? '')] });
    expect(textOf(before.letters.nodes[0])).toContain('教师交流轮岗派遣函');
    const after = await issue({ datedOn: '2026-08-01' });
    expect(textOf(after.letters.nodes[0])).toContain('本县派遣函');
    expect(after.letters.nodes).toMatchObject([{ templateVersion: 1 }, { templateVersion: 1 }]);
    const { at } = await as(
      kept.officer,
      `query ($id: ID!) { node(id: $id) { ... on County { letterTemplates { version text { blocks { text } } createdBy { name } }
        now: letterTemplateInForce { version } then: letterTemplateInForce(on: "2026-08-01") { version text { reference } }
        en: letterTemplateInForce(language: EN, on: "2026-08-01") { version text { reference } } } } }`,
      { id: idOf('County', kept.countyId) },
    );
    expect(at('node')).toMatchObject({
      letterTemplates: [{ version: 1, createdBy: { name: 'Officer' } }],
      // biome-ignore lint/suspicious/noThenProperty: the alias of a field.
      then: { version: 1, text: { reference: '{mark}派{year}-{serial}' } },
      now: { version: 0 },
      en: { version: 0, text: { reference: 'Dispatch No. {serial} of {year}' } },
    });
  });

  test('is never edited: the next is another version, by whoever has read the newest', async () => {
    await addTemplate({});
    expect(await addTemplate({})).toMatchObject({
      code: 'version-conflict',
      current: 1,
      changedBy: 'Officer',
      since: [{ action: 'letter-template.add' }],
    });
    expect(await addTemplate({}, { version: 1 })).toMatchObject({ version: 2 });
  });

  test('is refused with every fault by its place', async () => {
    const refused = await addTemplate({
      reference: '{mark}派{number}',
      columns: ['NAME'],
      blocks: [
        { as: 'TITLE', label: '', text: '派遣函' },
        { as: 'TEXT', label: '', text: '{teachr}到{to}，{health}' },
        { as: 'ROW', label: '', text: '{to' },
        { as: 'TEXT', label: 'x', text: ' ' },
        { as: 'LIST', label: '', text: '' },
        { as: 'NOTE', label: '', text: 'a\nb' },
      ],
    });
    expect(refused).toMatchObject({
      code: 'template-refused',
      faults: [
        { path: ['reference'], found: '{number}' },
        { path: ['reference'], text: 'A number needs {year}, or two papers would bear the same.' },
        { path: ['reference'], text: 'A number needs {serial}, or two papers would bear the same.' },
        { path: ['columns'], text: 'Only a list for the notice board has columns.' },
        { path: ['blocks'], text: 'Only a notice has a list.' },
        { path: ['blocks', '2', 'label'], text: 'A row needs its head.' },
        { path: ['blocks', '3', 'label'], text: 'Only a row has a head.' },
        { path: ['blocks', '3', 'text'], text: 'This block has no text.' },
        { path: ['blocks', '1', 'text'], found: '{teachr}' },
        { path: ['blocks', '1', 'text'], found: '{health}' },
        { path: ['blocks', '2', 'text'], found: '{' },
        { path: ['blocks', '5', 'text'], found: 'U+000A' },
        {
          path: ['blocks'],
          found: '{teacher}',
          text: 'The placeholder {teacher} is missing (name of the teacher).',
        },
        { path: ['blocks'], found: '{from}' },
        { path: ['blocks'], found: '{from day}' },
        { path: ['blocks'], found: '{reference}' },
        { path: ['blocks'], found: '{dated}' },
      ],
    });
    expect(await database.db.letterTemplate.count({ where: { countyId: kept.countyId } })).toBe(0);
  });

  test('of a notice names its people by columns, and cannot name one in its text', async () => {
    const refused = await addTemplate(
      { columns: ['TO'], blocks: [...noticeBlocks(), { as: 'NOTE', label: '', text: '{teacher}' }] },
      { kind: 'NOTICE' },
    );
    expect(refused).toMatchObject({
      faults: [
        { path: ['columns'], found: 'to' },
        { path: ['blocks', '4', 'text'], found: '{teacher}' },
      ],
    });
  });

  test('tells which placeholders there are, in the reader’s language', async () => {
    const document = '{ letterPlaceholders(kind: TRANSFER) { name needed text sample } }';
    expect(
      (await as(kept.officer, document, {}, { language: 'zh-CN' })).at('letterPlaceholders'),
    ).toContainEqual({
      name: 'from day',
      needed: true,
      text: '调动（返校、走教、到岗）生效日期',
      sample: '2026年9月1日',
    });
    expect((await as(kept.officer, document)).at('letterPlaceholders')).toContainEqual({
      name: 'subject',
      needed: false,
      text: expect.stringContaining('Subject'),
      sample: 'Mathematics',
    });
  });
});

describe('a preview', () => {
  const preview = async (input: Record<string, unknown>, viewer: Viewer = kept.officer) => {
    const { at, errors } = await as(
      viewer,
      `mutation ($input: PreviewLetterInput!) { previewLetter(input: $input) { __typename
        ... on LetterPreview { templateVersion blocks { as text } list { rows } missingGlyphs }
        ... on Refusal { code } ... on InvalidInput { path } ... on TemplateRefused { faults { path found } } } }`,
      { input: { countyId: idOf('County', kept.countyId), kind: 'DISPATCH', ...input } },
    );
    expect(errors).toEqual([]);
    return at('previewLetter') as { blocks: { as: string; text: string }[]; list: unknown };
  };

  test('is of a sample, or of a real move, and writes nothing', async () => {
    expect((await preview({})).blocks.map(({ text }) => text).join()).toContain('张晓兰同志（工号：T0001）');
    const real = await preview({
      language: 'EN',
      planId: idOf('Plan', kept.planId),
      teacherId: idOf('Teacher', kept.teachers.get('B') ?? ''),
    });
    expect(real.blocks.map(({ text }) => text).join()).toContain('欧阳小兰 (staff number B)');
    const listed = await preview({
      kind: 'NOTICE',
      planId: idOf('Plan', kept.planId),
      objectionsUntil: '2026-07-17',
    });
    expect(listed.list).toMatchObject({
      rows: [['1', '张*兰'], ['2'], ['3']].map((row) => expect.arrayContaining(row)),
    });
    expect(await database.db.letter.count({ where: { countyId: kept.countyId } })).toBe(0);
  });

  test('of a template to be tried tells its faults, and what no font has', async () => {
    const text = { reference: '{year}{serial}', blocks: whole('𠮷野家😀') };
    expect(await preview({ text })).toMatchObject({
      templateVersion: null,
      missingGlyphs: ['U+20BB7 𠮷', 'U+1F600 😀'],
    });
    expect(await preview({ text: { ...text, blocks: [] } })).toMatchObject({ code: 'template-refused' });
  });

  test('is of the county’s own plans and moves', async () => {
    expect(await preview({ planId: idOf('Plan', other.planId) })).toMatchObject({ code: 'not-found' });
    expect(await preview({ planId: idOf('Plan', kept.planId) })).toMatchObject({ path: ['teacherId'] });
    expect(
      await preview({
        planId: idOf('Plan', kept.planId),
        teacherId: idOf('Teacher', other.teachers.get('A') ?? ''),
      }),
    ).toMatchObject({ path: ['teacherId'] });
    expect(await preview({}, other.officer)).toMatchObject({ code: 'not-found' });
  });
});

describe('who reads what', () => {
  const seen = async (viewer: Viewer) => {
    const { at, errors } = await as(
      viewer,
      `query ($id: ID!) { node(id: $id) { ... on County { letters { totalCount nodes { kind voidReason teacher { name } } }
        letterTemplates { id } letterTemplateInForce { version } } } }`,
      { id: idOf('County', kept.countyId) },
    );
    expect(errors).toEqual([]);
    return at('node') as {
      letters: {
        totalCount: number;
        nodes: { kind: string; voidReason: string | null; teacher: { name: string } | null }[];
      };
    };
  };
  const names = ({ letters }: Awaited<ReturnType<typeof seen>>) =>
    letters.nodes.map(({ kind, teacher }) => teacher?.name ?? kind).sort();

  beforeEach(async () => {
    const issued = await issue();
    await notice();
    const letter = of(issued, '张晓兰');
    if (letter) await voided(letter, 'The teacher is ill.');
    await addTemplate({});
  });

  test('an officer everything of the county; one of another county nothing', async () => {
    const all = await seen(kept.officer);
    expect(names(all)).toEqual(['NOTICE', '张晓兰', '李伟', '欧阳小兰'].sort());
    expect(all).toMatchObject({ letterTemplates: [{}], letterTemplateInForce: { version: 1 } });
    expect(all.letters.nodes.map(({ voidReason }) => voidReason)).toContain('The teacher is ill.');
    expect(await seen(other.officer)).toBeNull();
  });

  test('an inspector and a province officer the list for the notice board alone', async () => {
    for (const viewer of [
      viewerAs('inspector', { countyId: kept.countyId }),
      viewerAs('province-officer', { provinceId: kept.provinceId }),
    ]) {
      const all = await seen(viewer);
      expect(all.letters.totalCount).toBe(1);
      expect(all).toMatchObject({
        letters: { nodes: [{ kind: 'NOTICE', teacher: null }] },
        letterTemplates: [],
        letterTemplateInForce: null,
      });
    }
  });

  test('a principal those from and to the own school, a teacher the own, and why one is void neither', async () => {
    const principal = await seen(viewerAs('principal', { schoolId: kept.schools.get('hillfoot') ?? '' }));
    expect(names(principal)).toEqual(['NOTICE', '张晓兰', '李伟', '欧阳小兰'].sort());
    const teacher = await seen(viewerAs('teacher', { teacherId: kept.teachers.get('A') ?? '' }));
    expect(names(teacher)).toEqual(['NOTICE', '张晓兰']);
    for (const { letters } of [principal, teacher])
      expect(letters.nodes.map(({ voidReason }) => voidReason)).toEqual(letters.nodes.map(() => null));
    const stays = await seen(viewerAs('teacher', { teacherId: kept.teachers.get('D') ?? '' }));
    expect(names(stays)).toEqual(['NOTICE']);
  });

  test('by node as by list, and nobody else acts', async () => {
    const letters = await database.db.letter.findMany({
      where: { countyId: kept.countyId, kind: 'dispatch' },
    });
    const [issueRow] = await database.db.letterIssue.findMany({ where: { countyId: kept.countyId } });
    const [template] = await database.db.letterTemplate.findMany({ where: { countyId: kept.countyId } });
    const ids = [
      ...letters.map(({ id }) => idOf('Letter', id)),
      idOf('LetterIssue', issueRow?.id ?? ''),
      idOf('LetterTemplate', template?.id ?? ''),
    ];
    const found = async (viewer: Viewer) =>
      (
        (await as(viewer, 'query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids })).at(
          'nodes',
        ) as unknown[]
      ).filter((node) => node !== null).length;
    const inspector = viewerAs('inspector', { countyId: kept.countyId });
    const principal = viewerAs('principal', { schoolId: kept.schools.get('hillfoot') ?? '' });
    expect([
      await found(kept.officer),
      await found(inspector),
      await found(principal),
      await found(other.officer),
    ]).toEqual([5, 0, 3, 0]);
    for (const [viewer, expected] of [
      [inspector, 'NotAllowed'],
      [principal, 'NotAllowed'],
      [other.officer, 'NotFound'],
    ] as const) {
      expect((await issue({}, { viewer })).__typename).toBe(expected);
      expect(await addTemplate({}, { viewer })).toMatchObject({ __typename: expected });
    }
    const { at } = await as(
      principal,
      'mutation ($id: ID!) { voidLetter(letterId: $id, version: 1, reason: "r") { __typename } }',
      { id: ids[0] },
    );
    expect(at('voidLetter.__typename')).toBe('NotAllowed');
  });
});

test('a page of letters costs the same statements however many there are', async () => {
  const count = async (first: number) => {
    const query = vi.spyOn(pg.Client.prototype, 'query');
    const { errors } = await as(
      kept.officer,
      `query ($id: ID!, $first: Int!) { node(id: $id) { ... on County { letters(first: $first) { totalCount nodes {
        reference standing teacher { name } fromSchool { name } toSchool { name } plan { name } blocks { text }
        replaces { reference } replacedBy { reference } voidedBy { name } } } letterTemplateInForce { version } } } }`,
      { id: idOf('County', kept.countyId), first },
    );
    const statements = query.mock.calls.length;
    query.mockRestore();
    expect(errors).toEqual([]);
    return statements;
  };
  await issue();
  expect(await count(1)).toBe(await count(3));
});

interface TemplateGiven {
  readonly reference?: string;
  readonly names?: string;
  readonly columns?: readonly string[];
  readonly blocks?: readonly object[];
}

/** A template that is whole, by its title. */
const whole = (title = '派遣函') => [
  { as: 'TITLE', label: '', text: title },
  { as: 'REFERENCE', label: '', text: '{reference}' },
  { as: 'TO', label: '', text: '{to school}：' },
  { as: 'TEXT', label: '', text: '派{from}{teacher}自{from day}起到{to}。' },
  { as: 'SIGN', label: '', text: '{office}' },
  { as: 'DATE', label: '', text: '{dated}' },
];
const noticeBlocks = () => [
  { as: 'TITLE', label: '', text: '公示' },
  { as: 'REFERENCE', label: '', text: '{reference}' },
  { as: 'LIST', label: '', text: '' },
  { as: 'DATE', label: '', text: '{dated}' },
];

async function addTemplate(
  text: TemplateGiven,
  {
    of: one = kept,
    kind = 'DISPATCH',
    version = 0,
    effectiveFrom = '2026-01-01',
    viewer = one.officer,
  }: { of?: Decided; kind?: string; version?: number; effectiveFrom?: string; viewer?: Viewer } = {},
) {
  const { at, errors } = await as(
    viewer,
    `mutation ($county: ID!, $kind: LetterKind!, $version: Int!, $from: Day!, $text: LetterTextInput!) {
      addLetterTemplate(countyId: $county, kind: $kind, language: ZH_CN, version: $version, effectiveFrom: $from, text: $text) {
        __typename ... on LetterTemplate { version effectiveFrom } ... on Refusal { code } ... on VersionConflict { current changedBy since { action } }
        ... on TemplateRefused { faults { path found text } } } }`,
    {
      county: idOf('County', one.countyId),
      kind,
      version,
      from: effectiveFrom,
      text: { reference: '{mark}派{year}-{serial}', blocks: whole(), ...text },
    },
  );
  expect(errors).toEqual([]);
  return at('addLetterTemplate');
}
