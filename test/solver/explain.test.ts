import { describe, expect, test } from 'vitest';
import { caseOf } from '../../solver/case.ts';
import { explain } from '../../solver/explain.ts';
import { Ledger } from '../../solver/ledger.ts';
import { modelOf } from '../../solver/model.ts';
import type { ProblemInput } from '../../solver/problem.ts';
import { solve } from '../../solver/solve.ts';
import { county, hillfoot, lakeside, only, teacher, teachers } from '../support/small-county.ts';

type Rules = Record<string, object>;

const planFor = (facts: Partial<ProblemInput>, rules: Rules, goals = ['gap', 'burden']) =>
  solve(
    county({
      ...facts,
      policy: { version: 'small', rules: only(rules), goals: goals.map((name) => ({ name })) },
    }),
  );

/** The reason given to one teacher. */
async function reason(id: string, facts: Partial<ProblemInput>, rules: Rules, goals?: string[]) {
  const { reasons } = await planFor(facts, rules, goals);
  expect(reasons.map((each) => each.teacher)).toEqual([...new Set(reasons.map((each) => each.teacher))]);
  return reasons.find((each) => each.teacher === id);
}

/** Why Hillfoot's post stays open. */
async function unfilled(facts: Partial<ProblemInput>, rules: Rules) {
  return (await planFor(facts, rules)).unfilled.find(({ section }) => section === 'H');
}

const volunteer = (id: string) => ({ teacher: id, volunteer: true, schools: ['hillfoot'] });
const certificate = { certificate: {} };

describe('who may not go is told the rule, its figures and the day it changes', () => {
  test('by the first rule that bars', async () => {
    const facts = {
      teachers: teachers(6, { serving: { section: 'L', since: '2024-09-01' }, born: '1970-01-01' }),
    };
    expect(await reason('A', facts, { tenure: {}, age: {} })).toEqual({
      teacher: 'A',
      outcome: 'not-eligible',
      code: 'tenure',
      figures: { since: '2024-09-01', served: 2, required: 6, from: '2030-09-01' },
      text: {
        zh: '自2024-09-01起在现任教学校任教，满2年，不足6年；2030-09-01起满足本条（其他条件届时另行核查）。',
        en: 'At the present school since 2024-09-01: 2 complete years of 6; this rule is met from 2030-09-01 (the others are checked then).',
      },
    });
  });
});

describe('who goes is told', () => {
  test('of a pin only where it is the one that is kept', async () => {
    const posts = (...ids: string[]) =>
      ids.map((id) => ({ id, school: id, stage: 'primary', classes: { 1: 1 } }) as const);
    const facts: Partial<ProblemInput> = {
      schools: [lakeside, hillfoot, { ...hillfoot, id: 'mill', name: 'Mill' }].map((school) => ({
        ...school,
      })),
      sections: posts('lakeside', 'hillfoot', 'mill'),
      teachers: teachers(2, { serving: { section: 'lakeside', since: '2010-09-01' } }),
      pins: ['A', 'B'].map((id) => ({ kind: 'move', teacher: id, section: 'hillfoot' }) as const),
    };
    const { moves, reasons } = await planFor(facts, {
      ...certificate,
      pins: { level: 'policy', relaxed: 'D7' },
    });
    expect(moves.map(({ to }) => to).toSorted()).toEqual(['hillfoot', 'mill']);
    for (const { teacher: id, to } of moves)
      expect(reasons.find((one) => one.teacher === id)?.code === 'pins').toBe(to === 'hillfoot');
  });
  test('which gap, which wish, and that nobody else wished it better', async () => {
    const facts = { teachers: teachers(6), wishes: [volunteer('C')] };
    expect(await reason('C', facts, certificate)).toMatchObject({
      outcome: 'moves',
      code: 'missing-subject',
      figures: { need: 1, supply: 0, gap: 1, openings: 1, wish: 1, km: 20, goal: 'burden', worse: 20 },
      text: {
        zh: '到Hillfoot小学部任教数学：该学部无人能教数学，空缺岗位1个。该校为本人第1志愿。改由最合适的一名留任教师直接替换，“个人负担”将增加20个负担点。',
        en: "Goes to Hillfoot (primary) for Mathematics: nobody in that section can teach Mathematics; 1 post open. The school is wish number 1. The best of those who stay, put in this place directly, would worsen 'Burden on people' by 20 burden points.",
      },
    });
  });

  test('that nobody else could take the place', async () => {
    const facts = { teachers: [teacher('A'), ...teachers(6, { certificates: [] }).slice(1)] };
    expect(await reason('A', facts, certificate)).toMatchObject({
      figures: { instead: null },
      text: { en: expect.stringContaining('No teacher who stays could take the place directly') },
    });
  });

  test('that nobody else could, though another might go elsewhere in their stead', async () => {
    const staff = [
      teacher('A'),
      teacher('B', { certificates: [{ subject: 'music', stage: 'primary', rank: 'main' }] }),
      ...teachers(6, { certificates: [] }).slice(2),
    ];
    const requests = [{ id: 'R', section: 'H', subject: 'music', count: 1 }];
    const rules = { certificate: {}, 'outflow-cap': { atLeast: 1 } };
    const facts = { teachers: staff, requests };
    expect(await reason('A', facts, rules)).toMatchObject({
      outcome: 'moves',
      figures: { instead: null },
      text: { en: expect.stringContaining('No teacher who stays could take the place directly') },
    });
    expect(await reason('B', facts, rules)).toMatchObject({
      outcome: 'stays',
      figures: { insteadOf: 'A', subject: 'music' },
    });
  });

  test('that the officer pinned it', async () => {
    const pins = [{ kind: 'move' as const, teacher: 'A', section: 'H' }];
    expect(await reason('A', { teachers: teachers(6), pins }, { pins: {} })).toMatchObject({ code: 'pins' });
  });

  test('how much lacks, where the subject is not missing altogether', async () => {
    const staff = [
      ...teachers(6),
      teacher('Z', { serving: { section: 'H', since: '2010-09-01' }, fte: 0.3 }),
    ];
    const facts = { teachers: staff, wishes: [volunteer('A')] };
    expect(await reason('A', facts, { certificate: {}, direction: {} })).toMatchObject({
      code: 'gap',
      text: {
        en: expect.stringContaining('Mathematics needs 1 FTE and has 0.3, so it lacks 0.7; 1 post open.'),
      },
    });
  });
});

test('who goes by a search that was cut is not told that a better replacement is a worse one', () => {
  const facts = { teachers: teachers(6), wishes: [volunteer('C')] };
  const policy = { version: 'small', rules: only(certificate), goals: [{ name: 'gap' }, { name: 'burden' }] };
  const found = caseOf(county({ ...facts, policy }));
  const program = modelOf(found).program();
  const made = found.candidates.filter((candidate) => candidate.teacher.id === 'A');
  const ledger = new Ledger(
    program,
    found.candidates.length,
    made.map(({ column }) => column),
  );
  expect(explain(found, ledger, made, 'feasible').reasons.find((each) => each.teacher === 'A')).toMatchObject(
    {
      figures: { instead: 'C', goal: 'burden', worse: -20 },
      text: {
        zh: expect.stringContaining('求解提前停止；改由留任教师替换可能更好，未及比较。'),
        en: expect.stringContaining('might be better and was not settled.'),
      },
    },
  );
});

describe('who may go and stays is told', () => {
  test('what the best change would have cost', async () => {
    const facts = { teachers: teachers(6), wishes: [volunteer('C')] };
    expect(await reason('A', facts, certificate)).toMatchObject({
      outcome: 'stays',
      code: 'costs-more',
      figures: { fitting: 1, section: 'H', insteadOf: 'C', goal: 'burden', worse: 20 },
      text: {
        zh: '符合条件而留任。影响最小的改法是到Hillfoot小学部任教数学，由C改为留任，但“个人负担”将增加20个负担点。已逐一比较直接增派、换下派往该岗或同校派出的一人的各种改法。',
        en: "May go and stays. The least harmful change, going to Hillfoot (primary) for Mathematics, C staying instead, would worsen 'Burden on people' by 20 burden points. Compared one by one: going as well, or in place of one who goes to that post or from the same section.",
      },
    });
  });

  test('that the draw decided between equals', async () => {
    const { reasons } = await planFor({ teachers: teachers(6) }, certificate);
    expect(reasons.map(({ code }) => code).sort()).toEqual([
      'draw',
      'draw',
      'draw',
      'draw',
      'draw',
      'missing-subject',
    ]);
  });

  test('that no opening is of the subject', async () => {
    const facts = { teachers: [...teachers(6), teacher('Z', { certificates: [] })] };
    expect(await reason('Z', facts, certificate)).toMatchObject({
      code: 'certificate',
      figures: { openings: 1, certificate: 1 },
      text: {
        zh: '符合交流条件；没有登记可任教的学科学段，1处空缺都不能担任。',
        en: 'May go; no subject and stage to teach is on record, so no opening elsewhere fits (1 there are).',
      },
    });
  });

  test('that no seat is vacant, where a cadre rotates, whatever the cadre could teach', async () => {
    const principal = teacher('P', { cadre: { role: 'principal', since: '2015-09-01', terms: 3 } });
    const facts = { teachers: [principal, ...teachers(4)] };
    const rules = { cadre: { rotation: true }, certificate: {} };
    expect((await reason('P', facts, rules))?.text.zh).toBe('符合交流条件；其他学部没有空缺的校长岗位。');
  });

  test('that the way is too long', async () => {
    expect(
      await reason(
        'A',
        { teachers: teachers(6) },
        { certificate: {}, travel: { withoutBed: 1, withBed: 5 } },
      ),
    ).toMatchObject({
      code: 'travel',
    });
  });

  test('that the own school needs every one of them', async () => {
    expect(
      await reason('A', { teachers: teachers(4) }, { certificate: {}, 'sender-floor': {} }),
    ).toMatchObject({
      code: 'sender-floor',
      figures: { fitting: 1, 'sender-floor': 1 },
    });
  });

  test('that the officer pinned them to stay', async () => {
    const pins = [{ kind: 'stay' as const, teacher: 'A' }];
    expect(await reason('A', { teachers: teachers(6), pins }, { pins: {} })).toMatchObject({ code: 'pins' });
  });

  test('that no post is open anywhere else', async () => {
    const sections = [{ id: 'L', school: 'lakeside', stage: 'primary' as const, classes: { 1: 4 } }];
    expect(await reason('A', { teachers: teachers(6), sections }, {})).toMatchObject({ code: 'no-opening' });
  });
});

describe('a post left open is told apart', () => {
  test('nobody in the county is certified for it', async () =>
    expect(await unfilled({ teachers: teachers(6, { certificates: [] }) }, certificate)).toMatchObject({
      code: 'no-certified-teacher',
      left: 1,
    }));

  test('nobody further is, where one comes and two are wanted', async () => {
    const staff = [teacher('A'), ...teachers(6, { certificates: [] }).slice(1)];
    const requests = [{ id: 'R', section: 'H', subject: 'maths', count: 2 }];
    expect(await unfilled({ teachers: staff, requests }, certificate)).toMatchObject({
      code: 'no-certified-teacher',
      filled: 1,
      figures: { certified: 0, came: 1 },
      text: {
        zh: '除已派来的1人外，全县其他学部没有具备数学该学段资格的教师，需招聘补充。',
        en: 'Besides the 1 coming, no further teacher certified for Mathematics at this stage elsewhere in the county: a case for recruitment.',
      },
    });
  });

  test('second certificates are not denied where only the main one counts', async () => {
    const second = teachers(6, { certificates: [{ subject: 'maths', stage: 'primary', rank: 'second' }] });
    expect(await unfilled({ teachers: second }, { certificate: { ranks: 'main' } })).toMatchObject({
      code: 'no-certified-teacher',
      text: {
        zh: '全县其他学部没有在该学段主教数学的教师，需招聘补充。',
        en: 'No teacher with Mathematics as main subject at this stage elsewhere in the county: a case for recruitment.',
      },
    });
  });

  test('all who are certified are barred, and by what', async () => {
    const staff = [...teachers(2, { established: false }), ...teachers(6).slice(2)];
    expect(
      await unfilled(
        { teachers: staff },
        { ...certificate, established: {}, direction: { allowed: ['inward'] } },
      ),
    ).toMatchObject({
      code: 'all-barred',
      figures: { certified: 6, established: 2, direction: 4 },
      text: {
        zh: '其他学部具备数学该学段资格的教师6人：2人不符合交流条件（在编在岗2）；4人与该岗位不合（交流方向4）。',
        en: '6 teachers certified for Mathematics at this stage serve elsewhere: 2 may not go (Established staff 2); 4 may not go to this post (Direction 4).',
      },
    });
  });

  test('their own schools cannot spare them', async () =>
    expect(await unfilled({ teachers: teachers(4) }, { ...certificate, 'sender-floor': {} })).toMatchObject({
      code: 'sender-floor',
      figures: { certified: 4, 'sender-floor': 4 },
    }));

  test('the host has no bed', async () => {
    const schools = [lakeside, { ...hillfoot, beds: 0 }];
    expect(
      await unfilled(
        { teachers: teachers(6), schools },
        { ...certificate, travel: { withoutBed: 1 }, beds: {} },
      ),
    ).toMatchObject({ code: 'beds' });
  });

  test('the only one who could is needed elsewhere', async () => {
    const sections: ProblemInput['sections'] = [
      { id: 'L', school: 'lakeside', stage: 'primary', classes: { 1: 4 } },
      { id: 'H', school: 'hillfoot', stage: 'primary', classes: { 1: 1 } },
      { id: 'P', school: 'hillfoot', stage: 'primary', classes: { 1: 1 } },
    ];
    const requests = [{ id: 'R', section: 'P', subject: 'maths', count: 1, priority: 5 }];
    const staff = [teacher('A'), ...teachers(6, { certificates: [] }).slice(1)];
    expect(await unfilled({ teachers: staff, sections, requests }, certificate)).toMatchObject({
      code: 'needed-elsewhere',
      figures: { certified: 1, 'needed-elsewhere': 1 },
    });
  });
});

describe('a reason says', () => {
  test('that the principal asked, where a request opened the post', async () => {
    const sections = [
      { id: 'L', school: 'lakeside', stage: 'primary' as const, classes: { 1: 4 } },
      { id: 'H', school: 'hillfoot', stage: 'primary' as const, classes: { 1: 1 } },
    ];
    const host = teacher('H1', {
      serving: { section: 'H', since: '2010-09-01' },
      registered: { school: 'hillfoot', since: '2010-09-01' },
    });
    const requests = [{ id: 'r', section: 'H', subject: 'maths', count: 1 }];
    const facts = { teachers: [...teachers(6), host], sections, requests, wishes: [volunteer('A')] };
    expect(await reason('A', facts, { certificate: {}, direction: {} })).toMatchObject({
      code: 'request',
      text: {
        zh: expect.stringContaining('现有1个，校长申请补充1人并获批准，空缺岗位1个。'),
        en: expect.stringContaining('the principal asked for 1 and it was approved; 1 post open.'),
      },
    });
  });

  test('which seat a cadre takes, and nothing of teaching posts', async () => {
    const principal = teacher('P', { cadre: { role: 'principal', since: '2015-09-01', terms: 3 } });
    const facts = {
      teachers: [principal, ...teachers(4)],
      seats: [{ section: 'H', role: 'principal' as const, count: 1 }],
    };
    expect(await reason('P', facts, { cadre: { rotation: true }, certificate: {} })).toMatchObject({
      code: 'seat',
      text: {
        zh: expect.stringMatching(/^到Hillfoot小学部任校长：该职务空缺1个。/),
        en: expect.stringMatching(/^Goes to Hillfoot \(primary\) as principal: 1 seat vacant\./),
      },
    });
  });

  test('by which decision somebody is sent whom a rule would keep', async () => {
    const young = teachers(6, { serving: { section: 'L', since: '2024-09-01' } });
    const facts = {
      teachers: young,
      wishes: [volunteer('A')],
      pins: [{ kind: 'move' as const, teacher: 'A', section: 'H' }],
    };
    const rules = { tenure: { level: 'policy', relaxed: 'Bureau 2026-7' }, pins: {}, certificate: {} };
    expect(await reason('A', facts, rules)).toMatchObject({
      outcome: 'moves',
      text: {
        zh: expect.stringContaining('本不符合“同校任教年限”，依据决定“Bureau 2026-7”例外派出。'),
        en: expect.stringContaining(
          "Does not meet 'Tenure at one school' and is sent by the decision 'Bureau 2026-7'.",
        ),
      },
    });
  });

  test('which post it is, and the facts in the way, not what was tried', async () => {
    const facts = { teachers: teachers(4), schools: [lakeside, { ...hillfoot, beds: 0 }] };
    const rules = { certificate: {}, 'sender-floor': {}, travel: { withoutBed: 10 }, beds: {} };
    expect(await reason('A', facts, rules)).toMatchObject({
      text: {
        zh: '符合条件，合适的岗位只有1处：Hillfoot小学部数学。如在现方案之外再派去：Lakeside小学部数学将比应保有的少1个专任教师；Hillfoot没有空余床位，需安排住宿1人。',
        en: 'May go, and one post fits: Mathematics at Hillfoot (primary). If sent there as well: Mathematics at Lakeside (primary) would be left with 1 FTE less than it must keep; Hillfoot has no bed free and would house 1 teacher.',
      },
    });
  });

  test('that going in place of another is no way either, and that the other openings are none', async () => {
    const mine = (subject: string) => ({ subject, stage: 'primary' as const, rank: 'main' as const });
    const requests = [{ id: 'R', section: 'H', subject: 'music', count: 1 }];
    const staff = [
      teacher('A', { partner: 'Y', certificates: [mine('maths'), mine('music')] }),
      teacher('B'),
      ...teachers(4, { certificates: [] }).map((one) => ({ ...one, id: `${one.id}2`, name: `${one.id}2` })),
      teacher('Y', { established: false, partner: 'A' }),
    ];
    const rules = { certificate: {}, established: {}, couples: {}, 'outflow-cap': { atLeast: 2 } };
    const { code, text } = (await reason('A', { teachers: staff, requests }, rules)) ?? {};
    expect(code).toBe('couples');
    expect(text).toEqual({
      zh: '符合条件，合适的岗位有2处，最接近可行的是Hillfoot小学部音乐。如在现方案之外再派去：A与Y夫妻将分在Hillfoot和Lakeside。换下本校派出的1人，也不符合“夫妻不分居”；其余1处岗位，增派或换人都不符合“夫妻不分居”。',
      en: "May go, and 2 posts fit, the nearest chance being Music at Hillfoot (primary). If sent there as well: A and Y, a couple, would teach at Hillfoot and Lakeside. Going in place of the one who would leave the same section is stopped by 'Couples together'; the other post, whether as well or in somebody's place, is stopped by 'Couples together'.",
    });
  });

  test('how much of a post a part-time teacher serves, where openings are whole ones', async () => {
    const staff = [teacher('P', { fte: 0.4 }), ...teachers(6)];
    expect(await reason('P', { teachers: staff }, { certificate: {}, 'whole-post': {} })).toMatchObject({
      code: 'whole-post',
      text: {
        zh: '符合交流条件；本人可任教的小学数学有1处空缺，不能去。不符合“整岗任教”：空缺的是整岗，本人任教0.4个专任岗位，不足1个。',
        en: "May go, but not to the one opening for Mathematics (primary). Against 'Whole post': each asks for a whole post, and the one served now is 0.4 of a post.",
      },
    });
  });

  test('what kind of school is served and which are open, where the direction is not allowed', async () =>
    expect(
      await reason('A', { teachers: teachers(6) }, { certificate: {}, direction: { allowed: ['inward'] } }),
    ).toMatchObject({
      code: 'direction',
      text: {
        zh: '符合交流条件；本人可任教的小学数学有1处空缺，不能去。不符合“交流方向”：现任教的Lakeside是城区学校，空缺在薄弱村校1处；交流方向限于由乡村向城镇。',
        en: "May go, but not to the one opening for Mathematics (primary). Against 'Direction': the present school, Lakeside, is a city school, and the openings are 1 at a weak village school; the allowed directions are rural to town.",
      },
    }));

  test('to the host, where the nearest chance is and what stops it, naming nobody', async () => {
    const staff = [...teachers(3), teacher('Y', { established: false, partner: 'A' })];
    const facts = { teachers: staff.map((one) => (one.id === 'A' ? { ...one, partner: 'Y' } : one)) };
    const rules = { ...certificate, established: {}, couples: {}, 'sender-floor': {} };
    const { figures, text } = (await unfilled(facts, rules)) ?? {};
    expect(figures).toEqual({ came: 0, certified: 4, established: 1, couples: 1, 'sender-floor': 2 });
    expect(text).toEqual({
      zh: '最接近可行的是从Lakeside小学部派1人，但派来后Lakeside小学部数学将比应保有的少1个专任教师。其他学部具备数学该学段资格的教师4人：1人不符合交流条件（在编在岗1）；3人派来会违反规则（派出学校学科底线2、夫妻不分居1）。',
      en: 'The nearest chance is a teacher of Lakeside (primary), but Mathematics at Lakeside (primary) would be left with 1 FTE less than it must keep. 4 teachers certified for Mathematics at this stage serve elsewhere: 1 may not go (Established staff 1); 3 would break a rule by coming (Sender floor 2, Couples together 1).',
    });
  });
});
