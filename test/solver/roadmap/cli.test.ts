import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { run } from '../../../solver/cli.ts';
import { outlook } from '../../../solver/roadmap/outlook.ts';
import { roadmap } from '../../../solver/roadmap/roadmap.ts';
import { twoSchools, twoSchoolsInput } from '../../support/two-schools.ts';

const folder = mkdtempSync(join(tmpdir(), 'junheng-roadmap-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, JSON.stringify(content));
  return path;
}

/** Exit code, what was said, and what was complained of. */
async function ask(...words: string[]): Promise<[exit: number, said: string, complained: string]> {
  const heard = { said: '', complained: '' };
  const exit = await run(['roadmap', ...words], {
    say: (text) => {
      heard.said += text;
    },
    complain: (text) => {
      heard.complained += text;
    },
  });
  return [exit, heard.said, heard.complained];
}

const off = { level: 'off' } as const;
/** Without quotas, so that every year has a plan. */
const { policy } = twoSchoolsInput;
const free = {
  policy: { ...policy, rules: { ...policy.rules, 'exchange-quota': off, 'backbone-quota': off } },
};
const sound = file('problem.json', { ...twoSchoolsInput, ...free });

test('a roadmap is told as a table, a line a year, in both languages', async () => {
  const [exit, said] = await ask(sound, '--years', '3');
  expect(exit).toBe(0);
  const lines = said.split('\n');
  expect(lines[0]).toBe('Yuan (420525)');
  expect(lines[1]).toMatch(/^year +primary +junior +teachers +retired/);
  expect(lines[2]).toMatch(/^学年 +小学生 +初中生 +教师 +退休/);
  expect(lines.slice(3, 6).map((line) => line.trim().split(/ +/).slice(0, 5))).toEqual([
    ['2026', '?', '0', '5', '0'],
    ['2027', '?', '0', '5', '0'],
    ['2028', '?', '0', '5', '0'],
  ]);
  expect(said).toContain('recruit 1 by autumn 2026.');
  expect(said).toContain('须在2026年秋季前招聘1人。');
  expect(said).toContain('Nobody is recruited.');
});

test('and written as JSON where a file is named', async () => {
  const out = join(folder, 'roadmap.json');
  expect((await ask(sound, '--years', '2', '--out', out))[0]).toBe(0);
  const expected = await roadmap(twoSchools(free), outlook.parse({}), { years: 2 });
  expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(JSON.parse(JSON.stringify(expected)));
});

test('an outlook says what a problem does not', async () => {
  const beyond = file('outlook.json', {
    postingYears: 1,
    enrolments: [{ section: 'town-primary', schoolYear: 2027, grade: 1, classes: 9, pupils: 400 }],
  });
  const [exit, said] = await ask(sound, '--years', '2', '--outlook', beyond);
  expect(exit).toBe(0);
  expect(said).toContain('last 1 year;');
  expect(said).toContain('by autumn 2027.');
});

test('a year that misses a quota ends with 3, and the table says so', async () => {
  const [exit, said] = await ask(file('quota.json', twoSchoolsInput), '--years', '2');
  expect(exit).toBe(3);
  expect(said).toMatch(/^2027 .* quota missed$/m);
  expect(said).toContain('In 2027 the quotas cannot be met.');
});

test('a year without a plan ends with 3', async () => {
  const impossible = file('impossible.json', {
    ...twoSchoolsInput,
    pins: [{ kind: 'move', teacher: 'new', section: 'village-primary' }],
  });
  const [exit, said] = await ask(impossible, '--years', '1');
  expect(exit).toBe(3);
  expect(said).toContain('In 2026 no plan exists.');
});

describe('bad input', () => {
  test.each([['0'], ['6'], ['-1'], ['2.5'], ['two'], ['05']])('--years %s', async (years) => {
    const [exit, , complained] = await ask(sound, `--years=${years}`);
    expect([exit, complained]).toEqual([2, `--years takes a whole number from 1 to 5, not ${years}.\n`]);
  });
  test('an option of other commands', async () =>
    expect(await ask(sound, '--replay')).toEqual([
      2,
      '',
      'roadmap takes no option but --years, --outlook, --engine and --out.\n',
    ]));
  test('its options with other commands', async () => {
    let complained = '';
    const exit = await run(['plan', sound, '--years', '3'], {
      say: () => {},
      complain: (text) => {
        complained += text;
      },
    });
    expect([exit, complained]).toEqual([2, 'Only roadmap takes --years and --outlook.\n']);
  });
  test('no problem, or two', async () => {
    for (const words of [[], [sound, sound]]) {
      const [exit, , complained] = await ask(...words);
      expect(exit).toBe(2);
      expect(complained).toMatch(/^roadmap takes one file: a problem\./);
    }
  });
  test('years beyond the calendar', async () => {
    const late = file('late.json', {
      ...twoSchoolsInput,
      schoolYear: 2196,
      effective: '2196-09-01',
      teachers: [],
      wishes: [],
    });
    expect((await ask(late))[2]).toBe('5 years from 2196-09-01 lead beyond 2200-12-31.\n');
  });
  test('every fault of an outlook at once, and nothing written', async () => {
    const row = { section: 'town-primary', schoolYear: 2027, grade: 1, classes: 1, pupils: 40 };
    const wrong = file('wrong.json', {
      enrolments: [
        { ...row, section: 'nowhere' },
        { ...row, grade: 8 },
        { ...row, schoolYear: 2026 },
        row,
        row,
      ],
    });
    const out = join(folder, 'never.json');
    const [exit, , complained] = await ask(sound, '--outlook', wrong, '--out', out);
    expect(exit).toBe(2);
    expect(complained).toBe(`${wrong} is not a valid outlook of this problem:
  $.enrolments[0].section: found "nowhere", expected a section of the problem
  $.enrolments[1].grade: found 8, expected a grade of primary: 1, 2, 3, 4, 5, 6
  $.enrolments[2].schoolYear: found 2026, expected another school year than 2026, which the problem tells itself
  $.enrolments[4].grade: found 1, expected one row of a section, school year and grade
`);
    expect(existsSync(out)).toBe(false);
  });
  test('a figure out of bounds', async () => {
    const wrong = file('bounds.json', { postingYears: 0, retirement: { version: 'x' } });
    const [exit, , complained] = await ask(sound, '--outlook', wrong);
    expect(exit).toBe(2);
    expect(complained).toContain('$.postingYears: found 0');
    expect(complained).toContain('$.retirement.rows: found nothing');
  });
});
