import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../prisma/client.ts';
import type { Viewer } from '../../schema/context.ts';
import { idOf } from '../../schema/ids.ts';
import { createPostings } from '../../server/postings/postings.ts';
import { ask, contextWith } from '../support/ask.ts';
import { viewerAs } from '../support/counties.ts';
import { testDatabase } from '../support/database.ts';
import { type Decided, keepDecided } from '../support/decided-plan.ts';
import { keepPlacements, keepRecruits } from '../support/keep-recruits.ts';

// A final plan, from 1 September 2026 on, places N1, a special-post teacher, and N2, a graduate, at 河湾小学 (hillfoot); N3 nowhere.

let database: Database;
let kept: Decided;
let ids: ReadonlyMap<string, string>;
let principal: Viewer;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.close());

beforeEach(async () => {
  kept = await keepDecided(database);
  const certificates = [{ subject: 'maths', stage: 'primary', rank: 'main' } as const];
  ids = await keepRecruits(
    database.pool,
    [
      { id: 'N1', name: '周小雨', kind: 'special-post', certificates, contractEnds: '2029-08-31' },
      { id: 'N2', name: '何岚', kind: 'graduate', certificates },
      { id: 'N3', name: '江一', kind: 'graduate', certificates: [] },
    ],
    kept,
  );
  await keepPlacements(
    database.pool,
    { planId: kept.planId, sectionId: kept.sections.get('hillfoot:primary') },
    [ids.get('N1'), ids.get('N2')],
  );
  await database.db.recruit.update({ where: { id: recruit('N1') }, data: { nameKey: 'zxy zhouxiaoyu' } });
  await database.db.recruit.update({ where: { id: recruit('N2') }, data: { nameKey: 'hl helan' } });
  principal = viewerAs('principal', { schoolId: kept.schools.get('hillfoot') ?? '' });
});

const TODAY = '2026-07-10';
const recruit = (number: string) => ids.get(number) ?? '';

async function asked(viewer: Viewer, document: string, variables: Record<string, unknown> = {}) {
  const context = { ...contextWith(database, viewer), today: () => TODAY, language: 'en' as const };
  const { at, errors } = await ask(context, document, variables);
  expect(errors).toEqual([]);
  return at;
}

const answer = `__typename ... on LetterIssue { letters { totalCount nodes { id kind year number reference version
    teacher { name } recruit { number } fromSchool { name } toSchool { name } blocks { as text } replaces { reference } } } }
  ... on Refusal { code message } ... on InvalidInput { path }`;

interface Issued {
  readonly __typename: string;
  readonly letters: {
    readonly totalCount: number;
    readonly nodes: readonly {
      readonly id: string;
      readonly number: number;
      readonly reference: string;
      readonly version: number;
      readonly blocks: readonly { readonly text: string }[];
    }[];
  };
}

async function issue(input: Record<string, unknown> = {}): Promise<Issued> {
  const at = await asked(
    kept.officer,
    `mutation ($input: IssueLettersInput!) { issueLetters(input: $input) { ${answer} } }`,
    {
      input: {
        planId: idOf('Plan', kept.planId),
        version: 1,
        kind: 'PLACEMENT',
        datedOn: TODAY,
        key: randomUUID(),
        ...input,
      },
    },
  );
  return at('issueLetters') as Issued;
}

const order = async () =>
  (
    await asked(
      kept.officer,
      `mutation { done: orderPostings(planId: "${idOf('Plan', kept.planId)}", version: 1) { __typename } }`,
    )
  )('done.__typename');

async function act(name: 'withdrawRecruit' | 'restoreRecruit', number: string) {
  const { version } = await database.db.recruit.findUniqueOrThrow({ where: { id: recruit(number) } });
  const call = `${name}(recruitId: "${idOf('Recruit', recruit(number))}", version: ${version}, reason: "A secret illness.")`;
  return (await asked(kept.officer, `mutation { done: ${call} { __typename } }`))('done.__typename');
}

const ofRecruit = (number: string) =>
  database.db.letter.findMany({
    where: { recruitId: recruit(number) },
    orderBy: { number: 'asc' },
    select: { number: true, state: true, voidReason: true, teacherId: true },
  });

describe('a notice of placement', () => {
  test('is one for each recruit whom the plan places, to the school, in official Chinese', async () => {
    const issued = await issue();
    expect(issued.letters).toMatchObject({
      totalCount: 2,
      nodes: [
        { number: 1, recruit: { number: 'N2' } },
        {
          kind: 'PLACEMENT',
          year: 2026,
          number: 2,
          reference: '永教聘〔2026〕2号',
          teacher: null,
          recruit: { number: 'N1' },
          fromSchool: null,
          toSchool: { name: '河湾小学' },
        },
      ],
    });
    expect(issued.letters.nodes[1]?.blocks.map(({ text }) => text)).toEqual([
      '新聘教师安置通知',
      '永教聘〔2026〕2号',
      '河湾小学：',
      '根据2026—2027学年教师招聘和岗位安排，经研究，新聘特岗教师周小雨同志（工号：N1）自2026年9月1日起到河湾小学任教数学。聘期至2029年8月31日，聘期内不占编制。',
      '请周小雨同志持本通知按期到河湾小学报到。请你校做好接收和工作安排，指定指导教师，并按规定办理聘用手续。',
      '特此通知。',
      '永安县教育局',
      '2026年7月10日',
    ]);
    expect(issued.letters.nodes[0]?.blocks[3]?.text).toBe(
      '根据2026—2027学年教师招聘和岗位安排，经研究，新聘应届毕业生何岚同志（工号：N2）自2026年9月1日起到河湾小学任教数学。纳入接收学校编制管理。',
    );
  });

  test('and in English', async () => {
    const issued = await issue({ language: 'EN' });
    expect(issued.letters.nodes.map(({ blocks }) => blocks[3]?.text)).toEqual([
      'For the school year 2026–2027, 何岚 (staff number N2), recruited as a graduate, is placed at 河湾小学 (primary) from 1 September 2026 to teach Mathematics. The teacher takes an establishment post of the school.',
      'For the school year 2026–2027, 周小雨 (staff number N1), recruited as a special-post teacher, is placed at 河湾小学 (primary) from 1 September 2026 to teach Mathematics. The special-post contract runs until 31 August 2029, and takes no establishment post until then.',
    ]);
  });

  test('is no letter of dispatch, and counts by numbers of its own', async () => {
    const dispatched = await issue({ kind: 'DISPATCH' });
    expect(dispatched.letters.totalCount).toBe(3);
    expect((await issue()).letters.nodes.map(({ number }) => number)).toEqual([1, 2]);
  });

  test('is issued once, and anew in the place of a void one', async () => {
    const [first] = (await issue()).letters.nodes;
    expect(await issue()).toMatchObject({ code: 'nothing-to-issue' });
    await asked(
      kept.officer,
      `mutation { voidLetter(letterId: "${first?.id}", version: 1, reason: "A wrong school.") { __typename } }`,
    );
    expect((await issue()).letters.nodes).toMatchObject([
      { number: 3, recruit: { number: 'N2' }, replaces: { reference: first?.reference } },
    ]);
  });

  test('of one recruit alone, where so asked', async () => {
    const one = await issue({ recruitIds: [idOf('Recruit', recruit('N1'))] });
    expect(one.letters.nodes).toMatchObject([{ number: 1, recruit: { number: 'N1' } }]);
  });

  test('to a recruit whom the plan does not place, and to a teacher, is refused by place', async () => {
    expect(
      await issue({ recruitIds: [idOf('Recruit', recruit('N1')), idOf('Recruit', recruit('N3'))] }),
    ).toMatchObject({ path: ['recruitIds', '1'] });
    expect(await issue({ teacherIds: [idOf('Teacher', kept.teachers.get('A') ?? '')] })).toMatchObject({
      path: ['teacherIds'],
    });
    for (const kind of ['DISPATCH', 'NOTICE'])
      expect(await issue({ kind, recruitIds: [idOf('Recruit', recruit('N1'))] })).toMatchObject({
        path: ['recruitIds'],
        message: 'Only notices of placement are of recruits.',
      });
  });

  test('is none where the plan places nobody', async () => {
    await database.db.placement.deleteMany({ where: { planId: kept.planId } });
    expect(await issue()).toMatchObject({ message: 'None of these is a recruit whom the plan places.' });
  });

  test('follows the county’s own template, and previews what it would say of a recruit', async () => {
    const at = await asked(
      kept.officer,
      `mutation ($county: ID!, $input: PreviewLetterInput!) {
        add: addLetterTemplate(countyId: $county, kind: PLACEMENT, language: EN, version: 0, effectiveFrom: "2026-01-01", text: {
          reference: "P {serial}/{year}", blocks: [{ as: TITLE, text: "{reference}" }, { as: TEXT, text: "{teacher}: {recruited as}, {to}, {from day}." }, { as: DATE, text: "{dated}" }] }) {
          __typename ... on TemplateRefused { faults { found text } } }
        previewLetter(input: $input) { ... on LetterPreview { templateVersion blocks { text } } } }`,
      {
        county: idOf('County', kept.countyId),
        input: {
          countyId: idOf('County', kept.countyId),
          kind: 'PLACEMENT',
          language: 'EN',
          planId: idOf('Plan', kept.planId),
          recruitId: idOf('Recruit', recruit('N2')),
        },
      },
    );
    expect(at('add')).toEqual({ __typename: 'LetterTemplate' });
    expect(at('previewLetter')).toEqual({
      templateVersion: 1,
      blocks: [
        { text: 'P 1/2026' },
        { text: '何岚: a graduate, 河湾小学 (primary), 1 September 2026.' },
        { text: '10 July 2026' },
      ],
    });
  });

  test('names no school that sends: none does', async () => {
    const at = await asked(
      kept.officer,
      `mutation { addLetterTemplate(countyId: "${idOf('County', kept.countyId)}", kind: PLACEMENT, language: EN, version: 0, effectiveFrom: "2026-01-01", text: {
        reference: "{serial} {year}", blocks: [{ as: TITLE, text: "{reference} {teacher} {to} {from day} {dated} {from school}" }] }) {
        ... on TemplateRefused { faults { found } } } }`,
    );
    expect(at('addLetterTemplate.faults')).toEqual([{ found: '{from school}' }]);
  });
});

describe('once the plan is ordered', () => {
  test('a notice is of who is ordered, and void with the order', async () => {
    await order();
    await issue();
    expect(await act('withdrawRecruit', 'N1')).toBe('Recruit');
    // What was said of the withdrawal may be nobody else's business: the letter has its own words.
    expect(await ofRecruit('N1')).toMatchObject([{ state: 'voided', voidReason: '该新聘教师已退出。' }]);
    expect(await ofRecruit('N2')).toMatchObject([{ state: 'issued' }]);
    expect(await act('restoreRecruit', 'N2')).toBe('Recruit');
    expect(await ofRecruit('N2')).toMatchObject([
      { state: 'voided', voidReason: '该新聘教师的安置已取消。' },
    ]);
    expect(await issue()).toMatchObject({ message: 'None of these is a recruit whom the plan places.' });
  });

  test('a notice that is not issued waits for HR until the first day', async () => {
    const waiting = async () => {
      const at = await asked(kept.officer, '{ counties { nodes { waiting { code count due text } } } }');
      const all = at('counties.nodes.waiting') as { code: string }[][];
      return all.flat().filter(({ code }) => code === 'placements-to-tell');
    };
    expect(await waiting()).toEqual([]);
    await order();
    expect(await waiting()).toEqual([
      { code: 'placements-to-tell', count: 2, due: '2026-09-01', text: '2 notices of placement to issue' },
    ]);
    await issue({ recruitIds: [idOf('Recruit', recruit('N1'))] });
    expect(await waiting()).toMatchObject([{ count: 1, text: '1 notice of placement to issue' }]);
    await issue();
    expect(await waiting()).toEqual([]);
  });

  test('who has withdrawn before keeps none and gets none', async () => {
    await issue();
    await act('withdrawRecruit', 'N1');
    await order();
    expect(await ofRecruit('N1')).toMatchObject([{ state: 'voided' }]);
    expect(await issue()).toMatchObject({ code: 'nothing-to-issue' });
  });

  test('it is the teacher’s from the first day on, also one issued after it', async () => {
    await order();
    await issue({ recruitIds: [idOf('Recruit', recruit('N1'))] });
    await createPostings(database).carryOut(kept.countyId, () => '2026-09-01');
    await issue();
    const became = async (number: string) =>
      (await database.db.recruit.findUniqueOrThrow({ where: { id: recruit(number) } })).teacherId ?? '';
    for (const number of ['N1', 'N2']) {
      const teacherId = await became(number);
      expect(await ofRecruit(number)).toMatchObject([{ state: 'issued', teacherId }]);
      const at = await asked(viewerAs('teacher', { teacherId }), read, {
        county: idOf('County', kept.countyId),
      });
      expect(at('node.letters')).toMatchObject({
        totalCount: 1,
        nodes: [{ kind: 'PLACEMENT', teacher: { staffNumber: number }, recruit: null }],
      });
    }
  });
});

const read = `query ($county: ID!) { node(id: $county) { ... on County {
  letters { totalCount nodes { kind teacher { staffNumber } recruit { number born } } } } } }`;

test('it is read by HR, and by the principal of the receiving school, and by no other school’s', async () => {
  await issue();
  const whose = async (viewer: Viewer) =>
    (await asked(viewer, read, { county: idOf('County', kept.countyId) }))('node.letters.nodes.recruit');
  expect(await whose(kept.officer)).toMatchObject([{ number: 'N2', born: '2003-05-04' }, { number: 'N1' }]);
  expect(await whose(principal)).toEqual([
    { number: 'N2', born: null },
    { number: 'N1', born: null },
  ]);
  const elsewhere = [
    viewerAs('principal', { schoolId: kept.schools.get('lakeside') ?? '' }),
    viewerAs('teacher', { teacherId: kept.teachers.get('A') ?? '' }),
    viewerAs('inspector', { countyId: kept.countyId }),
  ];
  for (const viewer of elsewhere) expect(await whose(viewer)).toEqual([]);
});

test('it is found by the recruit’s name, pinyin and number', async () => {
  await issue();
  for (const search of ['周小雨', 'zhouxiaoyu', 'N1']) {
    const at = await asked(
      kept.officer,
      `query ($county: ID!, $search: String) { node(id: $county) { ... on County {
        letters(filter: { search: $search }) { nodes { recruit { number } } } } } }`,
      { county: idOf('County', kept.countyId), search },
    );
    expect(at('node.letters.nodes.recruit.number')).toEqual(['N1']);
  }
});
