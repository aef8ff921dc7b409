import { readFile } from 'node:fs/promises';
import { unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { demo } from '../../data/demo.ts';
import { demoCounty } from '../../scripts/demo-county/demo.ts';
import { demoWorkbook } from '../../scripts/demo-county/print.ts';
import { recruitsOf } from '../../scripts/demo-county/recruits.ts';
import { problemOf } from '../../scripts/demo-county/registry.ts';
import { problemHash } from '../../solver/canonical.ts';
import { caseOf } from '../../solver/case.ts';
import type { Teacher } from '../../solver/problem.ts';
import { readProblem } from '../../solver/read.ts';
import { solve } from '../../solver/solve.ts';
import { verify } from '../../solver/verify.ts';

const county = demoCounty();
const { schools, sections, teachers, clusters, zones, requests, wishes, postings } = county;
const atSchool = new Map(sections.map(({ id, school }) => [id, school]));
const place = new Map(schools.map((school) => [school.id, school.place]));
const inTown = ({ serving }: Teacher) =>
  ['urban', 'county-town'].includes(place.get(atSchool.get(serving.section) ?? '') ?? '');
const isBackbone = ({ backbone }: Teacher) => ['county', 'city', 'province'].includes(backbone);
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

describe('the published figures', () => {
  test('25 schools', () => expect(schools).toHaveLength(25));
  test('1,009 teachers, 372 of them in town', () => {
    expect(teachers).toHaveLength(1009);
    expect(teachers.filter(inTown)).toHaveLength(372);
  });
  test('230 cadres, a principal at every school', () => {
    const cadres = teachers.filter(({ cadre }) => cadre !== undefined);
    expect(cadres).toHaveLength(230);
    const principals = cadres.filter(({ cadre }) => cadre?.role === 'principal');
    expect(new Set(principals.map(({ registered }) => registered.school)).size).toBe(25);
  });
  test('678 beds of teacher housing, none of them in town', () => {
    expect(sum(schools.map(({ beds }) => beds))).toBe(678);
    const town = schools.filter(({ place }) => place === 'urban' || place === 'county-town');
    expect(town.map(({ beds }) => beds)).toEqual([0, 0, 0, 0, 0]);
  });
  test('every school is in one of three closed pools, rural nine-year schools in two', () => {
    const pools = clusters.filter(({ kind }) => kind === 'pool').map(({ code }) => code);
    expect(pools).toHaveLength(3);
    for (const { id, clusters } of schools) {
      const stages = sections.filter(({ school }) => school === id).length;
      const joined = clusters.filter((code) => pools.includes(code)).length;
      expect(joined, id).toBe(place.get(id) === 'township-centre' ? stages : 1);
    }
  });
  test('area allowances of 45 and 90 yuan, none in the seat', () =>
    expect(zones.map(({ monthly }) => monthly)).toEqual([0, 45, 90]));
});

describe('a plausible county', () => {
  const problem = problemOf(county);
  const { demand, openings } = caseOf(problem);

  test('no class has more than 50 pupils, and none stands empty', () => {
    for (const { id, classes, pupils } of sections)
      for (const [grade, count = 0] of Object.entries(classes)) {
        const size = (pupils[grade] ?? 0) / count;
        expect(size, `${id} grade ${grade}`).toBeGreaterThanOrEqual(1);
        expect(size, `${id} grade ${grade}`).toBeLessThanOrEqual(50);
      }
  });
  test('every class has one class teacher, and no more', () => {
    for (const { id, classes } of sections) {
      const holders = teachers.filter(({ serving, classTeacher }) => serving.section === id && classTeacher);
      expect(holders.length, id).toBe(sum(Object.values(classes).map((count) => count ?? 0)));
    }
  });
  test('the county has about as many teachers as it needs, but not where and for what it needs them', () => {
    const whole = [...demand.sections.values()];
    const ratio = sum(whole.map(({ supply }) => supply)) / sum(whole.map(({ need }) => need));
    expect(ratio).toBeGreaterThan(0.95);
    expect(ratio).toBeLessThan(1.1);
    const rural = openings.filter(({ school }) => school.place !== 'urban');
    expect(rural).toEqual(openings);
    for (const subject of ['physics', 'music', 'foreign-language', 'pe', 'science', 'art'])
      expect(rural.map((opening) => opening.subject)).toContain(subject);
  });
  test('schools lie in the extent of the county', () => {
    for (const { location, id } of schools) {
      expect(location?.longitude, id).toBeGreaterThan(111.4);
      expect(location?.longitude, id).toBeLessThan(111.9);
      expect(location?.latitude, id).toBeGreaterThan(30.9);
      expect(location?.latitude, id).toBeLessThan(31.4);
    }
  });
  test('staff numbers are unique text, leading zeros and all', () => {
    expect(new Set(teachers.map(({ id }) => id)).size).toBe(1009);
    expect(teachers.filter(({ id }) => !/^\d{5}$/.test(id))).toEqual([]);
    expect(teachers.some(({ id }) => id.startsWith('0'))).toBe(true);
  });
  test('couples name one another', () => {
    const partners = new Map(teachers.map(({ id, partner }) => [id, partner]));
    const married = teachers.filter(({ partner }) => partner !== undefined);
    expect(married.length).toBeGreaterThan(30);
    for (const { id, partner } of married) expect(partners.get(partner ?? '')).toBe(id);
  });
  test('nobody began to teach before 20, or at a school before teaching', () => {
    for (const { id, born, teachingSince, serving } of teachers) {
      expect(Number(teachingSince.slice(0, 4)) - Number(born.slice(0, 4)), id).toBeGreaterThanOrEqual(20);
      expect(serving.since >= teachingSince, id).toBe(true);
    }
  });
  test('every level, exemption, state and kind of name occurs', () => {
    const kinds = teachers.flatMap(({ exemptions }) => exemptions.map(({ kind }) => kind));
    expect(new Set(kinds).size).toBe(7);
    expect(new Set(teachers.map(({ backbone }) => backbone)).size).toBe(5);
    expect(new Set(requests.map(({ state }) => state)).size).toBe(4);
    expect(wishes.filter(({ volunteer }) => volunteer).length).toBeGreaterThan(20);
    expect(postings.some(({ ended }) => ended === undefined)).toBe(true);
    const names = teachers.map(({ name }) => name);
    for (const awkward of ['王䶮', '李𬱖', '古丽娜尔·阿不都', '欧阳若曦']) expect(names).toContain(awkward);
    expect(names.filter((name) => name === '张敏').length).toBeGreaterThanOrEqual(2);
  });
});

describe('who was recruited', () => {
  const recruits = recruitsOf(county);
  const lacking = new Set(
    caseOf(problemOf(county)).openings.map(({ section, subject }) => `${section.stage} ${subject}`),
  );

  test('arrives in the summer after the first round, so that it is in no problem of it', () => {
    expect(recruits).toHaveLength(6);
    for (const { arrivesOn, id } of recruits) expect(arrivesOn > county.effective, id).toBe(true);
  });
  test('half are graduates, half special-post teachers with three years before them', () => {
    const ends = recruits.map(({ kind, contractEnds }) => [kind, contractEnds].join(' ').trim());
    expect(ends.sort()).toEqual([...Array(3).fill('graduate'), ...Array(3).fill('special-post 2030-08-31')]);
  });
  test('is certified for what the county lacks, and has a number that no teacher bears', () => {
    const numbers = new Set(teachers.map(({ id }) => id));
    for (const { id, certificates } of recruits) {
      expect(numbers.has(id), id).toBe(false);
      for (const { subject, stage } of certificates) expect([...lacking]).toContain(`${stage} ${subject}`);
    }
  });
  test('wishes, where anything is wished, for schools that have the stage', () => {
    const wished = recruits.flatMap(({ wishes: schools = [], certificates }) =>
      schools.map((school) =>
        certificates.some(({ stage }) =>
          sections.some((section) => section.school === school && section.stage === stage),
        ),
      ),
    );
    expect(wished.length).toBeGreaterThan(0);
    expect(wished).not.toContain(false);
  });
});

describe('teachers at the edge of a rule', () => {
  const rules = caseOf(problemOf(county));
  const barring = (choose: (teacher: Teacher) => boolean) =>
    rules.teachers.filter(choose).map((teacher) => rules.barred(teacher)?.rule.name ?? null);

  test('six years at the school to the day: may go; a day less: may not', () => {
    expect(barring(({ serving }) => serving.since === '2020-09-01')).toContain(null);
    expect(barring(({ serving }) => serving.since === '2020-09-02')).toEqual(['tenure']);
  });
  test.each([
    ['a man the day before he is 51', '1975-09-02', null],
    ['a man on the day he is 51', '1975-09-01', 'age'],
    ['a woman the day before she is 46', '1980-09-02', null],
    ['a woman on the day she is 46', '1980-09-01', 'age'],
  ])('%s', (_who, born, rule) => expect(barring((teacher) => teacher.born === born)).toEqual([rule]));
  test.each([
    ['over the day before', 'nursing', '2025-09-01', null],
    ['on its last day', 'nursing', '2025-09-02', 'exemption'],
    ['from the day after', 'pregnancy', '2026-09-02', null],
    ['without an end', 'serious-illness', '2026-05-06', 'exemption'],
  ])('an exemption %s', (_when, kind, from, rule) => {
    const found = barring(({ exemptions }) =>
      exemptions.some((one) => one.kind === kind && one.from === from),
    );
    expect(found).toContain(rule);
  });
  test('back from a posting for three years to the day: may go; a day less: may not', () => {
    expect(barring(({ lastPosting }) => lastPosting?.ended === '2023-08-31')).toContain(null);
    expect(barring(({ lastPosting }) => lastPosting?.ended === '2023-09-01')).toEqual(['cooling-off']);
  });
});

describe('the first round', async () => {
  const problem = problemOf(county);
  const plan = await solve(problem, { engine: 'highs' });
  const backbone = new Set(teachers.filter(isBackbone).map(({ id }) => id));

  test('has a plan, and both engines find the same', async () => {
    const other = await solve(problem, { engine: 'javascript-lp-solver' });
    expect(plan.status).toBe('optimal');
    expect(other.goals).toEqual(plan.goals);
    expect(other.moves).toEqual(plan.moves);
    expect(verify(problem, plan)).toMatchObject({ confirmed: true });
  });
  test('just meets the exchange quota, and the backbone quota binds', () => {
    const least = Math.ceil(caseOf(problem).base.length / 10);
    expect(plan.moves.length).toBeGreaterThanOrEqual(least);
    expect(plan.moves.length).toBeLessThan(least + 10);
    const sent = plan.moves.filter(({ teacher }) => backbone.has(teacher));
    expect(sent).toHaveLength(Math.ceil(plan.moves.length / 5));
  });
  test('leaves posts open for several reasons, and keeps teachers at home for more', () => {
    const open = new Set(plan.unfilled.map(({ code }) => code));
    for (const code of ['all-barred', 'sender-floor', 'receiver-cap']) expect(open).toContain(code);
    const codes = new Set(plan.reasons.map(({ outcome, code }) => `${outcome} ${code}`));
    for (const bar of ['established', 'cadre', 'exemption', 'tenure', 'age', 'cooling-off'])
      expect(codes).toContain(`not-eligible ${bar}`);
    for (const code of ['certificate', 'direction', 'sender-floor', 'costs-more'])
      expect(codes).toContain(`stays ${code}`);
    for (const code of ['gap', 'missing-subject']) expect(codes).toContain(`moves ${code}`);
  });
});

describe('the printed files', () => {
  test('the generator prints the workbook that lies in data/', async () => {
    const [kept, printed] = [await readFile(demo.workbook), await demoWorkbook()].map((bytes) =>
      unzipSync(bytes),
    );
    expect(Object.keys(printed ?? {})).toEqual(Object.keys(kept ?? {}));
    for (const [name, bytes] of Object.entries(printed ?? {}))
      expect(Buffer.from(bytes).equals(kept?.[name] ?? Buffer.of()), name).toBe(true);
  });
  test('the frozen problem in data/ is a sound problem, and the generator’s own', async () => {
    const read = readProblem(JSON.parse(await readFile(demo.firstProblem, 'utf8')));
    expect(read).toMatchObject({ ok: true });
    if (read.ok) expect(problemHash(read.problem)).toBe(problemHash(problemOf(county)));
  });
});
