import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { run as runHere } from '../../solver/cli.ts';
import { solve } from '../../solver/solve.ts';
import { twoSchools, twoSchoolsInput } from '../support/two-schools.ts';

const folder = mkdtempSync(join(tmpdir(), 'junheng-ask-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

/** Exit code and what was said; what was complained of comes after it. */
async function ask(...words: string[]): Promise<[exit: number, told: string]> {
  let told = '';
  const add = (text: string) => {
    told += text;
  };
  return [await runHere(['ask', ...words], { say: add, complain: add }), told];
}

const sound = file('problem.json', twoSchoolsInput);
const impossible = file('impossible.json', {
  ...twoSchoolsInput,
  pins: [{ kind: 'move', teacher: 'new', section: 'village-primary' }],
});
const smaller = file('smaller.json', {
  ...twoSchoolsInput,
  teachers: twoSchoolsInput.teachers.filter(({ id }) => id !== 'near'),
  wishes: [],
});
const plan = file('plan.json', await solve(twoSchools()));

describe('a question is never answered with silence', () => {
  test('about a subject that the problem does not have: bad input', async () =>
    expect(await ask('post', sound, 'village-primary', 'latin')).toEqual([
      2,
      'The problem has no subject or role latin.\n',
    ]));
  test('about a post that nobody could fill', async () => {
    const [exit, told] = await ask('post', sound, 'village-primary', 'music');
    expect(exit).toBe(0);
    expect(told).toMatch(/^Hillside \(primary\), Music: 1 post open, and nobody who may be sent\.\n/);
  });
  test('about seats that nobody left', async () => {
    const [exit, told] = await ask('post', sound, 'village-primary', 'principal');
    expect([exit, told]).toEqual([
      0,
      'No such post is open at Hillside (primary).\n  Hillside小学部没有该项空缺岗位。\n',
    ]);
  });
  test('about a post, where leaving it to nobody is one of the answers', async () => {
    const [exit, told] = await ask('post', sound, 'village-primary', 'maths');
    expect(exit).toBe(0);
    expect(told).toContain('Leaving it to nobody');
  });
  test('about a teacher who may not go: the bar', async () => {
    const [exit, told] = await ask('teacher', sound, 'new');
    expect(exit).toBe(0);
    expect(told).toMatch(
      /^Barred by 'Tenure at one school': at the present school since 2025-09-01: 1 complete year of 6/,
    );
  });
  test.each([['worth'], ['why', 'near'], ['teacher', 'near'], ['post', 'village-primary', 'maths']])(
    'about a problem without a plan: %s',
    async (question, ...words) => {
      const [exit, told] = await ask(question, impossible, ...words);
      expect(exit).toBe(3);
      expect(told).toMatch(/^No plan exists for this problem/);
    },
  );
});

describe('of a plan that later facts cannot carry out', () => {
  const own = { ...twoSchoolsInput, circuits: [], wishes: [] };
  const made = {
    ...JSON.parse(readFileSync(plan, 'utf8')),
    moves: [],
    circuits: [
      { teacher: 'gone', from: 'town-primary', to: 'village-primary', subject: 'maths', days: 1, km: 1 },
    ],
  };
  const later = file('later.json', made);
  const latin = file('latin.json', {
    ...made,
    circuits: [],
    moves: JSON.parse(readFileSync(plan, 'utf8')).moves.map((move: object) => ({
      ...move,
      subject: 'latin',
    })),
  });

  test('a circuit of somebody who left is told, and looked past', async () => {
    const [exit, told] = await ask('fairness', file('own.json', own), later);
    expect(exit).toBe(0);
    expect(told).toContain('The plan was made of other facts than these');
    expect(told).toContain("Staff number gone is not in this problem any more: the earlier plan's circuit");
  });
  test.each(['fairness', 'differences'])('so is a subject that is taught no more: %s', async (question) => {
    const [exit, told] = await ask(question, sound, latin, ...(question === 'differences' ? [plan] : []));
    expect(exit).toBe(0);
    expect(told).toContain('the subject latin is not in this problem');
  });
});

describe('of a plan whose people have left', () => {
  test('the differences say who', async () => {
    const [exit, told] = await ask('differences', smaller, plan, plan);
    expect(exit).toBe(0);
    expect(told).toContain('Staff number near is not in this problem any more');
  });
  test('the fairness says who, and looks at the others', async () => {
    const [exit, told] = await ask('fairness', smaller, plan);
    expect(exit).toBe(0);
    expect(told).toContain('Staff number near is not in this problem any more');
    expect(told).toContain('No case of either.');
  });
});
